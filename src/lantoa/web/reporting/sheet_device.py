"""Reports on this machine: the installable page, its service worker, and the list of forms kept for offline work."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.web import assets
from lantoa.web.kit import Request, page, signed_in
from lantoa.web.parts import Crumb

from .sheet import KEEP
from .sheet_view import _json, words

STAMPED = (
    "css/tokens.css", "css/ui.css", "css/patterns.css", "css/paper.css", "css/reporting.css",
    "vendor/htmx-2.0.11.min.js", "js/app.js", "js/sheet.js", "js/offline.js", "brand.svg", "icons.svg",
)  # fmt: skip
"""What a page names with its version."""
PLAIN = (
    "js/menus.js", "js/faults.js", "js/filters.js", "js/grid.js", "js/unsaved.js", "js/search.js",
    "js/offline-hooks.js", "js/sheet-checks.js", "js/sheet-state.js", "js/offline-store.js", "js/offline-sync.js",
    "fonts/be-vietnam-pro-400.woff2", "fonts/be-vietnam-pro-500.woff2", "fonts/be-vietnam-pro-600.woff2",
)  # fmt: skip
"""What scripts and styles name by themselves."""


@signed_in
def device(request: Request) -> HttpResponse:
    """The forms kept on this machine; a script fills the list from the browser's own store."""
    context = {
        "words": _json({**words(), **device_words()}),
        "user": request.actor.id,
        "crumbs": (Crumb(_("Báo cáo"), reverse("reporting:index")), Crumb(_("Báo cáo trên máy này"))),
    }
    response = page(request, "reporting/device.html", context)
    response[KEEP] = request.actor.id
    return response


def device_words() -> dict[str, str]:
    return {
        "open": _("Mở"),
        "sendNow": _("Gửi ngay"),
        "merge": _("Mở và gộp"),
        "mend": _("Mở và sửa"),
        "remove": _("Xóa khỏi máy này"),
        "removeAsk": _("Xóa “{x}” khỏi máy này? Số liệu chưa gửi trong đó sẽ mất."),
        "listKept": _("Mở được khi không có mạng"),
        "listChanged": _("Có số liệu chưa gửi, nhập lúc {t}"),
        "listQueued": _("Chờ gửi, xếp lúc {t}"),
        "listSent": _("Đã gửi lúc {t}"),
        "listClash": _("Người khác đã lưu số liệu khác: cần gộp"),
        "listWrong": _("Chưa gửi được: {x}"),
        "due": _("hạn gửi {x}"),
        "others": _("Trên máy này còn {n} báo cáo chưa gửi của tài khoản khác."),
        "removeOthers": _("Xóa phần của tài khoản khác"),
        "removeOthersAsk": _("Xóa báo cáo chưa gửi của tài khoản khác khỏi máy này? Không lấy lại được."),
    }


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: its own small file under a version that changes with any file it keeps."""
    version, shell = _shell()
    told = {"version": version, "shell": shell, "device": reverse("reporting:device"), "form": "/bao-cao/"}
    source = _source("js/sw.js")
    response = HttpResponse(
        f"const SITE = {json.dumps(told)};\n{source}", content_type="text/javascript; charset=utf-8"
    )
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


def _source(path: str) -> str:
    found = finders.find(path)
    assert isinstance(found, str)
    with open(found, encoding="utf-8") as file:
        return file.read()


def _shell() -> tuple[str, list[str]]:
    return _made() if settings.DEBUG else _made_once()


@lru_cache(maxsize=1)
def _made_once() -> tuple[str, list[str]]:
    return _made()


def _made() -> tuple[str, list[str]]:
    stamped = [assets.url(path) for path in STAMPED]
    versions = [*stamped, *(assets.url(path) for path in PLAIN), _source("js/sw.js")]
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()[:12], [
        *stamped,
        *(static(path) for path in PLAIN),
    ]


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What an installed Lan Tỏa is called and opens with."""
    icons = [
        {"src": assets.url(f"icons/lan-toa-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    told = {
        "id": reverse("reporting:device"),
        "name": _("Lan Tỏa – báo cáo phong trào"),
        "short_name": "Lan Tỏa",
        "description": _("Nhập báo cáo phong trào, cả khi không có mạng."),
        "lang": "vi",
        "start_url": reverse("reporting:device"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b5a66",
        "icons": icons,
    }
    return JsonResponse(
        told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )

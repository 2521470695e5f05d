"""The list of texts that were read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.access import queries as access
from lantoa.organisation import queries as organisation
from lantoa.reading import queries
from lantoa.web import nav
from lantoa.web.kit import Choice, Column, Filter, Request, chip, link, listing, page, signed_in

STAGES = {"waiting": "wait", "decided": "done", "empty": "plain"}


def _words() -> dict[str, str]:
    return {"waiting": _("Chờ duyệt"), "decided": _("Đã duyệt hết"), "empty": _("Không có mục")}


def _stage(row: Any) -> SafeString:
    return chip(STAGES[row.stage], _words()[row.stage])


def _conference(row: Any) -> SafeString | None:
    if row.conference is None:
        return None
    return link(nav.address("conference:show", row.conference.pk), _(row.conference.get_kind_display()))


def _columns(names: Mapping[str, str]) -> list[Column]:
    return [
        Column(
            "title", _("Văn bản"), order="search", link=lambda row: reverse("reading:show", args=[row.pk])
        ),
        Column("unit", _("Đơn vị lưu"), value=lambda row: names.get(row.unit.code, row.unit.code)),
        Column("kept_at", _("Đưa vào lúc"), order="kept_at"),
        Column("waiting", _("Còn chờ"), order="waiting", numeric=True),
        Column("total", _("Số mục"), order="total", numeric=True),
        Column("stage", _("Tình trạng"), value=_stage),
        Column("conference", _("Thành hội nghị"), value=_conference),
    ]


def _filters(request: Request, names: Mapping[str, str]) -> list[Filter]:
    stages = [Choice(code, label) for code, label in _words().items()]
    units = queries.units(request.actor, request.day)
    keepers = [Choice(code, names.get(code, code)) for code in units]
    by_unit = [Filter("don-vi", _("Đơn vị lưu"), "unit__code", keepers)] if len(keepers) > 1 else []
    return [Filter("tinh-trang", _("Tình trạng"), "stage", stages), *by_unit]


@signed_in
def index(request: Request) -> HttpResponse:
    names = organisation.standing(request.day).names
    rows = listing(
        queries.texts(request.actor, request.day),
        request,
        _columns(names),
        caption=_("Văn bản đã đọc"),
        search="search",
        sort="-kept_at",
        filters=_filters(request, names),
        file_name="van-ban-da-doc",
        empty=_(
            "Chưa có văn bản nào được đọc. Bài viết, báo cáo đưa vào đây sẽ thành dữ kiện chờ người duyệt."
        ),
    )
    may_propose = bool(access.reach(request.actor, "reading.text.propose", request.day).units)
    return rows.export or page(request, "reading/index.html", {"rows": rows, "may_propose": may_propose})

"""Addresses for the kit's own tests: small views that do one thing each, and every area's first page."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, include, path

from lantoa.kernel.errors import BadInput, Conflict, Fault, NotAllowed, NotFound, TooMany
from lantoa.web import forms as fields
from lantoa.web import kit, nav
from lantoa.web.components_page.views import components
from lantoa.web.urls import urlpatterns as own

PROBLEMS = {
    "403": NotAllowed("A", "Không có quyền ở đây.", place="Công an tỉnh Một", remedy="Hỏi quản trị."),
    "404": NotFound("B", "Không có hồ sơ này."),
    "409": Conflict("C", "Báo cáo đã khóa.", remedy="Mở khóa trước."),
    "422": BadInput("D", "Sai.", faults=(Fault("D1", "Cột 3 sai.", "Cột 3"), Fault("D2", "Cột 5 sai."))),
    "429": TooMany("E", "Chờ một lát."),
}


class PledgeForm(forms.Form):
    name = fields.TextLine(label="Tên giao ước", max_length=40)
    signed_on = fields.Day(label="Ngày ký")
    paper = forms.FileField(label="Văn bản", required=False)


@kit.signed_in
def pledge(request: kit.Request) -> HttpResponse:
    """Saves nothing; refuses names the way an operation would."""
    form = PledgeForm(request.POST or None, request.FILES or None)
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            refuse(form.cleaned_data["name"])
            return kit.done(request, "Đã ký giao ước.", "/chao/", undo="/go/?id=7&ly=a")
    return kit.page(request, "tests/pledge.html", {"form": form})


def refuse(name: str) -> None:
    if name == "trùng":
        raise BadInput("TAKEN", "Tên này đã có.", place="tên giao ước", remedy="Chọn tên khác.")
    if name == "khóa":
        raise Conflict("LOCKED", "Giao ước đã khóa.", place="Cụm 5")
    if name == "cấm":
        raise NotAllowed("NOT_ALLOWED", "Không được ký thay.")


@kit.signed_in
def hello(request: kit.Request) -> HttpResponse:
    return kit.page(request, "tests/hello.html", {"actor": request.actor, "day": request.day})


def problem(request: HttpRequest, which: str) -> HttpResponse:
    raise PROBLEMS[which]


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("hỏng")


def blunt(request: HttpRequest) -> HttpResponse:
    """Takes uploads without the kit."""
    return HttpResponse(",".join(sorted(request.FILES)))


def area(name: str) -> URLResolver:
    return path(f"khu/{name}/", include(([path("", hello, name="index")], name)))


known = {pattern.app_name for pattern in own if getattr(pattern, "app_name", None)}
urlpatterns = [
    *own,
    path("thanh-phan/", components),
    path("giao-uoc/", pledge),
    path("chao/", hello),
    path("loi/<str:which>/", problem),
    path("hong/", broken),
    path("gui/", blunt),
    *(area(name) for one in nav.AREAS if (name := one.name.partition(":")[0]) not in {*known, "home"}),
]
handler400 = "lantoa.web.errors.bad_request"
handler403 = "lantoa.web.errors.forbidden"
handler404 = "lantoa.web.errors.not_found"
handler500 = "lantoa.web.errors.server_error"

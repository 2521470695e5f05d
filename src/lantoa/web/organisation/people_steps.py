"""Each change of a person is a short form and one operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.kernel.errors import NotAllowed, NotFound
from lantoa.organisation import operations, people
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

from . import people_forms as entered
from .people import crumbs, may_add, may_record
from .picking import offer


@dataclass(frozen=True, slots=True)
class StepPage:
    """``button`` is what the form does; ``note`` what it leaves as it was."""

    title: str
    note: str
    button: str
    form: forms.Form
    back: str
    crumbs: Sequence[Crumb]


@signed_in
def new(request: Request) -> HttpResponse:
    if not may_add(request):
        raise NotAllowed(
            "NOT_ALLOWED",
            _("Vai trò của bạn không ghi cán bộ."),
            place=_("Cán bộ"),
            remedy=_("Đề nghị cán bộ thi đua của đơn vị ghi."),
        )
    first = {"unit": request.GET.get("don-vi", "")[:32], "day": request.day}
    form = entered.PersonForm(request.POST or None, initial=first)
    offer(form, request, "unit")
    with faults_on(request, form):
        if submitted(request, form):
            made = operations.add_person(actor=request.actor, at=request.now, **form.cleaned_data)
            return done(request, _("Đã ghi cán bộ."), "organisation:person", made.code)
    note = _("Chỉ ghi người cần cho một danh hiệu, một chức trách hoặc một chữ ký.")
    back = reverse("organisation:people")
    title = _("Ghi cán bộ mới")
    shown = StepPage(title, note, _("Ghi cán bộ"), form, back, crumbs(Crumb(title)))
    return page(request, "organisation/person_step.html", shown)


def _opened(request: Request, code: str) -> people.PersonView:
    """The person, where the actor may record people; ``NotFound`` hides who is out of reach."""
    shown = people.person(code, visible_to=request.actor, day=request.day)
    if not may_record(request, shown):
        raise NotAllowed(
            "NOT_ALLOWED",
            _("Vai trò của bạn không ghi thay đổi về cán bộ này."),
            place=shown.name,
            remedy=_("Đề nghị cán bộ thi đua của đơn vị người đó ghi."),
        )
    return shown


def _step(
    request: Request,
    shown: people.PersonView,
    form: forms.Form,
    title: str,
    note: str,
    button: str,
    act: Callable[[dict[str, Any]], Any],
    told: str,
) -> HttpResponse:
    with faults_on(request, form):
        if submitted(request, form):
            act(form.cleaned_data)
            return done(request, told, "organisation:person", shown.code)
    back = reverse("organisation:person", args=[shown.code])
    here = StepPage(title, note, button, form, back, crumbs(Crumb(shown.name, back), Crumb(title)))
    return page(request, "organisation/person_step.html", here)


@signed_in
def appoint(request: Request, code: str) -> HttpResponse:
    shown = _opened(request, code)
    form = entered.PostForm(request.POST or None, initial={"day": request.day})
    offer(form, request, "unit")
    return _step(
        request, shown, form, _("Ghi chức vụ mới"),
        _("Chức vụ cũ vẫn còn trong lịch sử; ghi tên như trong quyết định."), _("Ghi chức vụ"),
        lambda given: operations.appoint(actor=request.actor, person=shown.code, at=request.now, **given),
        _("Đã ghi chức vụ mới."),
    )  # fmt: skip


@signed_in
def rank(request: Request, code: str) -> HttpResponse:
    shown = _opened(request, code)
    form = entered.RankForm(request.POST or None, initial={"day": request.day})
    return _step(
        request, shown, form, _("Ghi cấp bậc mới"), _("Cấp bậc cũ vẫn đúng cho những ngày trước đó."),
        _("Ghi cấp bậc"),
        lambda given: operations.change_rank(
            actor=request.actor, person=shown.code, at=request.now, today=request.day, **given
        ),
        _("Đã ghi cấp bậc mới."),
    )  # fmt: skip


@signed_in
def end(request: Request, code: str, pk: int) -> HttpResponse:
    shown = _opened(request, code)
    post = next((one for one in shown.posts if one.id == pk), None)
    if post is None:
        raise NotFound("UNKNOWN_POST", _("Không có chức vụ này."), remedy=_("Mở lại trang người."))
    form = entered.EndForm(request.POST or None, initial={"day": request.day})
    return _step(
        request, shown, form, _("Thôi giữ chức vụ"),
        _("%(post)s, %(unit)s. Lập bản bàn giao trước khi người này đi.") % {"post": post.post, "unit": post.unit_name},
        _("Ghi thôi chức vụ"),
        lambda given: operations.end_post(actor=request.actor, posting=pk, at=request.now, **given),
        _("Đã ghi thôi giữ chức vụ."),
    )  # fmt: skip


@signed_in
def correct(request: Request, code: str) -> HttpResponse:
    shown = _opened(request, code)
    first = {"name": shown.name, "gender": shown.gender}
    form = entered.CorrectForm(request.POST or None, initial=first)
    return _step(
        request, shown, form, _("Sửa chỗ ghi nhầm"),
        _("Chức vụ và cấp bậc không sửa ở đây: ghi thay đổi mới, có ngày và căn cứ."), _("Lưu chỗ sửa"),
        lambda given: operations.correct_person(
            actor=request.actor, person=shown.code, day=request.day, at=request.now, **given
        ),
        _("Đã sửa."),
    )  # fmt: skip


@signed_in
def merge(request: Request, code: str) -> HttpResponse:
    shown = _opened(request, code)
    form = entered.MergeForm(request.POST or None, initial={"gone": request.GET.get("ma", "")[:32]})
    return _step(
        request, shown, form, _("Gộp hai bản ghi của một người"),
        _("Chức vụ, hồ sơ, danh hiệu và tài khoản của bản ghi kia chuyển sang %(name)s (mã %(code)s).")
        % {"name": shown.name, "code": shown.code},
        _("Gộp vào người này"),
        lambda given: operations.merge_people(
            actor=request.actor, kept=shown.code, day=request.day, at=request.now, **given
        ),
        _("Đã gộp hai bản ghi; tách lại được ở trang này."),
    )  # fmt: skip


@signed_in
def part(request: Request, code: str, pk: int) -> HttpResponse:
    shown = _opened(request, code)
    if pk not in {one.pk for one in shown.merges}:
        raise NotFound("UNKNOWN_MERGE", _("Không có lần gộp này."), remedy=_("Mở lại trang người."))
    form = entered.PartForm(request.POST or None)
    return _step(
        request, shown, form, _("Tách lại hai bản ghi"),
        _("Đúng những gì đã chuyển khi gộp sẽ trở về; những gì thêm từ đó ở lại với người này."),
        _("Tách lại"),
        lambda given: operations.part_people(
            actor=request.actor, merge=pk, day=request.day, at=request.now, **given
        ),
        _("Đã tách lại hai bản ghi."),
    )  # fmt: skip

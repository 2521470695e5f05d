"""A change of one unit: entered with its document, looked at before it is made, then made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.kernel.errors import BadInput
from lantoa.organisation import hooks, operations, queries
from lantoa.organisation.models import Carry, ChangeKind, UnitKind
from lantoa.web.forms import Day, TextBlock, TextLine, figure_of
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

from .citing import CitingForm, offer_documents
from .picking import offer

CHANGE = "organisation.unit.change"
CODE_HINT = gettext_lazy("Mã của đơn vị, ví dụ CA.15; tìm mã theo tên ở trang Tổ chức.")
LEADS = {
    ChangeKind.RENAME: gettext_lazy("Tên cũ vẫn đúng cho thời gian trước ngày đổi."),
    ChangeKind.MOVE: gettext_lazy("Mọi đơn vị bên dưới đi theo; nơi ở cũ vẫn còn trong lịch sử."),
    ChangeKind.MERGE: gettext_lazy("Đơn vị này kết thúc; đơn vị tiếp nhận kế thừa toàn bộ."),
    ChangeKind.SPLIT: gettext_lazy("Đơn vị này kết thúc; các đơn vị tiếp nhận kế thừa theo tỷ lệ."),
    ChangeKind.DISSOLVE: gettext_lazy(
        "Đơn vị này kết thúc, không nơi nào kế thừa; hồ sơ cũ ở lại với cấp trên cuối cùng."
    ),
    ChangeKind.KIND: gettext_lazy("Ví dụ xã thành phường: đổi loại, và ghi tên mới nếu tên đổi theo."),
}


class BasisForm(CitingForm):
    """What every change needs: from when, and by which document."""

    day = Day(label=gettext_lazy("Từ ngày"))
    field_order: Sequence[str] = ("day", "citing", "basis")


class RenameForm(BasisForm):
    name = TextLine(label=gettext_lazy("Tên mới"), max_length=300)
    short_name = TextLine(label=gettext_lazy("Tên ngắn"), max_length=120, required=False)
    field_order = ("name", "short_name", "day", "citing", "basis")


class MoveForm(BasisForm):
    parent = TextLine(label=gettext_lazy("Đơn vị cấp trên"), max_length=32, help_text=CODE_HINT)
    field_order = ("parent", "day", "citing", "basis")


class EndForm(BasisForm):
    """``carry`` empty: as the province has ruled."""

    carry = forms.ChoiceField(
        label=gettext_lazy("Việc đang dở"),
        required=False,
        help_text=gettext_lazy(
            "Báo cáo, nhiệm vụ, đăng ký, giao ước, hồ sơ chưa xong của đơn vị kết thúc. Chưa có quy định của "
            "tỉnh thì phần mềm hỏi người có thẩm quyền (chờ xác nhận)."
        ),
    )

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["carry"].choices = [  # type: ignore[attr-defined]
            ("", _("Theo quy định của tỉnh")),
            *((code, _(label)) for code, label in Carry.choices),
        ]


class MergeForm(EndForm):
    into = TextLine(label=gettext_lazy("Đơn vị tiếp nhận"), max_length=32, help_text=CODE_HINT)
    also = TextLine(
        label=gettext_lazy("Đơn vị khác cùng sáp nhập"),
        max_length=600,
        required=False,
        help_text=gettext_lazy("Mã các đơn vị, cách nhau bằng dấu phẩy."),
    )
    field_order = ("into", "also", "day", "citing", "basis", "carry")


class SplitForm(EndForm):
    shares = TextBlock(
        label=gettext_lazy("Đơn vị tiếp nhận và tỷ lệ"),
        help_text=gettext_lazy("Mỗi dòng một đơn vị: mã, dấu cách, tỷ lệ. Ví dụ: CA.15 0,6. Tổng bằng 1."),
    )
    field_order = ("shares", "day", "citing", "basis", "carry")

    def clean_shares(self) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for number, line in enumerate(self.cleaned_data["shares"].splitlines(), 1):
            code, _space, share = line.strip().partition(" ")
            if not code:
                continue
            try:
                found[code] = figure_of(share)
            except ValueError:
                raise forms.ValidationError(
                    _("Dòng %(n)s không đọc được tỷ lệ; ghi ví dụ: CA.15 0,6.") % {"n": number}
                ) from None
        return found


class KindForm(BasisForm):
    to_kind = forms.ChoiceField(label=gettext_lazy("Loại mới"))
    name = TextLine(label=gettext_lazy("Tên mới"), max_length=300, required=False)
    field_order = ("to_kind", "name", "day", "citing", "basis")

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["to_kind"].choices = [(code, _(label)) for code, label in UnitKind.choices]  # type: ignore[attr-defined]


FORMS: dict[str, type[BasisForm]] = {
    ChangeKind.RENAME: RenameForm,
    ChangeKind.MOVE: MoveForm,
    ChangeKind.MERGE: MergeForm,
    ChangeKind.SPLIT: SplitForm,
    ChangeKind.DISSOLVE: EndForm,
    ChangeKind.KIND: KindForm,
}


@dataclass(frozen=True, slots=True)
class ChangePage:
    """``preview`` is there once the entries were looked at; only then may they be confirmed."""

    unit: queries.UnitView
    heading: str
    lead: str
    form: forms.Form
    preview: hooks.Preview | None
    ahead: date | None
    danger: bool
    crumbs: Sequence[Crumb]


@signed_in
def change(request: Request, code: str, kind: str) -> HttpResponse:
    unit = queries.unit(code, request.day)
    access.allow(request.actor, CHANGE, code, request.day)
    form = FORMS[kind](request.POST or None, initial=_initial(kind, unit))
    offer(form, request, "parent", "into")
    offer_documents(form, request)
    preview = None
    with faults_on(request, form):
        if submitted(request, form):
            wanted = _wanted(kind, code, form)
            preview = operations.rehearse(actor=request.actor, wanted=wanted, at=request.now)
            if request.POST.get("buoc") == "ghi":
                made = operations.make(actor=request.actor, wanted=wanted, at=request.now)
                return done(request, _told(made.day > request.day), "organisation:change", made.pk)
    label = ChangeKind(kind).label
    return page(
        request,
        "organisation/changes_form.html",
        ChangePage(
            unit=unit,
            heading=_("%(change)s: %(unit)s") % {"change": _(label), "unit": unit.name},
            lead=str(LEADS[ChangeKind(kind)]),
            form=form,
            preview=preview,
            ahead=wanted.day if preview is not None and wanted.day > request.day else None,
            danger=kind in (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE),
            crumbs=(
                Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")),
                Crumb(unit.name, reverse("organisation:unit", args=[code])),
                Crumb(_(label)),
            ),
        ),
    )


def _told(ahead: bool) -> str:
    return _("Đã ghi thay đổi, chờ đến ngày hiệu lực.") if ahead else _("Đã ghi thay đổi tổ chức.")


def _initial(kind: str, unit: queries.UnitView) -> dict[str, object]:
    if kind == ChangeKind.RENAME:
        return {"name": unit.name, "short_name": unit.short_name}
    return {"to_kind": unit.kind} if kind == ChangeKind.KIND else {}


def _wanted(kind: str, code: str, form: forms.Form) -> operations.Wanted:
    said = dict(form.cleaned_data)
    if "also" in said:
        said["also"] = tuple(filter(None, (one.strip() for one in said["also"].split(","))))
    if kind == ChangeKind.SPLIT and not said["shares"]:
        raise BadInput(
            "NO_HEIRS", _("Chưa ghi đơn vị tiếp nhận."), place="shares", remedy=_("Ghi từ hai dòng.")
        )
    return operations.Wanted(kind=kind, unit=code, **said)

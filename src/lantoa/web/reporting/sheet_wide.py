"""Tables that people already have, for many reports at once: tried first, its columns matched, then written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core import signing
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.kernel.errors import Fault, NotFound
from lantoa.registry import files
from lantoa.reporting import cells_batch, cells_parked, cells_where, foreign, queries
from lantoa.reporting.rules.foreign import Style
from lantoa.reporting.rules.forms import Line
from lantoa.web.forms import Upload
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

SALT = "lantoa.reporting.wide"
HOURS = 12
SHOWN = 200


class WideForm(forms.Form):
    """``choices``: 'form code|period' of the open rounds that the reader may enter."""

    round = forms.ChoiceField(label=gettext_lazy("Biểu và kỳ"))
    file = Upload(
        label=gettext_lazy("Tệp"),
        accept=foreign.KINDS,
        help_text=gettext_lazy(
            "Bảng ngang .xlsx, .csv (mỗi dòng một đơn vị, mỗi cột một chỉ tiêu, ghi mã hoặc đúng tên chỉ tiêu), "
            "hoặc bảng số liệu có cột dataElement, period, orgUnit, value."
        ),
    )

    def __init__(self, *args: object, choices: Sequence[tuple[str, str]], **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["round"].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Column:
    at: str
    title: str
    code: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What the file would write. ``token`` is the kept file, signed; ``ask``: a number that reads two ways."""

    name: str
    token: str
    ask: str
    style: str
    columns: Sequence[Column]
    remarks: Sequence[str]
    faults: Sequence[Fault]
    wrong: int
    saved: int
    same: int
    reports: int


@dataclass(frozen=True, slots=True)
class Page:
    form: forms.Form
    tried: Tried | None
    lines: Sequence[Line]
    styles: Sequence[tuple[str, str]]
    crumbs: Sequence[Crumb]
    again: bool = False


def _page(
    request: Request, form: WideForm, tried: Tried | None = None, lines: Sequence[Line] = ()
) -> HttpResponse:
    crumbs = (Crumb(_("Báo cáo"), reverse("reporting:index")), Crumb(_("Nhập từ bảng có sẵn")))
    again = any(fault.code == "SAME_FILE" for fault in request.faults)
    shown = Page(form, tried, lines, [(style.value, _(style.label)) for style in Style], crumbs, again)
    return page(request, "reporting/wide.html", shown)


@signed_in
def wide(request: Request) -> HttpResponse:
    """Choose a round and a file; the file is judged whole and nothing of it is written."""
    choices = cells_where.open_rounds(request.actor, request.day)
    form = WideForm(request.POST or None, request.FILES or None, choices=choices)
    with faults_on(request, form):
        if submitted(request, form):
            sent = form.cleaned_data["file"]
            code, _mark, period = form.cleaned_data["round"].partition("|")
            kept = cells_parked.park(name=sent.name, data=sent.data, kind=sent.kind, at=request.now)
            token = signing.dumps([kept.sha256, sent.name, code, period], salt=SALT)
            return _tried(request, form, token)
    return _page(request, form)


def _opened(request: Request, token: str) -> tuple[str, bytes, str, str]:
    """(name, bytes, form code, period) of a kept file; only of one that this server signed."""
    try:
        sha256, name, code, period = signing.loads(token, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        raise NotFound(
            "FILE_GONE", _("Không còn giữ tệp đã kiểm tra."), remedy=_("Chọn lại tệp rồi kiểm tra lần nữa.")
        ) from None
    kept = files.stored(sha256)
    if kept is None:
        raise queries.hidden()
    return name, files.read(kept), code, period


def _tried(request: Request, form: WideForm, token: str) -> HttpResponse:
    name, data, code, period = _opened(request, token)
    lines = cells_where.lines_of_form(request.actor, code, request.day)
    style, columns = request.POST.get("kieu-so", ""), _chosen(request)
    table = foreign.read(name, data, lines, period=period, style=foreign.style_named(style), columns=columns)
    shown = [Column(at, title, read) for at, (title, read) in table.titles.items()]
    if table.style is None:
        tried = Tried(name, token, table.ask, "", shown, table.remarks, (), 0, 0, 0, 0)
        return _page(request, form, tried, lines)
    found = cells_batch.take_batch(
        actor=request.actor, form=code, cells=table.cells, day=request.day, at=request.now, dry_run=True,
    )  # fmt: skip
    faults = [*table.faults, *found.faults]
    tried = Tried(
        name, token, "", table.style.value, shown, table.remarks, faults[:SHOWN], len(faults), found.saved,
        found.same, found.reports,
    )  # fmt: skip
    return _page(request, form, tried, lines)


def _chosen(request: Request) -> dict[str, str]:
    """Columns as the reader matched them: 'cot-D' → M09, or '' for one to pass over."""
    return {name[4:]: code for name, code in request.POST.items() if name.startswith("cot-")}


@signed_in
def take(request: Request) -> HttpResponse:
    """POST the kept file: try it again with other columns or style, or write what is right."""
    if request.method != "POST":
        return done(request, _("Chọn tệp để kiểm tra trước."), "reporting:wide")
    form = WideForm(choices=cells_where.open_rounds(request.actor, request.day))
    token = request.POST.get("tep", "")
    with faults_on(request, form):
        if request.POST.get("viec") != "ghi":
            return _tried(request, form, token)
        name, data, code, period = _opened(request, token)
        style = foreign.style_named(request.POST.get("kieu-so", ""))
        lines = cells_where.lines_of_form(request.actor, code, request.day)
        table = foreign.read(name, data, lines, period=period, style=style, columns=_chosen(request))
        foreign.refuse_unsaid(table)
        found = cells_batch.take_batch(
            actor=request.actor, form=code, cells=table.cells, day=request.day, at=request.now, source="page",
            file=(name, data), again=bool(request.POST.get("lai")),
        )  # fmt: skip
        told = {
            "saved": found.saved,
            "reports": found.reports,
            "wrong": len(found.faults) + len(table.faults),
        }
        text = _("Đã ghi %(saved)s ô của %(reports)s báo cáo; %(wrong)s ô sai không ghi.") % told
        return done(request, text, "reporting:index")
    return _page(request, form)

"""Pledges with their signatures, and the titles that units register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.documents.render import file_name, render
from lantoa.kernel.errors import BadInput, Fault
from lantoa.programme import operations, papers, queries
from lantoa.programme.models import Pledge, PledgeSignature
from lantoa.programme.operations import Target
from lantoa.registry.files import MEDIA_TYPES
from lantoa.rulebook import packs
from lantoa.web.forms import Figure, TextBlock, TextLine, figure_of
from lantoa.web.kit import (
    Column,
    Request,
    attachment,
    chip,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Crumb
from lantoa.web.states import said

from .campaigns import crumb, tabs

TONES = {"draft": "draft", "open": "open", "signed": "signed"}


@signed_in
def index(request: Request) -> HttpResponse:
    rows = listing(
        list(queries.pledges(request.actor, request.day)),
        request,
        [
            Column(
                "cluster",
                _("Cụm"),
                value=lambda row: row.cluster.name,
                link=lambda row: reverse("programme:pledge", args=[row.pk]),
            ),
            Column("year", _("Năm"), value=lambda row: str(row.year)),
            Column(
                "signed",
                _("Đã ký"),
                value=lambda row: f"{len(row.signatures.all())}/{len(row.members.all())}",
            ),
            Column("targets", _("Chỉ tiêu"), value=lambda row: len(row.targets.all()), numeric=True),
            Column(
                "state", _("Trạng thái"), value=lambda row: chip(TONES[row.state], row.get_state_display())
            ),
        ],
        caption=_("Giao ước thi đua"),
        file_name="giao-uoc",
        empty=_("Chưa có bản giao ước nào của cụm bạn."),
    )
    clusters = access.reach(request.actor, "programme.pledge.open", request.day).clusters
    context = {"rows": rows, "tabs": tabs("pledges"), "may_draft": bool(clusters)}
    return rows.export or page(request, "programme/pledges.html", context)


@dataclass(frozen=True, slots=True)
class Member:
    code: str
    name: str
    signature: PledgeSignature | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Shown:
    pledge: Pledge
    tone: str
    members: Sequence[Member]
    signed: int
    may_open: bool
    html: str
    crumbs: Sequence[Crumb]


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    found = queries.pledge(request.actor, pk, request.day)
    names = queries.names_on(request.day)
    signed = {one.unit.code: one for one in found.signatures.all()}
    mine = set(queries.signs_for(request.actor, found, request.day))
    members = [
        Member(one.code, names.get(one.code, one.code), signed.get(one.code), one.code in mine)
        for one in found.members.all()
    ]
    crumbs = [
        crumb(),
        Crumb(_("Giao ước thi đua"), reverse("programme:pledges")),
        Crumb(f"{found.cluster.name}, {found.year}"),
    ]
    shown = Shown(
        found,
        TONES[found.state],
        members,
        len(signed),
        queries.may_open(request.actor, found, request.day),
        render(papers.pledge(found, request.day), "html") if len(members) > 1 else "",
        crumbs,
    )
    return page(request, "programme/pledge.html", shown)


@signed_in
def open_for_signing(request: Request, pk: int) -> HttpResponse:
    return _open(request, pk)


@require_POST
def _open(request: Request, pk: int) -> HttpResponse:
    operations.open_pledge(actor=request.actor, pledge=pk, day=request.day, at=request.now)
    return done(request, _("Đã mở ký; mỗi thành viên nhận việc ký giao ước."), "programme:pledge", pk)


@signed_in
def sign(request: Request, pk: int) -> HttpResponse:
    return _sign(request, pk)


@require_POST
def _sign(request: Request, pk: int) -> HttpResponse:
    row = operations.sign_pledge(
        actor=request.actor,
        pledge=pk,
        unit=request.POST.get("don-vi", ""),
        post=request.POST.get("chuc-vu", ""),
        day=request.day,
        at=request.now,
    )
    text = _("Đã ký. Các thành viên đã ký đủ.") if row.state == "signed" else _("Đã ký giao ước.")
    return done(request, text, "programme:pledge", pk)


@signed_in
def file(request: Request, pk: int, form: str) -> HttpResponse:
    found = queries.pledge(request.actor, pk, request.day)
    if form not in ("docx", "pdf"):
        raise queries.hidden()
    told = papers.pledge(found, request.day)
    return attachment(render(told, form), file_name(told, form), MEDIA_TYPES[form])


class DraftForm(forms.Form):
    cluster = forms.ChoiceField(label=gettext_lazy("Cụm"))
    year = Figure(label=gettext_lazy("Năm"), whole=True, least=2000, most=2100)
    text = TextBlock(label=gettext_lazy("Nội dung giao ước"), widget=forms.Textarea(attrs={"rows": 8}))
    targets = TextBlock(
        label=gettext_lazy("Chỉ tiêu thi đua"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Mỗi dòng một chỉ tiêu: nội dung, dấu |, mức, dấu |, đơn vị tính. "
            "Ví dụ: Tỷ lệ hòa giải thành | 85 | %. Chỉ tiêu không có mức thì chỉ ghi nội dung."
        ),
    )

    def __init__(self, *given: Any, clusters: list[tuple[str, str]], **more: Any):
        super().__init__(*given, **more)
        self.fields["cluster"].choices = clusters  # type: ignore[attr-defined]


def read_targets(text: str) -> list[Target]:
    """'words | 85 | %' a line. Raises ``BadInput`` with a fault per line."""
    found: list[Target] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.splitlines(), 1):
        words, value, measure = ([part.strip() for part in line.split("|")] + ["", ""])[:3]
        if not words:
            continue
        try:
            found.append(Target(words, figure_of(value) if value else None, measure))
        except ValueError:
            faults.append(
                Fault(
                    "NOT_A_NUMBER",
                    _("“%(value)s” không phải là số.") % {"value": value},
                    _("dòng %(number)s") % {"number": number},
                    _("Nhập như 1.234 hoặc 12,5."),
                )
            )
    if faults:
        raise BadInput(faults[0].code, faults[0].message, place=faults[0].place, faults=tuple(faults))
    return found


@signed_in
def draft(request: Request) -> HttpResponse:
    clusters = access.reach(request.actor, "programme.pledge.open", request.day).clusters
    if not clusters:
        raise queries.hidden()
    names = {one.cluster: one.name for one in queries.clusters(request.actor, request.day)}
    form = DraftForm(
        request.POST or None,
        clusters=[(key, names.get(key, key)) for key in sorted(clusters)],
        initial={"year": request.day.year},
    )
    with faults_on(request, form):
        if submitted(request, form):
            given = form.cleaned_data
            row = operations.draft_pledge(
                actor=request.actor,
                cluster=given["cluster"],
                year=given["year"],
                text=given["text"],
                targets=read_targets(given["targets"]),
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã lập bản giao ước; xem lại rồi mở ký."), "programme:pledge", row.pk)
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Giao ước thi đua"), reverse("programme:pledges"))],
        "title": _("Lập bản giao ước thi đua"),
        "lead": _("Giao ước là tự nguyện: mỗi thành viên tự ký phần của mình."),
        "button": _("Lập bản giao ước"),
    }
    return page(request, "programme/form.html", context)


# Registrations ---------------------------------------------------------------------------------------


@signed_in
def registrations(request: Request) -> HttpResponse:
    year = int(request.GET["nam"]) if request.GET.get("nam", "").isdecimal() else request.day.year
    names, titles = queries.names_on(request.day), packs.award_codes()
    rows = listing(
        queries.registrations(request.actor, request.day, year),
        request,
        [
            Column("unit", _("Đơn vị"), value=lambda row: names.get(row.unit.code, row.unit.code)),
            Column(
                "titles",
                _("Danh hiệu đăng ký"),
                value=lambda row: "; ".join(_(titles[code].name) for code in row.titles if code in titles),
            ),
            Column("at", _("Đăng ký lúc"), order="at"),
            Column("version", _("Lần"), numeric=True),
            Column("note", _("Ghi chú")),
            Column(
                "paper",
                _("Văn bản"),
                value=lambda row: _("Bản đăng ký"),
                link=lambda row: reverse("papers:show", args=["registration", f"{row.unit.code}@{row.year}"]),
            ),
        ],
        caption=_("Đăng ký danh hiệu năm %(year)s") % {"year": year},
        file_name="dang-ky-danh-hieu",
        empty=_("Chưa đơn vị nào đăng ký danh hiệu năm %(year)s.") % {"year": year},
    )
    context = {
        "rows": rows,
        "tabs": tabs("registrations"),
        "year": year,
        "may_register": bool(queries.registers_for(request.actor, request.day)),
    }
    return rows.export or page(request, "programme/registrations.html", context)


class RegisterForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    year = Figure(label=gettext_lazy("Năm"), whole=True, least=2000, most=2100)
    titles = forms.MultipleChoiceField(label=gettext_lazy("Danh hiệu"), widget=forms.CheckboxSelectMultiple)
    note = TextLine(label=gettext_lazy("Ghi chú"), max_length=500, required=False)

    def __init__(self, *given: Any, units: list[tuple[str, str]], titles: list[tuple[str, str]], **more: Any):
        super().__init__(*given, **more)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["titles"].choices = titles  # type: ignore[attr-defined]


@signed_in
def register(request: Request) -> HttpResponse:
    owners = queries.registers_for(request.actor, request.day)
    if not owners:
        raise queries.hidden()
    names = queries.names_on(request.day)
    form = RegisterForm(
        request.POST or None,
        units=[(code, names.get(code, code)) for code in owners],
        titles=[
            (row.id, f"{said(row.name)} ({row.clause})")
            for row in packs.awards(request.day)
            if row.kind == "title" and "collective" in row.recipients
        ],
        initial={"year": request.day.year},
    )
    with faults_on(request, form):
        if submitted(request, form):
            operations.submit_registration(
                actor=request.actor, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã đăng ký danh hiệu."), "programme:registrations")
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Đăng ký danh hiệu"), reverse("programme:registrations"))],
        "title": _("Đăng ký danh hiệu"),
        "lead": _(
            "Đăng ký danh hiệu thi đua của tập thể; hình thức khen thưởng xét theo thành tích, không đăng ký."
        ),
        "button": _("Đăng ký"),
    }
    return page(request, "programme/form.html", context)

"""Hội nghị: danh sách, một hội nghị với mọi điều đã nêu và nguồn của nó, mở hội nghị mới."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.conference import operations, queries
from lantoa.conference.models import KINDS, Conclusion, Conference
from lantoa.kernel.actors import may
from lantoa.kernel.vi.numbers import figure
from lantoa.organisation import queries as organisation
from lantoa.programme import queries as programme
from lantoa.registry.models import Citation
from lantoa.web.forms import Day, TextLine
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Request,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Crumb


@signed_in
def index(request: Request) -> HttpResponse:
    columns = [
        Column(
            "title", _("Hội nghị"), order="search", link=lambda row: reverse("conference:show", args=[row.pk])
        ),
        Column("kind", _("Loại"), value=lambda row: _(row.get_kind_display())),
        Column("held_on", _("Ngày họp"), order="held_on"),
        Column("host", _("Nơi tổ chức"), value=lambda row: row.host or row.place),
        Column("figure_count", _("Số liệu"), order="figure_count", numeric=True),
        Column("award_count", _("Khen thưởng"), order="award_count", numeric=True),
    ]
    kinds = [Choice(code, _(label)) for code, label in KINDS.items()]
    rows = listing(
        queries.conferences(request.actor, request.day),
        request,
        columns,
        caption=_("Hội nghị"),
        search="search",
        sort="-held_on",
        filters=[Filter("loai", _("Loại"), "kind", kinds)],
        file_name="hoi-nghi",
        empty=_(
            "Chưa có hội nghị nào. Ghi hội nghị đầu tiên, hoặc trích từ một bài viết ở mục Trích xuất văn bản."
        ),
    )
    may_convene = bool(access.reach(request.actor, "conference.convene", request.day).units)
    return rows.export or page(request, "conference/index.html", {"rows": rows, "may_convene": may_convene})


@dataclass(frozen=True, slots=True)
class Said:
    """One line of what was said: the words, and where they were read."""

    text: str
    detail: str
    quote: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: Sequence[Said]


class ConcludeForm(forms.Form):
    text = TextLine(label=gettext_lazy("Kết luận"), max_length=300)
    due = Day(label=gettext_lazy("Hạn hoàn thành"), required=False)
    campaign = forms.ChoiceField(label=gettext_lazy("Giao thành nhiệm vụ của phong trào"), required=False)


@dataclass(frozen=True, slots=True)
class Shown:
    conference: Conference
    kind: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    conclusions: Sequence[Conclusion]
    form: ConcludeForm | None
    crumbs: Sequence[Crumb]


def _said(text: str, detail: str, source: Citation | None) -> Said:
    url = ""
    if source and source.source.startswith("reading.text:"):
        url = f"/trich-xuat/{source.source.removeprefix('reading.text:')}/#q{source.start}"
    return Said(text, detail, source.quote if source else "", url)


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    whole = queries.whole(request.actor, pk, request.day)
    found = whole.conference
    awards = {"individual": _("cá nhân"), "collective": _("tập thể"), "mixed": _("tập thể, cá nhân")}
    sections = [
        Section(
            _("Số liệu được nêu"),
            [
                _said(
                    f"{row.qualifier} {figure(row.value)} {row.unit_word}".strip(), _join(row.what, row.period), c
                )
                for row, c in whole.figures
            ],
        ),
        Section(
            _("Khen thưởng được nêu"),
            [
                _said(
                    row.form,
                    _join(
                        f"{row.count} {awards.get(row.recipient_kind, '')}" if row.count else _("không nêu số"),
                        row.authority,
                        _("đề nghị") if row.status == "proposed" else "",
                    ),
                    c,
                )
                for row, c in whole.awards
            ],
        ),
        Section(
            _("Người dự được nêu tên"),
            [_said(f"{row.rank} {row.name}".strip(), _join(row.position, row.organisation), c)
             for row, c in whole.people],
        ),
        Section(
            _("Văn bản được viện dẫn"),
            [_said(f"{row.kind} {row.number}".strip(), _join(row.issuer, row.about), c)
             for row, c in whole.documents],
        ),
    ]  # fmt: skip
    form = _conclude_form(request, found)
    if form is not None:
        with faults_on(request, form):
            if submitted(request, form):
                given = form.cleaned_data
                operations.conclude(
                    actor=request.actor,
                    conference=pk,
                    text=given["text"],
                    due=given["due"],
                    campaign=int(given["campaign"]) if given["campaign"] else None,
                    day=request.day,
                    at=request.now,
                )
                return done(request, _("Đã ghi kết luận."), "conference:show", pk)
    facts = [
        (_("Đơn vị tổ chức"), found.host),
        (_("Địa bàn"), organisation.name_of(found.province.code, request.day) if found.province else ""),
        (_("Nơi họp"), found.place),
        (_("Cụm thi đua"), found.cluster.name if found.cluster else ""),
        (_("Đơn vị lưu hồ sơ"), organisation.name_of(found.unit.code, request.day)),
    ]
    return page(
        request,
        "conference/show.html",
        Shown(
            conference=found,
            kind=_(found.get_kind_display()),
            facts=[(label, value) for label, value in facts if value],
            sections=[section for section in sections if section.lines],
            conclusions=whole.conclusions,
            form=form,
            crumbs=(Crumb(_("Hội nghị"), reverse("conference:index")), Crumb(found.title)),
        ),
    )


def _conclude_form(request: Request, found: Conference) -> ConcludeForm | None:
    """The form for those who may conclude here, with the running campaigns they may assign tasks in."""
    if not may(
        request.actor, "conference.conclude", organisation.place_of(found.unit.code, request.day), request.day
    ):
        return None
    form = ConcludeForm(request.POST or None)
    running = [
        (str(row.pk), row.name)
        for row in programme.campaigns(request.actor, request.day)
        if row.state == "launched" and programme.may_assign(request.actor, row, request.day)
    ]
    form.fields["campaign"].choices = [("", _("(không giao, chỉ ghi kết luận)")), *running]
    return form


class ConveneForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị lưu hồ sơ"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=[(code, gettext_lazy(name)) for code, name in KINDS.items()]
    )
    title = TextLine(label=gettext_lazy("Tên hội nghị"), max_length=400)
    held_on = Day(label=gettext_lazy("Ngày họp"), required=False)
    host = TextLine(label=gettext_lazy("Đơn vị tổ chức"), max_length=300, required=False)
    place = TextLine(label=gettext_lazy("Nơi họp"), max_length=300, required=False)


@signed_in
def convene(request: Request) -> HttpResponse:
    own = sorted(
        {grant.unit for grant in request.actor.grants if grant.unit and "conference.convene" in grant.actions}
    )
    form = ConveneForm(request.POST or None)
    form.fields["unit"].choices = [(code, organisation.name_of(code, request.day)) for code in own]
    with faults_on(request, form):
        if submitted(request, form):
            made = operations.convene(
                actor=request.actor, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã ghi hội nghị."), "conference:show", made.pk)
    crumbs = (Crumb(_("Hội nghị"), reverse("conference:index")), Crumb(_("Ghi hội nghị mới")))
    return page(request, "conference/convene.html", {"form": form, "crumbs": crumbs})

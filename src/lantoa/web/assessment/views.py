"""Bảng chấm điểm của cụm: danh sách, tình hình chấm từng đơn vị, xếp hạng có lý do, chốt và công bố."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.assessment import operations, papers, queries
from lantoa.assessment.models import CriteriaSheet, Evaluation, SheetState
from lantoa.assessment.rules import lifecycle
from lantoa.assessment.rules.criteria import Formula, Kind
from lantoa.assessment.rules.ranking import label as rule_label
from lantoa.documents.render import file_name, render
from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries as organisation
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.forms import Reason
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
from lantoa.web.parts import Action, Crumb, Rank, Tab
from lantoa.web.states import said

OPEN = "assessment.sheet.open"
CHIPS = {
    SheetState.OPEN: "doing",
    SheetState.FINALISED: "locked",
    SheetState.PUBLISHED: "published",
    "draft": "todo",
    "self_scored": "submitted",
    "cluster_scored": "verifying",
    "explained": "verifying",
    "appraised": "approved",
    "finalised": "locked",
    "published": "published",
}


def may_open(request: Request) -> bool:
    return bool(access.reach(request.actor, OPEN, request.day).clusters)


@signed_in
def index(request: Request) -> HttpResponse:
    rows = listing(
        queries.sheets(visible_to=request.actor, day=request.day),
        request,
        (
            Column("title", _("Bảng chấm điểm"), link=lambda row: reverse("assessment:sheet", args=[row.pk])),
            Column("cluster", _("Cụm, khối thi đua"), value=lambda row: row.cluster.name),
            Column("year", _("Năm"), order="year", value=lambda row: str(row.year)),
            Column(
                "state", _("Tình trạng"), value=lambda row: chip(CHIPS[row.state], row.get_state_display())
            ),
            Column("due", _("Hạn tự chấm"), order="due"),
        ),
        caption=_("Bảng chấm điểm"),
        sort="-year",
        file_name="bang-cham-diem",
        empty=_(
            "Chưa có bảng chấm điểm nào. Bộ hoặc đơn vị lập cụm mở bảng theo quy chế, thang điểm của cụm."
        ),
    )
    return rows.export or page(
        request, "assessment/index.html", {"rows": rows, "may_open": may_open(request)}
    )


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the sheet: its step, its totals in the three columns, how much is left."""

    name: str
    url: str
    state: str
    label: str
    totals: Sequence[Decimal | None]
    percent: Decimal | None
    missing: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    code: str
    label: str
    max: Decimal
    leaves: int
    points: Sequence[tuple[str, Decimal | None]]


@dataclass(frozen=True, slots=True)
class SheetPage:
    sheet: CriteriaSheet
    formula: str
    rules: Sequence[str]
    units: Sequence[UnitLine]
    names: Sequence[str]
    groups: Sequence[GroupLine]
    actions: Sequence[Action]
    tabs: Sequence[Tab]
    crumbs: Sequence[Crumb]
    whole: bool
    due_counts: bool


def tabs_of(sheet: CriteriaSheet, current: str) -> tuple[Tab, ...]:
    return (
        Tab(_("Tình hình chấm"), reverse("assessment:sheet", args=[sheet.pk]), current == "sheet"),
        Tab(_("Xếp hạng, suy tôn"), reverse("assessment:ranking", args=[sheet.pk]), current == "ranking"),
    )


def crumbs_of(sheet: CriteriaSheet, *more: Crumb) -> tuple[Crumb, ...]:
    here = Crumb(
        f"{sheet.cluster.name} – {sheet.year}", reverse("assessment:sheet", args=[sheet.pk]) if more else ""
    )
    return (Crumb(_("Chấm điểm, xếp hạng"), reverse("assessment:index")), here, *more)


def _steps(request: Request, sheet: CriteriaSheet) -> tuple[Action, ...]:
    """What the actor may do to the whole sheet now."""

    def may(permission: str) -> bool:
        return access.cluster_allows(request.actor, permission, sheet.cluster.key, request.day)

    found = []
    if sheet.state == SheetState.OPEN and may(lifecycle.FINALISE):
        found.append(
            Action(
                _("Chốt điểm, xếp hạng"), reverse("assessment:finalise", args=[sheet.pk]), "locked", post=True
            )
        )
    if sheet.state == SheetState.FINALISED and may(lifecycle.PUBLISH):
        found.append(
            Action(
                _("Công bố xếp hạng"),
                reverse("assessment:publish", args=[sheet.pk]),
                "issued",
                post=True,
            )
        )
    if sheet.state == SheetState.FINALISED and may(lifecycle.FINALISE):
        found.append(Action(_("Mở lại để sửa"), reverse("assessment:reopen", args=[sheet.pk]), "history"))
    return tuple(found)


@signed_in
def sheet(request: Request, pk: int) -> HttpResponse:
    found = queries.sheet(pk, visible_to=request.actor, day=request.day)
    return _sheet_page(request, found)


def _sheet_page(request: Request, found: CriteriaSheet) -> HttpResponse:
    allowed = {one.pk for one in queries.evaluations(found, visible_to=request.actor, day=request.day)}
    work = queries.work(found)
    people = [one for one in work.evaluations if one.pk in allowed]
    names = {one.pk: organisation.name_of(one.unit.code, request.day) for one in people}
    units = []
    for one in people:
        totals = [
            work.scored[column][one.pk].points if started(work, one, column) else None
            for column in ("self", "cluster", "appraised")
        ]
        units.append(
            UnitLine(
                names[one.pk],
                reverse("assessment:evaluation", args=[one.pk]),
                CHIPS[one.state],
                lifecycle.SHEET.states[one.state],
                totals,
                work.scored["appraised"][one.pk].percent,
                work.missing["self"][one.pk],
            )
        )
    groups = [
        GroupLine(
            row.code,
            row.label,
            row.max,
            len(work.criteria.leaves_below(row.code)) if row.kind == Kind.GROUP else 1,
            [(names[one.pk], work.scored["appraised"][one.pk].criteria[row.code].points) for one in people],
        )
        for row in work.rows
        if not row.parent
    ]
    return page(
        request,
        "assessment/sheet.html",
        SheetPage(
            sheet=found,
            formula=_(Formula(found.formula).label),
            rules=[said(rule_label(rule)) for rule in found.rules],
            units=units,
            names=list(names.values()),
            groups=groups,
            actions=_steps(request, found),
            tabs=tabs_of(found, "sheet"),
            crumbs=crumbs_of(found),
            whole=len(people) == len(work.evaluations),
            due_counts=any(one.state == "draft" for one in people),
        ),
    )


REACHED = {"self": 1, "cluster": 2, "appraised": 4}
STATES = tuple(lifecycle.SHEET.states)


def started(work: queries.Work, of: Evaluation, column: str) -> bool:
    """The column was sent, or somebody has written in it; before that it would only repeat the one before."""
    return STATES.index(of.state) >= REACHED[column] or bool(work.scores.get(of.pk, {}).get(column))


@dataclass(frozen=True, slots=True)
class NotRanked:
    name: str
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class BallotLine:
    url: str
    label: str
    state: str
    result: str


@dataclass(frozen=True, slots=True)
class RankingPage:
    sheet: CriteriaSheet
    rows: Sequence[Rank]
    left_out: Sequence[NotRanked]
    rules: Sequence[str]
    ballots: Sequence[BallotLine]
    ballot_action: Action | None
    actions: Sequence[Action]
    papers: Sequence[Action]
    tabs: Sequence[Tab]
    crumbs: Sequence[Crumb]


@signed_in
def ranking(request: Request, pk: int) -> HttpResponse:
    found = queries.sheet(pk, visible_to=request.actor, day=request.day)
    rows = queries.ranking(found, visible_to=request.actor, day=request.day)
    held = queries.ballots(found, visible_to=request.actor, day=request.day)
    chosen = {one.chosen_id for one in held if one.chosen_id}
    may_open = access.cluster_allows(request.actor, "assessment.ballot.open", found.cluster.key, request.day)
    ready = found.state != SheetState.OPEN and (not held or held[-1].result == "again")
    return page(
        request,
        "assessment/ranking.html",
        RankingPage(
            sheet=found,
            rows=[
                Rank(
                    row.rank,
                    organisation.name_of(row.unit.code, request.day),
                    row.points,
                    (row.percent or Decimal(0)) / 100,
                    row.reason,
                    honour=_("Được suy tôn") if row.unit_id in chosen else "",
                )
                for row in rows
                if row.rank is not None
            ],
            left_out=[
                NotRanked(organisation.name_of(row.unit.code, request.day), row.points, row.reason)
                for row in rows
                if row.rank is None
            ],
            rules=[said(rule_label(rule)) for rule in found.rules],
            ballots=[_ballot_line(one, request) for one in held],
            ballot_action=Action(
                _("Mở bỏ phiếu suy tôn"), reverse("assessment:open-ballot", args=[found.pk]), "vote", post=True
            )
            if may_open and ready
            else None,
            actions=_steps(request, found),
            papers=[
                Action(_("Biên bản họp cụm (%(form)s)") % {"form": form.upper()},
                       reverse("assessment:minutes", args=[found.pk, form]), "download")
                for form in ("docx", "pdf")
            ] if rows else [],
            tabs=tabs_of(found, "ranking"),
            crumbs=crumbs_of(found, Crumb(_("Xếp hạng, suy tôn"))),
        ),
    )  # fmt: skip


def _ballot_line(ballot: queries.Ballot, request: Request) -> BallotLine:
    name = organisation.name_of(ballot.chosen.code, request.day) if ballot.chosen else ""
    return BallotLine(
        reverse("assessment:ballot", args=[ballot.pk]),
        _("Bỏ phiếu suy tôn lần %(round)s") % {"round": ballot.round},
        "voting" if ballot.open else "done" if name else "waiting",
        name or (_("đang bỏ phiếu") if ballot.open else ballot.get_result_display()),
    )


@signed_in
@require_POST
def finalise(request: Request, pk: int) -> HttpResponse:
    found = queries.sheet(pk, visible_to=request.actor, day=request.day)
    with faults_on(request):
        operations.finalise(actor=request.actor, sheet=pk, day=request.day, at=request.now)
        return done(request, _("Đã chốt điểm và xếp hạng."), "assessment:ranking", pk)
    return _sheet_page(request, found)


@signed_in
@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    found = queries.sheet(pk, visible_to=request.actor, day=request.day)
    with faults_on(request):
        operations.publish(actor=request.actor, sheet=pk, day=request.day, at=request.now)
        return done(request, _("Đã công bố xếp hạng cho các đơn vị trong cụm."), "assessment:ranking", pk)
    return _sheet_page(request, found)


class ReopenForm(forms.Form):
    reason = Reason()


@signed_in
def reopen(request: Request, pk: int) -> HttpResponse:
    found = queries.sheet(pk, visible_to=request.actor, day=request.day)
    access.allow_cluster(request.actor, lifecycle.FINALISE, found.cluster.key, request.day)
    form = ReopenForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.reopen(
                actor=request.actor, sheet=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã mở lại bảng để sửa."), "assessment:sheet", pk)
    crumbs = crumbs_of(found, Crumb(_("Mở lại để sửa")))
    return page(request, "assessment/reopen.html", {"sheet": found, "form": form, "crumbs": crumbs})


@signed_in
def minutes(request: Request, pk: int, form: str) -> HttpResponse:
    found = queries.sheet(pk, visible_to=request.actor, day=request.day)
    if form not in ("docx", "pdf") or not queries.ranking(found, visible_to=request.actor, day=request.day):
        raise NotFound("NOT_FOUND", _("Chưa có biên bản này."), remedy=_("Chốt điểm, xếp hạng trước."))
    held = queries.ballots(found, visible_to=request.actor, day=request.day)
    paper = papers.cluster_minutes(found, held, request.day)
    content = render(paper, form)
    assert isinstance(content, bytes)
    return attachment(content, file_name(paper, form), MEDIA_TYPES[form])

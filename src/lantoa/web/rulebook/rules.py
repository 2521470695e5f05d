"""Căn cứ pháp lý: every rule in force for a unit on a day, and one rule with its value, its source and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.kernel.vi.dates import on_screen
from lantoa.organisation import queries as organisation
from lantoa.registry import official
from lantoa.rulebook import packs, queries
from lantoa.rulebook.models import Confirmation
from lantoa.rulebook.rules.overlay import Resolved
from lantoa.rulebook.rules.rows import Delegation, Layer, Row
from lantoa.web.kit import Choice, Column, Filter, Request, faults_on, listing, page, signed_in, submitted
from lantoa.web.parts import Crumb

from . import common, confirming, local, words
from .common import AREAS, STANDINGS, Line, Looking


@signed_in
def index(request: Request) -> HttpResponse:
    at = common.looking(request)
    title = request.GET.get("danh_hieu", "")
    held = queries.rules_on(at.day, unit=at.unit, day=request.day)
    lines = common.lines([(pack, one) for pack, one in held if pack != "instruments"], title)
    rows = listing(
        lines, request, _columns(at), caption=_("Quy tắc đang có hiệu lực"), search="search",
        filters=_filters(lines), file_name="can-cu-phap-ly",
        empty=_("Ngày này chưa có quy tắc nào."),
    )  # fmt: skip
    verified = sum(line.standing != "to_confirm" for line in lines)
    return rows.export or page(
        request,
        "rulebook/index.html",
        {
            "rows": rows,
            "total": len(lines),
            "verified": verified,
            "open": len(lines) - verified,
            "looking": at,
            "tabs": common.tabs("index", at),
        },
    )


def _columns(at: Looking) -> list[Column]:
    return [
        Column("code", _("Mã"), order="sort", link=lambda line: at.at("rulebook:rule", line.code)),
        Column("name", _("Nội dung")),
        Column("value", _("Giá trị")),
        Column("clause", _("Điều khoản"), order="clause_sort"),
        Column("area_label", _("Nhóm"), order="area"),
        Column(
            "standing", _("Mức kiểm chứng"), order="standing",
            value=lambda line: common.standing_chip(line.row, line.found.own),
        ),
    ]  # fmt: skip


def _filters(lines: Sequence[Line]) -> list[Filter]:
    cited = {line.instrument for line in lines}
    numbers = {one.id: one.number for one in packs.instruments(None)}
    named = {award for line in lines for award in common.awards_of(line.row)}
    return [
        Filter(
            "nhom", _("Nhóm"), "area",
            [Choice(code, str(label)) for code, label in AREAS.items() if code != "instruments"],
        ),
        Filter("muc", _("Mức kiểm chứng"), "standing", [Choice(code, str(word)) for code, word in STANDINGS.items()]),
        Filter("tang", _("Tầng"), "layer", [Choice(one.value, _(one.label)) for one in Layer]),
        Filter(
            "van_ban", _("Văn bản"), "instrument",
            [Choice(code, numbers.get(code, code)) for code in sorted(cited, key=lambda code: numbers.get(code, code))],
        ),
        Filter(
            "danh_hieu", _("Danh hiệu, hình thức"), "title",
            [Choice(one.id, _(one.name)) for one in packs.awards(None) if one.id in named],
        ),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One confirmation with its unit; only those who may confirm at that unit may take it back or give it again."""

    row: Confirmation
    unit: str
    may: bool
    text: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """The rule as it holds: one row, or one for each part that a ministry or a province lays down."""

    row: Row
    chip: SafeString
    details: Sequence[tuple[str, str]]
    steps: Sequence[tuple[str, str, SafeString]]
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class RulePage:
    row: Row
    area: str
    instrument: str
    instrument_code: str
    pieces: Sequence[Piece]
    in_force: bool
    history: Sequence[Piece]
    delegations: Sequence[Delegation]
    may_override: bool
    awards: Sequence[tuple[str, str]]
    confirmations: Sequence[Given]
    form: forms.Form | None
    looking: Looking
    crumbs: Sequence[Crumb]


@signed_in
def rule(request: Request, code: str) -> HttpResponse:
    at = common.looking(request)
    base = code.partition(".")[0]
    known = queries.history(base)
    area, row = next(((a, r) for a, r in known if r.valid.covers(at.day)), known[-1])
    form = confirming.form_for(request, row)
    with faults_on(request, form):
        if form is not None and submitted(request, form):
            return confirming.confirm(request, row, form)
    held = [one for _pack, one in queries.rule_on(base, at.day, unit=at.unit, day=request.day)]
    kept = official.texts_of(row.instrument, visible_to=request.actor, day=request.day)
    texts = {str(one.file_id): one.pk for one in kept}
    delegations = [
        one
        for one in packs.delegations(at.day)
        if one.pack == area and set(common.awards_of(row)) & set(one.awards)
    ]
    return page(
        request,
        "rulebook/rule.html",
        RulePage(
            row=row,
            area=str(AREAS[area]),
            instrument=words.instrument(row.instrument),
            instrument_code=row.instrument,
            pieces=[_piece(one, request) for one in held],
            in_force=bool(held),
            history=[_piece(Resolved(one, ()), request) for _pack, one in known if len(known) > 1],
            delegations=delegations,
            may_override=bool(local.units_of(request)) and any(one.mode == "set" for one in delegations),
            awards=[(award, _(packs.award(award).name)) for award in common.awards_of(row)],
            confirmations=[
                Given(
                    one,
                    organisation.name_of(one.unit.code, request.day),
                    queries.may_confirm(request.actor, one.unit.code, request.day),
                    texts.get(one.document),
                )
                for one in queries.confirmations_of(base, visible_to=request.actor, day=request.day)
            ],
            form=form,
            looking=at,
            crumbs=common.crumbs(Crumb(str(AREAS[area])), Crumb(row.id)),
        ),
    )


def _piece(one: Resolved, request: Request) -> Piece:
    row, last = one.row, one.row.valid.last_day
    return Piece(
        row=row,
        chip=common.standing_chip(row, one.own),
        details=words.details(row),
        steps=[
            (
                _(step.layer.label),
                _("%(source)s, theo %(delegation)s (%(unit)s)")
                % {
                    "source": step.source,
                    "delegation": step.delegation,
                    "unit": organisation.name_of(step.unit, request.day),
                }
                if step.unit
                else step.source,
                common.mark(step.mark),
            )
            for step in one.steps
        ],
        since=on_screen(row.valid.start),
        until=on_screen(last) if last else "",
    )

"""Open a sheet; fix, reopen and tell its ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.money import decimal_of
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit
from lantoa.worklist import operations as worklist

from .. import facts, queries
from ..models import CriteriaSheet, CriterionRow, Evaluation, Ranking, SheetState
from ..rules import lifecycle
from ..rules.criteria import Direction, Formula, Kind
from ..rules.ranking import PERCENT, NotRanked, Placed, rank
from ..rules.scoring import UnitScore
from ..rules.scoring import score as rules_score
from .common import OPEN, all_in, locked_sheet, self_work


@transaction.atomic
def open_sheet(
    *,
    actor: Actor,
    cluster: str,
    year: int,
    title: str,
    formula: str,
    criteria: Sequence[Mapping[str, Any]],
    day: date,
    at: datetime,
    rules: Sequence[str] = (),
    due: date | None = None,
    basis: str = "",
    illustrative: bool = False,
) -> CriteriaSheet:
    """A sheet for every member of ``cluster``. ``criteria`` rows: code, kind, label, max, and optionally parent,
    direction, bonus_points, penalty_points, min, indicator, in the order of the sheet."""
    access.allow_cluster(actor, OPEN, cluster, day)
    home = queries.cluster(cluster)
    if CriteriaSheet.objects.filter(cluster=home, year=year).exists():
        raise Conflict(
            "SHEET_EXISTS",
            f"{home.name} đã có bảng chấm điểm năm {year}.",
            place="năm",
            remedy="Mở bảng đã có, hoặc chọn năm khác.",
        )
    if formula not in list(Formula):
        raise BadInput(
            "NO_FORMULA",
            f"Không có công thức “{formula}”.",
            place="formula",
            remedy=f"Chọn một trong: {', '.join(Formula)}.",
        )
    rows = [_criterion(order, row) for order, row in enumerate(criteria)]
    tree = facts.criteria_of(rows)
    top = [row.code for row in tree.rows if row.kind is Kind.GROUP and row.parent is None]
    sheet = CriteriaSheet.objects.create(
        cluster=home,
        year=year,
        title=clean(title),
        basis=clean(basis),
        formula=formula,
        rules=list(rules) or [PERCENT, *top],
        due=due,
        opened_at=at,
        illustrative=illustrative,
    )
    CriterionRow.objects.bulk_create([_of(sheet, row) for row in rows])
    members = list(Unit.objects.filter(code__in=organisation.members_of(cluster, day)).order_by("code"))
    if not members:
        raise BadInput(
            "NO_MEMBERS",
            f"{home.name} chưa có đơn vị thành viên.",
            place="cụm",
            remedy="Ghi thành viên của cụm trước.",
        )
    people = Evaluation.objects.bulk_create(
        [Evaluation(sheet=sheet, unit=unit, state="draft") for unit in members]
    )
    worklist.put_many([self_work(one, at) for one in people])
    journal.record(
        actor=actor,
        action=OPEN,
        subject=f"assessment.sheet:{sheet.pk}",
        at=at,
        basis=sheet.basis,
        after={"cluster": cluster, "year": year, "criteria": len(rows), "units": len(people)},
    )
    return sheet


def _of(sheet: CriteriaSheet, row: CriterionRow) -> CriterionRow:
    row.sheet = sheet
    return row


def _criterion(order: int, row: Mapping[str, Any]) -> CriterionRow:
    code = clean(str(row.get("code", "")))
    place = f"criteria[{code or order}]"
    kind, direction = str(row.get("kind", "")), str(row.get("direction", Direction.HIGHER))
    if kind not in list(Kind) or direction not in list(Direction) or not code:
        raise BadInput(
            "BAD_CRITERION",
            f"Dòng tiêu chí thứ {order + 1} thiếu mã, hoặc loại, chiều không có trong danh mục.",
            place=place,
            remedy=f"Loại: {', '.join(Kind)}; chiều: {', '.join(Direction)}.",
        )
    _fits(row, code, place)
    return CriterionRow(
        code=code,
        parent=str(row.get("parent") or ""),
        kind=kind,
        label=clean(str(row.get("label") or code)),
        max=decimal_of(row.get("max"), f"{place}.max"),
        direction=direction,
        bonus_points=decimal_of(row.get("bonus_points", 0), f"{place}.bonus_points"),
        penalty_points=decimal_of(row.get("penalty_points", 0), f"{place}.penalty_points"),
        min=decimal_of(row.get("min", 0), f"{place}.min"),
        indicator=str(row.get("indicator") or ""),
        order=order,
    )


def _fits(row: Mapping[str, Any], code: str, place: str) -> None:
    """Within what the database keeps: lengths, size and two decimals."""
    for name, said in (
        (one, clean(str(row.get(one) or ""))) for one in ("code", "parent", "label", "indicator")
    ):
        most = CriterionRow._meta.get_field(name).max_length
        if len(said) > most:
            raise BadInput(
                "TOO_LONG",
                f"Tiêu chí “{code[:20]}” có mục dài hơn {most} chữ.",
                place=f"{place}.{name}",
                remedy="Rút gọn mục này.",
            )
    for name in ("max", "bonus_points", "penalty_points", "min"):
        number = decimal_of(row.get(name) or 0, f"{place}.{name}")
        if abs(number) >= 10**7 or number != round(number, 2):
            raise BadInput(
                "BAD_POINTS",
                f"Điểm {row.get(name)} quá lớn hoặc có quá hai số lẻ.",
                place=f"{place}.{name}",
                remedy="Ghi điểm dưới 10 triệu với nhiều nhất hai số lẻ.",
            )


@transaction.atomic
def finalise(*, actor: Actor, sheet: CriteriaSheet | int, day: date, at: datetime) -> list[Ranking]:
    """Score the cluster at once, rank it, and keep points, ranks and reasons as they are now."""
    found = locked_sheet(sheet)
    access.allow_cluster(actor, lifecycle.FINALISE, found.cluster.key, day)
    people = list(Evaluation.objects.filter(sheet=found).select_related("unit").order_by("pk"))
    all_in("finalise", people, day)
    tree = facts.criteria_of(CriterionRow.objects.filter(sheet=found))
    scored = {
        int(one.unit): one
        for one in rules_score(tree, queries.final_sheets(found, tree, people), facts.formula_of(found))
    }
    named = facts.labels(people, day)
    order = rank(found.rules, facts.standings(named, scored, tree))
    rows = [_ranked(found, named[one.unit], scored, one) for one in (*order.placed, *order.not_ranked)]
    Ranking.objects.filter(sheet=found).delete()
    Ranking.objects.bulk_create(rows)
    found.state, found.finalised_at = SheetState.FINALISED, at
    found.save(update_fields=["state", "finalised_at"])
    Evaluation.objects.filter(sheet=found).update(state="finalised")
    journal.record(
        actor=actor,
        action=lifecycle.FINALISE,
        subject=f"assessment.sheet:{found.pk}",
        at=at,
        after={row.unit.code: {"points": str(row.points), "rank": row.rank} for row in rows},
    )
    return rows


def _ranked(
    sheet: CriteriaSheet, evaluation: Evaluation, scored: Mapping[int, UnitScore], one: Placed | NotRanked
) -> Ranking:
    points = scored[evaluation.pk]
    placed = isinstance(one, Placed)
    return Ranking(
        sheet=sheet,
        unit=evaluation.unit,
        points=points.points,
        assigned=points.assigned,
        percent=points.percent,
        rank=one.rank if isinstance(one, Placed) else None,
        decided_by=one.decided_by if isinstance(one, Placed) else "",
        reason=one.why if placed else f"Không xếp hạng: {one.why}",
        criteria={
            code: [None if point.points is None else str(point.points), point.why]
            for code, point in points.criteria.items()
        },
    )


@transaction.atomic
def reopen(
    *, actor: Actor, sheet: CriteriaSheet | int, reason: str, day: date, at: datetime
) -> CriteriaSheet:
    """Back to the appraisal, with a reason: one late correction ranks everybody anew."""
    found = locked_sheet(sheet)
    access.allow_cluster(actor, lifecycle.FINALISE, found.cluster.key, day)
    people = list(Evaluation.objects.filter(sheet=found).select_related("unit"))
    all_in("reopen", people, day)
    if not reason.strip():
        raise BadInput(
            "REASON_NEEDED", "Mở lại bảng đã chốt cần lý do.", place="lý do", remedy="Ghi lý do mở lại."
        )
    if found.ballots.exists():
        raise Conflict(
            "BALLOT_HELD",
            "Cụm đã bỏ phiếu suy tôn theo kết quả này.",
            place="bảng chấm điểm",
            remedy="Không mở lại bảng sau khi đã bỏ phiếu.",
        )
    before = {row.unit.code: row.rank for row in Ranking.objects.filter(sheet=found).select_related("unit")}
    found.state = SheetState.OPEN
    found.save(update_fields=["state"])
    Evaluation.objects.filter(sheet=found).update(state="appraised")
    journal.record(
        actor=actor,
        action=lifecycle.FINALISE,
        subject=f"assessment.sheet:{found.pk}",
        at=at,
        before=before,
        reason=reason.strip(),
    )
    return found


@transaction.atomic
def publish(*, actor: Actor, sheet: CriteriaSheet | int, day: date, at: datetime) -> CriteriaSheet:
    """Tell the cluster its ranking."""
    found = locked_sheet(sheet)
    access.allow_cluster(actor, lifecycle.PUBLISH, found.cluster.key, day)
    people = list(Evaluation.objects.filter(sheet=found).select_related("unit"))
    all_in("publish", people, day)
    found.state, found.published_at = SheetState.PUBLISHED, at
    found.save(update_fields=["state", "published_at"])
    Evaluation.objects.filter(sheet=found).update(state="published")
    for one in people:
        notices.tell_holders(
            action=lifecycle.SELF_SCORE,
            unit=one.unit.code,
            day=day,
            title=f"Đã công bố xếp hạng: {found.title}",
            link=f"/cham-diem/{found.pk}/xep-hang/",
            at=at,
            kind=About.SCORE,
        )
    journal.record(
        actor=actor, action=lifecycle.PUBLISH, subject=f"assessment.sheet:{found.pk}", at=at, after={}
    )
    return found

"""The sheet's forms as documents: bảng tiêu chí, phiếu tự chấm, bảng tổng hợp điểm, phiếu bầu."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from lantoa.documents.catalogue import scoring, voting
from lantoa.documents.catalogue.issue import Issue
from lantoa.documents.tree import Organ, Paper, Signature
from lantoa.organisation import queries as organisation
from lantoa.programme.papers import organ_of

from . import facts, queries
from .models import Ballot, Column, CriteriaSheet, CriterionRow, Evaluation, Ranking
from .papers import LABEL, award_name
from .rules import lifecycle
from .rules.criteria import Formula, Kind
from .rules.ranking import label as rule_label
from .tables import KIND_WORDS

STATES = tuple(lifecycle.SHEET.states)
REACHED = {Column.SELF: 1, Column.CLUSTER: 2, Column.APPRAISED: 4}
"""From which state of an evaluation on a column stands as sent."""
MEMBERS = ("Các đơn vị thành viên", "Lưu: hồ sơ Cụm")


def _issue(
    sheet: CriteriaSheet, day: date, *, recipients: tuple[str, ...] = MEMBERS, signed: bool = True
) -> Issue:
    heads = sorted(queries.leaders(sheet.cluster.key)["HEAD"])
    return Issue(
        Organ(organisation.name_of(sheet.cluster.issuer, day), sheet.cluster.name),
        queries.seat_of(heads[0], day) if heads else "Hà Nội",
        (Signature("Cụm trưởng", ""),) if signed else (),
        year=sheet.year,
        recipients=recipients,
        data_label=LABEL if sheet.illustrative else "",
    )


def criteria_table(sheet: CriteriaSheet, day: date) -> Paper:
    """The criteria as the sheet holds them."""
    rows = queries.criteria(sheet)
    return scoring.criteria_table(
        scoring.CriteriaTable(
            _issue(sheet, day),
            sheet.cluster.name,
            sheet.year,
            sheet.basis,
            tuple(_criterion(row) for row in rows),
            Formula(sheet.formula).label,
            tuple(rule_label(rule) for rule in sheet.rules),
            sum((row.max for row in rows if not row.parent), Decimal(0)),
        )
    )


def _criterion(
    row: CriterionRow, scores: tuple[Decimal | str | None, ...] = (), reason: str = ""
) -> scoring.Criterion:
    kind = Kind(row.kind)
    how = "" if kind is Kind.GROUP else KIND_WORDS[kind]
    return scoring.Criterion(row.code, row.label, row.max, how, kind is Kind.GROUP, scores, reason)


def score_sheet(of: Evaluation, day: date) -> Paper:
    """Phiếu chấm of one unit: a column is filled once somebody scored in it."""
    work = queries.work(of.sheet)
    columns = work.scores.get(of.pk, {})
    at = STATES.index(of.state)
    begun = [name for name in Column.values if at >= REACHED[name] or columns.get(name)]
    totals = [work.scored[column][of.pk] if column in begun else None for column in Column.values]
    return scoring.score_sheet(
        scoring.ScoreSheet(
            Issue(
                organ_of(of.unit.code, day),
                queries.seat_of(of.unit.code, day),
                (Signature("Thủ trưởng đơn vị", ""),),
                year=of.sheet.year,
                recipients=("Cụm trưởng", "Lưu: hồ sơ thi đua"),
                data_label=LABEL if of.sheet.illustrative else "",
            ),
            organisation.name_of(of.unit.code, day),
            of.sheet.cluster.name,
            of.sheet.year,
            tuple(
                _criterion(
                    row,
                    tuple(_points(work, of, row, column, begun) for column in Column.values),
                    _why(columns, row),
                )
                for row in work.rows
            ),
            tuple(one.points if one else None for one in totals),
            tuple(one.percent if one else None for one in totals),
            of.explanation,
        )
    )


def _points(
    work: queries.Work, of: Evaluation, row: CriterionRow, column: str, begun: Sequence[str]
) -> Decimal | str | None:
    """What counts in the column; 'KP' where it was not assigned; None where nobody scored yet."""
    if column not in begun:
        return None
    points = work.scored[column][of.pk].criteria[row.code].points
    if row.kind == Kind.GROUP:
        return points
    if row.code not in facts.effective(work.scores.get(of.pk, {}), column):
        return None
    return scoring.NONE if points is None else points


def _why(columns: dict[str, dict[str, facts.Score]], row: CriterionRow) -> str:
    """The reason of the last column that changed the points."""
    reasons = [columns[name][row.code].reason for name in Column.values if row.code in columns.get(name, {})]
    return next((one for one in reversed(reasons) if one), "")


def ranking_table(sheet: CriteriaSheet, rows: Sequence[Ranking], day: date) -> Paper:
    """Bảng tổng hợp điểm, xếp hạng: ``rows`` of the fixed ranking in order."""
    groups = [row for row in queries.criteria(sheet) if not row.parent]
    return scoring.ranking_table(
        scoring.RankingTable(
            _issue(sheet, day),
            sheet.cluster.name,
            sheet.year,
            tuple(row.label for row in groups),
            tuple(
                scoring.RankLine(
                    organisation.name_of(row.unit.code, day),
                    tuple(_kept(row, group.code) for group in groups),
                    row.points,
                    row.percent,
                    row.rank,
                    row.reason,
                )
                for row in rows
            ),
            tuple(rule_label(rule) for rule in sheet.rules),
        )
    )


def _kept(row: Ranking, code: str) -> Decimal | None:
    """The points of one group as the ranking kept them: [points, why]."""
    points = (row.criteria.get(code) or (None,))[0]
    return None if points is None else Decimal(points)


def ballot_paper(ballot: Ballot, day: date) -> Paper:
    """Phiếu bầu to be copied and stamped: one choice among the candidates."""
    return voting.ballot_paper(
        voting.BallotPaper(
            _issue(ballot.sheet, day, recipients=(), signed=False),
            f"Suy tôn đơn vị đề nghị tặng {award_name(ballot, day)} năm {ballot.sheet.year}",
            tuple(
                (organisation.name_of(one.unit.code, day), f"Hạng {one.rank}" if one.rank else "")
                for one in queries.candidates(ballot)
            ),
            choose=1,
            round=ballot.round,
            secret=ballot.secret,
        )
    )

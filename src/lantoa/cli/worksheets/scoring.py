"""``lantoa try scoring``: a cluster's criteria sheet, scored for all its units together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lantoa.assessment.rules import derivation
from lantoa.assessment.rules.criteria import Criteria, Criterion, Direction, Formula, Kind
from lantoa.assessment.rules.scoring import Entry, Sheet, UnitScore, score
from lantoa.kernel.vi.numbers import figure

from .fields import Fields, bad

COMMON = ("code", "kind", "max")
EXTRA = {
    Kind.GROUP: (),
    Kind.QUANTITATIVE: ("direction",),
    Kind.PASS_FAIL: (),
    Kind.DIRECT: (),
    Kind.BONUS_PENALTY: ("bonus_points", "penalty_points", "min"),
}
VALUES = {
    Kind.QUANTITATIVE: ("target", "actual"),
    Kind.PASS_FAIL: ("passed",),
    Kind.DIRECT: ("points",),
    Kind.BONUS_PENALTY: ("bonus", "penalty"),
}

BASIS = (
    "Công thức chấm điểm theo quy chế của cụm, khối thi đua: chờ đơn vị xác nhận trước khi dùng chính thức."
)


def run(case: dict[str, Any]) -> list[dict[str, Any]]:
    """One answer per unit, in order. Raises ``BadInput`` located in the case."""
    return [_shown(one) for one in score(*_read(case))]


def explain(case: dict[str, Any]) -> list[list[str]]:
    """One derivation per unit, in order."""
    read = _read(case)
    return [
        [f"— {sheet.unit} —", *steps] for sheet, steps in zip(read[1], derivation.derive(*read), strict=True)
    ]


def _read(case: dict[str, Any]) -> tuple[Criteria, list[Sheet], Formula | None]:
    top = Fields.of(case, required=("criteria", "units"), optional=("formula",))
    formula = Formula(top.choice("formula", list(Formula))) if top.has("formula") else None
    criteria = Criteria([_criterion(value, place) for value, place in top.items("criteria")])
    sheets = [_sheet(value, place, criteria) for value, place in top.items("units")]
    return criteria, sheets, formula


def _criterion(value: Any, place: str) -> Criterion:
    kind = _kind(value, place)
    needed = (*COMMON, *EXTRA[kind]) if kind is Kind.BONUS_PENALTY else COMMON
    row = Fields.of(value, place, required=needed, optional=("parent", *EXTRA[kind]))
    direction = row.choice("direction", list(Direction)) if row.has("direction") else Direction.HIGHER
    return Criterion(
        row.text("code"),
        kind,
        row.decimal("max"),
        row.text("parent") if row.values.get("parent") is not None else None,
        Direction(direction),
        **{name: row.decimal(name) for name in EXTRA[kind] if name != "direction"},
    )


def _kind(value: Any, place: str) -> Kind:
    """Read first: the other keys depend on it."""
    known = {name for names in EXTRA.values() for name in names}
    row = Fields.of(value, place, required=COMMON, optional=("parent", *sorted(known)))
    return Kind(row.choice("kind", list(Kind)))


def _sheet(value: Any, place: str, criteria: Criteria) -> Sheet:
    row = Fields.of(value, place, required=("code", "values"))
    unit = row.text("code")
    values = row.get("values")
    if not isinstance(values, dict):
        raise row.refuse("values", "một đối tượng {mã tiêu chí: số liệu}")
    here = f"units[{unit}].values"
    return Sheet(unit, {code: _entry(code, one, f"{here}[{code}]", criteria) for code, one in values.items()})


def _entry(code: str, value: Any, place: str, criteria: Criteria) -> Entry:
    criterion = criteria.by_code.get(code)
    if criterion is None or criterion.kind is Kind.GROUP:
        return Entry()  # score() refuses the code with its own reason
    row = Fields.of(value, place, optional=("not_assigned", *VALUES[criterion.kind]))
    given = {name: row.values[name] for name in VALUES[criterion.kind] if row.values.get(name) is not None}
    if row.has("not_assigned") and row.flag("not_assigned"):
        if given:
            raise bad(
                "CONTRADICTION",
                f"Tiêu chí {code} ghi không được giao nhưng lại có số liệu.",
                place,
                "Bỏ “not_assigned”, hoặc bỏ số liệu.",
            )
        return Entry(not_assigned=True)
    return Entry(
        target=row.decimal("target") if "target" in given else None,
        actual=row.decimal("actual") if "actual" in given else None,
        passed=row.flag("passed") if "passed" in given else None,
        points=row.decimal("points") if "points" in given else None,
        bonus=row.whole("bonus") if "bonus" in given else None,
        penalty=row.whole("penalty") if "penalty" in given else None,
    )


def _shown(one: UnitScore) -> dict[str, Any]:
    return {
        "code": one.unit,
        "points": str(one.points),
        "assigned": f"{one.assigned:f}",
        "percent": None if one.percent is None else str(one.percent),
        "criteria": {
            code: {"points": None if point.points is None else str(point.points), "why": point.why}
            for code, point in one.criteria.items()
        },
    }


def render(answer: list[dict[str, Any]]) -> str:
    return "\n\n".join([*(_told(one) for one in answer), BASIS])


def _told(one: dict[str, Any]) -> str:
    points, assigned = figure(Decimal(one["points"])), figure(Decimal(one["assigned"]))
    head = f"{one['code']}: {points} điểm trên {assigned} điểm được giao"
    head += "." if one["percent"] is None else f" ({figure(Decimal(one['percent']))} %)."
    return "\n".join([head, *(f"  {code}. {point['why']}" for code, point in one["criteria"].items())])

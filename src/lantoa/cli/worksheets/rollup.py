"""``lantoa try rollup``: figures put together over a hierarchy of units in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import figure as written
from lantoa.kernel.vi.numbers import percent
from lantoa.kernel.vi.text import clean
from lantoa.organisation.rules import succession, tree
from lantoa.organisation.rules.reach import Spell
from lantoa.organisation.rules.succession import History, Succession
from lantoa.reporting.rules import derivation
from lantoa.reporting.rules.boards import Designation
from lantoa.reporting.rules.indicators import Figure, Indicator, Kind
from lantoa.reporting.rules.periods import civil
from lantoa.reporting.rules.rollup import Ask, Total, roll_up

from .fields import Fields, bad

TOP = ("units", "indicators", "values", "ask")
PARTS = ("value", "keys", "numerator", "denominator")


def run(case: dict[str, Any]) -> list[dict[str, Any]]:
    """One answer per ask. Raises ``BadInput`` located in the case."""
    read = _read(case)
    totals = roll_up(*read.question, designations=read.designations)
    _refuse_orphans(read.history, read.asks, read.spells)
    return [_shown(total) for total in totals]


def explain(case: dict[str, Any]) -> list[list[str]]:
    """One derivation per ask, in order."""
    read = _read(case)
    return [list(steps) for steps in derivation.derive(*read.question, designations=read.designations)]


@dataclass(frozen=True, slots=True)
class Case:
    """A whole worksheet, its hierarchy and successions checked."""

    spells: list[Spell]
    designations: list[Designation]
    history: History
    indicators: dict[str, Indicator]
    figures: list[Figure]
    asks: list[Ask]

    @property
    def question(self) -> tuple[History, dict[str, Indicator], list[Figure], list[Ask]]:
        """What the rules take, in their order."""
        return self.history, self.indicators, self.figures, self.asks


def _read(case: dict[str, Any]) -> Case:
    top = Fields.of(case, required=TOP, optional=("successions",))
    spells, designations = _units(top)
    tree.check(spells)
    moves = _successions(top) if top.has("successions") else []
    history = History(spells, moves)
    succession.check(moves, history.hierarchy)
    indicators = _indicators(top)
    figures = [_figure(value, place, indicators) for value, place in top.items("values")]
    asks = [_ask(value, place) for value, place in top.items("ask")]
    return Case(spells, designations, history, indicators, figures, asks)


def _units(top: Fields) -> tuple[list[Spell], list[Designation]]:
    spells: list[Spell] = []
    designations: list[Designation] = []
    for value, place in top.items("units"):
        row = Fields.of(value, place, required=("code",), optional=("parent", "from", "to", "reports"))
        unit, valid = row.text("code"), _validity(row)
        parent = row.text("parent") if row.values.get("parent") is not None else None
        spells.append(Spell(unit, parent, valid))
        if row.has("reports"):
            designations.append(Designation(unit, valid, row.flag("reports")))
    return spells, designations


def _validity(row: Fields) -> Validity:
    """``from`` absent: always; ``to`` absent: still. Half-open."""
    start = row.day("from") if row.values.get("from") is not None else date.min
    end = row.day("to") if row.values.get("to") is not None else None
    if end is not None and end <= start:
        raise bad(
            "BAD_VALIDITY",
            f"Thời gian kết thúc {end} không sau thời gian bắt đầu {start}.",
            row.at("to"),
            "“to” là ngày đầu tiên không còn hiệu lực, phải sau “from”.",
        )
    return Validity(start, end)


def _successions(top: Fields) -> list[Succession]:
    moves = []
    for value, place in top.items("successions"):
        row = Fields.of(value, place, required=("from", "to", "on"), optional=("share",))
        share = row.decimal("share") if row.has("share") else Decimal(1)
        moves.append(Succession(row.text("from"), row.text("to"), row.day("on"), share))
    return moves


def _indicators(top: Fields) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for value, place in top.items("indicators"):
        row = Fields.of(value, place, required=("code", "kind"))
        code = row.text("code")
        if code in found:
            raise bad(
                "REPEATED_CODE", f"Chỉ tiêu “{code}” khai hai lần.", row.at("code"), "Chỉ giữ một dòng."
            )
        found[code] = Indicator(code, Kind(row.choice("kind", [kind.value for kind in Kind])))
    return found


def _figure(value: Any, place: str, indicators: dict[str, Indicator]) -> Figure:
    row = Fields.of(value, place, required=("unit", "indicator", "period"), optional=PARTS)
    kind = indicators[row.choice("indicator", indicators)].kind
    for part in PARTS:
        if part in kind.parts:
            row.get(part)
        elif row.has(part):
            raise bad(
                "UNKNOWN_KEY",
                f"Chỉ tiêu này ({kind.label}) không có mục “{part}”.",
                row.at(part),
                f"Ghi: {', '.join(kind.parts)}.",
            )
    return Figure(
        row.text("unit"),
        row.text("indicator"),
        row.text("period"),
        keys=_keys(row) if kind is Kind.DISTINCT else None,
        **{part: row.decimal(part) for part in kind.parts if part != "keys"},
    )


def _keys(row: Fields) -> frozenset[str]:
    found = set()
    for key, place in row.items("keys"):
        if not isinstance(key, str) or not clean(key):
            raise bad("BAD_VALUE", "Khóa phải là chữ, không rỗng.", place, "Ví dụ: “camera-an-ninh”.")
        found.add(clean(key))
    return frozenset(found)


def _ask(value: Any, place: str) -> Ask:
    row = Fields.of(value, place, required=("unit", "indicator", "periods"), optional=("geography",))
    periods = []
    for code, here in row.items("periods"):
        if not isinstance(code, str):
            raise bad("UNKNOWN_PERIOD", "Kỳ phải là chữ.", here, "Ghi 2025, 2025-H1, 2025-Q3 hoặc 2025-07.")
        periods.append(code)
    as_was = row.values.get("geography", "as_was") == "as_was"
    day = None if as_was else row.day("geography")
    return Ask(row.text("unit"), row.text("indicator"), tuple(periods), day)


def _refuse_orphans(history: History, asks: list[Ask], spells: list[Spell]) -> None:
    """On the days asked about, a unit hangs under one in force that day: else its figures would vanish."""
    days = {day for ask in asks for code in ask.periods if (day := civil(code).last_day) is not None}
    days |= {ask.geography for ask in asks if ask.geography is not None}
    for day in sorted(days):
        orphans = frozenset(history.on(day).orphans)
        for index, spell in enumerate(spells):
            if spell.unit in orphans and spell.valid.covers(day):
                raise bad(
                    "PARENT_NOT_IN_FORCE",
                    f"Ngày {on_screen(day)}, đơn vị “{spell.unit}” còn hoạt động nhưng cấp trên "
                    f"“{spell.parent}” thì không.",
                    f"units[{index}].parent",
                    "Kết thúc dòng này cùng ngày (to) và ghi dòng mới với cấp trên mới (from).",
                )


def _shown(total: Total) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "unit": total.ask.unit,
        "indicator": total.ask.indicator,
        "value": _plain(total.value, 4 if total.kind is Kind.RATIO else None),
        "reported": total.reported,
        "expected": total.expected,
    }
    if total.kind is Kind.RATIO:
        answer |= {"numerator": _plain(total.numerator), "denominator": _plain(total.denominator)}
    if total.keys is not None:
        answer["keys"] = list(total.keys)
    return answer | ({"notes": list(total.notes)} if total.notes else {})


def _plain(number: Decimal | None, places: int | None = None) -> str | None:
    """Digits without an exponent; trailing zeros only where ``places`` asks for them."""
    if number is None:
        return None
    if places is not None:
        return f"{number:.{places}f}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def render(answer: list[dict[str, Any]]) -> str:
    return "\n".join(line for row in answer for line in _lines(row))


def _lines(row: dict[str, Any]) -> list[str]:
    value = None if row["value"] is None else Decimal(row["value"])
    if "numerator" in row:
        of = f"{written(Decimal(row['numerator']))}/{written(Decimal(row['denominator']))}"
        said = "chưa tính được tỷ lệ" if value is None else f"{percent(value, 2)} ({of})"
    elif "keys" in row and value is not None:
        said = f"{written(value)} loại: {', '.join(row['keys'])}"
    else:
        said = "chưa có số liệu" if value is None else written(value)
    late = row["expected"] - row["reported"]
    came = f"đã báo cáo {row['reported']}/{row['expected']}" + (f", còn thiếu {late}" if late else "")
    return [f"{row['unit']} · {row['indicator']}: {said} ({came})", *row.get("notes", ())]

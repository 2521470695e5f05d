"""Generated figures of a six-month report: deterministic, plausible, and growing a little every half-year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lantoa.reporting.rules.forms import Line, computed
from lantoa.reporting.rules.indicators import Kind

from .world import chance

PRACTICES = (
    "Camera an ninh", "Dòng họ tự quản", "Tổ liên gia an toàn phòng cháy, chữa cháy", "Ngọn đèn an ninh",
    "Biên giới bình yên", "Tổ dân phố tự quản", "Liền canh, liền cư", "Khu dân cư không có ma túy",
)  # fmt: skip
SCALE = {
    "M01": 14, "M03": 420, "M04": 61_000, "M06a": 128_000, "M06b": 141_000, "M07": 15_000, "M09": 640, "M12": 9,
    "M13": 31, "M15": 2, "M16a": 46, "M16b": 88, "M17a": 1_250, "M17b": 3_900, "M19a": 940, "M21a": 310,
    "M21b": 362, "M25a": 1_420, "M25b": 1_290, "M25c": 1_440, "M29a": 820, "M30a": 96, "M30b": 210,
    "X01": 1_150,
}  # fmt: skip
"""About what one mountain province reports; a commune is a hundredth of it."""


def values(lines: Iterable[Line], unit: str, period: str, *, share: float = 1.0) -> dict[str, Any]:
    """Indicator code → what ``enter_values`` takes, for every input line of the form."""
    rows = list(lines)
    codes = frozenset(line.code for line in rows)
    half = int(period[:4]) * 2 + (1 if period.endswith(("2", "4")) else 0) - 4050
    found: dict[str, Any] = {}
    for line in rows:
        if line.formula or line.part_of:
            continue
        if line.kind is Kind.RATIO and computed(codes, line.numerator, line.denominator):
            continue
        dice = chance(unit, line.code)
        level = SCALE.get(line.code, 60) * share * dice.uniform(0.75, 1.25) * (1 + 0.03 * half)
        found[line.code] = _one(line, max(1, round(level)), dice)
    for part, whole in (
        ("M06a", "M06b"),
        ("M21a", "M21b"),
        ("M25b", "M25a"),
        ("M25a", "M25c"),
        ("M25b", "M25c"),
    ):
        if part in found and whole in found:
            found[part] = min(found[part], found[whole])
    return found | _parts(rows, found)


def _parts(rows: list[Line], found: dict[str, Any]) -> dict[str, int]:
    """Each broken line's parts: halves of what is left, the last one the rest, so that they add up."""
    shares: dict[str, int] = {}
    for whole in dict.fromkeys(line.part_of for line in rows if line.part_of):
        names = [line.code for line in rows if line.part_of == whole]
        left = found[whole]
        for code in names[:-1]:
            shares[code] = round(left * 0.55)
            left -= shares[code]
        shares[names[-1]] = left
    return shares


def _one(line: Line, level: int, dice: Any) -> Any:
    if line.kind is Kind.DISTINCT:
        return sorted(dice.sample(PRACTICES, k=dice.randint(3, 6)))
    if line.kind is Kind.RATIO:
        return {"numerator": round(level * 0.9), "denominator": level}
    return level

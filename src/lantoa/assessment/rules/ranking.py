"""The order of a cluster, and for each gap the rule that made it.

Rules are tried in the order given (proposal of law.md §14.6, to be confirmed by the cluster's regulation):
total share, points of a group, fewer violations; the women's share is NĐ 152/2025 Điều 4 khoản 6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.numbers import figure, percent
from lantoa.kernel.vi.text import collation_key

PERCENT, FEWER_VIOLATIONS, WOMEN, TIE = "percent", "fewer_violations", "women", "tie"
RESERVED = (PERCENT, FEWER_VIOLATIONS, WOMEN)
WOMEN_SHARE = Decimal("0.7")
"""At this share of women or above a collective is preferred when otherwise equal."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit is ranked by. None: not known. ``excluded`` is the reason it may not be ranked."""

    unit: str
    percent: Decimal | None = None
    groups: Mapping[str, Decimal] = field(default_factory=dict)
    violations: int | None = None
    women_share: Decimal | None = None
    excluded: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """``decided_by`` is the first rule that separates the unit from the next below (the last unit: from
    the one above), or TIE; ``why`` says it in Vietnamese."""

    unit: str
    rank: int
    decided_by: str
    why: str


@dataclass(frozen=True, slots=True)
class NotRanked:
    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Best first; equals share a rank and the next rank is skipped (1, 1, 3), listed by code."""

    placed: tuple[Placed, ...]
    not_ranked: tuple[NotRanked, ...]


def rank(rules: Sequence[str], standings: Sequence[Standing]) -> Ranking:
    """``rules``: ``percent``, ``fewer_violations``, ``women`` or a group's code, most important first.

    Raises ``BadInput`` at ``rules[i]`` for none, one twice or one no unit has, and at ``units[CODE].…``
    for a unit twice or without what a rule needs.
    """
    _check_rules(rules, standings)
    _check_units(rules, standings)
    runners = [one for one in standings if one.excluded is None]
    keys = {one.unit: [_measure(rule, one) for rule in rules] for one in runners}
    ordered = sorted(
        runners,
        key=lambda one: ([-number for number in keys[one.unit]], collation_key(one.unit), one.unit),
    )
    ranks: list[int] = []
    for index, one in enumerate(ordered):
        same = index > 0 and keys[one.unit] == keys[ordered[index - 1].unit]
        ranks.append(ranks[-1] if same else index + 1)
    placed = tuple(_placed(rules, ordered, index, position) for index, position in enumerate(ranks))
    left_out = sorted(
        (one for one in standings if one.excluded is not None),
        key=lambda one: (collation_key(one.unit), one.unit),
    )
    return Ranking(placed, tuple(NotRanked(one.unit, one.excluded or "") for one in left_out))


def _measure(rule: str, one: Standing) -> Decimal:
    """Larger is better. Values are there: checked before."""
    if rule == WOMEN:
        return Decimal((one.women_share or Decimal(0)) >= WOMEN_SHARE)
    if rule == FEWER_VIOLATIONS:
        return Decimal(-(one.violations or 0))
    if rule == PERCENT:
        return one.percent or Decimal(0)
    return one.groups[rule]


def _placed(rules: Sequence[str], ordered: Sequence[Standing], index: int, position: int) -> Placed:
    here = ordered[index]
    if len(ordered) == 1:
        return Placed(here.unit, position, TIE, "Chỉ có một đơn vị được xếp hạng.")
    last = index == len(ordered) - 1
    other = ordered[index - 1] if last else ordered[index + 1]
    better, worse = (other, here) if last else (here, other)
    for rule in rules:
        if _measure(rule, here) != _measure(rule, other):
            return Placed(here.unit, position, rule, gap(rule, better, worse, below=last))
    return Placed(
        here.unit, position, TIE, f"{better.unit} và {worse.unit} bằng nhau ở mọi tiêu chí đã nêu: đồng hạng."
    )


def gap(rule: str, better: Standing, worse: Standing, *, below: bool = False) -> str:
    """Why one stands above the other, by the rule that separates them; ``below`` says it of the worse."""
    if below:
        return f"{worse.unit} xếp dưới {better.unit}: {_difference(rule, worse, better, below=True)}."
    return f"{better.unit} xếp trên {worse.unit}: {_difference(rule, better, worse)}."


def _difference(rule: str, one: Standing, other: Standing, *, below: bool = False) -> str:
    """What separates ``one`` from ``other``, its own value first."""
    if rule == PERCENT:
        return f"tỷ lệ điểm {figure(one.percent)} % so với {figure(other.percent)} %"
    if rule == FEWER_VIOLATIONS:
        how = "nhiều vi phạm hơn" if below else "ít vi phạm hơn"
        return f"{how}: {one.violations} so với {other.violations}"
    if rule == WOMEN and below:
        return (
            f"các tiêu chí khác bằng nhau, tỷ lệ nữ {percent(one.women_share)}, còn {other.unit} là "
            f"{percent(other.women_share)}, đạt từ {percent(WOMEN_SHARE)} trở lên"
        )
    if rule == WOMEN:
        return (
            f"các tiêu chí khác bằng nhau, tỷ lệ nữ {percent(one.women_share)} đạt từ "
            f"{percent(WOMEN_SHARE)} trở lên, còn {other.unit} là {percent(other.women_share)}"
        )
    return f"điểm nhóm {rule}: {figure(one.groups[rule])} so với {figure(other.groups[rule])}"


def label(rule: str) -> str:
    """A rule's name for people."""
    names = {
        PERCENT: "tỷ lệ điểm",
        FEWER_VIOLATIONS: "ít vi phạm hơn",
        WOMEN: "tỷ lệ nữ từ 70 % trở lên",
        TIE: "bằng nhau",
    }
    return names.get(rule, f"điểm nhóm {rule}")


def _check_rules(rules: Sequence[str], standings: Sequence[Standing]) -> None:
    if not rules:
        raise BadInput(
            "NO_RULES",
            "Chưa nêu quy tắc xếp hạng.",
            place="rules",
            remedy="Ghi ít nhất một quy tắc, ví dụ percent.",
        )
    groups = sorted({group for one in standings for group in one.groups})
    for index, rule in enumerate(rules):
        if rule in rules[:index]:
            raise BadInput(
                "REPEATED_CODE", f"Quy tắc “{rule}” ghi hai lần.", place=f"rules[{index}]", remedy="Bỏ một."
            )
        if standings and rule not in (*RESERVED, *groups):
            raise BadInput(
                "UNKNOWN_CODE",
                f"Không có quy tắc hay nhóm tiêu chí “{rule}”.",
                place=f"rules[{index}]",
                remedy=f"Chọn trong: {', '.join((*RESERVED, *groups))}.",
            )


def _check_units(rules: Sequence[str], standings: Sequence[Standing]) -> None:
    seen: set[str] = set()
    for one in standings:
        place = f"units[{one.unit}]"
        if one.unit in seen:
            raise BadInput(
                "REPEATED_CODE", f"Đơn vị “{one.unit}” ghi hai lần.", place=place, remedy="Chỉ giữ một dòng."
            )
        seen.add(one.unit)
        _check_bounds(one, place)
        for rule in rules if one.excluded is None else ():
            part = _part(rule)
            if (one.groups.get(rule) if part == "groups" else getattr(one, part)) is None:
                raise BadInput(
                    "MISSING_VALUE",
                    f"Đơn vị “{one.unit}” thiếu số liệu cho quy tắc “{label(rule)}”.",
                    place=f"{place}.{part}" + (f"[{rule}]" if part == "groups" else ""),
                    remedy="Ghi số liệu, hoặc ghi lý do không xếp hạng ở “excluded”.",
                )


def _part(rule: str) -> str:
    """The field of ``Standing`` that a rule reads."""
    names = {PERCENT: "percent", FEWER_VIOLATIONS: "violations", WOMEN: "women_share"}
    return names.get(rule, "groups")


def _check_bounds(one: Standing, place: str) -> None:
    if one.violations is not None and one.violations < 0:
        raise BadInput(
            "NEGATIVE",
            f"Số vi phạm của “{one.unit}” là số âm.",
            place=f"{place}.violations",
            remedy="Ghi số nguyên từ 0 trở lên.",
        )
    if one.women_share is not None and not 0 <= one.women_share <= 1:
        raise BadInput(
            "BAD_SHARE",
            f"Tỷ lệ nữ {figure(one.women_share)} của “{one.unit}” không hợp lệ.",
            place=f"{place}.women_share",
            remedy="Ghi số từ 0 đến 1, ví dụ 0.4.",
        )

"""A reorganisation as one script: what is founded, changed and ended on one day, checked before it is applied."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lantoa.kernel.errors import BadInput, Fault

SHOWN = 20
"""So many faults of a script are said; the rest are counted."""
SORTS = {"Xã": "xa", "Phường": "phuong", "Đặc": "dac_khu", "Thị": "thi_tran"}


@dataclass(frozen=True, slots=True)
class Spot:
    """What a placement holds beside its days. ``parent`` and ``unit`` are codes."""

    unit: str
    parent: str | None
    kind: str
    name: str
    short_name: str = ""
    official_code: str = ""
    basis: str = ""
    source: str = ""
    mark: str = "to_confirm"


@dataclass(frozen=True, slots=True)
class Heir:
    """``share`` of what ``predecessor`` had goes to ``successor``."""

    predecessor: str
    successor: str
    share: Decimal = Decimal(1)
    basis: str = ""
    source: str = ""
    mark: str = "to_confirm"


@dataclass(frozen=True, slots=True)
class Script:
    """One set of changes of ``day``. ``expect`` are counts that the resulting tree must show (keys of ``census``).

    ``lands``: founded organ → the land it answers for.
    """

    key: str
    day: date | None
    title: str
    basis: str
    mark: str = "to_confirm"
    source: str = ""
    founded: tuple[Spot, ...] = ()
    changed: tuple[Spot, ...] = ()
    ended: tuple[str, ...] = ()
    heirs: tuple[Heir, ...] = ()
    expect: Mapping[str, int] = field(default_factory=dict)
    lands: Mapping[str, str] = field(default_factory=dict)
    citing: str = ""
    """key of the document, where the product holds it"""

    @property
    def size(self) -> int:
        return len(self.founded) + len(self.changed) + len(self.ended)


def after(script: Script, before: Mapping[str, Spot]) -> dict[str, Spot]:
    """Who stands where once the script is applied to those in force on its eve (``before``, by code).

    Raises ``BadInput`` with one fault a wrong line, located at "founded[3]", and for counts not as expected.
    """
    ended = frozenset(script.ended)
    found = {code: spot for code, spot in before.items() if code not in ended}
    found |= {spot.unit: spot for spot in (*script.changed, *script.founded)}
    faults = [*_wrong_units(script, before), *_hanging(found), *_wrong_shares(script, found)]
    faults += _wrong_counts(script, found)
    if faults:
        more = f" Và {len(faults) - SHOWN} chỗ nữa." if len(faults) > SHOWN else ""
        raise BadInput(
            "BAD_SET",
            f"Bộ thay đổi “{script.title}” có {len(faults)} chỗ không áp dụng được.{more}",
            place=script.key,
            remedy="Sửa tệp rồi xem trước lại.",
            faults=tuple(faults[:SHOWN]),
        )
    return found


def _wrong_units(script: Script, before: Mapping[str, Spot]) -> list[Fault]:
    faults, seen = [], Counter[str]()
    for name, codes, there in (
        ("founded", [spot.unit for spot in script.founded], False),
        ("changed", [spot.unit for spot in script.changed], True),
        ("ended", list(script.ended), True),
    ):
        for index, code in enumerate(codes):
            seen[code] += 1
            if (code in before) is not there:
                said = "chưa hoạt động" if there else "đang hoạt động"
                faults.append(
                    Fault("NOT_THEN", f"Đơn vị “{code}” {said} vào hôm trước.", f"{name}[{index}]",
                          "Xem đơn vị vào ngày đó rồi sửa dòng này.")
                )  # fmt: skip
            if seen[code] == 2:
                faults.append(
                    Fault("TWICE", f"Đơn vị “{code}” ghi hai lần.", f"{name}[{index}]", "Chỉ giữ một dòng.")
                )
    return faults


def _hanging(found: Mapping[str, Spot]) -> list[Fault]:
    faults = [
        Fault("LEFT_HANGING", f"“{spot.name}” trực thuộc “{spot.parent}” không còn hoạt động.", spot.unit,
              "Ghi đơn vị cấp trên mới cho đơn vị này.")
        for spot in found.values()
        if spot.parent is not None and spot.parent not in found
    ]  # fmt: skip
    return faults or _loops(found)


def _loops(found: Mapping[str, Spot]) -> list[Fault]:
    cleared: set[str] = set()
    for code in found:
        walked: dict[str, None] = {}
        at: str | None = code
        while at is not None and at not in cleared:
            if at in walked:
                return [
                    Fault("LOOP", f"Đơn vị “{at}” thành cấp trên của chính nó.", at, "Sửa đơn vị cấp trên.")
                ]
            walked[at] = None
            at = found[at].parent
        cleared.update(walked)
    return []


def _wrong_shares(script: Script, found: Mapping[str, Spot]) -> list[Fault]:
    """Who ends hands on all it had; who goes on may give a part away and keeps the rest."""
    given: defaultdict[str, Decimal] = defaultdict(Decimal)
    faults = []
    for index, heir in enumerate(script.heirs):
        given[heir.predecessor] += heir.share
        if heir.successor not in found or not 0 < heir.share <= 1:
            faults.append(
                Fault("BAD_HEIR", f"Không kế thừa được từ “{heir.predecessor}” sang “{heir.successor}”.",
                      f"heirs[{index}]", "Nơi nhận phải hoạt động vào ngày đó, phần nhận trên 0 và không quá 1.")
            )  # fmt: skip
    return faults + [
        Fault(
            "BAD_SHARE",
            f"Các phần kế thừa của “{code}” cộng lại là {total}.",
            code,
            "Chia cho đủ 1; đơn vị còn hoạt động thì không quá 1.",
        )
        for code, total in given.items()
        if total > 1 or (total < 1 and code not in found)
    ]


def census(spots: Iterable[Spot]) -> dict[str, int]:
    """How many provinces and communes there are, and communes by the first word of their name."""
    counts: Counter[str] = Counter()
    for spot in spots:
        if spot.kind == "PROVINCE":
            counts["provinces"] += 1
        elif spot.kind == "COMMUNE":
            counts["communes"] += 1
            counts[SORTS.get(spot.name.partition(" ")[0], "other")] += 1
    return dict(counts)


def _wrong_counts(script: Script, found: Mapping[str, Spot]) -> list[Fault]:
    counts = census(found.values())
    return [
        Fault("WRONG_COUNT", f"Kết quả có {counts.get(key, 0)} {key}, phải là {wanted}.", f"expect.{key}",
              "Đối chiếu danh mục đơn vị hành chính.")
        for key, wanted in script.expect.items()
        if counts.get(key, 0) != wanted
    ]  # fmt: skip

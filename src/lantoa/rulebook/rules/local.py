"""The file of a ministry's or a province's own rules: read row by row, every fault told with its line.

::

    local_pack: QC-2026                 # mã của quy chế, do đơn vị đặt
    title: Quy chế thi đua, khen thưởng của tỉnh
    unit: UB.15                         # đơn vị ban hành: bộ hoặc Ủy ban nhân dân tỉnh
    instruments:
      - {id: QD12, number: 12/2026/QĐ-UBND, name: Quyết định ban hành Quy chế, valid_from: 2026-02-01}
    rules:
      - pack: dossiers
        overrides: H02
        instrument: QD12
        clause: Điều 7 khoản 2
        valid_from: 2026-02-01
        set: {copies: 02 bộ}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.kernel.errors import BadInput, Fault

from .overlay import Overlay, refusal
from .rows import KINDS, Delegation, Row
from .schema import Parsed, Path, columns, condition, mapping, sequence, validity, value_of

HEAD = ("local_pack", "title", "unit", "instruments", "rules")
RULE = ("pack", "overrides", "instrument", "clause", "valid_from", "valid_to", "awards", "set", "add")
MOST = 500
"""Rules in one file."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file read whole; ``numbers``: id of the unit's own instruments → number."""

    code: str
    title: str
    unit: str
    numbers: Mapping[str, str]
    overlays: tuple[Overlay, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """What a file is held against: every shipped row by (pack, id), and the delegations of all times."""

    rows: Mapping[tuple[str, str], Sequence[Row]]
    delegations: Sequence[Delegation]

    def at(self, pack: str, rule: str, day: date) -> Row | None:
        """The row in force on the day, else the last one of that id."""
        found = self.rows.get((pack, rule), ())
        return next((row for row in found if row.valid.covers(day)), found[-1] if found else None)

    def delegated(self, day: date) -> list[Delegation]:
        return [one for one in self.delegations if one.valid.covers(day)]


def read(parsed: Parsed, level_of: Callable[[str], str], law: Law) -> LocalFile:
    """The whole file, or ``BadInput`` carrying one fault for each thing to mend, with its line and column.

    ``level_of``: unit code → ministry | province | '' (raises for a code nobody has).
    """
    head = mapping(parsed, parsed.value, ())
    for key in head:
        if key not in HEAD:
            raise parsed.fault("UNKNOWN_KEY", f"Không hiểu “{key}”.", (key,), f"Chỉ dùng: {', '.join(HEAD)}.")
    code, title, unit = (
        _text(parsed, head, key, (), most) for key, most in (("local_pack", 60), ("title", 300), ("unit", 32))
    )
    numbers = _numbers(parsed, head)
    raws = sequence(parsed, head.get("rules"), ("rules",))
    if not raws or len(raws) > MOST:
        raise parsed.fault(
            "BAD_VALUE", "Tệp không có quy định nào, hoặc quá nhiều.", ("rules",), f"Ghi từ 1 đến {MOST} mục."
        )
    level = level_of(unit)
    overlays: list[Overlay] = []
    faults: list[Fault] = []
    for index, raw in enumerate(raws):
        try:
            overlays.append(_overlay(parsed, raw, index, (code, unit, level), numbers, law))
        except BadInput as problem:
            faults += problem.faults
    if faults:
        raise BadInput(
            faults[0].code,
            f"{len(faults)} mục chưa dùng được: {faults[0].message}",
            place=faults[0].place,
            remedy=faults[0].remedy,
            faults=tuple(faults),
        )
    return LocalFile(code, title, unit, numbers, tuple(overlays))


def _numbers(parsed: Parsed, head: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for index, raw in enumerate(sequence(parsed, head.get("instruments"), ("instruments",))):
        path: Path = ("instruments", index)
        own = mapping(parsed, raw, path)
        found[_text(parsed, own, "id", path, 40)] = _text(parsed, own, "number", path, 80)
        _text(parsed, own, "name", path, 300)
        validity(parsed, own, path)
    return found


def _overlay(
    parsed: Parsed, raw: Any, index: int, whose: tuple[str, str, str], numbers: Mapping[str, str], law: Law
) -> Overlay:
    path: Path = ("rules", index)
    own = mapping(parsed, raw, path)
    for key in own:
        if key not in RULE:
            raise parsed.fault(
                "UNKNOWN_KEY", f"Không hiểu “{key}”.", (*path, key), f"Chỉ dùng: {', '.join(RULE)}."
            )
    pack, rule, instrument, clause = (
        _text(parsed, own, key, path, 120) for key in ("pack", "overrides", "instrument", "clause")
    )
    valid = validity(parsed, {**own, "id": rule}, path)
    row = law.at(pack, rule, valid.start)
    if row is None:
        raise parsed.fault(
            "UNKNOWN_RULE", f"Không có quy tắc mã “{rule}” trong gói “{pack}”.", (*path, "overrides"),
            "Xem mã và gói: lantoa rules list.",
        )  # fmt: skip
    if instrument not in numbers:
        raise parsed.fault(
            "UNKNOWN_INSTRUMENT", f"Chưa khai văn bản “{instrument}” của đơn vị.", (*path, "instrument"),
            "Khai văn bản ở đầu tệp, mục instruments.",
        )  # fmt: skip
    code, unit, level = whose
    made = Overlay(
        key=f"{unit}/{code}:{index + 1}",
        pack=pack, rule=rule, unit=unit, level=level, valid=valid,
        instrument=numbers[instrument], source=f"{clause}, {numbers[instrument]}",
        awards=_strings(parsed, own.get("awards"), (*path, "awards")),
        changes=_changes(parsed, pack, own, path),
        added=_added(parsed, own, path),
    )  # fmt: skip
    refused = refusal(made, row, law.delegated(valid.start))
    if refused is not None:
        raise BadInput(
            refused.code, refused.message, place=f"{parsed.at(path)}: {refused.place}", remedy=refused.remedy
        )
    return made


def _changes(parsed: Parsed, pack: str, own: Mapping[str, Any], path: Path) -> tuple[tuple[str, Any], ...]:
    hints = columns(KINDS[pack])
    found = []
    for name, value in mapping(parsed, own.get("set") or {}, (*path, "set")).items():
        if name not in hints or name in (
            "id",
            "valid",
            "layer",
            "read",
            "at",
            "instrument",
            "clause",
            "awards",
        ):
            raise parsed.fault(
                "UNKNOWN_KEY",
                f"“{name}” không phải giá trị đặt được.",
                (*path, "set", name),
                "Xem lại tên trường.",
            )
        found.append((name, value_of(parsed, hints[name], value, (*path, "set", name))))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def _added(parsed: Parsed, own: Mapping[str, Any], path: Path) -> tuple[Any, ...]:
    return tuple(
        condition(parsed, one, (*path, "add", at), top=True)
        for at, one in enumerate(sequence(parsed, own.get("add") or [], (*path, "add")))
    )


def _strings(parsed: Parsed, value: Any, path: Path) -> tuple[str, ...]:
    return tuple(value_of(parsed, str, one, path) for one in sequence(parsed, value or [], path))


def _text(parsed: Parsed, own: Mapping[str, Any], key: str, path: Path, most: int) -> str:
    value = own.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise parsed.fault(
            "MISSING_KEY",
            f"Thiếu “{key}”, hoặc ghi chưa đúng.",
            (*path, key),
            f"Ghi {key}: … (chữ, tối đa {most} ký tự).",
        )
    return value.strip()

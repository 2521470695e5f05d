"""From a parsed pack to rows: every key, type and citation checked, every fault located by line and column."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity

from .predicates import ARGUMENTS, GRADES, MERIT_NAMES, SCOPES, Condition
from .rows import KINDS, RESTATED_IDS, Read, Row

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A pack as plain values, with the (line, column) of every node by its path. Lines count from 1."""

    pack: str
    value: Any
    places: Mapping[Path, tuple[int, int]]
    file: str = ""
    """The name of a file that is no shipped pack."""

    def at(self, path: Path) -> str:
        line, column = self.places.get(path) or self.places.get(path[:-1]) or (1, 1)
        return f"{self.file or f'packs/{self.pack}.yaml'}, dòng {line}, cột {column}"

    def fault(self, code: str, message: str, path: Path, remedy: str) -> BadInput:
        return BadInput(code, message, place=self.at(path), remedy=remedy)


FROM_VALIDITY = {"valid"}
OWN = {"at", "layer", "read"}


COLUMNS: dict[str, dict[str, Any]] = {}


def columns(kind: type[Row]) -> dict[str, Any]:
    """Field → annotation of one kind of row, worked out once."""
    if kind.__name__ not in COLUMNS:
        COLUMNS[kind.__name__] = typing.get_type_hints(kind)
    return COLUMNS[kind.__name__]


def rows(parsed: Parsed, instruments: frozenset[str] | None) -> tuple[Row, ...]:
    """The rows of one pack.

    ``instruments``: the known codes; None while the instruments pack itself is read. Raises ``BadInput``
    placed at pack, line and column for an unknown key, a wrong type, a missing citation, a repeated id.
    """
    kind = KINDS[parsed.pack]
    head = mapping(parsed, parsed.value, ())
    for key in head:
        if key not in ("pack", "title", "defaults", "rows"):
            raise _unknown(parsed, key, (key,), ("pack", "title", "defaults", "rows"))
    if head.get("pack") != parsed.pack:
        raise parsed.fault("BAD_PACK", "Tên gói không khớp tên tệp.", ("pack",), f"Ghi pack: {parsed.pack}.")
    defaults = mapping(parsed, head.get("defaults") or {}, ("defaults",))
    built: list[Row] = []
    same: dict[str, list[Row]] = {}
    for index, raw in enumerate(sequence(parsed, head.get("rows"), ("rows",))):
        row = _row(parsed, kind, {**defaults, **mapping(parsed, raw, ("rows", index))}, index, instruments)
        for other in same.setdefault(row.id, []):
            if other.valid.overlaps(row.valid):
                raise parsed.fault(
                    "REPEATED_ID",
                    f"Mã “{row.id}” đã có ở {other.at} trong cùng thời gian.",
                    ("rows", index, "id"),
                    "Đổi mã, hoặc cho hai dòng nối tiếp nhau về hiệu lực.",
                )
        same[row.id].append(row)
        built.append(row)
    return tuple(built)


def _row(
    parsed: Parsed,
    kind: type[Row],
    raw: Mapping[str, Any],
    index: int,
    instruments: frozenset[str] | None,
) -> Row:
    path: Path = ("rows", index)
    hints = columns(kind)
    known = [*(name for name in hints if name not in FROM_VALIDITY | {"at"}), "valid_from", "valid_to"]
    for key in raw:
        if key not in known:
            raise _unknown(parsed, key, (*path, key), known)
    if instruments is None:
        raw = {**raw, "instrument": raw.get("id"), "clause": raw.get("clause", raw.get("number"))}
    _cited(parsed, raw, path, instruments)
    values: dict[str, Any] = {"valid": validity(parsed, raw, path)}
    for field in fields(kind):
        if field.name in FROM_VALIDITY or field.name == "at":
            continue
        if field.name in raw:
            values[field.name] = value_of(parsed, hints[field.name], raw[field.name], (*path, field.name))
        elif field.default is MISSING:
            raise parsed.fault(
                "MISSING_KEY",
                f"Dòng “{raw.get('id', '?')}” thiếu “{field.name}”.",
                path,
                f"Ghi thêm {field.name}.",
            )
    _read(parsed, values["id"], values["read"], path)
    line = (parsed.places.get(path) or (1, 1))[0]
    return kind(**values, at=f"{parsed.pack}:{line}")


def _cited(parsed: Parsed, raw: Mapping[str, Any], path: Path, instruments: frozenset[str] | None) -> None:
    """An uncited rule is refused: nobody could check it."""
    name = raw.get("id", "?")
    for key, what in (("instrument", "văn bản căn cứ"), ("clause", "điều, khoản")):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            raise parsed.fault(
                "UNCITED",
                f"Quy tắc “{name}” không nêu {what}.",
                path,
                f"Ghi {key}: … theo văn bản đã đọc; chưa đọc được thì nêu văn bản và ghi read: R.",
            )
    if instruments is not None and raw["instrument"] not in instruments:
        raise parsed.fault(
            "UNKNOWN_INSTRUMENT",
            f"Quy tắc “{name}” viện dẫn văn bản chưa khai báo “{raw['instrument']}”.",
            (*path, "instrument"),
            "Khai báo văn bản trong packs/instruments.yaml trước.",
        )


def _read(parsed: Parsed, name: str, read: Read, path: Path) -> None:
    if read is Read.CONFIRMED:
        raise parsed.fault(
            "NOT_SHIPPED",
            f"Quy tắc “{name}” không thể tự xác nhận trong gói.",
            (*path, "read"),
            "Ghi mức đọc thật; việc xác nhận là của đơn vị dùng phần mềm.",
        )
    if read is Read.RESTATED and name not in RESTATED_IDS:
        raise parsed.fault(
            "NOT_RESTATED",
            f"Quy tắc “{name}” không thuộc nhóm nhắc lại Luật.",
            (*path, "read"),
            "Chỉ E05, E06, E07 được ghi restated; dòng khác ghi one_province hoặc mức thật.",
        )


def validity(parsed: Parsed, raw: Mapping[str, Any], path: Path) -> Validity:
    start, end = raw.get("valid_from"), raw.get("valid_to")
    if not isinstance(start, date):
        raise parsed.fault(
            "MISSING_KEY",
            f"Dòng “{raw.get('id', '?')}” thiếu ngày bắt đầu hiệu lực.",
            path,
            "Ghi valid_from: năm-tháng-ngày.",
        )
    if end is not None and not isinstance(end, date):
        raise parsed.fault("BAD_VALUE", "valid_to phải là ngày.", (*path, "valid_to"), "Ghi năm-tháng-ngày.")
    try:
        return Validity(start, end)
    except ValueError:
        raise parsed.fault(
            "BAD_VALUE",
            "Hiệu lực kết thúc trước khi bắt đầu.",
            (*path, "valid_to"),
            "valid_to là ngày đầu tiên KHÔNG còn hiệu lực, phải sau valid_from.",
        ) from None


def value_of(parsed: Parsed, hint: Any, value: Any, path: Path) -> Any:
    """One value against one annotation of a row."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        return value_of(parsed, next(one for one in arguments if one is not type(None)), value, path)
    if hint == tuple[Condition, ...]:
        return tuple(_conditions(parsed, value, path))
    if hint == tuple[tuple[str, int], ...]:
        return tuple(mapping(parsed, value, path).items())
    if origin is tuple:
        items = sequence(parsed, value, path)
        return tuple(value_of(parsed, arguments[0], item, (*path, index)) for index, item in enumerate(items))
    return _scalar(parsed, hint, value, path)


def _scalar(parsed: Parsed, hint: Any, value: Any, path: Path) -> Any:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value not in [member.value for member in hint]:
            raise _unknown(parsed, str(value), path, [member.value for member in hint])
        return hint(value)
    if hint is Decimal and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    if hint is Decimal or not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        wanted = {str: "chữ", int: "số nguyên", bool: "true/false", Decimal: "số", date: "ngày"}
        raise parsed.fault(
            "BAD_VALUE", f"“{value}” không đúng kiểu.", path, f"Cần {wanted.get(hint, hint.__name__)}."
        )
    return value


def _conditions(parsed: Parsed, value: Any, path: Path) -> Iterable[Condition]:
    for index, raw in enumerate(sequence(parsed, value, path)):
        yield condition(parsed, raw, (*path, index), top=True)


def condition(parsed: Parsed, raw: Any, path: Path, top: bool = False) -> Condition:
    """One node of a predicate: exactly one operator, its arguments typed; top ones say what they ask."""
    node = dict(mapping(parsed, raw, path))
    code, say, cure = (str(node.pop(key, "")) if top else "" for key in ("code", "say", "cure"))
    if top and not (code and say):
        raise parsed.fault(
            "MISSING_KEY",
            "Điều kiện cần có mã (code) và lời (say).",
            path,
            "Ghi code: …, say: … cho từng điều kiện.",
        )
    operators = [*ARGUMENTS, "all", "any"]
    if len(node) != 1 or next(iter(node)) not in operators:
        raise _unknown(parsed, ", ".join(node) or "(trống)", path, operators)
    operator, arguments = next(iter(node.items()))
    if operator in ("all", "any"):
        parts = sequence(parsed, arguments, (*path, operator))
        below = tuple(condition(parsed, part, (*path, operator, index)) for index, part in enumerate(parts))
        return Condition(operator, {}, below, code, say, cure)
    found = mapping(parsed, arguments, (*path, operator))
    return Condition(operator, _arguments(parsed, operator, found, (*path, operator)), (), code, say, cure)


CHOICES = {("grade", "at_least"): GRADES, ("merit", "kind"): tuple(MERIT_NAMES), ("merit", "scope"): SCOPES}


def _arguments(parsed: Parsed, operator: str, raw: Mapping[str, Any], path: Path) -> dict[str, Any]:
    required, optional = ARGUMENTS[operator]
    typed = {**required, **optional}
    for key in raw:
        if key not in typed:
            raise _unknown(parsed, key, (*path, key), typed)
    for key in required:
        if key not in raw:
            raise parsed.fault("MISSING_KEY", f"“{operator}” thiếu “{key}”.", path, f"Ghi thêm {key}.")
    built = {key: _scalar(parsed, typed[key], value, (*path, key)) for key, value in raw.items()}
    for (name, key), options in CHOICES.items():
        if name == operator and key in built and built[key] not in options:
            raise _unknown(parsed, str(built[key]), (*path, key), options)
    return built


def _unknown(parsed: Parsed, what: str, path: Path, known: Iterable[str]) -> BadInput:
    return parsed.fault("UNKNOWN_KEY", f"Không hiểu “{what}”.", path, f"Chỉ dùng: {', '.join(known)}.")


def mapping(parsed: Parsed, value: Any, path: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise parsed.fault("BAD_VALUE", "Chỗ này phải là các cặp khóa: giá trị.", path, "Viết khóa: giá trị.")
    return value


def sequence(parsed: Parsed, value: Any, path: Path) -> list[Any]:
    if not isinstance(value, list):
        raise parsed.fault("BAD_VALUE", "Chỗ này phải là một danh sách.", path, "Viết từng dòng với dấu “-”.")
    return value

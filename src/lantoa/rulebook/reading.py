"""YAML text → plain values with the line and column of every node. Safe: no tags, no objects, exact decimals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from lantoa.kernel.errors import BadInput

from .rules.schema import Parsed, Path

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TAG = "tag:yaml.org,2002:"


def parse(pack: str, text: str, file: str = "") -> Parsed:
    """Raises ``BadInput`` placed at pack (or ``file``), line and column when the text is not plain YAML."""
    name = file or f"packs/{pack}.yaml"
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise BadInput(
            "BAD_YAML",
            "Gói quy tắc không đúng dạng YAML.",
            place=f"{name}{where}",
            remedy="Xem thụt dòng, dấu hai chấm và ngoặc gần chỗ đó.",
        ) from error
    places: dict[Path, tuple[int, int]] = {}
    return Parsed(pack, None if node is None else _plain(name, node, (), places), places, file)


def _plain(file: str, node: Any, path: Path, places: dict[Path, tuple[int, int]]) -> Any:
    places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(file, item, (*path, index), places) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        built: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in built:
                raise _fault(file, key, f"Khóa “{name}” ghi hai lần.", "Chỉ giữ lại một.")
            built[name] = _plain(file, value, (*path, name), places)
        return built
    return _scalar(file, node)


def _scalar(file: str, node: Any) -> Any:
    tag, text = node.tag.removeprefix(TAG), node.value
    try:
        match tag:
            case "str":
                return text
            case "null":
                return None
            case "bool":
                return text.lower() in ("true", "yes", "on")
            case "int":
                return int(text)
            case "float":
                return Decimal(text)
            case "timestamp":
                return date.fromisoformat(text)
    except (ValueError, ArithmeticError):
        pass
    raise _fault(file, node, f"Không đọc được “{text}”.", "Ghi chữ trong nháy kép, ngày dạng 2025-07-01.")


def _fault(file: str, node: Any, message: str, remedy: str) -> BadInput:
    mark = node.start_mark
    return BadInput(
        "BAD_YAML",
        message,
        place=f"{file}, dòng {mark.line + 1}, cột {mark.column + 1}",
        remedy=remedy,
    )


def written(values: dict[str, Any]) -> str:
    """Plain values as YAML that ``parse`` reads back to the same."""
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)

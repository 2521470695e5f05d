"""What may leave for which network, and what a row that arrives means for what is there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from lantoa.kernel.errors import Conflict

Row = dict[str, Any]


class Part(StrEnum):
    """What a package may hold."""

    UNITS = "units"
    CLUSTERS = "clusters"
    PEOPLE = "people"
    FIGURES = "figures"
    DECISIONS = "decisions"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Part.UNITS: "Đơn vị",
    Part.CLUSTERS: "Cụm, khối thi đua",
    Part.PEOPLE: "Danh sách cán bộ",
    Part.FIGURES: "Số liệu báo cáo đã duyệt",
    Part.DECISIONS: "Quyết định đã công khai",
}


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"

    @property
    def label(self) -> str:
        return {"new": "Mới", "changed": "Thay đổi", "same": "Giống", "conflict": "Không khớp"}[self.value]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a preview: ``title`` as people name it; ``note`` why, for a change or a conflict."""

    part: Part
    key: str
    title: str
    change: Change
    note: str = ""


def check_roster(network: str, police: Iterable[str]) -> None:
    """``Conflict`` when people of the police line would be held on the Internet side; ``police``: their units."""
    units = sorted(set(police))
    if network == "internet" and units:
        raise Conflict(
            "POLICE_LINE",
            "Danh sách người của tuyến Công an không được chuyển sang bản cài trên Internet.",
            place=", ".join(units[:5]),
            remedy="Bỏ phần danh sách cán bộ, hoặc chỉ chọn đơn vị ngoài tuyến Công an.",
        )


def small(row: Mapping[str, Any], least: int) -> bool:
    """Whether a figure is a count so small that it may point at single persons (``small_cell`` lines only)."""
    try:
        value = Decimal(str(row.get("value") or 0))
    except InvalidOperation:
        return False
    return bool(row.get("small_cell")) and 0 < value < least


def for_network(network: str, rows: Iterable[Row], least: int) -> list[Row]:
    """Figures as they may leave for ``network``: on the Internet side a small count is said to be withheld."""
    if network != "internet":
        return list(rows)
    return [{**row, "value": None, "withheld": True} if small(row, least) else row for row in rows]


def check_small(network: str, rows: Iterable[Row], least: int) -> None:
    """``Conflict`` when small counts would be held on the Internet side."""
    found = [row for row in rows if small(row, least)] if network == "internet" else []
    if found:
        raise Conflict(
            "SMALL_COUNTS",
            f"Gói có {len(found)} số nhỏ hơn {least} ở chỉ tiêu dễ lộ người liên quan; "
            "bản cài trên Internet không nhận.",
            place=", ".join(f"{row['unit']} {row['line']}" for row in found[:5]),
            remedy="Đề nghị nơi gửi lập lại gói: khi gửi sang Internet các số này được để lại.",
        )


def unit_change(row: Mapping[str, Any], there: Mapping[str, Any] | None) -> tuple[Change, str]:
    """A unit that arrives against the one of the same code: a later name is a change; another place or kind, or
    an older name, needs a person."""
    if there is None:
        return Change.NEW, ""
    if all(row[key] == there[key] for key in ("name", "kind", "parent")):
        return Change.SAME, ""
    if any(row[key] != there[key] for key in ("kind", "parent")):
        return Change.CONFLICT, f"Ở đây là “{there['name']}”, khác loại hoặc khác cấp trên."
    if str(row["from"]) > str(there["from"]):
        return Change.CHANGED, f"Tên ở đây: “{there['name']}”."
    return Change.CONFLICT, f"Tên ở đây: “{there['name']}”, không cũ hơn tên trong gói."


def kept_change(body: object, there: object) -> tuple[Change, str]:
    """A row kept as the sender says it (figures, decisions)."""
    if there is None:
        return Change.NEW, ""
    return (Change.SAME, "") if there == body else (Change.CHANGED, "")


def counted(lines: Iterable[Line]) -> dict[str, int]:
    found = dict.fromkeys((one.value for one in Change), 0)
    for line in lines:
        found[line.change.value] += 1
    return found

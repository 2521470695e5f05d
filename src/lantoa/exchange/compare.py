"""A package that arrived against what is here: row by row, before anything is written."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.organisation.models import Cluster, Person, Placement, UnitKind

from .container import Opened
from .gather import unit_row
from .models import Peer, Received
from .rules.packages import Change, Line, Part, kept_change, unit_change

Row = dict[str, Any]


def compare(opened: Opened, peer: Peer, day: date) -> list[Line]:
    """Every row with what applying it would do; a row that cannot be used is a conflict and says why."""
    lines: list[Line] = []
    units = {row["code"] for row in opened.parts.get("units", [])}
    lines += _units(opened.parts.get("units", []), day)
    lines += _clusters(opened.parts.get("clusters", []), units, day)
    lines += _people(opened.parts.get("people", []), units, day)
    for part in (Part.FIGURES, Part.DECISIONS):
        lines += _kept(part, opened.parts.get(part.value, []), peer)
    return lines


def _standing(codes: set[str], day: date) -> dict[str, Placement]:
    rows = Placement.objects.on(day).filter(unit__code__in=codes)
    return {row.unit.code: row for row in rows.select_related("unit__territory", "parent").order_by("pk")}


def _units(rows: list[Row], day: date) -> list[Line]:
    there = _standing({row["code"] for row in rows} | {row["parent"] for row in rows}, day)
    known: set[str] = set(there)
    lines = []
    for row in rows:
        held = there.get(row["code"])
        change, note = unit_change(row, unit_row(held) if held else None)
        if row["kind"] not in UnitKind.values:
            change, note = Change.CONFLICT, "Loại đơn vị không có ở bản cài này."
        if change is Change.NEW and row["parent"] not in known:
            change, note = Change.CONFLICT, f"Chưa có đơn vị cấp trên mã “{row['parent']}”."
        if change is Change.NEW:
            known.add(row["code"])
        lines.append(Line(Part.UNITS, row["code"], row["name"], change, note))
    return lines


def _clusters(rows: list[Row], arriving: set[str], day: date) -> list[Line]:
    there = {
        row.key: row for row in Cluster.objects.filter(key__in=[row["key"] for row in rows]).order_by("key")
    }
    codes = {code for row in rows for code, _role in row["members"]} | {row["issuer"] for row in rows}
    known = set(_standing(codes, day)) | arriving
    lines = []
    for row in rows:
        lacking = sorted(({code for code, _role in row["members"]} | {row["issuer"]}) - known)
        held = there.get(row["key"])
        if held is not None:
            same = sorted(held.memberships.values_list("unit__code", "role"))
            change = Change.SAME if same == sorted(map(tuple, row["members"])) else Change.CONFLICT
            note = "" if change is Change.SAME else "Thành viên hoặc vai trò khác với cụm đang có."
        elif lacking:
            change, note = Change.CONFLICT, f"Chưa có đơn vị mã “{lacking[0]}”."
        else:
            change, note = Change.NEW, ""
        lines.append(Line(Part.CLUSTERS, row["key"], row["name"], change, note))
    return lines


def _people(rows: list[Row], arriving: set[str], day: date) -> list[Line]:
    codes = [row["code"] for row in rows]
    there = {row.code: row for row in Person.objects.filter(code__in=codes).order_by("pk")}
    known = set(_standing({post["unit"] for row in rows for post in row["posts"]}, day)) | arriving
    lines = []
    for row in rows:
        held = there.get(row["code"])
        lacking = [post["unit"] for post in row["posts"] if post["unit"] not in known]
        if held is not None:
            change = Change.SAME if held.name == row["name"] else Change.CONFLICT
            note = "" if change is Change.SAME else "Mã này ở đây là của người tên khác."
        elif lacking:
            change, note = Change.CONFLICT, f"Chưa có đơn vị mã “{lacking[0]}”."
        else:
            change, note = Change.NEW, ""
        lines.append(Line(Part.PEOPLE, row["code"], row["name"], change, note))
    return lines


def _kept(part: Part, rows: list[Row], peer: Peer) -> list[Line]:
    keys = [row["key"] for row in rows]
    there = {
        row.key: row.body
        for row in Received.objects.filter(peer=peer, kind=part.value, key__in=keys).order_by("pk")
    }
    lines = []
    for row in rows:
        change, note = kept_change(row, there.get(row["key"]))
        title = (
            f"{row['name']} – {row['unit']}" if part is Part.FIGURES else f"{row['number']}, {row['award']}"
        )
        lines.append(Line(part, row["key"], title, change, note))
    return lines

"""Organs that follow from the land: People's Committees and the police of each province and commune."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from lantoa.kernel.decisions import Mark

from ..models import UnitKind
from .rows import FROM_2025, PlacementRow, SuccessionRow, document
from .territory import bare

Placed = dict[str, list[PlacementRow]]
NOT_SEEN = "Tên đặt theo đơn vị hành chính; chưa thấy văn bản riêng"


def spoken(name: str) -> str:
    """The land's name after the organ's: 'Tỉnh Phú Thọ' → 'tỉnh Phú Thọ'. Hồ Chí Minh keeps its capital."""
    return name if name == "Thành phố Hồ Chí Minh" else name[:1].lower() + name[1:]


def organs(land: list[PlacementRow]) -> Iterator[PlacementRow]:
    """Provincial organs in every period; commune organs and offices from July 2025 on."""
    for row in land:
        if row.kind == UnitKind.PROVINCE:
            yield from _provincial(row)
        elif row.kind == UnitKind.COMMUNE and row.valid_from >= FROM_2025:
            yield from _communal(row)


def _provincial(land: PlacementRow) -> Iterator[PlacementRow]:
    name, code = spoken(land.name), land.unit
    police = f"Công an {name}"
    organ = replace(land, short_name="", official_code="")
    yield replace(organ, unit=f"UB.{code}", parent="CP", kind=UnitKind.PEOPLES_COMMITTEE,
                  name=f"Ủy ban nhân dân {name}")  # fmt: skip
    yield replace(organ, unit=f"CA.{code}", parent="BCA", kind=UnitKind.PROVINCIAL_POLICE, name=police,
                  short_name=f"Công an {bare(land.name)}", basis="")  # fmt: skip
    if land.valid_from < FROM_2025:
        return
    office = replace(organ, basis="", source=NOT_SEEN, mark=Mark.TO_CONFIRM)
    yield replace(office, unit=f"SNV.{code}", parent=f"UB.{code}", kind=UnitKind.SPECIALISED_AGENCY,
                  name=f"Sở Nội vụ {name}")  # fmt: skip
    for symbol, division in DIVISIONS.items():
        yield replace(office, unit=f"{symbol}.{code}", parent=f"CA.{code}", kind=UnitKind.POLICE_DIVISION,
                      name=f"{division} {police}", short_name=f"{symbol} {police}")  # fmt: skip


DIVISIONS = {
    "PV05": "Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc",
    "PX03": "Phòng Công tác đảng và công tác chính trị",
}


def _communal(land: PlacementRow) -> Iterator[PlacementRow]:
    """Two of the thirteen special zones have no police of their own; no source says which, so all thirteen
    are to be confirmed."""
    name, code, province = spoken(land.name), land.unit, land.parent
    organ = replace(land, official_code="")
    yield replace(organ, unit=f"UB.{code}", parent=f"UB.{province}", kind=UnitKind.PEOPLES_COMMITTEE,
                  name=f"Ủy ban nhân dân {name}")  # fmt: skip
    zone = land.name.startswith("Đặc khu ")
    yield replace(organ, unit=f"CAX.{code}", parent=f"CA.{province}", kind=UnitKind.COMMUNE_POLICE,
                  name=f"Công an {name}", basis="",
                  source="Hai đặc khu chưa có công an; chưa rõ đặc khu nào" if zone else NOT_SEEN,
                  mark=Mark.TO_CONFIRM if zone else land.mark)  # fmt: skip


def organ_successions(rows: list[SuccessionRow], provinces: frozenset[str]) -> Iterator[SuccessionRow]:
    """Where a province merged, its People's Committee and its police merged with it."""
    for row in rows:
        if row.predecessor in provinces:
            yield replace(row, predecessor=f"UB.{row.predecessor}", successor=f"UB.{row.successor}")
            yield replace(row, predecessor=f"CA.{row.predecessor}", successor=f"CA.{row.successor}", basis="")


def fire_police(province: Callable[[str, date], str]) -> Iterator[tuple[PlacementRow, SuccessionRow]]:
    """The twenty fire-police departments, each with what became of it. ``province`` finds a unit by name."""
    said = document("ministry.yaml")["fire_police"]
    for name in said["provinces"]:
        land = province(name, said["from"])
        city = name in {"Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ"}
        where = spoken(f"{'Thành phố' if city else 'Tỉnh'} {name}")
        yield (
            PlacementRow(f"FP.{land}", "BCA", UnitKind.FIRE_POLICE,
                         f"Cảnh sát phòng cháy và chữa cháy {where}", said["from"], said["to"],
                         f"Cảnh sát PCCC {name}", basis=said["basis"], source=said["source"]),
            SuccessionRow(f"FP.{land}", f"CA.{land}", said["to"], basis=said["basis"],
                          source=said["source"], mark=Mark.VERIFIED),
        )  # fmt: skip

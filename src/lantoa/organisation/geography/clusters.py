"""The emulation clusters that public texts name, year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from lantoa.kernel.decisions import Mark

from .rows import FROM_2025, ClusterRow, MemberRow, document

FindProvince = Callable[[str, date], str]


def clusters(province: FindProvince) -> Iterator[ClusterRow]:
    """All clusters of ``clusters.yaml``; ``province`` gives the unit that bore a province's name on a day."""
    for series, said in document("clusters.yaml").items():
        for one in said["clusters"]:
            yield _cluster(series, said, one, province)


def _period(one: dict[str, Any], school: bool) -> tuple[date, date, str]:
    """(start, end, label of the year). A school year runs from September to August."""
    year = one["year"]
    if school:
        return date(year, 9, 1), date(year + 1, 9, 1), f"{year}-{year + 1}"
    start = FROM_2025 if one.get("part") == "H2" else date(year, 1, 1)
    return start, date(year + 1, 1, 1), str(year)


def _cluster(series: str, said: dict[str, Any], one: dict[str, Any], province: FindProvince) -> ClusterRow:
    school = bool(said.get("school"))
    start, end, label = _period(one, school)
    provincial = series == "provincial"
    line = one.get("line", "CA")

    def code(name: str) -> str:
        return f"{line}.{province(name, start)}" if provincial else name

    roles = {one.get("head"): "HEAD", one.get("deputy"): "DEPUTY"}
    return ClusterRow(
        key=f"{said['issuer']}:{series}:{one['number']}:{label}",
        issuer=said["issuer"],
        series=series,
        number=one["number"],
        name=f"Cụm thi đua số {one['number']}",
        period_kind="SCHOOL" if school else "CALENDAR",
        valid_from=start,
        valid_to=end,
        members=tuple(MemberRow(code(name), roles.get(name, "MEMBER")) for name in one["members"]),
        members_known=one.get("known", True),
        source=one["source"],
        mark=Mark(one.get("mark", Mark.VERIFIED)),
    )

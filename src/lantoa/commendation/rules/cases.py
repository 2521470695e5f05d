"""What a dossier knows of its candidate, kept as JSON, read into what the eligibility rules take.

The keys are those of the worksheet ``lantoa try eligibility``: an absent key is not known, null is known to
be none. Errors are located at the key's path ("facts.years.2025.grade").
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lantoa.kernel.errors import BadInput
from lantoa.rulebook.rules.predicates import GRADES, MERIT_NAMES, SCOPES, Facts, Merit, YearFacts

from .eligibility import PENDING, Candidate, Term

YEAR_KEYS = ("grade", "spirit", "titles", "proposed", "initiatives", "disciplined")
MERIT_KEYS = ("kind", "scope", "applied", "accepted", "used_for")
COUNTS = ("members", "completed", "ldtt", "cstdcs", "disciplined_canh_cao_or_above")
FLAGS = ("chosen_by_ballot", "targets_exceeded")
COLLECTIVE_KEYS = (*COUNTS, "grade", "cluster_rank", *FLAGS)
TOP_KEYS = ("years", "selected", "pending", "collective", "force")

Json = Mapping[str, Any]


def candidate(year: int, facts: Json, *, collective: bool) -> Candidate:
    """The candidate of a dossier for ``year``. Raises ``BadInput`` located in ``facts``."""
    _known(facts, TOP_KEYS, "facts")
    pending = _pending(facts)
    if collective:
        return Candidate(_collective(year, facts.get("collective") or {}), pending)
    return _individual(year, facts, pending)


def _individual(year: int, facts: Json, pending: frozenset[str] | None) -> Candidate:
    years: dict[int, YearFacts] = {}
    known: dict[int, bool] = {}
    terms: list[Term] = []
    for key, own in _group(facts.get("years"), "facts.years").items():
        place = f"facts.years.{key}"
        if not (str(key).isascii() and str(key).isdecimal() and len(str(key)) == 4):
            raise _bad("BAD_YEAR", f"“{key}” không phải là năm.", place, "Ghi năm bốn chữ số, ví dụ 2025.")
        _known(own, YEAR_KEYS, place)
        years[int(key)] = YearFacts(
            grade=_choice(own, "grade", GRADES, place),
            titles=_codes(own, "titles", place),
            proposed=_codes(own, "proposed", place) or frozenset(),
            merits=_merits(own, place),
            flags={"spirit": _flag(own, "spirit", place)},
        )
        known[int(key)] = "disciplined" in own
        if own.get("disciplined"):
            terms.append(
                _term(int(key), _group(own["disciplined"], f"{place}.disciplined"), f"{place}.disciplined")
            )
    found = Facts(year, years, flags={"selected": _flag(facts, "selected", "facts")})
    return Candidate(found, pending, tuple(terms), known)


def _collective(year: int, own: Json) -> Facts:
    place = "facts.collective"
    _known(own, COLLECTIVE_KEYS, place)
    counts: dict[str, int | None] = {key: _whole(own, key, place) for key in (*COUNTS, "cluster_rank")}
    members = counts["members"]
    for key in COUNTS:
        count = counts[key]
        if members is not None and count is not None and count > members:
            raise _bad(
                "MORE_THAN_ALL",
                f"{count} người ở mục “{key}” nhiều hơn {members} thành viên.",
                f"{place}.{key}",
                f"Nhập từ 0 đến {members}.",
            )
    flags = {key: _flag(own, key, place) for key in FLAGS}
    return Facts(
        year, counts=counts, flags=flags, grade=_choice(own, "grade", GRADES, place), collective=True
    )


def _pending(facts: Json) -> frozenset[str] | None:
    if "pending" not in facts:
        return None
    given = frozenset(_list(facts["pending"], "facts.pending"))
    for one in given - PENDING.keys():
        raise _bad("UNKNOWN_CODE", f"Không có mã “{one}”.", "facts.pending", f"Chọn: {', '.join(PENDING)}.")
    return given


def _merits(own: Json, place: str) -> tuple[Merit, ...] | None:
    if "initiatives" not in own:
        return None
    found = []
    for index, item in enumerate(_list(own["initiatives"], f"{place}.initiatives", of=Mapping)):
        here = f"{place}.initiatives[{index}]"
        _known(item, MERIT_KEYS, here)
        used_for = item.get("used_for")
        found.append(
            Merit(
                kind=_choice(item, "kind", tuple(MERIT_NAMES), here),
                scope=_choice(item, "scope", SCOPES, here),
                applied=_flag(item, "applied", here),
                accepted=_flag(item, "accepted", here),
                used=(used_for is not None) if "used_for" in item else None,
                used_for=used_for or "",
            )
        )
    return tuple(found)


def _term(year: int, own: Json, place: str) -> Term:
    starts, ends = (_day(own.get(key), f"{place}.{key}") for key in ("from", "to"))
    if ends and ends < (starts or date(year, 1, 1)):
        raise _bad(
            "BAD_TERM",
            "Thời hạn kỷ luật kết thúc trước khi bắt đầu.",
            f"{place}.to",
            "Kiểm tra lại hai ngày.",
        )
    return Term(year, starts, ends, "to" in own and own["to"] is None)


def _day(value: Any, place: str) -> date | None:
    try:
        return None if value is None else date.fromisoformat(str(value))
    except ValueError:
        raise _bad("BAD_DATE", f"“{value}” không phải là ngày.", place, "Ghi dạng 2026-06-30.") from None


def _codes(own: Json, key: str, place: str) -> frozenset[str] | None:
    return frozenset(_list(own[key], f"{place}.{key}")) if key in own else None


def _group(value: Any, place: str) -> Json:
    """A mapping, or none of it."""
    found: Json = {} if value is None else value
    if not isinstance(found, Mapping):
        raise _not_a_group(place)
    return found


def _list(value: Any, place: str, of: type = str) -> list[Any]:
    """A list of texts (or of mappings); null is the empty one."""
    found = [] if value is None else value
    if not isinstance(found, list | tuple) or not all(isinstance(one, of) for one in found):
        raise _bad("NOT_A_LIST", "Chỗ này phải là một danh sách.", place, "Ghi dạng […] theo mẫu.")
    return list(found)


def _choice(own: Json, key: str, options: tuple[str, ...], place: str) -> str | None:
    if key not in own:
        return None
    value = own[key]
    if value is None:
        return ""
    if value not in options:
        raise _bad(
            "UNKNOWN_CODE", f"Không có mã “{value}”.", f"{place}.{key}", f"Chọn: {', '.join(options)}."
        )
    return str(value)


def _flag(own: Json, key: str, place: str) -> bool | None:
    if key not in own:
        return None
    if own[key] not in (None, True, False):
        raise _bad(
            "BAD_VALUE", f"“{own[key]}” không phải đúng hay sai.", f"{place}.{key}", "Ghi true hoặc false."
        )
    return bool(own[key])


def _whole(own: Json, key: str, place: str) -> int | None:
    if key not in own:
        return None
    value = own[key]
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _bad("BAD_VALUE", f"“{value}” không phải số nguyên.", f"{place}.{key}", "Ghi số nguyên từ 0.")
    return value


def _known(own: Any, keys: tuple[str, ...], place: str) -> None:
    if not isinstance(own, Mapping):
        raise _not_a_group(place)
    unknown = [key for key in own if key not in keys]
    if unknown:
        raise _bad(
            "UNKNOWN_KEY",
            f"Không có mục “{unknown[0]}”.",
            f"{place}.{unknown[0]}",
            f"Chỉ dùng: {', '.join(keys)}.",
        )


def _bad(code: str, message: str, place: str, remedy: str) -> BadInput:
    return BadInput(code, message, place=place, remedy=remedy)


def _not_a_group(place: str) -> BadInput:
    return _bad("NOT_AN_OBJECT", "Chỗ này phải là một nhóm mục.", place, "Ghi dạng {…} theo mẫu.")

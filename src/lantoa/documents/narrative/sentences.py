"""Draft sentences of a report: rises and falls, best and worst, how complete; every number as a token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .measures import Measure, Part, change, difference, shown

MOST_NAMES = 3
"""Up to so many units of equal value are named; of more it is said how many."""
ALL = "bao_cao"
"""The token of completeness: reports counted; '.phai_co' how many were owed."""


def token(name: str) -> str:
    return f"{{{{so:{name}}}}}"


def compared(of: Measure, than: str = "cùng kỳ năm trước") -> str:
    """One sentence: the value, and whether it rose or fell. Never a direction that the written numbers deny."""
    if of.value is None:
        return f"{of.name} chưa có số liệu."
    value = _with_unit(token(of.id), of)
    gap = difference(of)
    if gap is None:
        return f"{of.name} là {value}."
    if gap == 0:
        return f"{of.name} là {value}, bằng {than}."
    verb = "tăng" if gap > 0 else "giảm"
    much = token(f"{of.id}.chenh")
    if of.share:
        return f"{of.name} là {value}, {verb} {much} điểm phần trăm so với {than}."
    part = change(of)
    rate = f" ({token(f'{of.id}.ty_le')})" if part else ""
    return f"{of.name} là {value}, {verb} {_with_unit(much, of)}{rate} so với {than}."


def _with_unit(number: str, of: Measure) -> str:
    return number if of.share or not of.unit or of.unit == "%" else f"{number} {of.unit}"


def best_and_worst(of: Measure) -> str:
    """Which units have the most and the least, ties named together; empty with fewer than two known."""
    known = [one for one in of.parts if one.value is not None]
    if len(known) < 2:
        return ""
    values = {shown(one.value, of.share) for one in known if one.value is not None}
    if len(values) == 1:
        return f"{of.name}: các đơn vị có kết quả bằng nhau."
    most, least = max(values), min(values)
    said = f"Cao nhất là {_named(known, most, of)}; thấp nhất là {_named(known, least, of)}."
    silent = len(of.parts) - len(known)
    return said if not silent else f"{said} Các đơn vị còn lại chưa có số liệu."


def _named(parts: Sequence[Part], value: object, of: Measure) -> str:
    same = [one for one in parts if one.value is not None and shown(one.value, of.share) == value]
    first = _with_unit(token(f"{of.id}.{same[0].code}"), of)
    if len(same) > MOST_NAMES:
        return f"nhóm đơn vị cùng kết quả ({first}), trong đó có {same[0].name}"
    names = [one.name for one in same]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"
    return f"{joined} ({'cùng ' if len(same) > 1 else ''}{first})"


def movers(measures: Iterable[Measure]) -> str:
    """The strongest rise and the strongest fall among figures that can be compared; empty without any."""
    known = [(part, one) for one in measures if (part := change(one)) and _agrees(part, one)]
    up = max(((part, one) for part, one in known if part > 0), key=lambda pair: pair[0], default=None)
    down = min(((part, one) for part, one in known if part < 0), key=lambda pair: pair[0], default=None)
    said = []
    if up:
        said.append(f"tăng nhiều nhất là {_lower(up[1].name)} ({token(f'{up[1].id}.ty_le')})")
    if down:
        said.append(f"giảm nhiều nhất là {_lower(down[1].name)} ({token(f'{down[1].id}.ty_le')})")
    return f"So với cùng kỳ, {'; '.join(said)}." if said else ""


def _agrees(part: object, one: Measure) -> bool:
    """The percentage is told only where the written values differ too."""
    return bool(part) and bool(difference(one))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def completeness(reported: int, expected: int) -> str:
    """How many of the reports are counted."""
    if not expected:
        return "Kỳ này không đơn vị nào phải báo cáo."
    if reported >= expected:
        return f"Các đơn vị đã báo cáo đầy đủ: {token(ALL)}/{token(ALL + '.phai_co')} báo cáo được tính."
    return (
        f"Mới có {token(ALL)}/{token(ALL + '.phai_co')} báo cáo được tính; số liệu dưới đây chưa đầy đủ, "
        "tiếp tục bổ sung khi các đơn vị báo cáo."
    )

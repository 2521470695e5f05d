"""``lantoa try chain``: which titles must be judged again when one is revoked."""

from __future__ import annotations

from typing import Any

from lantoa.commendation.rules.chains import Held, Shaken, shaken
from lantoa.rulebook import packs

from .fields import Fields, bad
from .sentences import award_name


def run(case: dict[str, Any]) -> dict[str, Any]:
    """The titles to judge again, oldest first. Raises ``BadInput`` located in the case."""
    revoked, found = _read(case)
    return {"revoked": _json(revoked), "judge_again": [_shaken_json(one) for one in found]}


def explain(case: dict[str, Any]) -> list[str]:
    """For each title the condition it rests on and the one lost title that shakes it."""
    revoked, found = _read(case)
    if not found:
        return [f"Không điều kiện nào của danh hiệu đang giữ dựa vào {_said(revoked)}"]
    return [
        f"{one.rule.at} {one.rule.id} [{one.rule.mark.label}] {one.rule.clause}: "
        f"{_said(one.held)} dựa vào {_said(one.because)}"
        for one in found
    ]


def _said(held: Held) -> str:
    return f"{award_name(held.award)} năm {held.year}"


def _read(case: dict[str, Any]) -> tuple[Held, tuple[Shaken, ...]]:
    fields = Fields.of(case, required=("titles", "revoked", "on"))
    held = {_held(item, place) for item, place in fields.items("titles")}
    revoked = _held(fields.get("revoked"), "revoked")
    if revoked not in held:
        raise bad(
            "NOT_HELD",
            f"Không có {award_name(revoked.award)} năm {revoked.year} trong danh sách.",
            "revoked",
            "Ghi danh hiệu bị hủy vào titles, hoặc kiểm tra lại năm.",
        )
    return revoked, shaken(revoked, held, packs.eligibility(fields.day("on")))


def render(answer: dict[str, Any]) -> str:
    revoked = answer["revoked"]
    head = f"Hủy {award_name(revoked['award'])} năm {revoked['year']}: "
    if not answer["judge_again"]:
        return head + "không danh hiệu nào khác dựa vào danh hiệu này."
    lines = [head + "phải xét lại các danh hiệu sau."]
    for one in answer["judge_again"]:
        because = one["because"]
        lines.append(
            f"  {award_name(one['award'])} năm {one['year']}, vì dựa vào "
            f"{award_name(because['award'])} năm {because['year']} ({one['clause']})."
        )
    return "\n".join(lines)


def _held(item: Any, place: str) -> Held:
    fields = Fields.of(item, place, required=("year", "award"))
    return Held(fields.whole("year", 1945, 2200), fields.choice("award", tuple(packs.award_codes())))


def _json(held: Held) -> dict[str, Any]:
    return {"year": held.year, "award": held.award}


def _shaken_json(one: Shaken) -> dict[str, Any]:
    return {
        **_json(one.held),
        "because": _json(one.because),
        "rule": one.rule.id,
        "clause": one.rule.clause,
        "mark": one.rule.mark.value,
    }

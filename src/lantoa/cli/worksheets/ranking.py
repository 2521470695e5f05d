"""``lantoa try ranking``: the order of a cluster and the rule that made each gap."""

from __future__ import annotations

from typing import Any

from lantoa.assessment.rules.ranking import TIE, Ranking, Standing, label, rank

from .fields import Fields, bad, decimal_at

OPTIONAL = ("percent", "groups", "violations", "women_share", "excluded")

BASIS = "Thứ tự quy tắc do quy chế của cụm quy định (chờ xác nhận); ưu tiên nữ: NĐ 152/2025, Điều 4 khoản 6."


def run(case: dict[str, Any]) -> dict[str, Any]:
    """``{"ranking": […], "not_ranked": […]}``, best first. Raises ``BadInput`` located in the case."""
    ranking = _rank(case)
    return {
        "ranking": [
            {"code": one.unit, "rank": one.rank, "decided_by": one.decided_by} for one in ranking.placed
        ],
        "not_ranked": [{"code": one.unit, "why": one.why} for one in ranking.not_ranked],
    }


def explain(case: dict[str, Any]) -> list[str]:
    """The rules in order, then for each unit the gap that placed it."""
    ranking = _rank(case)
    rules = ", rồi ".join(label(rule) for rule in case["rules"])
    lines = [f"Thứ tự quy tắc: {rules}"]
    lines += [f"Hạng {one.rank}, {one.unit}: {one.why}" for one in ranking.placed]
    return [*lines, *(f"Không xếp hạng {one.unit}: {one.why}" for one in ranking.not_ranked), BASIS]


def _rank(case: dict[str, Any]) -> Ranking:
    top = Fields.of(case, required=("rules", "units"))
    rules = [_rule(value, place) for value, place in top.items("rules")]
    return rank(rules, [_standing(value, place) for value, place in top.items("units")])


def _rule(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value:
        raise bad("UNKNOWN_CODE", "Quy tắc phải là chữ.", place, "Ví dụ: percent, mã nhóm, women.")
    return value


def _standing(value: Any, place: str) -> Standing:
    row = Fields.of(value, place, required=("code",), optional=OPTIONAL)
    given = {name for name in OPTIONAL if row.values.get(name) is not None}
    return Standing(
        row.text("code"),
        row.decimal("percent") if "percent" in given else None,
        _groups(row) if "groups" in given else {},
        row.whole("violations") if "violations" in given else None,
        row.decimal("women_share") if "women_share" in given else None,
        row.text("excluded") if "excluded" in given else None,
    )


def _groups(row: Fields) -> dict[str, Any]:
    values = row.get("groups")
    if not isinstance(values, dict):
        raise row.refuse("groups", "một đối tượng {mã nhóm: điểm}")
    return {
        code: decimal_at(points, f"{row.at('groups')}.{code}")
        for code, points in values.items()
        if points is not None
    }


def render(answer: dict[str, Any]) -> str:
    lines = [f"Hạng {one['rank']}: {one['code']}{_reason(answer, one)}" for one in answer["ranking"]]
    lines += [f"Không xếp hạng: {one['code']} – {one['why']}" for one in answer["not_ranked"]]
    return "\n".join([*lines, BASIS]) if lines else "Không có đơn vị nào."


def _reason(answer: dict[str, Any], one: dict[str, Any]) -> str:
    order = answer["ranking"]
    if len(order) == 1:
        return " (đơn vị duy nhất được xếp hạng)"
    index = order.index(one)
    last = index == len(order) - 1
    other = order[index - 1 if last else index + 1]["code"]
    if one["decided_by"] == TIE:
        return f" (bằng {other} ở mọi quy tắc đã nêu)"
    where = "sau" if last else "trước"
    return f" (đứng {where} {other} theo quy tắc: {label(one['decided_by'])})"

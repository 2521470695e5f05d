"""``lantoa try quota``: how many may be proposed under the law of a day, or under a local ceiling."""

from __future__ import annotations

from typing import Any

from lantoa.commendation.rules.quotas import ROUNDINGS, Ceiling, room
from lantoa.kernel.decisions import Mark, Outcome
from lantoa.kernel.vi.numbers import figure, percent
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import Quota

from .fields import Fields, bad, chosen
from .sentences import day_text

ROUNDING_NAMES = {"floor": "làm tròn xuống", "ceil": "làm tròn lên", "half_up": "làm tròn gần nhất"}
COMPUTABLE = ("none", "percent", "count")


def run(case: dict[str, Any]) -> dict[str, Any]:
    """``limit`` (null: no ceiling), ``left`` and the outcome. Raises ``BadInput`` located in the case."""
    fields, ceiling, base = _read(case)
    proposed = fields.whole("proposed")
    found = room(ceiling, base, proposed)
    return {
        "limit": found.limit,
        "proposed": proposed,
        "left": found.left,
        "outcome": found.outcome.value,
        "clause": ceiling.clause,
        "mark": ceiling.mark.value,
    }


def explain(case: dict[str, Any]) -> list[str]:
    """Where the ceiling comes from, how the limit is computed, what is left."""
    fields, ceiling, base = _read(case)
    row = _row(fields) if fields.has("rule") else None
    lines = [f"{row.at} {row.id} [{row.mark.label}] {row.clause}: {row.name}" if row else ceiling.clause]
    proposed = fields.whole("proposed")
    found = room(ceiling, base, proposed)
    if found.limit is None or ceiling.value is None:
        return [*lines, "Không có mức trần nên không tính phần còn lại"]
    if ceiling.kind == "percent":
        exact = ceiling.value * base
        how = ROUNDING_NAMES[ceiling.rounding]
        lines.append(f"{percent(ceiling.value)} × {base} = {figure(exact)}, {how} = {found.limit}")
    else:
        lines.append(f"Số lượng ấn định: {found.limit}")
    return [*lines, f"Còn lại: {found.limit} − {proposed} = {found.left}"]


def _read(case: dict[str, Any]) -> tuple[Fields, Ceiling, int]:
    fields = Fields.of(case, required=("proposed",), optional=("rule", "on", "base", "local"))
    if fields.has("rule") == fields.has("local"):
        raise bad(
            "MISSING_KEY",
            "Ghi đúng một trong hai mục “rule” và “local”.",
            "rule",
            "Ghi rule (mã quy tắc, kèm on) hoặc local (tỷ lệ, số lượng của đơn vị).",
        )
    ceiling = Ceiling.of(_row(fields)) if fields.has("rule") else _local(fields)
    base = fields.whole("base") if ceiling.kind == "percent" or fields.has("base") else 0
    return fields, ceiling, base


def render(answer: dict[str, Any]) -> str:
    if answer["limit"] is None:
        body = f"Không có mức trần; đề nghị {answer['proposed']}."
    elif answer["left"] >= 0:
        body = f"Tối đa {answer['limit']}, đề nghị {answer['proposed']}, còn {answer['left']}."
    else:
        body = f"Tối đa {answer['limit']}, đề nghị {answer['proposed']}: vượt {-answer['left']}."
    mark = "" if answer["mark"] == Mark.VERIFIED else " (chờ xác nhận)"
    return f"{Outcome(answer['outcome']).label}. {body}\n  Căn cứ: {answer['clause']}{mark}"


def _row(fields: Fields) -> Quota:
    rules = {row.id for row in packs.quotas(None)}
    code = chosen(fields.get("rule"), sorted(rules), "rule")
    day = fields.day("on")
    row = next((row for row in packs.quotas(day) if row.id == code), None)
    if row is None:
        raise bad(
            "NO_RULES",
            f"Quy tắc {code} không có hiệu lực ngày {day_text(day)}.",
            "on",
            "Xem hiệu lực bằng lệnh: lantoa rules list.",
        )
    if row.kind not in COMPUTABLE:
        raise bad(
            "NOT_COMPUTABLE", f"“{row.name}” không phải mức trần tính được.", "rule", "Dùng local để nhập số."
        )
    return row


def _local(fields: Fields) -> Ceiling:
    own = Fields.of(fields.get("local"), "local", required=("kind", "value"), optional=("rounding",))
    kind = own.choice("kind", ("percent", "count"))
    value = own.decimal("value")
    if value < 0 or (kind == "percent" and value > 1):
        raise own.refuse("value", "tỷ lệ từ 0 đến 1" if kind == "percent" else "số không âm")
    rounding = own.choice("rounding", tuple(ROUNDINGS)) if own.has("rounding") else "floor"
    return Ceiling(kind, value, rounding, "quy định của đơn vị nêu trong tờ tính", Mark.VERIFIED)

"""``lantoa try deadline``: when something is due, counting working days over dated holidays."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.kernel.decisions import Mark
from lantoa.rulebook import packs, workdays
from lantoa.rulebook.rules import workdays as rules
from lantoa.rulebook.rules.rows import Deadline

from .fields import Fields, bad, chosen
from .sentences import day_text


def run(case: dict[str, Any]) -> dict[str, Any]:
    """``due``, the days off skipped, and ``due_if_pending`` where an unconfirmed holiday would move it."""
    fields = Fields.of(case, optional=("from", "working_days", "rule", "year"))
    row = _row(fields) if fields.has("rule") else None
    if row is not None and row.day:
        return _fixed(fields, row)
    start = fields.day("from")
    if not workdays.FIRST <= start.year < workdays.LAST - 10:
        raise fields.refuse("from", f"ngày trong các năm {workdays.FIRST}–{workdays.LAST - 11}")
    if row is not None and row.working_days is not None:
        count = row.working_days
    else:
        count = fields.whole("working_days", 0, rules.LONGEST)
    off = workdays.around(start, count)
    found = rules.after(start, count, off)
    later = rules.after(start, count, off.if_pending_off())
    mark = Mark.VERIFIED if row is None or row.mark is Mark.VERIFIED else Mark.TO_CONFIRM
    return {
        "due": found.due.isoformat(),
        "skipped": [{"day": day.isoformat(), "why": why} for day, why in found.skipped],
        "due_if_pending": None if later.due == found.due else later.due.isoformat(),
        "clause": row.clause if row else "số ngày nêu trong tờ tính",
        "mark": (Mark.TO_CONFIRM if later.due != found.due else mark).value,
    }


def explain(case: dict[str, Any]) -> list[str]:
    """The rule, the first day counted, each day left out, the last day."""
    answer = run(case)
    fields = Fields(case)
    row = _row(fields) if fields.has("rule") else None
    source = f"{row.at} {row.id} [{row.mark.label}] {row.clause}: {row.name}" if row else answer["clause"]
    if row is not None and row.day:
        when = "năm sau" if row.year_offset else "trong năm"
        return [source, f"Ngày ấn định {when}: {_said(answer['due'])}"]
    start = fields.day("from")
    count = row.working_days if row and row.working_days is not None else fields.whole("working_days")
    lines = [source, f"Đếm {count} ngày làm việc, bắt đầu từ ngày sau {day_text(start)}"]
    lines += [f"Không đếm {_said(one['day'])}: {one['why']}" for one in answer["skipped"]]
    lines.append(f"Ngày làm việc thứ {count}: {_said(answer['due'])}")
    if answer["due_if_pending"]:
        lines.append(f"Tính cả ngày nghỉ chờ xác nhận: {_said(answer['due_if_pending'])}")
    return lines


def render(answer: dict[str, Any]) -> str:
    mark = "" if answer["mark"] == Mark.VERIFIED else " (chờ xác nhận)"
    lines = [f"Hạn: {_said(answer['due'])}.", f"  Căn cứ: {answer['clause']}{mark}"]
    off = [
        f"{_said(one['day'])} ({one['why']})"
        for one in answer["skipped"]
        if date.fromisoformat(one["day"]).weekday() < 5
    ]
    weekend = len(answer["skipped"]) - len(off)
    if off:
        lines.append(f"  Không tính ngày nghỉ: {', '.join(off)}.")
    if weekend:
        lines.append(f"  Không tính {weekend} ngày thứ Bảy, Chủ nhật.")
    if answer["due_if_pending"]:
        lines.append(
            f"  Nếu ngày nghỉ đang chờ xác nhận được ban hành thì hạn là {_said(answer['due_if_pending'])}."
        )
    return "\n".join(lines)


def _said(text: str) -> str:
    return day_text(date.fromisoformat(text))


def _row(fields: Fields) -> Deadline:
    code = chosen(fields.get("rule"), sorted({row.id for row in packs.deadlines(None)}), "rule")
    row = next(row for row in packs.deadlines(None) if row.id == code)
    if not row.day and row.working_days is None:
        raise bad("NOT_COMPUTABLE", f"“{row.name}” không tính được thành ngày.", "rule", "Chọn mã khác.")
    return row


def _fixed(fields: Fields, row: Deadline) -> dict[str, Any]:
    year = fields.whole("year", 2000, 2200)
    month, day = (int(part) for part in row.day.split("-"))
    due = date(year + row.year_offset, month, day)
    return {
        "due": due.isoformat(),
        "skipped": [],
        "due_if_pending": None,
        "clause": row.clause,
        "mark": row.mark.value,
    }

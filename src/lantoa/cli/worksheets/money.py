"""``lantoa try money``: the prize of one recipient for the awards of one decision day."""

from __future__ import annotations

from typing import Any

from lantoa.commendation.rules.money import Line, Paid, Prize, Table, prize
from lantoa.kernel.decisions import Mark
from lantoa.rulebook import packs

from .fields import Fields, bad
from .sentences import award_name, comma, dong, plain

RECIPIENTS = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Base salary, each line and the total. Raises ``BadInput`` located in the case."""
    found = _prize(case)
    return {
        "base_salary": found.base.vnd if found.base else None,
        "needs_person": found.needs_person,
        "lines": [_line_json(line) for line in found.lines],
        "total": found.total,
    }


def explain(case: dict[str, Any]) -> list[str]:
    found = _prize(case)
    base = found.base
    lines = [f"{base.at} {base.id} [{base.mark.label}] {base.clause}: {dong(base.vnd)}"] if base else []
    for line in found.lines:
        told = line.why
        if line.coefficient is not None and line.raw is not None and line.amount is not None:
            product = f"{comma(plain(line.coefficient))} × lương cơ sở = {dong(int(line.raw))}"
            told = f"{product}, làm tròn lên {dong(line.amount)}; {told}"
        lines.append(f"{line.award} [{line.mark.label}] {line.clause}: {told}")
    return lines


def render(answer: dict[str, Any]) -> str:
    base = answer["base_salary"]
    lines = [f"Lương cơ sở: {dong(base) if base else 'chưa đọc được văn bản của ngày này'}."]
    for line in answer["lines"]:
        amount = "chưa rõ số tiền" if line["amount"] is None else dong(line["amount"])
        sign = "[chi]" if line["paid"] else "[không chi]"
        times = "" if line["coefficient"] is None else f" (hệ số {comma(line['coefficient'])})"
        lines.append(f"  {sign} {award_name(line['award'])}{times}: {amount}; {line['why']}.")
    total = answer["total"]
    lines.append(f"Cộng: {'chưa tính được' if total is None else dong(total)}.")
    if answer["needs_person"]:
        lines.append(
            "Cần người xác nhận trước khi chi: có mức chưa được kiểm chứng hoặc còn thiếu thông tin."
        )
    return "\n".join(lines)


def _prize(case: dict[str, Any]) -> Prize:
    fields = Fields.of(case, required=("decided_on", "lines"))
    day = fields.day("decided_on")
    lines = [_line(item, place) for item, place in fields.items("lines")]
    for index, line in enumerate(lines):
        if line.recipient != lines[0].recipient:
            raise bad(
                "TWO_RECIPIENTS",
                "Một trường hợp chỉ tính cho một đối tượng nhận thưởng.",
                f"lines[{index}].recipient",
                "Tách mỗi cá nhân, tập thể, hộ gia đình thành một trường hợp.",
            )
    return prize(lines, _table(day))


def _table(day: Any) -> Table:
    salaries = packs.base_salaries(day)
    return Table(
        base=salaries[0] if salaries else None,
        coefficients={(row.award, row.recipient): row for row in packs.coefficients(day)},
        rules={row.kind: row for row in packs.bonus_rules(None)},
    )


def _line(item: Any, place: str) -> Line:
    fields = Fields.of(
        item, place, required=("award", "recipient"), optional=("period", "achievement", "authority")
    )
    row = packs.award(fields.choice("award", tuple(packs.award_codes())))
    recipient = fields.choice("recipient", tuple(RECIPIENTS))
    if recipient not in row.recipients:
        raise bad(
            "WRONG_RECIPIENT",
            f"“{row.name}” không tặng cho {RECIPIENTS[recipient]}.",
            fields.at("recipient"),
            f"Chọn: {', '.join(row.recipients)}.",
        )
    return Line(
        award=row.id,
        recipient=recipient,
        is_title=row.kind == "title",
        period=_text(fields, "period"),
        achievement=_text(fields, "achievement"),
        authority=_text(fields, "authority") or None,
        name=row.name,
    )


def _text(fields: Fields, key: str) -> str:
    if not fields.has(key) or fields.get(key) is None:
        return ""
    return fields.text(key)


def _line_json(line: Paid) -> dict[str, Any]:
    return {
        "award": line.award,
        "coefficient": None if line.coefficient is None else plain(line.coefficient),
        "raw": None if line.raw is None else plain(line.raw),
        "amount": line.amount,
        "paid": line.paid,
        "why": line.why,
        "mark": Mark(line.mark).value,
    }

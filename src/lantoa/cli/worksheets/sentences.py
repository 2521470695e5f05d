"""How worksheets speak: the same findings as JSON and as an officer's note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.kernel.decisions import Finding, Mark, Outcome
from lantoa.rulebook import packs

SIGNS = {True: "[đạt]", False: "[chưa đạt]", None: "[cần người xem]"}


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "met": one.met,
            "clause": one.clause,
            "mark": one.mark.value,
            "detail": one.detail + (f" Cách khắc phục: {one.cure}" if one.cure else ""),
        }
        for one in findings
    ]


def findings_text(subject: str, answer: dict[str, Any]) -> str:
    """The verdict first, then each condition on its own line with its clause, the unmet ones first."""
    lines = [f"{subject}: {Outcome(answer['outcome']).label.lower()}."]
    if answer.get("law"):
        names = {row.id: row.number for row in packs.instruments(None)}
        lines.append(f"Xét theo: {', '.join(names.get(code, code) for code in answer['law'])}.")
    order: dict[bool | None, int] = {False: 0, None: 1, True: 2}
    for one in sorted(answer["findings"], key=lambda one: order[one["met"]]):
        lines.append(f"  {SIGNS[one['met']]} {one['detail']}")
        mark = "" if one["mark"] == Mark.VERIFIED else " (chờ xác nhận, chưa tự quyết định được)"
        lines.append(f"      Căn cứ: {one['clause']}{mark}")
    return "\n".join(lines)


def award_name(code: str) -> str:
    return packs.award(code).name


def day_text(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + " đồng"


def plain(number: Decimal) -> str:
    """Without exponent or trailing zeros: '0.3', '702000'."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def comma(number: str) -> str:
    return number.replace(".", ",")

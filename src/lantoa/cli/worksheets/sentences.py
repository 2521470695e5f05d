"""How worksheets speak: the same findings as JSON and as an officer's note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.kernel.decisions import Finding, Mark, Outcome
from lantoa.rulebook import packs

SIGNS = {True: "[đạt]", False: "[chưa đạt]", None: "[cần người xem]"}


CURE = " Cách khắc phục: "


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "met": one.met,
            "clause": one.clause,
            "mark": one.mark.value,
            "detail": one.detail + (CURE + one.cure if one.cure else ""),
        }
        for one in findings
    ]


def findings_text(subject: str, answer: dict[str, Any]) -> str:
    """The verdict first, then each condition with its clause and its cure, the unmet ones first."""
    findings = answer["findings"]
    lines = [f"{subject}: {Outcome(answer['outcome']).label.lower()} ({_tally(findings)})."]
    if answer.get("law"):
        names = {row.id: row.number for row in packs.instruments(None)}
        lines.append(f"Xét theo: {', '.join(names.get(code, code) for code in answer['law'])}.")
    order: dict[bool | None, int] = {False: 0, None: 1, True: 2}
    for one in sorted(findings, key=lambda one: order[one["met"]]):
        detail, _, cure = one["detail"].partition(CURE)
        mark = "" if one["mark"] == Mark.VERIFIED else " (chờ xác nhận, chưa tự quyết định được)"
        lines += [f"  {SIGNS[one['met']]} {detail}", f"      Căn cứ: {one['clause']}{mark}"]
        lines += [f"      Cách khắc phục: {cure}"] if cure else []
    if answer["outcome"] == Outcome.NEEDS_PERSON and None not in [one["met"] for one in findings]:
        lines.append(
            "Căn cứ còn chờ xác nhận nên phần mềm không tự kết luận: người có thẩm quyền quyết định."
        )
    return "\n".join(lines)


def _tally(findings: list[dict[str, Any]]) -> str:
    """'4/5 điều kiện đạt; 1 chưa đạt'."""
    met = [one["met"] for one in findings]
    said = [f"{met.count(True)}/{len(met)} điều kiện đạt"]
    said += [f"{met.count(False)} chưa đạt"] if False in met else []
    said += [f"{met.count(None)} cần người xem"] if None in met else []
    return "; ".join(said)


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

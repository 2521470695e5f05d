"""``lantoa try number``: number and symbol of a paper as NĐ 30/2020 writes them."""

from __future__ import annotations

from typing import Any

from lantoa.documents.numbering import numbered
from lantoa.rulebook import packs

from .fields import Fields, bad


def run(case: dict[str, Any]) -> dict[str, Any]:
    """``text`` ('05/KH-BCĐ') and ``line`` ('Số: 05/KH-BCĐ'). Raises ``BadInput`` located in the case.

    ``kind`` is an abbreviation (KH, QĐ, TTr …) or CONG_VAN; ``organs`` the organ, then the drafting unit.
    """
    fields = Fields.of(case, required=("kind", "organs"), optional=("number",))
    kinds = {row.id: row for row in packs.doc_types(None)}
    row = kinds[fields.choice("kind", tuple(kinds))]
    organs = [_organ(item, place) for item, place in fields.items("organs")]
    if not organs:
        raise fields.refuse("organs", "ít nhất một cơ quan, ví dụ [“UBND”]")
    sign = "-".join(part for part in (row.abbreviation, *organs) if part)
    text = numbered(fields.whole("number", 1, 999_999) if fields.has("number") else None, sign)
    return {
        "text": text,
        "line": f"Số: {text}",
        "kind": row.name,
        "clause": row.clause,
        "mark": row.mark.value,
    }


def explain(case: dict[str, Any]) -> list[str]:
    """The kind's row, the parts of the symbol, how the number is written."""
    answer = run(case)
    row = next(row for row in packs.doc_types(None) if row.id == case["kind"])
    head = row.abbreviation or "không có, vì công văn không ghi tên loại"
    number = case.get("number")
    if number is None:
        said = "chừa chỗ để văn thư ghi"
    else:
        said = f"{number}, nhỏ hơn 10 nên thêm số 0 phía trước" if number < 10 else str(number)
    return [
        f"{row.at} {row.id} [{row.mark.label}] {row.clause}: {row.name}",
        f"Tên loại viết tắt: {head}",
        f"Cơ quan, đơn vị: {', '.join(case['organs'])}; gạch nối giữa các nhóm",
        f"Số: {said}; gạch chéo giữa số và ký hiệu: {answer['text'].strip()}",
    ]


def render(answer: dict[str, Any]) -> str:
    return f"{answer['line']}\n  Loại văn bản: {answer['kind']}. Căn cứ: {answer['clause']}"


def _organ(item: Any, place: str) -> str:
    if not isinstance(item, str) or not item.strip() or any(char in item for char in " /-") or len(item) > 20:
        raise bad(
            "BAD_VALUE",
            "Chữ viết tắt cơ quan không được trống, không có khoảng cách, gạch chéo hoặc gạch nối.",
            place,
            "Ghi từng nhóm riêng, ví dụ [“BCA”, “V05”].",
        )
    return item

"""Numbers as Vietnamese writes and says them: 1.234.567 and 12,5 %; 'hai mươi mốt'."""

from __future__ import annotations

from decimal import Decimal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu", "tỷ", "nghìn tỷ", "triệu tỷ")


def figure(value: int | Decimal | None, places: int | None = None) -> str:
    """'1.234.567' or '12,5'; trailing zeros are dropped unless ``places`` fixes them; None is an en dash."""
    if value is None:
        return "–"
    number = Decimal(value)
    text = f"{number:,.{places}f}" if places is not None else f"{number.normalize():,f}"
    return text.replace(",", "\u0000").replace(".", ",").replace("\u0000", ".")


def percent(share: Decimal | None, places: int = 1) -> str:
    """A share of one as '12,5 %'; whole percentages without a comma."""
    if share is None:
        return "–"
    number = (share * 100).quantize(Decimal(1).scaleb(-places))
    return f"{figure(number)} %"


def _below_thousand(value: int, full: bool) -> list[str]:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words: list[str] = []
    if hundreds or full:
        words += [DIGITS[hundreds], "trăm"]
    if tens == 0 and ones and (hundreds or full):
        words += ["linh", DIGITS[ones]]
        return words
    if tens == 1:
        words.append("mười")
    elif tens > 1:
        words += [DIGITS[tens], "mươi"]
    if ones:
        words.append("mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else DIGITS[ones])
    return words


def in_words(value: int) -> str:
    """'một triệu hai trăm linh năm nghìn'. Raises ``ValueError`` from 10¹⁸ up."""
    if value < 0:
        return "âm " + in_words(-value)
    if value == 0:
        return DIGITS[0]
    groups: list[int] = []
    while value:
        value, group = divmod(value, 1000)
        groups.append(group)
    if len(groups) > len(SCALES):
        raise ValueError("too large to say")
    words: list[str] = []
    for position in range(len(groups) - 1, -1, -1):
        group = groups[position]
        if not group:
            continue
        words += _below_thousand(group, full=bool(words))
        scale = SCALES[position]
        if scale:
            words.append(scale)
    return " ".join(words)


def dong_in_words(amount: int) -> str:
    """'Bảy trăm mười nghìn đồng': as receipts and decisions spell money."""
    text = f"{in_words(amount)} đồng"
    return text[0].upper() + text[1:]

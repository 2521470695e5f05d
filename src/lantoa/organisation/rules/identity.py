"""Who is who: the citizen number as a keyed digest, names that may be one person's, titles of the catalogue."""

from __future__ import annotations

import hashlib
import hmac
import re

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean, search_key, tone_folded, unaccented

DIGITS = re.compile(r"\d{12}", re.ASCII)


def citizen_number(text: str) -> str:
    """The 12 digits of a personal identification number, spaces and dots dropped; ``BadInput`` otherwise.

    Never quotes what was typed: the message may end up in a log.
    """
    number = re.sub(r"[\s.\-]", "", clean(text))
    if not DIGITS.fullmatch(number) or len(set(number)) == 1:
        raise BadInput(
            "BAD_CITIZEN_NUMBER",
            "Số định danh cá nhân phải đủ 12 chữ số.",
            place="số định danh cá nhân",
            remedy="Ghi như trên thẻ căn cước, hoặc để trống và dùng số hiệu cán bộ.",
        )
    return number


def keyed(number: str, key: bytes) -> str:
    """What is stored instead of the number: HMAC-SHA256 under the deployment's own key, 64 hexadecimal digits.

    Twelve digits can be tried one by one, so a plain digest would hide nothing.
    """
    return hmac.new(key, citizen_number(number).encode("ascii"), hashlib.sha256).hexdigest()


def alike(one: str, other: str) -> bool:
    """Two names that may be one person's: the same letters and tones wherever the tone mark stands ('Thuỷ',
    'Thủy') and in any case; or the same letters when one of them was typed without any diacritics."""
    first, second = (tone_folded(clean(name)).casefold() for name in (one, other))
    if first == second:
        return True
    bare = any(unaccented(name) == name for name in (first, second))
    return bare and search_key(first) == search_key(second)


def whole_name(name: str) -> str:
    """The name, spaces mended; ``BadInput`` for one word, figures, or more than 120 characters."""
    text = clean(name)
    if len(text.split(" ")) < 2 or len(text) > 120 or re.search(r"[\d<>=@]", text):
        raise BadInput(
            "BAD_NAME", "Chưa ghi đủ họ và tên.", place="họ tên", remedy="Ghi như trong quyết định."
        )
    return text


def staff_code(code: str) -> str:
    """A staff number as it is stored; ``BadInput`` for an empty or strange one, or a citizen number in clear."""
    text = clean(code)
    if not re.fullmatch(r"[\w.\-]{1,32}", text):
        raise BadInput(
            "BAD_STAFF_CODE",
            "Số hiệu cán bộ không dùng được.",
            place="mã cán bộ",
            remedy="Dùng chữ, số, dấu chấm, gạch nối; nhiều nhất 32 ký tự.",
        )
    if DIGITS.fullmatch(text):
        raise BadInput(
            "CITIZEN_NUMBER_AS_CODE",
            "Mã cán bộ không được là số định danh cá nhân 12 chữ số.",
            place="mã cán bộ",
            remedy="Ghi số hiệu cán bộ; số định danh ghi ở ô riêng và chỉ được giữ dưới dạng đã băm.",
        )
    return text

"""Free text as it is kept: NFC, one space between words, bounded."""

from __future__ import annotations

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean

LONGEST = 20_000


def plain(text: str, place: str) -> str:
    """Free text of several lines: NFC, bounded."""
    kept = "\n".join(clean(line) for line in text.splitlines()).strip()
    if len(kept) > LONGEST:
        raise BadInput(
            "TOO_LONG",
            f"Nội dung dài {len(kept)} chữ, vượt quá {LONGEST}.",
            place=place,
            remedy="Rút gọn, hoặc đính kèm thành văn bản riêng.",
        )
    return kept

"""The words of a mail: subject, plain text and simple HTML, in correct administrative Vietnamese.

A mail says that something is there and where to open it. What a restricted paper says never stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

RESTRICTED = "Có văn bản mới, mở Lan Tỏa để xem"
PRODUCT = "Lan Tỏa"


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in a mail. ``restricted``: only that it is there may be said."""

    title: str
    body: str
    link: str
    restricted: bool = False

    @property
    def said(self) -> str:
        return RESTRICTED if self.restricted else self.title

    @property
    def detail(self) -> str:
        return "" if self.restricted else self.body


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def one(name: str, line: Line, site: str, settings: str) -> Letter:
    """A mail about one notice."""
    return _letter(line.said, f"Kính gửi {name},", (line,), site, settings)


def digest(name: str, lines: Sequence[Line], period: str, site: str, settings: str) -> Letter:
    """One mail for many notices; ``period`` is said as 'ngày 21/11/2026' or 'tuần từ 16/11/2026'."""
    lead = f"Kính gửi {name},\nCó {len(lines)} thông báo trong {period}."
    return _letter(f"{PRODUCT}: {len(lines)} thông báo, {period}", lead, tuple(lines), site, settings)


def reminder(unit: str, late: int, soon: int, site: str) -> str:
    """Lời nhắc to paste into a chat: counts only, nothing of what the work is about."""
    parts = [f"{late} việc quá hạn"] if late else []
    parts += [f"{soon} việc đến hạn trong 7 ngày tới"] if soon else []
    counts = " và ".join(parts) or "việc đang chờ xử lý"
    where = f" tại {site}" if site else ""
    return (
        f"Kính gửi {unit}. Hiện đơn vị còn {counts}. Đề nghị mở phần mềm {PRODUCT}{where}, mục Việc của tôi, "
        "để xem và thực hiện. Trân trọng."
    )


def _letter(subject: str, lead: str, lines: tuple[Line, ...], site: str, settings: str) -> Letter:
    foot = f"Thư này do phần mềm {PRODUCT} gửi; không cần trả lời."
    foot += f" Chọn loại thông báo nhận qua thư tại: {site}{settings}"
    blocks = [
        "\n".join(part for part in (f"- {one.said}", one.detail, _at(site, one.link)) if part)
        for one in lines
    ]
    text = "\n\n".join([lead, *blocks, foot]) + "\n"
    items = "".join(
        f"<li><p><strong>{escape(one.said)}</strong></p>"
        f"{f'<p>{escape(one.detail)}</p>' if one.detail else ''}"
        f"{_anchor(site, one.link)}</li>"
        for one in lines
    )
    said = "".join(f"<p>{escape(part)}</p>" for part in lead.split("\n"))
    html = (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(subject)}</title></head><body>'
        f"{said}<ul>{items}</ul><hr><p><small>Thư này do phần mềm {PRODUCT} gửi; không cần trả lời. "
        f'<a href="{escape(site + settings)}">Chọn loại thông báo nhận qua thư</a></small></p></body></html>'
    )
    return Letter(" ".join(subject.split()), text, html)


def _at(site: str, link: str) -> str:
    return f"Mở: {site}{link}" if link else ""


def _anchor(site: str, link: str) -> str:
    return f'<p><a href="{escape(site + link)}">Mở trong {PRODUCT}</a></p>' if link else ""

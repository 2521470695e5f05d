"""How a state looks: one icon, one tone, and a word where the area gives none."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Look:
    """``tone``: plain, doing, wait, ok, bad or honour. ``word`` is the msgid of the usual label."""

    tone: str
    icon: str
    word: str

    @property
    def label(self) -> str:
        return _(self.word)


LOOKS = {
    "plain": Look("plain", "info", gettext_noop("Thông tin")),
    "todo": Look("plain", "todo", gettext_noop("Chưa làm")),
    "draft": Look("plain", "draft", gettext_noop("Đang soạn")),
    "planned": Look("plain", "calendar", gettext_noop("Dự kiến")),
    "closed": Look("plain", "locked", gettext_noop("Đã đóng")),
    "locked": Look("plain", "locked", gettext_noop("Đã khóa số liệu")),
    "cancelled": Look("plain", "cancelled", gettext_noop("Đã hủy")),
    "waived": Look("plain", "met", gettext_noop("Được miễn")),
    "withdrawn": Look("plain", "cancelled", gettext_noop("Đã rút")),
    "doing": Look("doing", "open", gettext_noop("Đang thực hiện")),
    "open": Look("doing", "open", gettext_noop("Đang mở")),
    "entering": Look("doing", "edit", gettext_noop("Đang nhập")),
    "submitted": Look("doing", "sent", gettext_noop("Đã gửi")),
    "verifying": Look("doing", "eye", gettext_noop("Đang thẩm định")),
    "voting": Look("doing", "vote", gettext_noop("Đang bỏ phiếu")),
    "wait": Look("wait", "wait", gettext_noop("Đang chờ")),
    "waiting": Look("wait", "wait", gettext_noop("Đang chờ")),
    "needs_person": Look("wait", "person", gettext_noop("Cần người xem")),
    "to_confirm": Look("wait", "to-confirm", gettext_noop("chờ xác nhận")),
    "proposed": Look("wait", "person", gettext_noop("Chờ người chấp nhận")),
    "soon": Look("wait", "clock", gettext_noop("Sắp đến hạn")),
    "ok": Look("ok", "met", gettext_noop("Xong")),
    "met": Look("ok", "met", gettext_noop("Đạt")),
    "done": Look("ok", "met", gettext_noop("Đã xong")),
    "accepted": Look("ok", "met", gettext_noop("Đã tiếp nhận")),
    "approved": Look("ok", "met", gettext_noop("Đã duyệt")),
    "verified": Look("ok", "verified", gettext_noop("đã kiểm chứng")),
    "signed": Look("ok", "signed", gettext_noop("Đã ký")),
    "issued": Look("ok", "issued", gettext_noop("Đã ban hành")),
    "published": Look("ok", "issued", gettext_noop("Đã công bố")),
    "bad": Look("bad", "unmet", gettext_noop("Không đạt")),
    "unmet": Look("bad", "unmet", gettext_noop("Chưa đạt")),
    "late": Look("bad", "late", gettext_noop("Quá hạn")),
    "returned": Look("bad", "returned", gettext_noop("Trả lại")),
    "rejected": Look("bad", "unmet", gettext_noop("Không chấp nhận")),
    "refused": Look("bad", "unmet", gettext_noop("Không chấp nhận")),
    "revoked": Look("bad", "cancelled", gettext_noop("Đã thu hồi")),
    "failed": Look("bad", "late", gettext_noop("Không thành công")),
    "honour": Look("honour", "honour", gettext_noop("Tôn vinh")),
    "awarded": Look("honour", "honour", gettext_noop("Đã khen thưởng")),
}


PHRASES = (
    gettext_noop("còn %(x)s ngày làm việc"),
    gettext_noop("chậm %(x)s ngày làm việc"),
    gettext_noop("điểm nhóm %(x)s"),
)
"""What the rules say with a number or a name in it; the whole phrase is one message."""
WORDS = (
    gettext_noop("hạn hôm nay"),
    gettext_noop("hạn trước ngày làm việc tới"),
    gettext_noop("vừa quá hạn"),
)


def said(word: str) -> str:
    """A word or phrase of the domain's rules and tables in the reader's language."""
    for phrase in PHRASES:
        start, end = phrase.split("%(x)s")
        if word.startswith(start) and word.endswith(end):
            return _(phrase) % {"x": word[len(start) : len(word) - len(end)]}
    return _(word)


def look_of(code: str) -> Look:
    """The look of a life-cycle state or tone, in any letter case; an unknown one is plain and says itself."""
    return LOOKS.get(code.lower()) or Look("plain", "open", code)

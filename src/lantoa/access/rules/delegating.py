"""Handing one's work to a colleague while away. The colleague acts "thay mặt", and the journal names both.

What cannot be handed on: ballots and the giving of rights (``actions.PERSONAL``); signing, unless the delegation
says how the colleague signs. The manners KT. and TUQ. are those of the signature block of a state paper; which
papers a head may let others sign is for each body's own rules, so the product marks it "chờ xác nhận".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import Fault
from lantoa.kernel.periods import Validity

from .actions import PERSONAL, SIGNING
from .roles import READING, actions_of

SIGNS = {"": "Không ký thay", "KT": "Ký thay (KT.)", "TUQ": "Thừa ủy quyền (TUQ.)"}
"""How the colleague signs; the first leaves signing to the holder alone."""
SIGNS_MARK = Mark.TO_CONFIRM


@dataclass(frozen=True, slots=True)
class Held:
    """The grant to be handed on: of whom, where they work, until when."""

    role: str
    holder: str
    home: str
    valid: Validity


@dataclass(frozen=True, slots=True)
class Wish:
    """To whom (id, home unit, whether the account is open), for how long, on what ground, signing how."""

    delegate: str
    home: str
    active: bool
    valid: Validity
    reason: str
    basis: str = ""
    signs: str = ""


def handed_on(role: str, signs: str = "") -> frozenset[str]:
    """The actions of ``role`` that a colleague gets: the personal ones never, signing only in a named manner."""
    kept_back = PERSONAL if signs else PERSONAL | SIGNING
    return actions_of(role) - kept_back


def faults(held: Held, wish: Wish, day: date) -> tuple[Fault, ...]:
    """What speaks against the delegation; empty when it may be made on ``day``."""
    return tuple(
        fault for fault in (*_of_role(held, wish), *_of_people(held, wish), *_of_time(held, wish, day))
    )


def _of_role(held: Held, wish: Wish) -> list[Fault]:
    if not handed_on(held.role, wish.signs) - READING:
        return [
            Fault(
                "PERSONAL_ROLE", "Vai trò này chỉ tự mình làm, không ủy quyền được.", "vai trò",
                "Việc biểu quyết là của từng người; việc ký cần chọn cách ký thay và ghi văn bản ủy quyền.",
            )
        ]  # fmt: skip
    if wish.signs and not wish.basis:
        return [
            Fault(
                "NO_BASIS",
                "Ký thay phải có văn bản ủy quyền.",
                "căn cứ",
                "Ghi số, ký hiệu, ngày của văn bản.",
            )
        ]
    return []


def _of_people(held: Held, wish: Wish) -> list[Fault]:
    if wish.delegate == held.holder:
        return [
            Fault("SELF_DELEGATION", "Không ủy quyền cho chính mình.", "người thay", "Chọn một đồng nghiệp.")
        ]
    found = []
    if not wish.active:
        found.append(
            Fault("STOPPED_USER", "Tài khoản của người thay đã ngừng.", "người thay", "Chọn người khác.")
        )
    if not held.home or wish.home != held.home:
        found.append(
            Fault(
                "OTHER_UNIT", "Người thay phải cùng đơn vị công tác.", "người thay",
                "Chọn người cùng đơn vị; người đơn vị khác thì giao vai trò riêng có thời hạn.",
            )
        )  # fmt: skip
    return found


def _of_time(held: Held, wish: Wish, day: date) -> list[Fault]:
    found = []
    if not wish.reason:
        found.append(
            Fault("NO_REASON", "Chưa ghi lý do vắng mặt.", "lý do", "Ví dụ: đi công tác, nghỉ phép, đi học.")
        )
    if wish.valid.end is None:
        found.append(
            Fault("NO_END", "Ủy quyền phải có ngày kết thúc.", "đến hết ngày", "Ghi ngày trở lại làm việc.")
        )
        return found
    if wish.valid.start < day:
        found.append(
            Fault("PAST", "Ủy quyền không bắt đầu trước hôm nay.", "từ ngày", "Chọn hôm nay trở đi.")
        )
    outlasts = held.valid.end is not None and held.valid.end < wish.valid.end
    if wish.valid.start < held.valid.start or outlasts:
        found.append(
            Fault(
                "OUTLASTS", "Ủy quyền dài hơn thời hạn của chính vai trò.", "đến hết ngày",
                "Rút ngắn cho nằm trong thời hạn vai trò.",
            )
        )  # fmt: skip
    return found

"""What speaks against a step of a paper, beyond its state: open opinions, an empty text, one's own initial."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantoa.kernel.errors import Fault
from lantoa.kernel.vi.dates import on_screen


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose opinion was asked, until when; ``answered`` once it is there."""

    who: str
    due: date
    answered: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """``drafter`` and ``speaks_for`` are actor ids; ``gaps``: what the paper still lacks, as its preview says."""

    drafter: str
    speaks_for: frozenset[str]
    opinions: tuple[Asked, ...]
    gaps: tuple[str, ...]
    symbol: str
    day: date


def faults(action: str, of: Facts) -> tuple[Fault, ...]:
    """Empty when nothing speaks against ``action``."""
    if action == "present":
        return (*_incomplete(of), *unanswered(of.opinions, of.day))
    if action == "initial":
        return _own(of)
    if action == "number" and not of.symbol:
        return (Fault("NO_SYMBOL", "Văn bản chưa có ký hiệu.", "ký hiệu", "Ghi ký hiệu, ví dụ KH-CAT-PV05."),)
    return ()


def waiting(opinions: tuple[Asked, ...], day: date) -> tuple[Asked, ...]:
    """Opinions not there whose day has not passed; silence after the day holds nobody up and says nothing."""
    return tuple(one for one in opinions if not one.answered and one.due >= day)


def unanswered(opinions: tuple[Asked, ...], day: date) -> tuple[Fault, ...]:
    """One fault for each opinion that is still waited for."""
    return tuple(
        Fault(
            "OPINION_OPEN",
            f"{one.who} còn thời gian cho ý kiến đến hết ngày {on_screen(one.due)}.",
            "ý kiến",
            "Chờ trả lời, hoặc rút lời hỏi có ghi lý do.",
        )
        for one in waiting(opinions, day)
    )


def _incomplete(of: Facts) -> tuple[Fault, ...]:
    return tuple(
        Fault("PAPER_GAP", f"Văn bản còn thiếu: {one}.", one, "Bổ sung vào dự thảo rồi trình lại.")
        for one in of.gaps
    )


def _own(of: Facts) -> tuple[Fault, ...]:
    if of.drafter and of.drafter in of.speaks_for:
        return (
            Fault(
                "OWN_DRAFT", "Người soạn không ký nháy văn bản của chính mình.", "ký nháy",
                "Chuyển người phụ trách đơn vị soạn thảo, hoặc văn thư kiểm tra thể thức.",
            ),
        )  # fmt: skip
    return ()

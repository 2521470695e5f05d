"""Nobody judges what they sent themselves, nor what the one they stand in for sent."""

from __future__ import annotations

from datetime import date

from lantoa.kernel.actors import Actor, Grant
from lantoa.kernel.periods import Validity

LENT = Grant(
    role="X", actions=frozenset({"a"}), valid=Validity(date(2026, 1, 1), date(2026, 2, 1)), unit="U",
    on_behalf_of="user:7",
)  # fmt: skip


def test_itself_and_whom_it_stands_in_for_while_that_lasts() -> None:
    actor = Actor("user:1", "Nguyễn Văn A", (LENT,))
    assert actor.speaks_for(date(2026, 1, 31)) == {"user:1", "user:7"}
    assert actor.speaks_for(date(2026, 2, 1)) == {"user:1"}

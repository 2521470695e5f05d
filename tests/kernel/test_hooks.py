"""Lower areas tell upper ones, in the same transaction."""

from __future__ import annotations

import pytest

from lantoa.kernel.hooks import Hook


def test_listeners_hear_in_the_order_they_came_each_once() -> None:
    hook: Hook[str] = Hook("sáp nhập đơn vị")
    heard: list[str] = []

    def first(notice: str) -> None:
        heard.append(f"một {notice}")

    for listener in (first, lambda notice: heard.append(f"hai {notice}"), first):
        hook.listen(listener)
    hook.tell("P2")
    assert heard == ["một P2", "hai P2"]


def test_a_listener_that_raises_stops_the_operation() -> None:
    hook: Hook[str] = Hook("hủy danh hiệu")
    heard: list[str] = []

    @hook.listen
    def refuse(notice: str) -> None:
        raise ValueError(notice)

    hook.listen(heard.append)
    with pytest.raises(ValueError, match="P2"):
        hook.tell("P2")
    assert heard == []

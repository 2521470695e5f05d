"""Life cycles as tables."""

from __future__ import annotations

import pytest

from lantoa.kernel.errors import Conflict
from lantoa.kernel.steps import Lifecycle, Step

SEND = Step("send", "draft", "sent", "paper.send", "Gửi")
SIGN = Step("sign", "sent", "signed", "paper.sign", "Ký")
BACK = Step("back", "sent", "draft", "paper.sign", "Trả lại", reason=True)
PAPER = Lifecycle("văn bản", {"draft": "Dự thảo", "sent": "Đã gửi", "signed": "Đã ký"}, (SEND, SIGN, BACK))


def test_the_table_gives_the_step() -> None:
    assert PAPER.step("sent", "sign") == SIGN


def test_buttons_are_the_open_steps_that_one_may_take() -> None:
    assert PAPER.open_to("sent", frozenset({"paper.sign"})) == (SIGN, BACK)
    assert PAPER.open_to("sent", frozenset({"paper.send"})) == ()


def test_a_closed_step_says_the_state_and_what_is_possible() -> None:
    with pytest.raises(Conflict) as caught:
        PAPER.step("sent", "send")
    fault = caught.value.fault
    assert fault.message == "Không thể làm bước này khi văn bản đang ở trạng thái “Đã gửi”."
    assert fault.remedy == "Các bước có thể làm lúc này: “Ký”, “Trả lại”."


def test_a_finished_thing_has_no_step_left() -> None:
    with pytest.raises(Conflict) as caught:
        PAPER.step("signed", "sign")
    assert caught.value.fault.remedy == "Các bước có thể làm lúc này: không còn bước nào."

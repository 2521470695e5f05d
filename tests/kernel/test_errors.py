"""One problem, three interfaces: code, message, place, remedy, status."""

from __future__ import annotations

import pytest

from lantoa.kernel.errors import BadInput, Conflict, Fault, NotAllowed, NotFound, Problem, TooLarge, TooMany


def test_a_problem_carries_what_where_and_how_to_mend() -> None:
    problem = BadInput("BAD", "Sai số liệu.", place="ô C5", remedy="Nhập số từ 0 trở lên.")
    assert problem.fault.as_dict() == {
        "code": "BAD",
        "message": "Sai số liệu.",
        "place": "ô C5",
        "remedy": "Nhập số từ 0 trở lên.",
    }
    assert str(problem) == "Sai số liệu. Tại: ô C5. Nhập số từ 0 trở lên."


def test_without_place_and_remedy_only_the_message_is_said() -> None:
    assert str(Problem("X", "Không làm được.")) == "Không làm được."


def test_one_problem_may_carry_several_faults() -> None:
    first, second = Fault("A", "Một."), Fault("B", "Hai.")
    assert Problem("A", "Một.", faults=(first, second)).faults == (first, second)
    assert Problem("A", "Một.").faults == (first,)


@pytest.mark.parametrize(
    ("kind", "status"),
    [(BadInput, 422), (NotAllowed, 403), (NotFound, 404), (Conflict, 409), (TooLarge, 413), (TooMany, 429)],
)
def test_each_kind_answers_its_http_status(kind: type[Problem], status: int) -> None:
    assert (kind.status, issubclass(kind, Problem)) == (status, True)

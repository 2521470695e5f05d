"""The record: one entry per operation, tamper-evident, erasable."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from lantoa.journal import operations, queries
from lantoa.journal.models import Entry, Head, Payload
from lantoa.journal.rules.chain import Break
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import BadInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(at: datetime) -> None:
    with transaction.atomic():
        for number in range(1, 6):
            operations.record(
                actor=SYSTEM,
                action="test.thing.change",
                subject=f"thing:{number % 2}",
                at=at + timedelta(seconds=number),
                basis=f"0{number}/QĐ-BCA",
                before={"số": number - 1},
                after={"số": number},
            )


def test_an_empty_journal_is_whole() -> None:
    assert queries.verify() == (0, None)


@pytest.mark.usefixtures("five")
def test_an_untouched_journal_is_whole() -> None:
    assert queries.verify() == (5, None)


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("seq", [1, 3, 5])
@pytest.mark.parametrize(
    ("field", "value"),
    [("action", "test.thing.other"), ("actor", "user:99"), ("subject", "thing:x"), ("digest", "0" * 64)],
)
def test_a_changed_head_is_found_at_the_row_that_was_changed(seq: int, field: str, value: str) -> None:
    Entry.objects.filter(seq=seq).update(**{field: value})
    _, broken = queries.verify()
    assert broken is not None
    assert broken.seq == seq


@pytest.mark.usefixtures("five")
def test_a_shifted_instant_is_found(at: datetime) -> None:
    Entry.objects.filter(seq=2).update(at=at + timedelta(days=1))
    assert queries.verify()[1] == Break(2, "thời điểm, người làm, việc làm hoặc đối tượng đã bị sửa")


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("seq", [1, 4])
def test_changed_content_is_found(seq: int) -> None:
    Payload.objects.filter(entry_id=seq).update(
        content={"basis": "", "before": None, "after": 9, "reason": ""}
    )
    assert queries.verify()[1] == Break(seq, "nội dung (căn cứ, trước, sau) đã bị sửa")


@pytest.mark.usefixtures("five")
def test_content_taken_away_without_an_erasure_is_found() -> None:
    Payload.objects.filter(entry_id=2).update(content=None, salt="")
    assert queries.verify()[1] == Break(2, "mất nội dung mà không có mục ghi việc xóa")


@pytest.mark.usefixtures("five")
def test_a_cut_tail_is_found() -> None:
    Payload.objects.filter(entry_id=5).delete()
    Entry.objects.filter(seq=5).delete()
    assert queries.verify()[1] == Break(5, "các mục cuối đã bị cắt bỏ")


@pytest.mark.usefixtures("five")
def test_a_row_taken_from_the_middle_is_found() -> None:
    Payload.objects.filter(entry_id=3).delete()
    Entry.objects.filter(seq=3).delete()
    assert queries.verify()[1] == Break(3, "thiếu mục này trong nhật ký")


@pytest.mark.usefixtures("five")
def test_an_erased_payload_leaves_the_chain_valid_and_nothing_behind(at: datetime) -> None:
    operations.erase(actor=SYSTEM, seq=2, basis="Yêu cầu xóa 07/ĐN", at=at)
    payload = Payload.objects.get(entry_id=2)
    assert (payload.salt, payload.content) == ("", None)
    assert queries.verify() == (6, None)


@pytest.mark.usefixtures("five")
def test_an_erasure_needs_a_basis_and_something_to_erase(at: datetime) -> None:
    with pytest.raises(BadInput) as no_basis:
        operations.erase(actor=SYSTEM, seq=2, basis=" ", at=at)
    operations.erase(actor=SYSTEM, seq=2, basis="07/ĐN", at=at)
    with pytest.raises(BadInput) as twice:
        operations.erase(actor=SYSTEM, seq=2, basis="07/ĐN", at=at)
    assert (no_basis.value.fault.code, twice.value.fault.code) == ("NO_BASIS", "NOTHING_TO_ERASE")


@pytest.mark.django_db(transaction=True)
def test_the_journal_is_written_only_inside_an_operation_s_transaction(at: datetime) -> None:
    with pytest.raises(RuntimeError):
        operations.record(actor=SYSTEM, action="a", subject="b", at=at)
    assert Head.objects.count() == 0

"""Tables that officers build: every total by its kind, small counts covered, nobody sees beyond their reach."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.analysis import board, mailing, operations, queries, tables
from lantoa.analysis.models import BoardRow, SavedTable, Sending
from lantoa.analysis.rules.pivot import Dimension, Level, Question, read
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.notices.models import Mail, Notice
from lantoa.reporting.models import Form
from tests.cast import CLUSTER, Cast
from tests.reporting.build import AT, DAY, a_form, a_round, accepted, entered, of

WHO = {"CA.T1": "province", "CA.T2": "stranger"}


@pytest.fixture
def form(cast: Cast) -> Form:
    """Two provinces over two periods; one of them sent nothing in the first."""
    form = a_form(cast["ministry"])
    first, second = a_round(cast["ministry"], form, "2025-H2"), a_round(cast["ministry"], form)
    accepted(cast["province"], cast["ministry"], of(first, "CA.T1"), M03=100)
    accepted(cast["province"], cast["ministry"], of(second, "CA.T1"), M19=3)
    accepted(cast["stranger"], cast["ministry"], of(second, "CA.T2"), M03=30, K1=10, K2=50, M19=40)
    return form


def ask(**more: object) -> Question:
    return read({"form": "PT-6T", "unit": "BCA", "periods": ["2026-H1"], **more})


def shown(found: tables.Table) -> dict[tuple[str, str], str]:
    return {
        (row.label, column.code or column.label): cell.text
        for row, cells in zip(found.rows, found.cells, strict=True)
        for column, cell in zip(found.columns, cells, strict=True)
    }


def test_totals_follow_each_kind_and_are_never_added_up(cast: Cast, form: Form) -> None:
    found = shown(tables.answer(cast["ministry"], ask(), DAY))
    assert found["Chung", "M03"] == "150"
    assert found["Chung", "M08"] == "2", "the same two kinds in both provinces are two, not four"
    assert (found["Công an tỉnh Một", "K3"], found["Công an tỉnh Hai", "K3"]) == ("70 %", "20 %")
    assert found["Chung", "K3"] == "53,3 %", "80 of 150, not the mean of the two"
    assert found["Chung", "X1"] == "800"


def test_a_total_over_periods_takes_a_stock_s_last_word(cast: Cast, form: Form) -> None:
    found = shown(
        tables.answer(
            cast["ministry"],
            ask(periods=["2025-H2", "2026-H1"], rows="unit", columns="period", codes=["M09"]),
            DAY,
        )
    )
    assert found["Công an tỉnh Một", "Chung"] == "40", "not 80"
    assert found["Công an tỉnh Hai", "2025-H2"] == "–", "a gap is no zero"
    assert found["Chung", "Chung"] == "80"


def test_small_counts_are_covered(cast: Cast, form: Form) -> None:
    found = tables.answer(cast["ministry"], ask(codes=["M19"]), DAY)
    assert shown(found)["Công an tỉnh Một", "M19"] == "dưới 5"
    covered = [cell for row in found.cells for cell in row if cell.covered]
    assert covered
    assert all(cell.value is None for cell in covered), "no file or chart gets the number either"
    assert "3" not in {cell.text for row in found.cells for cell in row}


def test_what_a_table_cannot_be_is_said(cast: Cast, form: Form) -> None:
    with pytest.raises(BadInput, match="Hàng và cột"):
        ask(rows="unit", columns="unit")
    with pytest.raises(BadInput, match="đúng một chỉ tiêu"):
        ask(rows="unit", columns="period", codes=["M03", "M09"])
    with pytest.raises(BadInput, match="Không hiểu"):
        ask(level="galaxy")
    with pytest.raises(BadInput, match="chưa mở kỳ"):
        tables.answer(cast["ministry"], ask(periods=["1999-H1"]), DAY)


@pytest.mark.parametrize(
    ("who", "where"),
    [("stranger", {"unit": "CA.T1"}), ("province", {"unit": "BCA"}), ("nobody", {}), ("commune_committee", {}),
     ("stranger_head", {"unit": "", "cluster": CLUSTER})],
)  # fmt: skip
def test_nobody_sees_beyond_their_reach(cast: Cast, form: Form, who: str, where: dict[str, str]) -> None:
    with pytest.raises(NotFound):
        tables.answer(cast[who], ask(**where), DAY)


def test_a_table_is_kept_renamed_shared_deleted_and_brought_back(cast: Cast, form: Form) -> None:
    before = Entry.objects.count()
    own = {"actor": cast["province"], "at": AT}
    row = operations.save_table(name="Tỉnh tôi", question=ask(unit="CA.T1"), day=DAY, **own)
    operations.rename_table(table=row.pk, name="Số liệu tỉnh", **own)
    operations.share_table(table=row.pk, unit="CA.T1", day=DAY, **own)
    assert [one.name for one in queries.tables(cast["emulation"], DAY)] == ["Số liệu tỉnh"]
    assert not queries.tables(cast["stranger"], DAY)
    operations.delete_table(table=row.pk, **own)
    assert not queries.tables(cast["province"], DAY)
    operations.restore_table(table=row.pk, **own)
    assert queries.table(cast["province"], row.pk, DAY).name == "Số liệu tỉnh"
    assert Entry.objects.count() == before + 5, "one entry each"


def test_others_change_nothing_and_share_only_with_their_own(cast: Cast, form: Form) -> None:
    row = operations.save_table(
        actor=cast["province"], name="A", question=ask(unit="CA.T1"), day=DAY, at=AT, share_with="CA.T1"
    )
    for who in ("stranger", "emulation"):
        with pytest.raises(NotFound):
            operations.rename_table(actor=cast[who], table=row.pk, name="B", at=AT)
        with pytest.raises(NotFound):
            operations.delete_table(actor=cast[who], table=row.pk, at=AT)
    with pytest.raises(NotAllowed):
        operations.share_table(actor=cast["province"], table=row.pk, unit="CA.T2", day=DAY, at=AT)
    with pytest.raises(NotFound):
        operations.save_table(actor=cast["stranger"], name="x", question=ask(form="LA"), day=DAY, at=AT)


def scheduled(cast: Cast, every: str = "day", **more: object) -> int:
    row = operations.save_table(actor=cast["ministry"], name="Cả nước", question=ask(**more), day=DAY, at=AT)
    for who in ("ministry", "province"):
        cast.users[who].email = f"{who}@vi-du.vn"
        cast.users[who].save()
    return operations.schedule_table(
        actor=cast["ministry"], table=row.pk, every=every, receivers=["ministry", "province"], day=DAY, at=AT
    ).pk


def test_each_receiver_gets_only_what_they_may_see_and_the_owner_hears_of_the_rest(
    cast: Cast, form: Form
) -> None:
    scheduled(cast)
    assert mailing.send_due(day=DAY, at=AT) == 0, "the turn that runs is not sent any more"
    tomorrow = date(2026, 7, 2)
    assert mailing.send_due(day=tomorrow, at=AT) == 1
    assert mailing.send_due(day=tomorrow, at=AT) == 0, "once a turn"
    mail = Mail.objects.get(subject__startswith="Cả nước")
    assert "ministry@vi-du.vn" in mail.to
    assert "150" in mail.body
    assert "Tính đến ngày 02/07/2026" in mail.body
    states = dict(Sending.objects.values_list("receiver__username", "state"))
    assert states == {"ministry": "sent", "province": "refused"}
    told = Notice.objects.get(user=cast.users["ministry"])
    assert "Nguyễn Văn An" in told.body
    assert not Notice.objects.filter(user=cast.users["province"], title__contains="Cả nước").exists()
    assert Entry.objects.filter(action="analysis.schedule.send").count() == 1


def test_at_a_period_s_end_once_and_never_after_it_was_stopped(cast: Cast, form: Form) -> None:
    pk = scheduled(cast, "period")
    assert mailing.send_due(day=DAY, at=AT) == 0
    a_round(cast["ministry"], form, "2026-H2")
    later = date(2027, 1, 4)
    operations.stop_schedule(actor=cast["ministry"], schedule=pk, at=AT)
    assert mailing.send_due(day=later, at=AT) == 0
    with pytest.raises(Conflict):
        operations.stop_schedule(actor=cast["ministry"], schedule=pk, at=AT)
    with pytest.raises(NotFound):
        operations.resume_schedule(actor=cast["stranger"], schedule=pk, day=DAY, at=AT)
    operations.resume_schedule(actor=cast["ministry"], schedule=pk, day=DAY, at=AT)
    assert mailing.send_due(day=later, at=AT) == 1


def test_a_table_with_a_schedule_is_not_deleted(cast: Cast, form: Form) -> None:
    scheduled(cast)
    with pytest.raises(Conflict, match="lịch gửi"):
        operations.delete_table(actor=cast["ministry"], table=SavedTable.objects.get().pk, at=AT)


def test_the_board_keeps_small_rows_and_hears_of_new_figures(cast: Cast, form: Form) -> None:
    assert board.refresh(day=DAY, at=AT) > 0
    row = board.rows_for(cast["ministry"], DAY).get()
    assert (row.counted, row.expected, row.period) == (2, 2, "2026-H1")
    assert (
        row.said["headlines"][0]["value"] == "150.0000" or Decimal(row.said["headlines"][0]["value"]) == 150
    )
    assert Decimal(row.said["headlines"][0]["before"]) == 100
    assert {one.unit.code for one in board.rows_for(cast["stranger"], DAY) if one.unit} == {"CA.T2"}
    assert {one.cluster.key for one in board.rows_for(cast["head"], DAY) if one.cluster} == {CLUSTER}
    assert not board.rows_for(cast["nobody"], DAY)


def test_only_the_rows_above_a_new_figure_wait(
    cast: Cast, form: Form, django_assert_num_queries: object
) -> None:
    third = a_round(cast["ministry"], form, "2026-H2")
    board.refresh(day=DAY, at=AT)
    row = of(third, "CA.T1")
    entered(cast["province"], row)
    board.mark_stale(["CA.T1"], DAY, AT)
    stale = {
        (one.unit.code if one.unit else "cụm")
        for one in BoardRow.objects.exclude(stale_at=None).order_by("pk")
    }
    assert {"BCA", "CA.T1", "cụm"} <= stale
    assert "CA.T2" not in stale
    assert board.refresh(day=DAY, at=AT, stale_only=True) == 3, "the ministry, the province, its cluster"
    assert not BoardRow.objects.exclude(stale_at=None).exists()


def test_levels(cast: Cast, form: Form) -> None:
    whole = tables.answer(
        cast["ministry"], ask(level=Level.WHOLE, rows=Dimension.INDICATOR, columns=Dimension.UNIT), DAY
    )
    assert len(whole.columns) == 1
    assert whole.complete == "2/2 báo cáo"
    each = tables.answer(cast["ministry"], ask(level="reporters", codes=["M03"]), DAY)
    assert [head.label for head in each.rows] == ["Công an tỉnh Hai", "Công an tỉnh Một", "Chung"]


def test_looking_and_adding_up_hold_no_lock(cast: Cast, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite every transaction waits for the one writer: none is begun before there is something to write."""
    scheduled(cast)
    outside, answer = len(connection.savepoint_ids), tables.answer
    depths: list[int] = []

    def watched(*given: Any) -> tables.Table:
        depths.append(len(connection.savepoint_ids))
        return answer(*given)

    monkeypatch.setattr(tables, "answer", watched)
    with CaptureQueriesContext(connection) as asked:
        mailing.send_due(day=DAY, at=AT)
    assert not [one["sql"] for one in asked if one["sql"].startswith(("SAVEPOINT", "BEGIN"))]
    assert mailing.send_due(day=date(2026, 7, 2), at=AT) == 1
    assert depths == [outside, outside]

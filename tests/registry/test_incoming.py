"""Papers that came in: registered once, moved the same or the next working day, worked off, kept in files."""

from __future__ import annotations

import io
from datetime import date, datetime

import pypdf
import pytest

from lantoa.documents import render
from lantoa.documents.problems import problems
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.notices.models import Notice
from lantoa.registry import operations, papers, queries
from lantoa.registry.models import Handling, StoredFile
from lantoa.worklist.models import Item
from tests.cast import Cast
from tests.registry.desk import DAY, came, issued, now

pytestmark = pytest.mark.django_db


def a_pdf() -> bytes:
    made, out = pypdf.PdfWriter(), io.BytesIO()
    made.add_blank_page(595, 842)
    made.write(out)
    return out.getvalue()


def test_arrivals_are_counted_without_gaps_and_moved_by_the_next_working_day(
    cast: Cast, at: datetime
) -> None:
    friday = {"arrived_on": date(2026, 2, 27), "issued_on": None}
    rows = [came(cast, at, reference=f"{n}/BC-X", **friday) for n in (1, 2)]
    urgent = came(cast, at, reference="3/BC-X", urgency="URGENT")
    assert [one.arrival for one in (*rows, urgent)] == [1, 2, 3]
    due = list(Item.objects.filter(area="registry").order_by("pk").values_list("due", flat=True))
    assert due == [date(2026, 3, 2), date(2026, 3, 2), DAY]


def test_the_same_paper_twice_is_a_warning_that_a_person_may_overrule(cast: Cast, at: datetime) -> None:
    first = came(cast, at)
    with pytest.raises(Conflict) as refused:
        came(cast, at)
    assert refused.value.fault.code == "DUPLICATE"
    assert str(first) in refused.value.fault.message
    assert came(cast, at, again=True, note="Bản gửi lại có phụ lục").arrival == 2
    assert came(cast, at, sender="Bộ Nội vụ").arrival == 3


def test_what_cannot_be_is_refused_at_once(cast: Cast, at: datetime) -> None:
    with pytest.raises(BadInput) as refused:
        came(
            cast,
            at,
            sender=" ",
            summary="",
            kind="x",
            arrived_on=date(2026, 3, 3),
            issued_on=date(2026, 4, 1),
        )
    assert {one.code for one in refused.value.faults} == {
        "NO_SENDER", "NO_SUMMARY", "UNKNOWN_KIND", "BAD_ARRIVAL", "ISSUED_AFTER",
    }  # fmt: skip


def test_a_file_passes_the_one_door_and_a_marked_one_leaves_nothing(cast: Cast, at: datetime) -> None:
    row = came(cast, at, reference="1/X", file_name="van-ban.pdf", data=a_pdf())
    assert row.file is not None
    assert row.file_name == "van-ban.pdf"
    before = StoredFile.objects.count()
    with pytest.raises(BadInput):
        came(cast, at, reference="2/X", file_name="van-ban.pdf", data=b"MZ khong phai")
    assert StoredFile.objects.count() == before
    assert queries.incoming(cast["clerk"], DAY).count() == 1


def test_it_is_forwarded_worked_off_and_closed_by_the_last(cast: Cast, at: datetime) -> None:
    row = came(cast, at)
    with pytest.raises(BadInput) as refused:
        operations.forward(**now(cast, "clerk", at), incoming=row.pk, units=["CAX.X12"])
    assert refused.value.fault.code == "NOBODY_THERE"
    operations.forward(
        **now(cast, "clerk", at),
        incoming=row.pk,
        units=["CAX.X11"],
        users=["province"],
        instruction="Báo cáo Bộ.",
    )
    assert list(Notice.objects.order_by("user__username").values_list("user__username", flat=True)) == [
        "commune_police", "province",
    ]  # fmt: skip
    (first,) = queries.handlings_for(cast["commune_police"], row, DAY)
    mine = Handling.objects.get(user=cast.users["province"])
    with pytest.raises(NotAllowed):
        operations.finish(**now(cast, "emulation", at), handling=mine.pk, result="Không phải việc của tôi")
    operations.finish(**now(cast, "commune_police", at), handling=first.pk, result="Đã gửi số liệu.")
    row.refresh_from_db()
    assert row.state == "FORWARDED"
    operations.finish(**now(cast, "province", at), handling=mine.pk, result="Đã trả lời.")
    row.refresh_from_db()
    assert row.state == "DONE"
    assert not Item.objects.filter(area="registry", closed_at=None).exists()


def test_people_of_another_unit_see_nothing_and_a_restricted_one_is_named_by_its_number(
    cast: Cast, at: datetime
) -> None:
    row = came(cast, at, restricted=True, summary="Nhân sự dự nguồn")
    for who in ("stranger", "stranger_commune", "ministry", "administrator", "commune_police", "province"):
        assert list(queries.incoming(cast[who], DAY)) == []
        with pytest.raises(NotFound):
            queries.arrived(row.pk, visible_to=cast[who], day=DAY)
    operations.forward(**now(cast, "clerk", at), incoming=row.pk, users=["province"])
    assert queries.arrived(row.pk, visible_to=cast["province"], day=DAY) == row
    said = " ".join(
        [*Notice.objects.values_list("title", flat=True), *Item.objects.values_list("title", flat=True)]
    )
    assert "Nhân sự" not in said
    assert "1/2026" in said


def test_files_are_filled_closed_and_handed_over_with_their_list(cast: Cast, at: datetime) -> None:
    clerk = now(cast, "clerk", at)
    opened = {"unit": "CA.T1", "year": 2026, "notation": "01.PT", "title": "Phong trào", "years": 20}
    with pytest.raises(BadInput):
        operations.open_record(**clerk, **opened, basis="")
    file = operations.open_record(**clerk, **opened, basis="Bảng thời hạn của cơ quan")
    with pytest.raises(Conflict):
        operations.open_record(**clerk, **opened, basis="Bảng thời hạn của cơ quan")
    with pytest.raises(Conflict):
        operations.close_record(**clerk, record_file=file.pk)
    operations.archive(**clerk, paper=issued(cast, at).pk, record_file=file.pk)
    row = came(cast, at)
    with pytest.raises(Conflict):
        operations.file_incoming(**clerk, incoming=row.pk, record_file=file.pk)
    operations.forward(**clerk, incoming=row.pk, users=["province"])
    operations.finish(**now(cast, "province", at), handling=row.handlings.get().pk, result="Xong")
    operations.file_incoming(**clerk, incoming=row.pk, record_file=file.pk)
    sides = {"unit": "CA.T1", "records": [file.pk], "giver": "Ngô Thị Giang", "taker": "Đào Thị Lưu",
             "taker_unit": "Lưu trữ"}  # fmt: skip
    with pytest.raises(Conflict):
        operations.hand_over(**clerk, **sides)
    operations.close_record(**clerk, record_file=file.pk)
    made = operations.hand_over(**clerk, **sides)
    told = papers.hand_over_minutes(made)
    assert problems(told) == ()
    assert "01.PT" in str(render.render(told, "html"))
    listed = str(
        render.render(
            papers.file_contents(queries.record(file.pk, visible_to=cast["clerk"], day=DAY), DAY), "html"
        )
    )
    assert "07/KH-CAT" in listed
    assert "18/KH-BCA-V05" in listed
    assert (
        queries.records(cast["stranger"], DAY).count() == queries.records(cast["province"], DAY).count() == 0
    )

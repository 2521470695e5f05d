"""Convening and recording, with sources."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from lantoa.conference import operations, queries
from lantoa.conference.operations import Fact, Quote
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, NotAllowed, NotFound
from tests.cast import Cast
from tests.programme.build import launched

DAY = date(2026, 11, 21)
TEXT = "Năm qua, toàn tỉnh xây dựng 12 mô hình mới."


def convene(cast: Cast, at: datetime, **over: object):
    start = TEXT.index("12")
    facts = [
        Fact(
            "figure", {"value": "12", "unit_word": "mô hình"}, Quote("reading.text:1", start, start + 2, "12")
        ),
        Fact(
            "award",
            {"form": "Bằng khen", "form_code": "bang_khen", "count": 3, "recipient_kind": "collective"},
        ),
        Fact("person", {"name": "Nguyễn Thị Ế", "role": "chair"}),
    ]
    arguments = {
        "actor": cast["province"],
        "unit": "CA.T1",
        "kind": "hoi_nghi_tong_ket",
        "title": " Hội nghị\u00a0tổng kết phong trào năm 2025 ",
        "held_on": date(2026, 1, 9),
        "facts": facts,
        "day": DAY,
        "at": at,
        **over,
    }
    return operations.convene(**arguments)


def test_a_conference_keeps_its_facts_and_their_quotes(cast: Cast, at: datetime) -> None:
    conference = convene(cast, at)

    whole = queries.whole(cast["province"], conference.pk, DAY)
    assert conference.title == "Hội nghị tổng kết phong trào năm 2025"
    assert [(row.value, row.unit_word, cite.quote) for row, cite in whole.figures] == [
        (Decimal("12.0000"), "mô hình", "12")
    ]
    assert [(row.form_code, row.count, cite) for row, cite in whole.awards] == [("bang_khen", 3, None)]
    assert [row.name for row, _ in whole.people] == ["Nguyễn Thị Ế"]
    assert list(Entry.objects.values_list("action", flat=True)) == ["conference.convene"]


def test_later_facts_are_one_more_entry(cast: Cast, at: datetime) -> None:
    conference = convene(cast, at, facts=())
    fact = Fact("document", {"kind": "Kế hoạch", "number": "12/KH-BCĐ"})

    operations.record_facts(actor=cast["province"], conference=conference.pk, facts=[fact], day=DAY, at=at)

    assert [row.number for row, _ in queries.whole(cast["ministry"], conference.pk, DAY).documents] == [
        "12/KH-BCĐ"
    ]
    assert list(Entry.objects.order_by("seq").values_list("action", flat=True)) == [
        "conference.convene",
        "conference.record",
    ]


@pytest.mark.parametrize(
    ("over", "code"), [({"kind": "hop_mat"}, "UNKNOWN_KIND"), ({"title": "  "}, "NO_TITLE")]
)
def test_bad_input_is_located_and_nothing_is_kept(cast: Cast, at: datetime, over: dict, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        convene(cast, at, **over)
    assert refused.value.fault.code == code
    assert Entry.objects.count() == 0


def test_a_stranger_sees_no_conference_of_another_province(cast: Cast, at: datetime) -> None:
    conference = convene(cast, at)
    assert list(queries.conferences(cast["stranger"], DAY)) == []
    with pytest.raises(NotFound):
        queries.whole(cast["stranger"], conference.pk, DAY)
    with pytest.raises(NotFound):
        operations.record_facts(actor=cast["stranger"], conference=conference.pk, facts=[], day=DAY, at=at)


def test_a_council_member_reads_but_does_not_record(cast: Cast, at: datetime) -> None:
    conference = convene(cast, at)
    assert queries.whole(cast["council_member"], conference.pk, DAY).conference == conference
    with pytest.raises(NotAllowed):
        operations.record_facts(
            actor=cast["council_member"], conference=conference.pk, facts=[], day=DAY, at=at
        )


def test_a_list_costs_the_same_for_one_and_for_three(
    cast: Cast, at: datetime, django_assert_num_queries
) -> None:
    convene(cast, at)
    list(queries.conferences(cast["province"], DAY))
    with django_assert_num_queries(2):
        list(queries.conferences(cast["province"], DAY))
    convene(cast, at)
    convene(cast, at)
    with django_assert_num_queries(2):
        list(queries.conferences(cast["province"], DAY, text="tong ket"))


def test_a_conclusion_becomes_the_campaign_s_next_task(cast: Cast, at: datetime) -> None:
    conference = convene(cast, at, actor=cast["ministry"], unit="BCA")
    campaign = launched(cast)

    row = operations.conclude(
        actor=cast["ministry"], conference=conference.pk, text="Tập huấn tổ bảo vệ an ninh, trật tự",
        due=date(2026, 11, 28), campaign=campaign.pk, day=DAY, at=at,
    )  # fmt: skip

    assert (row.order, row.task.title, row.task.due) == (
        1,
        "Tập huấn tổ bảo vệ an ninh, trật tự",
        date(2026, 11, 28),
    )
    assert {one.unit.code for one in row.task.assignments.all()} == {"CA.T1", "CA.T2"}
    assert Entry.objects.order_by("-seq")[0].action == "conference.conclude"


@pytest.mark.parametrize(("over", "code"), [({"text": " "}, "NO_TEXT"), ({"campaign": 1}, "NO_DUE")])
def test_a_conclusion_without_words_or_a_task_without_a_day_is_refused(
    cast: Cast, at: datetime, over: dict, code: str
) -> None:
    conference = convene(cast, at)
    given = {"text": "Việc", **over}
    with pytest.raises(BadInput) as refused:
        operations.conclude(actor=cast["province"], conference=conference.pk, day=DAY, at=at, **given)
    assert refused.value.fault.code == code
    with pytest.raises(NotFound):
        operations.conclude(actor=cast["stranger"], conference=conference.pk, text="Việc", day=DAY, at=at)

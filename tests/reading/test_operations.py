"""From a text to proposals to a conference with sources."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from lantoa.conference import queries as conferences
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.reading import making, operations, queries
from lantoa.reading.models import Proposal, SourceText
from tests.cast import Cast

DAY = date(2026, 11, 21)
TEXT = (
    "Hội nghị sơ kết phong trào\n\nSáng 9/7/2026, Công an tỉnh tổ chức hội nghị sơ kết 6 "
    "tháng. Đại tá Lò Văn Tâm, Giám đốc "
    "Công an tỉnh chủ trì. Toàn tỉnh có 14/15 xã tham gia. Giám đốc trao Giấy khen cho 4 tập thể.\n"
    "Thực hiện Chỉ thị số 07-CT/TU ngày 3/2/2020 của Tỉnh ủy."
)


def propose(cast: Cast, at: datetime, **over: object) -> SourceText:
    arguments = {
        "actor": cast["province"],
        "unit": "CA.T1",
        "text": TEXT,
        "title": "Sơ kết\u00a0phong trào",
        "day": DAY,
        "at": at,
        **over,
    }
    return operations.propose(**arguments)


def one(text: SourceText, kind: str) -> Proposal:
    return text.proposals.get(kind=kind)


def test_everything_read_waits_with_its_exact_quote(cast: Cast, at: datetime) -> None:
    text = propose(cast, at)
    rows = list(text.proposals.all())
    assert {"event", "person", "figure", "award", "document"} <= {row.kind for row in rows}
    assert all(text.text[row.start : row.end] == row.quote for row in rows)
    assert {row.state for row in rows} == {"PROPOSED"}
    assert list(Entry.objects.values_list("action", flat=True)) == ["reading.text.propose"]
    assert text.title == "Sơ kết phong trào"


def test_taking_all_makes_a_conference_whose_facts_cite_the_text(cast: Cast, at: datetime) -> None:
    text = propose(cast, at)
    ids = list(text.proposals.values_list("pk", flat=True))
    assert operations.decide_many(
        actor=cast["province"], proposals=ids, decision="accept", day=DAY, at=at
    ) == len(ids)
    text.refresh_from_db()
    whole = conferences.whole(cast["province"], text.conference_id, DAY)
    assert (whole.conference.kind, whole.conference.held_on) == ("hoi_nghi_so_ket", date(2026, 7, 9))
    ((figure, cite),) = whole.figures
    assert (figure.value, figure.unit_word) == (Decimal("14.0000"), "xã")
    assert "trên tổng số 15" in figure.what
    assert text.text[cite.start : cite.end] == cite.quote
    assert cite.source == f"reading.text:{text.pk}"
    assert [row.count for row, _ in whole.awards] == [4]
    assert [row.issued_on for row, _ in whole.documents] == [date(2020, 2, 3)]


def test_a_fact_before_its_event_is_refused_whole(cast: Cast, at: datetime) -> None:
    text = propose(cast, at)
    with pytest.raises(Conflict) as refused:
        operations.decide(
            actor=cast["province"], proposal=one(text, "figure").pk, decision="accept", day=DAY, at=at
        )
    assert refused.value.fault.code == "EVENT_FIRST"


def test_a_correction_keeps_what_was_read(cast: Cast, at: datetime) -> None:
    text = propose(cast, at)
    event = one(text, "event")
    operations.decide(
        actor=cast["province"],
        proposal=event.pk,
        decision="correct",
        changes={"date": "2026-07-10"},
        day=DAY,
        at=at,
    )
    event.refresh_from_db()
    text.refresh_from_db()
    assert (event.state, event.facts["date"], event.taken["date"]) == (
        "CORRECTED",
        "2026-07-09",
        "2026-07-10",
    )
    assert text.conference.held_on == date(2026, 7, 10)


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "2026-02-30"},
        {"kind": "hop_kin"},
        {"kind": None},
        {"quote": "khác"},
        {},
        {"venue": "x" * 501},
    ],
)
def test_a_bad_correction_names_the_field(cast: Cast, at: datetime, changes: dict[str, object]) -> None:
    event = one(propose(cast, at), "event")
    with pytest.raises(BadInput):
        operations.decide(
            actor=cast["province"], proposal=event.pk, decision="correct", changes=changes, day=DAY, at=at
        )
    event.refresh_from_db()
    assert event.state == "PROPOSED"


def test_decided_is_decided(cast: Cast, at: datetime) -> None:
    person = one(propose(cast, at), "person")
    operations.decide(actor=cast["province"], proposal=person.pk, decision="refuse", day=DAY, at=at)
    person.refresh_from_db()
    assert (person.state, person.decided_by) == ("REFUSED", cast["province"].id)
    with pytest.raises(Conflict):
        operations.decide(actor=cast["province"], proposal=person.pk, decision="accept", day=DAY, at=at)


def test_each_decision_is_one_entry_of_reading(cast: Cast, at: datetime) -> None:
    text = propose(cast, at)
    operations.decide(
        actor=cast["province"], proposal=one(text, "event").pk, decision="accept", day=DAY, at=at
    )
    actions = list(Entry.objects.order_by("seq").values_list("action", flat=True))
    assert actions == ["reading.text.propose", "conference.convene", "reading.proposal.decide"]


def test_the_same_text_once_a_unit(cast: Cast, at: datetime) -> None:
    propose(cast, at)
    with pytest.raises(Conflict):
        propose(cast, at)


def test_a_stamped_text_leaves_nothing(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        propose(cast, at, text="TỐI MẬT\n" + TEXT)
    assert not SourceText.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_strangers_find_nothing(cast: Cast, at: datetime, who: str) -> None:
    text = propose(cast, at)
    with pytest.raises(NotFound):
        operations.decide(actor=cast[who], proposal=one(text, "person").pk, decision="refuse", day=DAY, at=at)
    with pytest.raises(NotFound):
        queries.read(cast[who], text.pk, DAY)
    assert list(queries.texts(cast[who], DAY)) == []


def test_proposals_of_two_texts_are_not_decided_together(cast: Cast, at: datetime) -> None:
    first, second = propose(cast, at), propose(cast, at, text=TEXT + " Hết.")
    ids = [one(first, "person").pk, one(second, "person").pk]
    with pytest.raises(NotFound):
        operations.decide_many(actor=cast["province"], proposals=ids, decision="refuse", day=DAY, at=at)


def test_the_page_gets_groups_and_counts(cast: Cast, at: datetime) -> None:
    text = propose(cast, at)
    operations.decide(
        actor=cast["province"], proposal=one(text, "person").pk, decision="refuse", day=DAY, at=at
    )
    (row,) = queries.texts(cast["province"], DAY, text="so ket")
    assert row.total - row.waiting == 1
    assert [kind for kind, _, _ in queries.read(cast["province"], text.pk, DAY).groups][:2] == [
        "event",
        "person",
    ]


def test_a_province_by_its_name_on_the_day(cast: Cast) -> None:
    assert making.province_code("Một", DAY) == "T1"
    assert making.province_code("Không Có", DAY) is None
    assert making.province_code(None, DAY) is None

"""Reports put together: headings joined, sentences kept with their unit, sameness and contradictions marked."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.render import render
from lantoa.exchange import merging
from lantoa.exchange.merging import Given
from lantoa.exchange.rules import merging as rules
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.kernel.vi.text import clean
from lantoa.reporting.models import Form
from tests.cast import CLUSTER, Cast
from tests.reporting.build import AT, DAY

from .test_tables import form  # noqa: F401 -- the fixture

ONE = rules.Report(
    "A",
    "Xã A",
    (
        rules.Section(
            "I. Kết quả", ("Đã tổ chức 12 buổi tuyên truyền. Dân tham gia đông đủ tại nhà văn hóa.",)
        ),
    ),
)
TWO = rules.Report(
    "B",
    "Xã B",
    (
        rules.Section("1. KẾT QUẢ:", ("Dân tham gia đông đủ tại nhà văn hóa.",)),
        rules.Section("II. Hạn chế", ("Còn chậm.",)),
    ),
)


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_same_heading_is_one_section_however_it_is_numbered() -> None:
    found = rules.join([ONE, TWO], {})
    assert [one.heading for one in found] == ["I. Kết quả", "II. Hạn chế"]
    assert [(kept.unit, kept.same_as) for kept in found[0].sentences] == [
        ("A", ()), ("A", ("Xã B",)), ("B", ("Xã A",)),
    ]  # fmt: skip


def test_a_figure_against_the_accepted_one_is_named_with_both_numbers() -> None:
    accepted = [rules.Accepted("Buổi tuyên truyền", "buổi", Decimal(118))]
    said = rules.contradictions("Số buổi tuyên truyền đạt 1.120 buổi trong kỳ.", accepted)
    assert said == ("Buổi tuyên truyền: báo cáo ghi 1.120 buổi, số liệu đã duyệt là 118 buổi",)
    assert not rules.contradictions("Buổi tuyên truyền: 118 buổi, kỳ trước 90 buổi.", accepted)
    assert not rules.contradictions("Đã có 1.120 lượt người dự.", accepted)


@given(st.lists(st.text("abcdeÂĐ .!I1", max_size=40), max_size=8))
def test_no_word_is_lost(lines: list[str]) -> None:
    given_ = [clean(line) for line in lines if clean(line)]
    found = rules.sections((line, False) for line in lines)
    kept = " ".join(
        text
        for one in found
        for text in (*([one.heading] if one.heading != rules.FIRST else []), *one.paragraphs)
    )
    bare = [line for line in given_ if not rules.is_heading(line)]
    assert all(line in kept for line in bare)
    for one in found:
        for paragraph in one.paragraphs:
            assert " ".join(rules.sentences(paragraph)) == " ".join(paragraph.split())


def merged(cast: Cast, **more: object) -> merging.Merge:
    sent = word(
        "I. Kết quả", "Buổi tuyên truyền đạt 200 buổi.", "II. Hạn chế", "Một số nơi còn chậm gửi báo cáo."
    )
    return merging.merge(
        actor=cast["head"], form="PT-6T", period="2026-H1", cluster=CLUSTER, day=DAY, at=AT,
        given=[Given("CA.T1", "mot.docx", sent), Given("CA.T2")], **more,
    )  # fmt: skip


def test_a_cluster_s_head_gets_one_draft_with_marks_that_can_be_left_out(cast: Cast, form: Form) -> None:  # noqa: F811
    before = Entry.objects.count()
    row = merged(cast)
    row.refresh_from_db()
    assert Entry.objects.count() == before + 1
    kept = [one for section in row.sections for one in section["sentences"]]
    assert {one["unit"] for one in kept} == {"CA.T1", "CA.T2"}
    numbers = [section["heading"].partition(".")[0] for section in row.sections]
    assert numbers == ["I", "II", "III", "IV", "V"][: len(numbers)], "no number twice"
    doubted = [one["doubts"] for one in kept if one["doubts"]]
    assert doubted == [["Buổi tuyên truyền: báo cáo ghi 200 buổi, số liệu đã duyệt là 120 buổi"]]
    with_marks = render(merging.paper(cast["head"], row, DAY, marks=True), "html")
    without = render(merging.paper(cast["head"], row, DAY, marks=False), "html")
    assert "[Công an tỉnh Một]" in with_marks
    assert "[Công an tỉnh Một]" not in without
    assert "Một số nơi còn chậm gửi báo cáo." in without


def test_strangers_find_no_draft_and_put_none_together(cast: Cast, form: Form) -> None:  # noqa: F811
    row = merged(cast)
    for who in ("stranger", "stranger_head", "commune_police", "nobody"):
        with pytest.raises(NotFound):
            merging.one(cast[who], row.pk, DAY)
    with pytest.raises(NotFound):
        merging.merge(
            actor=cast["stranger_head"], form="PT-6T", period="2026-H1", cluster=CLUSTER, given=[Given("CA.T1")],
            day=DAY, at=AT,
        )  # fmt: skip
    with pytest.raises(NotFound):
        merging.delete(actor=cast["ministry"], merge=row.pk, day=DAY, at=AT)
    merging.delete(actor=cast["head"], merge=row.pk, day=DAY, at=AT)
    assert merging.delete(actor=cast["head"], merge=row.pk, day=DAY, at=AT, back=True).deleted_at is None


def test_bad_files_are_named_and_nothing_is_kept(cast: Cast, form: Form) -> None:  # noqa: F811
    for given_, code in (
        ([], "NO_REPORTS"), ([Given("CAX.X11")], "NOT_BELOW"), ([Given("CA.T1", "x.docx", word())], "NO_TEXT"),
        ([Given("CA.T1", "x.docx", b"PK\x03\x04 hong")], ""),
    ):  # fmt: skip
        with pytest.raises(BadInput) as caught:
            merging.merge(
                actor=cast["head"],
                form="PT-6T",
                period="2026-H1",
                cluster=CLUSTER,
                given=given_,
                day=DAY,
                at=AT,
            )
        assert not code or caught.value.fault.code == code
    assert not merging.merges(cast["head"], DAY)

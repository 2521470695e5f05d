"""A filled grid arrives: saved once, nothing of two writers lost, drafts kept, files behind cells."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.reporting import cells_evidence, cells_sending, drafts
from lantoa.reporting.cells_sending import Collision, take_in
from lantoa.reporting.models import CellFile, Draft, Sending, Submission, Value
from tests.cast import Cast

from .build import AT, DAY, a_form, a_round, of

FULL: dict[str, dict[str, str]] = {
    "M03": {"value": "120"},
    "M08": {"keys": "Camera an ninh\nDòng họ tự quản"},
    "M09": {"value": "40"},
    "K1": {"value": "70"},
    "K2": {"value": "100"},
    "H1": {"numerator": "9.000", "denominator": "10.000"},
    "X1": {"value": "800"},
    "M19": {"value": "25"},
}


@pytest.fixture
def report(cast: Cast) -> Submission:
    return of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")


def take(cast: Cast, report: Submission, cells: Any = FULL, who: str = "province", **more: Any) -> Any:
    return take_in(actor=cast[who], submission=report.pk, cells=cells, day=DAY, at=AT, **more)


def figures(report: Submission) -> dict[str, int]:
    rows = Value.objects.filter(submission=report, value__isnull=False).order_by("line__order")
    return {code: int(value) for code, value in rows.values_list("line__code", "value")}


def actions() -> list[str]:
    return list(
        Entry.objects.filter(subject__startswith="reporting.sub")
        .order_by("seq")
        .values_list("action", flat=True)
    )


def test_a_sending_that_comes_twice_is_one_report_and_one_entry(cast: Cast, report: Submission) -> None:
    sent = {"action": "send", "base": {}, "revision": 0, "key": "k-1", "note": "đã kiểm tra"}
    first = take(cast, report, **sent)
    second = take_in(
        actor=cast["province"], submission=report.pk, cells=FULL, day=DAY, at=AT + timedelta(days=1), **sent
    )

    assert (first.again, second.again, second.at) == (False, True, AT)
    assert (second.submission.state, second.submission.version) == ("submitted", 1)
    assert figures(report)["M03"] == 120
    assert actions() == ["reporting.submission.submit"]


def test_a_key_is_for_one_content_and_for_its_writer(cast: Cast, report: Submission) -> None:
    take(cast, report, key="k-1")
    with pytest.raises(Conflict) as refused:
        take(cast, report, {"M03": {"value": "9"}}, key="k-1")
    assert refused.value.fault.code == "KEY_USED"
    assert Sending.objects.count() == 1
    assert figures(report)["M03"] == 120


def test_what_was_wrong_is_mended_and_sent_with_the_same_key(cast: Cast, report: Submission) -> None:
    with pytest.raises(BadInput) as refused:
        take(cast, report, {**FULL, "M03": {"value": "nhiều"}}, key="k-1", action="send")
    assert refused.value.fault.place.startswith("M03")
    assert (Value.objects.count(), actions()) == (0, [])
    assert take(cast, report, key="k-1", action="send", note="đã xem").submission.state == "submitted"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ({"value": "mười hai"}, "NOT_A_NUMBER"),
        ({"value": "-5"}, "NEGATIVE"),
        ({"value": "12,5"}, "NOT_WHOLE"),
        ({"value": "9" * 16}, "TOO_BIG"),
        ({"value": "3", "no_data": "x"}, "NO_DATA_AND_FIGURE"),
    ],
)
def test_bad_cells_are_named_with_a_remedy_and_nothing_is_saved(
    cast: Cast, report: Submission, cell: dict[str, str], code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        take(cast, report, {**FULL, "M03": cell})
    (fault,) = refused.value.faults
    assert (fault.code, fault.place[:3], bool(fault.remedy)) == (code, "M03", True)
    assert Value.objects.count() == 0


def test_two_writers_of_one_report_choose_cell_by_cell(cast: Cast, report: Submission) -> None:
    """An's tab was opened before the other saved M03 and M09; he wrote M03 otherwise and K1."""
    take(cast, report, {"M03": {"value": "1"}, "M09": {"value": "2"}})
    mine = {"M03": {"value": "7"}, "M09": {}, "K1": {"value": "70"}}

    with pytest.raises(Collision) as met:
        take(cast, report, mine, base={}, revision=0)

    shown = {
        one.code: (one.mine.get("value"), one.theirs.get("value"), one.clash) for one in met.value.differences
    }
    assert shown == {"M03": ("7", "1", True), "M09": (None, "2", False), "K1": ("70", None, False)}
    assert (met.value.revision, figures(report)) == (1, {"M03": 1, "M09": 2})

    chosen = {"M03": {"value": "7"}, "K1": {"value": "70"}}
    take(cast, report, chosen, base=met.value.base, revision=met.value.revision)
    assert figures(report) == {"M03": 7, "M09": 2, "K1": 70}


def test_the_same_figures_saved_by_another_are_no_collision(cast: Cast, report: Submission) -> None:
    take(cast, report, {"M03": {"value": "1.200"}})
    taken = take(cast, report, {"M03": {"value": "1200"}, "K2": {"value": "9"}}, base={}, revision=0)
    assert (taken.submission.revision, figures(report)) == (2, {"M03": 1200, "K2": 9})


def test_saving_what_stands_already_writes_nothing(cast: Cast, report: Submission) -> None:
    take(cast, report)
    take(cast, report)
    assert actions() == ["reporting.submission.enter"]


def test_no_data_is_not_zero(cast: Cast, report: Submission) -> None:
    take(cast, report, {"M03": {"no_data": "x"}, "M09": {"value": "0"}})
    rows = dict(Value.objects.order_by("pk").values_list("line__code", "no_data"))
    assert (rows, figures(report)) == ({"M03": True, "M09": False}, {"M09": 0})


# Drafts ----------------------------------------------------------------------------------------------


def kept(cast: Cast, report: Submission, who: str = "province", **more: Any) -> Draft:
    given = {"cells": {"M03": {"value": "mười"}, "Z9": {"value": "1"}}, "base": {}, "revision": 0, **more}
    return drafts.keep(actor=cast[who], submission=report.pk, day=DAY, at=AT, **given)


def test_a_draft_keeps_what_cannot_be_read_and_the_save_ends_it(cast: Cast, report: Submission) -> None:
    kept(cast, report)
    kept(cast, report, note="chờ xã")
    draft = drafts.draft_of(cast["province"], report)
    assert draft is not None
    assert (draft.cells, draft.note) == ({"M03": {"value": "mười"}}, "chờ xã")
    assert (actions(), Value.objects.count()) == ([], 0)

    take(cast, report)
    assert drafts.draft_of(cast["province"], report) is None


def test_a_draft_is_its_writer_s_own_and_no_stranger_makes_one(cast: Cast, report: Submission) -> None:
    kept(cast, report)
    assert drafts.draft_of(cast["emulation"], report) is None
    for who in ("stranger", "commune_police"):
        with pytest.raises((NotFound, NotAllowed)):
            kept(cast, report, who)
    drafts.drop(actor=cast["province"], submission=report.pk, day=DAY)
    assert Draft.objects.count() == 0


def test_a_sent_report_takes_no_draft(cast: Cast, report: Submission) -> None:
    take(cast, report, action="send", note="đã xem")
    with pytest.raises(Conflict):
        kept(cast, report)


# Evidence --------------------------------------------------------------------------------------------


def attached(cast: Cast, report: Submission, who: str = "province", **more: Any) -> CellFile:
    given = {"code": "M03", "name": "bien-ban.txt", "data": "Biên bản 12 buổi.".encode(), **more}
    return cells_evidence.attach(actor=cast[who], submission=report.pk, day=DAY, at=AT, **given)


def test_a_file_stands_behind_its_cell_for_the_reviewer_and_nobody_else(
    cast: Cast, report: Submission
) -> None:
    one = attached(cast, report)
    assert attached(cast, report).pk == one.pk
    assert {code: [row.name for row in rows] for code, rows in cells_evidence.of(report).items()} == {
        "M03": ["bien-ban.txt"]
    }
    assert cells_evidence.file(cast["ministry"], report.pk, one.pk, DAY).pk == one.pk
    with pytest.raises(NotFound):
        cells_evidence.file(cast["stranger"], report.pk, one.pk, DAY)
    with pytest.raises((NotFound, NotAllowed)):
        attached(cast, report, "stranger")
    assert actions() == ["reporting.submission.evidence"]


def test_evidence_is_taken_back_and_put_again(cast: Cast, report: Submission) -> None:
    one = attached(cast, report)
    given = {"actor": cast["province"], "submission": report.pk, "pk": one.pk, "day": DAY, "at": AT}
    cells_evidence.withdraw(**given)
    assert cells_evidence.of(report) == {}
    cells_evidence.withdraw(**given, undo=True)
    assert list(cells_evidence.of(report)) == ["M03"]
    assert len(actions()) == 3


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"code": "Z9"}, "UNKNOWN_INDICATOR"),
        ({"data": b""}, "FILE_EMPTY"),
        ({"name": "a.exe", "data": b"MZ\x00\x00"}, "FILE_KIND"),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_nothing(
    cast: Cast, report: Submission, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        attached(cast, report, **given)
    assert CellFile.objects.count() == 0
    assert refused.value.fault.code in (code, "FILE_UNKNOWN")


def test_nobody_else_s_report_is_entered(cast: Cast, report: Submission) -> None:
    for who in ("stranger", "stranger_commune", "nobody"):
        with pytest.raises((NotFound, NotAllowed)):
            take_in(actor=cast[who], submission=report.pk, cells=FULL, day=DAY, at=AT)
    with pytest.raises(BadInput):
        take(cast, report, action="delete")
    assert cells_sending.SEND == "send"

"""The official file of an instrument: kept by a unit, seen above and below it, never a secret one, taken back."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from docx import Document

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem
from lantoa.registry import files, official
from tests.cast import Cast

DAY = date(2026, 11, 21)


def word(text: str = "Nghị định") -> bytes:
    page, out = Document(), io.BytesIO()
    page.add_paragraph(text)
    page.save(out)
    return out.getvalue()


DATA = word()


def kept(cast: Cast, at: datetime, who: str = "emulation", **more: object) -> official.OfficialText:
    given = {"instrument": "ND152", "unit": "CA.T1", "name": "nd152.docx", "data": DATA, "day": DAY, "at": at}
    return official.attach(actor=cast[who], **(given | more))  # type: ignore[arg-type]


def test_a_file_is_kept_read_taken_back_and_brought_back(cast: Cast, at: datetime) -> None:
    row = kept(cast, at, note="Công báo")
    assert files.read(official.text(row.pk, visible_to=cast["commune_police"], day=DAY).file) == DATA
    who = {"actor": cast["emulation"], "text": row.pk, "day": DAY, "at": at}
    official.detach(**who)
    assert official.texts_of("ND152", visible_to=cast["emulation"], day=DAY) == []
    with pytest.raises(NotFound):
        official.text(row.pk, visible_to=cast["emulation"], day=DAY)
    with pytest.raises(Conflict):
        official.detach(**who)
    official.restore(**who)
    with pytest.raises(Conflict):
        official.restore(**who)
    assert [one.pk for one in official.texts_of("ND152", visible_to=cast["ministry"], day=DAY)] == [row.pk]
    assert [one.action.rpartition(".")[2] for one in Entry.objects.order_by("seq")] == [
        "attach",
        "detach",
        "restore",
    ]


def test_a_stranger_sees_nothing_and_changes_nothing(cast: Cast, at: datetime) -> None:
    row = kept(cast, at)
    for who in ("stranger", "nobody", "stranger_commune"):
        assert official.texts_of("ND152", visible_to=cast[who], day=DAY) == []
        with pytest.raises(NotFound):
            official.text(row.pk, visible_to=cast[who], day=DAY)
        with pytest.raises(Problem):
            official.detach(actor=cast[who], text=row.pk, day=DAY, at=at)
        with pytest.raises(Problem):
            kept(cast, at, who)
    with pytest.raises(NotAllowed):
        kept(cast, at, "province")


def test_what_is_no_official_file_is_refused(cast: Cast, at: datetime) -> None:
    kept(cast, at)
    for more, code in (
        ({}, "ALREADY_ATTACHED"),
        ({"instrument": "KHONG-CO"}, "UNKNOWN_INSTRUMENT"),
        ({"name": "a.txt", "data": b"ghi tay"}, "FILE_KIND"),
    ):
        with pytest.raises((BadInput, Conflict)) as caught:
            kept(cast, at, **more)
        assert caught.value.fault.code == code
    with pytest.raises(NotAllowed) as secret:
        kept(cast, at, data=word("TUYỆT MẬT"))
    assert secret.value.fault.code == "SECRET"
    assert Entry.objects.count() == 1

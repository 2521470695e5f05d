"""A revoked title shakes what rests on it: told to the appraisers, open until a person has looked again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from lantoa.commendation import operations, queries
from lantoa.commendation.models import Decision, Dossier
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.notices.models import Notice
from lantoa.worklist import queries as worklist
from tests.cast import Cast
from tests.commendation.round import DAY, flag_dossier, issued, person, title_dossier
from tests.web.test_assessment import page

BASIS = "Quyết định 90/QĐ-CAT ngày 20/11/2026"


def revoke(cast: Cast, decision: Decision, at: datetime) -> None:
    operations.revoke(
        actor=cast["signer"], decision=decision, cause="Kê khai sai", basis=BASIS, day=DAY, at=at
    )


def higher(cast: Cast, at: datetime, **more: Any) -> Dossier:
    """CSTĐ of the ministry for the same person: it looks back to three years of CSTĐ cơ sở."""
    fields: dict[str, Any] = {"award": "T_CSTDT", "authority": "BCA", "year": 2026}
    return title_dossier(cast, at, **(fields | more))


def test_open_and_decided_titles_that_rest_on_it_are_told(cast: Cast, at: datetime) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    resting = higher(cast, at)
    other = higher(cast, at, person=person("P2", "Lê Thị Bình"))
    before = Entry.objects.count()
    revoke(cast, decision, at)
    assert Entry.objects.count() == before + 1
    doubt = queries.recheck_of(resting)
    assert doubt is not None
    assert "Chiến sĩ thi đua cơ sở năm 2025 đã bị hủy" in doubt.note
    assert BASIS in doubt.note
    assert queries.recheck_of(other) is None
    assert doubt in worklist.waiting_for(cast["ministry"], DAY)
    assert doubt not in worklist.waiting_for(cast["emulation"], DAY)
    told = Notice.objects.get(user=cast.users["ministry"], title__startswith="Xét lại")
    assert told.link == f"/khen-thuong/ho-so/{resting.pk}/"


def test_a_title_two_steps_up_is_shaken_too(cast: Cast, at: datetime) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    higher(cast, at)
    top = higher(cast, at, award="T_CSTDTQ", year=2027)
    revoke(cast, decision, at)
    doubt = queries.recheck_of(top)
    assert doubt is not None
    assert "năm 2026 cũng phải xét lại" in doubt.note


def test_nothing_rests_on_a_flag_and_a_refused_dossier_is_left_alone(cast: Cast, at: datetime) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    gone = higher(cast, at)
    Dossier.objects.filter(pk=gone.pk).update(state="refused")
    flag = flag_dossier(cast, at)
    revoke(cast, decision, at)
    assert [queries.recheck_of(one) for one in (gone, flag)] == [None, None]


def test_looking_again_closes_it_with_an_opinion(cast: Cast, at: datetime) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    resting = higher(cast, at)
    call: dict[str, Any] = {"dossier": resting.pk, "day": DAY, "at": at}
    with pytest.raises(Conflict, match="không có việc phải xét lại"):
        operations.recheck(actor=cast["ministry"], opinion="Còn đủ.", **call)
    revoke(cast, decision, at)
    for who in ("emulation", "stranger"):
        with pytest.raises(NotFound):
            operations.recheck(actor=cast[who], opinion="Còn đủ.", **call)
    with pytest.raises(NotAllowed):
        operations.recheck(actor=cast["ministry_signer"], opinion="Còn đủ.", **call)
    with pytest.raises(BadInput):
        operations.recheck(actor=cast["ministry"], opinion="  ", **call)
    operations.recheck(actor=cast["ministry"], opinion="Không còn đủ 03 lần liên tục.", **call)
    assert queries.recheck_of(resting) is None


def test_the_page_says_so_and_takes_the_conclusion(cast: Cast, at: datetime, client: Client) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    resting = higher(cast, at)
    revoke(cast, decision, at)
    url = f"/khen-thuong/ho-so/{resting.pk}/"
    client.force_login(cast.users["emulation"])
    shown = page(client, url)
    assert "Cần xét lại" in shown
    assert "Ghi kết luận" not in shown
    client.force_login(cast.users["ministry"])
    assert "Ghi kết luận" in page(client, url)
    assert client.post(f"{url}xet-lai/", {"opinion": ""}).status_code == 422
    assert client.post(f"{url}xet-lai/", {"opinion": "Không còn đủ ba năm."}).status_code == 303
    shown = page(client, url)
    assert "Cần xét lại" not in shown
    assert "Không còn đủ ba năm." in shown
    client.force_login(cast.users["stranger"])
    assert client.post(f"{url}xet-lai/", {"opinion": "x"}).status_code == 404

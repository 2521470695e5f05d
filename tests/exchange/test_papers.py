"""Papers from live facts: each is made, right under the checker, and not there for somebody from elsewhere."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from lantoa.commendation import operations as commendation
from lantoa.commendation.models import CouncilBallot
from lantoa.documents.catalogue.table import CATALOGUE
from lantoa.documents.checker import check
from lantoa.documents.render import render
from lantoa.documents.tree import Paper, Table, plain
from lantoa.exchange import papers
from lantoa.kernel.errors import NotFound
from lantoa.programme import operations as programme
from tests.assessment import year
from tests.assessment.test_ballots import ballot_of
from tests.cast import CLUSTER, Cast
from tests.commendation import round as commending
from tests.programme import build as movement
from tests.reporting import build as reporting

DAY = date(2026, 11, 21)
PRINTED = {"certificate"}
"""A job of its own prints these."""


def made(cast: Cast, who: str, code: str, key: object) -> Paper:
    """The paper, measured: no fault in either format."""
    paper = papers.paper(code, str(key), actor=cast[who], day=DAY)
    for form in ("docx", "pdf"):
        assert check(f"a.{form}", render(paper, form)).faults == ()
    return paper


def words(paper: Paper) -> str:
    return render(paper, "html")


def refused(cast: Cast, who: str, code: str, key: object) -> None:
    with pytest.raises(NotFound):
        papers.paper(code, str(key), actor=cast[who], day=DAY)


def test_every_live_entry_has_its_maker():
    assert {one.code for one in CATALOGUE if one.live} - PRINTED == set(papers.LIVE)


def test_any_other_key_is_not_there(cast: Cast) -> None:
    for code in papers.LIVE:
        for key in ("", "x", "-1", "9" * 30, "@", "a@b", "1|u|BCA@", "1|x|BCA@2026"):
            refused(cast, "ministry", code, key)


def test_an_unknown_code_is_not_there(cast: Cast) -> None:
    refused(cast, "ministry", "khong_co", 1)


def test_a_clusters_year(cast: Cast, at: datetime) -> None:
    ballot = ballot_of(cast, at)
    sheet = ballot.sheet
    mine, other = year.of(sheet, "CA.T1"), year.of(sheet, "CA.T2")
    assert "Mô hình xây dựng mới" in words(made(cast, "province", "criteria_table", sheet.pk))
    score = made(cast, "province", "self_score", mine.pk)
    assert "Công an tỉnh Một" in words(score)
    (table,) = (one for one in score.body if isinstance(one, Table))
    assert plain(table.rows[-2][3]) != "–"
    assert "Hạng 1" in words(made(cast, "head", "ballot_paper", ballot.pk))
    ranking = made(cast, "province", "ranking_table", sheet.pk)
    assert ranking.annexes[0].landscape
    made(cast, "head", "cluster_minutes", sheet.pk)
    refused(cast, "head", "count_minutes", ballot.pk)
    refused(cast, "province", "self_score", other.pk)
    for code, key in (("criteria_table", sheet.pk), ("self_score", mine.pk), ("ballot_paper", ballot.pk)):
        refused(cast, "stranger_commune", code, key)


def test_a_proposal_and_its_decision(cast: Cast, at: datetime) -> None:
    dossier = commending.title_dossier(cast, at)
    report = made(cast, "emulation", "achievement_person", dossier.pk)
    assert "02 mô hình tự quản" in words(report)
    refused(cast, "emulation", "achievement_collective", dossier.pk)
    listed = made(cast, "emulation", "summary_list", dossier.pk)
    assert "01 trường hợp" in words(listed)
    decision = commending.issued(cast, dossier, at)
    slip = made(cast, "emulation", "opinion_slip", CouncilBallot.objects.get().pk)
    assert "Đại úy Nguyễn Thị Ngọc Ánh" in words(slip)
    made(cast, "emulation", "council_minutes", CouncilBallot.objects.get().pk)
    assert not made(cast, "emulation", "award_decision", decision.pk).draft
    for code in ("prize_list", "receipt_list"):
        assert "Nguyễn Thị Ngọc Ánh" in words(made(cast, "emulation", code, decision.pk))
        refused(cast, "stranger", code, decision.pk)
    assert "15/QĐ" in words(made(cast, "emulation", "honours_book", "CA.T1@2025"))
    refused(cast, "stranger", "honours_book", "CA.T1@2025")
    refused(cast, "emulation", "cancelling_decision", decision.pk)
    commendation.revoke(
        actor=cast["signer"], decision=decision, cause="Kê khai sai thành tích.", basis="Kết luận số 3/KL-CAT",
        day=DAY, at=at,
    )  # fmt: skip
    cancelled = words(made(cast, "emulation", "cancelling_decision", decision.pk))
    assert "Kê khai sai thành tích" in cancelled
    assert "paper-missing" in cancelled, "until when it is to be handed back is not recorded: a gap"
    for code in ("achievement_person", "summary_list", "submission"):
        refused(cast, "stranger", code, dossier.pk)


def test_what_starts_a_movement(cast: Cast) -> None:
    campaign = movement.launched(cast)
    made(cast, "province", "launch_plan", campaign.pk)
    programme.submit_registration(
        actor=cast["province"],
        unit="CA.T1",
        year=2026,
        titles=["T_TTLDXS"],
        note="",
        day=movement.DAY,
        at=movement.AT,
    )
    assert "Công an tỉnh Một" in words(made(cast, "province", "registration", "CA.T1@2026"))
    refused(cast, "stranger_commune", "registration", "CA.T1@2026")


# The review ------------------------------------------------------------------------------------------


@pytest.fixture
def key(cast: Cast) -> str:
    form = reporting.a_form(cast["ministry"])
    round_ = reporting.a_round(cast["ministry"], form)
    reporting.accepted(cast["province"], cast["ministry"], reporting.of(round_, "CA.T1"))
    return f"{form.pk}|u|BCA@{round_.period}"


def test_a_review_tells_the_accepted_figures(cast: Cast, key: str) -> None:
    paper = made(cast, "ministry", "half_year_report", key)
    html = words(paper)
    assert "Buổi tuyên truyền là <" in html
    assert 'data-source="PT-6T/' in html
    assert "Tỉnh Một" in html or "Công an tỉnh Một" in html
    refused(cast, "stranger_commune", "half_year_report", key)


def test_the_words_are_edited_on_the_page_and_a_loose_number_is_told(
    cast: Cast, key: str, client: Client
) -> None:
    client.force_login(cast.users["ministry"])
    url = f"/giay-to/half_year_report/{key}/"
    assert "{{so:M03}}" in client.get(url).content.decode()
    text = "I. Kết quả cụ thể\nĐã tổ chức {{so:M03}} buổi, có 77 buổi ở trường học."
    page = client.post(url, {"text": text}).content.decode()
    assert "Con số “77” không gắn với nguồn nào." in page
    assert "Đã tổ chức {{so:M03}} buổi" in page, "what was typed stays"
    assert ">120<" in page
    file = client.post(url, {"text": text, "tep": "docx"})
    assert file["Content-Disposition"].startswith("attachment")
    assert file.content[:2] == b"PK"


def test_the_page_shows_the_paper_and_its_files(cast: Cast, at: datetime, client: Client) -> None:
    sheet = year.published(cast, at)
    client.force_login(cast.users["province"])
    url = f"/giay-to/ranking_table/{sheet.pk}/"
    assert url in client.get(f"/cham-diem/{sheet.pk}/xep-hang/").content.decode()
    page = client.get(url).content.decode()
    assert "paper-sheet" in page
    assert client.get(f"{url}tai.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{url}tai.exe").status_code == 404
    api = client.get(f"/api/v1/papers/ranking_table/{sheet.pk}.docx")
    assert (api.status_code, api.content[:2]) == (200, b"PK")
    listed = client.get("/api/v1/papers").json()
    assert len(listed) == len(CATALOGUE)
    client.force_login(cast.users["stranger_commune"])
    assert client.get(url).status_code == 404
    assert client.get(f"/api/v1/papers/ranking_table/{sheet.pk}.docx").status_code == 404


def test_a_clusters_hand_over_needs_one_on_that_day(cast: Cast) -> None:
    made(cast, "ministry", "cluster_hand_over", f"{CLUSTER}@2026-01-01")
    refused(cast, "ministry", "cluster_hand_over", f"{CLUSTER}@2026-05-05")
    refused(cast, "ministry", "cluster_hand_over", f"{CLUSTER}@hôm nay")

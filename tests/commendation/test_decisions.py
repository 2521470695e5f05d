"""Two decisions by two authorities: drafted only on confirmed rules, signed, numbered, issued, revocable."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import docx
import pypdf
import pytest

from lantoa.commendation import operations, papers, queries
from lantoa.commendation.models import Honour
from lantoa.documents.render import render
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.portal import queries as portal
from lantoa.registry import files
from lantoa.registry import operations as registry
from tests.assessment.year import person as actor_in
from tests.cast import Cast
from tests.commendation.round import (
    DAY,
    confirm,
    drafted,
    flag_dossier,
    issued,
    person,
    submitted,
    title_dossier,
    verified,
    voted,
)


def test_no_draft_while_the_threshold_is_to_be_confirmed(cast: Cast, at: datetime) -> None:
    dossier = voted(cast, title_dossier(cast, at), at)
    attempt: dict[str, Any] = {
        "actor": cast["emulation"],
        "authority": "CA.T1",
        "dossiers": [dossier],
        "signer": "Đặng Văn Ký",
        "day": DAY,
        "at": at,
    }
    with pytest.raises(Conflict) as refused:
        operations.draft_decision(**attempt)
    assert refused.value.fault.code == "THRESHOLD_UNCONFIRMED"
    assert "V03" in refused.value.fault.remedy
    confirm(cast, "V03", "CA.T1", at)
    assert operations.draft_decision(**attempt).paper.symbol == "QĐ-CAT"


def test_the_ministry_s_confirmation_holds_below_it(cast: Cast, at: datetime) -> None:
    dossier = voted(cast, title_dossier(cast, at), at)
    confirm(cast, "V03", "BCA", at)
    decision = operations.draft_decision(
        actor=cast["emulation"], authority="CA.T1", dossiers=[dossier], signer="Đặng Văn Ký", day=DAY, at=at
    )
    assert decision.state == "draft"


def test_a_dossier_the_council_has_not_passed_is_not_drafted(cast: Cast, at: datetime) -> None:
    dossier = submitted(cast, title_dossier(cast, at), at)
    with pytest.raises(Conflict) as refused:
        operations.draft_decision(
            actor=cast["emulation"],
            authority="CA.T1",
            dossiers=[dossier],
            signer="Đặng Văn Ký",
            day=DAY,
            at=at,
        )
    assert refused.value.fault.code == "STEP_NOT_OPEN"


def test_two_awards_are_two_decisions_by_two_authorities(cast: Cast, at: datetime) -> None:
    title = issued(cast, title_dossier(cast, at), at, signer="Đặng Văn Ký")
    flag = issued(cast, flag_dossier(cast, at), at, number="27", deputy=True)
    shown = [
        (str(one.paper), one.authority.code, one.award, Honour.objects.filter(decision=one).count())
        for one in (title, flag)
    ]
    assert shown == [("15/QĐ-CAT", "CA.T1", "T_CSTDCS", 1), ("27/QĐ-BCA", "BCA", "T_COTINH", 1)]


def test_one_decision_does_not_mix_awards_or_authorities(cast: Cast, at: datetime) -> None:
    one, other = voted(cast, title_dossier(cast, at), at), voted(cast, flag_dossier(cast, at), at)
    for dossiers, code in (([one, other], "TWO_MATTERS"), ([other], "OTHER_AUTHORITY"), ([], "NO_DOSSIERS")):
        with pytest.raises((Conflict, BadInput)) as refused:
            operations.draft_decision(
                actor=cast["emulation"], authority="CA.T1", dossiers=dossiers, signer="Ký", day=DAY, at=at
            )
        assert refused.value.fault.code == code


def test_both_files_say_what_was_decided(cast: Cast, at: datetime) -> None:
    decision = issued(cast, title_dossier(cast, at), at, signer="Đặng Văn Ký", signer_rank="Đại tá")
    pdf = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(files.read(decision.paper.pdf))).pages
    )
    word = docx.Document(io.BytesIO(files.read(decision.paper.docx)))
    text = " ".join(paragraph.text for paragraph in word.paragraphs)
    for part in ("Nguyễn Thị Ngọc Ánh", "Chiến sĩ thi đua cơ sở", "2.340.000 đồng"):
        assert part in " ".join(text.split())
        assert part in " ".join(pdf.split())
    assert papers.spaced(decision.public_code) in " ".join(pdf.split())


def test_money_under_an_unconfirmed_salary_is_not_printed(cast: Cast, at: datetime) -> None:
    decision = drafted(cast, title_dossier(cast, at), at)
    operations.sign(actor=cast["signer"], decision=decision, day=DAY, at=at)
    operations.number(actor=cast["clerk"], decision=decision, number="1", day=DAY, at=at)
    whole = queries.decision(decision.pk, visible_to=cast["clerk"], day=DAY)
    (line,) = whole.lines.all()
    assert (line.amount, line.prize_sure) == (2_530_000, False)
    assert "2.530.000" not in render(papers.decision(whole), "html")


def test_the_steps_belong_to_their_roles(cast: Cast, at: datetime) -> None:
    decision = drafted(cast, title_dossier(cast, at), at)
    common: dict[str, Any] = {"decision": decision, "day": DAY, "at": at}
    with pytest.raises(NotAllowed):
        operations.sign(actor=cast["clerk"], **common)
    with pytest.raises(NotFound):
        operations.sign(actor=cast["stranger"], **common)
    with pytest.raises(Conflict):
        operations.number(actor=cast["clerk"], number="1", **common)
    operations.sign(actor=cast["signer"], **common)
    with pytest.raises(NotAllowed):
        operations.number(actor=cast["signer"], number="1", **common)


def test_a_number_is_used_once(cast: Cast, at: datetime) -> None:
    issued(cast, title_dossier(cast, at), at)
    second = drafted(cast, title_dossier(cast, at, person=person("P2", "Lê Thị Bình")), at)
    operations.sign(actor=cast["signer"], decision=second, day=DAY, at=at)
    for number, code in (
        ("15", "NUMBER_USED"),
        ("0015", "NUMBER_USED"),
        ("mười", "BAD_NUMBER"),
        ("0", "BAD_NUMBER"),
    ):
        with pytest.raises((Conflict, BadInput)) as refused:
            operations.number(
                actor=cast["clerk"],
                decision=second,
                number=number,
                issued_on=date(2025, 12, 21),
                day=DAY,
                at=at,
            )
        assert refused.value.fault.code == code
    with pytest.raises(BadInput) as ahead:
        operations.number(
            actor=cast["clerk"], decision=second, number="16", issued_on=date(2027, 1, 1), day=DAY, at=at
        )
    assert ahead.value.fault.code == "DATE_AHEAD"


def test_without_a_number_the_next_of_the_series_is_taken(cast: Cast, at: datetime) -> None:
    registry.give_series(
        actor=cast["clerk"],
        body="CA.T1",
        year=2025,
        kind="decision",
        basis="Quy chế văn thư",
        day=DAY,
        at=at,
    )
    assert issued(cast, title_dossier(cast, at), at, number=None).paper.number == "01"


def test_each_step_writes_one_entry(cast: Cast, at: datetime) -> None:
    decision = drafted(cast, title_dossier(cast, at), at)
    for who, step, more in (
        ("signer", operations.sign, {}),
        ("clerk", operations.number, {"number": "3"}),
        ("clerk", operations.issue, {}),
        ("signer", operations.revoke, {"cause": "Kê khai sai.", "basis": "Quyết định 9/QĐ-CAT"}),
    ):
        before = Entry.objects.count()
        step(actor=cast[who], decision=decision, day=DAY, at=at, **more)
        assert Entry.objects.count() == before + 1


def test_a_revoked_decision_keeps_its_rows_and_says_so(cast: Cast, at: datetime) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    with pytest.raises(BadInput):
        operations.revoke(actor=cast["signer"], decision=decision, cause="", basis="", day=DAY, at=at)
    row = operations.revoke(
        actor=cast["signer"],
        decision=decision,
        cause="Kê khai sai.",
        basis="Quyết định 9/QĐ-CAT",
        day=DAY,
        at=at,
    )
    assert Honour.objects.get(decision=decision).revoked_by == row
    assert portal.decision(decision.public_code).revoked_on == DAY


def test_only_what_a_decision_lets_be_shown_is_published(cast: Cast, at: datetime) -> None:
    shown = issued(cast, title_dossier(cast, at), at)
    hidden = issued(
        cast, title_dossier(cast, at, person=person("P2", "Lê Thị Bình")), at, number="16", published=False
    )
    assert [one.name for one in portal.search("nguyen thi ngoc")] == ["Nguyễn Thị Ngọc Ánh"]
    assert list(portal.search("lê thị bình")) == []
    assert portal.decision(papers.spaced(shown.public_code).lower()).number == "15/QĐ-CAT"
    with pytest.raises(NotFound):
        portal.decision(hidden.public_code)


def test_an_issued_decision_is_seen_by_the_unit_it_names_and_a_draft_is_not(cast: Cast, at: datetime) -> None:
    flag = drafted(cast, flag_dossier(cast, at), at)
    with pytest.raises(NotFound):
        queries.decision(flag.pk, visible_to=cast["province"], day=DAY)
    operations.sign(actor=cast["ministry_signer"], decision=flag, day=DAY, at=at)
    for step, more in ((operations.number, {"number": "2"}), (operations.issue, {})):
        step(actor=cast["ministry_clerk"], decision=flag, day=DAY, at=at, **more)
    assert queries.decision(flag.pk, visible_to=cast["province"], day=DAY) == flag
    assert [one.award for one in queries.honours_of(unit="CA.T1", visible_to=cast["province"], day=DAY)] == [
        "T_COTINH"
    ]
    for who in ("stranger", "stranger_head", "nobody"):
        with pytest.raises(NotFound):
            queries.decision(flag.pk, visible_to=cast[who], day=DAY)
        assert queries.honours_of(unit="CA.T1", visible_to=cast[who], day=DAY) == []


def test_the_other_papers_say_the_facts(cast: Cast, at: datetime) -> None:
    dossier = voted(cast, title_dossier(cast, at), at)
    submission = render(papers.submission(dossier, DAY), "html")
    assert "Nguyễn Thị Ngọc Ánh" in submission
    minutes = render(papers.council_minutes(queries.ballots_of(dossier), DAY), "html")
    assert "17/20" in minutes
    assert "chờ xác nhận" in minutes


def test_a_dossier_from_elsewhere_is_not_found_rather_than_decided_elsewhere(
    cast: Cast, at: datetime
) -> None:
    theirs = verified(cast, title_dossier(cast, at), at)
    officer = actor_in("emulation2", "POLICE_EMULATION_OFFICER", unit="CA.T2")
    with pytest.raises(NotFound):
        operations.draft_decision(
            actor=officer, authority="CA.T2", dossiers=[theirs], signer="Ký", day=DAY, at=at
        )
    board = operations.convene(
        actor=officer, body="CA.T2", name="Hội đồng", members=[{"name": "A"}], day=DAY, at=at
    )
    with pytest.raises(NotFound):
        operations.open_vote(actor=officer, council=board, dossiers=[theirs], day=DAY, at=at)

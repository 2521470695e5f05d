"""What the walk looks at: the same things in tỉnh Một ("own") and tỉnh Hai ("other"), each with its own mark.

The mark stands in words that only people of that side may read, so that a page which shows too much is caught
by its text whatever its status.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lantoa.access.models import Grant, User
from lantoa.access.operations import delegate, propose
from lantoa.assessment import operations as assessment
from lantoa.commendation import operations as commendation
from lantoa.conference import operations as conference
from lantoa.conference.operations import Fact
from lantoa.jobs.models import Job
from lantoa.organisation.models import Person, Posting, Unit
from lantoa.programme import operations as programme
from lantoa.reading import operations as reading
from lantoa.reading.models import Proposal as Read
from lantoa.reporting.models import Submission
from tests.analysis import walked as analysed
from tests.assessment import year as scoring
from tests.cast import CLUSTER, OTHER_CLUSTER, START, Cast, build_cast
from tests.commendation import round as awards
from tests.programme import build as campaigns
from tests.registry import desk
from tests.reporting import build as reports

DAY = date(2026, 11, 21)
MARKS = {"own": "dấu riêng tỉnh Một", "other": "dấu riêng tỉnh Hai"}
HOMES = {
    "ministry": "V05", "province": "CA.T1", "emulation": "CA.T1", "council_office": "UB.T1", "head": "CA.T1",
    "commune_police": "CAX.X11", "commune_committee": "UB.X11", "council_member": "CA.T1", "signer": "CA.T1",
    "clerk": "CA.T1", "ministry_signer": "BCA", "ministry_clerk": "BCA", "administrator": "BCA",
    "stranger": "CA.T2", "stranger_head": "CA.T2", "stranger_commune": "CAX.X21",
}  # fmt: skip
TEXTS = {
    "own": "Năm qua, Công an tỉnh Một xây dựng 12 mô hình tự quản về an ninh, trật tự.",
    "other": "Năm qua, Công an tỉnh Hai xây dựng 15 mô hình tự quản về an ninh, trật tự.",
}


def build(at: datetime) -> tuple[dict[str, User], dict[str, dict[str, Any]]]:
    """(the cast's accounts, the things of both sides by name)."""
    cast = build_cast(at)
    for key, unit in HOMES.items():
        cast.users[key].home_unit = Unit.objects.get(code=unit)
        cast.users[key].save()
    two = _second(cast)
    things: dict[str, dict[str, Any]] = {"own": {}, "other": {}}
    for side, who in (("own", cast), ("other", two)):
        unit, commune = ("CA.T1", "CAX.X11") if side == "own" else ("CA.T2", "CAX.X21")
        things[side] |= {
            "unit": unit, "commune": commune, "land": unit.removeprefix("CA."),
            "cluster": CLUSTER if side == "own" else OTHER_CLUSTER, "side": side,
        }  # fmt: skip
        things[side] |= _awards(who, unit, MARKS[side], at)
        things[side] |= _texts(who, unit, side, at)
        things[side] |= _people(unit, side)
        things[side] |= desk.walked(who, unit, commune, MARKS[side], at)
    _reports(cast, two, things)
    for side, who in (("own", cast), ("other", two)):
        things[side] |= analysed.walked(who, things[side]["unit"], MARKS[side], at)
    _programme(cast, two, things, at)
    _scoring(cast, things, at)
    _rights(cast, two, things, at)
    return cast.users, things


def _second(cast: Cast) -> Cast:
    """The people of tỉnh Hai in the places of tỉnh Một's; those the cast lacks act but are not walked."""
    users = dict(cast.users)
    actors = dict(cast.actors)
    for key, role in (("emulation", "POLICE_EMULATION_OFFICER"), ("signer", "SIGNER"), ("clerk", "CLERK")):
        actors[key] = scoring.person(f"{key}_2", role, unit="CA.T2", home="CA.T2")
        users[key] = User.objects.get(username=f"{key}_2")
    actors["province"], users["province"] = cast["stranger"], cast.users["stranger"]
    return Cast(users, actors)


def _awards(who: Cast, unit: str, mark: str, at: datetime) -> dict[str, Any]:
    """A dossier being drawn up, one before the council, one decided on a draft decision, one to be issued."""
    given = {"unit": unit, "authority": unit}
    persons = [awards.person(f"{unit}-{number}", f"Người Được Xét {number} {mark}") for number in range(1, 5)]
    fresh, sent, voting, decided = (
        awards.title_dossier(who, at, person=one, merit=f"Thành tích {mark}.", **given) for one in persons
    )
    awards.submitted(who, sent, at)
    for one in (voting, decided):
        awards.verified(who, one, at)
    body = commendation.convene(
        actor=who["emulation"], body=unit, name=f"Hội đồng {mark}", day=DAY, at=at,
        members=[
            {"name": "Đặng Văn Ký", "role": "CHAIR"},
            {"user": who.users["council_member" if unit == "CA.T1" else "clerk"].username, "role": "SECRETARY"},
            *({"name": f"Ủy viên {number}"} for number in range(3, 21)),
        ],
    )  # fmt: skip
    emulation = {"actor": who["emulation"], "day": DAY, "at": at}
    ballot, counted = (
        commendation.open_vote(council=body, dossiers=[one], **emulation)[0] for one in (voting, decided)
    )
    commendation.record_count(ballot=counted, present=20, yes_present=17, **emulation)
    awards.confirm(who, "V03", unit, at)
    decision = commendation.draft_decision(
        authority=unit, dossiers=[decided], signer="Đặng Văn Ký", **emulation
    )
    return {
        "dossier": fresh.pk, "sent": sent.pk, "voting": voting.pk, "council": body.pk, "council_ballot": ballot.pk,
        "decision": decision.pk, "member": body.members.order_by("pk").last().pk,
        "paper": sent.papers.order_by("order").first().order,
        "rule_confirmation": _confirmation(unit),
    }  # fmt: skip


def _confirmation(unit: str) -> int:
    from lantoa.rulebook.models import Confirmation  # noqa: PLC0415 -- only here

    return int(Confirmation.objects.get(unit__code=unit).pk)


def _texts(who: Cast, unit: str, side: str, at: datetime) -> dict[str, Any]:
    """A read text with its proposals, a conference, a finished job."""
    mark = MARKS[side]
    text = reading.propose(
        actor=who["province"], unit=unit, text=TEXTS[side], title=f"Bài viết {mark}", day=DAY, at=at
    )
    held = conference.convene(
        actor=who["province"], unit=unit, kind="hoi_nghi_tong_ket", title=f"Hội nghị tổng kết, {mark}",
        held_on=date(2026, 1, 9), day=DAY, at=at,
        facts=[Fact("person", {"name": "Nguyễn Thị Ế", "role": "chair"})],
    )  # fmt: skip
    job = Job.objects.create(
        kind="walk", title=f"Việc nền {mark}", started_by=who.users["emulation"], created_at=at
    )
    first = Read.objects.filter(text=text).order_by("pk").first()
    return {"text": text.pk, "conference": held.pk, "job": job.pk, "read": first.pk if first else 0}


def _people(unit: str, side: str) -> dict[str, Any]:
    person = Person.objects.create(code=f"NV-{side}", name=f"Cán Bộ {MARKS[side]}")
    post = Posting.objects.create(
        person=person, unit=Unit.objects.get(code=unit), post=f"Đội trưởng {MARKS[side]}", valid_from=START
    )
    return {"person": person.code, "posting": post.pk}


def _reports(cast: Cast, two: Cast, things: dict[str, dict[str, Any]]) -> None:
    """One form of the ministry for both provinces: a report sent, one being entered, one accepted."""
    form = reports.a_form(cast["ministry"])
    rounds = [reports.a_round(cast["ministry"], form, period) for period in ("2025-H2", "2026-H1")]
    for side, who in (("own", cast), ("other", two)):
        unit = things[side]["unit"]
        sent, entered = (reports.of(one, unit) for one in rounds)
        reports.accepted(who["province"], cast["ministry"], sent)
        reports.entered(who["province"], entered, M08=[f"Mô hình {MARKS[side]}"])
        things[side] |= {"form": form.pk, "accepted": sent.pk, "entered": entered.pk}
    sent = reports.a_round(cast["ministry"], form, "2025-H1")
    for side, who in (("own", cast), ("other", two)):
        row = Submission.objects.get(round=sent, unit__code=things[side]["unit"])
        reports.entered(who["province"], row)
        from lantoa.reporting import operations  # noqa: PLC0415 -- only here

        operations.submit(
            actor=who["province"], submission=row.pk, day=reports.DAY, at=reports.AT, note=MARKS[side]
        )
        things[side]["submitted"] = row.pk


def _programme(cast: Cast, two: Cast, things: dict[str, dict[str, Any]], at: datetime) -> None:
    """The ministry's campaign with tasks for both; each province's own directive and plan; the cluster's pledge."""
    shared = {"campaign": campaigns.launched(cast).pk, "pledge": campaigns.opened(cast).pk}
    shared["draft_pledge"] = campaigns.pledged(cast, year=2027).pk
    task = campaigns.assigned(cast, programme_row(shared["campaign"]))[0]
    for side, who in (("own", cast), ("other", two)):
        unit, mark = things[side]["unit"], MARKS[side]
        at_once = {"actor": who["province"], "day": DAY, "at": at}
        directive = programme.issue_directive(
            unit=unit,
            title=f"Kế hoạch {mark}",
            kind="plan",
            symbol="KH-CAT",
            body="I. MỤC ĐÍCH\nThiết thực.",
            **at_once,
        )
        came = programme.issue_directive(
            unit=unit, title=f"Quyết định {mark}", kind="decision", reference="12/QĐ-CAT",
            issued_on=date(2026, 1, 20), **at_once,
        )  # fmt: skip
        plan = programme.plan_campaign(
            unit=unit, directive=came.pk, name=f"Đợt thi đua {mark}", slogan="Gần dân", period=campaigns.YEAR,
            audience_unit=unit, **at_once,
        )  # fmt: skip
        things[side] |= shared | {
            "directive": directive.pk, "issued": came.pk, "plan": plan.pk,
            "task": campaigns.of(task, unit).pk,
        }  # fmt: skip
        programme.submit_registration(unit=unit, year=2026, titles=["T_TTLDTT"], **at_once)


def programme_row(pk: int) -> Any:
    from lantoa.programme.models import Campaign  # noqa: PLC0415 -- only here

    return Campaign.objects.get(pk=pk)


def _scoring(cast: Cast, things: dict[str, dict[str, Any]], at: datetime) -> None:
    """The cluster's sheet of this year, self-scored, and last year's, published."""
    last = scoring.published(cast, at, year=2025)
    ballot = assessment.open_ballot(
        actor=cast["head"], sheet=last, award="T_COTINH", secret=True, day=DAY, at=at
    )
    sheet = scoring.opened(cast, at)
    for side in things:
        one = scoring.of(sheet, things[side]["unit"])
        assessment.score(
            actor=cast["province" if side == "own" else "stranger"], evaluation=one, column="self",
            points=scoring.POINTS[things[side]["unit"]], day=DAY, at=at,
        )  # fmt: skip
        things[side] |= {"sheet": sheet.pk, "evaluation": one.pk, "ranked": last.pk, "ballot": ballot.pk}


def _rights(cast: Cast, two: Cast, things: dict[str, dict[str, Any]], at: datetime) -> None:
    """An account, a role, a proposal that waits and a delegation on each side."""
    other_admin = scoring.person("administrator_2", "ADMINISTRATOR", unit="BCA", home="BCA")
    for side, who in (("own", cast), ("other", two)):
        unit, mark = things[side]["unit"], MARKS[side]
        user = User(username=f"moi-{side}", name=f"Người Mới {mark}", home_unit=Unit.objects.get(code=unit))
        user.set_unusable_password()
        user.save()
        grant = Grant.objects.create(
            user=user, role="CLERK", unit=Unit.objects.get(code=unit), valid_from=START, valid_to=date(2027, 1, 1),
            basis=mark,
        )  # fmt: skip
        waiting = propose(
            actor=other_admin, user=user, role="SIGNER", unit=unit, valid_from=DAY, basis=mark, at=at
        )
        lent = delegate(
            actor=who["province"], grant=Grant.objects.get(user=who.users["province"]).pk, to=user,
            valid_from=DAY, valid_to=date(2026, 12, 1), reason=f"Đi học {mark}", at=at,
        )  # fmt: skip
        things[side] |= {
            "username": user.username, "grant": grant.pk, "proposal": waiting.pk, "delegation": lent.pk,
        }  # fmt: skip

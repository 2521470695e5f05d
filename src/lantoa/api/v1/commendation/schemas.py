"""What dossiers, councils and decisions look like in the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema


class DossierIn(Schema, extra="forbid"):
    """``facts``: the keys of ``lantoa try eligibility`` (years, selected, pending, collective)."""

    award: str
    unit: str
    authority: str
    year: int
    person: str | None = None
    post: str = ""
    accepted_on: date | None = None
    merit: str = ""
    facts: dict[str, Any] = {}


class FactsIn(Schema, extra="forbid"):
    facts: dict[str, Any]
    merit: str | None = None


class CommendationPaperOut(Schema):
    order: int
    title: str
    source: str
    present: bool
    file_name: str


class DossierOut(Schema):
    id: int
    award: str
    unit: str
    person: str | None
    recipient: str
    authority: str
    year: int
    accepted_on: date
    state: str
    return_reason: str
    illustrative: bool


class DossierWholeOut(DossierOut):
    merit: str
    to_recheck: str
    facts: dict[str, Any]
    papers: list[CommendationPaperOut]


class FindingOut(Schema):
    code: str
    met: bool | None
    clause: str
    mark: str
    detail: str
    cure: str


class VerdictOut(Schema):
    outcome: str
    law: list[str]
    findings: list[FindingOut]


class VerifyIn(Schema, extra="forbid"):
    """``resolutions``: finding code → the appraiser's written opinion."""

    resolutions: dict[str, str] = {}


class RecheckIn(Schema, extra="forbid"):
    opinion: str


class MemberIn(Schema, extra="forbid"):
    name: str = ""
    user: str | None = None
    post: str = ""
    role: str = "MEMBER"


class CouncilIn(Schema, extra="forbid"):
    body: str
    name: str
    members: list[MemberIn]
    basis: str = ""
    replaces: bool = False


class CouncilOut(Schema):
    id: int
    body: str
    name: str
    members: int


class CommendationSeatOut(Schema):
    id: int
    name: str
    post: str
    role: str


class CouncilWholeOut(CouncilOut):
    basis: str
    dissolved: bool
    seats: list[CommendationSeatOut]


class VoteOpenIn(Schema, extra="forbid"):
    dossiers: list[int]
    secret: bool = True


class CommendationVoteIn(Schema, extra="forbid"):
    yes: bool


class WrittenIn(Schema, extra="forbid"):
    member: int
    yes: bool
    opinion: str = ""


class CommendationCountIn(Schema, extra="forbid"):
    """Counts of a session that voted on paper; send none of them to count the votes cast here."""

    present: int | None = None
    yes_present: int | None = None
    written: int = 0
    yes_written: int = 0


class CommendationBallotOut(Schema):
    id: int
    dossier: int
    round: int
    open: bool
    members: int
    needed: int | None
    yes: int | None
    passed: bool | None
    finding: FindingOut


class CommendationDecisionIn(Schema, extra="forbid"):
    authority: str
    dossiers: list[int]
    signer: str
    signer_rank: str = ""
    deputy: bool = False
    symbol: str = ""
    place: str = ""
    proposed_by: str = ""
    published: bool = True


class CommendationSignIn(Schema, extra="forbid"):
    """``post``: of a colleague who signs on a delegation; empty, it comes from the staff record."""

    post: str = ""


class CommendationNumberIn(Schema, extra="forbid"):
    number: str | None = None
    issued_on: date | None = None


class RevokeIn(Schema, extra="forbid"):
    cause: str
    basis: str


class CommendationLineOut(Schema):
    dossier: int
    recipient: str
    amount: int | None
    paid: bool
    prize_sure: bool


class CommendationDecisionOut(Schema):
    id: int
    authority: str
    award: str
    year: int
    state: str
    number: str
    issued_on: date | None
    published: bool
    public_code: str
    lines: list[CommendationLineOut]


class JobStartedOut(Schema):
    """``job``: ask GET /jobs/{job} how far it is."""

    job: int


class CommendationHonourOut(Schema):
    award: str
    year: int
    person: str | None
    number: str
    given_on: date
    revoked: bool

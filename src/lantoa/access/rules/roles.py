"""The role matrix: which role may do what. Where it may is the grant's scope; until when is its validity.

An action's code is 'area.thing.verb'. Every operation asks for exactly one of these; a test holds both lists
together. Everyone who holds any grant may read what lies inside its scope (the ``*.view`` actions).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VIEW = frozenset(
    {
        "organisation.unit.view",
        "rulebook.rule.view",
        "programme.view",
        "reporting.view",
        "assessment.view",
        "commendation.view",
        "conference.view",
        "reading.view",
    }
)
READING = VIEW | {"registry.paper.view"}
"""What shows and does nothing; papers on their way are read only by those who work on them."""

REPORT_IN = frozenset({"reporting.submission.enter", "reporting.submission.submit"})
REPORT_UP = frozenset(
    {
        "reporting.form.publish",
        "reporting.submission.return",
        "reporting.submission.accept",
        "reporting.submission.lock",
    }
)
UNIT_WORK = frozenset(
    {"programme.pledge.sign", "programme.registration.submit", "programme.task.report", *REPORT_IN}
)
DIRECT = frozenset(
    {
        "programme.directive.issue",
        "programme.campaign.launch",
        "programme.task.assign",
        "programme.task.accept",
        "programme.pledge.open",
    }
)
CONFER = frozenset({"conference.convene", "conference.record", "conference.conclude"})
READ = frozenset({"reading.text.propose", "reading.proposal.decide"})
DOSSIER = frozenset(
    {"commendation.dossier.open", "commendation.dossier.submit", "organisation.person.record"}
)
DESK = frozenset(
    {
        "registry.paper.view",
        "registry.paper.draft",
        "registry.paper.opine",
        "registry.paper.initial",
        "registry.incoming.handle",
    }
)
"""Whoever draws up papers: they also answer for a colleague's draft, never initial their own."""


@dataclass(frozen=True, slots=True)
class Role:
    """``label`` as people say it; ``actions`` beyond reading; ``high`` roles need two persons to grant.
    ``of_cluster`` roles are given on a cluster, all others on a unit.

    A role that does not ``read`` opens nothing by itself: a cluster's member votes and signs there, but sees
    the other members' work no more than before.
    """

    code: str
    label: str
    actions: frozenset[str]
    high: bool = False
    reads: bool = True
    of_cluster: bool = False


_ROLES = (
    Role(
        "ADMINISTRATOR",
        "Quản trị hệ thống",
        frozenset(
            {
                "access.user.manage",
                "access.grant.give",
                "access.grant.approve",
                "organisation.unit.change",
                "organisation.cluster.change",
                "journal.entry.read",
                "journal.entry.erase",
                "exchange.peer.manage",
                "exchange.package.make",
                "exchange.package.take",
                "jobs.view",
                "notices.outbox.read",
            }
        ),
        high=True,
    ),
    Role(
        "MINISTRY_MOVEMENT_OFFICER",
        "Cán bộ phong trào của Bộ (V05)",
        DIRECT
        | REPORT_UP
        | REPORT_IN
        | CONFER
        | READ
        | DOSSIER
        | DESK
        | {
            "assessment.sheet.open",
            "assessment.sheet.appraise",
            "assessment.sheet.finalise",
            "assessment.sheet.publish",
            "rulebook.rule.confirm",
            "organisation.cluster.change",
            "commendation.dossier.verify",
            "commendation.dossier.return",
            "commendation.decision.draft",
            "commendation.certificate.print",
            "commendation.council.convene",
        },
        high=True,
    ),
    Role(
        "PROVINCE_MOVEMENT_OFFICER",
        "Cán bộ phong trào Công an tỉnh (PV05)",
        DIRECT
        | REPORT_UP
        | UNIT_WORK
        | CONFER
        | READ
        | DOSSIER
        | DESK
        | {"assessment.sheet.self_score", "assessment.sheet.explain", "organisation.force.record"},
    ),
    Role(
        "POLICE_EMULATION_OFFICER",
        "Cán bộ thi đua Công an tỉnh (PX03)",
        DOSSIER
        | DESK
        | {
            "assessment.sheet.self_score",
            "assessment.sheet.explain",
            "assessment.sheet.open",
            "assessment.sheet.appraise",
            "assessment.sheet.finalise",
            "assessment.sheet.publish",
            "commendation.dossier.verify",
            "commendation.dossier.return",
            "commendation.council.convene",
            "commendation.decision.draft",
            "commendation.certificate.print",
            "programme.registration.submit",
            "rulebook.rule.confirm",
        },
    ),
    Role(
        "COUNCIL_OFFICE",
        "Thường trực Hội đồng (Sở Nội vụ)",
        DOSSIER
        | DESK
        | {
            "commendation.dossier.verify",
            "commendation.dossier.return",
            "commendation.council.convene",
            "commendation.decision.draft",
            "commendation.certificate.print",
            "rulebook.rule.confirm",
            "programme.campaign.launch",
            "programme.directive.issue",
        },
    ),
    Role(
        "CLUSTER_HEAD",
        "Cụm trưởng",
        frozenset(
            {
                "programme.pledge.open",
                "assessment.sheet.cluster_score",
                "assessment.ballot.open",
                "assessment.ballot.close",
                "assessment.ballot.cast",
                "conference.convene",
                "conference.record",
                "conference.conclude",
            }
        ),
        of_cluster=True,
    ),
    Role(
        "CLUSTER_MEMBER",
        "Thành viên cụm",
        frozenset({"assessment.ballot.cast"}),
        reads=False,
        of_cluster=True,
    ),
    Role(
        "COMMUNE_POLICE_OFFICER",
        "Cán bộ Công an xã, phường",
        UNIT_WORK | READ | CONFER | DESK | {"organisation.force.record"},
    ),
    Role("COMMUNE_COMMITTEE_OFFICER", "Cán bộ thi đua UBND xã, phường", UNIT_WORK | DOSSIER | DESK),
    Role("COUNCIL_MEMBER", "Thành viên Hội đồng", frozenset({"commendation.council.vote"})),
    Role(
        "SIGNER",
        "Người ký",
        frozenset(
            {
                "commendation.decision.sign",
                "commendation.decision.revoke",
                "programme.directive.sign",
                "registry.paper.view",
                "registry.paper.sign",
            }
        ),
        high=True,
    ),
    Role(
        "CLERK",
        "Văn thư",
        frozenset(
            {
                "registry.paper.view",
                "registry.paper.opine",
                "registry.paper.initial",
                "registry.number.issue",
                "registry.book.keep",
                "registry.incoming.handle",
                "commendation.decision.number",
                "commendation.decision.issue",
                "commendation.certificate.print",
                "programme.directive.number",
            }
        ),
    ),
)

ROLES = {role.code: role for role in _ROLES}


def actions_of(code: str) -> frozenset[str]:
    """What a role may do, reading included where it reads. Raises ``KeyError`` for a role that does not exist."""
    role = ROLES[code]
    return role.actions | VIEW if role.reads else role.actions


ALL_ACTIONS = frozenset().union(*(actions_of(code) for code in ROLES))


class Relation(StrEnum):
    """How a role's holder stands to the place where they act."""

    OWN = "own"
    SUBTREE = "subtree"
    CLUSTER = "cluster"
    NATIONAL = "national"

    @property
    def label(self) -> str:
        return {
            "own": "Đơn vị được giao",
            "subtree": "Cấp dưới",
            "cluster": "Cụm",
            "national": "Toàn quốc, toàn hệ",
        }[self]


def relations_of(role: Role) -> tuple[Relation, ...]:
    """Where a holder of the role may act: in a cluster, or in a unit, below it and, given at a root, everywhere."""
    if role.of_cluster:
        return (Relation.CLUSTER,)
    return (Relation.OWN, Relation.SUBTREE, Relation.NATIONAL)

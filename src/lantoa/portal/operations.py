"""Fill the published read model. Called by commendation's hooks, inside the transaction that issues or revokes
a decision; that operation journals."""

from __future__ import annotations

from lantoa.commendation import facts
from lantoa.commendation.hooks import DecisionIssued, DecisionRevoked
from lantoa.commendation.models import Decision
from lantoa.kernel.vi import names
from lantoa.kernel.vi.text import collation_key, search_key
from lantoa.organisation import queries as organisation

from .models import PublishedDecision, PublishedHonour


def publish(notice: DecisionIssued) -> None:
    """The decision and the names in it, if the decision says that they may be shown."""
    if not notice.published:
        return
    decision = Decision.objects.select_related("authority", "paper").get(pk=notice.decision)
    paper = decision.paper
    if paper is None or paper.issued_on is None:
        return
    number = f"{paper.number}/{paper.symbol}"
    shown = PublishedDecision.objects.create(
        code=decision.public_code,
        source=decision.pk,
        number=number,
        number_search=search_key(number),
        issued_on=paper.issued_on,
        authority=organisation.name_of(decision.authority.code, paper.issued_on),
        award=facts.award_title(decision.award, decision.authority.code, paper.issued_on),
        year=decision.year,
        pdf_sha256=paper.pdf_id or "",
        illustrative=decision.illustrative,
    )
    rows = []
    for line in decision.lines.select_related("dossier__unit", "dossier__person"):
        name = facts.recipient_name(line.dossier, paper.issued_on)
        collective = line.dossier.collective
        rows.append(
            PublishedHonour(
                decision=shown,
                name=name,
                search=search_key(name),
                sort=collation_key(name) if collective else names.sort_key(name),
                collective=collective,
            )
        )
    PublishedHonour.objects.bulk_create(rows)


def mark_revoked(notice: DecisionRevoked) -> None:
    """A revoked decision stays to be found, and says so."""
    decision = Decision.objects.select_related("revocation").get(pk=notice.decision)
    PublishedDecision.objects.filter(source=decision.pk).update(revoked_on=decision.revocation.revoked_on)

"""By which right each row is judged: the first pattern that its name matches names the right.

``action@place`` is asked of the role matrix through ``may()``, at the side's ``unit`` (the provincial police),
``commune``, ``cluster``, at the ``nation`` (what the ministry owns), or ``anywhere`` (in any scope the person
holds); ``@home`` counts grants on units only, because a cluster opens no member's people and dossiers. The others:

    everybody   signed in is enough: a list of one's own, or what the house lets every officer read
    nobody      the thing is not there in this world, or the step is not open to anybody who asks so
    by hand     the right depends on who the two people are to each other; ``WHY`` says how it was judged
"""

from __future__ import annotations

import re
from dataclasses import replace

from lantoa.kernel.actors import Actor, may
from lantoa.organisation import queries as organisation
from tests.cast import CLUSTER, OTHER_CLUSTER
from tests.walk.mechanism import Row, people_of, sides
from tests.walk.world import DAY

WHY = {
    "delegation": "the holder, the colleague, and whoever gives that role there may call a delegation back",
    "reader": "a person's rights are read by whoever sees a unit at which they hold some: 'who may approve this?'",
    "starter": "a job is its starter's, and the administrator's who watches jobs",
    "told": "a notice is read by the one whom it was sent to",
    "doors": "these are for people who are not signed in yet, and send the others home",
    "votes": "a vote is cast for a unit of one's own: by its cluster's head, or by a member given that right",
    "cluster's readers": "the sheet of a cluster is read by whoever reads one of its members, and by its head",
    "own account": "an account is tied to a staff record by the administrator; who sees the person sees it",
    "hand-over": "work in progress is handed over by whoever holds some of it; the operation takes each piece's right",
    "own unit": "a pledge is signed for one's own unit; the head signs for none of the other members",
    "by kind of file": "the file's kind says which right is asked; tests/exchange holds each",
    "local rules": "who overrides a rule is asked by the place that the pack names; tests/rulebook holds it",
    "other method": "the address takes another method only",
    "page again": "who lacks the right gets the page again, without the form; that nothing is written is held here too",
    "not reached": "what the row sends stops at the entry, so that it shows who gets no further, not who may",
    "kept tables": "tables, sendings and drafts are their maker's and those shared with; tests/analysis holds each",
    "own layouts": "a layout is its unit's own and seen by those above it; tests/exchange holds each",
    "registry": "judged by the steps of the paper's life cycle in tests/registry",
    "row by row": "a batch is answered row by row: whoever reaches none of its units gets every row refused",
    "wide form": "the form lists only the asker's own units: another's is a fault of the entry, not a closed door",
}

RULES: tuple[tuple[str, str], ...] = (
    (r"GET /api/v1/analysis/(board|merges|schedules|tables)$", "everybody"),
    (r"GET analysis:(index|pivot|schedules|merges|new-merge)$", "everybody"),
    (r"analysis", "by hand: kept tables"),
    (r"checking:|papers/check|papers/many|papers:many|signing:arrive$|incoming/edxml", "everybody"),
    (r"signing:", "by hand: registry"),
    (r"filling:(add|fields)$|layouts$|layouts/fields", "everybody"),
    (r"filling:|layouts", "by hand: own layouts"),
    (r"GET /api/v1/figures$", "everybody"),
    (r"POST .*(rulebook:withdraw-day|rulebook/days/\{pk\}/withdraw)", "nobody"),
    (r"POST .*rulebook/days", "rulebook.rule.confirm@nation"),
    (r"rulebook:days$|GET .*rulebook/days$", "everybody"),
    (r"registry", "by hand: registry"),
    (r"reporting:(worker|manifest)$", "by hand: doors"),
    (r"reporting.*(data-values|wide-take)", "by hand: row by row"),
    (r"GET .*reporting.*(evidence/\{file\}|evidence-file)", "nobody"),
    (r"(DELETE .*evidence/\{file\}|evidence-withdraw)$", "by hand: not reached"),
    (
        r"(POST|PUT|DELETE) .*reporting.*(draft|sendings|cells/\{code\}/evidence|:forget|:merge|:evidence)$",
        "reporting.submission.enter@unit",
    ),
    (r"GET reporting:(merge|evidence)$", "reporting.view@unit"),
    (r"GET .*(reporting/forms/\{pk\}|reporting:form)$", "reporting.view@either"),
    (r"POST reporting:form$", "reporting.form.publish@nation"),
    (r"GET reporting:totals$", "everybody"),
    (r"GET /api/v1/sign-ins/\{username\}|POST /api/v1/exchange", "by hand: not reached"),
    (
        r"POST (conference:show|commendation:law|assessment:attach|reading:show|reporting:upload)$",
        "by hand: page again",
    ),
    (r"POST /api/v1/people/\{code\}/account", "access.user.manage@home"),
    (r"POST /api/v1/people/\{code\}/mergers$", "by hand: not reached"),
    (r"POST .*pledges/\{pk\}/sign", "by hand: own unit"),
    # access
    (r"delegations/\{pk\}/revoke|POST access:revoke", "by hand: delegation"),
    (r"POST /api/v1/access/delegations$", "access.grant.give@unit"),
    (
        r"GET /api/v1/access/(delegations|matrix|proposals|users)$|GET access:(delegations|index|matrix)",
        "everybody",
    ),
    (r"access:delegate$", "everybody"),
    (r"GET /api/v1/access/holders", "organisation.unit.view@commune"),
    (r"/rights$|GET access:rights", "by hand: reader"),
    (r"proposals/\{pk\}/(approve|refuse)|access:(approve|refuse)", "access.grant.approve@unit"),
    (
        r"access/proposals|access:(proposal|proposals|withdraw)$|access:(give|grant-)|grants",
        "access.grant.give@unit",
    ),
    (r"account/sign-ins", "everybody"),
    (r"GET /api/v1/sign-ins$", "access.user.manage@anywhere"),
    (r"access/users|access:users?|account:user|sign-ins", "access.user.manage@unit"),
    (r"GET account:journal", "access.user.manage@anywhere"),
    (r"person-account", "by hand: own account"),
    # one's own account, the doors
    (
        r"sign-in(-code|-enrol|-stop)?$|sign-out|sign-in-(passkey|single)|healthz|look$|portal|public",
        "by hand: doors",
    ),
    (r"passkey-(remove|rename)|session-end$|token-revoke", "nobody"),
    (r"account", "everybody"),
    # desk
    (r"GET /api/v1/jobs$|GET jobs:index", "everybody"),
    (r"jobs[:/](\{pk\}/)?file", "nobody"),
    (r"jobs", "by hand: starter"),
    (r"notices/\{pk\}|notices:open", "by hand: told"),
    (r"notices|worklist|home$", "everybody"),
    (r"mail", "nobody"),
    (r"outbox", "notices.outbox.read@anywhere"),
    (r"journal", "journal.entry.read@anywhere"),
    # assessment: one sheet of the cluster that both provinces are in, opened by the ministry
    (
        r"assessment/ballots/\{pk\}/(close|settle)|close-ballot|assessment:settle",
        "assessment.ballot.close@shared",
    ),
    (r"sheets/\{pk\}/ballots|assessment:open-ballot", "assessment.ballot.open@shared"),
    (r"assessment/ballots/\{pk\}/votes|POST assessment:ballot", "by hand: votes"),
    (
        r"(PUT|POST) .*(scores|/steps|assessment:advance|assessment:evaluation|assessment:attach)",
        "assessment.sheet.self_score@unit",
    ),
    (r"standing", "assessment.sheet.appraise@nation"),
    (r"assessment.*finalise$", "assessment.sheet.finalise@nation"),
    (r"POST .*assessment.*(publish|reopen)$|GET assessment:reopen$", "assessment.sheet.publish@nation"),
    (r"assessment/criteria$|POST assessment:open$", "everybody"),
    (r"POST (/api/v1/)?assessment[:/](sheets|open)$", "assessment.sheet.open@nation"),
    (r"assessment:(count-minutes|evidence)|revokes", "nobody"),
    (r"GET .*(evaluations/\{pk\}|assessment:evaluation)$", "assessment.view@unit"),
    (
        r"GET .*assessment.*(ballot|sheets?/\{pk\}|sheet$|minutes|ranking)",
        "by hand: cluster's readers",
    ),
    (r"assessment", "everybody"),
    # commendation: decided by the unit's own authority; its council, its dossiers
    (r"POST .*commendation.*(ballots/\{pk\}/votes|:ballot)$", "commendation.council.vote@home"),
    (r"POST /api/v1/commendation/councils$", "commendation.council.convene@unit"),
    (r"POST .*commendation.*(/ballots|written|close|open-vote)$", "commendation.council.convene@home"),
    (r"POST .*commendation.*(verify|recheck|[/:]law)$", "commendation.dossier.verify@home"),
    (r"POST .*commendation.*(refuse|return)$", "commendation.dossier.return@home"),
    (r"POST .*commendation.*decisions?$", "commendation.decision.draft@unit"),
    (r"(GET|POST) commendation:draft$", "commendation.decision.draft@home"),
    (r"POST .*commendation.*number$", "commendation.decision.number@home"),
    (r"POST .*commendation.*issue$", "commendation.decision.issue@home"),
    (r"POST .*commendation.*sign$", "commendation.decision.sign@home"),
    (r"POST .*commendation.*revoke$", "commendation.decision.revoke@home"),
    (r".*commendation.*certificates", "commendation.certificate.print@home"),
    (r"POST /api/v1/commendation/dossiers$", "commendation.dossier.open@unit"),
    (
        r"(POST|PUT) .*commendation.*(facts|papers/\{order\}|hand-in)$|commendation:known$",
        "commendation.dossier.open@home",
    ),
    (r"POST .*commendation.*submit$", "commendation.dossier.submit@home"),
    (r"commendation:(convene|new)$", "by hand: wide form"),
    (r"commendation.*(file\.\{form\}|:minutes|paper-file)", "nobody"),
    (
        r"GET .*commendation.*(\{pk\}|:(ballot|board|decision|dossier|download|law|submission)$)",
        "commendation.view@home",
    ),
    (r"GET .*commendation", "everybody"),
    # conference
    (r"conference:convene$", "by hand: wide form"),
    (r"POST /api/v1/conferences$", "conference.convene@unit"),
    (r"POST .*(conclusions|conference:show)$", "conference.conclude@unit"),
    (r"GET .*(conferences/\{pk\}|conference:show)", "conference.view@unit"),
    (r"conference", "everybody"),
    # exchange
    (r"POST .*exchange.*(packages|make)$", "exchange.package.make@anywhere"),
    (r"POST .*exchange.*(open|take)$", "exchange.package.take@anywhere"),
    (r"POST .*exchange.*(peers|register)$", "exchange.peer.manage@anywhere"),
    (r"GET exchange:(make|take|register)$", "exchange.package.take@anywhere"),
    (r"GET exchange:index", "exchange.package.take@anywhere"),
    (r"exchange:received|GET /api/v1/exchange/(packages|peers)$", "everybody"),
    (r"exchange", "nobody"),
    # people, before organisation's own
    (r"(POST|GET) .*person-new$", "organisation.person.record@anywhere"),
    (r"POST /api/v1/people$", "organisation.person.record@unit"),
    (r"mergers/\{pk\}|person-part", "nobody"),
    (r"(person-account|people/\{code\}/account)$", "by hand: own account"),
    (r"POST .*(person-handover|\}/handover)$", "by hand: hand-over"),
    (r"person-(correct|end|merge|post|rank)$|POST .*people/", "organisation.person.record@home"),
    (r"people/\{code\}|:person(-|$)", "organisation.unit.view@home"),
    (r"people", "everybody"),
    # organisation
    (r"POST /api/v1/clusters$|cluster-new$", "organisation.cluster.change@anywhere"),
    (r"(POST|GET) .*(hand-over|cluster-members|\}/members)$", "organisation.cluster.change@cluster"),
    (r"(clusters/\{key\}/minutes|hand-over-minutes)", "everybody"),
    (r"POST .*(forces|force-new)$|GET .*force-new$", "organisation.force.record@unit"),
    (r"GET .*forces", "organisation.unit.view@unit"),
    (r"POST .*/units$", "organisation.unit.change@unit"),
    (r"found$|POST .*unit-changes(/preview)?$", "organisation.unit.change@anywhere"),
    (r"organisation:change-(dissolve|kind|merge|move|rename|split)", "organisation.unit.change@unit"),
    (r"carry-rules$", "by hand: wide form"),
    (r"organisation:change($|-)|unit-changes/(\{|reorganise)|province-map|imports/(\{|templates)", "nobody"),
    (r"imports:(import|marked|new|sample|apply)", "nobody"),
    (r"POST /api/v1/imports$", "by hand: by kind of file"),
    (r"organisation|units|clusters|unit-changes|imports|/map", "everybody"),
    # papers, reading, rulebook, search
    (r"papers(:|/\{)", "nobody"),
    (r"papers$|search", "everybody"),
    (r"reading:new$", "by hand: wide form"),
    (r"POST /api/v1/texts$|reading:correct", "reading.text.propose@unit"),
    (
        r"POST .*(texts/\{pk\}/decisions|proposals/\{pk\}/decision|reading:show)",
        "reading.proposal.decide@unit",
    ),
    (r"GET .*(?<!official-)(texts/\{pk\}|reading:show)", "reading.view@unit"),
    (r"reading|texts$(?<!official-texts)", "everybody"),
    (r"POST .*confirmations(/|$)|rulebook:(withdraw|confirm-again)$", "rulebook.rule.confirm@unit"),
    (r"POST rulebook:rule$", "by hand: wide form"),
    (
        r"rulebook:(load|local|rule|titles?|to-confirm|differences|index|instruments)$|rulebook:title",
        "everybody",
    ),
    (r"POST .*(rules/\{code\}/override|local-rules|texts|official)", "by hand: local rules"),
    (r"rulebook:|local-rules/|official-texts/", "nobody"),
    (r"rules|instruments", "everybody"),
    # programme
    (r"POST .*campaigns/\{pk\}/close|programme:close$", "programme.campaign.launch@nation"),
    (r"POST .*campaigns(/\{pk\}/launch)?$", "programme.campaign.launch@unit"),
    (r"POST .*campaigns/\{pk\}/tasks|programme:assign$", "programme.task.assign@nation"),
    (r"POST .*(tasks/\{pk\}/(accept|return)|return-task)$", "programme.task.accept@nation"),
    (r"POST .*(tasks/\{pk\}/report|programme:task)$", "programme.task.report@unit"),
    (r"POST /api/v1/directives$", "programme.directive.issue@unit"),
    (r"POST .*directives/\{pk\}/number", "programme.directive.number@unit"),
    (r"POST .*directives/\{pk\}/sign", "programme.directive.sign@unit"),
    (r"POST /api/v1/pledges$", "programme.pledge.open@cluster"),
    (r"POST .*pledges/\{pk\}/open", "programme.pledge.open@shared"),
    (r"POST .*pledges/\{pk\}/sign", "programme.pledge.sign@unit"),
    (r"POST /api/v1/registrations$", "programme.registration.submit@unit"),
    (r"programme:(draft-pledge|register|plan|issue)$", "by hand: wide form"),
    (r"programme:(accept-task|launch|open-pledge|sign-pledge)$", "by hand: other method"),
    (r"programme:evidence", "nobody"),
    (r"GET .*(pledges/\{pk\}|programme:(pledge|pledge-file))$", "programme.view@either"),
    (
        r"GET .*(\{pk\}|programme:(campaign|directive|directive-file|launch-plan|number|return-task|sign|task))$",
        "programme.view@unit",
    ),
    (r"programme|campaigns|directives|pledges|registrations|tasks", "everybody"),
    # reporting
    (r"GET reporting:(remind|accept-many)$", "by hand: other method"),
    (r"POST .*reporting.*(/remind|:remind|:accept-many)$", "reporting.view@either"),
    (r"GET .*reporting/forms/\{pk\}/(board|outlying)$", "reporting.view@either"),
    (r"POST .*reporting/submissions/accept$", "everybody"),
    (r"POST .*reporting/reliefs/\{pk\}/answer$", "nobody"),
    (r"POST .*reporting.*(relieve|oblige)$", "reporting.submission.return@nation"),
    (r"POST .*reporting.*(corrections|:correct)$", "reporting.submission.lock@nation"),
    (r"POST .*reporting.*(\{pk\}/reliefs|:relief)$", "reporting.submission.submit@unit"),
    (r"PUT .*reporting/targets$", "reporting.form.publish@unit"),
    (r"GET reporting:(relief|correct)$", "reporting.view@unit"),
    (r"GET .*reporting.*corrections$", "reporting.view@unit"),
    (r"POST .*reporting.*(rounds|reporting:form)$", "reporting.form.publish@nation"),
    (r"POST .*reporting.*forms$", "reporting.form.publish@nation"),
    (r"reporting:publish$", "reporting.form.publish@anywhere"),
    (r"POST .*reporting.*(accept)$", "reporting.submission.accept@nation"),
    (r"POST .*reporting.*(return)$", "reporting.submission.return@nation"),
    (r"POST .*reporting.*(lock)$", "reporting.submission.lock@nation"),
    (r"(POST|PUT) .*reporting.*(submit|values|file|sheet|upload)$", "reporting.submission.enter@unit"),
    (r"reporting:(accept|lock)$", "by hand: other method"),
    (r"GET .*(reporting/forms/\{pk\}|reporting:form)$", "reporting.view@either"),
    (
        r"GET .*reporting.*(submissions/\{pk\}|totals$|totals/|:return|:sheet|:sources|:template|:upload)",
        "reporting.view@unit",
    ),
    (r"reporting:parts", "by hand: wide form"),
    (r"reporting|analysis", "everybody"),
)


def right_of(what: str) -> str:
    """The right by which a row is judged; '' where no rule names it."""
    return next((right for pattern, right in RULES if re.search(pattern, what)), "")


PLACES = {
    "unit": ("CA.T1", "CA.T2"),
    "home": ("CA.T1", "CA.T2"),
    "commune": ("CAX.X11", "CAX.X21"),
    "cluster": (CLUSTER, OTHER_CLUSTER),
    "shared": (CLUSTER, CLUSTER),
    "nation": ("BCA", "BCA"),
}


def past(actor: Actor | None, right: str, side: str) -> bool:
    """Whether the right lets this person through the door, whatever then becomes of what they entered."""
    if actor is None or right in ("everybody", "nobody"):
        return actor is not None and right == "everybody"
    action, _at, where = right.partition("@")
    if where == "anywhere":
        return any(action in one.actions for one in actor.grants)
    if where == "either":
        return any(past(actor, f"{action}@unit", one) for one in ("own", "other"))
    if where == "home":
        actor = replace(actor, grants=tuple(one for one in actor.grants if one.unit))
    key = PLACES[where][("own", "other").index(side)]
    place = organisation.place_of_cluster(key, DAY) if ":" in key else organisation.place_of(key, DAY)
    return may(actor, action, place, DAY)


def unlike(row: Row, actors: dict[str, Actor]) -> list[str]:
    """Where the row's letters say another thing than its right: 'side: person'."""
    right = right_of(row.what)
    if right.startswith("by hand"):
        return [] if right.partition(": ")[2] in WHY else [f"{right}: no reason is written"]
    return [
        f"{row.what} {side}: {person} has “{letter}” against {right}"
        for side, word in sides(row)
        for person, letter in zip(people_of(side), word, strict=False)
        if letter != "m" and (letter in ".v") != past(actors.get(person), right, side)
    ]

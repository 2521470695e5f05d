"""Issue directives and launch campaigns; the doors to pledges, registrations and tasks."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.documents.kinds import BY_CODE
from lantoa.documents.render import render
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, Fault
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, Unit
from lantoa.registry import operations as registry
from lantoa.worklist import operations as worklist

from . import papers, queries
from .models import Campaign, Directive
from .pledging import draft_pledge, open_pledge, sign_pledge, submit_registration
from .rules import drafts
from .rules import lifecycle as life
from .rules.drafts import NewTask, Target
from .tasking import accept_task, assign_tasks, report_task, return_task
from .wording import plain

# Directives ------------------------------------------------------------------------------------------


@transaction.atomic
def issue_directive(
    *,
    actor: Actor,
    unit: str,
    title: str,
    day: date,
    at: datetime,
    kind: str = "plan",
    symbol: str = "",
    body: str = "",
    place: str = "",
    basis: int | None = None,
    reference: str = "",
    issued_on: date | None = None,
    illustrative: bool = False,
) -> Directive:
    """Draft a directive of ``unit`` for signing; ``symbol`` 'KH-V05'. With ``reference`` ('510/QĐ-BCA-V05')
    and ``issued_on`` it is one that already has its number, kept as it came."""
    access.allow(actor, life.ISSUE, unit, day)
    faults = drafts.need(trích_yếu=title)
    if kind not in BY_CODE:
        faults.append(
            Fault("UNKNOWN_KIND", f"Không có loại văn bản “{kind}”.", "loại văn bản", "Chọn trong danh mục.")
        )
    if bool(reference.strip()) != (issued_on is not None):
        faults.append(
            Fault(
                "NUMBER_AND_DATE",
                "Văn bản đã ban hành cần cả số, ký hiệu và ngày.",
                "số, ký hiệu",
                "Ghi đủ cả hai, hoặc để trống cả hai để trình ký.",
            )
        )
    if not reference.strip():
        faults += drafts.need(ký_hiệu=symbol)
    drafts.refuse(faults)
    row = Directive.objects.create(
        unit=Unit.objects.get(code=unit),
        kind=kind,
        title=clean(title)[:500],
        body=plain(body, "nội dung"),
        place=clean(place),
        basis=queries.directive(actor, basis, day) if basis is not None else None,
        reference=clean(reference),
        issued_on=issued_on,
        state="issued" if reference.strip() else "draft",
        created_at=at,
        illustrative=illustrative,
    )
    if row.state == "draft":
        row.paper = registry.register(
            subject=f"programme.directive:{row.pk}",
            kind=kind,
            body=unit,
            symbol=clean(symbol),
            summary=row.title,
            at=at,
            illustrative=illustrative,
            by=actor,
        )
        row.save(update_fields=["paper"])
        _next(row, life.SIGN, f"Ký văn bản: {row.title}", at)
    journal.record(
        actor=actor,
        action="programme.directive.issue",
        subject=f"programme.directive:{row.pk}",
        at=at,
        basis=row.reference,
        after={"kind": kind, "title": row.title, "state": row.state},
    )
    return row


def _next(row: Directive, action: str, title: str, at: datetime) -> None:
    worklist.put(
        key=f"programme.directive:{row.pk}",
        area="programme",
        title=title,
        action=action,
        link=f"/phong-trao/van-ban/{row.pk}/",
        at=at,
        unit=row.unit.code,
        own=False,
    )


def _directive(pk: int) -> Directive:
    row = (
        Directive.objects.select_for_update(of=("self",))
        .select_related("unit", "paper", "basis")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise queries.hidden()
    return row


@transaction.atomic
def sign_directive(
    *, actor: Actor, directive: int, day: date, at: datetime, post: str = "", rank: str = ""
) -> Directive:
    """The signer's name and post go onto the paper; it then waits for its number."""
    row = _directive(directive)
    access.allow(actor, life.SIGN, row.unit.code, day)
    row.state = life.DIRECTIVE.step(row.state, "sign").target
    row.signer_post = clean(post)[:160]
    row.save(update_fields=["state", "signer_post"])
    if row.paper is not None:
        registry.sign_paper(
            paper=row.paper,
            by=actor,
            day=day,
            at=at,
            signer=clean(f"{rank} {actor.name}"),
            post=row.signer_post,
        )
    _next(row, life.NUMBER, f"Cấp số văn bản: {row.title}", at)
    journal.record(
        actor=actor,
        action="programme.directive.sign",
        subject=f"programme.directive:{row.pk}",
        at=at,
        after={"state": row.state, "post": row.signer_post},
    )
    return row


@transaction.atomic
def number_directive(*, actor: Actor, directive: int, day: date, at: datetime, number: str = "") -> Directive:
    """Give the number (the organ's own register's, or empty for the next of a series given to Lan Tỏa), date it
    today and keep DOCX and PDF."""
    row = _directive(directive)
    access.allow(actor, life.NUMBER, row.unit.code, day)
    step = life.DIRECTIVE.step(row.state, "number")
    if number.strip() and not number.strip().isdecimal():
        raise BadInput(
            "BAD_NUMBER", f"“{number}” không phải là số văn bản.", place="số", remedy="Chỉ ghi chữ số."
        )
    if row.paper is None:
        raise ValueError("a directive that waits for its number has a paper")
    registry.give_number(paper=row.paper, number=number, issued_on=day, by=actor, at=at)
    registry.issue_paper(paper=row.paper, by=actor, at=at)
    row.state, row.issued_on = step.target, day
    row.reference = row.paper.reference
    row.save(update_fields=["state", "issued_on", "reference"])
    told = papers.directive(row, day)
    registry.attach(paper=row.paper, docx=render(told, "docx"), pdf=render(told, "pdf"), at=at)
    worklist.close(key=f"programme.directive:{row.pk}", at=at)
    notices.tell_nearest(
        action=life.ASSIGN, units=sorted(organisation.standing(day).graph.below.get(row.unit.code, ())), day=day,
        title=f"Văn bản mới {row.reference}: {row.title}", link=f"/phong-trao/van-ban/{row.pk}/", at=at,
        kind=About.PAPER, restricted=True,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="programme.directive.number",
        subject=f"programme.directive:{row.pk}",
        at=at,
        after={"number": row.reference, "issued_on": str(day)},
    )
    return row


# Campaigns -------------------------------------------------------------------------------------------


@transaction.atomic
def plan_campaign(
    *,
    actor: Actor,
    unit: str,
    directive: int,
    name: str,
    slogan: str,
    period: Validity,
    day: date,
    at: datetime,
    audience_unit: str = "",
    audience_cluster: str = "",
    motto: str = "",
    purpose: str = "",
    contents: str = "",
    illustrative: bool = False,
) -> Campaign:
    """Prepare a campaign under a directive, for a unit with everything below it or for a cluster."""
    access.allow(actor, life.LAUNCH, unit, day)
    faults = [*drafts.need(tên_đợt_thi_đua=name, khẩu_hiệu=slogan), *drafts.period_faults(period)]
    if bool(audience_unit) == bool(audience_cluster):
        faults.append(
            Fault(
                "ONE_AUDIENCE",
                "Đối tượng phát động là một đơn vị cùng cấp dưới, hoặc một cụm.",
                "đối tượng",
                "Chọn đúng một trong hai.",
            )
        )
    drafts.refuse(faults)
    if audience_unit:
        organisation.place_of(audience_unit, day)
    if audience_cluster:
        organisation.place_of_cluster(audience_cluster, day)
    row = Campaign.objects.create(
        directive=queries.directive(actor, directive, day),
        unit=Unit.objects.get(code=unit),
        name=clean(name)[:300],
        slogan=clean(slogan)[:300],
        motto=clean(motto)[:300],
        purpose=plain(purpose, "mục đích, yêu cầu"),
        contents=plain(contents, "nội dung"),
        valid_from=period.start,
        valid_to=period.end,
        audience_unit=Unit.objects.get(code=audience_unit) if audience_unit else None,
        audience_cluster=Cluster.objects.get(key=audience_cluster) if audience_cluster else None,
        created_at=at,
        illustrative=illustrative,
    )
    journal.record(
        actor=actor,
        action="programme.campaign.plan",
        subject=f"programme.campaign:{row.pk}",
        at=at,
        basis=row.directive.reference,
        after={"name": row.name, "from": str(period.start), "to": str(period.end)},
    )
    return row


def _campaign(pk: int) -> Campaign:
    row = (
        Campaign.objects.select_for_update(of=("self",))
        .select_related("directive", "unit", "audience_unit", "audience_cluster")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise queries.hidden()
    return row


@transaction.atomic
def launch_campaign(*, actor: Actor, campaign: int, day: date, at: datetime) -> Campaign:
    """Launch; its directive must have been issued."""
    row = _campaign(campaign)
    access.allow(actor, life.LAUNCH, row.unit.code, day)
    step = life.CAMPAIGN.step(row.state, "launch")
    if row.directive.state != "issued":
        raise Conflict(
            "DIRECTIVE_NOT_ISSUED",
            "Văn bản chỉ đạo của đợt thi đua chưa được ban hành.",
            place=row.directive.title,
            remedy="Trình ký và cấp số văn bản trước khi phát động.",
        )
    row.state, row.launched_on = step.target, day
    row.save(update_fields=["state", "launched_on"])
    journal.record(
        actor=actor,
        action="programme.campaign.launch",
        subject=f"programme.campaign:{row.pk}",
        at=at,
        basis=row.directive.reference,
        after={"state": row.state},
    )
    return row


@transaction.atomic
def close_campaign(*, actor: Actor, campaign: int, result: str, day: date, at: datetime) -> Campaign:
    """Close with the review's words: results, effect, limits, lessons (TT 01, Điều 4)."""
    row = _campaign(campaign)
    access.allow(actor, life.LAUNCH, row.unit.code, day)
    step = life.CAMPAIGN.step(row.state, "close")
    drafts.refuse(drafts.need(kết_quả_tổng_kết=result))
    row.state, row.closed_on, row.result = step.target, day, plain(result, "kết quả tổng kết")
    row.save(update_fields=["state", "closed_on", "result"])
    journal.record(
        actor=actor,
        action="programme.campaign.close",
        subject=f"programme.campaign:{row.pk}",
        at=at,
        basis=row.directive.reference,
        after={"state": row.state},
    )
    return row


__all__ = [
    "NewTask",
    "Target",
    "accept_task",
    "assign_tasks",
    "close_campaign",
    "draft_pledge",
    "issue_directive",
    "launch_campaign",
    "number_directive",
    "open_pledge",
    "plan_campaign",
    "report_task",
    "return_task",
    "sign_directive",
    "sign_pledge",
    "submit_registration",
]

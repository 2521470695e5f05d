"""Pledges and registrations: what units promise in their own name. Called through ``operations``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, Fault, NotAllowed
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, Unit
from lantoa.reporting.facts import provinces
from lantoa.rulebook import packs
from lantoa.worklist import operations as worklist
from lantoa.worklist.models import Item

from . import queries
from .models import Pledge, PledgeSignature, PledgeTarget, Registration
from .rules import drafts
from .rules import lifecycle as life
from .rules.drafts import Target
from .wording import plain


@transaction.atomic
def draft_pledge(
    *,
    actor: Actor,
    cluster: str,
    year: int,
    text: str,
    targets: Sequence[Target],
    day: date,
    at: datetime,
    campaign: int | None = None,
    illustrative: bool = False,
) -> Pledge:
    """The words and the annexed targets, for the cluster's members of ``day`` to sign."""
    access.allow_cluster(actor, life.OPEN_PLEDGE, cluster, day)
    drafts.refuse([*drafts.need(nội_dung_giao_ước=text), *drafts.target_faults(targets)])
    if Pledge.objects.filter(cluster__key=cluster, year=year).exists():
        raise Conflict(
            "PLEDGE_EXISTS",
            f"Cụm đã có bản giao ước năm {year}.",
            place=organisation.cluster_name(cluster),
            remedy="Mở bản giao ước đã có.",
        )
    row = Pledge.objects.create(
        cluster=Cluster.objects.get(key=cluster),
        campaign=queries.campaign(actor, campaign, day) if campaign is not None else None,
        year=year,
        text=plain(text, "nội dung giao ước"),
        created_at=at,
        illustrative=illustrative,
    )
    row.members.set(Unit.objects.filter(code__in=organisation.members_of(cluster, day)))
    PledgeTarget.objects.bulk_create(
        [
            PledgeTarget(
                pledge=row,
                order=order,
                indicator=target.indicator,
                text=clean(target.text)[:500],
                value=target.value,
                measure=clean(target.measure)[:60],
            )
            for order, target in enumerate(targets, 1)
        ]
    )
    journal.record(
        actor=actor,
        action="programme.pledge.draft",
        subject=f"programme.pledge:{row.pk}",
        at=at,
        after={"cluster": cluster, "year": year, "targets": len(targets)},
    )
    return row


def _pledge(pk: int) -> Pledge:
    row = Pledge.objects.select_for_update(of=("self",)).select_related("cluster").filter(pk=pk).first()
    if row is None:
        raise queries.hidden()
    return row


def _sign_key(pledge: Pledge, unit: str) -> str:
    return f"programme.pledge:{pledge.pk}:{unit}"


@transaction.atomic
def open_pledge(*, actor: Actor, pledge: int, day: date, at: datetime) -> Pledge:
    """Ask every member to sign."""
    row = _pledge(pledge)
    access.allow_cluster(actor, life.OPEN_PLEDGE, row.cluster.key, day)
    row.state = life.PLEDGE.step(row.state, "open").target
    row.save(update_fields=["state"])
    members = list(row.members.order_by("code"))
    worklist.put_many(
        [
            Item(
                key=_sign_key(row, member.code),
                area="programme",
                title=f"Ký giao ước thi đua {row.cluster.name} năm {row.year}"[:300],
                action=life.SIGN_PLEDGE,
                unit=member,
                own=True,
                link=f"/phong-trao/giao-uoc/{row.pk}/",
                created_at=at,
            )
            for member in members
        ]
    )
    journal.record(
        actor=actor,
        action="programme.pledge.open",
        subject=f"programme.pledge:{row.pk}",
        at=at,
        after={"members": [member.code for member in members]},
    )
    return row


def _own(actor: Actor, action: str, unit: str, day: date, why: str) -> None:
    access.allow(actor, action, unit, day)
    if not drafts.speaks_for(actor, action, unit, day):
        raise NotAllowed(
            "NOT_IN_THEIR_NAME",
            why,
            place=organisation.name_of(unit, day),
            remedy="Đề nghị cán bộ của chính đơn vị đó thực hiện.",
        )


@transaction.atomic
def sign_pledge(*, actor: Actor, pledge: int, unit: str, day: date, at: datetime, post: str = "") -> Pledge:
    """One member signs, by somebody who speaks for exactly that unit. The last one completes the pledge."""
    row = _pledge(pledge)
    _own(actor, life.SIGN_PLEDGE, unit, day, "Thi đua là tự nguyện: không ai ký giao ước thay đơn vị khác.")
    life.PLEDGE.step(row.state, "sign")
    members = {member.code: member for member in row.members.all()}
    if unit not in members:
        raise BadInput(
            "NOT_A_MEMBER",
            f"{organisation.name_of(unit, day)} không có trong bản giao ước này.",
            place="đơn vị ký",
            remedy="Chỉ thành viên của cụm ký bản giao ước của cụm.",
        )
    signed = set(row.signatures.values_list("unit__code", flat=True))
    if unit in signed:
        raise Conflict(
            "SIGNED_ALREADY",
            "Đơn vị đã ký bản giao ước này.",
            place=organisation.name_of(unit, day),
            remedy="Không cần ký lại.",
        )
    PledgeSignature.objects.create(
        pledge=row,
        unit=members[unit],
        name=actor.name,
        post=clean(post)[:160] or "Đại diện lãnh đạo đơn vị",
        by=actor.id,
        at=at,
    )
    complete = signed | {unit} == set(members)
    if complete:
        row.state, row.signed_at = "signed", at
        row.save(update_fields=["state", "signed_at"])
    worklist.close(key=_sign_key(row, unit), at=at)
    journal.record(
        actor=actor,
        action="programme.pledge.sign",
        subject=f"programme.pledge:{row.pk}",
        at=at,
        after={"unit": unit, "complete": complete},
    )
    return row


# Registrations ---------------------------------------------------------------------------------------


@transaction.atomic
def submit_registration(
    *,
    actor: Actor,
    unit: str,
    year: int,
    titles: Sequence[str],
    day: date,
    at: datetime,
    note: str = "",
    pledge: int | None = None,
) -> Registration:
    """A unit registers the collective titles it strives for; registering again makes a new version."""
    _own(
        actor, life.REGISTER, unit, day, "Thi đua là tự nguyện: không ai đăng ký danh hiệu thay đơn vị khác."
    )
    chosen = list(dict.fromkeys(titles))
    drafts.refuse(_title_faults(chosen))
    last = Registration.objects.filter(unit__code=unit, year=year).order_by("-version").first()
    row = Registration.objects.create(
        unit=Unit.objects.get(code=unit),
        province=provinces([unit], day)[unit],
        year=year,
        version=last.version + 1 if last else 1,
        pledge=queries.pledge(actor, pledge, day) if pledge is not None else None,
        titles=chosen,
        note=clean(note)[:500],
        by=actor.id,
        at=at,
    )
    journal.record(
        actor=actor,
        action="programme.registration.submit",
        subject=f"programme.registration:{unit}:{year}",
        at=at,
        before={"titles": last.titles} if last else None,
        after={"titles": chosen, "version": row.version},
    )
    return row


def _title_faults(titles: Sequence[str]) -> list[Fault]:
    """A form of commendation is not registered for, and a unit strives for collective titles."""
    if not titles:
        return [Fault("NO_TITLES", "Chưa chọn danh hiệu nào.", "danh hiệu", "Chọn ít nhất một danh hiệu.")]
    faults = []
    for code in titles:
        known = packs.award_codes().get(code)
        if known is None:
            faults.append(
                Fault("UNKNOWN_CODE", f"Không có danh hiệu mã “{code}”.", "danh hiệu", "Chọn trong danh mục.")
            )
        elif known.kind != drafts.TITLE_KIND:
            faults.append(
                Fault(
                    "FORM_NOT_TITLE",
                    f"{known.name} là hình thức khen thưởng, không phải danh hiệu thi đua.",
                    "danh hiệu",
                    "Chỉ đăng ký danh hiệu thi đua; hình thức khen thưởng xét theo thành tích.",
                )
            )
        elif "collective" not in known.recipients:
            faults.append(
                Fault(
                    "NOT_FOR_COLLECTIVES",
                    f"{known.name} là danh hiệu của cá nhân.",
                    "danh hiệu",
                    "Đơn vị đăng ký danh hiệu của tập thể.",
                )
            )
    return faults

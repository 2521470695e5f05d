"""Peers are registered by fingerprint; packages are made, opened and applied, each once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel import clock
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.kernel.vi.text import clean, search_key
from lantoa.organisation import operations as organisation
from lantoa.organisation.operations.imports import import_units
from lantoa.registry import files
from lantoa.reporting.facts import SMALLEST

from .. import container, gather, keys, queries
from ..compare import compare
from ..models import Package, Peer, Received
from ..rules.packages import Change, Line, Part, check_roster, check_small, counted, for_network

MANAGE, MAKE, TAKE = "exchange.peer.manage", "exchange.package.make", "exchange.package.take"
MEDIA = "application/octet-stream"
FIGURES = Part.FIGURES.value


def allow(actor: Actor, action: str, day: date) -> None:
    """Exchange is a matter of the whole deployment: the action must be held somewhere."""
    if not access.reach(actor, action, day).units:
        raise NotAllowed(
            "NOT_ALLOWED",
            "Vai trò của bạn không trao đổi gói với bản cài khác.",
            place="trao đổi",
            remedy="Đề nghị người quản trị hệ thống.",
        )


@transaction.atomic
def register_peer(
    *, actor: Actor, card: str, fingerprint: str, basis: str, at: datetime, name: str = ""
) -> Peer:
    """Another deployment by its card. ``fingerprint`` is what its officer read out over another channel: it must
    be that of the card's keys, or the card was swapped on the way."""
    allow(actor, MANAGE, clock.today())
    read = keys.read_card(card)
    if not basis.strip():
        raise BadInput(
            "NO_BASIS", "Chưa ghi căn cứ.", place="căn cứ", remedy="Ghi văn bản thống nhất trao đổi."
        )
    mark = container.fingerprint(read["signing"], read["sealing"])
    if "".join(fingerprint.split()).lower() != mark:
        raise BadInput(
            "OTHER_FINGERPRINT",
            "Dấu vân tay nhập vào không phải của phiếu khóa này.",
            place="dấu vân tay",
            remedy="Gọi điện cho nơi kia đọc lại dấu vân tay; nếu vẫn khác, phiếu đã bị thay trên đường.",
        )
    if keys.known() and keys.own().fingerprint == mark:
        raise BadInput(
            "OWN_CARD",
            "Đây là phiếu khóa của chính bản cài này.",
            place="phiếu khóa",
            remedy="Xin phiếu của nơi kia.",
        )
    if Peer.objects.filter(fingerprint=mark).exists():
        raise Conflict(
            "PEER_KNOWN", "Nơi này đã được đăng ký.", place="phiếu khóa", remedy="Xem danh sách nơi trao đổi."
        )
    peer = Peer.objects.create(
        name=clean(name or read["name"])[:120], network=read["network"], fingerprint=mark,
        signing_key=container.encoded(read["signing"]), sealing_key=container.encoded(read["sealing"]),
        basis=clean(basis)[:300], added_at=at,
    )  # fmt: skip
    journal.record(
        actor=actor, action=MANAGE, subject=f"exchange.peer:{peer.pk}", at=at, basis=peer.basis,
        after={"name": peer.name, "network": peer.network, "fingerprint": mark},
    )  # fmt: skip
    return peer


@transaction.atomic
def withdraw_peer(*, actor: Actor, peer: int, reason: str, at: datetime) -> Peer:
    """No package goes to it or is taken from it any more."""
    allow(actor, MANAGE, clock.today())
    row = queries.peer(actor, peer)
    if not reason.strip():
        raise BadInput("NO_REASON", "Chưa ghi lý do.", place="lý do", remedy="Ghi vì sao thôi trao đổi.")
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    journal.record(
        actor=actor,
        action="exchange.peer.withdraw",
        subject=f"exchange.peer:{row.pk}",
        at=at,
        reason=reason.strip(),
    )
    return row


def rows_for(
    *, actor: Actor, peer: Peer, choice: gather.Choice, day: date
) -> dict[str, list[dict[str, Any]]]:
    """What a package would hold: the preview and the package ask the same. ``Conflict`` for a police roster that
    would go to the Internet; small counts that may point at persons go there as withheld."""
    allow(actor, MAKE, day)
    access.allow(actor, "organisation.unit.view", choice.unit, day)
    if not choice.parts:
        raise BadInput(
            "NOTHING_CHOSEN", "Chưa chọn nội dung của gói.", place="nội dung", remedy="Chọn ít nhất một phần."
        )
    if Part.FIGURES in choice.parts and not (choice.form and choice.period):
        raise BadInput(
            "NO_ROUND",
            "Chưa ghi biểu mẫu và kỳ báo cáo.",
            place="kỳ báo cáo",
            remedy="Ví dụ BC6T và 2025-H2.",
        )
    rows = gather.gather(choice, actor, day)
    check_roster(peer.network, gather.police_units(rows.get("people", []), day))
    if FIGURES in rows:
        rows[FIGURES] = for_network(peer.network, rows[FIGURES], SMALLEST)
    return rows


@transaction.atomic
def make_package(*, actor: Actor, peer: int, choice: gather.Choice, day: date, at: datetime) -> Package:
    """A package for one peer, kept sealed. ``Conflict`` when there is nothing in it."""
    to = queries.live_peer(actor, peer)
    rows = rows_for(actor=actor, peer=to, choice=choice, day=day)
    counts = {name: len(part) for name, part in rows.items()}
    if not any(counts.values()):
        raise Conflict(
            "EMPTY_PACKAGE", "Không có dòng nào để gửi.", place="nội dung", remedy="Chọn đơn vị hoặc kỳ khác."
        )
    number = secrets.token_hex(16)
    data = container.seal(
        own=keys.own(), signing=container.decoded(to.signing_key, 32, to.name),
        sealing=container.decoded(to.sealing_key, 32, to.name), number=number, made_at=at.isoformat(),
        network=settings.NETWORK, parts=rows,
    )  # fmt: skip
    if len(data) > container.MOST_BYTES:
        raise BadInput(
            "TOO_MUCH", "Gói lớn hơn 20 MB.", place="nội dung", remedy="Chia thành nhiều gói nhỏ hơn."
        )
    kept = files.store(data, media_type=MEDIA, at=at)
    made = Package.objects.create(
        direction="OUT", number=number, peer=to, contents=counts, digest=kept.sha256, made_at=at, state="SENT",
        file=kept, user=access.user_of(actor),
    )  # fmt: skip
    journal.record(
        actor=actor, action=MAKE, subject=f"exchange.package:{made.pk}", at=at,
        after={"to": to.fingerprint, "digest": kept.sha256, "unit": choice.unit, "rows": counts},
    )  # fmt: skip
    return made


@transaction.atomic
def open_package(*, actor: Actor, data: bytes, at: datetime) -> Package:
    """Prove a package and keep it, still sealed, for looking at. ``Conflict`` when it was taken before."""
    allow(actor, TAKE, clock.today())
    peer = Peer.objects.filter(fingerprint=container.sender_of(data), withdrawn_at=None).first()
    if peer is None:
        raise NotFound(
            "UNKNOWN_SENDER", "Nơi gửi gói này chưa được đăng ký.", place="gói",
            remedy="Đăng ký phiếu khóa của nơi gửi, đối chiếu dấu vân tay, rồi mở lại.",
        )  # fmt: skip
    opened = queries.unsealed(data, peer)
    _check_network(opened)
    kept = files.store(data, media_type=MEDIA, at=at)
    try:
        with transaction.atomic():
            row = Package.objects.create(
                direction="IN", number=opened.number[:32], peer=peer, digest=kept.sha256, made_at=opened.made_at,
                contents={name: len(rows) for name, rows in opened.parts.items()}, state="OPENED", file=kept,
                user=access.user_of(actor),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(
            "PACKAGE_KNOWN",
            "Gói này đã được nhận trước đây.",
            place="gói",
            remedy="Xem lại trong danh sách gói nhận vào.",
        ) from None
    journal.record(
        actor=actor, action="exchange.package.open", subject=f"exchange.package:{row.pk}", at=at,
        after={"from": peer.fingerprint, "digest": hashlib.sha256(data).hexdigest(), "rows": row.contents},
    )  # fmt: skip
    return row


def _check_network(opened: container.Opened) -> None:
    """The Internet side takes no police roster and no small counts, whoever sends them. A unit new in the same
    package is judged by its way up to one that is known here."""
    above = {row["code"]: row["parent"] for row in opened.parts.get("units", [])}

    def known(code: str) -> str:
        seen: set[str] = set()
        while code in above and code not in seen:
            seen.add(code)
            code = above[code] if above[code] else code
        return code

    rows = opened.parts.get("people", [])
    placed = [
        {"posts": [{"unit": one} for post in row["posts"] for one in (post["unit"], known(post["unit"]))]}
        for row in rows
    ]
    check_roster(settings.NETWORK, gather.police_units(placed, clock.today()))
    check_small(settings.NETWORK, opened.parts.get(FIGURES, []), SMALLEST)


@transaction.atomic
def apply_package(*, actor: Actor, number: int, at: datetime) -> tuple[Package, dict[str, int]]:
    """Write what is new or changed, leave what is the same, leave out conflicts; all in one transaction. Returns
    the counts. Units and people go through their own operations, with their own rights and entries."""
    allow(actor, TAKE, clock.today())
    row = queries.package(actor, number, lock=True)
    if row.direction != "IN" or row.state != "OPENED":
        raise Conflict("PACKAGE_APPLIED", "Gói này đã được ghi.", place="gói", remedy="Không cần ghi lại.")
    opened, day = queries.opened(row), clock.today()
    _check_network(opened)
    lines = compare(opened, row.peer, day)
    chosen = {(line.part, line.key): line.change for line in lines}
    basis = f"Gói trao đổi {opened.number[:8]} của {row.peer.name}"
    wanted = {part: _wanted(part, opened.parts.get(part.value, []), chosen) for part in Part}
    _apply_units(actor, wanted[Part.UNITS], chosen, basis, day, row.digest, at)
    _apply_clusters(actor, wanted[Part.CLUSTERS], basis, at)
    _apply_people(actor, wanted[Part.PEOPLE], basis, at)
    for part in (Part.FIGURES, Part.DECISIONS):
        _keep(row, part, wanted[part], at)
    row.state, row.applied_at = "APPLIED", at
    row.save(update_fields=["state", "applied_at"])
    counts = counted(lines)
    journal.record(
        actor=actor, action=TAKE, subject=f"exchange.package:{row.pk}", at=at, basis=basis, after=counts
    )
    return row, counts


def _wanted(
    part: Part, rows: list[dict[str, Any]], chosen: dict[tuple[Part, str], Change]
) -> list[dict[str, Any]]:
    name = "code" if part in (Part.UNITS, Part.PEOPLE) else "key"
    return [row for row in rows if chosen[part, row[name]] in (Change.NEW, Change.CHANGED)]


def _apply_units(
    actor: Actor, rows: list[dict[str, Any]], chosen: dict[tuple[Part, str], Change], basis: str, day: date,
    digest: str, at: datetime,
) -> None:  # fmt: skip
    new = [row for row in rows if chosen[Part.UNITS, row["code"]] is Change.NEW]
    if new:
        import_units(actor=actor, rows=list(enumerate(new, 1)), day=day, basis=basis, digest=digest, at=at)
    for row in rows:
        if chosen[Part.UNITS, row["code"]] is Change.CHANGED:
            organisation.rename(
                actor=actor,
                unit=row["code"],
                name=row["name"],
                day=date.fromisoformat(row["from"]),
                basis=basis,
                at=at,
            )


def _apply_clusters(actor: Actor, rows: Iterable[dict[str, Any]], basis: str, at: datetime) -> None:
    for row in rows:
        leads = {role: code for code, role in row["members"]}
        organisation.create_cluster(
            actor=actor, issuer=row["issuer"], series=row["series"], number=row["number"], name=row["name"],
            members=[code for code, _role in row["members"]], head=leads.get("HEAD"), deputy=leads.get("DEPUTY"),
            valid_from=date.fromisoformat(row["from"]), valid_to=date.fromisoformat(row["to"]),
            members_known=row["members_known"], period_kind=row["period_kind"], basis=basis, at=at,
        )  # fmt: skip


def _apply_people(actor: Actor, rows: Iterable[dict[str, Any]], basis: str, at: datetime) -> None:
    for row in rows:
        first, *others = sorted(row["posts"], key=lambda post: (post["from"], post["unit"]))
        organisation.add_person(
            actor=actor, code=row["code"], name=row["name"], rank=row["rank"], gender=row["gender"],
            unit=first["unit"], post=first["post"], day=date.fromisoformat(first["from"]), basis=basis, at=at,
            another=True,
        )  # fmt: skip
        for post in others:
            organisation.appoint(
                actor=actor, person=row["code"], unit=post["unit"], post=post["post"], also=True,
                day=date.fromisoformat(post["from"]), basis=basis, at=at,
            )  # fmt: skip


def _keep(package: Package, part: Part, rows: list[dict[str, Any]], at: datetime) -> None:
    for row in rows:
        told = " ".join(str(row.get(name) or "") for name in ("name", "unit", "number", "award", "authority"))
        Received.objects.update_or_create(
            peer=package.peer, kind=part.value, key=row["key"],
            defaults={"package": package, "body": row, "received_at": at, "search": search_key(told)[:400]},
        )  # fmt: skip


__all__ = [
    "Line", "apply_package", "make_package", "open_package", "register_peer", "rows_for", "withdraw_peer",
]  # fmt: skip

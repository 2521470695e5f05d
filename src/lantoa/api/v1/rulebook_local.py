"""A unit's own rules where the law delegates: packs loaded, previewed, withdrawn, and one rule overridden."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import Problem
from lantoa.rulebook import facts, operations, queries
from lantoa.rulebook.models import LocalPack

from .rulebook import RulebookWithdrawIn

router = Router()


class LocalIn(Schema, extra="forbid"):
    text: str
    file_name: str = "quy-dinh.yaml"
    replace: bool = False
    dry_run: bool = False


class LocalRuleOut(Schema):
    pack: str
    rule: str
    unit: str
    source: str
    delegation: str
    mark: str
    valid_from: date
    valid_to: date | None


class LocalOut(Schema):
    id: int | None
    code: str
    title: str
    unit: str
    loaded_at: datetime | None
    withdrawn: bool
    problem: str
    rules: list[LocalRuleOut]


class OverrideIn(Schema, extra="forbid"):
    unit: str
    pack: str
    values: dict[str, str | list[str]]
    number: str
    name: str
    clause: str
    valid_from: date


@router.post("/rules/{code}/override", response={201: LocalOut}, summary="Đặt quy định riêng cho một quy tắc")
def override(request: HttpRequest, code: str, body: OverrideIn) -> Status[LocalOut]:
    made = operations.override(
        actor=actor_of(request), rule=code, day=clock.today(), at=clock.now(), **body.model_dump()
    )
    return Status(201, _local(made))


def _local(row: LocalPack) -> LocalOut:
    day = clock.today()
    read = queries.contents(row, day)
    broken = isinstance(read, Problem)
    return LocalOut(
        id=row.pk,
        code=row.code,
        title=row.title,
        unit=row.unit.code,
        loaded_at=row.loaded_at,
        withdrawn=row.withdrawn_at is not None,
        problem=read.fault.message if isinstance(read, Problem) else "",
        rules=[] if broken else _previewed(read, day),
    )


def _previewed(file: Any, day: date) -> list[LocalRuleOut]:
    return [
        LocalRuleOut(
            pack=one.overlay.pack,
            rule=one.overlay.rule,
            unit=one.overlay.unit,
            source=one.overlay.source,
            delegation=one.step.delegation,
            mark=one.step.mark.value,
            valid_from=one.overlay.valid.start,
            valid_to=one.overlay.valid.end,
        )
        for one in queries.preview(file, day)
    ]


@router.get("/local-rules", response=list[LocalOut], summary="Gói quy định riêng được xem")
def local_packs(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[LocalOut]:
    found = queries.local_packs(visible_to=actor_of(request), day=clock.today())
    start = max(offset, 0)
    return [_local(one) for one in found[start : start + min(max(limit, 0), 500)]]


@router.get("/local-rules/{pk}", response=LocalOut, summary="Một gói quy định riêng")
def local_pack(request: HttpRequest, pk: int) -> LocalOut:
    return _local(queries.local_pack(pk, visible_to=actor_of(request), day=clock.today()))


@router.post("/local-rules", response={200: LocalOut, 201: LocalOut}, summary="Nạp gói quy định riêng")
def load(request: HttpRequest, body: LocalIn) -> Status[LocalOut]:
    """``dry_run``: what it would change, nothing kept (200); else loaded (201)."""
    day = clock.today()
    if body.dry_run:
        file = facts.read_file(body.text, body.file_name, day)
        return Status(
            200,
            LocalOut(
                id=None, code=file.code, title=file.title, unit=file.unit, loaded_at=None, withdrawn=False, problem="",
                rules=_previewed(file, day),
            ),
        )  # fmt: skip
    made = operations.load(
        actor=actor_of(request), text=body.text, file_name=body.file_name, replacing=body.replace, day=day,
        at=clock.now(),
    )  # fmt: skip
    return Status(201, _local(made))


@router.post("/local-rules/{pk}/withdraw", response=LocalOut, summary="Rút gói quy định riêng")
def withdraw_local(request: HttpRequest, pk: int, body: RulebookWithdrawIn) -> LocalOut:
    row = operations.withdraw_local(
        actor=actor_of(request), pack=pk, reason=body.reason, day=clock.today(), at=clock.now()
    )
    return _local(row)


@router.post("/local-rules/{pk}/restore", response=LocalOut, summary="Dùng lại gói quy định riêng đã rút")
def restore_local(request: HttpRequest, pk: int) -> LocalOut:
    return _local(
        operations.restore_local(actor=actor_of(request), pack=pk, day=clock.today(), at=clock.now())
    )

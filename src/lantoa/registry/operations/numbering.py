"""Series given to Lan Tỏa, numbers, organ abbreviations. A number is taken under the body's lock in the
transaction that uses it, so that series stay without gaps whoever comes at the same time and whatever breaks."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction

from lantoa.documents.kinds import BY_CODE
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import clean
from lantoa.organisation.models import Unit

from ..models import Abbreviation, CheckPage, Paper, PaperState, Series
from ..rules import numbers
from ..rules.lifecycle import KEEP
from .common import move, note, own

ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?")
SIGN = re.compile(r"[0-9A-ZĐƠƯ][0-9A-Za-zĐđƠơƯư&.]*(-[0-9A-ZĐƠƯ][0-9A-Za-zĐđƠơƯư&.]*)*")


def give_number(
    *, paper: Paper, number: str | int | None, issued_on: date, by: Actor | None = None, at: datetime
) -> Paper:
    """Number and date a signed paper. ``number`` as the organ's own document system gave it; empty takes the next of
    the series given to Lan Tỏa. Called inside operations, which journal.

    Raises ``Conflict``: not signed, no series given, the series is Lan Tỏa's, the number is used this year.
    """
    body = Unit.objects.select_for_update().get(pk=paper.body_id)
    if paper.state != PaperState.SIGNED:
        raise Conflict(
            "PAPER_NOT_SIGNED",
            "Văn bản chưa được ký nên chưa cấp số.",
            place=paper.summary,
            remedy="Trình người có thẩm quyền ký trước.",
        )
    typed = str(number).strip() if number is not None else ""
    row = _series(body, issued_on.year, paper.kind)
    given = _taken(row, typed) if typed else _next(row, body, issued_on.year, paper.kind)
    _unused(paper, given, issued_on)
    paper.number, paper.issued_on, paper.series = numbers.padded(given), issued_on, row
    move(paper, "NUMBERED", "number", "issued_on", "series")
    if by is not None:
        note(paper, "number", by, at, reason=paper.reference)
    return paper


def _series(body: Unit, year: int, kind: str) -> Series | None:
    """The series that counts this paper, held; None where the organ numbers by its own system."""
    rows = {
        row.kind: row
        for row in Series.objects.select_for_update().filter(body=body, year=year).order_by("pk")
    }
    found = numbers.chosen(rows.keys(), kind)
    return rows[found] if found is not None else None


def _taken(row: Series | None, typed: str) -> int:
    given = numbers.read(typed)
    if row is not None:
        raise Conflict(
            "SERIES_GIVEN",
            f"Dãy số {row.year} của loại này do Lan Tỏa cấp, số kế tiếp là {numbers.padded(row.last + 1)}.",
            place="số văn bản",
            remedy="Để trống ô số để lấy số kế tiếp.",
        )
    return given


def _next(row: Series | None, body: Unit, year: int, kind: str) -> int:
    if row is None:
        raise Conflict(
            "NO_SERIES",
            f"Dãy số năm {year} của cơ quan cho loại “{BY_CODE[kind].name}” không do Lan Tỏa cấp.",
            place="số văn bản",
            remedy="Ghi số mà hệ thống văn bản của cơ quan đã cấp; hoặc giao dãy số cho Lan Tỏa ở trang Dãy số.",
        )
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def _unused(paper: Paper, number: int, issued_on: date) -> None:
    clash = Paper.objects.filter(
        body=paper.body, symbol=paper.symbol, order=number, issued_on__year=issued_on.year
    ).exclude(pk=paper.pk)
    if clash.exists():
        raise Conflict(
            "NUMBER_USED",
            f"Số {numbers.padded(number)}/{paper.symbol} đã cấp cho văn bản khác trong năm {issued_on.year}.",
            place="số văn bản",
            remedy="Xem sổ văn bản đi rồi lấy số kế tiếp.",
        )


@transaction.atomic
def give_series(
    *,
    actor: Actor,
    body: str,
    year: int,
    day: date,
    at: datetime,
    kind: str = "",
    last: int = 0,
    basis: str = "",
) -> Series:
    """From here on Lan Tỏa numbers ``body``'s papers of ``kind`` ('' all kinds) in ``year``, after ``last``. A series
    once given is not taken back: numbers were used."""
    own(actor, KEEP, body, day)
    unit = Unit.objects.select_for_update().get(code=body)
    if kind and kind not in BY_CODE:
        raise BadInput(
            "UNKNOWN_KIND", f"Không có loại văn bản “{kind}”.", place="loại", remedy="Chọn trong danh mục."
        )
    if not day.year - 1 <= year <= day.year + 1:
        raise BadInput(
            "BAD_YEAR", f"Năm {year} quá xa.", place="năm", remedy="Giao dãy số của năm nay hoặc năm kề."
        )
    if len(clean(basis)) < 5:
        raise BadInput(
            "NO_BASIS",
            "Chưa ghi căn cứ giao dãy số.",
            place="căn cứ",
            remedy="Ghi văn bản giao hoặc quy chế văn thư.",
        )
    if Series.objects.filter(body=unit, year=year, kind=kind).exists():
        raise Conflict("SERIES_EXISTS", "Dãy số này đã giao.", place="dãy số", remedy="Xem danh sách dãy số.")
    used = Paper.objects.filter(body=unit, issued_on__year=year, **({"kind": kind} if kind else {}))
    highest = max(used.filter(order__isnull=False).values_list("order", flat=True), default=0)
    if last < highest:
        raise Conflict(
            "SERIES_BEHIND",
            f"Sổ đã có số {numbers.padded(highest)}, lớn hơn số đã dùng vừa ghi.",
            place="số đã dùng",
            remedy=f"Ghi từ {highest} trở lên.",
        )
    row = Series.objects.create(
        body=unit,
        year=year,
        kind=kind,
        last=last,
        basis=clean(basis)[:300],
        given_by=actor.name[:120],
        given_at=at,
    )
    journal.record(
        actor=actor, action="registry.series.give", subject=f"registry.series:{row.pk}", at=at, basis=row.basis,
        after={"body": body, "year": year, "kind": kind, "last": last},
    )  # fmt: skip
    return row


@transaction.atomic
def set_abbreviation(
    *, actor: Actor, unit: str, text: str, day: date, at: datetime, basis: str = ""
) -> Abbreviation:
    """How the organ is abbreviated in the symbols of its papers from now on: 'CAT-PV05'."""
    own(actor, KEEP, unit, day)
    given = clean(text)
    if len(given) > 30 or not SIGN.fullmatch(given):
        raise BadInput(
            "BAD_ABBREVIATION",
            f"“{given}” không dùng được trong ký hiệu.",
            place="chữ viết tắt",
            remedy="Viết hoa, không dấu cách, các nhóm nối bằng gạch ngang: UBND, CAT-PV05.",
        )
    before = Abbreviation.objects.filter(unit__code=unit).first()
    row, _ = Abbreviation.objects.update_or_create(
        unit=Unit.objects.get(code=unit),
        defaults={"text": given, "basis": clean(basis)[:300], "set_by": actor.name[:120], "set_at": at},
    )
    journal.record(
        actor=actor, action="registry.abbreviation.set", subject=f"organisation.unit:{unit}", at=at, basis=row.basis,
        before={"text": before.text} if before else None, after={"text": given},
    )  # fmt: skip
    return row


@transaction.atomic
def set_check_page(
    *, actor: Actor, unit: str, address: str, day: date, at: datetime, basis: str = ""
) -> CheckPage:
    """Where a QR on the unit's published decisions and certificates leads from now on: the public page without the
    code ('https://…/tra-cuu'). Empty switches it off; papers of other units are not touched."""
    own(actor, KEEP, unit, day)
    given = clean(address).rstrip("/")
    if given and (len(given) > 120 or not ADDRESS.fullmatch(given)):
        raise BadInput(
            "BAD_CHECK_ADDRESS",
            "Địa chỉ trang tra cứu không dùng được trong mã QR.",
            place="địa chỉ trang tra cứu",
            remedy="Ghi địa chỉ đầy đủ, bắt đầu bằng https://, không quá 120 ký tự; để trống là không in mã QR.",
        )
    before = CheckPage.objects.filter(unit__code=unit).first()
    row, _ = CheckPage.objects.update_or_create(
        unit=Unit.objects.get(code=unit),
        defaults={"address": given, "basis": clean(basis)[:300], "set_by": actor.name[:120], "set_at": at},
    )
    journal.record(
        actor=actor, action="registry.check_page.set", subject=f"organisation.unit:{unit}", at=at, basis=row.basis,
        before={"address": before.address} if before else None, after={"address": given},
    )  # fmt: skip
    return row

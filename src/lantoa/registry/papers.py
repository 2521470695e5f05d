"""Papers as trees and as lines: one's own from its words, an area's from its facts; phiếu trình; the archive's."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

from lantoa.documents import build
from lantoa.documents.build import p
from lantoa.documents.catalogue.issue import Issue
from lantoa.documents.catalogue.office import HandOver as HandOverFacts
from lantoa.documents.catalogue.office import Slip, hand_over
from lantoa.documents.catalogue.office import slip as build_slip
from lantoa.documents.kinds import BY_CODE
from lantoa.documents.tree import (
    Annex,
    Article,
    Block,
    Column,
    Heading,
    Items,
    Organ,
    Paper,
    Paragraph,
    Signature,
    Signed,
    Table,
    Urgency,
    gap,
    plain,
)
from lantoa.kernel.clock import HANOI
from lantoa.kernel.vi.dates import on_screen
from lantoa.organisation import queries as organisation

from . import models, owners
from .letterhead import authority_of, blocks_of, organ_of, seat_of
from .rules.keeping import BY_YEARS

LABEL = "Dữ liệu minh họa"
UNSIGNED = frozenset({"DRAFT", "ASKING", "PRESENTED", "INITIALLED", "RETURNED"})
URGENCY = {"": Urgency.NONE, "URGENT": Urgency.URGENT, "VERY_URGENT": Urgency.VERY_URGENT,
           "MOST_URGENT": Urgency.MOST_URGENT}  # fmt: skip


def tree(row: models.Paper, day: date) -> Paper:
    """The paper as it stands: a draft, signed, numbered. An area that signs itself builds its own."""
    owner = owners.of(row)
    if owner is not None and owner.signs:
        return owner.build(row.subject.partition(":")[2], row, day)
    told = owner.build(row.subject.partition(":")[2], row, _signed_on(row, day)) if owner else _own(row, day)
    return dataclasses.replace(told, **_standing(row, told, day))


def _signed_on(row: models.Paper, day: date) -> date:
    """Facts are read as of the day the paper was signed, once it is."""
    step = None if row.state in UNSIGNED else row.steps.filter(action="sign").order_by("-pk").first()
    return step.at.astimezone(HANOI).date() if step else day


def _own(row: models.Paper, day: date) -> Paper:
    body = blocks_of(row.text) or (p(gap("nội dung văn bản")),)
    return Paper(
        kind=row.kind,
        organ=organ_of(row.body.code, day),
        summary=row.summary,
        place=row.place or seat_of(row.body.code, day),
        addressees=tuple(row.addressees.splitlines()),
        body=body,
        recipients=tuple(row.recipients.splitlines()) or ("Lưu: VT",),
        urgency=URGENCY[row.urgency],
        data_label=LABEL if row.illustrative else "",
    )


def _standing(row: models.Paper, told: Paper, day: date) -> dict[str, object]:
    """What the registry knows of any paper that goes through its hands: symbol, number, day, who signs."""
    signed = row.state not in UNSIGNED
    state = Signed.SIGNED if signed else Signed.INITIALLED if row.state == "INITIALLED" else Signed.DRAFT
    found: dict[str, object] = {
        "symbol": row.symbol,
        "number": row.order,
        "day": row.issued_on,
        "year": (row.issued_on or day).year,
        "draft": not signed,
    }
    if row.signer or not told.signatures:
        post = row.signer_post or "Thủ trưởng đơn vị"
        found["signatures"] = (Signature(post, row.signer, authority_of(row.signer_line), state),)
    return found


# Lines, for comparing versions -----------------------------------------------------------------------


def lines_of(told: Paper) -> list[str]:
    """What the paper says, one line for each paragraph, item and row of a table, top to bottom."""
    lines = [f"{told.name}: {told.summary}", *(f"Kính gửi: {one}" for one in told.addressees)]
    lines += [f"{one.lead} {one.text}" for one in told.bases]
    lines += [line for block in told.body for line in _lines(block)]
    for annex in told.annexes:
        lines.append(f"Phụ lục: {annex.title}")
        lines += [line for block in annex.blocks for line in _lines(block)]
    return [*lines, *(f"Nơi nhận: {one}" for one in told.recipients)]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield plain(block.words)
        case Heading():
            yield f"{block.number}. {block.title}"
        case Article():
            yield f"Điều {block.number}. {block.title} {plain(block.words)}".replace("  ", " ").strip()
            for inner in block.blocks:
                yield from _lines(inner)
        case Items():
            yield from (f"- {plain(one)}" for one in block.items)
        case Table():
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(plain(cell) for cell in cells) for cells in block.rows)


# Phiếu trình -----------------------------------------------------------------------------------------


def slip(row: models.Paper, day: date) -> Paper:
    """Phiếu trình of a paper: what it is, what was answered to the questions asked, what is proposed."""
    names = organisation.standing(day).names
    kind = BY_CODE[row.kind].name
    opinions = tuple(
        (
            one.user.name if one.user else names.get(one.unit.code if one.unit else "", ""),
            _said(one),
            on_screen(one.answered_at.astimezone(HANOI).date()) if one.answered_at else "",
        )
        for one in row.opinions.select_related("unit", "user").filter(withdrawn="").order_by("pk")
    )
    facts = Slip(
        issue=Issue(
            organ=organ_of(row.body.code, day),
            place=row.place or seat_of(row.body.code, day),
            signatures=(Signature("Người trình", row.drafter_name),),
            day=day,
            recipients=("Lưu: hồ sơ công việc",),
            data_label=LABEL if row.illustrative else "",
        ),
        matter=f"Trình ký {kind[:1].lower()}{kind[1:]} {row.summary[:1].lower()}{row.summary[1:]}",
        to=row.signer_post or "Lãnh đạo đơn vị",
        summary=(f"Loại văn bản: {kind}; ký hiệu {row.symbol or 'chưa ghi'}.", row.summary),
        proposal=f"Kính trình xem xét, ký {kind[:1].lower()}{kind[1:]}",
        sent_along=(f"Dự thảo {kind[:1].lower()}{kind[1:]}",),
        opinions=opinions,
    )
    return build_slip(facts)


def _said(one: models.Opinion) -> str:
    if not one.answered_at:
        return f"Chưa trả lời (hạn {on_screen(one.due)})"
    label = str(one.get_stance_display())
    return f"{label}. {one.answer}".strip() if one.answer else f"{label}."


# Archive ---------------------------------------------------------------------------------------------


def hand_over_minutes(row: models.HandOver) -> Paper:
    """Biên bản giao nhận with the list of files (mục lục hồ sơ) as its annex."""
    organ = organ_of(row.unit.code, row.on)
    files = list(row.files.order_by("year", "notation"))
    told = hand_over(
        HandOverFacts(
            issue=Issue(
                organ=organ,
                place=seat_of(row.unit.code, row.on),
                signatures=(Signature("Bên giao", row.giver), Signature("Bên nhận", row.taker)),
                day=row.on,
                recipients=("Bên giao", "Bên nhận", "Lưu: VT"),
                data_label=LABEL if row.illustrative else "",
            ),
            subject="Giao nộp hồ sơ, tài liệu vào lưu trữ",
            held=row.on,
            giver=(organ.issuer, ", ".join(one for one in (row.giver, row.giver_post) if one)),
            taker=(row.taker_unit, row.taker),
            witness=("Văn thư cơ quan", row.made_by),
            things=tuple((f"{one.notation}: {one.title}", str(held_in(one)), _term(one)) for one in files),
        )
    )
    return dataclasses.replace(told, annexes=(Annex("Mục lục hồ sơ, tài liệu nộp lưu", (_contents(files),)),))


def file_contents(row: models.RecordFile, day: date) -> Paper:
    """Mục lục văn bản trong hồ sơ: what lies in one file, in and out together, by date."""
    held = sorted(
        [
            *((one.issued_on, one.reference, f"{BY_CODE[one.kind].name} {one.summary}", organisation.name_of(
                one.body.code, day)) for one in row.papers.select_related("body").order_by("pk")),
            *((one.issued_on or one.arrived_on, one.reference, one.summary, one.sender)
              for one in row.incoming.order_by("pk")),
        ],
        key=lambda one: (one[0] or day, one[1]),
    )  # fmt: skip
    columns = (Column("TT", 12, "center"), Column("Số, ký hiệu", 34), Column("Ngày", 24, "center"), "Trích yếu",
               Column("Tác giả", 44))  # fmt: skip
    rows = [
        (str(at), reference, on_screen(on) if on else "", summary, by)
        for at, (on, reference, summary, by) in enumerate(held, start=1)
    ]
    return build.form(
        title="Mục lục văn bản trong hồ sơ",
        organ=Organ("", organisation.name_of(row.unit.code, day)),
        place=seat_of(row.unit.code, day),
        day=day,
        summary=f"Hồ sơ {row.notation}: {row.title}",
        body=(build.table(columns, rows) if rows else p("Hồ sơ chưa có văn bản."),),
        signatures=(Signature("Người lập", row.made_by),),
        recipients=("Lưu: VT",),
        data_label=LABEL if row.illustrative else "",
    )


def _contents(files: list[models.RecordFile]) -> Table:
    columns = (
        Column("TT", 12, "center"),
        Column("Số, ký hiệu hồ sơ", 34),
        "Tiêu đề hồ sơ",
        Column("Năm", 16, "center"),
        Column("Số văn bản", 20, "center"),
        Column("Thời hạn bảo quản", 30),
    )
    rows = [
        (str(at), one.notation, one.title, str(one.year), str(held_in(one)), _term(one))
        for at, one in enumerate(files, start=1)
    ]
    return build.table(columns, rows)


def held_in(one: models.RecordFile) -> int:
    """How many papers the file holds."""
    return one.papers.count() + one.incoming.count()


def _term(one: models.RecordFile) -> str:
    return BY_YEARS[one.years].label if one.years in BY_YEARS else f"{one.years} năm"

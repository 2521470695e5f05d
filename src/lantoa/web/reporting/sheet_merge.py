"""Two people changed the same report: base, mine and theirs cell by cell, and the choice of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.kernel.errors import BadInput, Conflict
from lantoa.reporting import cells_sending
from lantoa.reporting.cells_sending import SAVE, SEND, Collision
from lantoa.reporting.queries import Sheet
from lantoa.web.kit import Request, done, page, signed_in
from lantoa.web.parts import Crumb

from .sheet_view import load, typed_faults


@dataclass(frozen=True, slots=True)
class Cell:
    code: str
    name: str
    base: str
    mine: str
    theirs: str
    clash: bool
    chosen: str


@dataclass(frozen=True, slots=True)
class Merge:
    sheet: Sheet
    cells: Sequence[Cell]
    mine: str
    theirs: str
    revision: int
    action: str
    note: str
    by: str
    crumbs: Sequence[Crumb]


def begun_from(text: str) -> dict[str, Any] | None:
    """The cells that a writer began from, as his page held them; None when it held none."""
    try:
        told = json.loads(text) if text else None
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def revision_of(request: Request) -> int | None:
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() else None


def said(cell: Mapping[str, str]) -> str:
    """A cell as typed, to read: '12', '9 / 10', 'không có số liệu', with its note."""
    numbers = " / ".join(cell[part] for part in ("numerator", "denominator") if cell.get(part))
    told = cell.get("value") or numbers or cell.get("keys", "").replace("\n", "; ") or cell.get("text", "")
    if cell.get("no_data"):
        told = _("không có số liệu")
    note = f" ({cell['note']})" if cell.get("note") else ""
    return (told or _("để trống")) + note


def show_merge(
    request: Request,
    pk: int,
    met: Collision,
    mine: Mapping[str, Any],
    action: str,
    note: str,
    chosen: Mapping[str, str] | None = None,
) -> HttpResponse:
    sheet = load(request, pk)
    names = {row.line.code: row.line.name for row in sheet.rows}
    cells = [
        Cell(
            one.code,
            names[one.code],
            said(one.base),
            said(one.mine),
            said(one.theirs),
            one.clash,
            (chosen or {}).get(one.code, "") or _side(one),
        )
        for one in met.differences
    ]
    kept = {one.code: dict(one.mine) for one in met.differences}
    by = max(sheet.stages, key=lambda stage: stage.at).by if sheet.stages else ""
    crumbs = (
        Crumb(_("Báo cáo"), reverse("reporting:index")),
        Crumb(sheet.unit, reverse("reporting:sheet", args=[pk])),
        Crumb(_("Gộp số liệu")),
    )
    merge = Merge(
        sheet, cells, json.dumps(kept, ensure_ascii=False), json.dumps(met.base, ensure_ascii=False), met.revision,
        action, note, by, crumbs,
    )  # fmt: skip
    return page(request, "reporting/merge.html", merge, status=409)


def _side(one: Any) -> str:
    """The side that alone changed the cell; '' when both did."""
    if one.clash:
        return ""
    return "theirs" if dict(one.mine) == dict(one.base) else "mine"


@signed_in
def merge(request: Request, pk: int) -> HttpResponse:
    """POST the choices of a merge page: ``c-<code>`` is mine or theirs."""
    sheet = load(request, pk)
    if request.method != "POST":
        return done(
            request, _("Bấm Lưu ở bảng nhập; nếu có ô khác nhau sẽ hiện bảng gộp."), "reporting:sheet", pk
        )
    mine, theirs = (
        begun_from(request.POST.get("mine", "")) or {},
        begun_from(request.POST.get("theirs", "")) or {},
    )
    action = SEND if request.POST.get("action") == SEND else SAVE
    note = request.POST.get("giai-trinh", "")
    chosen = {code: request.POST.get(f"c-{code}", "") for code in mine}
    try:
        _refuse_open(sheet, chosen)
        cells_sending.take_in(
            actor=request.actor, submission=pk, cells={code: mine[code] for code in mine if chosen[code] == "mine"},
            base=theirs, revision=revision_of(request), note=note, action=action, day=request.day, at=request.now,
        )  # fmt: skip
    except Collision as met:
        return show_merge(request, pk, met, mine, action, note, chosen)
    except (BadInput, Conflict) as problem:
        return _unmerged(request, pk, problem, mine, theirs, action, note, chosen)
    text = _("Đã gộp và gửi báo cáo lên cấp trên.") if action == SEND else _("Đã gộp và lưu.")
    return done(request, text, "reporting:sheet", pk)


def _refuse_open(sheet: Sheet, chosen: Mapping[str, str]) -> None:
    """Every cell that both changed must be chosen."""
    names = {row.line.code: row.line.name for row in sheet.rows}
    for code, side in chosen.items():
        if side not in ("mine", "theirs") and code in names:
            raise BadInput(
                "NOT_CHOSEN",
                _("Chưa chọn số liệu cho %(code)s %(name)s.") % {"code": code, "name": names[code]},
                place=code,
                remedy=_("Chọn số của bạn hoặc số đang lưu."),
            )


def _unmerged(
    request: Request,
    pk: int,
    problem: BadInput | Conflict,
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    action: str,
    note: str,
    chosen: Mapping[str, str],
) -> HttpResponse:
    """The merge page again with what was chosen; where the report moved on, its own page says so."""
    sheet = load(request, pk)
    found = cells_sending.compare(sheet.submission, theirs, mine)
    if not found.differences:
        raise problem
    typed_faults(request, sheet, problem.faults)
    return show_merge(request, pk, found, mine, action, note, chosen)

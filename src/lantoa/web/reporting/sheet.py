"""One report: the entry grid, sending, returning, accepting; as a page and as an Excel file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.kernel.errors import BadInput, Conflict, Fault, Problem
from lantoa.kernel.vi.numbers import figure, percent
from lantoa.kernel.vi.text import slug
from lantoa.registry.files import MEDIA_TYPES
from lantoa.reporting import operations, queries, workbooks
from lantoa.reporting.models import Submission
from lantoa.reporting.queries import Sheet
from lantoa.reporting.rules.cells import Cell
from lantoa.web import uploads
from lantoa.web.kit import Request, attachment, done, page, signed_in
from lantoa.web.parts import Crumb, Stage

EDITABLE = ("draft", "returned")
PARTS = {"v": "value", "n": "numerator", "d": "denominator", "k": "keys", "x": "no_data", "g": "note"}
"""First letter of a field's name → the part of the cell; the rest of the name is the indicator's code."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the grid, as typed where something was typed."""

    code: str
    name: str
    measure: str
    kind: str
    group: str
    computed: bool
    required: bool
    value: str
    numerator: str
    denominator: str
    keys: str
    no_data: bool
    note: str
    result: str
    previous: str
    error: str
    warnings: Sequence[str]
    returned: str
    entered_by: str
    sources: str
    mark: str


@dataclass(frozen=True, slots=True)
class Shown:
    sheet: Sheet
    submission: Submission
    lines: Sequence[Line]
    stages: Sequence[Stage]
    crumbs: Sequence[Crumb]
    editable: bool
    may_submit: bool
    may_return: bool
    may_accept: bool
    may_lock: bool
    note: str
    revision: int


def _load(request: Request, pk: int) -> Sheet:
    found = queries.submission(request.actor, pk, request.day)
    return queries.sheet(request.actor, found, request.day)


def typed(post: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Code → raw cell from a posted grid."""
    cells: dict[str, dict[str, str]] = {}
    for name, text in post.items():
        letter, mark, code = name.partition("-")
        if mark and letter in PARTS:
            cells.setdefault(code, {})[PARTS[letter]] = text
    return cells


def _changed(sheet: Sheet, cells: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    """Only what differs from what stands, so that two writers of different cells do not meet."""
    standing = {row.line.code: _as_typed(row.cell) for row in sheet.rows if not row.computed}
    found = {}
    for code, cell in cells.items():
        told = {name: text for name, text in cell.items() if text.strip()}
        if told != standing.get(code, {}):
            found[code] = told
    return found


def _as_typed(cell: Cell) -> dict[str, str]:
    """A cell as the grid would post it."""
    told = {
        "value": figure(cell.value) if cell.value is not None else "",
        "numerator": figure(cell.numerator) if cell.numerator is not None else "",
        "denominator": figure(cell.denominator) if cell.denominator is not None else "",
        "keys": "\n".join(cell.keys or ()),
        "no_data": "x" if cell.no_data else "",
        "note": cell.note,
    }
    return {name: text for name, text in told.items() if text}


# Showing ---------------------------------------------------------------------------------------------


def _shown(
    request: Request, sheet: Sheet, cells: Mapping[str, dict[str, str]] | None = None, note: str = ""
) -> Shown:
    """The grid; ``cells`` are entries that were not saved and stand instead of what is stored."""
    row = sheet.submission
    open_steps = {step.action for step in sheet.steps}
    faults = _by_code(getattr(request, "faults", ()))
    return Shown(
        sheet,
        row,
        [_line(row.pk, one, cells, faults.get(one.line.code, ())) for one in sheet.rows],
        stages(sheet),
        [
            Crumb(_("Báo cáo"), reverse("reporting:index")),
            Crumb(sheet.unit),
        ],
        "enter" in open_steps,
        "submit" in open_steps,
        "return" in open_steps,
        "accept" in open_steps,
        "lock" in open_steps,
        note,
        row.revision,
    )


def _by_code(faults: Sequence[Fault]) -> dict[str, list[Fault]]:
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.place.removeprefix("#o-").split(" ")[0], []).append(fault)
    return found


def _line(
    pk: int, row: queries.Row, cells: Mapping[str, dict[str, str]] | None, faults: Sequence[Fault]
) -> Line:
    line = row.line
    told = _as_typed(row.cell) if cells is None or line.code not in cells else cells[line.code]
    return Line(
        line.code,
        line.name,
        line.measure,
        line.kind,
        line.group,
        row.computed,
        line.required,
        told.get("value", ""),
        told.get("numerator", ""),
        told.get("denominator", ""),
        told.get("keys", ""),
        bool(told.get("no_data")),
        told.get("note", ""),
        result(row.cell),
        result(row.previous),
        " ".join(
            f"{fault.message.removeprefix(f'{line.code} {line.name}: ')} {fault.remedy}" for fault in faults
        ),
        ()
        if faults
        else tuple(f"{remark.message} {remark.cure}" for remark in row.remarks if not _blank(row)),
        row.returned,
        row.entered_by,
        reverse("reporting:sources", args=[pk, line.code]) if row.cited else "",
        line.mark,
    )


def _blank(row: queries.Row) -> bool:
    """A line nobody has filled yet needs no remark beside it: the button says what is missing."""
    return row.cell.empty


def result(cell: Cell) -> str:
    """A cell to read: 1.234 · 90 % (9.000/10.000) · 2 loại · không có số liệu."""
    if cell.no_data:
        return _("không có số liệu")
    if cell.numerator is not None and cell.denominator is not None:
        share = percent(cell.numerator / cell.denominator) if cell.denominator else "–"
        return f"{share} ({figure(cell.numerator)}/{figure(cell.denominator)})"
    if cell.keys is not None:
        return _("%(count)s loại: %(names)s") % {"count": len(cell.keys), "names": "; ".join(cell.keys)}
    return figure(cell.value)


def stages(sheet: Sheet) -> list[Stage]:
    """Entered, sent, (returned,) accepted, locked: the last of each with who and when."""
    last = {one.action: one for one in sheet.stages}
    state = sheet.submission.state
    order = ("draft", "submitted", "accepted", "locked")
    at = order.index("draft" if state == "returned" else state)

    def stage(step: int, label: str, *actions: str) -> Stage:
        taken = max((last[name] for name in actions if name in last), key=lambda one: one.at, default=None)
        told = taken if step <= at or (step == 0 and taken) else None
        how = "done" if step < at or (step == at and step > 0) else "now" if step == at else "todo"
        if step == at + 1 and at > 0:
            how = "now"
        return Stage(label, how, told.by if told else "", told.at if told else None)

    found = [
        stage(0, _("Nhập số liệu"), "enter", "import"),
        stage(1, _("Gửi lên cấp trên"), "submit"),
        stage(2, _("Cấp trên duyệt"), "accept"),
        stage(3, _("Khóa số liệu"), "lock"),
    ]
    if state == "returned" and sheet.last_return is not None:
        back = last.get("return")
        found[0] = replace(found[0], state="now", label=_("Sửa số liệu"))
        found.insert(
            0,
            Stage(
                _("Bị trả lại"), "returned", back.by if back else "", sheet.last_return.at,
                sheet.last_return.reason,
            ),
        )  # fmt: skip
    return found


def _again(
    request: Request, problem: Problem, pk: int, cells: Mapping[str, dict[str, str]], note: str = ""
) -> HttpResponse:
    """The same grid with everything that was typed, and each fault at its cell."""
    sheet = _load(request, pk)
    request.faults = tuple(_anchored(fault, sheet) for fault in problem.faults)
    shown = _shown(request, sheet, cells, note)
    return page(request, "reporting/sheet.html", shown, status=problem.status)


def _anchored(fault: Fault, sheet: Sheet) -> Fault:
    code = fault.place.split(" ")[0]
    known = {row.line.code: row.line.name for row in sheet.rows}
    if code not in known:
        return fault
    return replace(fault, place=f"#o-{code}", message=f"{code} {known[code]}: {fault.message}")


# Steps -----------------------------------------------------------------------------------------------


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """GET the grid; POST saves it."""
    sheet = _load(request, pk)
    if request.method != "POST":
        return page(request, "reporting/sheet.html", _shown(request, sheet))
    cells = typed(request.POST.dict())
    try:
        saved = operations.enter_values(
            actor=request.actor,
            submission=pk,
            values=_changed(sheet, cells),
            day=request.day,
            at=request.now,
            revision=_revision(request),
        )
    except (BadInput, Conflict) as problem:
        return _again(request, problem, pk, cells)
    text = _("Đã lưu. Đã nhập %(filled)s/%(all)s chỉ tiêu.") % {
        "filled": saved.filled,
        "all": len(sheet.rows),
    }
    return done(request, text, "reporting:sheet", pk)


def _revision(request: Request) -> int | None:
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() else None


@signed_in
def send(request: Request, pk: int) -> HttpResponse:
    """POST the grid and send the report in one step."""
    if request.method != "POST":
        return done(
            request, _("Kiểm tra lại số liệu rồi bấm “Lưu và gửi lên cấp trên”."), "reporting:sheet", pk
        )
    cells = typed(request.POST.dict())
    note = request.POST.get("giai-trinh", "")
    try:
        operations.submit(
            actor=request.actor,
            submission=pk,
            day=request.day,
            at=request.now,
            note=note,
            values=_changed(_load(request, pk), cells),
            revision=_revision(request),
        )
    except (BadInput, Conflict) as problem:
        return _again(request, problem, pk, cells, note)
    return done(request, _("Đã gửi báo cáo lên cấp trên."), "reporting:sheet", pk)


@signed_in
def accept(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, operations.accept, _("Đã duyệt. Số liệu được tính vào tổng hợp từ lúc này."))


@signed_in
def lock(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, operations.lock, _("Đã khóa số liệu."))


@require_POST
def _step(request: Request, pk: int, operation: Callable[..., Any], text: str) -> HttpResponse:
    operation(actor=request.actor, submission=pk, day=request.day, at=request.now)
    return done(request, text, "reporting:sheet", pk)


@signed_in
def give_back(request: Request, pk: int) -> HttpResponse:
    """The reason for the whole report and for single cells."""
    sheet = _load(request, pk)
    cells = {name.removeprefix("r-"): text for name, text in request.POST.items() if name.startswith("r-")}
    reason = request.POST.get("ly-do", "")
    status = 200
    if request.method == "POST":
        try:
            operations.return_submission(
                actor=request.actor,
                submission=pk,
                reason=reason,
                cells=cells,
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã trả lại kèm lý do."), "reporting:sheet", pk)
        except (BadInput, Conflict) as problem:
            request.faults, status = problem.faults, problem.status
    shown = _shown(request, sheet)
    context = {
        "shown": shown,
        "rows": [(line, cells.get(line.code, "")) for line in shown.lines],
        "reason": reason,
        "crumbs": (
            *shown.crumbs[:1],
            Crumb(sheet.unit, reverse("reporting:sheet", args=[pk])),
            Crumb(_("Trả lại")),
        ),
    }
    return page(request, "reporting/return.html", context, status=status)


# As a file -------------------------------------------------------------------------------------------


@signed_in
def template(request: Request, pk: int) -> HttpResponse:
    found = queries.submission(request.actor, pk, request.day)
    name = f"{slug(found.round.form.code)}_{found.round.period}_{slug(found.unit.code)}.xlsx"
    return attachment(queries.template(found, request.day), name, MEDIA_TYPES["xlsx"])


@signed_in
def upload(request: Request, pk: int) -> HttpResponse:
    """Take a filled template; a wrong one comes back marked up, or its faults are listed by cell."""
    sheet = _load(request, pk)
    status = 200
    if request.method == "POST":
        sent = request.FILES.get("tep")
        try:
            if request.refused_uploads:
                raise uploads.too_large(_("tệp số liệu"))
            if sent is None:
                raise BadInput(
                    "NO_FILE", _("Chưa chọn tệp."), place=_("tệp số liệu"), remedy=_("Chọn tệp .xlsx.")
                )
            data = sent.read()
            operations.import_workbook(
                actor=request.actor, submission=pk, name=sent.name, data=data, day=request.day, at=request.now
            )
            return done(request, _("Đã nhập số liệu từ tệp."), "reporting:sheet", pk)
        except Problem as problem:
            if problem.status == 404 or (problem.status == 403 and problem.fault.code != "SECRET"):
                raise
            if request.POST.get("tra-tep") and any(one.place.startswith("ô ") for one in problem.faults):
                marked = workbooks.marked_up(data, problem.faults)
                return attachment(marked, f"da-danh-dau_{sent.name}", MEDIA_TYPES["xlsx"])
            request.faults, status = problem.faults, problem.status
    context = {"sheet": sheet, "submission": sheet.submission, "crumbs": _shown(request, sheet).crumbs}
    return page(request, "reporting/upload.html", context, status=status)


@signed_in
def sources(request: Request, pk: int, code: str) -> HttpResponse:
    """The quotes that one cell rests on."""
    sheet = _load(request, pk)
    row = next((one for one in sheet.rows if one.line.code == code), None)
    if row is None:
        raise queries.hidden()
    context = {
        "sheet": sheet,
        "row": row,
        "value": result(row.cell),
        "sources": queries.sources(sheet.submission, code),
        "crumbs": (Crumb(_("Báo cáo"), reverse("reporting:index")),
                   Crumb(sheet.unit, reverse("reporting:sheet", args=[pk])), Crumb(code)),
    }  # fmt: skip
    return page(request, "reporting/sources.html", context)

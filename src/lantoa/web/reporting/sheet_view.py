"""One report as its page shows it: every cell as typed or stored, what the checks say, who acted when."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.kernel.errors import Fault
from lantoa.kernel.vi.numbers import figure, percent
from lantoa.reporting import cells_aids, cells_evidence, drafts, queries
from lantoa.reporting.cells_typed import as_typed
from lantoa.reporting.models import Submission
from lantoa.reporting.queries import Sheet
from lantoa.reporting.rules.cells import Cell
from lantoa.web.kit import Request
from lantoa.web.parts import Crumb, Stage

PARTS = {
    "v": "value", "n": "numerator", "d": "denominator", "k": "keys", "t": "text", "x": "no_data", "g": "note",
}  # fmt: skip
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
    text: str
    no_data: bool
    note: str
    result: str
    previous: str
    average: str
    error: str
    warnings: Sequence[str]
    returned: str
    entered_by: str
    sources: str
    files: int
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
    base: str
    rules: str
    words: str
    draft: Kept | None
    user: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The reader's own draft, shown in the grid. ``stale``: somebody saved the report since it was begun."""

    saved_at: datetime
    stale: bool


def load(request: Request, pk: int) -> Sheet:
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


def shown(
    request: Request,
    sheet: Sheet,
    cells: Mapping[str, Mapping[str, str]] | None = None,
    note: str = "",
    begun: tuple[int, str] | None = None,
) -> Shown:
    """The grid; ``cells`` are entries that were not saved and stand instead of what is stored, ``begun`` the revision
    and the cells that their writer began from. Without them the reader's own draft stands in."""
    row = sheet.submission
    open_steps = {step.action for step in sheet.steps}
    faults = _by_code(getattr(request, "faults", ()))
    helped, evidence = cells_aids.aids(row), cells_evidence.of(row)
    editable = "enter" in open_steps
    draft = drafts.draft_of(request.actor, row) if editable and cells is None else None
    stands = {one.line.code: cell for one in sheet.rows if not one.computed and (cell := as_typed(one.cell))}
    if draft is not None:
        cells, note, begun = {**stands, **draft.cells}, draft.note, (draft.revision, _json(draft.base))
    revision, base = begun or (row.revision, _json(stands))
    return Shown(
        sheet,
        row,
        [
            _line(
                row.pk,
                one,
                cells,
                faults.get(one.line.code, ()),
                helped,
                len(evidence.get(one.line.code, ())),
            )
            for one in sheet.rows
        ],
        stages(sheet),
        [
            Crumb(_("Báo cáo"), reverse("reporting:index")),
            Crumb(sheet.unit),
        ],
        editable,
        "submit" in open_steps,
        "return" in open_steps,
        "accept" in open_steps,
        "lock" in open_steps,
        note,
        revision,
        base,
        _json(helped.rules),
        _json(words()),
        Kept(draft.saved_at, draft.revision != row.revision) if draft is not None else None,
        request.actor.id,
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def words() -> dict[str, str]:
    """What the page says by itself about saving; {t} is the time."""
    return {
        "kept": _("Đã lưu nháp lúc {t}."),
        "offline": _("Đang ngoại tuyến – đã lưu trên máy này lúc {t}."),
        "queued": _("Đang ngoại tuyến – đã xếp để gửi trên máy này lúc {t}; có mạng lại sẽ tự gửi."),
        "sent": _("Đã gửi lúc {t}."),
        "signin": _("Phiên làm việc đã hết. Số liệu vẫn lưu trên máy này; đăng nhập lại để gửi."),
        "stale": _("Người khác vừa lưu báo cáo này; khi bấm Lưu sẽ hiện bảng gộp từng ô."),
        "other": _("Số liệu trên máy này do tài khoản khác nhập; đăng nhập bằng tài khoản đó để gửi."),
        "clash": _("Người khác đã lưu số liệu khác trong lúc máy này ngoại tuyến. Bấm Lưu để gộp từng ô."),
        "wrong": _("Chưa gửi được: sửa các ô bị nhắc rồi gửi lại."),
        "restored": _("Đang hiện số liệu đã nhập trên máy này lúc {t}, chưa gửi."),
        "toMend": _("{n} ô phải sửa"),
        "toExplain": _("{n} ô cần ghi chú giải trình"),
        "noteAsked": _("Cần ghi chú giải trình."),
        "noData": _("Không có số liệu"),
        "styleAsk": _("Số “{x}” vừa dán đọc được hai cách. Cả khối vừa dán viết theo cách nào?"),
        "styleOurs": _("1.234,5 (dấu chấm ngăn hàng nghìn)"),
        "styleEnglish": _("1,234.5 (dấu phẩy ngăn hàng nghìn)"),
    }


def typed_faults(request: Request, sheet: Sheet, faults: Sequence[Fault]) -> None:
    """Each fault at its cell, for the summary and the grid."""
    request.faults = tuple(_anchored(fault, sheet) for fault in faults)


def _by_code(faults: Sequence[Fault]) -> dict[str, list[Fault]]:
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.place.removeprefix("#o-").split(" ")[0], []).append(fault)
    return found


def _line(
    pk: int,
    row: queries.Row,
    cells: Mapping[str, Mapping[str, str]] | None,
    faults: Sequence[Fault],
    helped: cells_aids.Aids,
    files: int,
) -> Line:
    line = row.line
    told = as_typed(row.cell) if cells is None or line.code not in cells else cells[line.code]
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
        told.get("text", ""),
        bool(told.get("no_data")),
        told.get("note", ""),
        result(row.cell),
        result(row.previous),
        " · ".join(filter(None, (_average(helped.averages.get(line.code)), _aimed(row)))),
        " ".join(
            f"{fault.message.removeprefix(f'{line.code} {line.name}: ')} {fault.remedy}" for fault in faults
        ),
        ()
        if faults
        else tuple(f"{remark.message} {remark.cure}" for remark in row.remarks if not _blank(row)),
        row.returned,
        row.entered_by,
        reverse("reporting:sources", args=[pk, line.code]) if row.cited else "",
        files,
        line.mark,
    )


def _average(one: cells_aids.Average | None) -> str:
    """'TB 4 kỳ: 120'."""
    if one is None:
        return ""
    told = percent(one.value) if one.share else figure(one.value)
    return _("TB %(count)s kỳ: %(value)s") % {"count": one.periods, "value": told}


def _aimed(row: queries.Row) -> str:
    """'chỉ tiêu giao 200, đạt 75 %'."""
    if row.aim is None or row.aim.target is None:
        return ""
    told = _("chỉ tiêu giao %(value)s") % {"value": figure(row.aim.target.value)}
    if row.aim.share is None:
        return told
    return _("%(given)s, đạt %(share)s") % {"given": told, "share": percent(row.aim.share)}


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
    return cell.text or figure(cell.value)


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


def _anchored(fault: Fault, sheet: Sheet) -> Fault:
    code = fault.place.split(" ")[0]
    known = {row.line.code: row.line.name for row in sheet.rows}
    if code not in known:
        return fault
    return replace(fault, place=f"#o-{code}", message=f"{code} {known[code]}: {fault.message}")

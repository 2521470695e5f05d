"""Rules of a ministry or a province over the national ones: only where the law delegates, with a trace.

Order: national, then sector, then local; within a layer the unit nearer to the one asked about comes later and
wins. The result does not depend on the order in which overlays were loaded. An overlay that no clause covers
never changes a result: it is refused when loaded and passed over when read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import Fault
from lantoa.kernel.periods import Validity

from .predicates import Condition
from .rows import Delegation, Layer, Read, Row

MINISTRY, PROVINCE = "ministry", "province"
LAYERS = {MINISTRY: Layer.SECTOR, PROVINCE: Layer.LOCAL}
"""To whom the law delegates, and the layer of what they lay down."""
RANK = {Layer.NATIONAL: 0, Layer.SECTOR: 1, Layer.LOCAL: 2}
WHO = {MINISTRY: "bộ, ngành", PROVINCE: "tỉnh, thành phố"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """One rule of ``unit`` over row ``rule`` of ``pack``. ``key`` is unique; ``level``: ministry, province or ''.

    ``awards`` narrows it to some of the row's; ``changes`` are new values of fields, ``added`` further conditions.
    ``source`` is the clause of the unit's own document as an officer cites it.
    """

    key: str
    pack: str
    rule: str
    unit: str
    level: str
    valid: Validity
    instrument: str
    source: str
    awards: tuple[str, ...] = ()
    changes: tuple[tuple[str, Any], ...] = ()
    added: tuple[Condition, ...] = ()

    @property
    def layer(self) -> Layer:
        return LAYERS.get(self.level, Layer.LOCAL)


@dataclass(frozen=True, slots=True)
class Step:
    """One stage on the way to a value: where it comes from and, below the nation, by which delegation."""

    layer: Layer
    unit: str
    source: str
    delegation: str
    mark: Mark
    fields: tuple[str, ...] = ()

    def said(self, name: str = "") -> str:
        """'địa phương (UBND tỉnh …): Điều 7 …, theo NĐ 152/2025, Điều 6 khoản 2 điểm c'."""
        who = f" ({name or self.unit})" if self.unit else ""
        by = f", theo {self.delegation}" if self.delegation else ""
        return f"{self.layer.label}{who}: {self.source}{by}"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A row as it holds for a unit on a day; ``steps`` from the nation down, the last one gives the value."""

    row: Row
    steps: tuple[Step, ...]

    @property
    def own(self) -> bool:
        """Whether a ministry or a province has a say in it."""
        return len(self.steps) > 1


def targets(overlay: Overlay, row: Row) -> tuple[str, ...]:
    """The titles and forms an overlay speaks of."""
    return overlay.awards or tuple(getattr(row, "awards", ()))


def delegation_of(overlay: Overlay, row: Row, delegations: Iterable[Delegation]) -> Delegation | None:
    """The clause that lets the overlay be; a verified one before one still to be confirmed, then by id."""
    wanted = set(targets(overlay, row))
    found = [one for one in delegations if one.pack == overlay.pack and wanted and wanted <= set(one.awards)]
    return min(found, key=lambda one: (one.mark is not Mark.VERIFIED, one.id), default=None)


def refusal(overlay: Overlay, row: Row, delegations: Sequence[Delegation]) -> Fault | None:
    """Why the overlay may not stand, with the clause it runs against; None where it may."""
    own = set(getattr(row, "awards", ()))
    if not set(overlay.awards) <= own:
        return Fault(
            "NOT_OF_RULE",
            f"Quy tắc {row.id} không áp dụng cho: {', '.join(sorted(set(overlay.awards) - own))}.",
            "awards",
            f"Chỉ nêu trong: {', '.join(sorted(own)) or '(không có danh hiệu nào)'}.",
        )
    delegation = delegation_of(overlay, row, delegations)
    if delegation is None:
        return Fault(
            "NOT_DELEGATED",
            f"{row.clause} không giao bộ, ngành, tỉnh quy định khác về “{row.name}” (mã {row.id}).",
            row.clause,
            "Giữ giá trị của văn bản cấp trên. Những nơi được giao: xem trang Căn cứ pháp lý, mục Quy định riêng.",
        )
    if overlay.level not in delegation.to:
        who = " hoặc ".join(WHO[one] for one in delegation.to)
        return Fault(
            "NOT_DELEGATED",
            f"{delegation.clause} chỉ giao {who} quy định; đơn vị {overlay.unit} không thuộc diện đó.",
            delegation.clause,
            "Đề nghị cấp được giao ban hành quy định, rồi cấp đó nạp vào phần mềm.",
        )
    return _out_of_bounds(overlay, row, delegation)


def _out_of_bounds(overlay: Overlay, row: Row, delegation: Delegation) -> Fault | None:
    if delegation.mode == "add":
        taken = {one.code for one in getattr(row, "conditions", ())} & {one.code for one in overlay.added}
        if overlay.changes or taken or not overlay.added:
            return Fault(
                "LAW_STANDS",
                f"{delegation.clause} giao quy định cụ thể; điều kiện đã có ở {row.clause} thì giữ nguyên.",
                delegation.clause,
                "Viết phần quy định thêm ở “add”, mỗi điều kiện một mã mới; không sửa điều kiện sẵn có.",
            )
        return None
    outside = sorted({name for name, _ in overlay.changes} - set(delegation.fields))
    if outside or overlay.added or not overlay.changes:
        return Fault(
            "NOT_DELEGATED",
            f"{delegation.clause} không giao đặt: {', '.join(outside) or 'điều kiện thêm (add)'}.",
            delegation.clause,
            f"Chỉ đặt ở “set”: {', '.join(delegation.fields)}.",
        )
    return None


def resolve(
    pack: str,
    rows: Iterable[Row],
    overlays: Iterable[Overlay],
    delegations: Sequence[Delegation],
    lineage: Sequence[str],
    day: date,
    confirmed: Collection[str] = (),
) -> tuple[Resolved, ...]:
    """The rows as they hold for the first unit of ``lineage`` (which runs up to the root) on ``day``.

    ``rows`` and ``delegations`` are those in force on the day; ``confirmed``: ids a unit has confirmed, so that an
    overlay by a delegation not yet read in full decides only once that delegation is confirmed.
    """
    depth = {unit: at for at, unit in enumerate(lineage)}
    by_rule: dict[str, list[Overlay]] = {}
    for one in overlays:
        if one.pack == pack and one.unit in depth and one.valid.covers(day):
            by_rule.setdefault(one.rule, []).append(one)
    built: list[Resolved] = []
    for row in rows:
        national = Resolved(row, (Step(row.layer, "", row.clause, "", row.mark),))
        found = sorted(
            (one for one in by_rule.get(row.id, ()) if refusal(one, row, delegations) is None),
            key=lambda one: (RANK[one.layer], -depth[one.unit], one.valid.start, one.key),
        )
        built += _laid_over(national, found, delegations, confirmed)
    return tuple(built)


def _laid_over(
    national: Resolved,
    overlays: Sequence[Overlay],
    delegations: Sequence[Delegation],
    confirmed: Collection[str],
) -> list[Resolved]:
    pieces, extra = [national], dict[str, tuple[Overlay, Condition]]()
    for one in overlays:
        if one.added:
            extra |= {condition.code: (one, condition) for condition in one.added}
        else:
            step, read = _step(one, national.row, delegations, confirmed)
            pieces = [part for piece in pieces for part in _changed(piece, one, step, read)]
    return pieces + _further(national, extra, delegations, confirmed)


def _step(
    one: Overlay, row: Row, delegations: Sequence[Delegation], confirmed: Collection[str]
) -> tuple[Step, Read]:
    delegation = delegation_of(one, row, delegations)
    assert delegation is not None  # refused overlays never come here
    sure = delegation.mark is Mark.VERIFIED or delegation.id in confirmed
    read = Read.CONFIRMED if sure else Read.R
    names = tuple(name for name, _ in one.changes) or tuple(condition.code for condition in one.added)
    return Step(one.layer, one.unit, one.source, delegation.clause, read.mark, names), read


def _changed(piece: Resolved, one: Overlay, step: Step, read: Read) -> list[Resolved]:
    """The piece with the overlay's values; split where it speaks of some of the awards only."""
    row: Any = piece.row
    mine = tuple(award for award in row.awards if award in targets(one, row))
    if not mine:
        return [piece]
    changed = replace(
        row, **dict(one.changes), awards=mine, layer=one.layer, read=read, instrument=one.instrument,
        clause=f"{one.source} (theo {step.delegation})", at=one.key, valid=_both(row.valid, one.valid),
    )  # fmt: skip
    result = [Resolved(changed, (*piece.steps, step))]
    rest = tuple(award for award in row.awards if award not in mine)
    return [replace(piece, row=replace(row, awards=rest)), *result] if rest else result


def _both(row: Validity, own: Validity) -> Validity:
    """The days on which both hold; they overlap wherever an overlay counts."""
    ends = [end for end in (row.end, own.end) if end is not None]
    return Validity(max(row.start, own.start), min(ends, default=None))


def _further(
    national: Resolved,
    extra: dict[str, tuple[Overlay, Condition]],
    delegations: Sequence[Delegation],
    confirmed: Collection[str],
) -> list[Resolved]:
    """One more row for each overlay whose conditions no nearer one replaced."""
    row: Any = national.row
    kept: dict[str, tuple[Overlay, list[Condition]]] = {}
    for code in sorted(extra):
        one, condition = extra[code]
        kept.setdefault(one.key, (one, []))[1].append(condition)
    built = []
    for _, (one, conditions) in sorted(kept.items()):
        step, read = _step(one, row, delegations, confirmed)
        more = replace(
            row, id=f"{row.id}.{one.unit}", conditions=tuple(conditions), awards=targets(one, row), read=read,
            layer=one.layer, instrument=one.instrument, clause=f"{one.source} (theo {step.delegation})",
            note="", at=one.key, valid=_both(row.valid, one.valid),
        )  # fmt: skip
        built.append(Resolved(more, (*national.steps, step)))
    return built

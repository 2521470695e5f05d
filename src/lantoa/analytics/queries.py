"""Questions about accepted figures that API and commands share: any unit or cluster, any level, any span of periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from lantoa.access import queries as access
from lantoa.access.queries import Reach
from lantoa.kernel.actors import Actor
from lantoa.kernel.clock import now
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from lantoa.kernel.periods import Validity
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit, UnitKind
from lantoa.reporting.facts import SMALLEST
from lantoa.reporting.models import Form, FormIndicator, Round, Submission
from lantoa.reporting.rules.figures import check_periods
from lantoa.reporting.rules.indicators import Kind

from . import asking, engine, filling, keeping, placing
from .asking import Answer, Asked, Held, Total
from .models import Change
from .placing import Placed
from .rules.dialects import DUCKDB, quoted
from .rules.questions import ADDED

VIEW = "reporting.view"
SOON = 5_000
"""Up to so many reports are put into partitions while the asker waits."""
MOST = 5_000
ONE = timedelta(days=1)
SELF, CHILDREN = "self", "children"
LEVELS = (SELF, CHILDREN, *UnitKind.values)


@dataclass(frozen=True, slots=True)
class Figure:
    """One total. ``period`` '' where the periods are put together. ``hidden``: so small a count that it may point at
    single persons; its numbers are None. ``reported`` of ``expected`` reports came in."""

    unit: str
    name: str
    period: str
    line: FormIndicator
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    keys: tuple[str, ...] | None
    reported: int
    expected: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """``nodes`` of the level in all, of which this page starts at ``offset``. ``as_of``: now, since whatever the
    partitions do not have yet was laid over them; ``stored_at``: the last change that they hold."""

    form: Form
    periods: tuple[str, ...]
    geography: date | None
    provisional: bool
    as_of: datetime
    stored_at: datetime
    nodes: int
    offset: int
    rows: list[Figure]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked, as it was typed. ``periods`` or the days ``since`` … ``until`` (both inside); exactly one of
    ``unit`` and ``cluster``; ``level``: ``self``, ``children``, or a kind of unit below; ``codes`` empty: all."""

    form: str
    periods: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    unit: str = ""
    cluster: str = ""
    level: str = SELF
    codes: tuple[str, ...] = ()
    geography: date | None = None
    provisional: bool = False
    each: bool = False
    offset: int = 0
    limit: int = 500


def figures(actor: Actor, wish: Wish, day: date) -> Figures:
    """Totals as the actor may see them. ``NotFound`` outside the actor's reach, ``BadInput`` for what is not there,
    ``Conflict`` NOT_READY while large partitions are being made."""
    _refuse_unclear(wish)
    reach = access.reach(actor, VIEW, day)
    form = _form(reach, wish.form)
    rounds = _rounds(form, wish)
    lines = _lines(form, wish.codes)
    asked = Asked(
        rounds, {line.code: Kind(line.kind) for line in lines}, wish.unit, wish.cluster, (), wish.geography,
        wish.provisional, wish.each,
    )  # fmt: skip
    held = _made_ready(rounds, wish.provisional)
    placed = placing.places(rounds, unit=wish.unit, cluster=wish.cluster, geography=wish.geography)
    _see(reach, asked, placed)
    nodes = _nodes(asked.root, wish.level, placed[-1])
    some = tuple(nodes[wish.offset : wish.offset + min(max(wish.limit, 1), MOST)])
    found = asking.answer(replace(asked, nodes=some), held=held, placed=placed)
    if found is None:
        raise _not_ready()
    names = organisation.standing(wish.geography or min(day, rounds[-1].ends - ONE)).names
    rows = _rows(found, rounds, lines, some, names, wish)
    periods = tuple(one.period for one in rounds)
    return Figures(
        form, periods, wish.geography, wish.provisional, now(), found.as_of, len(nodes), wish.offset, rows
    )


def _refuse_unclear(wish: Wish) -> None:
    if bool(wish.unit) == bool(wish.cluster):
        raise BadInput(
            "ONE_SCOPE", "Chọn một đơn vị, hoặc một cụm, để tổng hợp.", place="phạm vi",
            remedy="Nêu đúng một trong hai.",
        )  # fmt: skip
    if wish.level not in LEVELS:
        raise BadInput(
            "UNKNOWN_LEVEL", f"Không có cấp “{wish.level[:40]}”.", place="level",
            remedy=f"Chọn một trong: {', '.join(LEVELS)}.",
        )  # fmt: skip


def _hidden() -> NotFound:
    return NotFound(
        "NOT_FOUND", "Không tìm thấy nội dung này.", remedy="Kiểm tra lại mã và phạm vi được giao."
    )


def _form(reach: Reach, code: str) -> Form:
    """The newest version; hidden from who neither owns it nor reaches anybody who owes it."""
    form = Form.objects.filter(code=code).select_related("owner").order_by("-version").first()
    if form is None:
        raise _hidden()
    if reach.everything or form.owner.code in reach.units:
        return form
    if not Submission.objects.filter(reach.units_q(), round__form__code=code).exists():
        raise _hidden()
    return form


def _rounds(form: Form, wish: Wish) -> tuple[Round, ...]:
    rows = Round.objects.filter(form__code=form.code).select_related("form").order_by("starts", "pk")
    opened = list(rows)
    known = {one.period: one for one in opened}
    if unknown := [period for period in wish.periods if period not in known]:
        raise BadInput(
            "UNKNOWN_PERIOD", f"Biểu này chưa mở kỳ “{unknown[0][:40]}”.", place="periods",
            remedy=f"Chọn một trong: {', '.join(known) or 'chưa có kỳ nào'}.",
        )  # fmt: skip
    chosen = [
        one
        for one in opened
        if (not wish.periods or one.period in wish.periods)
        and (wish.since is None or one.starts >= wish.since)
        and (wish.until is None or one.ends - ONE <= wish.until)
    ]
    if not chosen or not (wish.periods or wish.since or wish.until):
        raise BadInput(
            "NO_PERIOD", "Chưa nêu kỳ nào, hoặc không có kỳ nào nằm trọn trong khoảng ngày.", place="periods",
            remedy=f"Chọn một trong: {', '.join(known) or 'chưa có kỳ nào'}.",
        )  # fmt: skip
    if not wish.each:
        spans = {f"{one.period}": Validity(one.starts, one.ends) for one in chosen}
        check_periods(spans, lambda code, place: spans[code], "periods")
    return tuple(chosen)


def _lines(form: Form, codes: Sequence[str]) -> list[FormIndicator]:
    lines = [line for line in form.lines.order_by("order") if line.kind in ADDED]
    known = {line.code for line in lines}
    if unknown := [code for code in codes if code not in known]:
        raise BadInput(
            "UNKNOWN_INDICATOR", f"Biểu này không có chỉ tiêu cộng được mã “{unknown[0][:40]}”.", place="codes",
            remedy=f"Chọn trong: {', '.join(line.code for line in lines)}.",
        )  # fmt: skip
    return [line for line in lines if not codes or line.code in codes]


def _made_ready(rounds: Sequence[Round], provisional: bool) -> Sequence[Held] | None:
    """Partitions that nobody made yet are made, where that is quick."""
    held = asking.holding(rounds, provisional)
    if held is not None:
        return held
    for one in rounds:
        if max(filling.counted(one).count(), Change.objects.filter(round=one).count()) > SOON:
            raise _not_ready()
        keeping.take_over(round_=one, at=now())
    return asking.holding(rounds, provisional)


def _not_ready() -> Conflict:
    return Conflict(
        "NOT_READY",
        "Số liệu của kỳ này đang được dựng để tổng hợp.",
        place="periods",
        remedy="Thử lại sau ít phút; quản trị máy chủ có thể chạy: lantoa figures rebuild.",
    )


def _see(reach: Reach, asked: Asked, placed: Sequence[Placed]) -> None:
    """Whoever reaches the unit or the cluster may see its total; so may one who reaches every reporter in it."""
    if reach.everything or asked.unit in reach.units or asked.cluster in reach.clusters:
        return
    inside = {unit for one in dict.fromkeys(placed) for unit in _reporters(one, asked.root)}
    codes = (
        set(Unit.objects.filter(pk__in=inside).order_by().values_list("code", flat=True)) if inside else set()
    )
    if not codes or not codes <= reach.units:
        raise _hidden()


def _reporters(placed: Placed, root: str) -> list[int]:
    rows = engine.cursor().execute(
        f"SELECT DISTINCT b.unit FROM ({placed.board(DUCKDB).places}) b JOIN {placed.nodes(DUCKDB)} n "
        f"ON b.pos >= n.head AND b.pos < n.past WHERE n.code = {quoted(root)}"
    )
    return [unit for (unit,) in rows.fetchall()]


def _nodes(root: str, level: str, placed: Placed) -> list[str]:
    """Codes of the level under the root, on the last period's board, in the tree's order."""
    if level == SELF:
        return [root]
    nodes = placed.nodes(DUCKDB)
    chosen = f"n.parent = {quoted(root)}" if level == CHILDREN else f"n.kind = {quoted(level)}"
    rows = engine.cursor().execute(
        f"SELECT n.code FROM {nodes} n, (SELECT head, past FROM {nodes} WHERE code = {quoted(root)}) r "
        f"WHERE n.head >= r.head AND n.head < r.past AND {chosen} AND n.owed > 0 ORDER BY n.code"
    )
    return [code for (code,) in rows.fetchall()]


def _rows(
    found: Answer,
    rounds: Sequence[Round],
    lines: Sequence[FormIndicator],
    nodes: Sequence[str],
    names: dict[str, str],
    wish: Wish,
) -> list[Figure]:
    whole = organisation.cluster_name(wish.cluster) if wish.cluster else ""
    return [
        _row(code, names.get(code, whole or code), period, line, found.totals[turn, code, line.code])
        for code in nodes
        for turn, period in (enumerate(one.period for one in rounds) if wish.each else ((0, ""),))
        for line in lines
    ]


def _row(unit: str, name: str, period: str, line: FormIndicator, total: Total) -> Figure:
    one = total.sum
    small = line.small_cell and one.value is not None and 0 < one.value < SMALLEST
    if small:
        return Figure(unit, name, period, line, None, None, None, None, one.reported, total.expected, True)
    numbers = [_bare(number) for number in (one.value, one.numerator, one.denominator)]
    return Figure(unit, name, period, line, *numbers, one.keys, one.reported, total.expected, False)


def _bare(number: Decimal | None) -> Decimal | None:
    """12 rather than 12.0000; a share of a stock may have more places."""
    if number is None:
        return None
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()

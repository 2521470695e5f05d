"""Charts of one indicator: over the periods, between units, how values lie, who moved most, how near the target."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from lantoa.analysis import source
from lantoa.analysis.source import Gathered
from lantoa.documents.pictures import bars, lines, spreads
from lantoa.documents.pictures.scales import spread as five_of
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import figure, percent
from lantoa.reporting import queries as reporting
from lantoa.web.charts_pictures import Drawn
from lantoa.web.kit import Request

from .asked import Ask, Choices
from .shown import Read, answer, chart, inside, read

MOST_BARS = 70
MOVERS = 8


def _units(held: Gathered, asked: Ask) -> list[str]:
    return held.reporters() if asked.level == "reporters" else held.below()


def stands(asked: Ask, held: Gathered, request: Request) -> list[str]:
    counted, expected = held.completeness(held.periods[-1])
    stand = _("Tính đến ngày %(day)s, %(counted)s/%(expected)s báo cáo.") % {
        "day": on_screen(request.day), "counted": counted, "expected": expected,
    }  # fmt: skip
    return [f"{asked.seen_as}. {stand}"]


def named(asked: Ask, held: Gathered) -> str:
    return f"{asked.line.name}, {held.names.get(held.root, held.root)}"


def _own(request: Request) -> frozenset[str]:
    return reporting.own_units(request.actor, "reporting.view", request.day)


@chart("trend")
def trend(request: Request, offered: Choices, asked: Ask) -> HttpResponse:
    """One line of the scope over all its periods; gaps stay gaps, days of change of units are marked."""
    held = asked.figures(request.day, request.actor, [one.period for one in asked.rounds])
    totals = source.totals(held, [held.root], asked.line.code, held.periods)
    found = [read(totals[held.root, period], asked) for period in held.periods]
    counts = [held.completeness(period) for period in held.periods]
    labels = [one.label for one in held.rounds]
    turns = _turns(held)
    name = held.names.get(held.root, held.root)
    title = _("%(what)s qua các kỳ") % {"what": named(asked, held)}

    def draw(width: int) -> lines.Picture:
        return lines.trend(
            title, labels, [lines.Series(name, [one.value for one in found])], width, unit=asked.measure,
            turns=turns, suffix="%" if asked.ratio else "",
        )  # fmt: skip

    rows = [
        [label, one.text if one.value is None else one.value, f"{counted}/{expected}"]
        for label, one, (counted, expected) in zip(labels, found, counts, strict=True)
    ]
    drawn = Drawn(
        title, draw, [_("Kỳ"), f"{asked.line.name} ({asked.measure})", _("Báo cáo đã tính")], rows,
        [*stands(asked, held, request), *_turn_notes(turns, asked)], f"xu-huong-{asked.line.code}",
    )  # fmt: skip
    gaps = any(one.value is None for one in found)
    notes = [
        *(
            [_("Vạch ngắn dưới trục: kỳ chưa có số liệu được duyệt; đường để hở, không tính là 0.")]
            if gaps
            else []
        ),
        *_turn_notes(turns, asked),
        *dict.fromkeys(note for total in totals.values() for note in total.notes),
    ]
    return answer(
        request, "analysis/trend.html", offered, asked, [drawn], held, notes=notes, one_period=False, levels=False
    )  # fmt: skip


def _turns(held: Gathered) -> list[lines.Turn]:
    """Each day of change between the last period that ended by then and the next."""
    ends = [one.ends for one in held.rounds]
    return [lines.Turn(sum(end <= day for end in ends), on_screen(day)) for day in held.turns()]


def _turn_notes(turns: Sequence[lines.Turn], asked: Ask) -> list[str]:
    if not turns:
        return []
    days = ", ".join(one.label for one in turns)
    if asked.geography is None:
        text = _("Nét đứt: ngày đổi tổ chức, địa giới (%(days)s); số hai bên nét là của các đơn vị lúc đó.")
    else:
        text = _(
            "Nét đứt: ngày đổi tổ chức, địa giới (%(days)s); các kỳ trước đã quy về đơn vị của ngày chọn."
        )
    return [text % {"days": days}]


@chart("compare")
def compare(request: Request, offered: Choices, asked: Ask) -> HttpResponse:
    """The parts of a scope side by side: members of a cluster, units below; one's own stands out."""
    held = asked.figures(request.day, request.actor)
    own = _own(request)
    found = _each(held, asked)
    found.sort(key=lambda one: (one[1].value is None, -(one[1].value or 0)))
    title = _("%(what)s theo đơn vị, %(label)s") % {"what": named(asked, held), "label": asked.period.label}
    shown = found[:MOST_BARS]

    def draw(width: int) -> bars.Picture:
        rows = [
            bars.Bar(held.names.get(unit, unit), one.value, one.text, own=unit in own) for unit, one in shown
        ]
        return bars.bars(title, rows, width)

    drawn = Drawn(
        title, draw, [_("Đơn vị"), asked.measure],
        [[held.names.get(unit, unit), one.text if one.value is None else one.value] for unit, one in found],
        stands(asked, held, request), f"so-sanh-{asked.line.code}",
    )  # fmt: skip
    return answer(
        request, "analysis/compare.html", offered, asked, [drawn] if found else [], held, notes=_left(found),
        empty="" if found else _("Phạm vi này không có đơn vị cấp dưới để so sánh."),
    )  # fmt: skip


def _left(found: Sequence[object]) -> list[str]:
    left = len(found) - MOST_BARS
    if left <= 0:
        return []
    return [_("Hình vẽ %(shown)s đơn vị cao nhất; %(left)s đơn vị còn lại có trong bảng và tệp Excel.")
            % {"shown": MOST_BARS, "left": left}]  # fmt: skip


def _each(held: Gathered, asked: Ask, period: str = "") -> list[tuple[str, Read]]:
    units = _units(held, asked)
    wanted = period or held.periods[-1]
    totals = source.totals(held, units, asked.line.code, [wanted])
    return [(unit, read(totals[unit, wanted], asked)) for unit in units]


@chart("spread")
def spread(request: Request, offered: Choices, asked: Ask) -> HttpResponse:
    """How the values of the units lie: a box with each unit as a point, and a histogram."""
    held = asked.figures(request.day, request.actor)
    own = _own(request)
    found = _each(held, asked)
    known = [(unit, one.value) for unit, one in found if one.value is not None]
    missing = len(found) - len(known)
    notes = (
        [_("%(count)s đơn vị chưa có số liệu hoặc số quá nhỏ, không vẽ.") % {"count": missing}]
        if missing
        else []
    )
    if len(known) < 2:
        few = _("Cần ít nhất hai đơn vị có số liệu để xem phân bố.")
        return answer(request, "analysis/spread.html", offered, asked, [], held, notes=notes, empty=few)
    values = [value for _unit, value in known]
    title = _("Phân bố: %(what)s, %(label)s") % {"what": named(asked, held), "label": asked.period.label}
    points = [spreads.Point(held.names.get(unit, unit), value, unit in own) for unit, value in known]
    five = five_of(values)
    suffix = "%" if asked.ratio else ""
    box = Drawn(
        title, lambda width: spreads.strip(title, points, width, suffix=suffix), [_("Mốc"), asked.measure],
        [[_("Thấp nhất"), five.least], [_("Một phần tư thấp nhất dưới mức"), five.lower], [_("Trung vị"), five.middle],
         [_("Một phần tư cao nhất trên mức"), five.upper], [_("Cao nhất"), five.most]],
        stands(asked, held, request), f"phan-bo-{asked.line.code}",
    )  # fmt: skip
    count_title = _("Số đơn vị theo mức: %(what)s") % {"what": named(asked, held)}
    under = _("Trục ngang: %(name)s (%(measure)s); số trên cột: số đơn vị") % {
        "name": asked.line.name, "measure": asked.measure,
    }  # fmt: skip
    steps = spreads.bins(values)
    columns = Drawn(
        count_title, lambda width: spreads.histogram(count_title, values, width, unit=under, suffix=suffix),
        [_("Mức"), _("Số đơn vị")],
        [[_("từ %(low)s đến dưới %(high)s") % {"low": figure(one.low), "high": figure(one.high)}, Decimal(one.count)]
         for one in steps],
        stands(asked, held, request), f"phan-bo-{asked.line.code}-cot",
    )  # fmt: skip
    return answer(request, "analysis/spread.html", offered, asked, [box, columns], held, notes=notes)


@chart("movers")
def movers(request: Request, offered: Choices, asked: Ask) -> HttpResponse:
    """Who gained and who lost most against the period before; only units with both figures."""
    at = next(at for at, one in enumerate(asked.rounds) if one.period == asked.period.period)
    if at == 0:
        held = asked.figures(request.day, request.actor)
        none = _("Chưa có kỳ trước để so.")
        return answer(request, "analysis/movers.html", offered, asked, [], held, empty=none)
    before = asked.rounds[at - 1]
    held = asked.figures(request.day, request.actor, [before.period, asked.period.period])
    now, then = dict(_each(held, asked)), dict(_each(held, asked, before.period))
    moved = [
        (unit, now[unit].value - then[unit].value, then[unit].value)  # type: ignore[operator]
        for unit in now
        if now[unit].value is not None and then[unit].value is not None
    ]
    moved.sort(key=lambda one: (-one[1], one[0]))
    top = [one for one in moved if one[1] > 0][:MOVERS]
    low = [one for one in moved if one[1] < 0][-MOVERS:]
    title = _("Tăng, giảm nhiều nhất: %(what)s, %(label)s so với %(before)s") % {
        "what": named(asked, held), "label": inside(asked.period.label), "before": inside(before.label),
    }  # fmt: skip

    def draw(width: int) -> bars.Picture:
        return bars.changes(
            title,
            [
                bars.Bar(held.names.get(unit, unit), gap, _signed(gap, was, asked))
                for unit, gap, was in [*top, *low]
            ],
            width,
        )

    rows = [
        [held.names.get(unit, unit), then[unit].value, now[unit].value, _signed(gap, was, asked)]
        for unit, gap, was in moved
    ]
    drawn = Drawn(
        title, draw, [_("Đơn vị"), before.label, asked.period.label, _("Tăng, giảm")], rows,
        stands(asked, held, request), f"tang-giam-{asked.line.code}",
    )  # fmt: skip
    left = len(now) - len(moved)
    notes = (
        [_("%(count)s đơn vị thiếu số của một trong hai kỳ, không xếp.") % {"count": left}] if left else []
    )
    same = "" if top or low else _("Không đơn vị nào tăng hay giảm, hoặc chưa đơn vị nào có số cả hai kỳ.")
    return answer(
        request, "analysis/movers.html", offered, asked, [drawn] if top or low else [], held, notes=notes, empty=same
    )  # fmt: skip


def _signed(gap: Decimal, was: Decimal | None, asked: Ask) -> str:
    """'+12 (+20 %)'; shares in percentage points."""
    sign = "+" if gap > 0 else "-" if gap < 0 else ""
    if asked.ratio:
        return _("%(gap)s điểm %%") % {"gap": f"{sign}{figure(abs(gap), 1)}"}
    share = f" ({sign}{percent(abs(gap) / was)})" if was else ""
    return f"{sign}{figure(abs(gap))}{share}"


@chart("targets")
def targets(request: Request, offered: Choices, asked: Ask) -> HttpResponse:
    """Each unit against what it was given to reach; the mark on the bar is the target."""
    held = asked.figures(request.day, request.actor)
    units = [held.root, *_units(held, asked)]
    given = source.targets(asked.form.calendar, asked.period.period, asked.line.code, units)
    totals = source.totals(held, list(given), asked.line.code, held.periods)
    own = _own(request)
    rows = []
    for unit in units:
        if unit not in given:
            continue
        one, goal = read(totals[unit, held.periods[-1]], asked), given[unit]
        aim = goal.value * 100 if asked.ratio else goal.value
        rows.append((unit, one, aim, goal))
    title = _("So với chỉ tiêu được giao: %(what)s, %(label)s") % {
        "what": named(asked, held), "label": asked.period.label,
    }  # fmt: skip

    def draw(width: int) -> bars.Picture:
        return bars.bars(
            title,
            [
                bars.Bar(
                    held.names.get(unit, unit), one.value, _reached(one, aim, goal.at_most), aim, unit in own
                )
                for unit, one, aim, goal in rows
            ],
            width,
        )

    drawn = Drawn(
        title, draw, [_("Đơn vị"), _("Thực hiện"), _("Chỉ tiêu"), _("Đạt"), _("Căn cứ")],
        [[held.names.get(unit, unit), one.text if one.value is None else one.value, aim,
          _reached(one, aim, goal.at_most), goal.basis] for unit, one, aim, goal in rows],
        stands(asked, held, request), f"so-voi-chi-tieu-{asked.line.code}",
    )  # fmt: skip
    none = "" if rows else _("Chưa giao chỉ tiêu nào cho chỉ tiêu này, kỳ này trong phạm vi đang xem.")
    notes = [_("Vạch đứng trên thanh là chỉ tiêu được giao.")] if rows else []
    return answer(
        request, "analysis/targets.html", offered, asked, [drawn] if rows else [], held, notes=notes, empty=none
    )  # fmt: skip


def _reached(one: Read, aim: Decimal, at_most: bool) -> str:
    if one.value is None:
        return one.text
    if at_most:
        return _("%(value)s, trong mức") % {"value": figure(one.value)} if one.value <= aim else _(
            "%(value)s, vượt mức"
        ) % {"value": figure(one.value)}  # fmt: skip
    return percent(one.value / aim) if aim else figure(one.value)

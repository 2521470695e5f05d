"""The one door through which analysis gets its figures; what answers behind it is no concern of its callers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.organisation import queries as organisation
from lantoa.reporting import queries as reporting
from lantoa.reporting.asking import Gathered, gather
from lantoa.reporting.models import Form, Round, Submission, Target
from lantoa.reporting.rules.rollup import Total

from .rules.pivot import Question

__all__ = ["Chosen", "Gathered", "chosen", "figures", "form_named", "rounds_until", "targets"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question's form, rounds and day of geography, as they stand on the day asked."""

    form: Form
    rounds: tuple[Round, ...]
    geography: date | None

    @property
    def periods(self) -> tuple[str, ...]:
        return tuple(one.period for one in self.rounds)


def form_named(actor: Actor, code: str, day: date) -> Form:
    """The newest version of a form that the actor may see; ``NotFound`` otherwise."""
    found = reporting.forms(actor, day).filter(code=code).first()
    if found is None:
        raise reporting.hidden()
    return found


def rounds_until(form: str, day: date) -> list[Round]:
    """Begun rounds of a form's code, oldest first."""
    return [one for one in reporting.rounds_of(form) if one.starts <= day]


def chosen(actor: Actor, question: Question, day: date) -> Chosen:
    """``NotFound`` for a form out of sight or one without rounds, ``BadInput`` for a period that was not opened."""
    form = form_named(actor, question.form, day)
    rounds = rounds_until(form.code, day)
    if question.periods:
        named = {one.period: one for one in rounds}
        unknown = [period for period in question.periods if period not in named]
        if unknown:
            raise BadInput(
                "UNKNOWN_PERIOD", f"Biểu này chưa mở kỳ “{unknown[0][:40]}”.", place="kỳ",
                remedy=f"Chọn một trong: {', '.join(named) or 'chưa có kỳ nào'}.",
            )  # fmt: skip
        picked = [one for one in rounds if one.period in question.periods]
    else:
        picked = ([one for one in rounds if one.ends <= day] or rounds)[-question.latest :]
    if not picked:
        raise NotFound("NO_PERIOD", "Biểu này chưa mở kỳ nào.", place="kỳ", remedy="Mở kỳ báo cáo trước.")
    return Chosen(form, tuple(picked), day_of(question.geography, day))


def day_of(geography: str, day: date) -> date | None:
    """'' as it was, 'nay' today, else an ISO day."""
    if not geography:
        return None
    if geography == "nay":
        return day
    try:
        return date.fromisoformat(geography)
    except ValueError:
        raise BadInput(
            "BAD_DAY", f"“{geography[:20]}” không phải là một ngày.", place="quy về ngày",
            remedy="Ghi ngày/tháng/năm, như 01/07/2026.",
        ) from None  # fmt: skip


def lines_of_reporters(periods: Sequence[str], form: str, day: date) -> frozenset[str]:
    """The tops of the lines in which somebody owes the periods, and the nation, whose land they all lie on."""
    rows = Submission.objects.filter(round__form__code=form, round__period__in=periods)
    graph = organisation.standing(day).graph
    codes = rows.values_list("unit__code", flat=True).order_by("unit__code").distinct()
    return frozenset(graph.lineage(code)[-1] for code in codes) | {"VN"}


def figures(
    actor: Actor | None,
    form: Form,
    periods: Sequence[str],
    day: date,
    *,
    unit: str = "",
    cluster: str = "",
    geography: date | None = None,
    provisional: bool = False,
    codes: Sequence[str] = (),
) -> Gathered:
    """Everything counted in the periods inside the scope, ready to be asked. ``actor`` None: the product's own rows."""
    return gather(
        actor, form, periods, day, unit=unit, cluster=cluster, geography=geography, provisional=provisional,
        codes=codes,
    )  # fmt: skip


def totals(
    held: Gathered, units: Sequence[str], code: str, periods: Sequence[str]
) -> dict[tuple[str, str], Total]:
    """(unit, period) → total of one indicator."""
    pairs = [(unit, period) for unit in units for period in periods]
    return dict(zip(pairs, held.answer((unit, code, (period,)) for unit, period in pairs), strict=True))


def targets(calendar: str, period: str, code: str, units: Sequence[str]) -> dict[str, Target]:
    """Unit → what it was given to reach in the period; one query."""
    rows = Target.objects.filter(calendar=calendar, period=period, code=code, unit__code__in=units)
    return {row.unit.code: row for row in rows.select_related("unit", "given_by").order_by("pk")}

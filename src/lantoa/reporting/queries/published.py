"""Forms: those of the rulebook's indicators, those published, those somebody supervises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor, may
from lantoa.kernel.errors import BadInput
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import UnitKind
from lantoa.rulebook import packs

from .. import facts
from ..models import Form, FormIndicator, Round, Submission
from ..rules import lifecycle
from ..rules.forms import LARGEST_MEETING, SIX_MONTH, Line
from ..rules.indicators import Kind
from .common import VIEW, hidden
from .reach import own_units


def lines_from_rulebook(codes: Iterable[str], day: date) -> tuple[Line, ...]:
    """Form lines from the rulebook's indicators, in the order asked. Raises ``BadInput`` for an unknown code."""
    known = {row.id: row for row in packs.indicators(day)}
    found = []
    for code in codes:
        row = known.get(code)
        if row is None or row.aggregation not in {kind.value for kind in Kind}:
            raise BadInput(
                "UNKNOWN_INDICATOR",
                f"Không có chỉ tiêu “{code}” trong danh mục ngày {day}.",
                place="chỉ tiêu",
                remedy="Xem danh mục: lantoa rules indicators.",
            )
        found.append(
            Line(
                code=row.id,
                name=row.name,
                measure=row.unit,
                kind=Kind(row.aggregation),
                group=row.group,
                numerator=row.numerator,
                denominator=row.denominator,
                small_cell=row.small_cell,
                mark=row.mark,
            )
        )
    return tuple(found)


def rulebook_lines(day: date) -> tuple[Line, ...]:
    """Every indicator of the rulebook that a form can hold."""
    kinds = {kind.value for kind in Kind}
    return lines_from_rulebook([row.id for row in packs.indicators(day) if row.aggregation in kinds], day)


def line_root(owner: str, day: date) -> str:
    """The unit under which a form of ``owner`` is owed: a department reports for the whole of its ministry."""
    now = organisation.standing(day)
    if now.kinds.get(owner) == UnitKind.DEPARTMENT:
        return min(now.graph.above.get(owner, frozenset()), default=owner)
    return owner


def six_month_lines(day: date) -> tuple[Line, ...]:
    """The shipped six-month form: every kind of indicator, all but one from the rulebook."""
    lines = lines_from_rulebook(SIX_MONTH, day)
    return (*lines[:3], LARGEST_MEETING, *lines[3:])


def forms(visible_to: Actor, day: date) -> QuerySet[Form]:
    """Forms the actor owns, owes or supervises: those with an obligation within reach, or of an owner within
    reach; newest version first."""
    reach = access.reach(visible_to, VIEW, day)
    owed = Submission.objects.filter(reach.units_q()).values("round__form")
    return (
        Form.objects.filter(Q(pk__in=owed) | reach.units_q("owner__code"))
        .select_related("owner", "audience_root", "audience_cluster")
        .annotate(rounds_count=Count("rounds", distinct=True), lines_count=Count("lines", distinct=True))
        .order_by("code", "-version")
    )


def form(visible_to: Actor, pk: int, day: date) -> Form:
    found = forms(visible_to, day).filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


def supervised(actor: Actor, day: date) -> list[Form]:
    """Forms of which the actor decides on reports: newest version first."""
    above = access.reach(actor, lifecycle.ACCEPT, day)
    owed = Submission.objects.filter(above.units_q()).values("round__form")
    rows = Form.objects.filter(pk__in=owed).select_related("owner").order_by("code", "-version")
    return list(rows) if above.units else []


def publishes_for(actor: Actor, day: date) -> list[tuple[str, str]]:
    """(code, name) of the actor's own units that may publish forms."""
    names = organisation.standing(day).names
    return sorted((code, names.get(code, code)) for code in own_units(actor, "reporting.form.publish", day))


def lines(found: Form) -> list[FormIndicator]:
    """The form's lines in order."""
    return facts.lines_of(found)


def may_publish(actor: Actor, found: Form, day: date) -> bool:
    return may(actor, "reporting.form.publish", organisation.place_of(found.owner.code, day), day)


def rounds_of(form_code: str) -> list[Round]:
    """All rounds of a form's code, any version, oldest first."""
    return list(Round.objects.filter(form__code=form_code).select_related("form").order_by("starts"))

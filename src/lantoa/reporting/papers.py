"""Báo cáo sơ kết, tổng kết from a roll-up: the figures, the same period of the year before, the units below."""

from __future__ import annotations

import re
from datetime import date

from lantoa.documents.catalogue import reports
from lantoa.documents.catalogue.issue import Issue
from lantoa.documents.narrative.measures import Measure, Part
from lantoa.documents.tree import Organ, Paper, Signature
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, UnitKind
from lantoa.registry import queries as registry

from . import totals
from .facts import provinces
from .models import Form, Round
from .rules.indicators import Kind
from .rules.rollup import Total

LABEL = "Dữ liệu minh họa"
LONGEST = 40_000


def year_before(period: str) -> str:
    """'2026-H1' → '2025-H1'."""
    return f"{int(period[:4]) - 1}{period[4:]}"


def figures(
    actor: Actor,
    form: Form,
    periods: tuple[str, ...],
    day: date,
    *,
    unit: str = "",
    cluster: str = "",
    kind: str = "Sơ kết",
) -> reports.Review:
    """What the report says, before anybody edits it. ``NotFound`` outside the actor's reach.

    The same periods of the year before are compared where they were reported at all, as they were then.
    """
    found = totals.roll_up(actor, form, periods, day, unit=unit, cluster=cluster)
    then = tuple(year_before(one) for one in periods)
    known = set(Round.objects.filter(form__code=form.code, period__in=then).values_list("period", flat=True))
    before: dict[str, Total] = {}
    if known == set(then):
        earlier = totals.roll_up(actor, form, then, day, unit=unit, cluster=cluster)
        before = {one.line.code: one.total for one in earlier.lines}
    ends = max(one.ends for one in Round.objects.filter(form__code=form.code, period__in=periods))
    return reports.Review(
        _issue(found, form, day),
        _title(found, form, kind),
        "",
        tuple(_measure(found, at, before) for at in range(len(found.lines))),
        found.reported,
        found.expected,
        than="cùng kỳ năm trước" if ends <= day else "cùng kỳ năm trước (số liệu kỳ này chưa chốt)",
    )


def _measure(found: totals.RollUp, at: int, before: dict[str, Total]) -> Measure:
    one = found.lines[at]
    code = re.sub(r"[^A-Za-z0-9_-]", "_", one.line.code)
    earlier = before.get(one.line.code)
    return Measure(
        code,
        one.line.name,
        one.line.measure,
        one.total.value,
        earlier.value if earlier and earlier.kind is one.total.kind else None,
        f"{found.form.code}/{','.join(found.periods)}/{one.line.code}",
        share=one.total.kind is Kind.RATIO,
        parts=tuple(Part(child.code, child.name, child.totals[at].value) for child in found.children),
    )


def _title(found: totals.RollUp, form: Form, kind: str) -> str:
    """'Sơ kết phong trào …, 6 tháng đầu năm 2026': the form's title without what kind and period say already."""
    about = re.sub(r"^kết quả\s+", "", form.title[:1].lower() + form.title[1:])
    about = re.sub(r"\s+6 tháng$", "", about)
    return f"{kind} {about}, {', '.join(found.labels).lower()}"


def _issue(found: totals.RollUp, form: Form, day: date) -> Issue:
    code = found.unit or _issuer(found.cluster)
    organ = (
        Organ(_superior(found.unit, day), organisation.name_of(found.unit, day))
        if found.unit
        else Organ(organisation.name_of(code, day), found.name)
    )
    return Issue(
        organ,
        _place(code, day),
        (Signature("Thủ trưởng đơn vị" if found.unit else "Cụm trưởng", ""),),
        signs=(registry.sign_of(found.unit) if found.unit else "",),
        year=day.year,
        recipients=("Cấp trên trực tiếp (để báo cáo)", "Lưu: VT"),
        draft=True,
        data_label=LABEL if form.illustrative else "",
    )


def _superior(unit: str, day: date) -> str:
    """What stands above the organ: nothing over a ministry or a People's Committee."""
    if organisation.standing(day).kinds.get(unit) in (UnitKind.MINISTRY, UnitKind.PEOPLES_COMMITTEE):
        return ""
    lineage = organisation.place_of(unit, day).lineage
    return organisation.name_of(lineage[1], day) if len(lineage) > 1 else ""


def _issuer(cluster: str) -> str:
    return str(Cluster.objects.values_list("issuer", flat=True).get(key=cluster))


def _place(unit: str, day: date) -> str:
    """The province's name without its kind; Hà Nội for national organs."""
    province = provinces([unit], day)[unit]
    name = organisation.name_of(province, day) if province else "Hà Nội"
    return name.removeprefix("Thành phố ").removeprefix("Tỉnh ")


def review(of: reports.Review, text: str = "") -> Paper:
    """The paper, in the words an officer edited (with their tokens) or the composed ones."""
    if len(text) > LONGEST:
        raise BadInput(
            "TOO_LONG", "Lời báo cáo quá dài.", place="nội dung", remedy=f"Rút gọn dưới {LONGEST} ký tự."
        )
    return reports.review(of if not text.strip() else reports.replaced(of, text))

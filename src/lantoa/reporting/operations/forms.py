"""Publishing a form: a new one, or the next version of a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean
from lantoa.organisation.models import Cluster, Unit

from ..models import Form, FormIndicator
from ..rules import regimes
from ..rules.forms import Audience, Line, check_form


@transaction.atomic
def publish_form(
    *,
    actor: Actor,
    owner: str,
    code: str,
    title: str,
    calendar: str,
    lines: Sequence[Line],
    audience: Audience,
    basis: str,
    day: date,
    at: datetime,
    due_days: int = 5,
    mark: Mark = Mark.TO_CONFIRM,
    illustrative: bool = False,
    regime: str = regimes.Regime.PERIODIC,
    effective_from: date | None = None,
    cut_off: str = "",
    level_days: Mapping[str, int] | None = None,
    escalate_days: int = 3,
    opens_itself: bool = False,
    checks: Sequence[Mapping[str, Any]] = (),
) -> Form:
    """A new form, or the next version of a code; older versions keep their rounds, and from ``effective_from`` on new
    periods open on this one. Series go on across versions by the indicator's code, so a code keeps its kind and its
    measure. ``level_days``: kind of unit → working days after the cut-off. Raises ``BadInput`` with every fault."""
    access.allow(actor, "reporting.form.publish", owner, day)
    check_form(
        tuple(lines), audience, calendar, due_days, cut_off=cut_off, level_days=level_days, checks=checks
    )
    _check_regime(regime, calendar, opens_itself=opens_itself)
    if not clean(basis):
        raise BadInput(
            "NO_BASIS",
            "Biểu báo cáo định kỳ phải có căn cứ ban hành (NĐ 09/2019, Điều 11).",
            place="căn cứ",
            remedy="Ghi số, ký hiệu, ngày của văn bản quy định chế độ báo cáo.",
        )
    latest = Form.objects.select_for_update().filter(code=clean(code)).order_by("-version").first()
    if latest is not None:
        _refuse_other_measure(clean(code), lines)
    form = Form.objects.create(
        code=clean(code),
        version=latest.version + 1 if latest else 1,
        title=clean(title),
        calendar=regimes.calendar_of(calendar).code,
        due_days=due_days,
        basis=clean(basis),
        mark=mark,
        owner=Unit.objects.get(code=owner),
        audience_kind=audience.kind,
        audience_root=unit_named(audience.root) if audience.root else None,
        audience_cluster=_cluster(audience.cluster) if audience.cluster else None,
        published_at=at,
        illustrative=illustrative,
        regime=regime,
        effective_from=effective_from,
        cut_off=cut_off if calendar == "CLUSTER" else "",
        level_days=dict(level_days or {}),
        escalate_days=escalate_days,
        opens_itself=opens_itself,
        checks=[dict(rule) for rule in checks],
    )
    FormIndicator.objects.bulk_create([_row(form, order, line) for order, line in enumerate(lines, 1)])
    journal.record(
        actor=actor,
        action="reporting.form.publish",
        subject=f"reporting.form:{form.pk}",
        at=at,
        basis=form.basis,
        after={"code": form.code, "version": form.version, "lines": [line.code for line in lines]},
    )
    return form


def _check_regime(regime: str, calendar: str, *, opens_itself: bool) -> None:
    """A periodic report runs on a calendar; the others on request, and never by themselves."""
    if regime not in {one.value for one in regimes.Regime}:
        raise BadInput(
            "UNKNOWN_REGIME",
            f"Không có chế độ báo cáo “{regime[:20]}”.",
            place="chế độ",
            remedy="Chọn: periodic (định kỳ), thematic (chuyên đề), ad_hoc (đột xuất).",
        )
    periodic = regime == regimes.Regime.PERIODIC
    asked = calendar == regimes.ON_REQUEST
    if periodic == asked or (opens_itself and not periodic):
        raise BadInput(
            "REGIME_AND_CALENDAR",
            "Báo cáo định kỳ chạy theo lịch; chuyên đề, đột xuất mở từng lần theo yêu cầu (NĐ 09/2019, Điều 4).",
            place="chế độ, lịch",
            remedy="Chọn lịch định kỳ cho báo cáo định kỳ, “từng lần theo yêu cầu” cho hai loại kia.",
        )


def _refuse_other_measure(code: str, lines: Sequence[Line]) -> None:
    """A code that meant another thing before would break every series."""
    before = {
        row.code: (row.kind, row.measure)
        for row in FormIndicator.objects.filter(form__code=code).order_by("form__version")
    }
    for line in lines:
        if line.code in before and before[line.code] != (line.kind, line.measure):
            raise BadInput(
                "OTHER_MEASURE",
                f"Chỉ tiêu {line.code} ở bản trước tính bằng {before[line.code][1]}, cách tổng hợp khác bản này.",
                place=line.code,
                remedy="Dùng mã chỉ tiêu mới cho phép đo mới, để chuỗi số liệu không bị lẫn.",
            )


def _row(form: Form, order: int, line: Line) -> FormIndicator:
    return FormIndicator(
        form=form,
        order=order,
        code=line.code,
        name=clean(line.name),
        measure=line.measure,
        kind=line.kind,
        group=line.group,
        numerator=line.numerator,
        denominator=line.denominator,
        required=line.required,
        small_cell=line.small_cell,
        mark=line.mark,
        minimum=line.minimum,
        part_of=line.part_of,
        axis=line.axis,
        formula=line.formula,
        basis=line.basis[:300],
    )


def unit_named(code: str) -> Unit:
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise BadInput(
            "UNKNOWN_UNIT", f"Không có đơn vị “{code}”.", place="đơn vị", remedy="Tìm mã ở trang Tổ chức."
        )
    return found


def _cluster(key: str) -> Cluster:
    found = Cluster.objects.filter(key=key).first()
    if found is None:
        raise BadInput("UNKNOWN_CLUSTER", f"Không có cụm “{key}”.", place="cụm", remedy="Xem danh sách cụm.")
    return found

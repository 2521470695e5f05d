"""Publishing a form: a new one, or the next version of a code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

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
) -> Form:
    """A new form, or the next version of a code; older versions keep their rounds."""
    access.allow(actor, "reporting.form.publish", owner, day)
    check_form(tuple(lines), audience, calendar, due_days)
    if not clean(basis):
        raise BadInput(
            "NO_BASIS",
            "Biểu báo cáo định kỳ phải có căn cứ ban hành (NĐ 09/2019, Điều 11).",
            place="căn cứ",
            remedy="Ghi số, ký hiệu, ngày của văn bản quy định chế độ báo cáo.",
        )
    latest = Form.objects.select_for_update().filter(code=clean(code)).order_by("-version").first()
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

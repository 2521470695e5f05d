"""Key tasks given to every unit of a campaign, a line each."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.vi.dates import read
from lantoa.organisation import queries as organisation
from lantoa.programme import operations, queries
from lantoa.programme.operations import NewTask
from lantoa.programme.rules import lifecycle
from lantoa.web.forms import TextBlock
from lantoa.web.kit import (
    Request,
    done,
    faults_on,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Crumb

from .campaigns import crumb


class AssignForm(forms.Form):
    tasks = TextBlock(
        label=gettext_lazy("Nhiệm vụ"),
        help_text=gettext_lazy(
            "Mỗi dòng một nhiệm vụ: tên, dấu |, hạn; có thể thêm dấu | và yêu cầu. "
            "Ví dụ: Rà soát, củng cố mô hình | 30/04/2026 | Lập danh sách từng xã"
        ),
        widget=forms.Textarea(attrs={"rows": 9}),
    )


def read_tasks(text: str) -> list[NewTask]:
    """'name | 30/04/2026 | detail' a line. Raises ``BadInput`` with a fault per line."""
    found, faults = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, _bar, rest = line.partition("|")
        due, _bar, detail = rest.partition("|")
        try:
            found.append(
                NewTask(
                    name.strip(), read(due.strip(), _("dòng %(number)s") % {"number": number}), detail.strip()
                )
            )
        except BadInput as problem:
            faults.append(
                Fault(
                    problem.fault.code,
                    problem.fault.message,
                    _("dòng %(number)s") % {"number": number},
                    problem.fault.remedy,
                )
            )
    if faults:
        raise BadInput(faults[0].code, faults[0].message, place=faults[0].place, faults=tuple(faults))
    return found


@signed_in
def assign(request: Request, pk: int) -> HttpResponse:
    found = queries.campaign(request.actor, pk, request.day)
    access.allow(request.actor, lifecycle.ASSIGN, found.unit.code, request.day)
    form = AssignForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            made = operations.assign_tasks(
                actor=request.actor,
                campaign=pk,
                tasks=read_tasks(form.cleaned_data["tasks"]),
                day=request.day,
                at=request.now,
            )
            return done(
                request, _("Đã giao %(count)s nhiệm vụ.") % {"count": len(made)}, "programme:campaign", pk
            )
    units = [organisation.name_of(code, request.day) for code in queries.audience(found, request.day)]
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(found.name, reverse("programme:campaign", args=[pk]))],
        "title": _("Giao nhiệm vụ"),
        "lead": _("Giao cho %(count)s đơn vị: %(units)s.")
        % {"count": len(units), "units": ", ".join(units[:8]) + ("…" if len(units) > 8 else "")},
        "button": _("Giao nhiệm vụ"),
    }
    return page(request, "programme/form.html", context)

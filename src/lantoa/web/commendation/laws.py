"""Two laws, two verdicts side by side; the appraising side says which one the dossier is judged by, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.commendation import laws, operations, queries
from lantoa.commendation.models import Dossier
from lantoa.commendation.rules import lifecycle
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import on_screen
from lantoa.web.forms import Reason
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

from .common import allowed, crumbs_of, heading_of


@dataclass(frozen=True, slots=True)
class LawPage:
    dossier: Dossier
    choices: Sequence[laws.Choice]
    says: str
    form: forms.Form | None
    crumbs: Sequence[Crumb]


EARLIER = "cu"
"""The form's word for the law of the acceptance: a radio button must have a value."""


class LawForm(forms.Form):
    law = forms.ChoiceField(label=gettext_lazy("Luật áp dụng"), widget=forms.RadioSelect, choices=())
    reason = Reason(
        help_text=gettext_lazy("Điều khoản nào của luật được chọn có lợi hơn cho đối tượng, so với luật kia.")
    )


def said(choice: laws.Choice) -> str:
    """'Luật ngày tiếp nhận (15/09/2026)', or the newer law's name with its first day."""
    if choice.law is None:
        return _("Luật của ngày tiếp nhận hồ sơ (%(day)s)") % {"day": on_screen(choice.on)}
    return _("%(law)s, hiệu lực từ %(day)s") % {"law": _(choice.law.name), "day": on_screen(choice.on)}


@signed_in
def law(request: Request, pk: int) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    found = laws.choices(of, request.day)
    if not found:
        raise NotFound(
            "NO_CHOICE_OF_LAW",
            _("Hồ sơ này không có luật mới hơn để lựa chọn."),
            remedy=_("Hồ sơ được xét theo luật của ngày tiếp nhận."),
        )
    form = None
    if of.state in operations.LAW_OPEN and allowed(
        request.actor, lifecycle.VERIFY, of.authority.code, request.day
    ):
        form = LawForm(
            request.POST or None, initial={"law": next(one.code or EARLIER for one in found if one.chosen)}
        )
        form.fields["law"].choices = [(one.code or EARLIER, said(one)) for one in found]
        with faults_on(request, form):
            if submitted(request, form):
                given = form.cleaned_data
                operations.choose_law(
                    actor=request.actor, dossier=of.pk, law="" if given["law"] == EARLIER else given["law"],
                    reason=given["reason"], day=request.day, at=request.now,
                )  # fmt: skip
                return done(request, _("Đã ghi luật áp dụng cho hồ sơ."), "commendation:dossier", of.pk)
    return page(
        request,
        "commendation/law.html",
        LawPage(
            dossier=of,
            choices=found,
            says=next(one.law.transition for one in found if one.law),
            form=form,
            crumbs=crumbs_of(Crumb(heading_of(of, request.day)), Crumb(_("Luật áp dụng"))),
        ),
    )

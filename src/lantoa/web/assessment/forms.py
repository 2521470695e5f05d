"""What ranking needs beside points, as the appraiser types it."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy

from lantoa.assessment import queries
from lantoa.assessment.models import Evaluation
from lantoa.assessment.rules import lifecycle
from lantoa.web.forms import Figure, TextLine
from lantoa.web.kit import Request

FINAL = ("finalised", "published")


class StandingForm(forms.Form):
    violations = Figure(label=gettext_lazy("Số vi phạm"), whole=True, least=0, most=32_767, required=False)
    women_share = Figure(label=gettext_lazy("Tỷ lệ nữ (%)"), least=0, most=100, required=False)
    excluded = TextLine(
        label=gettext_lazy("Lý do không xếp hạng"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Để trống thì đơn vị được xếp hạng; có lý do thì giữ điểm, không xếp hạng."),
    )

    def said(self) -> dict[str, object]:
        """As ``operations.set_standing`` takes it: the share as a share of one."""
        given = dict(self.cleaned_data)
        share = given["women_share"]
        return {**given, "women_share": None if share is None else Decimal(share) / 100}


def standing_form(request: Request, of: Evaluation) -> StandingForm | None:
    """The form filled with what is kept; None for who may not appraise, or once the sheet is final."""
    if of.state in FINAL or not queries.permits(request.actor, lifecycle.APPRAISE, of, request.day):
        return None
    share = None if of.women_share is None else of.women_share * 100
    return StandingForm(initial={"violations": of.violations, "women_share": share, "excluded": of.excluded})

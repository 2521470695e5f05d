"""Targets: what each unit below is to reach, beside what it reported and its share of the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.reporting import operations, queries
from lantoa.reporting.models import Form, FormIndicator, Round
from lantoa.reporting.queries import Aim
from lantoa.web.forms import TextLine
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted, with_query

from . import board

INPUT = "g-"


class GiveForm(forms.Form):
    """The paper for all the numbers given at once."""

    giver = forms.ChoiceField(label=gettext_lazy("Nơi giao"))
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Kế hoạch, quyết định hoặc giao ước giao chỉ tiêu."),
    )
    at_most = forms.BooleanField(label=gettext_lazy("Càng ít càng tốt: không vượt số này"), required=False)

    def __init__(self, *given: Any, givers: Any, **more: Any):
        super().__init__(*given, **more)
        self.fields["giver"].choices = givers  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for: a form, one of its indicators, one of its periods."""

    form: Form
    line: FormIndicator
    round: Round
    forms: list[Form]
    lines: list[FormIndicator]
    rounds: list[Round]


@signed_in
def targets(request: Request) -> HttpResponse:
    """GET the table; POST gives what was typed into it."""
    chosen = _chosen(request)
    tabs = board.tabs(request, "targets")
    if chosen is None:
        return page(request, "reporting/targets.html", {"chosen": None, "tabs": tabs})
    givers = queries.givers(request.actor, request.day)
    entry = GiveForm(request.POST or None, givers=givers)
    typed = {name.removeprefix(INPUT): text for name, text in request.POST.items() if name.startswith(INPUT)}
    with faults_on(request, entry):
        if givers and submitted(request, entry):
            return _given(request, chosen, entry.cleaned_data, typed)
    found = queries.aims(request.actor, chosen.form, chosen.line.code, chosen.round.period, request.day)
    own = {code for code, _name in givers}
    context = {
        "chosen": chosen,
        "rows": [(one, typed.get(one.unit), bool(givers) and one.unit not in own) for one in found],
        "given": [one for one in found if one.target],
        "met": sum(one.met is True for one in found),
        "giving": bool(givers) and any(one.unit not in own for one in found),
        "form": entry,
        "tabs": tabs,
    }
    return page(request, "reporting/targets.html", context)


def _chosen(request: Request) -> Chosen | None:
    known = list({form.code: form for form in reversed(queries.forms(request.actor, request.day))}.values())[
        ::-1
    ]
    known = board.own_first(request, known)
    asked = {**request.GET.dict(), **request.POST.dict()} or _latest_given(request, known)
    form = next((one for one in known if str(one.pk) == asked.get("bieu", "")), known[0] if known else None)
    if form is None:
        return None
    lines = [line for line in queries.lines(form) if line.kind != "text"]
    rounds = queries.rounds_of(form.code)[::-1]
    if not rounds or not lines:
        return None
    return Chosen(
        form,
        next((line for line in lines if line.code == asked.get("chi-tieu")), lines[0]),
        next((one for one in rounds if one.period == asked.get("ky")), rounds[0]),
        known,
        lines,
        rounds,
    )


def _latest_given(request: Request, known: list[Form]) -> dict[str, str]:
    """Where nothing is asked for: the last target that was given."""
    last = queries.targets(request.actor, request.day).order_by("-set_at", "-pk").first()
    form = next((one for one in known if last is not None and one.calendar == last.calendar), None)
    if last is None or form is None:
        return {}
    return {"bieu": str(form.pk), "ky": last.period, "chi-tieu": last.code}


def _given(request: Request, chosen: Chosen, given: dict[str, Any], typed: dict[str, str]) -> HttpResponse:
    """Only what changed goes into the step, so that rows left alone keep who set them."""
    found = queries.aims(request.actor, chosen.form, chosen.line.code, chosen.round.period, request.day)
    changed = {
        one.unit: typed[one.unit] for one in found if one.unit in typed and _other(one, typed[one.unit])
    }
    made = operations.set_targets(
        actor=request.actor,
        code=chosen.line.code,
        calendar=chosen.form.calendar,
        period=chosen.round.period,
        values=changed,
        day=request.day,
        at=request.now,
        **given,
    )
    address = with_query(
        reverse("reporting:targets"),
        bieu=chosen.form.pk,
        ky=chosen.round.period,
        **{"chi-tieu": chosen.line.code},
    )
    return done(request, _("Đã giao chỉ tiêu cho %(n)s đơn vị.") % {"n": len(made)}, address)


def _other(one: Aim, text: str) -> bool:
    held = "" if one.target is None else f"{one.target.value.normalize():f}"
    return text.strip().replace(".", "").replace(",", ".") != held

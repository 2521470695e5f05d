"""One paper: where it stands, what the reader may do, opinions, versions, the paper itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.documents.kinds import BY_CODE
from lantoa.documents.render import file_name, render
from lantoa.registry import files, operations, owners, papers, queries
from lantoa.registry.models import Opinion, Paper, PaperStep, PaperVersion
from lantoa.registry.rules.lifecycle import DRAFT, SIGN, VIEW
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.organisation.picking import offer
from lantoa.web.parts import Action, Crumb, Event, Stage
from lantoa.web.states import said

from .common import crumb, names_on, people
from .forms import AnswerForm, ArchiveForm, AskForm, IssueForm, NumberForm, ReasonForm, SignForm

SIGNING = "signing/_paper.html"
"""Where the area of digital signatures draws its part of this page, once it is there."""
ORDER = ("DRAFT", "PRESENTED", "INITIALLED", "SIGNED", "NUMBERED", "ISSUED")
DONE_BY = {"draft": "DRAFT", "present": "PRESENTED", "initial": "INITIALLED", "sign": "SIGNED", "number": "NUMBERED",
           "issue": "ISSUED"}  # fmt: skip
WORDS = {
    "draft": "Soạn dự thảo", "revise": "Sửa dự thảo", "ask": "Xin ý kiến", "opine": "Cho ý kiến",
    "present": "Trình ký", "initial": "Ký nháy", "sign": "Ký văn bản", "return": "Trả lại", "number": "Cấp số, ngày",
    "issue": "Ban hành", "void": "Hủy số", "archive": "Đưa vào hồ sơ",
}  # fmt: skip
ICONS = {
    "draft": "draft", "revise": "edit", "ask": "sent", "opine": "quote", "present": "up", "initial": "check",
    "sign": "signed", "return": "returned", "number": "sort", "issue": "issued", "void": "cancelled",
    "archive": "locked",
}  # fmt: skip
DONE = {
    "ask": "Đã gửi lời hỏi ý kiến.", "present": "Đã trình ký.", "initial": "Đã ký nháy.", "sign": "Đã ký văn bản.",
    "return": "Đã trả lại người soạn.", "number": "Đã cấp số, ngày.", "issue": "Đã ban hành.",
    "void": "Đã hủy số; số vẫn nằm trong sổ với lý do.", "archive": "Đã đưa vào hồ sơ.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepForm:
    """One thing the reader may do: ``form`` None is a plain button."""

    action: str
    label: str
    url: str
    form: forms.Form | None
    danger: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    opinion: Opinion
    who: str
    late: bool
    withdraw: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    row: Paper
    kind: str
    body: str
    stages: Sequence[Stage]
    steps: Sequence[StepForm]
    questions: Sequence[tuple[Opinion, forms.Form]]
    opinions: Sequence[Answer]
    events: Sequence[Event]
    versions: Sequence[PaperVersion]
    html: str
    files: Sequence[Action]
    revise: str
    own_page: str
    signing: str
    crumbs: Sequence[Crumb]


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    return _page(request, queries.paper(pk, visible_to=request.actor, day=request.day))


def _page(request: Request, row: Paper, bad: Mapping[str, forms.Form] | None = None) -> HttpResponse:
    names, taken = names_on(request), list(row.steps.all())
    shown = PaperPage(
        row=row,
        kind=said(BY_CODE[row.kind].name),
        body=names.get(row.body.code, row.body.code),
        stages=_stages(row, taken),
        steps=_steps(request, row, bad or {}),
        questions=[
            (one, (bad or {}).get(f"opinion-{one.pk}") or AnswerForm(prefix=f"y{one.pk}"))
            for one in queries.opinions_for(request.actor, row, request.day)
        ],
        opinions=_opinions(request, row, names),
        events=[_event(one) for one in reversed(taken)],
        versions=list(row.versions.all()),
        html=str(render(papers.tree(row, request.day), "html")),
        files=[
            Action(form.upper(), reverse("registry:file", args=[row.pk, form]), "download")
            for form in ("docx", "pdf")
        ],
        revise=reverse("registry:revise", args=[row.pk])
        if queries.to_revise(request.actor, row, request.day)
        else "",
        own_page=owners.link_of(row),
        signing=_signing(),
        crumbs=[crumb(), Crumb(row.reference or row.summary)],
    )
    context = {name: getattr(shown, name) for name in PaperPage.__slots__}
    broken = next(iter((bad or {}).values()), None)
    return page(request, "registry/paper.html", context | ({"form": broken} if broken else {}))


def _signing() -> str:
    try:
        get_template(SIGNING)
    except TemplateDoesNotExist:
        return ""
    return SIGNING


def _stages(row: Paper, taken: Sequence[PaperStep]) -> list[Stage]:
    """Draft, initial, signature, number, issue with who acted last; a return shows its reason at once."""
    last = {DONE_BY[one.action]: one for one in taken if one.action in DONE_BY}
    if row.state == "RETURNED":
        back = [one for one in taken if one.action == "return"][-1]
        first = last.get("DRAFT")
        return [
            Stage(_("Soạn dự thảo"), "returned", back.who, back.at, back.reason),
            *(Stage(said(WORDS[action]), "todo") for action in ("present", "initial", "sign", "number", "issue")),
        ] if first or back else []  # fmt: skip
    reached = {"ASKING": "DRAFT", "ARCHIVED": "ISSUED"}.get(row.state, row.state)
    at = ORDER.index(reached) if reached in ORDER else len(ORDER)
    found = []
    for order, state in enumerate(ORDER):
        action = next(name for name, value in DONE_BY.items() if value == state)
        step = last.get(state) if order <= at else None
        mark = "done" if order <= at else "now" if order == at + 1 else "todo"
        found.append(Stage(said(WORDS[action]), mark, step.who if step else "", step.at if step else None))
    if row.state == "VOID":
        found.append(Stage(_("Hủy số"), "returned", reason=row.void_reason))
    return found


def _steps(request: Request, row: Paper, bad: Mapping[str, forms.Form]) -> list[StepForm]:
    found = []
    for step in queries.steps(request.actor, row, request.day):
        form = bad.get(step.action) or _form(request, row, step.action)
        url = reverse("registry:step", args=[row.pk, step.action])
        aside = step.action in ("return", "void", "ask")
        found.append(StepForm(step.action, said(step.label), url, form, step.action == "void", aside))
    return found


def _form(request: Request, row: Paper, action: str, data: Any = None) -> forms.Form | None:
    match action:
        case "ask":
            form = AskForm(data, people=people(_colleagues(request, row)))
            offer(form, request, "unit", "unit_2", "unit_3")
            return form
        case "sign":
            signing = SignForm(data)
            if queries.manners(request.actor, row, request.day, SIGN):
                del signing.fields["manner"]
            return signing
        case "number":
            return NumberForm(data, initial={"issued_on": request.day})
        case "issue":
            return IssueForm(data)
        case "return" | "void":
            return ReasonForm(data)
        case "archive":
            rows = queries.records(request.actor, request.day).filter(unit=row.body, closed_on=None)
            return ArchiveForm(data, files=[(one.pk, f"{one.notation} {one.title}") for one in rows])
    return None


def _colleagues(request: Request, row: Paper) -> list[Any]:
    me = request.user.pk
    return [one for one in queries.people_at(row.body.code, VIEW, request.day) if one.pk != me]


def _opinions(request: Request, row: Paper, names: dict[str, str]) -> list[Answer]:
    drafter = row.body.code in queries.bodies(request.actor, DRAFT, request.day)
    found = []
    for one in row.opinions.select_related("unit", "user").order_by("pk"):
        open_ = one.answered_at is None and not one.withdrawn
        who = one.user.name if one.user else names.get(one.unit.code if one.unit else "", "")
        url = reverse("registry:withdraw-question", args=[one.pk]) if open_ and drafter else ""
        found.append(Answer(one, who, open_ and one.due < request.day, url))
    return found


def _event(one: PaperStep) -> Event:
    who = (
        _("%(who)s, thay mặt %(behalf)s") % {"who": one.who, "behalf": one.behalf} if one.behalf else one.who
    )
    tone = {"return": "bad", "void": "bad", "issue": "ok", "sign": "ok"}.get(one.action, "")
    text = " · ".join(part for part in (who, one.reason) if part)
    version = _("bản %(number)s") % {"number": one.version} if one.version else ""
    icon = ICONS.get(one.action, "")
    return Event(said(WORDS.get(one.action, one.action)), one.at, text, icon=icon, tone=tone, paper=version)


OPERATIONS: dict[str, Callable[..., Any]] = {
    "ask": operations.ask, "present": operations.present, "initial": operations.initial, "sign": operations.sign,
    "return": operations.send_back, "number": operations.number, "issue": operations.issue, "void": operations.void,
    "archive": operations.archive,
}  # fmt: skip


@signed_in
@require_POST
def step(request: Request, pk: int, action: str) -> HttpResponse:
    row = queries.paper(pk, visible_to=request.actor, day=request.day)
    if action not in OPERATIONS:
        raise queries.hidden("bước")
    form = _form(request, row, action, request.POST) or forms.Form(request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            values = form.values() if isinstance(form, AskForm) else form.cleaned_data
            OPERATIONS[action](actor=request.actor, paper=pk, day=request.day, at=request.now, **values)
            return done(request, said(DONE[action]), "registry:paper", pk)
    return _page(request, row, {action: form})


@signed_in
@require_POST
def answer(request: Request, pk: int, opinion: int) -> HttpResponse:
    row = queries.paper(pk, visible_to=request.actor, day=request.day)
    form = AnswerForm(request.POST, prefix=f"y{opinion}")
    with faults_on(request, form):
        if submitted(request, form):
            operations.opine(
                actor=request.actor, opinion=opinion, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã gửi ý kiến."), "registry:paper", pk)
    return _page(request, row, {f"opinion-{opinion}": form})


@signed_in
def withdraw_question(request: Request, opinion: int) -> HttpResponse:
    """Asks why, then takes the question back."""
    row = queries.paper_asked(opinion, visible_to=request.actor, day=request.day)
    if request.method == "GET" and row.body.code not in queries.bodies(request.actor, DRAFT, request.day):
        raise queries.hidden("trang")
    form = ReasonForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.withdraw_question(
                actor=request.actor, opinion=opinion, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã rút lời hỏi."), "registry:paper", row.pk)
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(row.summary, reverse("registry:paper", args=[row.pk]))],
        "title": _("Rút lời hỏi ý kiến"),
        "lead": row.summary,
        "button": _("Rút lời hỏi"),
    }
    return page(request, "registry/form.html", context)


@signed_in
def file(request: Request, pk: int, form: str) -> HttpResponse:
    """The numbered paper as it was kept; before that as it would print now."""
    row = queries.paper(pk, visible_to=request.actor, day=request.day)
    if form not in ("docx", "pdf"):
        raise queries.hidden("tệp")
    told = papers.tree(row, request.day)
    kept = row.docx if form == "docx" else row.pdf
    data = files.read(kept) if kept else render(told, form)
    assert isinstance(data, bytes)
    return attachment(data, file_name(told, form), files.MEDIA_TYPES[form])

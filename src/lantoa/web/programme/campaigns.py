"""Campaigns: the list, one as a timeline with its tasks, and its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.documents.render import file_name, render
from lantoa.kernel.clock import start_of
from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.dates import on_screen, read
from lantoa.organisation import queries as organisation
from lantoa.programme import operations, papers, queries
from lantoa.programme.models import Assignment, Campaign, Pledge
from lantoa.programme.operations import NewTask
from lantoa.programme.queries import TaskRow
from lantoa.registry.files import MEDIA_TYPES
from lantoa.reporting import queries as reporting
from lantoa.web.forms import Day, TextBlock, TextLine
from lantoa.web.kit import (
    Column,
    Request,
    attachment,
    chip,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Crumb, Event, Tab
from lantoa.web.states import said

ONE = timedelta(days=1)
TONES = {"planned": "planned", "launched": "doing", "closed": "closed"}


def tabs(here: str) -> list[Tab]:
    return [
        Tab(_("Đợt thi đua"), reverse("programme:index"), here == "index"),
        Tab(_("Văn bản chỉ đạo"), reverse("programme:directives"), here == "directives"),
        Tab(_("Giao ước thi đua"), reverse("programme:pledges"), here == "pledges"),
        Tab(_("Đăng ký danh hiệu"), reverse("programme:registrations"), here == "registrations"),
        Tab(_("Nhiệm vụ"), reverse("programme:tasks"), here == "tasks"),
    ]


def crumb() -> Crumb:
    return Crumb(_("Chỉ đạo, phong trào"), reverse("programme:index"))


@signed_in
def index(request: Request) -> HttpResponse:
    rows = listing(
        queries.campaigns(request.actor, request.day),
        request,
        [
            Column("name", _("Đợt thi đua"), link=lambda row: reverse("programme:campaign", args=[row.pk])),
            Column("slogan", _("Khẩu hiệu")),
            Column(
                "valid_from",
                _("Thời gian"),
                value=lambda row: f"{on_screen(row.valid_from)} – {on_screen(row.valid_to - ONE)}",
                order="valid_from",
            ),
            Column("tasks", _("Nhiệm vụ đã hoàn thành"), value=lambda row: f"{row.accepted}/{row.assigned}"),
            Column(
                "state", _("Trạng thái"), value=lambda row: chip(TONES[row.state], row.get_state_display())
            ),
        ],
        caption=_("Đợt thi đua"),
        file_name="dot-thi-dua",
        empty=_("Chưa có đợt thi đua nào trong phạm vi của bạn."),
    )
    context = {
        "rows": rows,
        "tabs": tabs("index"),
        "may_plan": bool(reporting.own_units(request.actor, "programme.campaign.launch", request.day)),
    }
    return rows.export or page(request, "programme/index.html", context)


@dataclass(frozen=True, slots=True)
class Step:
    action: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A key task with each unit that carries it, by name."""

    row: TaskRow
    units: Sequence[tuple[str, Assignment]]


@dataclass(frozen=True, slots=True)
class Shown:
    campaign: Campaign
    unit: str
    audience: str
    last_day: Any
    tone: str
    events: Sequence[Event]
    tasks: Sequence[Card]
    accepted: int
    assigned: int
    pledges: Sequence[Pledge]
    steps: Sequence[Step]
    may_assign: bool
    crumbs: Sequence[Crumb]


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    found = queries.campaign(request.actor, pk, request.day)
    rows = queries.tasks_of(request.actor, found, request.day)
    names = queries.names_on(request.day)
    pledges = [one for one in queries.pledges(request.actor, request.day) if one.campaign_id == found.pk]
    urls = {"launch": "programme:launch", "close": "programme:close"}
    return page(
        request,
        "programme/campaign.html",
        Shown(
            found,
            names.get(found.unit.code, found.unit.code),
            _audience(found, names),
            found.valid_to - ONE,
            TONES[found.state],
            _events(found, rows, pledges, request),
            [
                Card(row, [(names.get(one.unit.code, one.unit.code), one) for one in row.assignments])
                for row in rows
            ],
            sum(row.accepted for row in rows),
            sum(len(row.assignments) for row in rows),
            pledges,
            [
                Step(step.action, _(step.label), reverse(urls[step.action], args=[pk]))
                for step in queries.campaign_steps(request.actor, found, request.day)
            ],
            queries.may_assign(request.actor, found, request.day),
            [crumb(), Crumb(found.name)],
        ),
    )


def _audience(found: Campaign, names: dict[str, str]) -> str:
    if found.audience_cluster is not None:
        return found.audience_cluster.name
    code = found.audience_unit.code if found.audience_unit else ""
    return _("%(unit)s và cấp dưới") % {"unit": names.get(code, code)}


def _events(
    found: Campaign, rows: Sequence[TaskRow], pledges: Sequence[Pledge], request: Request
) -> list[Event]:
    """The campaign's year in order: what happened, and what is still to come (no tone)."""
    above = found.directive
    events = [
        Event(
            _("Văn bản chỉ đạo: %(title)s") % {"title": above.title},
            above.issued_on,
            url=reverse("programme:directive", args=[above.pk])
            if queries.directives(request.actor, request.day).filter(pk=above.pk).exists()
            else "",
            icon="paper",
            tone="ok" if above.state == "issued" else "",
            paper=above.reference,
        ),
        Event(
            _("Phát động") if found.launched_on else _("Dự kiến phát động"),
            found.launched_on or found.valid_from,
            found.slogan,
            icon="campaign",
            tone="ok" if found.launched_on else "",
        ),
    ]
    for pledge in pledges:
        signed, total = len(pledge.signatures.all()), len(pledge.members.all())
        events.append(
            Event(
                _("Giao ước thi đua %(cluster)s") % {"cluster": pledge.cluster.name},
                pledge.signed_at or pledge.created_at,
                _("%(signed)s/%(total)s đơn vị đã ký") % {"signed": signed, "total": total},
                reverse("programme:pledge", args=[pledge.pk]),
                "signed",
                "ok" if pledge.state == "signed" else "doing",
            )
        )
    for row in rows:
        total = len(row.assignments)
        finished = total > 0 and row.accepted == total
        events.append(
            Event(
                row.task.title,
                row.task.due,
                _("%(done)s/%(total)s đơn vị hoàn thành%(standing)s")
                % {
                    "done": row.accepted,
                    "total": total,
                    "standing": f" · {said(row.standing)}" if row.standing else "",
                },
                f"#nhiem-vu-{row.task.order}",
                "check" if finished else "late" if row.late else "clock",
                "ok" if finished else "bad" if row.late else "",
            )
        )
    events.append(
        Event(
            _("Tổng kết đợt thi đua") if found.closed_on else _("Kết thúc, tổng kết"),
            found.closed_on or found.valid_to - ONE,
            found.result,
            icon="issued" if found.closed_on else "calendar",
            tone="ok" if found.closed_on else "",
        )
    )
    head, rest = events[:1], events[1:]
    return head + sorted(rest, key=lambda event: _instant(event.at))


def _instant(at: Any) -> Any:
    return at if hasattr(at, "hour") else start_of(at)


@signed_in
def launch(request: Request, pk: int) -> HttpResponse:
    return _launch(request, pk)


@require_POST
def _launch(request: Request, pk: int) -> HttpResponse:
    operations.launch_campaign(actor=request.actor, campaign=pk, day=request.day, at=request.now)
    return done(request, _("Đã phát động đợt thi đua."), "programme:campaign", pk)


class CloseForm(forms.Form):
    result = TextBlock(
        label=gettext_lazy("Kết quả tổng kết"),
        help_text=gettext_lazy("Kết quả, hiệu quả, hạn chế, nguyên nhân, bài học."),
        max_length=20_000,
    )


@signed_in
def close(request: Request, pk: int) -> HttpResponse:
    found = queries.campaign(request.actor, pk, request.day)
    form = CloseForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.close_campaign(
                actor=request.actor, campaign=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã kết thúc đợt thi đua."), "programme:campaign", pk)
    crumbs = [crumb(), Crumb(found.name, reverse("programme:campaign", args=[pk]))]
    context = {
        "form": form,
        "crumbs": crumbs,
        "title": _("Kết thúc đợt thi đua"),
        "lead": found.name,
        "button": _("Kết thúc đợt thi đua"),
    }
    return page(request, "programme/form.html", context)


class PlanForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Nơi phát động"))
    directive = forms.ChoiceField(label=gettext_lazy("Căn cứ văn bản"))
    name = TextLine(label=gettext_lazy("Tên đợt thi đua"), max_length=300)
    slogan = TextLine(label=gettext_lazy("Khẩu hiệu"), max_length=300)
    motto = TextLine(label=gettext_lazy("Phương châm"), max_length=300, required=False)
    first = Day(label=gettext_lazy("Từ ngày"))
    last = Day(label=gettext_lazy("Đến hết ngày"))
    audience = forms.ChoiceField(label=gettext_lazy("Đối tượng"))
    purpose = TextBlock(label=gettext_lazy("Mục đích, yêu cầu"), required=False)
    contents = TextBlock(
        label=gettext_lazy("Nội dung thi đua"),
        required=False,
        help_text=gettext_lazy("Mỗi ý một dòng; dòng bắt đầu bằng “- ” là gạch đầu dòng."),
    )

    def __init__(self, *given: Any, choices: dict[str, list[tuple[str, str]]], **more: Any):
        super().__init__(*given, **more)
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]


@signed_in
def plan(request: Request) -> HttpResponse:
    owners = reporting.own_units(request.actor, "programme.campaign.launch", request.day)
    if not owners:
        raise queries.hidden()
    names = queries.names_on(request.day)
    units = sorted((code, names.get(code, code)) for code in owners)
    form = PlanForm(
        request.POST or None,
        choices={
            "unit": units,
            "directive": [
                (str(one.pk), " – ".join((one.reference or _("chưa có số"), one.title)))
                for one in queries.directives(request.actor, request.day)[:200]
            ],
            "audience": [
                *((f"u|{code}", _("%(unit)s và cấp dưới") % {"unit": name}) for code, name in units),
                *(
                    (f"c|{one.cluster}", one.name)
                    for one in reporting.scopes(request.actor, request.day)
                    if one.cluster
                ),
            ],
        },
    )
    with faults_on(request, form):
        if submitted(request, form):
            made = _planned(request, dict(form.cleaned_data))
            return done(
                request, _("Đã lập đợt thi đua; xem lại rồi phát động."), "programme:campaign", made.pk
            )
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Lập đợt thi đua"))],
        "title": _("Lập đợt thi đua"),
        "lead": _("Khẩu hiệu khác phương châm; thời gian ghi cả ngày kết thúc."),
        "button": _("Lập đợt thi đua"),
    }
    return page(request, "programme/form.html", context)


def _planned(request: Request, given: dict[str, Any]) -> Campaign:
    kind, _mark, code = given.pop("audience").partition("|")
    first, last = given.pop("first"), given.pop("last")
    if last < first:
        raise BadInput(
            "BAD_PERIOD",
            _("Ngày kết thúc trước ngày bắt đầu."),
            place="last",
            remedy=_("Nhập lại ngày kết thúc."),
        )
    return operations.plan_campaign(
        actor=request.actor,
        day=request.day,
        at=request.now,
        period=Validity(first, last + ONE),
        directive=int(given.pop("directive")),
        **{"audience_unit" if kind == "u" else "audience_cluster": code},
        **given,
    )


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


@signed_in
def paper(request: Request, pk: int) -> HttpResponse:
    """The launch plan as it will print; ?tep=docx or pdf downloads it."""
    found = queries.campaign(request.actor, pk, request.day)
    told = papers.launch_plan(found, request.day)
    form = request.GET.get("tep", "")
    if form in ("docx", "pdf"):
        return attachment(render(told, form), file_name(told, form), MEDIA_TYPES[form])
    context = {
        "html": render(told, "html"),
        "title": _("Kế hoạch phát động"),
        "lead": found.name,
        "files": [(one.upper(), f"?tep={one}") for one in ("docx", "pdf")],
        "crumbs": [crumb(), Crumb(found.name, reverse("programme:campaign", args=[pk]))],
    }
    return page(request, "programme/paper.html", context)

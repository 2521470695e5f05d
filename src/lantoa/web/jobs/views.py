"""Việc nền: the list, one job live, and the two things a person can do to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.jobs import queries, upkeep
from lantoa.jobs.models import Job, State
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Listing,
    Request,
    attachment,
    chip,
    done,
    link,
    listing,
    page,
    signed_in,
)
from lantoa.web.parts import Action, Crumb

LOOKS = {"WAITING": "waiting", "RUNNING": "now", "DONE": "done", "FAILED": "refused", "STOPPED": "cancelled"}


@dataclass(frozen=True, slots=True)
class Index:
    """``live``: something is still under way, so the list looks again by itself."""

    rows: Listing
    live: bool
    others: bool


@dataclass(frozen=True, slots=True)
class One:
    job: Job
    chip: object
    share: str
    stop: Action | None
    again: Action | None
    own: bool
    crumbs: tuple[Crumb, ...]


def state_chip(job: Job) -> object:
    if job.state == State.RUNNING and job.stop_asked_at:
        return chip("waiting", _("Đang dừng"))
    return chip(LOOKS[job.state], _(job.get_state_display()))


def progress_of(job: Job) -> str:
    """'1.200/3.321', or nothing for work that does not count."""
    return f"{job.done:,}/{job.total:,}".replace(",", ".") if job.total else ""


@signed_in
def index(request: Request) -> HttpResponse:
    others = queries.watches(request.actor, request.day)
    columns = [
        Column(
            "title",
            _("Việc"),
            value=lambda row: row.title,
            link=lambda row: reverse("jobs:job", args=[row.pk]),
        ),
        Column("state", _("Trạng thái"), value=state_chip),
        Column("progress", _("Tiến độ"), value=progress_of, numeric=True),
        *([Column("who", _("Người cho chạy"), value=_who)] if others else []),
        Column("created_at", _("Bắt đầu"), order="created_at"),
        Column("finished_at", _("Kết thúc"), order="finished_at"),
        Column("file", _("Tệp"), value=lambda row: _file(row, request)),
    ]
    states = [Choice(state.value, _(state.label)) for state in State]
    found = queries.visible(visible_to=request.actor, day=request.day)
    rows = listing(
        found, request, columns, caption=_("Việc nền"), file_name="viec-nen",
        filters=[Filter("trang-thai", _("Trạng thái"), "state", states)],
        empty=_("Chưa có việc nền nào."),
    )  # fmt: skip
    live = found.filter(state__in=(State.WAITING, State.RUNNING)).exists()
    return rows.export or page(request, "jobs/index.html", Index(rows, live, others))


def _who(job: Job) -> str:
    return job.started_by.name if job.started_by else _("Phần mềm")


def _file(job: Job, request: Request) -> object:
    if not (job.result or {}).get("file") or job.started_by_id != request.user.pk:
        return ""
    return link(reverse("jobs:file", args=[job.pk]), _("Tải tệp"))


@signed_in
def job(request: Request, pk: int) -> HttpResponse:
    found = queries.find(visible_to=request.actor, job=pk, day=request.day)
    stop = again = None
    if found.unfinished and not found.stop_asked_at:
        ask = _("Hủy việc này? Phần đã ghi xong được giữ lại.")
        stop = Action(_("Hủy việc này"), reverse("jobs:stop", args=[pk]), post=True, ask=ask, danger=True)
    if found.again:
        again = Action(_("Chạy lại"), reverse("jobs:again", args=[pk]), post=True)
    crumbs = (Crumb(_("Việc nền"), reverse("jobs:index")), Crumb(found.title))
    own = found.started_by_id == request.user.pk
    shown = One(found, state_chip(found), progress_of(found), stop, again, own, crumbs)
    response = page(request, "jobs/job.html", shown)
    if request.headers.get("HX-Request") and not found.unfinished:
        response["HX-Refresh"] = "true"  # it ended while somebody watched: its buttons and its file appear
    return response


@signed_in
def file(request: Request, pk: int) -> HttpResponse:
    """The file is only for who started the job: it may hold what a watcher of jobs may not see."""
    name, media_type, content = queries.file_of(queries.get(user=request.user, job=pk))
    return attachment(content, name, media_type)


@require_POST
@signed_in
def stop(request: Request, pk: int) -> HttpResponse:
    found = upkeep.stop(actor=request.actor, job=pk, day=request.day, at=request.now)
    words = _("Đã hủy việc này.") if not found.unfinished else _("Việc sẽ dừng ở bước tới.")
    return done(request, words, "jobs:job", pk)


@require_POST
@signed_in
def again(request: Request, pk: int) -> HttpResponse:
    upkeep.again(actor=request.actor, job=pk, day=request.day, at=request.now)
    return done(request, _("Đã cho chạy lại, tiếp từ chỗ đã ghi xong."), "jobs:job", pk)

"""Hội đồng thi đua – khen thưởng: danh sách, kiện toàn, thành viên."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.commendation import facts, operations, queries
from lantoa.commendation.models import Council, CouncilBallot
from lantoa.commendation.rules import lifecycle
from lantoa.kernel.errors import Fault
from lantoa.organisation import queries as organisation
from lantoa.web.faults import of_form
from lantoa.web.forms import TextLine
from lantoa.web.kit import Column, Request, chip, done, faults_on, listing, page, signed_in, submitted
from lantoa.web.parts import Crumb

from .common import allowed, crumbs_of, heading_of, tabs_of

ROWS, MORE, MOST = 9, 5, 60
"""Empty rows at first, how many “thêm dòng” gives, and the most one form takes."""
ROLES = (
    ("MEMBER", gettext_lazy("Ủy viên")),
    ("CHAIR", gettext_lazy("Chủ tịch")),
    ("VICE", gettext_lazy("Phó Chủ tịch")),
    ("SECRETARY", gettext_lazy("Ủy viên, thư ký")),
)


@signed_in
def index(request: Request) -> HttpResponse:
    names = facts.names_on(request.day)
    rows = listing(
        queries.councils(visible_to=request.actor, day=request.day, dissolved=True),
        request,
        (
            Column("name", _("Hội đồng"), link=lambda row: reverse("commendation:board", args=[row.pk])),
            Column("body", _("Cấp"), value=lambda row: names.unit(row.body.code)),
            Column("members", _("Thành viên"), value=lambda row: len(row.members.all()), numeric=True),
            Column("basis", _("Căn cứ")),
            Column("state", _("Tình trạng"), value=_state),
        ),
        caption=_("Hội đồng thi đua – khen thưởng"),
        file_name="hoi-dong",
        empty=_("Chưa có Hội đồng nào trong phạm vi của bạn. Kiện toàn Hội đồng để bỏ phiếu về các hồ sơ."),
    )
    context = {"rows": rows, "tabs": tabs_of("boards"), "may_convene": bool(_bodies(request))}
    return rows.export or page(request, "commendation/boards.html", context)


def _state(row: Council) -> object:
    return chip("closed", _("Đã thay thế")) if row.dissolved_at else chip("doing", _("Đang hoạt động"))


@dataclass(frozen=True, slots=True)
class BallotLine:
    url: str
    heading: str
    ballot: CouncilBallot


@dataclass(frozen=True, slots=True)
class BoardPage:
    council: Council
    body: str
    ballots: Sequence[BallotLine]
    may_convene: bool
    crumbs: Sequence[Crumb]


@signed_in
def board(request: Request, pk: int) -> HttpResponse:
    found = queries.council(pk, visible_to=request.actor, day=request.day, dissolved=True)
    ballots = queries.ballots(visible_to=request.actor, day=request.day).filter(council=found)[:50]
    return page(
        request,
        "commendation/board.html",
        BoardPage(
            council=found,
            body=organisation.name_of(found.body.code, request.day),
            ballots=[
                BallotLine(
                    reverse("commendation:ballot", args=[one.pk]), heading_of(one.dossier, request.day), one
                )
                for one in ballots
            ],
            may_convene=found.dissolved_at is None
            and allowed(request.actor, lifecycle.CONVENE, found.body.code, request.day),
            crumbs=crumbs_of(Crumb(_("Hội đồng"), reverse("commendation:boards")), Crumb(found.name)),
        ),
    )


class CouncilForm(forms.Form):
    body = forms.ChoiceField(label=gettext_lazy("Hội đồng của"))
    name = TextLine(label=gettext_lazy("Tên Hội đồng"), max_length=300)
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Số, ký hiệu, ngày của quyết định thành lập hoặc kiện toàn."),
    )
    replaces = forms.BooleanField(
        label=gettext_lazy("Thay Hội đồng đang hoạt động của cấp này"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Hội đồng cũ giữ nguyên các cuộc bỏ phiếu đã kiểm, không mở thêm cuộc mới."),
    )


class MemberForm(forms.Form):
    """One row; a row with nothing but its role is empty."""

    name = TextLine(label=gettext_lazy("Họ và tên"), max_length=120, required=False)
    post = TextLine(label=gettext_lazy("Chức vụ"), max_length=200, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=ROLES, required=False)
    user = TextLine(label=gettext_lazy("Tên đăng nhập"), max_length=150, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("name") and (given.get("post") or given.get("user")):
            self.add_error("name", _("Chưa ghi họ tên của thành viên này."))
        return given


Members = forms.formset_factory(MemberForm, extra=0, max_num=MOST, absolute_max=MOST)


@signed_in
def create(request: Request) -> HttpResponse:
    bodies = _bodies(request)
    asked = request.GET.get("cap", "")
    form = CouncilForm(
        request.POST or None,
        initial={"body": asked, "name": _("Hội đồng Thi đua - Khen thưởng"), "replaces": True},
    )
    form.fields["body"].choices = bodies
    more = "more" in request.POST
    members = _members(request, more)
    with faults_on(request, form):
        if not more and submitted(request, form) and members.is_valid():
            made = operations.convene(
                actor=request.actor,
                members=[row for row in members.cleaned_data if row.get("name")],
                day=request.day,
                at=request.now,
                **form.cleaned_data,
            )
            return done(request, _("Đã kiện toàn Hội đồng."), "commendation:board", made.pk)
        if request.method == "POST" and not more:
            request.faults = (*of_form(form), *_row_faults(members))
    crumbs = crumbs_of(Crumb(_("Hội đồng"), reverse("commendation:boards")), Crumb(_("Kiện toàn Hội đồng")))
    context = {"form": form, "members": members, "bodies": bodies, "crumbs": crumbs}
    # Asking for more rows is no mistake: nothing is judged yet.
    return page(request, "commendation/convene.html", context, status=200 if more else None)


def _members(request: Request, more: bool) -> Any:
    if request.method != "POST":
        return Members(prefix="m", initial=[{"role": role} for role in _first_roles()])
    if not more:
        return Members(request.POST, prefix="m")
    sent = request.POST.copy()
    total = sent.get("m-TOTAL_FORMS", "")
    sent["m-TOTAL_FORMS"] = str(min((int(total) if total.isdecimal() else ROWS) + MORE, MOST))
    return Members(sent, prefix="m")


def _first_roles() -> list[str]:
    return ["CHAIR", "VICE", *["MEMBER"] * (ROWS - 3), "SECRETARY"]


def _row_faults(members: Any) -> list[Fault]:
    return [
        replace(
            fault, message=_("Thành viên %(number)s: %(fault)s") % {"number": number, "fault": fault.message}
        )
        for number, row in enumerate(members, start=1)
        for fault in of_form(row)
    ]


def _bodies(request: Request) -> list[tuple[str, str]]:
    """Units of the person's own grants and those directly below: who sets up their councils."""
    day, found = request.day, dict[str, str]()
    reach = access.reach(request.actor, lifecycle.CONVENE, day)
    for grant in request.actor.grants:
        if grant.unit and lifecycle.CONVENE in grant.actions and grant.valid.covers(day):
            found.setdefault(grant.unit, organisation.name_of(grant.unit, day))
            below = organisation.children_on(grant.unit, day) if grant.subtree else []
            found |= {one.code: one.name for one in below if one.code in reach.units}
    return list(found.items())

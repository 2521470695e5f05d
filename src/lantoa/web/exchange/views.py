"""Packages between deployments: our card, the peers, what was sent and taken, and each step with its preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.exchange import container, keys, operations, queries
from lantoa.exchange.gather import Choice
from lantoa.exchange.models import Package, Peer
from lantoa.exchange.operations.packages import MAKE, MANAGE, TAKE, allow
from lantoa.exchange.rules.packages import Line, Part, counted
from lantoa.kernel.errors import NotFound
from lantoa.web.forms import Reason, TextBlock, TextLine
from lantoa.web.kit import (
    Column,
    Listing,
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
from lantoa.web.organisation.picking import offer
from lantoa.web.parts import Action, Crumb

NETWORKS = {
    "internal": gettext_lazy("Mạng nội bộ Công an"),
    "internet": gettext_lazy("Internet, mạng số liệu Chính phủ"),
}


@dataclass(frozen=True, slots=True)
class IndexPage:
    network: str
    fingerprint: str
    card: str
    peers: Sequence[Any]
    rows: Listing
    may_manage: bool
    may_make: bool
    may_take: bool
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class FormPage:
    title: str
    note: str
    button: str
    form: forms.Form
    lines: Sequence[tuple[str, int]]
    confirm: str
    upload: bool
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class PackagePage:
    one: Package
    counts: Sequence[tuple[str, int]]
    rows: Listing | None
    apply: Action | None
    fingerprint: str
    crumbs: Sequence[Crumb]


class PeerForm(forms.Form):
    card = TextBlock(
        label=gettext_lazy("Phiếu khóa công khai"),
        max_length=2000,
        help_text=gettext_lazy("Nguyên văn phiếu nơi kia gửi."),
    )
    fingerprint = TextLine(
        label=gettext_lazy("Dấu vân tay"),
        max_length=100,
        help_text=gettext_lazy("Do nơi kia đọc qua điện thoại, không chép từ chính phiếu này."),
    )
    name = TextLine(label=gettext_lazy("Tên gọi"), max_length=120, required=False)
    basis = TextLine(
        label=gettext_lazy("Căn cứ"), max_length=300, help_text=gettext_lazy("Văn bản thống nhất trao đổi.")
    )


class MakeForm(forms.Form):
    peer = forms.TypedChoiceField(label=gettext_lazy("Gửi đến"), coerce=int)
    unit = TextLine(
        label=gettext_lazy("Đơn vị"), max_length=32, help_text=gettext_lazy("Mã đơn vị; gồm cả cấp dưới.")
    )
    parts = forms.MultipleChoiceField(label=gettext_lazy("Nội dung"), widget=forms.CheckboxSelectMultiple)
    form = TextLine(
        label=gettext_lazy("Biểu mẫu"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Mã biểu, khi gửi số liệu báo cáo."),
    )
    period = TextLine(
        label=gettext_lazy("Kỳ báo cáo"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("Ví dụ 2025-H2."),
    )


class TakeForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Gói nhận được"), help_text=gettext_lazy("Tệp .lantoa do nơi gửi lập.")
    )


class WithdrawForm(forms.Form):
    reason = Reason(label=gettext_lazy("Lý do"), help_text="", max_length=300)


def crumbs(*last: Crumb) -> list[Crumb]:
    first = Crumb(_("Trao đổi với bản cài khác"), reverse("exchange:index") if last else "")
    return [Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")), first, *last]


def _may(request: Request, action: str) -> bool:
    return bool(access.reach(request.actor, action, request.day).units)


@signed_in
def index(request: Request) -> HttpResponse:
    may = [_may(request, action) for action in (MANAGE, MAKE, TAKE)]
    if not any(may):
        raise NotFound("NOT_FOUND", _("Không tìm thấy trang này."), remedy=_("Kiểm tra lại địa chỉ."))
    rows = listing(
        queries.packages(request.actor),
        request,
        (
            Column("made_at", _("Lập lúc"), order="made_at", link=_address),
            Column("direction", _("Chiều"), value=lambda row: _(row.get_direction_display())),
            Column("peer", _("Nơi trao đổi"), value=lambda row: row.peer.name, order="peer__name"),
            Column("contents", _("Nội dung"), value=_contents),
            Column("state", _("Tình trạng"), value=_chip),
        ),
        caption=_("Gói đã trao đổi"),
        file_name="goi-trao-doi",
        empty=_("Chưa có gói nào."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    known = keys.known()
    return page(
        request,
        "exchange/index.html",
        IndexPage(
            network=str(NETWORKS[settings.NETWORK]),
            fingerprint=container.spaced(keys.own().fingerprint) if known else "",
            card=keys.card("Lan Tỏa") if known else "",
            peers=[
                (one, str(NETWORKS[one.network]), container.spaced(one.fingerprint))
                for one in queries.peers(request.actor)
            ],
            rows=rows, may_manage=may[0], may_make=may[1] and known, may_take=may[2] and known, crumbs=crumbs(),
        ),
    )  # fmt: skip


def _address(row: Package) -> str:
    return reverse("exchange:package", args=[row.pk])


def _contents(row: Package) -> str:
    return "; ".join(f"{_(Part(name).label)}: {count}" for name, count in sorted(row.contents.items()))


def _chip(row: Package) -> object:
    tone = {"OPENED": "waiting", "APPLIED": "done", "SENT": "info"}[row.state]
    return chip(tone, _(row.get_state_display()))


@signed_in
def register(request: Request) -> HttpResponse:
    allow(request.actor, MANAGE, request.day)
    form = PeerForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.register_peer(actor=request.actor, at=request.now, **form.cleaned_data)
            return done(request, _("Đã đăng ký nơi trao đổi."), "exchange:index")
    title = _("Đăng ký nơi trao đổi")
    note = _("Chỉ đăng ký sau khi hai bên đã đọc và so dấu vân tay qua điện thoại.")
    shown = FormPage(title, note, _("Đăng ký"), form, (), "", False, crumbs(Crumb(title)))
    return page(request, "exchange/form.html", shown)


@signed_in
def withdraw(request: Request, pk: int) -> HttpResponse:
    allow(request.actor, MANAGE, request.day)
    peer: Peer = queries.peer(request.actor, pk)
    form = WithdrawForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.withdraw_peer(actor=request.actor, peer=pk, at=request.now, **form.cleaned_data)
            return done(request, _("Đã thôi trao đổi với nơi này."), "exchange:index")
    title = _("Thôi trao đổi")
    shown = FormPage(title, peer.name, _("Thôi trao đổi"), form, (), "", False, crumbs(Crumb(title)))
    return page(request, "exchange/form.html", shown)


@signed_in
def make(request: Request) -> HttpResponse:
    """Asked first for what will leave (``xem``), then sent with the same entries."""
    allow(request.actor, MAKE, request.day)
    form = MakeForm(request.POST or None, initial={"unit": "", "parts": [Part.UNITS.value]})
    offer(form, request, "unit")
    live = [one for one in queries.peers(request.actor) if one.withdrawn_at is None]
    form.fields["peer"].choices = [(one.pk, f"{one.name} ({NETWORKS[one.network]})") for one in live]  # type: ignore[attr-defined]
    form.fields["parts"].choices = [(part.value, _(part.label)) for part in Part]  # type: ignore[attr-defined]
    lines: list[tuple[str, int]] = []
    with faults_on(request, form):
        if submitted(request, form):
            given = form.cleaned_data
            choice = Choice(
                given["unit"], tuple(Part(one) for one in given["parts"]), given["form"], given["period"]
            )
            if "gui" in request.POST:
                made = operations.make_package(
                    actor=request.actor, peer=given["peer"], choice=choice, day=request.day, at=request.now
                )
                return done(
                    request,
                    _("Đã lập gói; tải về và chuyển theo đường đã thống nhất."),
                    "exchange:package",
                    made.pk,
                )
            peer = queries.live_peer(request.actor, given["peer"])
            rows = operations.rows_for(actor=request.actor, peer=peer, choice=choice, day=request.day)
            lines = [(_(Part(name).label), len(part)) for name, part in rows.items()]
            held = sum(1 for row in rows.get(Part.FIGURES.value, ()) if row.get("withheld"))
            if held:
                lines.append(
                    (_("Trong đó số nhỏ dễ lộ người liên quan, gửi sang Internet thì để trống"), held)
                )
    title = _("Lập gói gửi đi")
    note = _("Xem trước sẽ gửi những gì; gói được mã hóa cho riêng nơi nhận và ký bằng khóa của bản cài này.")
    shown = FormPage(
        title, note, _("Xem trước"), form, lines, _("Lập gói") if lines else "", False, crumbs(Crumb(title))
    )
    return page(request, "exchange/form.html", shown)


@signed_in
def take(request: Request) -> HttpResponse:
    allow(request.actor, TAKE, request.day)
    form = TakeForm(request.POST or None, request.FILES or None)
    with faults_on(request, form):
        if submitted(request, form):
            made = operations.open_package(
                actor=request.actor, data=form.cleaned_data["file"].read(), at=request.now
            )
            return done(request, _("Chữ ký đúng. Xem từng dòng trước khi ghi."), "exchange:package", made.pk)
    title = _("Nhận gói")
    note = _("Gói bị sửa, lập cho nơi khác hoặc đã nhận rồi đều bị từ chối.")
    shown = FormPage(title, note, _("Mở gói"), form, (), "", True, crumbs(Crumb(title)))
    return page(request, "exchange/form.html", shown)


@signed_in
def package(request: Request, pk: int) -> HttpResponse:
    found = queries.package(request.actor, pk)
    lines = queries.preview(found) if found.state == "OPENED" else []
    rows = listing(
        lines,
        request,
        (
            Column("change", _("So với ở đây"), value=_line_chip, order="change"),
            Column("part", _("Nội dung"), value=lambda row: _(row.part.label), order="part"),
            Column("title", _("Tên gọi")),
            Column("key", _("Mã"), order="key"),
            Column("note", _("Ghi chú")),
        ),
        caption=_("Các dòng của gói"),
        search=("title", "key"),
        file_name="dong-cua-goi",
    )
    if rows.export:
        return rows.export
    labels = {
        "new": _("Mới"),
        "changed": _("Thay đổi"),
        "same": _("Giống"),
        "conflict": _("Không khớp, bỏ qua"),
    }
    shown = PackagePage(
        one=found,
        counts=[(labels[name], count) for name, count in counted(lines).items()] if lines else
        [(_(Part(name).label), count) for name, count in found.contents.items()],
        rows=rows if lines else None,
        apply=Action(_("Ghi vào hệ thống"), reverse("exchange:apply", args=[pk]), "check", post=True)
        if found.state == "OPENED" and _may(request, TAKE) else None,
        fingerprint=container.spaced(found.peer.fingerprint),
        crumbs=crumbs(Crumb(_("Gói %(number)s") % {"number": found.number[:8]})),
    )  # fmt: skip
    return page(request, "exchange/package.html", shown)


def _line_chip(line: Line) -> object:
    tone = {"new": "info", "changed": "wait", "same": "ok", "conflict": "bad"}[line.change.value]
    return chip(tone, _(line.change.label))


@signed_in
def download(request: Request, pk: int) -> HttpResponse:
    found = queries.package(request.actor, pk)
    return attachment(queries.sealed_of(found), f"goi-{found.number[:8]}.lantoa", "application/octet-stream")


@require_POST
@signed_in
def apply(request: Request, pk: int) -> HttpResponse:
    _row, counts = operations.apply_package(actor=request.actor, number=pk, at=request.now)
    told = _("Đã ghi %(new)s dòng mới, %(changed)s thay đổi; bỏ qua %(conflict)s dòng không khớp.") % counts
    return done(request, told, "exchange:package", pk)

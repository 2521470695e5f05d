"""For who looks after accounts: the sign-in journal, and how one person signs in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lantoa.access import accounts, provider, sign_ins
from lantoa.access.models import User
from lantoa.access.models_sign_in import EVENTS, Identity, UserSession
from lantoa.access.operations import passwords, second_factor, sessions, single_sign_on
from lantoa.access.rules.giving import MANAGE

from .. import kit
from .cells import Line, event_columns, lines
from .forms import SubjectForm, WhyForm


@kit.signed_in
def journal(request: kit.Request) -> HttpResponse:
    rows = kit.listing(
        sign_ins.journal(request.actor, request.day),
        request,
        event_columns(with_user=True),
        caption=_("Nhật ký đăng nhập"),
        search=("user__search",),
        filters=(
            kit.Filter("viec", _("Việc"), "kind", [kit.Choice(code, _(label)) for code, label in EVENTS]),
        ),
        file_name="nhat-ky-dang-nhap",
    )
    return rows.export or kit.page(request, "account/journal.html", {"rows": rows})


@dataclass(frozen=True, slots=True)
class UserPage:
    """``minutes``: how long tries with this name must still wait, rounded up; 0 when they need not."""

    user: User
    factors: sign_ins.Factors
    sessions: Sequence[UserSession]
    lines: Sequence[Line]
    identity: Identity | None
    provider: bool
    minutes: int
    may: bool


def _person(request: kit.Request, username: str) -> User:
    return accounts.managed_user(username, visible_to=request.actor, day=request.day, action=MANAGE)


@kit.signed_in
def user(request: kit.Request, username: str) -> HttpResponse:
    person = _person(request, username)
    left = sign_ins.locked_for(person, request.now)
    return kit.page(
        request,
        "account/user.html",
        UserPage(
            user=person,
            factors=sign_ins.factors(person, request.day),
            sessions=list(sign_ins.sessions(person)),
            lines=lines(sign_ins.events(person)[:20]),
            identity=sign_ins.identity(person),
            provider=provider.offered(),
            minutes=-(-int(left.total_seconds()) // 60),
            may=accounts.above(request.actor, person, request.day),
        ),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One thing an administrator does to how somebody signs in: said, explained, done."""

    title: str
    text: str
    button: str
    act: Callable[[kit.Request, str, str], str]


def _unlock(request: kit.Request, username: str, why: str) -> str:
    passwords.unlock(actor=request.actor, username=username, reason=why, at=request.now)
    return _("Đã mở khóa; người này thử lại được ngay.")


def _end(request: kit.Request, username: str, why: str) -> str:
    ended = sessions.end_sessions_of(actor=request.actor, username=username, reason=why, at=request.now)
    return _("Đã kết thúc %(n)s phiên.") % {"n": ended}


def _reset(request: kit.Request, username: str, why: str) -> str:
    second_factor.reset_second_factor(actor=request.actor, username=username, reason=why, at=request.now)
    return _("Đã bỏ mọi cách xác thực hai bước của người này.")


def _unlink(request: kit.Request, username: str, why: str) -> str:
    single_sign_on.unlink_identity(actor=request.actor, username=username, at=request.now)
    return _("Đã bỏ gắn tài khoản đăng nhập một lần.")


def steps() -> dict[str, Step]:
    return {
        "mo-khoa": Step(
            _("Mở khóa đăng nhập"),
            _("Bỏ thời gian chờ sau những lần nhập sai của người này."),
            _("Mở khóa"),
            _unlock,
        ),
        "ket-thuc-phien": Step(
            _("Kết thúc mọi phiên"),
            _("Mọi máy đang mở tài khoản này phải đăng nhập lại; việc chưa lưu sẽ mất."),
            _("Kết thúc mọi phiên"),
            _end,
        ),
        "dat-lai-xac-thuc": Step(
            _("Đặt lại xác thực hai bước"),
            _(
                "Bỏ ứng dụng xác thực, khóa truy cập và mã dự phòng; mọi phiên kết thúc. Chỉ làm khi đã chắc "
                "người đề nghị đúng là chủ tài khoản."
            ),
            _("Đặt lại"),
            _reset,
        ),
        "bo-gan": Step(
            _("Bỏ gắn đăng nhập một lần"),
            _("Tài khoản này không vào được bằng đăng nhập một lần nữa, cho đến khi gắn lại."),
            _("Bỏ gắn"),
            _unlink,
        ),
    }


@kit.signed_in
def step(request: kit.Request, username: str, name: str) -> HttpResponse:
    """Asks why, then does it."""
    person = _person(request, username)
    chosen = steps()[name]
    form = WhyForm(request.POST or None)
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            told = chosen.act(request, username, form.cleaned_data["reason"])
            return kit.done(request, told, "account:user", person.username)
    return kit.page(request, "account/user_step.html", {"form": form, "user": person, "step": chosen})


@never_cache
@kit.signed_in
def set_password(request: kit.Request, username: str) -> HttpResponse:
    """A random one, shown once, to hand over; the person must change it at the next sign-in."""
    person = _person(request, username)
    form = WhyForm(request.POST or None)
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            fresh = secrets.token_urlsafe(12)
            passwords.set_password(
                actor=request.actor,
                username=username,
                new=fresh,
                reason=form.cleaned_data["reason"],
                at=request.now,
            )
            response = kit.page(request, "account/user_password.html", {"user": person, "fresh": fresh})
            response["Cache-Control"] = "no-store"
            return response
    chosen = {
        "title": _("Đặt lại mật khẩu"),
        "text": _(
            "Sinh một mật khẩu mới, hiện một lần để trao tận tay; lần đăng nhập tới phải đổi. "
            "Mọi phiên của người này kết thúc."
        ),
        "button": _("Đặt lại mật khẩu"),
    }
    return kit.page(request, "account/user_step.html", {"form": form, "user": person, "step": chosen})


@kit.signed_in
def link(request: kit.Request, username: str) -> HttpResponse:
    """Say which person of the provider this user is."""
    person = _person(request, username)
    form = SubjectForm(request.POST or None)
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            single_sign_on.link_identity(
                actor=request.actor,
                username=username,
                issuer=str(settings.SINGLE_SIGN_ON["issuer"]),
                subject=form.cleaned_data["subject"],
                at=request.now,
            )
            return kit.done(
                request, _("Đã gắn tài khoản đăng nhập một lần."), "account:user", person.username
            )
    return kit.page(request, "account/user_link.html", {"form": form, "user": person})

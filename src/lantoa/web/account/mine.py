"""My account: who I am here, what I may do, how I sign in, from where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.access import sign_ins
from lantoa.access.models import ApiToken
from lantoa.access.models_sign_in import Identity, Passkey, UserSession
from lantoa.access.operations import passwords, sessions, tokens
from lantoa.access.rules.actions import LABELS
from lantoa.access.session_store import digest_of
from lantoa.organisation import queries as organisation

from .. import kit
from ..parts import Action
from . import entering
from .cells import Line, button, event_columns, lines
from .forms import PasswordForm, TokenForm


@dataclass(frozen=True, slots=True)
class RoleShown:
    label: str
    place: str
    actions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    username: str
    unit: str
    email: str
    roles: Sequence[RoleShown]
    factors: sign_ins.Factors
    passkeys: Sequence[Passkey]
    passkeys_possible: bool
    identity: Identity | None
    provider: str
    sessions: int
    tokens: int
    lines: Sequence[Line]
    has_password: bool
    spared: bool
    manages: bool


@kit.signed_in
def index(request: kit.Request) -> HttpResponse:
    user = request.user
    held = [grant for grant in request.actor.grants if grant.valid.covers(request.day)]
    roles = [
        RoleShown(_(label), place, [_(LABELS.get(one, one)) for one in sorted(grant.actions)])
        for grant, (label, place) in zip(held, access.roles_at(user, request.day), strict=True)
    ]
    return kit.page(
        request,
        "account/index.html",
        Account(
            name=user.name,
            username=user.username,
            unit=organisation.name_of(user.home_unit.code, request.day) if user.home_unit else "",
            email=user.email,
            roles=roles,
            factors=sign_ins.factors(user, request.day),
            passkeys=sign_ins.passkeys(user),
            passkeys_possible=entering.site(request) is not None,
            identity=sign_ins.identity(user),
            provider=str(settings.SINGLE_SIGN_ON["label"]),
            sessions=sign_ins.sessions(user).count(),
            tokens=sum(1 for one in sign_ins.tokens(user) if _state(one, request)[0] == "done"),
            lines=lines(sign_ins.events(user)[:5]),
            has_password=user.has_usable_password(),
            spared=settings.DEMO and user.demo,
            manages=bool(access.reach(request.actor, "access.user.manage", request.day).units),
        ),
    )


@sensitive_post_parameters("password", "new", "again")
@kit.signed_in
def password(request: kit.Request) -> HttpResponse:
    """One's own; who came with a password that an administrator set is led here first, and then on."""
    must = request.user.must_change_password
    form = PasswordForm(request.POST or None, asks=request.user.has_usable_password())
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            origin = entering.origin_of(request)
            passwords.confirm_password(
                user=request.user,
                password=form.cleaned_data.get("password", ""),
                address=origin.address,
                at=request.now,
            )
            ended = passwords.change_password(
                user=request.user,
                new=form.cleaned_data["new"],
                at=request.now,
                keep=digest_of(request.session.session_key or ""),
                origin=origin,
            )
            update_session_auth_hash(request, request.user)
            told = _("Đã đổi mật khẩu; %(n)s phiên khác đã kết thúc.") % {"n": ended}
            return kit.done(request, told, entering.onward(request) if must else "account:index")
    return kit.page(request, "account/password.html", {"form": form, "must": must})


@kit.signed_in
def session_list(request: kit.Request) -> HttpResponse:
    here = digest_of(request.session.session_key or "")
    columns = [
        kit.Column("device", _("Thiết bị"), value=lambda row: _named(row, here)),
        kit.Column("address", _("Địa chỉ"), order="address"),
        kit.Column("opened_at", _("Từ lúc"), order="opened_at"),
        kit.Column("seen_at", _("Thấy lần cuối"), order="seen_at"),
        kit.Column("end", _("Kết thúc"), value=lambda row: _end(request, row, here)),
    ]
    rows = kit.listing(
        sign_ins.sessions(request.user), request, columns, caption=_("Phiên đăng nhập"), file_name="phien"
    )
    others = sign_ins.sessions(request.user).exclude(digest=here).exists()
    return rows.export or kit.page(request, "account/sessions.html", {"rows": rows, "others": others})


def _named(row: UserSession, here: str) -> object:
    name = sign_ins.device(row.agent)
    return kit.chip("now", _("%(device)s – phiên này") % {"device": name}) if row.digest == here else name


def _end(request: kit.Request, row: UserSession, here: str) -> object:
    if row.digest == here or request.GET.get("xuat"):
        return ""
    ask = _("Máy đó sẽ phải đăng nhập lại; việc chưa lưu ở đó sẽ mất.")
    return button(
        request,
        Action(_("Kết thúc phiên"), f"/tai-khoan/phien/{row.pk}/ket-thuc/", danger=True, post=True, ask=ask),
    )


@require_POST
@kit.signed_in
def end_session(request: kit.Request, pk: int) -> HttpResponse:
    sessions.end_session(user=request.user, session=pk, at=request.now, origin=entering.origin_of(request))
    return kit.done(request, _("Đã kết thúc phiên đó."), "account:sessions")


@require_POST
@kit.signed_in
def end_others(request: kit.Request) -> HttpResponse:
    ended = sessions.end_other_sessions(
        user=request.user,
        keep=digest_of(request.session.session_key or ""),
        at=request.now,
        origin=entering.origin_of(request),
    )
    return kit.done(request, _("Đã kết thúc %(n)s phiên khác.") % {"n": ended}, "account:sessions")


@kit.signed_in
def recent(request: kit.Request) -> HttpResponse:
    rows = kit.listing(
        sign_ins.events(request.user),
        request,
        event_columns(with_user=False),
        caption=_("Đăng nhập gần đây"),
        file_name="dang-nhap-gan-day",
    )
    return rows.export or kit.page(request, "account/recent.html", {"rows": rows})


@kit.signed_in
def token_list(request: kit.Request) -> HttpResponse:
    columns = [
        kit.Column("name", _("Tên gợi nhớ")),
        kit.Column("scope", _("Phạm vi"), value=lambda row: _(row.get_scope_display())),
        kit.Column("created_at", _("Tạo lúc"), order="created_at"),
        kit.Column("expires_at", _("Hết hạn"), order="expires_at"),
        kit.Column("used_at", _("Dùng lần cuối"), order="used_at"),
        kit.Column("state", _("Tình trạng"), value=lambda row: kit.chip(*_state(row, request))),
        kit.Column("revoke", _("Thu hồi"), value=lambda row: _revoke(request, row)),
    ]
    rows = kit.listing(
        sign_ins.tokens(request.user), request, columns, caption=_("Khóa API"), file_name="khoa-api"
    )
    return rows.export or kit.page(request, "account/tokens.html", {"rows": rows})


def _state(row: ApiToken, request: kit.Request) -> tuple[str, str]:
    if row.revoked_at is not None:
        return "revoked", _("Đã thu hồi")
    return ("closed", _("Đã hết hạn")) if row.expires_at <= request.now else ("done", _("Còn hiệu lực"))


def _revoke(request: kit.Request, row: ApiToken) -> object:
    if _state(row, request)[0] != "done" or request.GET.get("xuat"):
        return ""
    ask = _("Chương trình đang dùng khóa này sẽ bị từ chối ngay.")
    return button(
        request,
        Action(_("Thu hồi khóa"), f"/tai-khoan/khoa-api/{row.pk}/thu-hoi/", danger=True, post=True, ask=ask),
    )


@sensitive_post_parameters("password")
@kit.signed_in
def new_token(request: kit.Request) -> HttpResponse:
    """The token is in this answer and nowhere else."""
    form = TokenForm(request.POST or None, asks=request.user.has_usable_password())
    with kit.faults_on(request, form):
        if kit.submitted(request, form):
            origin = entering.origin_of(request)
            passwords.confirm_password(
                user=request.user,
                password=form.cleaned_data.pop("password", ""),
                address=origin.address,
                at=request.now,
            )
            token = tokens.issue_token(user=request.user, at=request.now, origin=origin, **form.cleaned_data)
            response = kit.page(
                request, "account/token.html", {"token": token, "name": form.cleaned_data["name"]}
            )
            response["Cache-Control"] = "no-store"
            return response
    return kit.page(request, "account/token_new.html", {"form": form})


@require_POST
@kit.signed_in
def revoke_token(request: kit.Request, pk: int) -> HttpResponse:
    tokens.revoke_token(
        actor=request.actor,
        user=request.user,
        token=pk,
        at=request.now,
        origin=entering.origin_of(request),
    )
    return kit.done(request, _("Đã thu hồi khóa API."), "account:tokens")

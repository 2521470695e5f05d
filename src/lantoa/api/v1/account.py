"""One's own sessions, tokens and sign-ins; and for who looks after accounts, how others sign in."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from lantoa.access import accounts, sign_ins
from lantoa.access import queries as access
from lantoa.access.models import ApiToken, User
from lantoa.access.models_sign_in import SignInEvent, UserSession
from lantoa.access.operations import passwords, second_factor, sessions, tokens
from lantoa.access.session_store import digest_of
from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import NotAllowed

router = Router()


class FactorsOut(Schema):
    """``needed``: the roles held today demand a second factor."""

    totp: bool
    passkeys: int
    recovery_codes: int
    needed: bool


class AccountOut(Schema):
    username: str
    name: str
    factors: FactorsOut
    sessions: int


class SessionOut(Schema):
    """``current``: the session that this call itself came with."""

    id: int
    device: str
    address: str
    opened_at: datetime
    seen_at: datetime
    current: bool


class TokenOut(Schema):
    """``scope``: full or read. The token itself is shown once, on the page that makes it."""

    id: int
    name: str
    scope: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class SignInOut(Schema):
    """``kind``: SIGNED_IN, FAILED, CODE_FAILED, LOCKED and the changes of how one signs in. ``username`` is empty
    where the name typed belongs to nobody."""

    at: datetime
    username: str
    kind: str
    method: str
    device: str
    address: str


class UserSignInOut(AccountOut):
    """``waits_seconds``: how long the next try with this name must wait. ``must_change_password``: an administrator
    set it, and the person must choose another at the next sign-in."""

    waits_seconds: int
    must_change_password: bool


class WhyIn(Schema):
    reason: str


class PasswordIn(WhyIn):
    password: str


class AccountCountOut(Schema):
    count: int


def _me(request: HttpRequest) -> User:
    user = access.user_of(actor_of(request))
    if user is None:
        raise NotAllowed(
            "NO_ACCOUNT", "Lời gọi này cần một tài khoản.", remedy="Gọi bằng khóa API của người dùng."
        )
    return user


def _factors(user: User) -> FactorsOut:
    have = sign_ins.factors(user, clock.today())
    return FactorsOut(totp=have.totp, passkeys=have.passkeys, recovery_codes=have.codes, needed=have.needed)


def _session(row: UserSession, here: str) -> SessionOut:
    return SessionOut(
        id=row.pk,
        device=sign_ins.device(row.agent),
        address=row.address,
        opened_at=row.opened_at,
        seen_at=row.seen_at,
        current=row.digest == here,
    )


def _here(request: HttpRequest) -> str:
    """The digest of the session this call came with; empty for a token's."""
    token = request.headers.get("Authorization", "").lower().startswith("bearer ")
    key = "" if token else (request.session.session_key or "")
    return digest_of(key) if key else ""


def _event(row: SignInEvent) -> SignInOut:
    return SignInOut(
        at=row.at,
        username=row.user.username if row.user else "",
        kind=row.kind,
        method=row.method,
        device=sign_ins.device(row.agent) if row.agent else "",
        address=row.address,
    )


@router.get("/account", response=AccountOut, summary="Tài khoản của tôi")
def account(request: HttpRequest) -> AccountOut:
    user = _me(request)
    return AccountOut(
        username=user.username,
        name=user.name,
        factors=_factors(user),
        sessions=sign_ins.sessions(user).count(),
    )


@router.get("/account/sessions", response=list[SessionOut], summary="Các phiên đang mở của tôi")
def my_sessions(request: HttpRequest) -> list[SessionOut]:
    return [_session(row, _here(request)) for row in sign_ins.sessions(_me(request))]


@router.delete("/account/sessions/{session}", response=SessionOut, summary="Kết thúc một phiên của tôi")
def end_session(request: HttpRequest, session: int) -> SessionOut:
    row = sessions.end_session(user=_me(request), session=session, at=clock.now())
    return _session(row, _here(request))


@router.delete("/account/sessions", response=AccountCountOut, summary="Kết thúc mọi phiên khác của tôi")
def end_other_sessions(request: HttpRequest) -> AccountCountOut:
    ended = sessions.end_other_sessions(user=_me(request), keep=_here(request), at=clock.now())
    return AccountCountOut(count=ended)


@router.get("/account/tokens", response=list[TokenOut], summary="Các khóa API của tôi")
def my_tokens(request: HttpRequest) -> list[ApiToken]:
    return list(sign_ins.tokens(_me(request)))


@router.delete("/account/tokens/{token}", response=TokenOut, summary="Thu hồi một khóa API của tôi")
def revoke_token(request: HttpRequest, token: int) -> ApiToken:
    return tokens.revoke_token(actor=actor_of(request), user=_me(request), token=token, at=clock.now())


@router.get("/account/sign-ins", response=list[SignInOut], summary="Đăng nhập gần đây của tôi")
def my_sign_ins(request: HttpRequest, offset: int = 0, limit: int = 100) -> list[SignInOut]:
    start = max(offset, 0)
    rows = sign_ins.events(_me(request))[start : start + min(max(limit, 1), 500)]
    return [_event(row) for row in rows]


@router.get("/sign-ins", response=list[SignInOut], summary="Nhật ký đăng nhập của người mình quản lý")
def journal(request: HttpRequest, kind: str = "", offset: int = 0, limit: int = 100) -> list[SignInOut]:
    rows = sign_ins.journal(actor_of(request), clock.today())
    rows = rows.filter(kind=kind) if kind else rows
    start = max(offset, 0)
    return [_event(row) for row in rows[start : start + min(max(limit, 1), 500)]]


@router.get("/sign-ins/{username}", response=UserSignInOut, summary="Một người đăng nhập ra sao")
def user(request: HttpRequest, username: str) -> UserSignInOut:
    return _state(request, username)


def _state(request: HttpRequest, username: str) -> UserSignInOut:
    person = accounts.managed_user(username, visible_to=actor_of(request), day=clock.today())
    return UserSignInOut(
        username=person.username,
        name=person.name,
        factors=_factors(person),
        sessions=sign_ins.sessions(person).count(),
        waits_seconds=int(sign_ins.locked_for(person, clock.now()).total_seconds()),
        must_change_password=person.must_change_password,
    )


@router.post("/sign-ins/{username}/unlock", response=UserSignInOut, summary="Mở khóa đăng nhập")
def unlock(request: HttpRequest, username: str, body: WhyIn) -> UserSignInOut:
    passwords.unlock(actor=actor_of(request), username=username, reason=body.reason, at=clock.now())
    return _state(request, username)


@router.post(
    "/sign-ins/{username}/end-sessions", response=AccountCountOut, summary="Kết thúc mọi phiên của một người"
)
def end_sessions_of(request: HttpRequest, username: str, body: WhyIn) -> AccountCountOut:
    ended = sessions.end_sessions_of(
        actor=actor_of(request), username=username, reason=body.reason, at=clock.now()
    )
    return AccountCountOut(count=ended)


@router.post(
    "/sign-ins/{username}/reset-second-factor", response=AccountCountOut, summary="Đặt lại xác thực hai bước"
)
def reset_second_factor(request: HttpRequest, username: str, body: WhyIn) -> AccountCountOut:
    gone = second_factor.reset_second_factor(
        actor=actor_of(request), username=username, reason=body.reason, at=clock.now()
    )
    return AccountCountOut(count=gone)


@router.put(
    "/sign-ins/{username}/password",
    response=AccountCountOut,
    summary="Đặt lại mật khẩu; đáp số phiên đã kết thúc",
)
def set_password(request: HttpRequest, username: str, body: PasswordIn) -> AccountCountOut:
    ended = passwords.set_password(
        actor=actor_of(request),
        username=username,
        new=body.password,
        reason=body.reason,
        at=clock.now(),
    )
    return AccountCountOut(count=ended)

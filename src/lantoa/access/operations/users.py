"""Accounts: made, edited, stopped and opened again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Person, Unit

from .. import accounts, queries
from ..models import User
from ..rules import giving
from .ground import day_of


def _home(actor: Actor, code: str | None, at: datetime) -> Unit | None:
    """The unit where the account works, within the actor's reach."""
    if not code:
        if actor != SYSTEM:
            raise BadInput(
                "NO_UNIT", "Chưa ghi đơn vị công tác.", place="đơn vị công tác", remedy="Ghi mã đơn vị."
            )
        return None
    day = day_of(at)
    if actor != SYSTEM:
        queries.allow(actor, giving.MANAGE, code, day)
    organisation.place_of(code, day)
    return Unit.objects.get(code=code)


def _checked_name(name: str) -> str:
    if len(clean(name)) < 2:
        raise BadInput("BAD_NAME", "Chưa ghi họ và tên.", place="họ và tên", remedy="Ghi đủ họ và tên.")
    return clean(name)[:120]


def _checked_email(email: str) -> str:
    if email.strip():
        try:
            validate_email(email.strip())
        except ValidationError:
            raise BadInput(
                "BAD_EMAIL", f"“{email}” không phải địa chỉ thư.", place="thư điện tử",
                remedy="Ghi như ten@donvi.gov.vn, hoặc để trống.",
            ) from None  # fmt: skip
    return email.strip()


def _person(code: str) -> Person | None:
    if not code:
        return None
    found = Person.objects.filter(code=code).first()
    if found is None:
        raise BadInput(
            "UNKNOWN_PERSON", f"Không có người mang mã “{code}”.", place="mã cán bộ",
            remedy="Ghi người này ở trang Tổ chức, nhân sự trước.",
        )  # fmt: skip
    return found


@transaction.atomic
def create_user(
    *,
    actor: Actor,
    username: str,
    name: str,
    password: str | None,
    at: datetime,
    home_unit: str | None = None,
    demo: bool = False,
    email: str = "",
    phone: str = "",
    person: str = "",
) -> User:
    """A new account. ``password`` None makes one that cannot sign in until it is set; another
    is changed at the first sign-in, save the demo's shared one.

    Anybody but the product itself needs ``access.user.manage`` at ``home_unit``.
    """
    home = _home(actor, home_unit, at)
    if password is not None and not demo:
        _check_password(password)
    username = username.strip().lower()
    if not username or len(username) > 60 or any(one.isspace() or one in "/?#%" for one in username):
        raise BadInput(
            "BAD_USERNAME", "Tên đăng nhập gồm chữ, số, dấu chấm, gạch nối, không có dấu cách.",
            place="tên đăng nhập", remedy="Ví dụ: an.nv.x02683",
        )  # fmt: skip
    if User.objects.filter(username=username).exists():
        raise BadInput(
            "USERNAME_TAKEN", f"Tên đăng nhập “{username}” đã có người dùng.", place="tên đăng nhập",
            remedy="Chọn tên khác, ví dụ thêm mã đơn vị.",
        )  # fmt: skip
    user = User(
        username=username, name=_checked_name(name), demo=demo, email=_checked_email(email),
        phone=clean(phone)[:40], home_unit=home, person=_person(person),
        must_change_password=password is not None and not demo,
    )  # fmt: skip
    user.password = make_password(password)
    user.save()
    journal.record(
        actor=actor, action="access.user.create", subject=f"access.user:{user.pk}", at=at,
        after={"demo": demo, "unit": home_unit},
    )  # fmt: skip
    return user


def _check_password(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as error:
        raise BadInput(
            "WEAK_PASSWORD",
            "Mật khẩu chưa đủ mạnh.",
            place="mật khẩu",
            remedy=" ".join(error.messages),
        ) from None


def _managed(actor: Actor, username: str, at: datetime) -> User:
    """The locked account; 404 outside the actor's reach, 403 where it may do what the actor does not govern."""
    day = day_of(at)
    if actor == SYSTEM:
        user = queries.user_named(username)
    else:
        user = accounts.managed_user(username, visible_to=actor, day=day)
        if not accounts.above(actor, user, day):
            raise NotAllowed(
                "ABOVE_YOU", f"{user.name} có vai trò ngoài phạm vi bạn quản lý.", place="người dùng",
                remedy="Đề nghị người quản trị cấp trên làm việc này.",
            )  # fmt: skip
    return User.objects.select_for_update().get(pk=user.pk)


@transaction.atomic
def edit_user(
    *,
    actor: Actor,
    username: str,
    name: str,
    home_unit: str,
    at: datetime,
    email: str = "",
    phone: str = "",
    person: str = "",
) -> User:
    """Name, where they work, how to reach them, which person they are. Roles stay as they are."""
    user = _managed(actor, username, at)
    before = _shown(user)
    user.name, user.home_unit = _checked_name(name), _home(actor, home_unit, at)
    user.email, user.phone, user.person = _checked_email(email), clean(phone)[:40], _person(person)
    user.save()
    journal.record(
        actor=actor, action="access.user.edit", subject=f"access.user:{user.pk}", at=at, before=before,
        after=_shown(user),
    )  # fmt: skip
    return user


def _shown(user: User) -> dict[str, object]:
    return {
        "unit": user.home_unit.code if user.home_unit else None,
        "person": user.person_id,
        "email": bool(user.email),
        "phone": bool(user.phone),
    }


@transaction.atomic
def stop_user(*, actor: Actor, username: str, reason: str, at: datetime) -> User:
    """The account signs in no more and acts for nobody; its roles and history stay and come back on reopening."""
    user = _managed(actor, username, at)
    if user.actor_id == actor.id:
        raise Conflict(
            "SELF_STOP", "Không ai tự ngừng tài khoản của mình.", place="người dùng",
            remedy="Đề nghị người quản trị khác.",
        )  # fmt: skip
    if not user.is_active:
        raise Conflict(
            "STOPPED_ALREADY", "Tài khoản này đã ngừng.", place="người dùng", remedy="Không cần làm gì."
        )
    if not reason.strip():
        raise BadInput(
            "NO_REASON", "Chưa ghi lý do.", place="lý do", remedy="Ví dụ: chuyển công tác, nghỉ hưu."
        )
    user.is_active = False
    user.save(update_fields=["is_active"])
    journal.record(
        actor=actor, action="access.user.stop", subject=f"access.user:{user.pk}", at=at, reason=clean(reason)
    )
    return user


@transaction.atomic
def reopen_user(*, actor: Actor, username: str, at: datetime) -> User:
    """The account signs in again with the roles that still hold."""
    user = _managed(actor, username, at)
    if user.is_active:
        raise Conflict(
            "OPEN_ALREADY", "Tài khoản này đang mở.", place="người dùng", remedy="Không cần làm gì."
        )
    user.is_active = True
    user.save(update_fields=["is_active"])
    journal.record(actor=actor, action="access.user.reopen", subject=f"access.user:{user.pk}", at=at)
    return user

"""People are told when somebody signs in as them from a new browser, and when an administrator changes how they do."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from lantoa.access.hooks import ChangedByOthers, NewDevice
from lantoa.access.sign_ins import device

from . import operations
from .rules.kinds import Kind


def tell_new_device(heard: NewDevice) -> None:
    """Not of the demo's shared accounts: every visitor's browser is new there."""
    if settings.DEMO and heard.user.demo:
        return
    operations.tell(
        users=[heard.user],
        title=_("Đăng nhập từ một trình duyệt mới: %(device)s") % {"device": device(heard.origin.agent)},
        body=_("Nếu không phải bạn: kết thúc phiên đó và đổi mật khẩu ngay."),
        link="/tai-khoan/phien/",
        at=heard.at,
        kind=Kind.ACCESS,
    )


def tell_changed(heard: ChangedByOthers) -> None:
    operations.tell(
        users=[heard.user],
        title=heard.what,
        body=_("Nếu bạn không đề nghị việc này, báo ngay cho người quản trị của đơn vị."),
        link="/tai-khoan/dang-nhap-gan-day/",
        at=heard.at,
        kind=Kind.ACCESS,
    )

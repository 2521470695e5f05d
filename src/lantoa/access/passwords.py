"""A rule for passwords beside Django's own."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NotTheDemoPassword:
    """Everybody can read the demo's password on its sign-in page, so no real account may have it."""

    def validate(self, password: str, user: object = None) -> None:
        if password.strip().casefold() == settings.DEMO_PASSWORD:
            raise ValidationError(_("Đây là mật khẩu của bản dùng thử, ai cũng biết."), code="demo_password")

    def get_help_text(self) -> str:
        return _("Không dùng mật khẩu của bản dùng thử.")

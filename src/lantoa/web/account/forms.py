"""Forms of signing in and of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..forms import Reason, TextLine

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class SignInForm(forms.Form):
    username = TextLine(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Nhập tên đăng nhập.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Nhập mật khẩu.")},
    )


class CodeForm(forms.Form):
    """Six digits, or where ``recovery`` is allowed a recovery code."""

    code = TextLine(
        label=_("Mã xác thực"),
        max_length=20,
        help_text=_("Sáu chữ số trong ứng dụng xác thực, hoặc một mã dự phòng dạng ABCDE-12345."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Nhập mã.")},
    )


class FirstCodeForm(CodeForm):
    """The first code of an app that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = _("Mã trong ứng dụng"), _("Sáu chữ số đang hiện trong ứng dụng.")
        field.widget.attrs["inputmode"] = "numeric"


class ConfirmForm(forms.Form):
    """The present password, before something that opens or closes the account; not asked of who has none."""

    password = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Để chắc chắn chính bạn đang ngồi trước máy."),
        error_messages={"required": _("Nhập mật khẩu hiện tại.")},
    )

    def __init__(self, *args: Any, asks: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["password"]


class PasswordForm(ConfirmForm):
    new = forms.CharField(
        label=_("Mật khẩu mới"),
        max_length=200,
        strip=False,
        widget=NEW_PASSWORD,
        help_text=_(
            "Từ 10 ký tự, không chỉ gồm chữ số, không phải mật khẩu hay gặp. Một câu ngắn dễ nhớ là tốt nhất."
        ),
        error_messages={"required": _("Nhập mật khẩu mới.")},
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        max_length=200,
        strip=False,
        widget=NEW_PASSWORD,
        error_messages={"required": _("Nhập lại mật khẩu mới.")},
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("new") and values.get("again") and values["new"] != values["again"]:
            self.add_error("again", _("Hai lần nhập chưa giống nhau."))
        return values


class PasskeyForm(ConfirmForm):
    name = TextLine(label=_("Tên gợi nhớ"), max_length=80, help_text=_("Ví dụ: Máy tính phòng 204."))
    field_order = ("name", "password")


class PasskeyNameForm(forms.Form):
    name = TextLine(label=_("Tên gợi nhớ"), max_length=80)


class TokenForm(ConfirmForm):
    name = TextLine(label=_("Tên gợi nhớ"), max_length=80, help_text=_("Ví dụ: Máy chủ tổng hợp của tỉnh."))
    scope = forms.ChoiceField(
        label=_("Phạm vi"),
        choices=[("read", _("Chỉ xem")), ("full", _("Xem và làm mọi việc của tôi"))],
        help_text=_("Khóa không bao giờ làm được nhiều hơn chính bạn."),
    )
    days = forms.TypedChoiceField(
        label=_("Thời hạn"),
        coerce=int,
        choices=[(30, _("30 ngày")), (90, _("90 ngày")), (180, _("180 ngày")), (366, _("Một năm"))],
        initial=90,
    )
    field_order = ("name", "scope", "days", "password")


class WhyForm(forms.Form):
    """Why an administrator does this."""

    reason = Reason(label=_("Lý do"), help_text=_("Ghi vào nhật ký; người dùng được báo."), max_length=200)


class SubjectForm(forms.Form):
    subject = TextLine(
        label=_("Mã người dùng ở hệ thống đăng nhập một lần"),
        max_length=255,
        help_text=_("Người đó bấm đăng nhập một lần, trang sẽ hiện mã này."),
    )

"""Form fields that read what Vietnamese officers type: 05/01/2026, 1.234.567 and 12,5, NFC text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.documents.intake import Kind, open_upload
from lantoa.kernel.errors import BadInput, Problem
from lantoa.kernel.vi import dates, numbers
from lantoa.kernel.vi.text import clean, nfc

GROUPED = re.compile(r"[-–]?\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)
PLAIN = re.compile(r"[-–]?\d+(,\d+)?", re.ASCII)


def figure_of(text: str) -> Decimal:
    """'1.234.567', '1234567' or '12,5' as a number. Raises ``ValueError``; '12.5' is refused as ambiguous."""
    compact = re.sub(r"[\s\u00a0]", "", text)
    if not (GROUPED.fullmatch(compact) or PLAIN.fullmatch(compact)):
        raise ValueError(text)
    try:
        return Decimal(compact.replace("–", "-").replace(".", "").replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None


REQUIRED = {"required": gettext_lazy("Chưa nhập mục này.")}


class TextLine(forms.CharField):
    """One line of text, NFC, spaces mended."""

    default_error_messages = REQUIRED

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class TextBlock(forms.CharField):
    """Several lines of text, NFC."""

    default_error_messages = REQUIRED

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        return nfc(super().to_python(value) or "").replace("\r\n", "\n").strip()


class Day(forms.Field):
    """A day typed as 05/01/2026; the hint says so."""

    default_error_messages = REQUIRED

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "12"})

    def __init__(self, **options: Any):
        options.setdefault("help_text", gettext_lazy("Ngày/tháng/năm, ví dụ 05/01/2026"))
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return dates.read(str(value))
        except BadInput as problem:
            raise ValidationError(f"{problem.fault.message} {problem.fault.remedy}", code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return dates.on_screen(value) if isinstance(value, date) else value


class Figure(forms.Field):
    """A number as Vietnamese writes it. ``whole`` wants an integer; ``least`` and ``most`` bound it."""

    default_error_messages = REQUIRED

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "figure"})

    def __init__(
        self,
        *,
        whole: bool = False,
        least: Decimal | int | None = None,
        most: Decimal | int | None = None,
        **options: Any,
    ):
        self.whole, self.least, self.most = whole, least, most
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | int | None:
        if value in self.empty_values:
            return None
        try:
            number = figure_of(str(value))
        except ValueError:
            raise ValidationError(
                _("“%(value)s” không phải là số. Nhập như 1.234.567 hoặc 12,5.") % {"value": value},
                code="invalid",
            ) from None
        if self.whole and number != number.to_integral_value():
            raise ValidationError(_("Nhập số nguyên, không có phần thập phân."), code="whole")
        self._within(number)
        return int(number) if self.whole else number

    def _within(self, number: Decimal) -> None:
        if self.least is not None and number < self.least:
            least = numbers.figure(Decimal(self.least))
            raise ValidationError(_("Số nhỏ nhất là %(least)s.") % {"least": least}, code="least")
        if self.most is not None and number > self.most:
            most = numbers.figure(Decimal(self.most))
            raise ValidationError(_("Số lớn nhất là %(most)s.") % {"most": most}, code="most")

    def prepare_value(self, value: Any) -> Any:
        return numbers.figure(value) if isinstance(value, int | Decimal) else value


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that passed every check of ``documents.intake``: what operations take."""

    name: str
    data: bytes
    kind: Kind


class Upload(forms.FileField):
    """A file, opened at the one door: its kind is sniffed, a stamped, broken or hostile one is refused."""

    default_error_messages = {
        "required": gettext_lazy("Chưa chọn tệp."),
        "empty": gettext_lazy("Tệp rỗng. Chọn lại tệp có nội dung."),
    }

    def __init__(self, *, accept: tuple[Kind, ...] = tuple(Kind), **options: Any):
        self.accept = accept
        options.setdefault("max_length", 200)
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(f".{kind}" for kind in accept)

    def clean(self, data: Any, initial: Any = None) -> Uploaded | None:
        file = super().clean(data, initial)
        if not file:
            return None
        content = file.read()
        try:
            kind = open_upload(file.name, content, self.accept)
        except Problem as problem:
            raise ValidationError(
                " ".join(part for part in (problem.fault.message, problem.fault.remedy) if part),
                code=problem.fault.code,
            ) from None
        return Uploaded(clean(file.name), content, kind)


class Reason(TextBlock):
    """Why: asked when something is returned, refused or withdrawn."""

    def __init__(self, **options: Any):
        options.setdefault("label", gettext_lazy("Lý do"))
        options.setdefault("help_text", gettext_lazy("Người nhận sẽ đọc được lý do này."))
        options.setdefault("max_length", 1000)
        super().__init__(**options)

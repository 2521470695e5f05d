"""What a person enters: a text to read, and a correction of one fact, its fields by the fact's kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.documents.intake import Kind
from lantoa.kernel.errors import Problem
from lantoa.kernel.vi.text import clean
from lantoa.reading.rules.corrections import LONGEST, editable
from lantoa.reading.sources import MAX_TEXT, text_from
from lantoa.web.forms import Day, Figure, TextBlock, TextLine, Upload

from . import words

TITLE_LENGTH = 400
READ_KINDS = (Kind.TXT, Kind.CSV, Kind.DOCX, Kind.PDF)


class Pasted(forms.CharField):
    """A text exactly as pasted: nothing normalised, so that quotes are its own words; only line ends mended."""

    widget = forms.Textarea(attrs={"rows": 14})

    def __init__(self, **options: Any):
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        if "\x00" in text:
            raise ValidationError(_("Văn bản có ký tự không đọc được. Dán lại từ bản gốc."), code="null")
        if len(text) > MAX_TEXT:
            raise ValidationError(
                _("Văn bản dài quá %(n)s triệu ký tự. Tách thành nhiều bài.") % {"n": MAX_TEXT // 1_000_000},
                code="long",
            )
        return text


class TextForm(forms.Form):
    """Either a file or a pasted text; ``body`` and ``heading`` of the cleaned form are what will be read."""

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị lưu văn bản"))
    file = Upload(
        label=gettext_lazy("Tệp"),
        accept=READ_KINDS,
        required=False,
        help_text=gettext_lazy(
            "Word (.docx), PDF có lớp chữ, trang web đã lưu (.html) hoặc văn bản thường (.txt)."
        ),
    )
    text = Pasted(
        label=gettext_lazy("Hoặc dán văn bản"),
        required=False,
        help_text=gettext_lazy("Dán nguyên bài, kể cả tiêu đề. Phần mềm giữ đúng từng chữ để đối chiếu."),
    )
    title = TextLine(
        label=gettext_lazy("Tên bài, trích yếu"),
        required=False,
        max_length=TITLE_LENGTH,
        help_text=gettext_lazy("Để trống thì lấy dòng đầu của văn bản."),
    )
    origin = TextLine(
        label=gettext_lazy("Nguồn"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Báo nào, ngày nào, địa chỉ trang; hoặc số, ký hiệu báo cáo."),
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any):
        super().__init__(*args, **options)
        self.fields["unit"].choices = units
        self.fields["file"].widget.attrs["accept"] = ".txt,.docx,.pdf,.html,.htm"

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        file, text = found.get("file"), found.get("text") or ""
        if "file" in self.errors or "text" in self.errors:
            return found
        if file and text.strip():
            self.add_error("file", _("Đã có cả tệp và văn bản dán. Chỉ dùng một: bỏ tệp hoặc xóa phần dán."))
        elif file:
            self._of_file(found)
        elif not text.strip():
            self.add_error("file", _("Chưa có gì để đọc. Chọn một tệp, hoặc dán văn bản vào ô bên dưới."))
        else:
            found["body"] = text
        found["heading"] = found.get("title") or _first_line(found.get("body", ""))
        return found

    def _of_file(self, found: dict[str, Any]) -> None:
        try:
            found["body"] = text_from(found["file"].name, found["file"].data)
        except Problem as problem:
            self.add_error("file", f"{problem.fault.message} {problem.fault.remedy}")

    def forget(self, problem: Problem) -> None:
        """A stamped text is not sent back either: only where it should go and where it came from stay."""
        self.data = self.data.copy()
        self.data["text"] = self.data["title"] = ""
        self.add_error("text", f"{problem.fault.message} {problem.fault.remedy}")


def _first_line(text: str) -> str:
    lines = (clean(line) for line in text.splitlines())
    return next((line for line in lines if line), "")[:TITLE_LENGTH]


class NameList(TextBlock):
    """One name a line."""

    widget = forms.Textarea(attrs={"rows": 8})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value


NEEDED = {("person", "name"), ("figure", "value"), ("award", "form"), ("document", "kind"), ("model", "name")}
"""Marked on the page as needed; ``corrections`` judges (a test holds the two together)."""
_LINES = {"members", "named_recipients"}
_WHOLE = {"count", "amount_vnd"}
_FIGURES = {"value", "of"}
MOST = 10**18 - 1


def _field(kind: str, name: str, read: Any) -> forms.Field:
    options: dict[str, Any] = {"label": words.label(kind, name), "required": (kind, name) in NEEDED}
    if choices := words.CHOICES.get((kind, name)):
        return forms.ChoiceField(choices=list(choices.items()), **{**options, "required": True})
    if name == "date":
        unknown = str(read or "").startswith("XXXX")
        hint = {"help_text": _("Bài ghi ngày %(day)s, không nêu năm. Ghi đủ ngày, tháng, năm nếu biết chắc.")
                % {"day": "/".join(reversed(str(read).split("-")[1:]))}} if unknown else {}  # fmt: skip
        return Day(**options, **hint)
    if name in _LINES:
        return NameList(help_text=_("Mỗi tên một dòng."), **options)
    if name in _FIGURES:
        return Figure(least=0, most=MOST, **options)
    if name in _WHOLE or (kind, name) == ("cluster", "number"):
        return Figure(whole=True, least=0, most=MOST, **options)
    return TextLine(max_length=LONGEST, **options)


def _initial(name: str, value: Any) -> Any:
    """A stored value as its field shows it; a day without a year is not shown as one."""
    if name == "date":
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return None
    if isinstance(value, float):
        return Decimal(str(value))
    return value


def _stored(value: Any) -> Any:
    """A cleaned value as JSON keeps it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


class CorrectionForm(forms.Form):
    """The fields of one fact. ``changes`` are those that now differ from what was read."""

    def __init__(self, *args: Any, kind: str, facts: Mapping[str, Any], **options: Any):
        names = editable(kind)
        options["initial"] = {name: _initial(name, facts.get(name)) for name in names}
        super().__init__(*args, **options)
        self.facts = facts
        for name in names:
            self.fields[name] = _field(kind, name, facts.get(name))

    def changes(self) -> dict[str, Any]:
        found = {}
        for name, field in self.fields.items():
            value = self.cleaned_data[name]
            if isinstance(field, NameList):
                value = [line for line in map(clean, value.split("\n")) if line]
            before = _initial(name, self.facts.get(name))
            if (value or value == 0 or None) != (before if before or before == 0 else None):
                found[name] = _stored(value)
        return found

"""What is entered about people: a new record, a post, a rank, an end, a correction, a merger."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.organisation import people
from lantoa.web.forms import Day, Reason, TextLine

GENDERS = [("", gettext_lazy("Chưa ghi")), ("MALE", gettext_lazy("Nam")), ("FEMALE", gettext_lazy("Nữ"))]


def basis() -> TextLine:
    return TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày của quyết định."),
    )


def number() -> TextLine:
    return TextLine(
        label=gettext_lazy("Số định danh cá nhân"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Không bắt buộc. 12 chữ số; chỉ giữ dạng đã băm bằng khóa của bản cài, không ai đọc lại được."
        ),
    )


class WithTitles(forms.Form):
    """Fields ``rank`` and ``post`` are free text with the catalogue beside them."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, kind in (("rank", "ranks"), ("post", "posts")):
            if name in self.fields:
                self.fields[name].help_text = _("Trong danh mục: %(names)s.") % {
                    "names": ", ".join(people.titles(kind).names)
                }


class PersonForm(WithTitles):
    name = TextLine(label=gettext_lazy("Họ tên"), max_length=120)
    code = TextLine(
        label=gettext_lazy("Mã cán bộ"),
        max_length=32,
        help_text=gettext_lazy("Số hiệu trong ngành; không dùng số định danh cá nhân."),
    )
    unit = TextLine(
        label=gettext_lazy("Đơn vị"),
        max_length=32,
        help_text=gettext_lazy("Mã của đơn vị, ví dụ CA.15; tìm mã theo tên ở trang Tổ chức."),
    )
    post = TextLine(label=gettext_lazy("Chức vụ"), max_length=160)
    rank = TextLine(label=gettext_lazy("Cấp bậc"), max_length=60, required=False)
    gender = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=GENDERS, required=False)
    day = Day(label=gettext_lazy("Từ ngày"))
    basis = TextLine(label=gettext_lazy("Căn cứ"), max_length=300, required=False)
    citizen_number = number()
    another = forms.BooleanField(
        label=gettext_lazy("Là người khác"),
        required=False,
        help_text=gettext_lazy("Chọn khi đã có người cùng tên mà đây là một người khác."),
    )


class PostForm(WithTitles):
    unit = TextLine(label=gettext_lazy("Đơn vị"), max_length=32, help_text=gettext_lazy("Mã của đơn vị."))
    post = TextLine(label=gettext_lazy("Chức vụ"), max_length=160)
    day = Day(label=gettext_lazy("Từ ngày"))
    basis = basis()
    also = forms.BooleanField(
        label=gettext_lazy("Kiêm nhiệm"),
        required=False,
        help_text=gettext_lazy("Giữ cả chức vụ đang có. Không chọn thì chức vụ cũ thôi từ ngày đó."),
    )


class RankForm(WithTitles):
    rank = TextLine(label=gettext_lazy("Cấp bậc"), max_length=60)
    day = Day(label=gettext_lazy("Từ ngày"))
    basis = basis()


class EndForm(forms.Form):
    day = Day(label=gettext_lazy("Thôi từ ngày"))
    basis = basis()


class CorrectForm(forms.Form):
    name = TextLine(label=gettext_lazy("Họ tên"), max_length=120)
    gender = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=GENDERS, required=False)
    citizen_number = number()
    reason = Reason(label=gettext_lazy("Lý do"), help_text="", max_length=300)


class MergeForm(forms.Form):
    gone = TextLine(
        label=gettext_lazy("Mã bản ghi kia"),
        max_length=32,
        help_text=gettext_lazy("Bản ghi này được gộp vào người đang mở; gộp xong vẫn tách lại được."),
    )
    reason = Reason(label=gettext_lazy("Lý do"), help_text="", max_length=300)


class PartForm(forms.Form):
    reason = Reason(label=gettext_lazy("Lý do"), help_text="", max_length=300)

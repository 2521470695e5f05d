"""Forms of the steps of a paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.registry.models import Opinion
from lantoa.registry.operations.signing import MANNERS
from lantoa.registry.rules.arriving import URGENCIES
from lantoa.web.forms import Day, Figure, Reason, TextBlock, TextLine

URGENCY_CHOICES = list(URGENCIES.items())


class DraftForm(forms.Form):
    body = forms.ChoiceField(label=_("Cơ quan ban hành"))
    kind = forms.ChoiceField(label=_("Loại văn bản"), initial="letter")
    summary = TextLine(label=_("Trích yếu"), max_length=500)
    symbol = TextLine(
        label=_("Ký hiệu"),
        max_length=60,
        required=False,
        help_text=_("Để trống thì lấy chữ viết tắt của loại văn bản và của cơ quan. Số do văn thư cấp."),
    )
    addressees = TextBlock(
        label=_("Kính gửi"),
        required=False,
        help_text=_("Mỗi dòng một nơi; chỉ công văn, tờ trình mới cần."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = TextBlock(
        label=_("Nội dung"),
        required=False,
        help_text=_("Dòng “I. …” là đề mục, dòng “- …” là gạch đầu dòng. Không đưa bí mật nhà nước vào đây."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    recipients = TextBlock(
        label=_("Nơi nhận"),
        required=False,
        help_text=_("Mỗi dòng một nơi, dòng cuối là “Lưu: VT, …”."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place = TextLine(label=_("Địa danh"), max_length=60, required=False)
    urgency = forms.ChoiceField(label=_("Mức độ khẩn"), choices=URGENCY_CHOICES, required=False)
    restricted = forms.BooleanField(
        label=_("Hạn chế người xem"),
        required=False,
        help_text=_(
            "Thông báo và danh sách việc không nêu nội dung. Không thay cho việc bảo vệ bí mật nhà nước."
        ),
    )

    def __init__(self, *given: Any, bodies: list[tuple[str, str]], kinds: list[tuple[str, str]], **more: Any):
        super().__init__(*given, **more)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class AskForm(forms.Form):
    unit = TextLine(label=_("Mã đơn vị được hỏi"), max_length=32, required=False)
    unit_2 = TextLine(label=_("Mã đơn vị thứ hai"), max_length=32, required=False)
    unit_3 = TextLine(label=_("Mã đơn vị thứ ba"), max_length=32, required=False)
    users = forms.MultipleChoiceField(
        label=_("Hỏi đích danh"), required=False, widget=forms.CheckboxSelectMultiple
    )
    question = TextLine(label=_("Hỏi về"), max_length=500, required=False)
    due = Day(label=_("Hạn trả lời"))

    def __init__(self, *given: Any, people: list[tuple[str, str]], **more: Any):
        super().__init__(*given, **more)
        self.fields["users"].choices = people  # type: ignore[attr-defined]
        if not people:
            del self.fields["users"]

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "units": [told[one] for one in ("unit", "unit_2", "unit_3") if told[one]],
            "users": told.get("users", []),
            "question": told["question"],
            "due": told["due"],
        }


class AnswerForm(forms.Form):
    stance = forms.ChoiceField(label=_("Ý kiến"), choices=Opinion.Stance.choices, widget=forms.RadioSelect)
    answer = TextBlock(label=_("Nội dung góp ý"), required=False)


class SignForm(forms.Form):
    post = TextLine(label=_("Chức vụ người ký"), max_length=120, help_text=_("Ví dụ: Phó Giám đốc."))
    rank = TextLine(label=_("Cấp bậc"), max_length=40, required=False)
    manner = forms.ChoiceField(label=_("Cách ký"), choices=list(MANNERS.items()), required=False)
    whom = TextLine(
        label=_("Ký thay mặt, thay cho"),
        max_length=120,
        required=False,
        help_text=_("Ghi khi chọn TM., Q., KT., TL., TUQ.; ví dụ Giám đốc."),
    )


class NumberForm(forms.Form):
    number = TextLine(
        label=_("Số văn bản"),
        max_length=11,
        required=False,
        help_text=_("Số mà hệ thống văn bản của cơ quan đã cấp. Dãy số giao cho Lan Tỏa thì để trống."),
    )
    issued_on = Day(label=_("Ngày văn bản"), required=False)


class IssueForm(forms.Form):
    copies = Figure(label=_("Số lượng bản"), whole=True, least=0, most=9999, initial=1)
    note_ = TextLine(label=_("Ghi chú vào sổ"), max_length=300, required=False)


class ReasonForm(forms.Form):
    reason = Reason()


class ArchiveForm(forms.Form):
    record_file = forms.TypedChoiceField(label=_("Hồ sơ"), coerce=int)

    def __init__(self, *given: Any, files: list[tuple[int, str]], **more: Any):
        super().__init__(*given, **more)
        self.fields["record_file"].choices = files  # type: ignore[attr-defined]

"""Forms of a unit's own layouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.documents.catalogue.table import BY_PAPER
from lantoa.documents.filling.blanks import Blank
from lantoa.documents.filling.facts import Field
from lantoa.documents.intake import Kind
from lantoa.exchange import layouts
from lantoa.exchange.models import Layout
from lantoa.web.forms import TextLine, Upload


class LayoutForm(forms.Form):
    unit = TextLine(
        label=gettext_lazy("Đơn vị"), max_length=32, help_text=gettext_lazy("Mã đơn vị dùng mẫu này.")
    )
    paper = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))
    name = TextLine(label=gettext_lazy("Tên mẫu"), max_length=160)
    sort = forms.ChoiceField(
        label=gettext_lazy("Loại mẫu"),
        help_text=gettext_lazy(
            "Mẫu Word có trường: gõ {{ trich_yeu }} vào chỗ cần điền. Biểu của cấp trên: giữ nguyên tệp, "
            "gán ô một lần ở bước sau."
        ),
    )
    file = Upload(
        label=gettext_lazy("Tệp mẫu"),
        accept=(Kind.DOCX, Kind.XLSX),
        help_text=gettext_lazy("Tệp .docx hoặc .xlsx, không macro, không liên kết ra ngoài."),
    )

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["paper"].choices = [(code, _(BY_PAPER[code].name)) for code in layouts.PAPERS]  # type: ignore[attr-defined]
        self.fields["sort"].choices = [(code, _(label)) for code, label in Layout.SORTS]  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    file = Upload(label=gettext_lazy("Tệp phiên bản mới"), accept=(Kind.DOCX, Kind.XLSX))


class KeyForm(forms.Form):
    key = TextLine(
        label=gettext_lazy("Khóa dữ kiện"),
        max_length=200,
        help_text=gettext_lazy("Phần cuối địa chỉ trang văn bản: số của dữ kiện, hoặc ĐƠN_VỊ@NĂM."),
    )


class MappingForm(forms.Form):
    """A drop-down for each blank of the form; ``places`` in their order."""

    def __init__(
        self, data: object, blanks: Sequence[Blank], fields: Sequence[Field], mapping: Mapping[str, str]
    ):
        super().__init__(data)  # type: ignore[arg-type]
        self.places = [one.place for one in blanks]
        offers = {
            listed: [
                ("", _("– để trống –")),
                *((one.code, one.label) for one in fields if one.listed == listed),
            ]
            for listed in (True, False)
        }
        for at, blank in enumerate(blanks):
            chosen = mapping.get(blank.place, "")
            choices = offers[blank.listed]
            if chosen and all(code != chosen for code, _label in choices):
                choices = [*choices, (chosen, chosen)]
            self.fields[f"o{at}"] = forms.ChoiceField(
                label=f"{blank.label} ({blank.place})", choices=choices, required=False, initial=chosen
            )

    def mapping(self) -> dict[str, str]:
        return {place: self.cleaned_data[f"o{at}"] for at, place in enumerate(self.places)}

"""The document of a change: chosen among those the product holds, or typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.kernel.vi.dates import on_screen
from lantoa.registry import queries as registry
from lantoa.rulebook import packs
from lantoa.web.forms import TextLine
from lantoa.web.kit import Request

MOST = 40
"""Papers offered of each register, the newest first; an older one is typed."""


class CitingForm(forms.Form):
    """``citing``: a document held here (its key); ``basis``: one that is typed. One of the two is needed."""

    citing = forms.ChoiceField(
        label=gettext_lazy("Văn bản căn cứ có trong hệ thống"),
        required=False,
        help_text=gettext_lazy("Sổ văn bản đến, đi của cơ quan bạn và văn bản trong mục Căn cứ."),
    )
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Số, ký hiệu, ngày và nơi ban hành; bỏ trống khi đã chọn văn bản ở trên. Ghi tay thì trang của "
            "thay đổi nói rõ là chưa có văn bản kèm."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("citing") and not cleaned.get("basis") and "basis" not in self.errors:
            self.add_error("basis", _("Chọn văn bản ở trên, hoặc ghi số, ký hiệu và ngày của văn bản."))
        return cleaned


def offer_documents(form: forms.Form, request: Request) -> None:
    """What this actor may cite: incoming and outgoing papers that have a number, instruments of the rulebook."""
    came = registry.incoming(request.actor, request.day).exclude(reference="")[:MOST]
    went = registry.outgoing(request.actor, request.day).exclude(number="")[:MOST]
    arrived = [(f"incoming:{row.pk}", _said(row.reference, row.issued_on, row.summary)) for row in came]
    sent = [(f"paper:{row.pk}", _said(row.reference, row.issued_on, row.summary)) for row in went]
    law = [(f"instrument:{row.id}", row.name) for row in packs.instruments(None)]
    groups = [(_("Văn bản đến"), arrived), (_("Văn bản đi"), sent), (_("Văn bản trong mục Căn cứ"), law)]
    form.fields["citing"].choices = [  # type: ignore[attr-defined]
        ("", _("Không chọn, ghi ở ô dưới")),
        *((label, rows) for label, rows in groups if rows),
    ]


def _said(reference: str, day: Any, summary: str) -> str:
    dated = f" ({on_screen(day)})" if day else ""
    return f"{reference}{dated}: {summary}"[:120]

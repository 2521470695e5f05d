"""Which rounds a command is about."""

from __future__ import annotations

from lantoa.reporting.models import Round


def chosen(form: str = "", period: str = "") -> list[Round]:
    """All rounds, or those of a form's code, or of a period; in order."""
    rows = Round.objects.select_related("form").order_by("form__code", "form__version", "starts", "pk")
    if form:
        rows = rows.filter(form__code=form)
    return list(rows.filter(period=period) if period else rows)

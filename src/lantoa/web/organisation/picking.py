"""Codes of units offered while one is typed: the browser's own list, so that it needs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.access import queries as access
from lantoa.organisation import queries
from lantoa.web.kit import Request

VIEW = "organisation.unit.view"
MOST = 300
"""Units offered, those nearest the top first: a list of thousands helps nobody, any other code is typed."""
LIST = "ma-don-vi"


class UnitInput(forms.TextInput):
    """A text box beside the list ``LIST``; the one with ``offered`` also brings the list."""

    offered: Sequence[tuple[str, str]] = ()

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        control = super().render(name, value, {**(attrs or {}), "list": LIST}, renderer)
        if not self.offered:
            return control
        options = format_html_join("", '<option value="{}">{}</option>', self.offered)
        return format_html('{}<datalist id="{}">{}</datalist>', control, LIST, options)


def offer(form: forms.Form, request: Request, *fields: str) -> None:
    """The actor's units beside ``fields`` of the form, as many of these as it has."""
    offered = units(request)
    for name in fields:
        if name not in form.fields:
            continue
        field = form.fields[name]
        shown = UnitInput(attrs={**field.widget.attrs, "autocomplete": "off"})
        shown.offered, offered = offered, []
        shown.is_required = field.required
        field.widget = shown


def units(request: Request) -> list[tuple[str, str]]:
    """(code, name) of units in force today within the actor's sight."""
    now = queries.standing(request.day)
    reach = access.reach(request.actor, VIEW, request.day)
    seen = now.in_force if reach.everything else now.in_force & reach.units
    nearest = sorted(seen, key=lambda code: (len(now.graph.lineage(code)), code))
    return [(code, now.names[code]) for code in nearest[:MOST]]

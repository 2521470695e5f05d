"""Faults and form fields: which message belongs to which field, and the summary that links to them."""

from __future__ import annotations

from dataclasses import replace

from django.forms import BaseForm, BoundField
from django.utils.html import strip_tags
from django.utils.translation import override

from lantoa.kernel.errors import Fault
from lantoa.kernel.vi.text import search_key


def field_of(place: str, form: BaseForm) -> BoundField | None:
    """The field a fault's place names: by field name, or by its Vietnamese label in any case."""
    if not place:
        return None
    key = search_key(place)
    with override("vi"):  # operations name fields in Vietnamese, whatever the reader's language
        for field in form:
            if place == field.name or key == search_key(str(field.label)):
                return field
    return None


def spread(faults: tuple[Fault, ...], form: BaseForm) -> None:
    """Put each fault beside its field; what belongs to no field stays in the summary only."""
    for fault in faults:
        field = field_of(fault.place, form)
        if field is not None and field.name in form.fields:
            form.add_error(field.name, " ".join(part for part in (fault.message, fault.remedy) if part))


def placed(faults: tuple[Fault, ...], form: BaseForm) -> tuple[Fault, ...]:
    """The same faults, with ``place`` turned into the HTML id where the field is on the form."""
    return tuple(
        replace(
            fault, place=f"#{field.id_for_label}" if (field := field_of(fault.place, form)) else fault.place
        )
        for fault in faults
    )


def of_form(form: BaseForm) -> tuple[Fault, ...]:
    """A bound form's own errors as faults, in the order of its fields."""
    if not form.is_bound or not form.errors:
        return ()
    general = [Fault("FORM", str(error)) for error in form.non_field_errors()]
    by_field = [
        Fault("FIELD", f"{field.label}: {strip_tags(str(error))}", f"#{field.id_for_label}")
        for field in form
        for error in field.errors
    ]
    return (*general, *by_field)

"""Puts the readers together: text in, the object of ``lantoa read --json`` out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from . import (
    awards,
    campaigns,
    clusters,
    documents,
    donations,
    events,
    figures,
    models_,
    organisations,
    people,
    tasks,
)
from .text import MAX_QUOTE, Span, View, view

LISTS = (
    "people",
    "organisations",
    "clusters",
    "figures",
    "awards",
    "documents",
    "campaigns",
    "tasks",
    "models",
    "donations",
)


def empty(name: str) -> dict[str, Any]:
    """Every key, nothing found."""
    return {"file": name, "event": None, **{kind: [] for kind in LISTS}}


def _plain(seen: View, value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, Span | type):
        return as_dict(seen, value)
    if isinstance(value, tuple):
        return [_plain(seen, item) for item in value]
    return value


def as_dict(seen: View, item: Any) -> dict[str, Any]:
    """The record with ``start``, ``end`` and ``quote`` in place of its span; a quote has at most 400 characters."""
    found = {
        field.name: _plain(seen, getattr(item, field.name)) for field in fields(item) if field.name != "span"
    }
    span = seen.original(item.span)
    end = min(span.end, span.start + MAX_QUOTE)
    return {**found, "start": span.start, "end": end, "quote": seen.raw[span.start : end]}


def _shown(seen: View, value: Any) -> Any:
    if isinstance(value, list):
        return [as_dict(seen, item) for item in value]
    return _plain(seen, value)


def read(text: str, name: str) -> dict[str, Any]:
    """Facts of one text, as ``docs/reference/read.md`` describes them."""
    seen = view(text)
    named = people.mentions(seen)
    papers = documents.find(seen)
    known = [m.person for m in named]
    honours = awards.find(seen, known)
    gifts = donations.find(seen)
    taken = [paper.span for paper in papers] + donations.sums(seen) + awards.counted(seen, known)
    event = events.find(seen, named)
    persons = people.presiding(people.find(seen, named), event)
    found = {
        **empty(name),
        "people": persons,
        "organisations": organisations.find(seen, persons, event),
        "documents": papers,
        "awards": honours,
        "donations": gifts,
        "figures": figures.find(seen, taken),
        "campaigns": campaigns.find(seen),
        "clusters": clusters.find(seen),
        "models": models_.find(seen),
        "tasks": tasks.find(seen),
        "event": event,
    }
    return {key: _shown(seen, value) for key, value in found.items()}

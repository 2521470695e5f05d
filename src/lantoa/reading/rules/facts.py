"""What a reader finds: one frozen record a fact, each with the span that grounds it."""

from __future__ import annotations

from dataclasses import dataclass

from .text import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    span: Span


@dataclass(frozen=True, slots=True)
class Chair:
    span: Span
    name: str
    rank: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """``date`` is ISO, or XXXX-MM-DD where no year can be had from the text."""

    span: Span
    kind: str
    date: str | None
    date_year_explicit: bool | None
    date_evidence: Evidence | None
    place_province: str | None
    place_evidence: Evidence | None
    venue: str | None
    host: str | None
    chair: tuple[Chair, ...]


@dataclass(frozen=True, slots=True)
class Person:
    span: Span
    name: str
    rank: str | None
    position: str | None
    organisation: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Organisation:
    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Cluster:
    span: Span
    number: int | None
    name: str
    members: tuple[str, ...]
    lead: str | None
    deputy: str | None
    year: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` absolute; ``of`` is the second number of "14/15"."""

    span: Span
    value: int | float
    unit: str
    what: str | None
    period: str | None
    qualifier: str | None
    of: int | float | None = None


@dataclass(frozen=True, slots=True)
class Award:
    span: Span
    form: str
    form_code: str
    count: int | None
    recipient_kind: str
    authority: str | None
    named_recipients: tuple[str, ...]
    status: str
    period: str | None


@dataclass(frozen=True, slots=True)
class Document:
    span: Span
    kind: str
    number: str | None
    issuer: str | None
    about: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Campaign:
    span: Span
    name: str
    year: str | None
    slogan: str | None


@dataclass(frozen=True, slots=True)
class Task:
    span: Span


@dataclass(frozen=True, slots=True)
class Model:
    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Donation:
    span: Span
    amount_vnd: int | None
    kind: str
    item: str | None
    qualifier: str | None

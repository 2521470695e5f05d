"""Shapes that several areas take. Every shape of the API has a name of its own: OpenAPI knows them by name only."""

from __future__ import annotations

from ninja import Schema


class ReasonIn(Schema, extra="forbid"):
    """Why something is returned, refused, revoked or withdrawn."""

    reason: str

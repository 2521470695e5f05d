"""Two packages that came in from the made-up deployment of Home Affairs: one written here, one still to be looked at.

The figures are made up; they are kept beside what is counted here and are never added to it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lantoa.exchange import container, keys
from lantoa.exchange import operations as exchange
from lantoa.exchange.rules.packages import Part

from .world import COMMUNE, HOME, TODAY, actor, on

FORM, PERIOD = "PT-6T", "2026-H1"
LINES = (("M03", "Buổi phát động, tuyên truyền", "buổi"), ("M09", "Điểm mô hình", "điểm"))
FIRST = {f"UB.{HOME}": (46, 38), f"UB.{COMMUNE}": (7, 5)}
LATER = {f"UB.{HOME}": (48, 41), f"UB.{COMMUNE}": (7, 5)}
"""Unit: a figure for each of ``LINES``. The later package mends the province's."""


def receive(sender: container.Pair) -> None:
    """``sender``: the keys of a registered peer."""
    for days, number, figures in ((2, "5a" * 16, FIRST), (1, "6b" * 16, LATER)):
        at = on(TODAY - timedelta(days=days), 14)
        signing, sealing = keys.own().public
        data = container.seal(
            own=sender, signing=signing, sealing=sealing, number=number, made_at=at.isoformat(),
            network="internet", parts={Part.FIGURES.value: _rows(figures)},
        )  # fmt: skip
        package = exchange.open_package(actor=actor("quantri"), data=data, at=at)
        if figures is FIRST:
            exchange.apply_package(actor=actor("quantri"), number=package.pk, at=at)


def _rows(figures: dict[str, tuple[int, int]]) -> list[dict[str, Any]]:
    return [
        {
            "key": f"{FORM}:{PERIOD}:{unit}:{code}", "form": FORM, "period": PERIOD, "unit": unit, "line": code,
            "name": name, "measure": measure, "kind": "count", "small_cell": False, "value": str(value),
            "numerator": None, "denominator": None, "keys": None, "no_data": False,
        }
        for unit, values in figures.items()
        for (code, name, measure), value in zip(LINES, values, strict=True)
    ]  # fmt: skip

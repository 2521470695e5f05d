"""Many reporting units below the cast's nation, written in bulk: for benches of reporting."""

from __future__ import annotations

from typing import Any

PROVINCES, COMMUNES = 34, 3_321


def lay_down(count: int, communes: int = COMMUNES) -> list[tuple[str, int]]:
    """(code, row) of ``count`` residential areas below ``communes`` communes of 34 provinces. Django is set up."""
    from lantoa.organisation.models import Placement, Revision, Unit, UnitKind  # noqa: PLC0415 -- after setup
    from tests.cast import START  # noqa: PLC0415 -- after setup

    def level(codes: list[str], parents: list[Any], kind: str) -> list[Any]:
        made = Unit.objects.bulk_create([Unit(code=code) for code in codes], batch_size=2000)
        Placement.objects.bulk_create(
            [
                Placement(
                    unit=one, parent=parents[n % len(parents)], name=one.code, kind=kind, valid_from=START
                )
                for n, one in enumerate(made)
            ],
            batch_size=2000,
        )
        return made

    provinces = level([f"P{n}" for n in range(PROVINCES)], [Unit.objects.get(code="VN")], UnitKind.PROVINCE)
    below = level([f"C{n}" for n in range(communes)], provinces, UnitKind.COMMUNE)
    areas = level([f"K{n}" for n in range(count)], below, UnitKind.RESIDENTIAL_AREA)
    Revision.renew()
    return [(one.code, one.pk) for one in areas]


def form_of(owner: Any, lines: int, at: Any) -> Any:
    """A form of sums for the residential areas: BENCH, B00 …"""
    from lantoa.reporting.models import Form, FormIndicator  # noqa: PLC0415 -- after setup

    form = Form.objects.create(
        code="BENCH", title="Bench", calendar="ND09_MONTH", basis="Đo", owner=owner, published_at=at,
        audience_kind="RESIDENTIAL_AREA",
    )  # fmt: skip
    FormIndicator.objects.bulk_create(
        FormIndicator(form=form, order=n, code=f"B{n:02d}", name=f"Dòng {n}", measure="việc", kind="sum")
        for n in range(lines)
    )
    return form

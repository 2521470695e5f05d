"""Tables that three officers keep, one that goes out by mail each week, and the board's rows."""

from __future__ import annotations

from datetime import timedelta

from lantoa.analysis import board, mailing, operations
from lantoa.analysis.rules.pivot import read

from .world import CLUSTER_2026, TODAY, actor, on


def keep() -> int:
    """Saved by v05, pv05 and the cluster's head; the board counted today. Returns the tables."""
    day = TODAY - timedelta(days=8)
    at = on(day, 9)
    country = operations.save_table(
        actor=actor("v05"), name="Kết quả 6 tháng của các tỉnh, thành phố", day=day, at=at, share_with="BCA",
        question=read({"form": "PT-6T", "unit": "BCA", "codes": ["M01", "M03", "M09"], "latest": 1}),
    )  # fmt: skip
    operations.save_table(
        actor=actor("v05"), name="Buổi tuyên truyền qua các kỳ", day=day, at=at,
        question=read(
            {"form": "PT-6T", "unit": "BCA", "codes": ["M03"], "rows": "unit", "columns": "period", "latest": 4}
        ),
    )  # fmt: skip
    operations.save_table(
        actor=actor("cumtruong"), name="So trong cụm", day=day, at=at,
        question=read({"form": "PT-6T", "cluster": CLUSTER_2026, "codes": ["M03", "M08", "M09"], "latest": 1}),
    )  # fmt: skip
    operations.schedule_table(
        actor=actor("v05"), table=country.pk, every="week", receivers=["v05", "pv05"], day=day, at=at
    )
    monday = TODAY - timedelta(days=TODAY.weekday())
    mailing.send_due(day=monday, at=on(monday, 7))
    board.refresh(day=TODAY, at=on(TODAY, 6))
    return 3

"""What the walk looks at of analysis: a province's own table, its schedule, its draft put together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lantoa.analysis import operations
from lantoa.analysis.rules.pivot import read
from lantoa.exchange.merging_models import Merge
from lantoa.organisation.models import Unit
from tests.cast import Cast
from tests.reporting.build import DAY


def walked(who: Cast, unit: str, mark: str, at: datetime) -> dict[str, Any]:
    question = read(
        {"form": "PT-6T", "unit": unit, "level": "whole", "periods": ["2025-H2"], "codes": ["M03"]}
    )
    own: dict[str, Any] = {"actor": who["province"], "day": DAY, "at": at}
    kept = operations.save_table(name=f"Bảng {mark}", question=question, **own)
    gone = operations.save_table(name=f"Bảng đã xóa {mark}", question=question, **own)
    operations.delete_table(actor=who["province"], table=gone.pk, at=at)
    user = who.users["province"]
    sent = [
        operations.schedule_table(table=kept.pk, every="week", receivers=[user.username], **own)
        for _ in range(2)
    ]
    operations.stop_schedule(actor=who["province"], schedule=sent[1].pk, at=at)
    drafts = [
        Merge.objects.create(
            unit=Unit.objects.get(code=unit), form="PT-6T", period="2025-H2", title=f"Bản ghép {mark}", made_by=user,
            made_at=at, deleted_at=deleted,
        )
        for deleted in (None, at)
    ]  # fmt: skip
    return {
        "table": kept.pk, "deleted_table": gone.pk, "schedule": sent[0].pk, "stopped_schedule": sent[1].pk,
        "merge": drafts[0].pk, "deleted_merge": drafts[1].pk,
    }  # fmt: skip

"""A directive, a campaign, a pledge and tasks of tests/cast.py: for tests of the programme and above."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from lantoa.kernel.periods import Validity
from lantoa.programme import operations
from lantoa.programme.models import Assignment, Campaign, Directive, Pledge, Task
from lantoa.programme.operations import NewTask, Target
from tests.cast import CLUSTER, Cast

DAY = date(2026, 2, 10)
AT = datetime(2026, 2, 10, 2, tzinfo=UTC)
YEAR = Validity(date(2026, 1, 1), date(2026, 12, 1))
TARGETS = (
    Target("Điểm mô hình hoạt động có hiệu quả", Decimal(40), "điểm", "M09"),
    Target("Không có tập thể, cá nhân bị kỷ luật"),
)
TASKS = (
    NewTask("Rà soát, củng cố mô hình", date(2026, 4, 30), "Lập danh sách từng xã"),
    NewTask("Tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc", date(2026, 8, 19)),
)


def drafted(cast: Cast, **more: Any) -> Directive:
    given = {
        "unit": "BCA",
        "title": "Phát động phong trào thi đua “Vì An ninh Tổ quốc” năm 2026",
        "kind": "plan",
        "symbol": "KH-BCA-V05",
        "body": "I. MỤC ĐÍCH\nNâng cao chất lượng phong trào.\n- Thiết thực;\n- Hiệu quả.",
        "illustrative": True,
        **more,
    }
    return operations.issue_directive(actor=cast["ministry"], day=DAY, at=AT, **given)


def received(cast: Cast) -> Directive:
    """One that came with its number."""
    return drafted(cast, symbol="", reference="510/QĐ-BCA-V05", issued_on=date(2022, 1, 20), kind="decision")


def planned(cast: Cast, directive: Directive | None = None, **more: Any) -> Campaign:
    given = {
        "unit": "BCA",
        "name": "Vì An ninh Tổ quốc năm 2026",
        "slogan": "Đoàn kết, kỷ cương, gần dân, hiệu quả",
        "period": YEAR,
        "audience_cluster": CLUSTER,
        "illustrative": True,
        **more,
    }
    above = directive or received(cast)
    return operations.plan_campaign(actor=cast["ministry"], directive=above.pk, day=DAY, at=AT, **given)


def launched(cast: Cast, **more: Any) -> Campaign:
    return operations.launch_campaign(
        actor=cast["ministry"], campaign=planned(cast, **more).pk, day=DAY, at=AT
    )


def pledged(cast: Cast, **more: Any) -> Pledge:
    given = {
        "cluster": CLUSTER,
        "year": 2026,
        "text": "Các đơn vị thống nhất giao ước thi đua.",
        "targets": TARGETS,
        "illustrative": True,
        **more,
    }
    return operations.draft_pledge(actor=cast["head"], day=DAY, at=AT, **given)


def opened(cast: Cast) -> Pledge:
    return operations.open_pledge(actor=cast["head"], pledge=pledged(cast).pk, day=DAY, at=AT)


def assigned(cast: Cast, campaign: Campaign | None = None, tasks: tuple[NewTask, ...] = TASKS) -> list[Task]:
    row = campaign or launched(cast)
    return operations.assign_tasks(actor=cast["ministry"], campaign=row.pk, tasks=tasks, day=DAY, at=AT)


def of(task: Task, unit: str) -> Assignment:
    return Assignment.objects.get(task=task, unit__code=unit)

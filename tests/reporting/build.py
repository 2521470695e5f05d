"""A small form of every kind of indicator, its round, and figures: for tests of reporting and above."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from lantoa.kernel.actors import Actor
from lantoa.reporting import operations
from lantoa.reporting.models import Form, Round, Submission
from lantoa.reporting.rules.forms import Audience, Line
from lantoa.reporting.rules.indicators import Kind

DAY = date(2026, 7, 1)
AT = datetime(2026, 7, 1, 2, tzinfo=UTC)
LINES = (
    Line("M03", "Buổi tuyên truyền", "buổi", Kind.SUM),
    Line("M08", "Loại mô hình đang hoạt động", "loại", Kind.DISTINCT),
    Line("M09", "Điểm mô hình", "điểm", Kind.STOCK),
    Line("K1", "Khu dân cư đạt chuẩn", "khu", Kind.STOCK),
    Line("K2", "Tổng số khu dân cư", "khu", Kind.STOCK),
    Line("K3", "Tỷ lệ khu dân cư đạt chuẩn", "%", Kind.RATIO, numerator="K1", denominator="K2"),
    Line("H1", "Tỷ lệ hộ ký cam kết", "%", Kind.RATIO),
    Line("X1", "Số người dự đông nhất trong một buổi", "người", Kind.MAX),
    Line("M19", "Tin quần chúng cung cấp", "tin", Kind.SUM, small_cell=True),
    Line("M23", "Vật liệu nổ vận động giao nộp", "kg", Kind.SUM, required=False),
)
VALUES: dict[str, Any] = {
    "M03": 120,
    "M08": ["Camera an ninh", "Dòng họ tự quản"],
    "M09": 40,
    "K1": 70,
    "K2": 100,
    "H1": {"numerator": 9_000, "denominator": 10_000},
    "X1": 800,
    "M19": 25,
}
PROVINCES = Audience(kind="PROVINCIAL_POLICE", root="BCA")
COMMUNES = Audience(kind="COMMUNE_POLICE", root="CA.T1")


def a_form(actor: Actor, audience: Audience = PROVINCES, owner: str = "V05", **more: Any) -> Form:
    given = {
        "code": "PT-6T",
        "title": "Kết quả phong trào 6 tháng",
        "calendar": "ND09_HALF",
        "lines": LINES,
        "basis": "Kế hoạch số 01/KH-V05",
        "illustrative": True,
        **more,
    }
    return operations.publish_form(actor=actor, owner=owner, audience=audience, day=DAY, at=AT, **given)


def a_round(actor: Actor, form: Form, period: str = "2026-H1") -> Round:
    return operations.open_round(actor=actor, form=form.pk, period=period, day=DAY, at=AT)


def of(round_: Round, unit: str) -> Submission:
    return Submission.objects.get(round=round_, unit__code=unit)


def entered(actor: Actor, row: Submission, **changes: Any) -> Submission:
    return operations.enter_values(
        actor=actor, submission=row.pk, values={**VALUES, **changes}, day=DAY, at=AT
    )


def accepted(sender: Actor, superior: Actor, row: Submission, **changes: Any) -> Submission:
    entered(sender, row, **changes)
    operations.submit(actor=sender, submission=row.pk, day=DAY, at=AT, note="đã kiểm tra")
    return operations.accept(actor=superior, submission=row.pk, day=DAY, at=AT)

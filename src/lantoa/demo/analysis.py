"""Tables that three officers keep, one that goes out by mail each week, and the board's rows."""

from __future__ import annotations

import io
from datetime import timedelta

import docx

from lantoa.analysis import board, mailing, operations
from lantoa.analysis.rules.pivot import read
from lantoa.exchange import merging

from .world import CLUSTER_2026, MEMBERS, TODAY, actor, on

REPORT = (
    "I. Tình hình chung",
    "Phong trào được giữ vững ở tất cả các xã, phường.",
    "II. Kết quả cụ thể",
    "Buổi phát động, tuyên truyền: 999 buổi, tập trung vào các thôn, bản vùng cao.",
    "III. Hạn chế",
    "Một số nơi còn chậm gửi báo cáo. Đội ngũ kiêm nhiệm còn nhiều việc.",
)


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
    _merge()
    return 3


def _merge() -> None:
    """The cluster's head puts three members' reports together: two composed from figures, one sent as a Word file
    with a number that is not the accepted one."""
    document = docx.Document()
    for line in REPORT:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    merging.merge(
        actor=actor("cumtruong"), form="PT-6T", period="2026-H1", cluster=CLUSTER_2026, day=TODAY, at=on(TODAY, 10),
        given=[
            merging.Given(MEMBERS[0]),
            merging.Given(MEMBERS[1]),
            merging.Given(MEMBERS[2], "Báo cáo 6 tháng.docx", out.getvalue()),
        ],
    )  # fmt: skip

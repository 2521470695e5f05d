"""Văn thư of Công an tỉnh: papers at every step, one returned, a void number, papers that came in, a file handed over.

Every paper is made up. Everything goes through operations, as on the pages.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from lantoa.registry import operations
from lantoa.registry.models import Paper

from .world import COMMUNE, POLICE, TODAY, actor, on

BASIS = "Quy chế công tác văn thư (minh họa)"
RECIPIENTS = {"letter": "Như trên\nLưu: VT, PV05"}
USUAL = "Công an các xã, phường\nLưu: VT, PV05"
REVIEW = """I. MỤC ĐÍCH
Nắm tình hình, chia sẻ cách làm giữa các xã.
II. NỘI DUNG
- Mỗi xã báo cáo một mô hình, nêu rõ người phụ trách.
- Công an tỉnh chọn ba mô hình để giới thiệu.
III. THỜI GIAN
Trong tháng 12 năm 2026."""
FIRST = REVIEW.replace("ba mô hình", "năm mô hình").replace("Trong tháng 12", "Trong tháng 11")
LETTER = """Công an tỉnh đề nghị Công an các xã, phường gửi danh sách điểm mô hình trước ngày 30 tháng 11 năm 2026.
Danh sách chỉ nêu tên mô hình, địa bàn và số hộ tham gia."""


def play() -> int:
    """How many papers are on their way or in the registers."""
    operations.set_abbreviation(
        **_by("vanthu", 30), unit=POLICE, text="CAT", basis=BASIS
    )  # fmt: skip
    operations.give_series(
        **_by("vanthu", 30), body=POLICE, year=TODAY.year, kind="notice", last=0, basis=BASIS
    )
    _on_their_way()
    _numbered()
    _arrived()
    return Paper.objects.filter(subject="registry.paper").count()


def _by(who: str, days: int, hour: int = 9) -> dict[str, Any]:
    day = TODAY - timedelta(days=days)
    return {"actor": actor(who), "day": day, "at": on(day, hour)}


def _drafted(days: int, summary: str, kind: str = "letter", text: str = LETTER, **more: Any) -> int:
    given = {
        "recipients": RECIPIENTS.get(kind, USUAL),
        "symbol": "CAT-PV05" if kind == "letter" else "",
        "addressees": "Công an các xã, phường" if kind == "letter" else "",
    }
    row = operations.draft(
        **_by("pv05", days),
        body=POLICE,
        kind=kind,
        summary=summary,
        text=text,
        illustrative=True,
        **(given | more),
    )
    return int(row.pk)


def _presented(days: int, summary: str, **more: Any) -> int:
    pk = _drafted(days, summary, **more)
    operations.present(**_by("pv05", days, 10), paper=pk)
    return pk


def _signed(days: int, summary: str, **more: Any) -> int:
    pk = _presented(days, summary, **more)
    operations.initial(**_by("px03", days, 11), paper=pk)
    operations.sign(
        **_by("nguoiky", days, 14), paper=pk, post="Phó Giám đốc", rank="Đại tá", manner="KT", whom="Giám đốc"
    )
    return pk


def _on_their_way() -> None:
    """A draft out for opinions, one to be initialled, one to be signed, one returned, one waiting for its number."""
    asked = _drafted(6, "Sơ kết mô hình tự quản về an ninh, trật tự", kind="plan", text=FIRST)
    operations.revise(**_by("pv05", 5), paper=asked, text=REVIEW)
    operations.ask(
        **_by("pv05", 5, 10), paper=asked, units=[f"CAX.{COMMUNE}"], users=["px03"], due=TODAY + timedelta(days=4),
        question="Thời gian và số mô hình chọn giới thiệu có phù hợp không?",
    )  # fmt: skip
    mine = Paper.objects.get(pk=asked).opinions.filter(user__isnull=False).get()
    operations.opine(
        **_by("px03", 3),
        opinion=mine.pk,
        stance="CHANGE",
        answer="Nên ghi rõ tiêu chí chọn mô hình vào phần II.",
    )
    _presented(2, "Gửi danh sách điểm mô hình năm 2026")
    waiting = _presented(2, "Tổ chức đoàn đi học tập kinh nghiệm", kind="plan", text=REVIEW)
    operations.initial(**_by("px03", 1), paper=waiting)
    back = _presented(4, "Chấn chỉnh việc gửi báo cáo chậm", urgency="URGENT")
    operations.send_back(
        **_by("px03", 3, 15), paper=back, reason="Chưa nêu thời hạn khắc phục; bổ sung danh sách đơn vị chậm."
    )
    _signed(1, "Mời dự Hội nghị sơ kết mô hình tự quản")


def _numbered() -> None:
    """Two of the organ's own system, two of a series given to Lan Tỏa, of which one is void; one in a file."""
    own = _signed(20, "Triển khai biểu báo cáo quý IV")
    operations.number(**_by("vanthu", 19), paper=own, number="615")
    operations.issue(**_by("vanthu", 19, 10), paper=own, copies=102)
    wrong = _signed(16, "Lịch kiểm tra phong trào tháng 11", kind="notice", addressees="")
    operations.number(**_by("vanthu", 15), paper=wrong)
    operations.void(
        **_by("vanthu", 15, 16), paper=wrong, reason="Ghi nhầm lịch của năm trước; thay bằng số kế tiếp."
    )
    right = _signed(14, "Lịch kiểm tra phong trào tháng 11 (thay thế)", kind="notice", addressees="")
    operations.number(**_by("vanthu", 13), paper=right)
    operations.issue(**_by("vanthu", 13, 10), paper=right, copies=12)
    closed = operations.open_record(
        **_by("vanthu", 29), unit=POLICE, year=TODAY.year, notation="02.PT", title="Kiểm tra phong trào năm 2026",
        years=5, basis=BASIS, illustrative=True,
    )  # fmt: skip
    operations.archive(**_by("vanthu", 12), paper=right, record_file=closed.pk)
    operations.close_record(**_by("vanthu", 10), record_file=closed.pk)
    operations.hand_over(
        **_by("vanthu", 9), unit=POLICE, records=[closed.pk], giver="Ngô Thị Giang", giver_post="Văn thư",
        taker="Đào Thị Lưu", taker_unit="Lưu trữ Công an tỉnh", illustrative=True,
    )  # fmt: skip
    operations.open_record(
        **_by("vanthu", 28), unit=POLICE, year=TODAY.year, notation="01.PT", title="Chỉ đạo phong trào năm 2026",
        years=20, basis=BASIS, illustrative=True,
    )  # fmt: skip


def _arrived() -> None:
    """One worked off, one with px03, one that nobody has yet, urgent."""
    papers = (
        (
            "Bộ Công an",
            "3120/BCA-V05",
            "letter",
            "Đôn đốc báo cáo phong trào năm 2026",
            date(2026, 11, 9),
            "",
        ),
        (
            "Ủy ban nhân dân tỉnh",
            "88/KH-UBND",
            "plan",
            "Kế hoạch tổng kết thi đua năm 2026",
            date(2026, 11, 17),
            "",
        ),
        (
            "Công an xã Bát Xát",
            "41/BC-CAX",
            "report",
            "Báo cáo mô hình tự quản",
            date(2026, 11, 20),
            "URGENT",
        ),
    )
    rows = []
    for sender, reference, kind, summary, came, urgency in papers:
        days = (TODAY - came).days
        rows.append(
            operations.register_incoming(
                **_by("vanthu", days), unit=POLICE, sender=sender, reference=reference, kind=kind, summary=summary,
                arrived_on=came, issued_on=came - timedelta(days=2), urgency=urgency, due=came + timedelta(days=12),
                illustrative=True,
            )
        )  # fmt: skip
    operations.forward(
        **_by("vanthu", 12, 10), incoming=rows[0].pk, users=["pv05"], instruction="PV05 tổng hợp, trả lời Bộ."
    )
    handled = rows[0].handlings.get()
    operations.finish(
        **_by("pv05", 8), handling=handled.pk, result="Đã trả lời bằng Công văn số 615/CAT-PV05."
    )
    operations.forward(
        **_by("vanthu", 3, 15), incoming=rows[1].pk, users=["px03", "pv05"], due=TODAY + timedelta(days=5),
        instruction="PX03 chủ trì, PV05 phối hợp.",
    )  # fmt: skip

"""The province's own regulation, a rule that the ministry confirmed and took back, and an official file kept."""

from __future__ import annotations

import io
from datetime import date

from docx import Document

from lantoa.registry import official
from lantoa.rulebook import operations

from .world import HOME, actor, on

LOADED = date(2026, 3, 2)
READ = date(2026, 10, 5)
TEXT = f"""# Minh họa: quy chế của tỉnh, chỉ ở những nơi Luật và Nghị định giao.
local_pack: QC-TDKT-2026
title: Quy chế thi đua, khen thưởng của tỉnh (minh họa)
unit: UB.{HOME}
instruments:
  - id: QC
    number: 12/2026/QĐ-UBND (minh họa)
    name: Quyết định ban hành Quy chế thi đua khen thưởng
    valid_from: 2026-03-01
rules:
  - pack: dossiers
    overrides: H02
    instrument: QC
    clause: Điều 12 khoản 1
    valid_from: 2026-03-01
    set: {{copies: 01 bộ bản giấy và tệp pdf qua hệ thống quản lý văn bản}}
  - pack: eligibility
    overrides: E05
    instrument: QC
    clause: Điều 6 khoản 2
    valid_from: 2026-03-01
    add:
      - code: REPORTS
        say: "Gửi đủ, đúng hạn báo cáo phong trào trong năm"
        flag: {{name: reports_on_time}}
        cure: Bổ sung xác nhận của cơ quan theo dõi báo cáo.
  - pack: eligibility
    overrides: E13
    instrument: QC
    clause: Điều 9
    valid_from: 2026-03-01
    set:
      conditions:
        - {{code: EXEMPLARY, say: Gương mẫu chấp hành chủ trương và pháp luật, flag: {{name: exemplary}}}}
        - code: RESULT
          say: Có thành tích tiêu biểu được khu dân cư hoặc cơ quan bình chọn
          flag: {{name: chosen_in_movement}}
"""


def lay_down() -> None:
    """Sở Nội vụ loads the province's regulation; V05 reads a rule, then takes its confirmation back."""
    operations.load(
        actor=actor("sonoivu"), text=TEXT, file_name="quy-che-tdkt-2026.yaml", day=LOADED, at=on(LOADED),
        illustrative=True,
    )  # fmt: skip
    made = operations.confirm(
        actor=actor("v05"), rule="D09", unit="BCA", basis="NĐ 152/2025/NĐ-CP (bản minh họa), điều về thời hạn trình",
        note="Còn phải đối chiếu số điều, khoản.", valid_from=date(2025, 7, 1), day=READ, at=on(READ),
    )  # fmt: skip
    operations.withdraw(
        actor=actor("v05"), confirmation=made.pk, reason="Chưa thấy điều khoản tương ứng, đọc lại", day=READ,
        at=on(READ, 16),
    )  # fmt: skip
    keep_text()


def keep_text() -> None:
    """A file stands for the official one: the demo carries no text of a law."""
    official.attach(
        actor=actor("v05"), instrument="ND152", unit="BCA", name="152-2025-ND-CP_ban-minh-hoa.docx",
        data=_placeholder(), note="Tệp minh họa, không phải nguyên văn", day=READ, at=on(READ, 9),
    )  # fmt: skip


def _placeholder() -> bytes:
    page, out = Document(), io.BytesIO()
    page.add_paragraph("Tệp minh họa: chỗ để đơn vị đính kèm văn bản chính thức tải từ Công báo.")
    page.save(out)
    return out.getvalue()

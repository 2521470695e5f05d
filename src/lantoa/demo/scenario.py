"""The whole thread, step by step, each timed."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from lantoa.organisation import operations as organisation
from lantoa.reporting import queries as reported
from lantoa.reporting import totals

from . import (
    analysis,
    awards,
    background,
    changes,
    desk,
    ground,
    people,
    quarter,
    reading,
    rights,
    rulebook,
    sign_ins,
    steering,
    y2025,
    y2026,
)
from .world import CLUSTER_2025, SINCE, TODAY, actor, create_accounts, on

Say = Callable[[str], None]


@dataclass
class Run:
    """What the steps leave for each other and for the answer."""

    say: Say
    seconds: dict[str, float] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    dossiers: dict[str, int] = field(default_factory=dict)
    decisions: list[int] = field(default_factory=list)
    campaign: int = 0
    form: int = 0
    sheet: int = 0

    @contextmanager
    def step(self, name: str, words: str) -> Any:
        self.say(f"{words} …")
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 2)


def play(say: Say) -> Run:
    """Everything on an empty, migrated database. Any failing step raises."""
    run = Run(say)
    with run.step("geography", "Nạp 34 tỉnh, 3.321 xã, tuyến Công an và các cụm theo năm"):
        organisation.load_geography(at=on(SINCE, 7))
    with run.step("accounts", "Tạo tài khoản cho từng vai trò"):
        create_accounts(on(SINCE, 8))
    with run.step("bodies", "Ghi Ban Chỉ đạo, Mặt trận, đoàn thể, khu dân cư của một tỉnh, một xã"):
        run.numbers["bodies"] = ground.bodies(on(SINCE, 9))
    _year_2025(run)
    _awards(run)
    _year_2026(run)
    with run.step("rulebook", "Quy định riêng của tỉnh, tệp văn bản căn cứ, một quy tắc xác nhận rồi rút"):
        rulebook.lay_down()
    with run.step("changes", "Thay đổi tổ chức: đang có hiệu lực, dự kiến, đã hoàn tác"):
        changes.play()
    with run.step("people", "Cán bộ, chức vụ, tệp nhập, nơi trao đổi"):
        run.numbers["people"] = people.play()
    with run.step("desk", "Văn thư: văn bản trình ký, số đi, số đến, một số hủy, một hồ sơ nộp lưu"):
        run.numbers["papers"] = desk.play()
    with run.step("background", "Việc nền: giấy chứng nhận, bộ quyết định, một việc không hoàn thành"):
        run.numbers["jobs"] = background.work(run.decisions)
    with run.step("rights", "Vai trò cao do hai người giao, một ủy quyền khi vắng mặt"):
        rights.play()
    with run.step("sign_ins", "Đăng nhập ba tuần qua, một người bị tạm khóa rồi được mở, một khóa API"):
        run.numbers["sign_ins"] = sign_ins.signed_in()
    with run.step("reading", "Đọc năm bài viết mẫu, người duyệt từng dữ kiện"):
        run.numbers["proposals_accepted"] = reading.read_articles()
    return run


def _year_2025(run: Run) -> None:
    with run.step("programme", "Năm 2025: chỉ đạo, phong trào, giao ước, bảy nhiệm vụ"):
        run.campaign = y2025.direct()
        y2025.pledge(run.campaign)
        run.numbers["tasks"] = y2025.tasks(run.campaign)
    with run.step("reporting", "Biểu 6 tháng: nhập trên trang và bằng tệp, trả lại một lần, duyệt"):
        run.form, run.numbers["indicators"] = y2025.form()
        run.numbers["submissions"] = y2025.report(
            run.form, y2025.PERIOD, y2025.REPORTED, returned="CA.12", by_file="CA.11"
        )
    with run.step("rollup", "Tổng hợp lên cụm và cả nước"):
        form = reported.form(actor("v05"), run.form, TODAY)
        for place in ({"cluster": CLUSTER_2025}, {"unit": "BCA"}):
            totals.roll_up(actor("v05"), form, [y2025.PERIOD], TODAY, **place)
    with run.step("assessment", "Chấm điểm ba cột, xếp hạng, suy tôn"):
        run.sheet = y2025.score()
        y2025.ballot(run.sheet)


def _awards(run: Run) -> None:
    ground.forces_2025()
    with run.step("dossiers", "Hồ sơ: xét từng điều kiện theo điều khoản"):
        awards.people()
        run.dossiers = awards.dossiers()
        awards.appraise(run.dossiers)
    with run.step("councils", "Xác nhận ngưỡng bỏ phiếu, hai Hội đồng biểu quyết"):
        awards.confirm_threshold()
        awards.councils(run.dossiers)
    with run.step("decisions", "Hai quyết định của hai cấp có thẩm quyền, DOCX và PDF"):
        run.decisions = awards.decide(run.dossiers)
        y2025.close(run.campaign)


def _year_2026(run: Run) -> None:
    with run.step("year_2026", "Năm 2026 đến hôm nay: đang làm dở"):
        y2025.hand_over()
        campaign = y2026.start()
        y2026.tasks(campaign)
        run.numbers["submissions"] += y2025.report(run.form, "2026-H1", y2026.REPORTED)
        y2026.open_second_half(run.form)
        run.numbers["submissions"] += y2026.communes()
        y2026.begin_scoring()
        run.dossiers["2026"] = awards.unclear_2026()
    with run.step("steering", "Nhắc xã chậm, gia hạn, miễn, giao chỉ tiêu, đính chính sau khi khóa"):
        run.numbers.update(steering.play())
        run.numbers["submissions"] += quarter.play()
        run.numbers["targets"] += quarter.targets()
    with run.step("forces", "Ghi số liệu Tổ bảo vệ an ninh, trật tự: chỉ số lượng"):
        run.numbers["force_counts"] = ground.forces_2026()
    with run.step("analysis", "Bảng tự dựng, lịch gửi, bảng tin số liệu"):
        run.numbers["tables"] = analysis.keep()

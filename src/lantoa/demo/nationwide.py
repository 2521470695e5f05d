"""The stage ``lantoa demo load reporting``: a half-year of every commune's police in the country, generated figures,
taken over in bulk, one province short so that completeness has something to say."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from lantoa.access import queries as access
from lantoa.analytics import keeping
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.organisation import operations as organisation
from lantoa.organisation.models import Unit
from lantoa.reporting import operations as reporting
from lantoa.reporting import queries as reported
from lantoa.reporting.adopting import adopt
from lantoa.reporting.models import Form, Round, Submission
from lantoa.reporting.rules.forms import Audience

from . import figures
from .world import SINCE, actor, create_accounts, on

FORM, PERIOD = "PT-XA-6T", "2026-H1"
DAY = date(2026, 6, 18)
LATE = 50
"""Every so many-th commune has not reported yet."""
SHARE = 0.01
Say = Callable[[str], None]


def load(say: Say, *, most: int | None = None) -> dict[str, Any]:
    """Reports, cells and seconds of each step. ``most``: only so many communes, for a quick look. On an empty
    database the geography and the accounts are laid down first; ``Conflict`` where the stage was loaded before."""
    if Form.objects.filter(code=FORM).exists():
        raise Conflict(
            "LOADED", "Nửa năm số liệu của các xã đã được nạp.", place=FORM,
            remedy="Xem ở trang Báo cáo, Tổng hợp; muốn nạp lại thì dùng thư mục dữ liệu mới.",
        )  # fmt: skip
    seconds: dict[str, float] = {}
    began = time.process_time()

    def step(name: str) -> None:
        nonlocal began
        seconds[name], began = round(time.process_time() - began, 2), time.process_time()

    _ground(say)
    step("ground")
    say("Phát hành biểu 6 tháng của Công an cấp xã, mở kỳ …")
    round_ = _opened()
    step("round")
    say("Nạp số liệu minh họa của Công an các xã, phường, đặc khu …")
    count = _taken(round_, most)
    step("reports")
    say("Đưa số liệu vào tệp để tổng hợp …")
    made = keeping.rebuild(round_=round_, at=on(DAY, 12))
    step("figures")
    return {"form": FORM, "period": PERIOD, "reports": count, "cells": made.rows, "cpu_seconds": seconds}


def _ground(say: Say) -> None:
    if Unit.objects.exists() and access.demo_users():
        return
    if Unit.objects.exists():
        raise BadInput(
            "NOT_THE_DEMO", "Thư mục dữ liệu này không phải bản minh họa.", place="LANTOA_DATA",
            remedy="Chỉ nạp số liệu minh họa vào bản minh họa.",
        )  # fmt: skip
    say("Nạp 34 tỉnh, 3.321 xã, tuyến Công an và các tài khoản …")
    organisation.load_geography(at=on(SINCE, 7))
    create_accounts(on(SINCE, 8))


def _opened() -> Round:
    officer = actor("v05")
    form = reporting.publish_form(
        actor=officer,
        owner="V05",
        code=FORM,
        title="Kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc 6 tháng, cấp xã",
        calendar="ND09_HALF",
        lines=reported.six_month_lines(DAY),
        audience=Audience(kind="COMMUNE_POLICE", root="BCA"),
        basis="Kế hoạch số 245/KH-BCA-V05 (minh họa)",
        illustrative=True,
        day=DAY,
        at=on(DAY, 8),
    )
    made = reporting.open_round(actor=officer, form=form.pk, period=PERIOD, day=DAY, at=on(DAY, 9))
    return Round.objects.select_related("form").get(pk=made.pk)


def _taken(round_: Round, most: int | None) -> int:
    owing = (
        Submission.objects.filter(round=round_).order_by("unit__code").values_list("unit__code", flat=True)
    )
    chosen = [unit for rank, unit in enumerate(owing[:most]) if rank % LATE != LATE - 1]
    lines = reported.six_month_lines(DAY)
    given = {unit: figures.values(lines, unit, PERIOD, share=SHARE) for unit in chosen}
    return adopt(
        actor=actor("v05"),
        round_=round_,
        reports=given,
        basis="Báo cáo 6 tháng của Công an các tỉnh, thành phố (minh họa)",
        day=DAY,
        at=on(DAY, 11),
    )

"""The lives of a directive, a campaign, a pledge and an assigned task, as tables of steps."""

from __future__ import annotations

from lantoa.kernel.steps import Lifecycle, Step

ISSUE, SIGN, NUMBER = "programme.directive.issue", "programme.directive.sign", "programme.directive.number"
LAUNCH = "programme.campaign.launch"
OPEN_PLEDGE, SIGN_PLEDGE = "programme.pledge.open", "programme.pledge.sign"
REGISTER = "programme.registration.submit"
ASSIGN, REPORT, ACCEPT = "programme.task.assign", "programme.task.report", "programme.task.accept"
VIEW = "programme.view"

DIRECTIVE = Lifecycle(
    "văn bản chỉ đạo",
    {"draft": "Dự thảo, chờ ký", "signed": "Đã ký, chờ cấp số", "issued": "Đã ban hành"},
    (
        Step("sign", "draft", "signed", SIGN, "Ký văn bản"),
        Step("number", "signed", "issued", NUMBER, "Cấp số, ban hành"),
    ),
)
CAMPAIGN = Lifecycle(
    "đợt thi đua",
    {"planned": "Đang chuẩn bị", "launched": "Đang phát động", "closed": "Đã kết thúc"},
    (
        Step("launch", "planned", "launched", LAUNCH, "Phát động"),
        Step("close", "launched", "closed", LAUNCH, "Kết thúc đợt thi đua", reason=True),
    ),
)
PLEDGE = Lifecycle(
    "bản giao ước thi đua",
    {"draft": "Dự thảo", "open": "Đang lấy chữ ký", "signed": "Các thành viên đã ký đủ"},
    (
        Step("open", "draft", "open", OPEN_PLEDGE, "Mở ký giao ước"),
        Step("sign", "open", "open", SIGN_PLEDGE, "Ký giao ước"),
    ),
)
TASK = Lifecycle(
    "nhiệm vụ",
    {
        "assigned": "Đã giao",
        "reported": "Đã báo cáo, chờ xác nhận",
        "returned": "Bị trả lại để bổ sung",
        "accepted": "Đã hoàn thành",
    },
    (
        Step("report", "assigned", "reported", REPORT, "Báo cáo kết quả"),
        Step("report", "returned", "reported", REPORT, "Báo cáo lại"),
        Step("accept", "reported", "accepted", ACCEPT, "Xác nhận hoàn thành"),
        Step("return", "reported", "returned", ACCEPT, "Trả lại", reason=True),
    ),
)

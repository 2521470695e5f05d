"""The life of a paper from draft to archive, and of one that came in, as tables of steps."""

from __future__ import annotations

from lantoa.kernel.steps import Lifecycle, Step

VIEW, DRAFT, OPINE = "registry.paper.view", "registry.paper.draft", "registry.paper.opine"
INITIAL, SIGN = "registry.paper.initial", "registry.paper.sign"
NUMBER, KEEP, HANDLE = "registry.number.issue", "registry.book.keep", "registry.incoming.handle"

PAPER = Lifecycle(
    "văn bản",
    {
        "DRAFT": "Đang soạn thảo",
        "ASKING": "Đang xin ý kiến",
        "PRESENTED": "Đã trình, chờ ký nháy",
        "INITIALLED": "Đã ký nháy, chờ ký",
        "SIGNED": "Đã ký, chờ cấp số",
        "NUMBERED": "Đã cấp số, chờ ban hành",
        "ISSUED": "Đã ban hành",
        "ARCHIVED": "Đã đưa vào hồ sơ",
        "RETURNED": "Bị trả lại để sửa",
        "VOID": "Đã hủy số",
    },
    (
        Step("ask", "DRAFT", "ASKING", DRAFT, "Xin ý kiến"),
        Step("ask", "ASKING", "ASKING", DRAFT, "Xin thêm ý kiến"),
        Step("ask", "RETURNED", "ASKING", DRAFT, "Xin ý kiến"),
        Step("present", "DRAFT", "PRESENTED", DRAFT, "Trình ký"),
        Step("present", "ASKING", "PRESENTED", DRAFT, "Trình ký"),
        Step("present", "RETURNED", "PRESENTED", DRAFT, "Trình lại"),
        Step("initial", "PRESENTED", "INITIALLED", INITIAL, "Ký nháy"),
        Step("sign", "INITIALLED", "SIGNED", SIGN, "Ký văn bản"),
        Step("number", "SIGNED", "NUMBERED", NUMBER, "Cấp số, ngày"),
        Step("issue", "NUMBERED", "ISSUED", KEEP, "Ban hành"),
        Step("archive", "ISSUED", "ARCHIVED", KEEP, "Đưa vào hồ sơ"),
        Step("return", "PRESENTED", "RETURNED", INITIAL, "Trả lại", reason=True),
        Step("return", "INITIALLED", "RETURNED", SIGN, "Trả lại", reason=True),
        Step("return", "SIGNED", "RETURNED", NUMBER, "Trả lại", reason=True),
        Step("void", "NUMBERED", "VOID", NUMBER, "Hủy số", reason=True),
        Step("void", "ISSUED", "VOID", NUMBER, "Hủy số", reason=True),
    ),
)
"""After a number is given there is no way back but voiding it: the number stays in the register, explained."""

OWNER_SIGNS_FROM = ("DRAFT", "ASKING", "PRESENTED", "INITIALLED")
"""A directive or a decision is signed on its own page; there the initial is not asked for, a paper that was
returned must be presented again."""

INCOMING = Lifecycle(
    "văn bản đến",
    {"REGISTERED": "Đã vào sổ, chờ chuyển", "FORWARDED": "Đã chuyển, đang xử lý", "DONE": "Đã xử lý xong"},
    (
        Step("forward", "REGISTERED", "FORWARDED", KEEP, "Chuyển xử lý"),
        Step("forward", "FORWARDED", "FORWARDED", KEEP, "Chuyển thêm"),
        Step("finish", "FORWARDED", "DONE", HANDLE, "Báo xử lý xong"),
    ),
)

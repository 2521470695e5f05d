"""Every action in the words of an officer, grouped by area; and which of them a person does only in person."""

from __future__ import annotations

AREAS = {
    "programme": "Chỉ đạo, phong trào",
    "reporting": "Báo cáo",
    "assessment": "Chấm điểm, xếp hạng",
    "commendation": "Khen thưởng",
    "conference": "Hội nghị",
    "reading": "Trích xuất văn bản",
    "registry": "Văn thư",
    "organisation": "Tổ chức, nhân sự",
    "rulebook": "Căn cứ pháp lý",
    "exchange": "Trao đổi dữ liệu",
    "access": "Quyền hạn",
    "journal": "Nhật ký",
    "jobs": "Việc nền",
    "notices": "Thông báo",
}
"""The first word of an action's code → the area as the rail names it, in the order of the year."""

LABELS = {
    "programme.view": "Xem chỉ đạo, phong trào, giao ước, nhiệm vụ",
    "programme.directive.issue": "Soạn văn bản chỉ đạo",
    "programme.directive.sign": "Ký văn bản chỉ đạo",
    "programme.directive.number": "Cấp số, ban hành văn bản chỉ đạo",
    "programme.campaign.launch": "Lập, phát động và kết thúc đợt thi đua",
    "programme.pledge.open": "Lập và mở ký giao ước thi đua",
    "programme.pledge.sign": "Ký giao ước thi đua",
    "programme.registration.submit": "Đăng ký danh hiệu thi đua",
    "programme.task.assign": "Giao nhiệm vụ trọng tâm",
    "programme.task.report": "Báo cáo kết quả nhiệm vụ",
    "programme.task.accept": "Xác nhận hoàn thành nhiệm vụ",
    "reporting.view": "Xem biểu mẫu, báo cáo, tổng hợp",
    "reporting.form.publish": "Ban hành biểu mẫu, mở kỳ báo cáo",
    "reporting.submission.enter": "Nhập số liệu báo cáo",
    "reporting.submission.submit": "Gửi báo cáo lên cấp trên",
    "reporting.submission.return": "Trả lại báo cáo",
    "reporting.submission.accept": "Duyệt báo cáo",
    "reporting.submission.lock": "Khóa số liệu báo cáo",
    "assessment.view": "Xem bảng chấm điểm, xếp hạng",
    "assessment.sheet.open": "Mở bảng chấm điểm",
    "assessment.sheet.self_score": "Tự chấm điểm",
    "assessment.sheet.explain": "Giải trình điểm",
    "assessment.sheet.cluster_score": "Chấm điểm trong cụm",
    "assessment.sheet.appraise": "Thẩm định điểm",
    "assessment.sheet.finalise": "Chốt bảng chấm điểm",
    "assessment.sheet.publish": "Công bố xếp hạng",
    "assessment.ballot.open": "Mở bỏ phiếu suy tôn",
    "assessment.ballot.cast": "Bỏ phiếu suy tôn",
    "assessment.ballot.close": "Kiểm phiếu suy tôn",
    "commendation.view": "Xem hồ sơ, quyết định khen thưởng",
    "commendation.dossier.open": "Lập hồ sơ khen thưởng",
    "commendation.dossier.submit": "Trình hồ sơ khen thưởng",
    "commendation.dossier.verify": "Thẩm định, duyệt hồ sơ khen thưởng",
    "commendation.dossier.return": "Trả lại hồ sơ khen thưởng",
    "commendation.council.convene": "Lập Hội đồng, đưa hồ sơ ra biểu quyết",
    "commendation.council.vote": "Biểu quyết tại Hội đồng",
    "commendation.decision.draft": "Dự thảo quyết định khen thưởng",
    "commendation.decision.sign": "Ký quyết định khen thưởng",
    "commendation.decision.revoke": "Thu hồi quyết định khen thưởng",
    "commendation.decision.number": "Cấp số quyết định khen thưởng",
    "commendation.decision.issue": "Ban hành quyết định khen thưởng",
    "commendation.certificate.print": "In bằng khen, giấy khen",
    "conference.view": "Xem hội nghị, kết luận",
    "conference.convene": "Triệu tập hội nghị",
    "conference.record": "Ghi biên bản hội nghị",
    "conference.conclude": "Ghi kết luận, giao việc sau hội nghị",
    "reading.view": "Xem văn bản đã trích xuất",
    "reading.text.propose": "Đưa văn bản vào trích xuất",
    "reading.proposal.decide": "Nhận, sửa, bỏ dữ kiện được trích xuất",
    "registry.paper.view": "Xem văn bản trình ký và các sổ văn bản",
    "registry.paper.draft": "Soạn, xin ý kiến, trình ký văn bản",
    "registry.paper.opine": "Cho ý kiến vào văn bản được hỏi",
    "registry.paper.initial": "Ký nháy văn bản",
    "registry.paper.sign": "Ký văn bản",
    "registry.number.issue": "Cấp số văn bản",
    "registry.book.keep": "Giữ sổ văn bản đi, đến; ban hành, lưu hồ sơ",
    "registry.incoming.handle": "Xử lý văn bản đến được chuyển",
    "organisation.unit.view": "Xem nội bộ đơn vị",
    "organisation.unit.change": "Lập, đổi tên, sáp nhập, giải thể đơn vị",
    "organisation.cluster.change": "Lập cụm thi đua, bàn giao cụm trưởng",
    "organisation.person.record": "Ghi người và chức vụ",
    "organisation.force.record": "Ghi số lượng lực lượng ở cơ sở",
    "exchange.package.make": "Lập gói trao đổi dữ liệu",
    "exchange.package.take": "Nhận gói trao đổi dữ liệu",
    "exchange.peer.manage": "Quản lý nơi trao đổi dữ liệu",
    "rulebook.rule.view": "Xem căn cứ pháp lý",
    "rulebook.rule.confirm": "Xác nhận quy tắc còn chờ",
    "access.user.manage": "Tạo, sửa, ngừng người dùng",
    "access.grant.give": "Giao, đề nghị và thu hồi vai trò",
    "access.grant.approve": "Duyệt đề nghị giao vai trò cao",
    "journal.entry.read": "Đọc nhật ký",
    "journal.entry.erase": "Xóa nội dung một mục nhật ký",
    "jobs.view": "Xem việc nền",
    "notices.outbox.read": "Xem thư đã lập",
}

PERSONAL = frozenset(
    {
        "assessment.ballot.cast",
        "commendation.council.vote",
        "access.user.manage",
        "access.grant.give",
        "access.grant.approve",
    }
)
"""Never done through another: a ballot is personal, and whoever hands out rights answers for it themselves."""
SIGNING = frozenset(
    {
        "commendation.decision.sign",
        "commendation.decision.revoke",
        "programme.directive.sign",
        "registry.paper.sign",
    }
)
"""Done through another only where the delegation says how the other signs (``delegating.SIGNS``)."""


def label_of(action: str) -> str:
    """The action's Vietnamese label; its code where an area has not named it yet."""
    return LABELS.get(action, action)


def area_of(action: str) -> str:
    """The area's label as the rail says it."""
    first = action.partition(".")[0]
    return AREAS.get(first, first)

"""The catalogue as data: every paper the movement needs (thi đua, khen thưởng), who issues it, where its facts are."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds import BY_CODE, Kind

LIVE, WORKED = "dữ kiện sống", "dữ kiện mẫu"


@dataclass(frozen=True, slots=True)
class Entry:
    """``builder``: the function that makes it, below ``lantoa.``. ``live``: made from facts in the database by that
    function; else it is built from typed facts and waits for an area that holds them."""

    code: str
    name: str
    kind: str
    issuer: str
    area: str
    builder: str
    live: bool = False

    @property
    def type(self) -> Kind:
        return BY_CODE[self.kind]

    @property
    def wired(self) -> str:
        return LIVE if self.live else WORKED


_HEAD = "Người đứng đầu đơn vị"
_CLUSTER = "Cụm, khối thi đua"
_COUNCIL = "Hội đồng Thi đua - Khen thưởng"
_GIVER = "Cấp có thẩm quyền khen thưởng"
_STAFF = "Cơ quan làm công tác thi đua, khen thưởng"
_OWN = "documents.catalogue."

CATALOGUE = (
    Entry("launch_plan", "Kế hoạch phát động", "plan", _HEAD, "programme", "programme.papers.launch_plan", True),
    Entry("guidance_letter", "Công văn hướng dẫn", "letter",
          _STAFF, "programme", "programme.papers.directive", True),
    Entry("pledge", "Bản giao ước thi đua", "pledge", _CLUSTER, "programme", "programme.papers.pledge", True),
    Entry("registration", "Bản đăng ký danh hiệu", "registration",
          _HEAD, "programme", "programme.papers.registration", True),
    Entry("cluster_rules", "Quy chế hoạt động của cụm", "regulation",
          _CLUSTER, "organisation", _OWN + "movement.cluster_rules"),
    Entry("criteria_table", "Bảng tiêu chí, thang điểm", "form",
          _CLUSTER, "assessment", "assessment.forms.criteria_table", True),
    Entry("self_score", "Phiếu tự chấm", "form", _HEAD, "assessment", "assessment.forms.score_sheet", True),
    Entry("cross_check", "Biên bản kiểm tra chéo", "minutes",
          _CLUSTER, "assessment", _OWN + "scoring.cross_check_minutes"),
    Entry("ranking_table", "Bảng tổng hợp điểm, xếp hạng", "form",
          _CLUSTER, "assessment", "assessment.forms.ranking_table", True),
    Entry("half_year_report", "Báo cáo sơ kết 6 tháng", "report",
          _HEAD, "reporting", "reporting.papers.review", True),
    Entry("year_report", "Báo cáo tổng kết năm", "report", _HEAD, "reporting", "reporting.papers.review", True),
    Entry("cluster_minutes", "Biên bản họp cụm (suy tôn)", "minutes",
          _CLUSTER, "assessment", "assessment.papers.cluster_minutes", True),
    Entry("ballot_paper", "Phiếu bầu", "form", _CLUSTER, "assessment", "assessment.forms.ballot_paper", True),
    Entry("count_minutes", "Biên bản kiểm phiếu", "minutes",
          _CLUSTER, "assessment", "assessment.papers.count_minutes", True),
    Entry("council_minutes", "Biên bản họp Hội đồng", "minutes",
          _COUNCIL, "commendation", "commendation.papers.council_minutes", True),
    Entry("submission", "Tờ trình", "submission", _HEAD, "commendation", "commendation.papers.submission", True),
    Entry("summary_list", "Danh sách trích ngang", "list",
          _HEAD, "commendation", "commendation.proposals.summary_list", True),
    Entry("achievement_collective", "Báo cáo thành tích tập thể", "report",
          "Tập thể được đề nghị", "commendation", "commendation.proposals.achievement_report", True),
    Entry("achievement_person", "Báo cáo thành tích cá nhân", "report",
          "Cá nhân được đề nghị", "commendation", "commendation.proposals.achievement_report", True),
    Entry("achievement_sudden", "Báo cáo thành tích đột xuất", "report",
          "Cá nhân, tập thể được đề nghị", "commendation", _OWN + "dossiers.achievement_report"),
    Entry("achievement_theme", "Báo cáo thành tích chuyên đề", "report",
          "Cá nhân, tập thể được đề nghị", "commendation", _OWN + "dossiers.achievement_report"),
    Entry("opinion_slip", "Phiếu lấy ý kiến bằng văn bản", "form",
          _COUNCIL, "commendation", "commendation.proposals.opinion_slip", True),
    Entry("violation_check", "Văn bản hiệp y", "letter", _STAFF, "commendation", _OWN + "dossiers.violation_check"),
    Entry("violation_reply", "Văn bản xác nhận vi phạm", "letter",
          "Cơ quan được hỏi", "commendation", _OWN + "dossiers.violation_reply"),
    Entry("award_decision", "Quyết định khen thưởng và danh sách", "decision",
          _GIVER, "commendation", "commendation.papers.decision", True),
    Entry("certificate", "Giấy khen, bằng (in phôi hoặc giấy trắng)", "certificate",
          _GIVER, "commendation", "commendation.certificates.certificates", True),
    Entry("honours_book", "Sổ vàng", "list", _STAFF, "commendation", "commendation.given.honours_book", True),
    Entry("cancelling_decision", "Quyết định hủy, thu hồi", "decision",
          _GIVER, "commendation", "commendation.given.cancelling", True),
    Entry("reissue_letter", "Công văn cấp đổi, cấp lại", "letter",
          _HEAD, "commendation", _OWN + "awards.reissue_letter"),
    Entry("reissue_request", "Đơn cấp đổi, cấp lại", "form",
          "Tập thể, cá nhân được khen", "commendation", _OWN + "awards.reissue_request"),
    Entry("cluster_hand_over", "Biên bản bàn giao cụm trưởng", "minutes",
          _CLUSTER, "organisation", "organisation.papers.hand_over_minutes", True),
    *(
        Entry(f"statistics_{form}", f"Báo cáo thống kê {form}", "report",
              _STAFF, "commendation", _OWN + "statistics.statistics")
        for form in ("0601", "0602", "0603", "0604", "0605")
    ),
    Entry("slip", "Phiếu trình", "form", "Cán bộ thụ lý", "registry", "registry.papers.slip", True),
    Entry("praise_letter", "Thư khen", "official_letter",
          "Người đứng đầu", "commendation", _OWN + "awards.praise_letter"),
    Entry("prize_list", "Bảng kê tiền thưởng", "list",
          _STAFF, "commendation", "commendation.given.prize_list", True),
    Entry("receipt_list", "Danh sách ký nhận", "list",
          _STAFF, "commendation", "commendation.given.receipt_list", True),
    Entry("hand_over", "Biên bản bàn giao công việc", "minutes",
          "Cán bộ chuyển công tác", "exchange", "exchange.handover.paper", True),
    Entry("conference_programme", "Chương trình hội nghị", "programme",
          "Đơn vị tổ chức", "conference", _OWN + "conference.programme"),
    Entry("mc_script", "Kịch bản dẫn chương trình", "form",
          "Đơn vị tổ chức", "conference", _OWN + "conference.script"),
    Entry("invitation", "Giấy mời", "invitation", "Đơn vị tổ chức", "conference", _OWN + "conference.invitation"),
    Entry("guidance", "Hướng dẫn", "guidance", _STAFF, "programme", _OWN + "movement.guidance"),
    Entry("cooperation", "Chương trình phối hợp", "programme",
          "Hai cơ quan phối hợp", "programme", _OWN + "movement.cooperation"),
)  # fmt: skip
BY_PAPER = {one.code: one for one in CATALOGUE}

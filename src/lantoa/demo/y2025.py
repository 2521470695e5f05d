"""The cluster year 2025, closed: from the directive to two decisions, each step by who would take it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.assessment import operations as assessment
from lantoa.assessment import queries as assessed
from lantoa.kernel.periods import Validity
from lantoa.organisation import operations as organisation
from lantoa.programme import operations as programme
from lantoa.programme import queries as programmes
from lantoa.programme.operations import NewTask, Target
from lantoa.reporting import operations as reporting
from lantoa.reporting import queries as reported
from lantoa.reporting.rules.forms import Audience

from . import figures
from .criteria import CRITERIA, points_of, standing_of
from .world import CLUSTER_2025, MEMBERS, POLICE, actor, officer_of, on

FORM = "PT-6T"
PERIOD = "2025-H2"
REPORTED = date(2025, 12, 17)
LATE = frozenset({"CA.46", "CA.66", "CA.96"})
"""Huế, Đắk Lắk, Cà Mau: whose report is still missing, so that '31/34' has something to say."""
TASKS = (
    ("Quán triệt kế hoạch phát động, phổ biến đến từng xã, phường", date(2025, 8, 15)),
    ("Tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc ở khu dân cư", date(2025, 8, 31)),
    ("Kiện toàn Tổ bảo vệ an ninh, trật tự theo đơn vị hành chính mới", date(2025, 9, 30)),
    ("Rà soát, củng cố các mô hình; thanh loại mô hình không còn phù hợp", date(2025, 10, 31)),
    ("Phát hiện, bồi dưỡng, nhân rộng ít nhất hai điển hình tiên tiến", date(2025, 11, 15)),
    ("Vận động nhân dân giao nộp vũ khí, vật liệu nổ, pháo trước Tết", date(2025, 12, 10)),
    ("Tự chấm điểm, gửi báo cáo tổng kết và hồ sơ đề nghị về cụm", date(2025, 12, 20)),
)
PLAN = """I. MỤC ĐÍCH, YÊU CẦU
Tạo khí thế thi đua sôi nổi sau khi sắp xếp đơn vị hành chính; lấy kết quả ở cơ sở làm thước đo.
- Thiết thực, không hình thức;
- Mỗi đơn vị chọn việc khó để làm trước.
II. NỘI DUNG
Xây dựng, củng cố và nhân rộng mô hình; nâng chất lượng tuyên truyền; kiện toàn lực lượng ở cơ sở.
III. TỔ CHỨC THỰC HIỆN
Các cụm thi đua ký giao ước, giao nhiệm vụ, chấm điểm và suy tôn theo quy chế."""


def direct() -> int:
    """Directive, signed and numbered; the campaign launched for the cluster. Returns the campaign."""
    day = date(2025, 7, 7)
    directive = programme.issue_directive(
        actor=actor("v05"),
        unit="BCA",
        title="Phát động phong trào thi đua “Vì An ninh Tổ quốc” 6 tháng cuối năm 2025",
        kind="plan",
        symbol="KH-BCA-V05",
        body=PLAN,
        place="Hà Nội",
        illustrative=True,
        day=day,
        at=on(day),
    )
    programme.sign_directive(
        actor=actor("nguoiky-bo"), directive=directive.pk, post="Thứ trưởng", day=day, at=on(day, 15)
    )
    programme.number_directive(
        actor=actor("vanthu-bo"), directive=directive.pk, number="245", day=day, at=on(day, 16)
    )
    campaign = programme.plan_campaign(
        actor=actor("v05"),
        unit="BCA",
        directive=directive.pk,
        name="Vì An ninh Tổ quốc năm 2025",
        slogan="Đoàn kết, kỷ cương, gần dân, vượt khó, về đích",
        period=Validity(date(2025, 7, 10), date(2026, 1, 1)),
        audience_cluster=CLUSTER_2025,
        purpose="Giữ vững an ninh, trật tự khi vận hành chính quyền hai cấp.",
        illustrative=True,
        day=day,
        at=on(day, 17),
    )
    programme.launch_campaign(
        actor=actor("v05"), campaign=campaign.pk, day=date(2025, 7, 10), at=on(date(2025, 7, 10))
    )
    return campaign.pk


def pledge(campaign: int) -> int:
    """One giao ước signed by every member in its own name, and each one's registration of titles."""
    day = date(2025, 7, 18)
    drafted = programme.draft_pledge(
        actor=actor("cumtruong-2025"),
        cluster=CLUSTER_2025,
        year=2025,
        text="Công an sáu tỉnh giao ước hoàn thành các chỉ tiêu ở phụ lục, cùng giúp nhau ở địa bàn giáp ranh.",
        targets=(
            Target("Điểm mô hình hoạt động có hiệu quả ở mỗi tỉnh", Decimal(480), "điểm", "M09"),
            Target("Mô hình xây dựng mới ở mỗi tỉnh", Decimal(6), "mô hình", "M12"),
            Target("Khu dân cư đạt “An toàn về an ninh, trật tự”", Decimal(85), "%", "M25"),
            Target("Không có tập thể, cá nhân bị kỷ luật từ cảnh cáo trở lên"),
        ),
        campaign=campaign,
        illustrative=True,
        day=day,
        at=on(day),
    )
    programme.open_pledge(actor=actor("cumtruong-2025"), pledge=drafted.pk, day=day, at=on(day, 9, 30))
    for order, member in enumerate(MEMBERS):
        officer = actor(officer_of(member))
        programme.sign_pledge(
            actor=officer,
            pledge=drafted.pk,
            unit=member,
            post="Phó Giám đốc",
            day=day,
            at=on(day, 10, order * 5),
        )
        programme.submit_registration(
            actor=officer,
            unit=member,
            year=2025,
            titles=("T_TTLDXS", "T_COTINH") if order % 2 else ("T_TTLDTT", "T_TTLDXS", "T_COTINH"),
            pledge=drafted.pk,
            day=day,
            at=on(day, 11, order * 5),
        )
    return drafted.pk


def tasks(campaign: int) -> int:
    """Seven key tasks; each member reports, one is returned once, all are accepted. Returns assignments."""
    given = date(2025, 7, 21)
    programme.assign_tasks(
        actor=actor("v05"),
        campaign=campaign,
        tasks=[NewTask(title, due) for title, due in TASKS],
        day=given,
        at=on(given),
    )
    done = 0
    for row in programmes.assignments(actor("v05"), date(2025, 12, 20)).order_by("pk"):
        member = row.unit.code
        officer, due = actor(officer_of(member)), row.task.due
        programme.report_task(
            actor=officer,
            assignment=row.pk,
            result="Đã hoàn thành, có số liệu trong báo cáo 6 tháng.",
            day=due,
            at=on(due),
        )
        if member == "CA.12" and due == TASKS[3][1]:
            programme.return_task(
                actor=actor("v05"),
                assignment=row.pk,
                reason="Chưa nêu số mô hình đã thanh loại và lý do.",
                day=due,
                at=on(due, 14),
            )
            programme.report_task(
                actor=officer,
                assignment=row.pk,
                result="Bổ sung: thanh loại 2 mô hình trùng nội dung.",
                day=due,
                at=on(due, 16),
            )
        programme.accept_task(actor=actor("v05"), assignment=row.pk, day=due, at=on(due, 17))
        done += 1
    return done


def form() -> tuple[int, int]:
    """The six-month form for every provincial police; returns (form, number of its indicators)."""
    day = date(2025, 11, 3)
    lines = reported.six_month_lines(day)
    made = reporting.publish_form(
        actor=actor("v05"),
        owner="V05",
        code=FORM,
        title="Kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc 6 tháng",
        calendar="ND09_HALF",
        lines=lines,
        audience=Audience(kind="PROVINCIAL_POLICE", root="BCA"),
        basis="Kế hoạch số 245/KH-BCA-V05 (minh họa)",
        illustrative=True,
        day=day,
        at=on(day),
    )
    return made.pk, len(lines)


def report(form_id: int, period: str, day: date, *, returned: str = "", by_file: str = "") -> int:
    """Every member of the cluster reports ``period``; one is returned once with a reason; all are accepted.

    ``by_file`` enters its figures through the workbook that the form gives out. Returns accepted reports.
    """
    reporting.open_round(actor=actor("v05"), form=form_id, period=period, day=day, at=on(day, 8))
    lines = reported.six_month_lines(day)
    for order, member in enumerate(MEMBERS):
        officer = actor(officer_of(member))
        row = reported.find(officer, FORM, period, member, day)
        entered = figures.values(lines, member, period)
        first = entered | {"M09": entered["M09"] * 9} if member == returned else entered
        if member == by_file:
            _by_file(officer, row.pk, first, day)
        else:
            reporting.enter_values(
                actor=officer, submission=row.pk, values=first, day=day, at=on(day, 9, order)
            )
        note = "Số liệu đã đối chiếu với Công an các xã, phường."
        reporting.submit(actor=officer, submission=row.pk, note=note, day=day, at=on(day, 10, order))
        if member == returned:
            reporting.return_submission(
                actor=actor("v05"),
                submission=row.pk,
                reason="Điểm mô hình tăng bất thường so với số xã, phường; đề nghị kiểm tra lại.",
                cells={"M09": "Cao hơn nhiều so với các tỉnh trong cụm."},
                day=day,
                at=on(day, 14),
            )
            reporting.enter_values(
                actor=officer, submission=row.pk, values={"M09": entered["M09"]}, day=day, at=on(day, 15)
            )
            reporting.submit(actor=officer, submission=row.pk, note=note, day=day, at=on(day, 15, 30))
        reporting.accept(actor=actor("v05"), submission=row.pk, day=day, at=on(day, 16, order))
    return len(MEMBERS) + _others(form_id, period, day)


def _others(form_id: int, period: str, day: date) -> int:
    """The provinces outside the cluster report too, but for the three that are late in the pinned picture."""
    writer, v05, accepted = actor("tinh-minh-hoa"), actor("v05"), 0
    lines = reported.six_month_lines(day)
    rows = reported.submissions(v05, day).filter(round__form=form_id, round__period=period, state="draft")
    for order, row in enumerate(rows.select_related("unit").order_by("unit__code")):
        if row.unit.code in MEMBERS or row.unit.code in LATE:
            continue
        entered = figures.values(lines, row.unit.code, period)
        at = on(day, 13, order)
        reporting.enter_values(actor=writer, submission=row.pk, values=entered, day=day, at=at)
        reporting.submit(actor=writer, submission=row.pk, note="Đã đối chiếu.", day=day, at=at)
        reporting.accept(actor=v05, submission=row.pk, day=day, at=at)
        accepted += 1
    return accepted


def _by_file(officer: Any, submission: int, entered: dict[str, Any], day: date) -> None:
    from .workbook import filled  # noqa: PLC0415 -- openpyxl loads only for this step

    found = reported.submission(officer, submission, day)
    data = filled(reported.template(found, day), entered)
    reporting.import_workbook(
        actor=officer,
        submission=submission,
        name="bao-cao-6-thang.xlsx",
        data=data,
        day=day,
        at=on(day, 9, 30),
    )


def score() -> int:
    """Sheet opened, scored by the units, the cluster and the bureau, ranked and published. Returns the sheet."""
    day = date(2025, 12, 19)
    v05 = actor("v05")
    sheet = assessment.open_sheet(
        actor=v05,
        cluster=CLUSTER_2025,
        year=2025,
        title="Bảng chấm điểm Cụm thi đua số 3 năm 2025",
        formula="exceed_rate",
        criteria=CRITERIA,
        rules=("percent", "I", "III", "fewer_violations", "women"),
        basis="Quy chế cụm (minh họa)",
        due=date(2025, 12, 22),
        illustrative=True,
        day=date(2025, 12, 1),
        at=on(date(2025, 12, 1)),
    )
    for row in assessed.evaluations(sheet, visible_to=v05, day=day):
        member = row.unit.code
        officer = actor(officer_of(member))
        cluster = actor("cumpho-2025" if member == "CA.04" else "cumtruong-2025")
        mine = points_of(member)
        assessment.score(actor=officer, evaluation=row.pk, column="self", points=mine, day=day, at=on(day))
        assessment.advance(actor=officer, evaluation=row.pk, action="self_score", day=day, at=on(day, 10))
        lower, reason = _seen_by_cluster(member)
        if lower:
            assessment.score(
                actor=cluster,
                evaluation=row.pk,
                column="cluster",
                points=lower,
                reasons=reason,
                day=day,
                at=on(day, 14),
            )
        assessment.advance(actor=cluster, evaluation=row.pk, action="cluster_score", day=day, at=on(day, 15))
        assessment.advance(
            actor=officer,
            evaluation=row.pk,
            action="explain",
            text="Đơn vị nhất trí với điểm của cụm.",
            day=day,
            at=on(day, 16),
        )
        assessment.set_standing(
            actor=v05, evaluation=row.pk, violations=standing_of(member)[0], women_share=standing_of(member)[1],
            day=day, at=on(day, 16, 30),
        )  # fmt: skip
        assessment.advance(actor=v05, evaluation=row.pk, action="appraise", day=day, at=on(day, 17))
    last = date(2025, 12, 23)
    assessment.finalise(actor=v05, sheet=sheet.pk, day=last, at=on(last))
    assessment.publish(actor=v05, sheet=sheet.pk, day=last, at=on(last, 10))
    return sheet.pk


def _seen_by_cluster(member: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What the cluster's reviewers gave otherwise than the unit itself, and why."""
    if member == "CA.08":
        return {"I.4": "17.5"}, {"I.4": "Hai xã chưa có biên bản sinh hoạt mô hình quý IV."}
    if member == "CA.11":
        return {"III.2": "8"}, {"III.2": "Gửi báo cáo chậm hai ngày làm việc."}
    return {}, {}


def ballot(sheet: int) -> None:
    """Suy tôn: the members choose whom to propose for the Ministry's flag."""
    day = date(2025, 12, 26)
    opened = assessment.open_ballot(
        actor=actor("cumtruong-2025"), sheet=sheet, award="T_COTINH", day=day, at=on(day)
    )
    for order, member in enumerate(MEMBERS):
        assessment.cast(
            actor=actor(officer_of(member)), ballot=opened.pk, unit=member,
            choice="CA.08" if member == "CA.08" else POLICE, day=day, at=on(day, 9, 5 + order),
        )  # fmt: skip
    assessment.close_ballot(actor=actor("cumtruong-2025"), ballot=opened.pk, day=day, at=on(day, 10))


def close(campaign: int) -> None:
    """The movement of 2025 is closed with its review."""
    day = date(2026, 1, 28)
    programme.close_campaign(
        actor=actor("v05"),
        campaign=campaign,
        result="Sáu tỉnh hoàn thành bảy nhiệm vụ; kết quả rõ ở xã biên giới. Còn chậm báo cáo ở ba tỉnh ngoài cụm.",
        day=day,
        at=on(day),
    )


def hand_over() -> None:
    """The cluster's year 2026: members completed on a document, Lào Cai leads, Cao Bằng is deputy."""
    day = date(2026, 1, 5)
    organisation.complete_members(
        actor=actor("v05"),
        cluster="BCA:provincial:3:2026",
        members=MEMBERS,
        deputy="CA.04",
        basis="Biên bản bàn giao cụm trưởng ngày 26/12/2025 (minh họa)",
        day=day,
        at=on(day),
    )

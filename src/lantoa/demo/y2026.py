"""The year 2026 up to today: signed, reported at mid-year, tasks running, awards waiting for the new law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from lantoa.assessment import operations as assessment
from lantoa.assessment import queries as assessed
from lantoa.kernel.periods import Validity
from lantoa.programme import operations as programme
from lantoa.programme import queries as programmes
from lantoa.programme.operations import NewTask, Target
from lantoa.reporting import operations as reporting
from lantoa.reporting import queries as reported
from lantoa.reporting.rules.forms import Audience

from . import figures
from .criteria import CRITERIA, points_of
from .world import CLUSTER_2026, COMMUNE, MEMBERS, POLICE, actor, chance, officer_of, on

COMMUNE_FORM = "PT-XA"
COMMUNE_PERIOD = "2026-Q3"
REPORTED = date(2026, 6, 18)
ODD: dict[int, Callable[[int], dict[str, object]]] = {
    7: lambda found: {"M04": found * 10},
    12: lambda found: {"M04": {"value": found * 9, "note": "Gộp ba ngày hội ở trung tâm xã, có danh sách."}},
    19: lambda found: {"M04": found * 8},
}
"""Reports with a figure far from the others' (by their place in the list): one explained, two not."""
TASKS = (
    ("Tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc", date(2026, 8, 19)),
    ("Nhân rộng mô hình “Camera an ninh” do nhân dân đóng góp, chỉ thống kê số lượng", date(2026, 10, 30)),
    ("Tập huấn Tổ bảo vệ an ninh, trật tự theo hướng dẫn mới", date(2026, 11, 15)),
    ("Hoàn thành xét công nhận xã, phường “An toàn về an ninh, trật tự”", date(2026, 11, 30)),
    ("Tự chấm điểm, gửi báo cáo năm về cụm", date(2026, 12, 18)),
)


def start() -> int:
    """The campaign and the pledge of 2026. Returns the campaign."""
    day = date(2026, 1, 12)
    directive = programme.issue_directive(
        actor=actor("v05"),
        unit="BCA",
        title="Phát động phong trào thi đua “Vì An ninh Tổ quốc” năm 2026",
        kind="plan",
        symbol="KH-BCA-V05",
        body="I. MỤC ĐÍCH\nGiữ vững phong trào ở cơ sở, đưa mô hình tốt đến địa bàn khó.",
        place="Hà Nội",
        illustrative=True,
        day=day,
        at=on(day),
    )
    programme.sign_directive(
        actor=actor("nguoiky-bo"), directive=directive.pk, post="Thứ trưởng", day=day, at=on(day, 14)
    )
    programme.number_directive(
        actor=actor("vanthu-bo"), directive=directive.pk, number="18", day=day, at=on(day, 15)
    )
    campaign = programme.plan_campaign(
        actor=actor("v05"),
        unit="BCA",
        directive=directive.pk,
        name="Vì An ninh Tổ quốc năm 2026",
        slogan="Kỷ cương, gương mẫu, gần dân, vì dân phục vụ",
        period=Validity(date(2026, 1, 15), date(2027, 1, 1)),
        audience_cluster=CLUSTER_2026,
        purpose="Đưa phong trào đi vào nền nếp ở mô hình hai cấp.",
        illustrative=True,
        day=day,
        at=on(day, 16),
    )
    launch = date(2026, 1, 15)
    programme.launch_campaign(actor=actor("v05"), campaign=campaign.pk, day=launch, at=on(launch))
    _pledge(campaign.pk)
    return campaign.pk


def _pledge(campaign: int) -> None:
    day = date(2026, 3, 20)
    row = programme.draft_pledge(
        actor=actor("cumtruong"),
        cluster=CLUSTER_2026,
        year=2026,
        text="Công an sáu tỉnh giao ước giữ vững kết quả năm 2025, mỗi tỉnh nhận một việc khó của cụm.",
        targets=(
            Target("Điểm mô hình hoạt động có hiệu quả ở mỗi tỉnh", Decimal(520), "điểm", "M09"),
            Target("Hộ gia đình ký cam kết", Decimal(90), "%", "M06"),
            Target("Không có tập thể, cá nhân bị kỷ luật từ cảnh cáo trở lên"),
        ),
        campaign=campaign,
        illustrative=True,
        day=day,
        at=on(day, 8),
    )
    programme.open_pledge(actor=actor("cumtruong"), pledge=row.pk, day=day, at=on(day, 8, 30))
    for order, member in enumerate(MEMBERS):
        officer = actor(officer_of(member))
        programme.sign_pledge(
            actor=officer, pledge=row.pk, unit=member, post="Phó Giám đốc", day=day, at=on(day, 9, order * 4)
        )
        programme.submit_registration(
            actor=officer,
            unit=member,
            year=2026,
            titles=("T_TTLDXS", "T_COTINH"),
            day=day,
            at=on(day, 10, order * 4),
        )


def tasks(campaign: int) -> None:
    """Some done, one late, some still ahead: what a working desk looks like on 21 November."""
    given = date(2026, 3, 25)
    programme.assign_tasks(
        actor=actor("v05"),
        campaign=campaign,
        tasks=[NewTask(title, due) for title, due in TASKS],
        day=given,
        at=on(given),
    )
    today = date(2026, 11, 20)
    for row in programmes.assignments(actor("v05"), today).filter(task__campaign=campaign).order_by("pk"):
        member, due = row.unit.code, row.task.due
        late = due == TASKS[2][1] and member in {POLICE, "CA.12"}
        if due > today or late:
            continue
        programme.report_task(
            actor=actor(officer_of(member)),
            assignment=row.pk,
            result="Đã hoàn thành đúng hạn.",
            day=due,
            at=on(due),
        )
        if due != TASKS[2][1] or member == "CA.04":
            programme.accept_task(actor=actor("v05"), assignment=row.pk, day=due, at=on(due, 16))


def open_second_half(form: int) -> None:
    """The report that everybody still owes; Lào Cai has begun."""
    day = date(2026, 11, 16)
    reporting.open_round(actor=actor("v05"), form=form, period="2026-H2", day=day, at=on(day))
    row = reported.find(actor("pv05"), "PT-6T", "2026-H2", POLICE, day)
    lines = reported.six_month_lines(day)
    entered = figures.values(lines, POLICE, "2026-H2")
    some = dict(list(entered.items())[:6])
    reporting.enter_values(actor=actor("pv05"), submission=row.pk, values=some, day=day, at=on(day, 15))


def communes() -> int:
    """Lào Cai's quarterly form for its communes: most in, some late, one returned. Returns those accepted."""
    pv05, writer, asked = actor("pv05"), actor("xa-minh-hoa"), date(2026, 9, 15)
    lines = reported.lines_from_rulebook(("M03", "M04", "M06a", "M06b", "M06", "M09", "M24a"), asked)
    form = reporting.publish_form(
        actor=pv05,
        owner=POLICE,
        code=COMMUNE_FORM,
        title="Kết quả phong trào ở xã, phường theo quý",
        calendar="ND09_QUARTER",
        lines=lines,
        audience=Audience(kind="COMMUNE_POLICE", root=POLICE),
        basis="Kế hoạch của Công an tỉnh (minh họa)",
        illustrative=True,
        day=asked,
        at=on(asked),
    )
    reporting.open_round(actor=pv05, form=form.pk, period=COMMUNE_PERIOD, day=asked, at=on(asked, 9))
    day, accepted = date(2026, 9, 18), 0
    rows = (
        reported.submissions(pv05, day).filter(round__form=form).select_related("unit").order_by("unit__code")
    )
    for order, row in enumerate(rows):
        if row.unit.code == f"CAX.{COMMUNE}" or chance("owes", row.unit.code).random() < 0.12:
            continue
        entered = figures.values(lines, row.unit.code, COMMUNE_PERIOD, share=0.012)
        entered |= ODD.get(order, lambda found: {})(entered["M04"])
        at = on(day, 8 + order // 60, order % 60)
        reporting.enter_values(actor=writer, submission=row.pk, values=entered, day=day, at=at)
        reporting.submit(actor=writer, submission=row.pk, note="Đã kiểm tra.", day=day, at=at)
        if chance("waits", row.unit.code).random() < 0.85:
            reporting.accept(actor=pv05, submission=row.pk, day=day, at=at)
            accepted += 1
    return accepted


def begin_scoring() -> None:
    """The sheet of 2026 is open; half of the members have scored themselves."""
    opened = date(2026, 11, 10)
    sheet = assessment.open_sheet(
        actor=actor("v05"),
        cluster=CLUSTER_2026,
        year=2026,
        title="Bảng chấm điểm Cụm thi đua số 3 năm 2026",
        formula="exceed_rate",
        criteria=CRITERIA,
        rules=("percent", "I", "III", "fewer_violations", "women"),
        basis="Quy chế cụm (minh họa)",
        due=date(2026, 12, 18),
        illustrative=True,
        day=opened,
        at=on(opened),
    )
    day = date(2026, 11, 18)
    for row in assessed.evaluations(sheet, visible_to=actor("v05"), day=day):
        if row.unit.code in {"CA.04", "CA.11", "CA.14"}:
            officer = actor(officer_of(row.unit.code))
            mine = points_of(row.unit.code, sites_target=520)
            assessment.score(
                actor=officer, evaluation=row.pk, column="self", points=mine, day=day, at=on(day)
            )
            assessment.advance(actor=officer, evaluation=row.pk, action="self_score", day=day, at=on(day, 10))

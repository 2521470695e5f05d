"""The quarterly form of one cluster: a line in parts, a computed one, a rule of its own; and provinces' targets."""

from __future__ import annotations

from datetime import date

from lantoa.reporting import operations as reporting
from lantoa.reporting import queries as reported
from lantoa.reporting.rules import typed
from lantoa.reporting.rules.forms import Audience

from . import figures
from .world import CLUSTER_2026, MEMBERS, actor, chance, officer_of, on

FORM, PERIOD = "PT-QUY", "2026-Q3"
ASKED, SENT, ACCEPTED = date(2026, 9, 7), date(2026, 9, 17), date(2026, 9, 18)
PARTS = "M03 | địa bàn | Thôn, bản; Tổ dân phố; Cơ quan, trường học"
COMPUTED = "F1 | Hộ gia đình chưa ký cam kết | hộ | stock | M06b − M06a"
CHECKS = "M06a <= M06b"
GIVEN = date(2026, 1, 20)
TARGETS = {"M01": (9, 18), "M03": (320, 520)}


def play() -> int:
    """Every member reports the third quarter; all are accepted. Returns the reports."""
    v05 = actor("v05")
    lines = typed.arranged(
        reported.lines_from_rulebook(("M03", "M06a", "M06b", "M09"), ASKED),
        typed.breakdowns(PARTS),
        typed.computed_lines(COMPUTED),
    )
    form = reporting.publish_form(
        actor=v05, owner="V05", code=FORM, title="Kết quả phong trào trong quý của cụm", calendar="ND09_QUARTER",
        lines=lines, checks=typed.checks(CHECKS), audience=Audience(cluster=CLUSTER_2026), illustrative=True,
        basis="Quy chế cụm (minh họa)", effective_from=date(2026, 6, 15), day=ASKED, at=on(ASKED),
    )  # fmt: skip
    reporting.open_round(actor=v05, form=form.pk, period=PERIOD, day=ASKED, at=on(ASKED, 10))
    for order, member in enumerate(MEMBERS):
        officer = actor(officer_of(member))
        row = reported.find(officer, FORM, PERIOD, member, SENT)
        entered = figures.values(lines, member, PERIOD, share=0.5)
        reporting.enter_values(
            actor=officer, submission=row.pk, values=entered, day=SENT, at=on(SENT, 9, order)
        )
        reporting.submit(
            actor=officer, submission=row.pk, note="Đã đối chiếu.", day=SENT, at=on(SENT, 10, order)
        )
        reporting.accept(actor=v05, submission=row.pk, day=ACCEPTED, at=on(ACCEPTED, 9, order))
    return len(MEMBERS)


def targets() -> int:
    """What the ministry gave every reporting province to reach by mid-year, for the indicators shown first."""
    v05, day = actor("v05"), GIVEN
    units = list(
        reported.submissions(v05, SENT)
        .filter(round__form__code="PT-6T", round__period="2026-H1")
        .order_by("unit__code")
        .values_list("unit__code", flat=True)
    )
    given = 0
    for code, (least, most) in TARGETS.items():
        values = {unit: chance("target", code, unit).randint(least, most) for unit in units}
        given += len(
            reporting.set_targets(
                actor=v05, giver="BCA", code=code, calendar="ND09_HALF", period="2026-H1", values=values,
                basis="Kế hoạch giao chỉ tiêu 6 tháng đầu năm (minh họa)", day=day, at=on(day),
            )
        )  # fmt: skip
    return given

"""A form with all its options and the steering of the level above, on the command line; strangers find nothing."""

from __future__ import annotations

import pytest

from lantoa.cli.reporting import command
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.reporting.models import Form, Round, Submission
from tests.cast import Cast
from tests.cli.test_programme_and_reporting import run
from tests.reporting.build import COMMUNES, a_form, a_round, accepted, of

FORM = ("form", "--as", "ministry", "--owner", "V05", "--code", "B1", "--title", "Biểu", "--basis", "KH 01",
        "--kind", "PROVINCIAL_POLICE", "--indicator", "M03", "--indicator", "M09")  # fmt: skip
WHICH = ("--form", "PT-XA", "--period", "2026-H1", "--unit", "CAX.X11")
OF = ("--form", "PT-XA", "--period", "2026-H1")


@pytest.fixture
def communes(cast: Cast) -> Round:
    return a_round(cast["province"], a_form(cast["province"], COMMUNES, "CA.T1", code="PT-XA"))


def test_a_form_takes_every_option_that_the_api_takes(cast: Cast) -> None:
    run(
        command, *FORM, "--part", "M03 | địa bàn | xã; phường", "--effective-from", "2026-01-01",
        "--computed", "F1 | Điểm mô hình tăng thêm | điểm | stock | M09 − prev(M09)", "--check", "M03.1 <= M03",
        "--level-days", "PROVINCIAL_POLICE=2", "--escalate-days", 4, "--opens-itself",
    )  # fmt: skip
    made = Form.objects.get(code="B1")
    assert [line.code for line in made.lines.order_by("order")] == ["M03", "M03.1", "M03.2", "M09", "F1"]
    assert (str(made.effective_from), made.level_days, made.escalate_days, made.opens_itself) == (
        "2026-01-01", {"PROVINCIAL_POLICE": 2}, 4, True,
    )  # fmt: skip
    assert made.checks == [{"rule": "not_above", "part": "M03.1", "whole": "M03"}]
    with pytest.raises(BadInput) as refused:
        run(command, *FORM, "--level-days", "XÃ=hai")
    assert refused.value.fault.place == "hạn theo loại đơn vị"


def test_a_report_on_request_is_opened_with_its_days_and_its_paper(cast: Cast) -> None:
    made = run(command, *FORM, "--regime", "ad_hoc", "--calendar", "ON_REQUEST")
    open_ = ("open", "--as", "ministry", made["id"], "2026-L01")
    with pytest.raises(BadInput):
        run(command, *open_)
    days = ("--from", "2026-03-01", "--to", "2026-03-31", "--due", "2026-04-10")
    told = run(command, *open_, *days, "--basis", "CV 12/CV-BCA")
    assert (told["due"], told["submissions"]) == ("2026-04-10", 2)


def test_late_units_are_reminded_relieved_and_given_targets(cast: Cast, communes: Round) -> None:
    assert len(run(command, "remind", "--as", "province", *OF)["units"]) == 2
    assert {row["owed"] for row in run(command, "rates", "--as", "province", "--form", "PT-XA")} >= {1}
    asked = run(command, "ask", "--as", "commune_police", *WHICH, "--reason", "Mưa lũ")
    assert [row["id"] for row in run(command, "reliefs", "--as", "province")] == [asked["id"]]
    assert run(command, "answer", asked["id"], "--as", "province")["state"] == "granted"
    again = run(command, "relieve", "--as", "province", *WHICH, "--end", "--reason", "Đã hết lũ")
    assert again["state"] == "draft"
    aims = run(
        command, "targets", "--as", "province", *OF, "--indicator", "M03", "--giver", "CA.T1",
        "--set", "CAX.X11=12", "--basis", "KH 02",
    )  # fmt: skip
    assert {row["unit"]: float(row["target"] or 0) for row in aims}["CAX.X11"] == 12


def test_a_locked_figure_is_corrected_on_a_paper_and_odd_ones_are_listed(cast: Cast, communes: Round) -> None:
    row = accepted(cast["commune_police"], cast["province"], of(communes, "CAX.X11"), M19=2)
    run(command, "lock", "--as", "province", *WHICH)
    words = ("correct", "--as", "province", *WHICH, "--basis", "CV 45", "--reason", "Sót")
    told = run(command, *words, "--set", "M03=125")
    assert (told["version"], told["after"]["M03"]["value"]) == (2, "125")
    assert [one["code"] for one in run(command, "outlying", "--as", "province", *OF)] == ["M19"]
    assert Submission.objects.get(pk=row.pk).version == 2


@pytest.mark.parametrize(
    "words",
    [
        ("remind", *OF), ("rates", "--form", "PT-XA"), ("ask", *WHICH, "--reason", "x"),
        ("relieve", *WHICH, "--reason", "x"), ("targets", *OF, "--indicator", "M03"), ("outlying", *OF),
        ("correct", *WHICH, "--set", "M03=1", "--basis", "x", "--reason", "x"),
    ],
)  # fmt: skip
def test_a_stranger_steers_nothing(cast: Cast, communes: Round, words: tuple[str, ...]) -> None:
    with pytest.raises(NotFound):
        run(command, *words, "--as", "stranger")

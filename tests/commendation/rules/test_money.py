"""Prize money: the table of law §11 figure by figure, and who is paid."""

from __future__ import annotations

from typing import Any

import pytest

from lantoa.cli.worksheets.money import run
from lantoa.kernel.errors import BadInput
from tests.rulebook.cover import covers


def line(award: str, recipient: str = "individual", **more: Any) -> dict[str, Any]:
    return {"award": award, "recipient": recipient, **more}


def one(day: str, award: str, recipient: str, **more: Any) -> dict[str, Any]:
    return run({"decided_on": day, "lines": [line(award, recipient, **more)]})


TABLE = [
    ("T_CSTDTQ", "individual", "4.5", 10_530_000, 11_390_000, True),
    ("T_CSTDT", "individual", "3", 7_020_000, 7_590_000, True),
    ("T_CSTDCS", "individual", "1", 2_340_000, 2_530_000, True),
    ("T_LDTT", "individual", "0.3", 710_000, 760_000, True),
    ("T_CSTT", "individual", "0.3", 710_000, 760_000, True),
    ("T_COCP", "collective", "12", 28_080_000, 30_360_000, True),
    ("T_COTINH", "collective", "8", 18_720_000, 20_240_000, True),
    ("T_COQK", "collective", "6", 14_040_000, 15_180_000, True),
    ("T_TTLDXS", "collective", "1.5", 3_510_000, 3_800_000, True),
    ("T_TTLDTT", "collective", "0.8", 1_880_000, 2_030_000, True),
    ("T_XATB", "collective", "2", 4_680_000, 5_060_000, True),
    ("T_THONVH", "collective", "1.5", 3_510_000, 3_800_000, True),
    ("F_HCLD1", "collective", "18", 42_120_000, 45_540_000, True),
    ("F_HCCC2", "collective", "15", 35_100_000, 37_950_000, True),
    ("F_HCBVTQ3", "collective", "9", 21_060_000, 22_770_000, True),
    ("H_AH", "individual", "15.5", 36_270_000, 39_220_000, True),
    ("H_AH", "collective", "31", 72_540_000, 78_430_000, True),
    ("F_BKTTG", "collective", "7", 16_380_000, 17_710_000, True),
    ("F_BKTTG", "individual", "3.5", 8_190_000, 8_860_000, False),
    ("F_BKTTG", "household", "5.25", 12_290_000, 13_290_000, False),
    ("F_BKT", "collective", "3", 7_020_000, 7_590_000, True),
    ("F_BKT", "individual", "1.5", 3_510_000, 3_800_000, False),
    ("F_BKT", "household", "2.25", 5_270_000, 5_700_000, False),
    ("F_GK", "collective", "0.6", 1_410_000, 1_520_000, True),
    ("F_GK", "individual", "0.3", 710_000, 760_000, False),
    ("F_GK", "household", "0.45", 1_060_000, 1_140_000, False),
]


@covers("LCS24", "LCS26", "B01", "B02", "B09",
        "C_T_CSTDTQ_IND", "C_T_CSTDT_IND", "C_T_CSTDCS_IND", "C_T_LDTT_IND", "C_T_CSTT_IND", "C_T_COCP_COL",
        "C_T_COTINH_COL", "C_T_COQK_COL", "C_T_TTLDXS_COL", "C_T_TTLDTT_COL", "C_T_XATB_COL", "C_T_THONVH_COL",
        "C_F_HCLD1_COL", "C_F_HCCC2_COL", "C_F_HCBVTQ3_COL", "C_H_AH_IND", "C_H_AH_COL", "C_F_BKTTG_COL",
        "C_F_BKTTG_IND", "C_F_BKTTG_HOU", "C_F_BKT_COL", "C_F_BKT_IND", "C_F_BKT_HOU", "C_F_GK_COL",
        "C_F_GK_IND", "C_F_GK_HOU")  # fmt: skip
@pytest.mark.parametrize(("award", "recipient", "coefficient", "old", "new", "read"), TABLE)
def test_law_11_table_of_prizes(
    award: str, recipient: str, coefficient: str, old: int, new: int, read: bool
) -> None:
    more = {"authority": "Chủ tịch UBND xã"} if award == "F_GK" else {}
    for day, amount, sure in (
        ("2026-06-30", old, read),
        ("2024-07-01", old, read),
        ("2026-07-01", new, False),
    ):
        answer = one(day, award, recipient, **more)
        [found] = answer["lines"]
        assert (found["coefficient"], found["amount"], found["paid"]) == (coefficient, amount, True)
        assert (answer["total"], answer["needs_person"]) == (amount, not sure)
        assert found["mark"] == ("verified" if sure else "to_confirm")


@covers("C_F_HCDL1_COL", "C_F_HCDL2_COL", "C_F_HCDL3_COL", "C_F_HCQC1_COL", "C_F_HCQC2_COL", "C_F_HCQC3_COL",
        "C_F_HCLD2_COL", "C_F_HCLD3_COL", "C_F_HCCC1_COL", "C_F_HCCC3_COL", "C_F_HCBVTQ1_COL", "C_F_HCBVTQ2_COL",
        "C_F_HCDC_COL", "C_F_DDK_COL", "C_F_HCHCM_COL", "C_F_HCSV_COL")  # fmt: skip
@pytest.mark.parametrize(
    ("award", "times", "read"),
    [("F_HCDL1", 30, True), ("F_HCDL2", 25, True), ("F_HCDL3", 21, False), ("F_HCQC1", 30, True),
     ("F_HCQC2", 25, True), ("F_HCQC3", 21, False), ("F_HCLD2", 15, True), ("F_HCLD3", 9, True),
     ("F_HCCC1", 18, True), ("F_HCCC3", 9, True), ("F_HCBVTQ1", 18, True), ("F_HCBVTQ2", 15, True),
     ("F_HCDC", 9, True), ("F_DDK", 15, True), ("F_HCHCM", 61, True), ("F_HCSV", 92, True)],
)  # fmt: skip
def test_orders_of_collectives(award: str, times: int, read: bool) -> None:
    answer = one("2026-01-01", award, "collective", achievement="x")
    assert (answer["total"], answer["needs_person"]) == (2_340_000 * times, not read)


@covers("C_M_VANTQ_IND", "C_M_CSVV_IND", "C_K_BVANTQ_IND")
@pytest.mark.parametrize(
    ("award", "amount"), [("M_VANTQ", 3_510_000), ("M_CSVV", 3_510_000), ("K_BVANTQ", 1_880_000)]
)
def test_recalled_coefficients_are_computed_and_ask(award: str, amount: int) -> None:
    answer = one("2026-01-01", award, "individual")
    assert (answer["total"], answer["needs_person"]) == (amount, True)


ORDERS = (
    "F_HCSV", "F_HCHCM", "F_HCDL1", "F_HCDL2", "F_HCDL3", "F_HCQC1", "F_HCQC2", "F_HCQC3", "F_HCQC", "F_HCDL",
    "F_HCLD1", "F_HCLD2", "F_HCLD3", "F_HCCC1", "F_HCCC2", "F_HCCC3", "F_HCBVTQ1", "F_HCBVTQ2", "F_HCBVTQ3",
    "F_HCDC", "F_DDK",
)  # fmt: skip


@covers("C_T_GDVH_HOU", "C_F_HCQC_COL", "C_F_HCDL_COL", "C_F_HCSV_IND", "C_F_HCHCM_IND", "C_F_HCDL1_IND",
        "C_F_HCDL2_IND", "C_F_HCDL3_IND", "C_F_HCQC1_IND", "C_F_HCQC2_IND", "C_F_HCQC3_IND", "C_F_HCQC_IND",
        "C_F_HCDL_IND", "C_F_HCLD1_IND", "C_F_HCLD2_IND", "C_F_HCLD3_IND", "C_F_HCCC1_IND", "C_F_HCCC2_IND",
        "C_F_HCCC3_IND", "C_F_HCBVTQ1_IND", "C_F_HCBVTQ2_IND", "C_F_HCBVTQ3_IND", "C_F_HCDC_IND",
        "C_F_DDK_IND")  # fmt: skip
@pytest.mark.parametrize(
    ("award", "recipient"),
    [("T_GDVH", "household"), ("F_HCQC", "collective"), ("F_HCDL", "collective"),
     *((one, "individual") for one in ORDERS)],
)  # fmt: skip
def test_an_unknown_coefficient_gives_no_amount(award: str, recipient: str) -> None:
    answer = one("2026-01-01", award, recipient)
    assert [(found["coefficient"], found["amount"]) for found in answer["lines"]] == [(None, None)]
    assert (answer["total"], answer["needs_person"]) == (0, True)


@covers("B05")
def test_B05_law_11_vector_same_period_pays_the_highest_title_only() -> None:
    answer = run(
        {
            "decided_on": "2026-06-30",
            "lines": [line("T_LDTT", period="2026"), line("T_CSTDCS", period="2026")],
        }
    )
    first, second = answer["lines"]
    assert (first["raw"], first["amount"], first["paid"]) == ("702000", 710_000, False)
    assert (second["paid"], answer["total"]) == (True, 2_340_000)


@covers("B05")
def test_B05_law_11_vector_different_periods_pay_both() -> None:
    lines = [line("T_CSTDCS", period="2026"), line("T_CSTDT", period="2024-2026")]
    assert run({"decided_on": "2026-06-30", "lines": lines})["total"] == 9_360_000


@covers("B06", "B07")
def test_B06_B07_forms_by_achievement_and_title_with_form() -> None:
    lines = [
        line("T_CSTDCS", period="2026"),
        line("F_BKT", achievement="a"),
        line("F_BKT", achievement="a"),
        line("F_BKT", achievement="b"),
        line("F_BKTTG", achievement="a"),
    ]
    answer = run({"decided_on": "2026-06-30", "lines": lines})
    assert [found["paid"] for found in answer["lines"]] == [True, True, False, True, True]
    assert answer["total"] == 2_340_000 + 2 * 3_510_000 + 8_190_000


@covers("B03", "B04", "B08", "B10")
def test_B03_B04_a_higher_award_and_a_collective_are_worth_more() -> None:
    worth = {(award, who): old for award, who, _, old, _, _ in TABLE}
    ladder = ["T_LDTT", "T_CSTDCS", "T_CSTDT", "T_CSTDTQ"]
    sums = [worth[award, "individual"] for award in ladder]
    assert sums == sorted(sums)
    for form in ("F_GK", "F_BKT", "F_BKTTG", "H_AH"):
        assert worth[form, "collective"] > worth[form, "individual"]


def test_giay_khen_without_its_authority_asks() -> None:
    assert one("2026-01-01", "F_GK", "collective")["needs_person"] is True
    assert one("2026-01-01", "F_GK", "collective", authority="Giám đốc")["needs_person"] is False


def test_a_day_whose_base_salary_was_not_read_is_not_guessed() -> None:
    answer = one("2024-06-30", "T_LDTT", "individual")
    assert (answer["base_salary"], answer["total"], answer["needs_person"]) == (None, None, True)
    assert answer["lines"][0]["amount"] is None


@pytest.mark.parametrize(
    ("lines", "code", "place"),
    [
        ([line("T_XYZ")], "UNKNOWN_CODE", "lines[0].award"),
        ([line("T_COTINH")], "WRONG_RECIPIENT", "lines[0].recipient"),
        ([line("F_BKT"), line("F_BKT", "collective")], "TWO_RECIPIENTS", "lines[1].recipient"),
        ([line("F_BKT", "village")], "UNKNOWN_CODE", "lines[0].recipient"),
        ([line("F_BKT", amount=1)], "UNKNOWN_KEY", "lines[0].amount"),
        ("x", "BAD_VALUE", "lines"),
    ],
)
def test_bad_lines_are_located(lines: Any, code: str, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        run({"decided_on": "2026-06-30", "lines": lines})
    assert (caught.value.fault.code, caught.value.fault.place) == (code, place)

"""Tables from elsewhere: read in any of three shapes, judged cell by cell, written once, given back alike."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import Workbook

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, Problem
from lantoa.organisation.models import Placement, Revision, Succession, Unit
from lantoa.reporting import cells_batch, foreign, operations
from lantoa.reporting.models import Submission, Value
from lantoa.reporting.rules.foreign import Style
from tests.cast import Cast

from .build import AT, COMMUNES, DAY, LINES, a_form, a_round, entered, of

CELLS = {"M03": "1234", "M09": "40"}


@pytest.fixture
def commune(cast: Cast) -> Submission:
    """CAX.X11's report; CAX.X12 of the same province owes one too."""
    return of(a_round(cast["ministry"], a_form(cast["ministry"], COMMUNES)), "CAX.X11")


def sheet(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(unit: str = "CAX.X11", period: str = "2026S1", **cells: Any) -> bytes:
    told = [{"dataElement": code, "value": value} for code, value in (cells or CELLS).items()]
    return json.dumps({"period": period, "orgUnit": unit, "dataValues": told}).encode()


def take(cast: Cast, data: bytes, name: str = "so-lieu.json", who: str = "province", **more: Any) -> Any:
    reading = {key: more.pop(key) for key in ("style", "columns") if key in more}
    table = foreign.read(name, data, LINES, period="2026-H1", **reading)
    assert table.style is not None, table.ask
    return cells_batch.take_batch(
        actor=cast[who], form="PT-6T", cells=table.cells, day=more.pop("day", DAY), at=AT, **more
    )


def held() -> dict[tuple[str, str], Any]:
    rows = Value.objects.order_by("submission__unit__code", "line__order")
    return {
        (unit, code): float(value) if value is not None else None
        for unit, code, value in rows.values_list("submission__unit__code", "line__code", "value")
    }


def faults(result: Any) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in result.faults]


def test_data_values_in_dhis2_s_shape_come_in_once(cast: Cast, commune: Submission) -> None:
    first, second = (take(cast, values(), key="k-1") for _ in range(2))

    assert (first.saved, first.reports, second.again, second.saved) == (2, 1, True, 2)
    assert held() == {("CAX.X11", "M03"): 1234.0, ("CAX.X11", "M09"): 40.0}
    commune.refresh_from_db()
    assert (commune.revision, commune.filled) == (1, 2)
    assert Entry.objects.filter(action="reporting.values.take").count() == 1
    with pytest.raises(Conflict):
        take(cast, values(M03="1"), key="k-1")


def test_right_cells_are_written_and_wrong_ones_named(cast: Cast, commune: Submission) -> None:
    result = take(cast, values(M03="12", M09="nhiều", K1="-3", Z9="1", K3="4"))
    assert faults(result) == [
        ("NOT_A_NUMBER", "dataValues[2]"),
        ("NEGATIVE", "dataValues[3]"),
        ("UNKNOWN_INDICATOR", "dataValues[4]"),
        ("COMPUTED", "dataValues[5]"),
    ]
    assert all(one.remedy for one in result.faults)
    assert held() == {("CAX.X11", "M03"): 12.0}


def test_all_or_nothing_when_asked_and_a_dry_run_writes_nothing(cast: Cast, commune: Submission) -> None:
    take(cast, values(M03="12", M09="nhiều"), whole=True)
    tried = take(cast, values(), dry_run=True)
    assert (tried.saved, tried.dry_run, held(), Entry.objects.filter(action="reporting.values.take").count()) == (
        2, True, {}, 0,
    )  # fmt: skip


def test_a_wide_sheet_of_a_bureau_fills_its_communes_by_name_or_code(cast: Cast, commune: Submission) -> None:
    data = sheet(
        ("Kỳ", "2026-H1"),
        ("TT", "Đơn vị", "M03", "Điểm mô hình", "Tỷ lệ hộ ký cam kết", "Ghi chú riêng"),
        (1, "Công an xã Đồng Ấm", 12, "1.040", "90/100", "x"),
        (2, "CAX.X12", "không có số liệu", 7, None, None),
        (None, "Tổng cộng", 12, 1047, None, None),
    )
    table = foreign.read("xa.xlsx", data, LINES, period="2026-H1")
    result = take(cast, data, "xa.xlsx", file=("xa.xlsx", data))

    assert (result.faults, result.reports, result.saved) == ((), 2, 5)
    assert held() == {
        ("CAX.X11", "M03"): 12.0,
        ("CAX.X11", "M09"): 1040.0,
        ("CAX.X11", "H1"): None,
        ("CAX.X12", "M03"): None,
        ("CAX.X12", "M09"): 7.0,
    }
    assert Value.objects.get(submission__unit__code="CAX.X12", line__code="M03").no_data
    assert table.titles["D"] == ("Điểm mô hình", "M09")
    assert [text for text in table.remarks if "Ghi chú riêng" in text or "Tổng cộng" in text] == list(
        table.remarks
    )
    with pytest.raises(Conflict) as refused:
        take(cast, data, "xa.xlsx", file=("xa.xlsx", data))
    assert "Nguyễn Văn An nhập lúc" in refused.value.fault.message
    assert take(cast, data, "xa.xlsx", file=("xa.xlsx", data), again=True).same == 5


def test_a_title_that_was_not_recognised_is_matched_by_hand(cast: Cast, commune: Submission) -> None:
    data = sheet(("Đơn vị", "M03", "Số điểm"), ("CAX.X11", 3, 4))
    take(cast, data, "xa.xlsx", columns={"C": "M09"})
    assert held() == {("CAX.X11", "M03"): 3.0, ("CAX.X11", "M09"): 4.0}


def test_a_column_that_reads_both_ways_is_asked_once_and_never_guessed(
    cast: Cast, commune: Submission
) -> None:
    data = sheet(("Đơn vị", "M03", "M23"), ("CAX.X11", 3, "1,234"))
    assert foreign.read("a.xlsx", data, LINES, period="2026-H1").ask == "1,234"
    take(cast, data, "a.xlsx", style=Style.ENGLISH)
    assert held()[("CAX.X11", "M23")] == 1234.0
    take(cast, data, "a.xlsx", style=Style.VIETNAMESE)
    assert held()[("CAX.X11", "M23")] == 1.234


def test_csv_with_dhis2_s_titles_and_both_halves_of_a_ratio(cast: Cast, commune: Submission) -> None:
    text = (
        "dataelement;period;orgunit;catoptcombo;value;comment\n"
        "M03;2026-H1;CAX.X11;;12;đủ\nH1;2026S1;CAX.X11;numerator;9;\nH1;2026S1;CAX.X11;denominator;10;\n"
    )
    take(cast, text.encode(), "dv.csv")
    row = Value.objects.get(line__code="H1")
    assert (row.numerator, row.denominator) == (9, 10)
    assert Value.objects.get(line__code="M03").note == "đủ"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"{", "a.json", "BAD_JSON"),
        (b'{"dataValues": []}', "a.json", "NO_VALUES"),
        (sheet(("Đơn vị", "Cột lạ"), ("CAX.X11", 1)), "a.xlsx", "WRONG_COLUMNS"),
        (sheet(("Kỳ", "2025-H2"), ("Đơn vị", "M03"), ("CAX.X11", 1)), "a.xlsx", "OTHER_PERIOD"),
        (b"PK\x03\x04 broken", "a.xlsx", "FILE_BROKEN"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_and_how_to_mend(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Problem) as refused:
        foreign.read(name, data, LINES, period="2026-H1")
    assert refused.value.fault.code == code
    assert refused.value.fault.remedy


def test_another_unit_s_cells_another_period_and_a_sent_report_are_refused(
    cast: Cast, commune: Submission
) -> None:
    assert faults(take(cast, values("CAX.X21"))) == [("NO_OBLIGATION", f"dataValues[{n}]") for n in (1, 2)]
    assert faults(take(cast, values(period="2025-H2"), who="commune_police")) == [
        ("OTHER_PERIOD", f"dataValues[{n}]") for n in (1, 2)
    ]
    with pytest.raises(BadInput):
        take(cast, values(), who="stranger_commune")
    Submission.objects.filter(pk=commune.pk).update(state="submitted")
    assert faults(take(cast, values()))[0][0] == "NOT_OPEN"
    assert held() == {}


def test_a_unit_that_merged_yesterday_says_where_its_figures_go(cast: Cast, commune: Submission) -> None:
    gone, heir = (Unit.objects.get(code=code) for code in ("CAX.X11", "CAX.X12"))
    Succession.objects.create(predecessor=gone, successor=heir, on=DAY)
    Placement.objects.filter(unit=gone).update(valid_to=DAY)
    Submission.objects.filter(pk=commune.pk).delete()
    Revision.renew()

    (fault,) = take(cast, values(M03="5"), day=DAY + timedelta(days=1)).faults
    assert fault.code == "UNIT_MERGED"
    assert "Công an phường Ế Ẩm từ ngày 01/07/2026" in fault.message
    assert "Công an phường Ế Ẩm" in fault.remedy


def test_two_units_of_one_name_ask_for_the_code(cast: Cast, commune: Submission) -> None:
    Placement.objects.filter(unit__code="CAX.X12").update(name="Công an xã Đồng Ấm")
    Revision.renew()
    data = sheet(("Đơn vị", "M03"), ("Công an xã Đồng Ấm", 3))
    assert faults(take(cast, data, "a.xlsx")) == [("UNIT_TWICE", "ô B2")]


def test_what_goes_out_comes_back_the_same(cast: Cast, commune: Submission) -> None:
    entered(cast["commune_police"], commune, M23="2,5")
    out = cells_batch.values_out(cast["province"], "PT-6T", ["2026-H1"], DAY, provisional=True)
    assert cells_batch.values_out(cast["province"], "PT-6T", ["2026-H1"], DAY) == []
    assert cells_batch.values_out(cast["stranger"], "PT-6T", ["2026-H1"], DAY, provisional=True) == []
    before = list(Value.objects.order_by("line__order").values("line__code", "value", "numerator", "keys"))

    for name, text in (("a.json", json.dumps({"dataValues": out})), ("a.csv", foreign.to_csv(out))):
        Value.objects.all().delete()
        assert take(cast, text.encode(), name, style=Style.ENGLISH).faults == ()
        after = list(Value.objects.order_by("line__order").values("line__code", "value", "numerator", "keys"))
        assert after == before


def test_a_report_entered_in_bulk_is_sent_like_any_other(cast: Cast, commune: Submission) -> None:
    filled = {"M03": "1", "M08": "Camera", "M09": "1", "K1": "1", "K2": "2", "X1": "3", "M19": "9"}
    told = [{"dataElement": code, "value": value} for code, value in filled.items()]
    told += [{"dataElement": "H1", "categoryOptionCombo": part, "value": "2"} for part in ("tử số", "mẫu số")]
    body = {"period": "2026-H1", "orgUnit": "CAX.X11", "dataValues": told}
    take(cast, json.dumps(body).encode(), who="commune_police")
    sent = operations.submit(actor=cast["commune_police"], submission=commune.pk, day=DAY, at=AT)
    assert (sent.state, sent.filled) == ("submitted", 9)

"""The roll-up pages ask as before: the same answer from the engine and from the database, and nobody sees more."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from lantoa.analytics import asking, engine, exports, keeping, queries
from lantoa.analytics.queries import Wish
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.reporting import queries as reporting
from lantoa.reporting.models import Form, Round
from tests.cast import CLUSTER, OTHER_CLUSTER, PASSWORD, Cast
from tests.reporting.build import AT, DAY, LINES, a_form, a_round, accepted, of

pytestmark = pytest.mark.django_db
PERIOD = ("2026-H1",)


@pytest.fixture
def form(cast: Cast) -> Form:
    form = a_form(cast["ministry"])
    found = a_round(cast["ministry"], form)
    accepted(cast["province"], cast["ministry"], of(found, "CA.T1"), M19=3)
    other: dict[str, Any] = {
        "M03": 30,
        "M08": "camera an  ninh; Xứ đạo bình yên",
        "M09": 2,
        "K1": 1,
        "K2": 300,
    }
    accepted(cast["stranger"], cast["ministry"], of(found, "CA.T2"), **other, X1=900, M19=1)
    return form


@pytest.mark.parametrize("scope", [{"unit": "BCA"}, {"unit": "VN"}, {"unit": "T1"}, {"cluster": CLUSTER}])
@pytest.mark.parametrize("provisional", [False, True])
def test_pages_are_told_the_same_by_both(
    cast: Cast, form: Form, scope: dict[str, str], provisional: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_rows = reporting.roll_up(cast["ministry"], form, PERIOD, DAY, provisional=provisional, **scope)
    keeping.keep(at=AT)
    monkeypatch.setattr("lantoa.reporting.totals.figures_of", None)
    from_files = reporting.roll_up(cast["ministry"], form, PERIOD, DAY, provisional=provisional, **scope)

    assert [line.total for line in from_files.lines] == [line.total for line in from_rows.lines]
    assert from_files.children == from_rows.children
    assert (from_files.reported, from_files.expected) == (from_rows.reported, from_rows.expected)
    assert len(from_files.lines) == len(LINES)


def ask(cast: Cast, who: str = "ministry", **wish: Any) -> queries.Figures:
    return queries.figures(cast[who], Wish("PT-6T", **{"periods": PERIOD, **wish}), DAY)


def test_any_level_and_every_kind(cast: Cast, form: Form) -> None:
    found = ask(cast, unit="VN", level="PROVINCE", codes=("M03", "K3"))
    assert [(one.unit, one.line.code, one.value) for one in found.rows] == [
        ("T1", "M03", 120), ("T1", "K3", Decimal("0.7000")), ("T2", "M03", 30), ("T2", "K3", Decimal("0.0033")),
    ]  # fmt: skip
    whole = {one.line.code: one for one in ask(cast, unit="VN").rows}
    assert whole["K3"].value == Decimal("0.1775")
    assert (whole["M03"].reported, whole["M03"].expected) == (2, 2)
    assert whole["M08"].value == 3
    each = ask(cast, unit="VN", codes=("M03",), each=True)
    assert [(one.period, one.value) for one in each.rows] == [("2026-H1", 150)]


def test_small_counts_are_hidden(cast: Cast, form: Form) -> None:
    found = ask(cast, unit="VN", codes=("M19",))
    assert [(one.value, one.hidden) for one in found.rows] == [(None, True)]


def test_a_stranger_finds_nothing(cast: Cast, form: Form) -> None:
    for scope in ({"unit": "CA.T1"}, {"unit": "BCA"}, {"unit": "T1"}, {"cluster": CLUSTER}):
        with pytest.raises(NotFound):
            ask(cast, "stranger_commune", **scope)
    with pytest.raises(NotFound):
        ask(cast, "stranger", unit="CA.T1")
    assert ask(cast, "stranger", unit="T2", codes=("M03",)).rows[0].value == 30
    with pytest.raises(NotFound):
        ask(cast, "stranger_head", cluster=CLUSTER)
    assert ask(cast, cluster=OTHER_CLUSTER, codes=("M03",)).rows[0].value == 30


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"unit": ""}, "ONE_SCOPE"),
        ({"unit": "VN", "level": "x"}, "UNKNOWN_LEVEL"),
        ({"unit": "VN", "periods": ("2027-H1",)}, "UNKNOWN_PERIOD"),
        ({"unit": "VN", "periods": ()}, "NO_PERIOD"),
        ({"unit": "VN", "codes": ("'; DROP",)}, "UNKNOWN_INDICATOR"),
    ],
)
def test_what_is_not_there_is_said(cast: Cast, form: Form, wish: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        ask(cast, **wish)
    assert refused.value.fault.code == code


def test_files_hold_what_the_page_shows(cast: Cast, form: Form, tmp_path: Any) -> None:
    found = ask(cast, unit="VN", level="PROVINCE")
    assert (
        exports.written(found, "csv")
        .decode("utf-8-sig")
        .splitlines()[1]
        .startswith("T1,Tỉnh Một,2026-H1,M03,")
    )
    sheet = load_workbook(io.BytesIO(exports.written(found, "xlsx"))).active
    assert sheet is not None
    assert sheet.max_row == 2 + len(found.rows)
    (tmp_path / "f.parquet").write_bytes(exports.written(found, "parquet"))
    rows = engine.cursor().read_parquet(str(tmp_path / "f.parquet")).filter("indicator = 'M03'")
    assert rows.project("unit, value").fetchall() == [("T1", Decimal(120)), ("T2", Decimal(30))]
    with pytest.raises(BadInput):
        exports.written(found, "pdf")


def test_the_api_answers_and_writes_files(cast: Cast, form: Form) -> None:
    client = Client()
    assert client.login(username="ministry", password=PASSWORD)
    asked = {"form": "PT-6T", "periods": "2026-H1", "unit": "VN", "codes": "M03"}
    told = client.get("/api/v1/figures", asked).json()
    assert [(one["value"], one["reported"]) for one in told["figures"]] == [("150", 2)]
    assert told["as_of"] >= told["stored_at"]
    file = client.get("/api/v1/figures", {**asked, "format": "csv"})
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get("/api/v1/figures", {**asked, "format": "pdf"}).status_code == 422


def test_queries_do_not_grow_with_periods_or_units(
    cast: Cast, form: Form, django_assert_max_num_queries: Any
) -> None:
    keeping.keep(at=AT)
    ask(cast, unit="VN")
    with django_assert_max_num_queries(20):
        ask(cast, unit="VN", level="PROVINCE")
    assert asking.holding(tuple(Round.objects.select_related("form"))) is not None

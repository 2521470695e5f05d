"""A pack says what each rule rests on, or is refused with pack, line, column and how to mend it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput
from lantoa.rulebook import packs
from lantoa.rulebook.reading import parse
from lantoa.rulebook.rules.rows import KINDS, Coefficient, Quota, Read, Row, with_confirmed
from lantoa.rulebook.rules.schema import rows

GOOD = """pack: quotas
defaults: {layer: national, read: V, valid_from: 2024-01-01, instrument: LAW2022}
rows:
  - {id: Q1, name: Thử, kind: percent, value: 0.15, clause: Điều 1}
"""


def load(text: str, pack: str = "quotas") -> tuple[Row, ...]:
    return rows(parse(pack, text), frozenset({"LAW2022"}))


def fault(text: str, pack: str = "quotas") -> tuple[str, str]:
    with pytest.raises(BadInput) as caught:
        load(text, pack)
    assert caught.value.fault.remedy
    return caught.value.fault.code, caught.value.fault.place


def test_a_good_row_is_exact_and_knows_its_line() -> None:
    [row] = load(GOOD)
    assert isinstance(row, Quota)
    assert (row.value, row.mark, row.at) == (Decimal("0.15"), Mark.VERIFIED, "quotas:4")


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        (", clause: Điều 1", "", "UNCITED", 4),
        ("clause: Điều 1", 'clause: " "', "UNCITED", 4),
        (", instrument: LAW2022", "", "UNCITED", 4),
        ("instrument: LAW2022", "instrument: LAW1", "UNKNOWN_INSTRUMENT", 4),
        ("kind: percent", "kind: percent, speed: 3", "UNKNOWN_KEY", 4),
        ("kind: percent, ", "", "MISSING_KEY", 4),
        ("value: 0.15", "value: much", "BAD_VALUE", 4),
        ("read: V", "read: seen", "UNKNOWN_KEY", 4),
        ("read: V", "read: restated", "NOT_RESTATED", 4),
        ("read: V", "read: confirmed", "NOT_SHIPPED", 4),
        ("2024-01-01", "hôm nay", "MISSING_KEY", 4),
        ("valid_from: 2024-01-01", "valid_from: 2024-01-01, valid_to: 2023-01-01", "BAD_VALUE", 4),
        ("valid_from: 2024-01-01", "valid_from: 2024-13-01", "BAD_YAML", 2),
        ("id: Q1, ", "id: Q1, id: Q2, ", "BAD_YAML", 4),
        ("pack: quotas", "pack: quota", "BAD_PACK", 1),
        ("rows:", "row:", "UNKNOWN_KEY", 4),
        ("{id: Q1", "[id: Q1", "BAD_YAML", 4),
        ("name: Thử", "name: !!python/name:os.system x", "BAD_YAML", 4),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_where_it_stands(old: str, new: str, code: str, line: int) -> None:
    found, place = fault(GOOD.replace(old, new))
    assert found == code
    assert place.startswith(f"packs/quotas.yaml, dòng {line}, cột ")


def test_the_column_is_that_of_the_wrong_value() -> None:
    wrong = GOOD.replace("value: 0.15", "value: much")
    column = wrong.splitlines()[3].index("much") + 1
    assert fault(wrong)[1] == f"packs/quotas.yaml, dòng 4, cột {column}"


def test_the_same_id_twice_is_refused_only_in_the_same_time() -> None:
    again = GOOD + "  - {id: Q1, name: Thử, kind: none, clause: Điều 2}\n"
    assert fault(again)[0] == "REPEATED_ID"
    apart = again.replace("clause: Điều 1", "clause: Điều 1, valid_to: 2025-01-01").replace(
        "clause: Điều 2", "clause: Điều 2, valid_from: 2025-01-01"
    )
    assert [row.clause for row in load(apart)] == ["Điều 1", "Điều 2"]


PREDICATE = """pack: eligibility
defaults: {layer: national, read: V, valid_from: 2024-01-01, instrument: LAW2022, clause: Điều 1}
rows:
  - id: E1
    name: Thử
    awards: [T_LDTT]
    subject: individual
    conditions:
      - {code: A, say: Thử, %s}
"""


@pytest.mark.parametrize(
    "node",
    [
        "streak: {award: T_CSTDCS}",
        "streak: {award: T_CSTDCS, years: three}",
        "streak: {award: T_CSTDCS, years: 3, months: 2}",
        "grade: {at_least: A+}",
        "merit: {kind: idea, scope: base}",
        "merit: {kind: initiative, scope: world}",
        "sometimes: {of: x}",
        "any: {of: x}",
        "flag: {name: a}, count: {of: x}",
    ],
)
def test_a_predicate_outside_the_language_is_refused(node: str) -> None:
    code, place = fault(PREDICATE % node, "eligibility")
    assert code in {"MISSING_KEY", "BAD_VALUE", "UNKNOWN_KEY"}
    assert place.startswith("packs/eligibility.yaml, dòng 9")


def refused_at(text: str) -> str:
    """Where a pack was refused; empty when it was taken."""
    try:
        load(text)
    except BadInput as error:
        return error.fault.place
    return ""


@given(st.text(max_size=60))
def test_any_text_is_a_located_error_never_a_crash(text: str) -> None:
    assert refused_at(text).startswith("packs/quotas.yaml")


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_shipped_pack_loads_and_cites(name: str) -> None:
    found = packs.pack(name)
    assert len(found) >= 2
    assert [row.id for row in found if not row.clause or not row.instrument] == []


def test_only_a_plain_reading_is_verified_and_the_three_that_restate_the_law() -> None:
    verified = {row.read for _, row in packs.every() if row.mark is Mark.VERIFIED}
    assert verified == {Read.V, Read.RESTATED}
    assert {row.id for _, row in packs.every() if row.read is Read.RESTATED} == {"E05", "E06", "E07"}


def test_one_province_another_sector_and_expired_texts_never_decide() -> None:
    foreign = {
        "QD86BN",
        "KH0125DL",
        "TT15BXD",
        "TT01TANDTC",
        "TT25KHCN",
        "TT28BGDDT",
        "BCA12",
        "ND91",
        "TT23",
        "QLKT",
    }
    decided = [(name, row.id) for name, row in packs.every()
               if row.instrument in foreign and row.mark is Mark.VERIFIED and name != "instruments"]  # fmt: skip
    assert decided == []
    assert [
        row.id
        for row in packs.thresholds(None)
        if row.kind in ("share", "compulsory") and row.mark is Mark.VERIFIED
    ] == []


def test_a_rule_is_not_in_force_before_its_instrument_or_long_after_it() -> None:
    span = {row.id: row.valid for row in packs.instruments(None)}
    # Catalogue names, prize arithmetic and thresholds outlive their decree; their notes say so.
    kept = {"awards", "bonus_rules", "thresholds", "instruments", "blocks", "deadlines", "dossiers"}
    outside = [
        (name, row.id)
        for name, row in packs.every()
        if name not in kept and not span[row.instrument].overlaps(row.valid)
    ]
    assert outside == []


def test_confirmed_rows_decide_and_others_stay() -> None:
    found = with_confirmed(packs.thresholds(date(2026, 11, 21)), {"V03"})
    marks = {row.id: (row.mark, row.read.label) for row in found}
    assert marks["V03"] == (Mark.VERIFIED, "đơn vị đã xác nhận")
    assert marks["V02"][0] is Mark.TO_CONFIRM


def test_governing_law_by_day() -> None:
    codes = {
        day: [row.id for row in packs.governing(date.fromisoformat(day))]
        for day in ("2019-05-01", "2023-12-31", "2024-01-01", "2025-07-01", "2026-10-01")
    }
    assert codes == {
        "2019-05-01": ["ND91"],
        "2023-12-31": ["ND91"],
        "2024-01-01": ["LAW2022", "ND98"],
        "2025-07-01": ["LAW2022", "ND152"],
        "2026-10-01": ["LAW2022", "LAW2026", "ND152"],
    }


def test_load_gives_every_pack_of_one_day() -> None:
    found = packs.load(date(2025, 7, 1))
    assert set(found) == set(KINDS)
    assert all(row.valid.covers(date(2025, 7, 1)) for rows_ in found.values() for row in rows_)
    districts = [row.decides for row in found["authorities"] if row.id == "A05"]  # type: ignore[attr-defined]
    assert districts == ["Chủ tịch UBND xã, phường, đặc khu"]


def test_ratios_name_existing_parts_and_coefficients_existing_awards() -> None:
    codes = {row.id for row in packs.indicators(None)}
    ratios = [row for row in packs.indicators(None) if row.aggregation == "ratio"]
    assert [row.id for row in ratios if not {row.numerator, row.denominator} <= codes] == []
    assert {row.aggregation for row in packs.indicators(None)} == {"sum", "stock", "distinct", "ratio"}
    named = {row.award for row in packs.coefficients(None) if isinstance(row, Coefficient)}
    assert named == set(packs.award_codes())


def test_packs_load_without_django() -> None:
    script = "import sys; from lantoa.rulebook import packs; list(packs.every()); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

"""Period codes on the civil calendar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.reporting.rules.periods import civil


@pytest.mark.parametrize(
    ("code", "start", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
    ],
)
def test_codes(code: str, start: str, last: str) -> None:
    span = civil(code)
    assert (str(span.start), str(span.last_day)) == (start, last)


@pytest.mark.parametrize(
    "code",
    ["", "25", "2025-H3", "2025-Q0", "2025-13", "2025-1", "2025-h1", "2025-H1 ", "1899", "2025-00", "٢٠٢٥"],
)
def test_unknown_codes_are_located(code: str) -> None:
    with pytest.raises(BadInput) as caught:
        civil(code, "values[3].period")
    assert (caught.value.fault.code, caught.value.fault.place) == ("UNKNOWN_PERIOD", "values[3].period")


@given(st.integers(1945, 8999))
def test_parts_fill_the_year(year: int) -> None:
    for parts in (
        [f"{year}-H{n}" for n in (1, 2)],
        [f"{year}-Q{n}" for n in (1, 2, 3, 4)],
        [f"{year}-{n:02d}" for n in range(1, 13)],
    ):
        spans = [civil(part) for part in parts]
        assert [span.end for span in spans[:-1]] == [span.start for span in spans[1:]]
        assert (spans[0].start, spans[-1].end) == (civil(str(year)).start, civil(str(year)).end)

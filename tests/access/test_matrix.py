"""The role matrix says exactly what the roles may do, once each."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.access import matrix
from lantoa.access.rules.roles import ALL_ACTIONS, ROLES, actions_of
from tests.cast import Cast

LINES = list(matrix.lines())


def test_the_tables_hold_every_role_and_action_once_and_nothing_else() -> None:
    shown = [
        (role.code, row.action)
        for table in matrix.tables(LINES)
        for row in table.rows
        for role, cell in zip(table.roles, row.cells, strict=True)
        if cell is not None
    ]
    assert len(shown) == len(set(shown))
    assert set(shown) == {(code, action) for code in ROLES for action in actions_of(code)}
    assert {row.action for table in matrix.tables(LINES) for row in table.rows} == ALL_ACTIONS


def test_a_table_has_no_empty_row_and_no_empty_column() -> None:
    for table in matrix.tables(LINES):
        assert all(any(row.cells) for row in table.rows), table.area
        assert all(any(row.cells[at] for row in table.rows) for at in range(len(table.roles))), table.area


def test_a_cell_tells_who_agrees_and_whether_it_is_handed_on() -> None:
    cells = {(one.role_code, one.action): one for one in LINES}
    vote = cells["COUNCIL_MEMBER", "commendation.council.vote"]
    sign = cells["SIGNER", "commendation.decision.sign"]
    assert (vote.delegable, vote.two_persons) == ("no", False)
    assert (sign.delegable, sign.two_persons) == ("signing", True)


def page(client: Client, **query: str) -> str:
    response = client.get(reverse("access:matrix"), query)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.fixture
def looking(cast: Cast, client: Client) -> Client:
    client.force_login(cast.users["commune_police"])
    return client


def test_the_page_shows_tables_with_words_beside_each_symbol(looking: Client) -> None:
    text = page(looking)
    cells = re.findall(r"<td>.*?</td>", text, re.DOTALL)
    assert len(cells) == sum(len(table.roles) * len(table.rows) for table in matrix.tables(LINES))
    assert all('class="hidden"' in cell for cell in cells)
    assert text.count('class="matrix"') == len(matrix.tables(LINES))
    assert "ủy quyền được khi ghi cách ký thay; hai người mới giao được" in text


def test_the_filters_narrow_the_tables(looking: Client) -> None:
    one_role = page(looking, vai="COUNCIL_MEMBER", phan="commendation")
    assert one_role.count('class="matrix"') == 1
    assert "Biểu quyết tại Hội đồng</a></th>" in one_role
    assert "Ký quyết định khen thưởng</a></th>" not in one_role
    assert "Không vai trò nào" in page(looking, vai="CLERK", phan="jobs")


def test_the_list_and_the_files_stay(looking: Client) -> None:
    text = page(looking, dang="danh-sach", vai="CLUSTER_MEMBER")
    assert 'class="matrix"' not in text
    assert "Thành viên cụm" in text
    assert "?vai=CLUSTER_MEMBER" in text
    file = looking.get(reverse("access:matrix"), {"xuat": "csv", "vai": "CLUSTER_MEMBER"}).content.decode()
    assert len(file.strip().splitlines()) == 1 + len(actions_of("CLUSTER_MEMBER"))

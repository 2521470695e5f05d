"""A change rests on a document that the product holds, shown as a link, or on one that is typed and marked so."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from click.testing import CliRunner
from django.test import Client

from lantoa.cli.units import command
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.organisation import change_queries, hooks, operations
from lantoa.organisation.models import UnitChange
from lantoa.organisation.operations import Wanted
from tests.cast import Cast
from tests.registry import desk

from .operations.test_scripts import script

DAY = date(2026, 11, 20)
DECREE = "Nghị định 152/2025/NĐ-CP về phân cấp trong thi đua, khen thưởng ngày 14/06/2025"


def renamed(cast: Cast, at: datetime, **said: str) -> UnitChange:
    given = {"basis": "", **said}
    wanted = Wanted(kind="rename", unit="CA.T2", name="Công an tỉnh Hai Mới", day=DAY, **given)
    return operations.make(actor=cast["administrator"], wanted=wanted, at=at)


def test_an_instrument_of_the_rulebook_is_the_basis_and_the_page_leads_to_it(
    cast: Cast, at: datetime, client: Client
) -> None:
    change = renamed(cast, at, citing="instrument:ND152")
    assert (change.basis, change.citing) == (DECREE, "instrument:ND152")
    assert Entry.objects.order_by("-seq")[0].payload.content["basis"] == DECREE
    client.force_login(cast.users["administrator"])
    page = client.get(f"/to-chuc/thay-doi/{change.pk}/").content.decode()
    assert f'<a href="/can-cu/van-ban/ND152/">{DECREE}</a>' in page


def test_what_was_typed_beside_it_is_kept(cast: Cast, at: datetime) -> None:
    assert renamed(cast, at, citing="instrument:ND152", basis="Điều 5").basis == f"{DECREE}; Điều 5"


def test_a_typed_basis_stays_text_and_says_so(cast: Cast, at: datetime, client: Client) -> None:
    change = renamed(cast, at, basis="Quyết định 12/QĐ-BCA")
    client.force_login(cast.users["administrator"])
    page = client.get(f"/to-chuc/thay-doi/{change.pk}/").content.decode()
    assert (change.citing, "ghi tay, chưa gắn văn bản" in page) == ("", True)


@pytest.mark.parametrize("key", ["instrument:KHONG", "incoming:999", "paper:1", "so 12", "incoming:x"])
def test_a_document_that_is_not_there_is_refused_and_nothing_is_written(
    cast: Cast, at: datetime, key: str
) -> None:
    with pytest.raises(NotFound) as refused:
        renamed(cast, at, citing=key)
    assert (refused.value.fault.code, UnitChange.objects.count()) == ("UNKNOWN_BASIS", 0)


def test_neither_cited_nor_typed_is_refused(cast: Cast, at: datetime) -> None:
    with pytest.raises(BadInput, match="căn cứ"):
        renamed(cast, at)


def test_an_incoming_paper_is_named_only_to_those_who_read_it(cast: Cast, at: datetime) -> None:
    paper = desk.came(cast, at)
    seen = hooks.Cited(f"incoming:{paper.pk}", cast["clerk"], at.date())
    hooks.citing.tell(seen)
    assert (seen.label, seen.link) == (
        "Văn bản số 18/KH-BCA-V05 ngày 27/02/2026 của Bộ Công an",
        f"/van-thu/den/{paper.pk}/",
    )
    hidden = hooks.Cited(f"incoming:{paper.pk}", cast["stranger"], at.date())
    hooks.citing.tell(hidden)
    assert (hidden.label, hidden.link) == ("", "")


def test_an_outgoing_paper_is_named_once_it_has_a_number(cast: Cast, at: datetime) -> None:
    paper = desk.numbered(cast, at)
    seen = hooks.Cited(f"paper:{paper.pk}", cast["clerk"], at.date())
    hooks.citing.tell(seen)
    assert seen.label.startswith(f"Văn bản số {paper.reference} ngày ")
    assert seen.link == f"/van-thu/{paper.pk}/"


def test_a_unit_and_a_set_cite_too(cast: Cast, at: datetime) -> None:
    operations.create_unit(
        actor=cast["administrator"], code="T9.1", kind="AGENCY", name="Cơ quan Chín", parent="BCA", day=DAY,
        basis="", citing="instrument:ND152", at=at,
    )  # fmt: skip
    assert UnitChange.objects.get().citing == "instrument:ND152"
    made = operations.reorganise(
        actor=cast["administrator"], script=script(citing="instrument:LAW2022"), at=at
    )
    found = change_queries.change(made.pk, visible_to=cast["administrator"], day=DAY)
    assert (found.basis, found.basis_link) == ("Nghị quyết 1", "/can-cu/van-ban/LAW2022/")


def test_the_form_offers_documents_and_asks_for_one_of_the_two(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["administrator"])
    address = "/to-chuc/CAX.X12/doi-ten/"
    assert "instrument:ND152" in client.get(address).content.decode()
    said = {"name": "Công an phường Mới", "day": "01/12/2026", "buoc": "ghi"}
    refused = client.post(address, said)
    assert (refused.status_code, UnitChange.objects.count()) == (422, 0)
    assert client.post(address, {**said, "citing": "instrument:ND152"}).status_code == 303
    assert UnitChange.objects.get().basis == DECREE


def test_the_api_and_the_command_cite(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["administrator"])
    body = {"kind": "rename", "unit": "CA.T2", "day": "2026-11-20", "name": "Công an tỉnh Hai Mới"}
    made = client.post(
        "/api/v1/unit-changes", {**body, "citing": "instrument:ND152"}, content_type="application/json"
    )
    assert (made.status_code, made.json()["basis_link"]) == (201, "/can-cu/van-ban/ND152/")
    told = CliRunner().invoke(
        command,
        ["rename", "CA.T1", "--name", "Công an tỉnh Một Mới", "--from", "2026-11-20", "--citing",
         "instrument:ND152", "--as", "administrator", "--json"],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert json.loads(told.output)["citing"] == "instrument:ND152"

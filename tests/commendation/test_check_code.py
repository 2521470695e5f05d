"""The QR on decisions and certificates: off by default, switched on by the authority's own clerk, for it alone."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from click.testing import CliRunner
from django.test import Client

from lantoa.cli.main import group
from lantoa.commendation.certificates import certificates
from lantoa.commendation.models import Decision
from lantoa.commendation.papers import decision as paper
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.registry import operations, queries
from tests.cast import Cast
from tests.commendation.round import DAY, issued, title_dossier

HERE = "https://thidua.vi-du.vn/tra-cuu"


def switch(cast: Cast, at: datetime, address: str, who: str = "clerk", unit: str = "CA.T1") -> None:
    operations.set_check_page(actor=cast[who], unit=unit, address=address, day=DAY, at=at)


@pytest.mark.django_db
def test_off_until_the_clerk_switches_it_on_and_off_again(cast: Cast, at: datetime) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    assert paper(decision).mark is None
    assert {one.mark for one in certificates(decision)} == {None}
    switch(cast, at, f"{HERE}/")
    drawn = paper(decision).mark
    assert drawn is not None
    assert drawn.said.endswith(f"{HERE}/{decision.public_code}/")
    assert {one.mark for one in certificates(decision)} == {drawn}
    switch(cast, at, "")
    assert paper(decision).mark is None
    told = Entry.objects.filter(action="registry.check_page.set").order_by("pk")
    assert [one.subject for one in told] == ["organisation.unit:CA.T1"] * 2


@pytest.mark.django_db
def test_only_that_unit_s_published_papers_carry_it(cast: Cast, at: datetime) -> None:
    switch(cast, at, HERE)
    assert queries.check_address("CA.T2", "X") == ""
    decision = issued(cast, title_dossier(cast, at), at)
    Decision.objects.filter(pk=decision.pk).update(published=False)
    decision.refresh_from_db()
    assert paper(decision).mark is None


@pytest.mark.django_db
def test_an_address_that_a_telephone_cannot_open_and_a_stranger_are_refused(cast: Cast, at: datetime) -> None:
    for bad in (
        "thidua.vi-du.vn",
        "javascript:alert(1)",
        "https://a b",
        "https://x/?q=1",
        "https://" + "x" * 120,
    ):
        with pytest.raises(BadInput):
            switch(cast, at, bad)
    with pytest.raises(NotFound):
        switch(cast, at, HERE, unit="CA.T2")
    assert list(queries.check_pages(cast["clerk"], DAY)) == []


@pytest.mark.django_db
def test_page_api_and_command_set_the_same_switch(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["clerk"])
    url = "/van-thu/day-so/ma-qr/"
    assert "http://testserver/tra-cuu" in client.get(url).content.decode()
    assert client.post(url, {"unit": "CA.T1", "address": HERE, "basis": "Quy chế"}).status_code == 303
    assert HERE in client.get("/van-thu/day-so/").content.decode()
    api = "/api/v1/registry/check-pages"
    assert client.get(api).json() == [{"unit": "CA.T1", "address": HERE}]
    off = client.post(api, json.dumps({"unit": "CA.T1", "address": ""}), content_type="application/json")
    assert off.json() == {"unit": "CA.T1", "address": ""}
    words = ["registry", "check-page", "CA.T1", HERE, "--as", cast.users["clerk"].username]
    assert CliRunner().invoke(group, words, catch_exceptions=False).output.strip() == f"CA.T1: {HERE}"

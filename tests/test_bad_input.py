"""What people get wrong, at every door where they can: a clear answer each time, and nothing entered is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.commendation import operations as commendation
from lantoa.commendation.models import CouncilBallot, Dossier
from lantoa.journal.models import Entry
from lantoa.organisation.models import Placement, Unit
from lantoa.registry.models import StoredFile
from lantoa.reporting import queries as reporting
from lantoa.reporting.models import Submission, Value
from tests.bad_input.doors import Person, clear
from tests.bad_input.files import BAD
from tests.cast import Cast
from tests.commendation.round import DAY, council, title_dossier, verified
from tests.reporting.build import DAY as REPORTED
from tests.reporting.build import a_form, a_round, entered, of
from tests.reporting.test_workbooks import ROW, a_sheet, edited

XLSX = "bieu.xlsx"


# Figures ---------------------------------------------------------------------------------------------


@pytest.fixture
def report(cast: Cast) -> Submission:
    """CA.T1's report with its figures entered."""
    row = of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")
    return entered(cast["province"], row)


def figures() -> list[tuple[Any, ...]]:
    return list(Value.objects.order_by("pk").values_list("line__code", "value", "numerator", "keys"))


def of_report(report: Submission) -> tuple[object, ...]:
    return ("--form", "PT-6T", "--period", report.round.period, "--unit", "CA.T1")


def test_a_value_out_of_range(cast: Cast, report: Submission, at: datetime, tmp_path: Path) -> None:
    who, before = Person(cast, "province", at), figures()
    wrong = tmp_path / XLSX
    wrong.write_bytes(
        edited(reporting.template(report, REPORTED), lambda page: page.__setitem__(f"E{ROW['M03']}", -1))
    )
    typed = {"v-M03": "-1", "v-M09": "41", "g-M19": "đã đối chiếu sổ"}

    faults = [
        who.page(f"/bao-cao/{report.pk}/", typed),
        who.api("put", f"/reporting/submissions/{report.pk}/values", {"values": {"M03": -1, "M09": 41}}),
        who.command("reporting", "import", wrong, *of_report(report)),
    ]

    assert {fault.code for fault in faults} == {"NEGATIVE"}
    for fault in faults:
        clear(fault)
    for kept in ('value="-1"', 'value="41"', 'value="đã đối chiếu sổ"'):
        assert kept in who.said
    assert figures() == before


def test_a_file_with_wrong_columns(cast: Cast, report: Submission, at: datetime, tmp_path: Path) -> None:
    who, before = Person(cast, "province", at), figures()
    data = a_sheet(("Tên", "Con số"), ("M03", 5))
    wrong = tmp_path / XLSX
    wrong.write_bytes(data)

    faults = [
        who.page(f"/bao-cao/{report.pk}/nhap-tep/", {"tep": SimpleUploadedFile(XLSX, data)}),
        who.api("post", f"/reporting/submissions/{report.pk}/file", file=SimpleUploadedFile(XLSX, data)),
        who.command("reporting", "import", wrong, *of_report(report)),
    ]

    assert {fault.code for fault in faults} == {"WRONG_COLUMNS"}
    for fault in faults:
        clear(fault)
    assert figures() == before


# Files -----------------------------------------------------------------------------------------------


@pytest.fixture
def dossier(cast: Cast, at: datetime) -> Dossier:
    return title_dossier(cast, at)


@pytest.mark.parametrize("bad", BAD)
def test_a_file_that_no_door_takes(
    cast: Cast, dossier: Dossier, at: datetime, tmp_path: Path, bad: str
) -> None:
    name, data, codes = BAD[bad]
    who, order = Person(cast, "emulation", at), dossier.papers.filter(source="brought").first().order
    path = tmp_path / name
    path.write_bytes(data)
    entries, papers = Entry.objects.count(), list(dossier.papers.values())

    faults = [
        who.page(
            f"/khen-thuong/ho-so/{dossier.pk}/thanh-phan/{order}/", {"file": SimpleUploadedFile(name, data)}
        ),
        who.api(
            "post",
            f"/commendation/dossiers/{dossier.pk}/papers/{order}",
            file=SimpleUploadedFile(name, data),
        ),
        who.command("commendation", "dossier", "paper", dossier.pk, order, path),
    ]

    for fault in faults:
        assert fault.code in codes
        clear(fault)
    assert "đấu tranh chuyên án" not in who.said
    assert list(dossier.papers.values()) == papers
    assert (Entry.objects.count(), StoredFile.objects.count()) == (entries, 0)


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_article_keeps_what_was_typed_beside_it(cast: Cast, at: datetime, bad: str) -> None:
    name, data, _codes = BAD[bad]
    who = Person(cast, "province", at)
    fault = who.page(
        "/trich-xuat/moi/",
        {"unit": "CA.T1", "origin": "Báo tỉnh, 12/10/2026", "file": SimpleUploadedFile(name, data)},
    )
    assert fault.place == "#id_file"
    assert 'value="Báo tỉnh, 12/10/2026"' in who.said
    assert StoredFile.objects.count() == 0


# Units -----------------------------------------------------------------------------------------------

UNIT = {
    "code": "CAX.X11",
    "kind": "COMMUNE_POLICE",
    "name": "Công an xã Đồng Ấm",
    "parent": "CA.T2",
    "basis": "Quyết định 12/QĐ-BCA ngày 05/01/2026",
}


@pytest.mark.parametrize(
    ("change", "code"),
    [({}, "TWO_PLACEMENTS"), ({"code": "CAX.X99", "parent": "CA.KHONG"}, "UNKNOWN_UNIT")],
    ids=["ở hai nơi cùng lúc", "đơn vị không có"],
)
def test_a_unit_in_two_places_and_an_unknown_one(
    cast: Cast, at: datetime, change: dict[str, str], code: str
) -> None:
    who, unit = Person(cast, "administrator", at), {**UNIT, **change}
    before = (Unit.objects.count(), list(Placement.objects.order_by("pk").values()))
    options = [word for name in ("kind", "name", "parent", "basis") for word in (f"--{name}", unit[name])]

    faults = [
        who.page("/to-chuc/moi/", {**unit, "day": "01/12/2026"}),
        who.api("post", "/units", {**unit, "day": "2026-12-01"}),
        who.command("units", "create", unit["code"], *options, "--from", "01/12/2026"),
    ]

    assert {fault.code for fault in faults} == {code}
    for fault in faults:
        clear(fault)
    for kept in (unit["code"], unit["name"], unit["parent"], unit["basis"], "01/12/2026"):
        assert f'value="{kept}"' in who.said
    assert (Unit.objects.count(), list(Placement.objects.order_by("pk").values())) == before


# Votes -----------------------------------------------------------------------------------------------


def test_a_vote_after_closing(cast: Cast, at: datetime) -> None:
    ballot = _closed(cast, at)
    counted = CouncilBallot.objects.filter(pk=ballot).values().get()
    who = Person(cast, "council_member", at)

    faults = [
        who.page(f"/khen-thuong/bo-phieu/{ballot}/", {"vote": "yes"}),
        who.api("post", f"/commendation/ballots/{ballot}/votes", {"yes": True}),
        who.command("commendation", "vote", "cast", ballot, "--yes"),
    ]

    assert len({fault.code for fault in faults}) == 1
    for fault in faults:
        clear(fault)
    assert CouncilBallot.objects.filter(pk=ballot).values().get() == counted


def _closed(cast: Cast, at: datetime) -> int:
    emulation = {"actor": cast["emulation"], "day": DAY, "at": at}
    of_ = verified(cast, title_dossier(cast, at), at)
    (ballot,) = commendation.open_vote(council=council(cast, at), dossiers=[of_], **emulation)
    commendation.record_count(ballot=ballot, present=20, yes_present=17, **emulation)
    return int(ballot.pk)

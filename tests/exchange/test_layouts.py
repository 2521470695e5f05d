"""A unit's own layouts: kept by version, filled from live facts, not there for another unit; page, API, command."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from lantoa.cli import paper as told
from lantoa.exchange import layouts, operations
from lantoa.exchange.models import Layout, LayoutVersion
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from tests.cast import Cast
from tests.documents.filling.test_word import template
from tests.programme import build as movement
from tests.reporting import build as reporting

DAY = date(2026, 11, 21)
BASE = "/mau-rieng/"


def add(
    cast: Cast, at: datetime, data: bytes, *, sort: str = "WORD", file_name: str = "mau.docx", **more: str
) -> Layout:
    given = {"unit": "CA.T1", "paper": "launch_plan", "name": "Mẫu kế hoạch tỉnh Một"} | more
    return operations.add_layout(
        actor=cast["province"], sort=sort, file_name=file_name, data=data, day=DAY, at=at, **given
    )


def form() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu"
    sheet["A1"], sheet["A2"] = "Cơ quan ban hành:", "Trích yếu:"
    sheet["C3"] = "hết"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_template_is_kept_tried_and_filled_from_live_facts(cast: Cast, at: datetime) -> None:
    campaign = movement.launched(cast)
    row = add(cast, at, template("{{ co_quan }}: {{ trich_yeu }}"))
    facts = layouts.facts("launch_plan", str(campaign.pk), actor=cast["province"], day=DAY)
    version = layouts.version_of(row)
    assert layouts.dry_run(version, facts).unknown == ()
    content, kind = layouts.filled(version, facts, draft=True)
    text = docx.Document(io.BytesIO(content)).paragraphs[0].text
    assert (kind, facts.values["trich_yeu"] in text) == ("docx", True)
    assert list(Entry.objects.order_by("seq").values_list("action", flat=True))[-1] == "exchange.layout.add"


def test_another_unit_sees_nothing(cast: Cast, at: datetime, client: Client) -> None:
    row = add(cast, at, template("{{ co_quan }}"))
    assert list(layouts.layouts(cast["stranger"], DAY)) == []
    with pytest.raises(NotFound):
        layouts.layout(row.pk, visible_to=cast["stranger"], day=DAY)
    with pytest.raises(NotFound):
        operations.withdraw_layout(actor=cast["stranger"], layout=row.pk, day=DAY, at=at)
    with pytest.raises(NotFound):
        operations.add_layout(
            actor=cast["stranger"], unit="CA.T1", paper="launch_plan", name="x", sort="WORD", file_name="a.docx",
            data=template("x"), day=DAY, at=at,
        )  # fmt: skip
    client.force_login(cast.users["stranger"])
    assert row.name not in client.get(BASE).content.decode()
    for path in (
        f"{BASE}{row.pk}/",
        f"{BASE}{row.pk}/goc/1",
        f"/api/v1/layouts/{row.pk}",
        f"{BASE}{row.pk}/tep?key=1",
    ):
        assert client.get(path).status_code == 404
    assert client.get("/api/v1/layouts").json() == []


def test_versions_are_kept_and_what_was_withdrawn_comes_back(cast: Cast, at: datetime) -> None:
    row = add(cast, at, template("{{ co_quan }}"))
    operations.add_version(
        actor=cast["province"],
        layout=row.pk,
        file_name="moi.docx",
        data=template("{{ trich_yeu }}"),
        day=DAY,
        at=at,
    )
    assert list(
        LayoutVersion.objects.filter(layout=row).order_by("number").values_list("number", flat=True)
    ) == [1, 2]
    assert layouts.dry_run(layouts.version_of(row, 1)).asked == ("co_quan",)
    operations.withdraw_layout(actor=cast["province"], layout=row.pk, day=DAY, at=at)
    assert not layouts.layouts(cast["province"], DAY).exists()
    operations.restore_layout(actor=cast["province"], layout=row.pk, day=DAY, at=at)
    with pytest.raises(Conflict):
        operations.restore_layout(actor=cast["province"], layout=row.pk, day=DAY, at=at)


def test_bad_files_names_and_sorts_keep_nothing(cast: Cast, at: datetime) -> None:
    for data, more in (
        (template("{{ co_quan.__class__ }}"), {}),
        (b"rot", {}),
        (template("x"), {"name": " "}),
        (template("x"), {"sort": "KHAC"}),
    ):
        with pytest.raises(BadInput):
            add(cast, at, data, **more)
    with pytest.raises(NotFound):
        add(cast, at, template("x"), paper="khong_co")
    assert not Layout.objects.exists()


def test_a_form_is_mapped_once_and_filled_ever_after(cast: Cast, at: datetime) -> None:
    campaign = movement.launched(cast)
    row = operations.add_layout(
        actor=cast["province"], unit="CA.T1", paper="launch_plan", name="Biểu của Bộ", sort="FORM",
        file_name="bieu.xlsx", data=form(), day=DAY, at=at,
    )  # fmt: skip
    assert layouts.version_of(row).mapping == {"Biểu!B1": "co_quan", "Biểu!B2": "trich_yeu"}
    operations.map_form(
        actor=cast["province"], layout=row.pk, mapping={"Biểu!B1": "co_quan", "Biểu!B2": ""}, day=DAY, at=at
    )
    facts = layouts.facts("launch_plan", str(campaign.pk), actor=cast["province"], day=DAY)
    content, kind = layouts.filled(layouts.version_of(row), facts, draft=False)
    sheet = load_workbook(io.BytesIO(content))["Biểu"]
    assert (kind, sheet["B1"].value, sheet["B2"].value) == ("xlsx", facts.values["co_quan"], None)
    with pytest.raises(BadInput):
        operations.map_form(
            actor=cast["province"], layout=row.pk, mapping={"Biểu!B1": "khong_co"}, day=DAY, at=at
        )
    assert layouts.version_of(row).number == 2


def test_a_reports_figures_fill_a_template(cast: Cast, at: datetime) -> None:
    made = reporting.a_form(cast["ministry"])
    round_ = reporting.a_round(cast["ministry"], made)
    reporting.accepted(cast["province"], cast["ministry"], reporting.of(round_, "CA.T1"))
    facts = layouts.facts(
        "half_year_report", f"{made.pk}|u|BCA@{round_.period}", actor=cast["ministry"], day=DAY
    )
    assert facts.values["so_lieu_m03"] == "120"


def test_the_pages(cast: Cast, at: datetime, client: Client) -> None:
    campaign = movement.launched(cast)
    client.force_login(cast.users["province"])
    assert "Thêm mẫu" in client.get(BASE).content.decode()
    assert "{{" not in client.get(f"{BASE}truong/launch_plan/").content.decode()
    given = {"unit": "CA.T1", "paper": "launch_plan", "name": "Mẫu riêng", "sort": "WORD"}
    bad = client.post(
        f"{BASE}them/", {**given, "file": SimpleUploadedFile("a.docx", template("{{ a.b() }}"))}
    )
    assert (bad.status_code, "Mẫu riêng" in bad.content.decode()) == (422, True)
    sent = SimpleUploadedFile("a.docx", template("{{ trich_yu }} {{ ngay_ban_hanh }}"))
    url = client.post(f"{BASE}them/", {**given, "file": sent}).headers["Location"]
    assert "trich_yeu" in client.get(url).content.decode(), "what may be meant"
    renewed = SimpleUploadedFile("b.docx", template("{{ trich_yeu }} {{ ngay_ban_hanh }}"))
    assert client.post(f"{url}phien-ban/", {"file": renewed}).status_code == 303
    page = client.get(url, {"key": campaign.pk}).content.decode()
    assert "Tải bản dự thảo" in page
    assert client.get(f"{url}tep", {"key": campaign.pk, "du_thao": "1"}).content[:2] == b"PK"
    assert client.get(url, {"key": "khong-co"}).status_code == 404
    assert client.get(f"{url}goc/1")["Content-Disposition"].startswith("attachment")
    assert client.post(f"{url}rut/").status_code == 303
    assert client.post(f"{url}khoi-phuc/").status_code == 303
    book = SimpleUploadedFile("bieu.xlsx", form())
    url = client.post(f"{BASE}them/", {**given, "sort": "FORM", "file": book}).headers["Location"]
    assert "Biểu!B1" in client.get(url).content.decode()
    assert client.post(f"{url}gan/", {"o0": "dia_danh"}).status_code == 303
    assert client.post(f"{url}gan/", {"o0": "sai"}).status_code == 422


def test_the_api(cast: Cast, at: datetime, client: Client) -> None:
    campaign = movement.launched(cast)
    client.force_login(cast.users["province"])
    given = {"unit": "CA.T1", "paper": "launch_plan", "name": "Biểu", "sort": "FORM"}
    made = client.post("/api/v1/layouts", {**given, "file": SimpleUploadedFile("bieu.xlsx", form())})
    assert made.status_code == 201
    pk = made.json()["id"]
    assert client.get("/api/v1/layouts/fields/launch_plan").json()[0]["label"]
    assert client.get(f"/api/v1/layouts/{pk}/dry-run").json()["blanks"]["Biểu!B1"] == "Cơ quan ban hành"
    body = json.dumps({"mapping": {"Biểu!B1": "trich_yeu"}})
    assert client.post(f"/api/v1/layouts/{pk}/mapping", body, "application/json").json()["version"] == 2
    assert client.get(f"/api/v1/layouts/{pk}/file", {"key": campaign.pk}).content[:2] == b"PK"
    again = client.post(f"/api/v1/layouts/{pk}/versions", {"file": SimpleUploadedFile("bieu.xlsx", form())})
    assert again.json()["mapping"] == {"Biểu!B1": "trich_yeu"}
    assert client.post(f"/api/v1/layouts/{pk}/withdraw").status_code == 204
    assert client.post(f"/api/v1/layouts/{pk}/restore").status_code == 200


def test_the_commands(cast: Cast, at: datetime, tmp_path: Path) -> None:
    campaign = movement.launched(cast)

    def run(*words: str) -> object:
        answer = CliRunner().invoke(told.command, [*words, "--json"], catch_exceptions=False)
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)

    (tmp_path / "bieu.xlsx").write_bytes(form())
    (tmp_path / "gan.json").write_text('{"Biểu!B1": "trich_yeu"}')
    who = ("--as", "province")
    pk = str(run("layout-add", str(tmp_path / "bieu.xlsx"), "--unit", "CA.T1", "--paper", "launch_plan", "--name",
                 "Biểu", "--sort", "FORM", *who)["id"])  # fmt: skip
    assert run("layout-map", pk, str(tmp_path / "gan.json"), *who)["version"] == 2
    assert run("layout-try", pk, "--key", str(campaign.pk), *who)["ready"]
    assert [row["version"] for row in run("layouts", *who)] == [2]
    assert run("fields", "launch_plan")[0]["code"]
    run("fill", pk, str(campaign.pk), "--out", str(tmp_path / "ra.xlsx"), *who)
    assert (tmp_path / "ra.xlsx").read_bytes()[:2] == b"PK"

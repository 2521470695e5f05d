"""Exchange by pages, API and command; and one round trip between two data folders of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.cli import exchange as told
from lantoa.exchange import container, keys
from lantoa.exchange.models import Package, Peer
from tests.cast import Cast

BASE = "/trao-doi/"
BASIS = "Văn bản 7/TT"


@pytest.fixture
def card_b(settings, tmp_path: Path) -> str:
    """Be deployment A; B's card is at hand, its keys in ``tmp_path / "b"``."""
    settings.DATA = tmp_path / "b"
    keys.make()
    card = keys.card("Bản cài B")
    settings.DATA = tmp_path / "a"
    keys.make()
    return card


def mark(card: str) -> str:
    read = keys.read_card(card)
    return container.spaced(container.fingerprint(read["signing"], read["sealing"]))


def test_a_package_by_the_pages(cast: Cast, client: Client, card_b: str, settings, tmp_path: Path) -> None:
    client.force_login(cast.users["administrator"])
    wrong = client.post(f"{BASE}dang-ky/", {"card": card_b, "fingerprint": "abcd", "basis": BASIS})
    assert wrong.status_code == 422
    assert "Dấu vân tay nhập vào không phải" in wrong.content.decode()
    given = {"card": card_b, "fingerprint": mark(card_b), "basis": BASIS}
    assert client.post(f"{BASE}dang-ky/", given).status_code == 303
    asked = {"peer": Peer.objects.get().pk, "unit": "CA.T1", "parts": ["units", "clusters"]}
    shown = client.post(f"{BASE}gui/", asked).content.decode()
    assert "Đơn vị: 3" in shown
    assert not Package.objects.exists()
    here = client.post(f"{BASE}gui/", {**asked, "gui": "1"}).headers["Location"]
    data = client.get(f"{here}tep/").content
    card_a = keys.card("Bản cài A")
    settings.DATA = tmp_path / "b"
    client.post(f"{BASE}dang-ky/", {"card": card_a, "fingerprint": mark(card_a), "basis": BASIS})
    bad = client.post(f"{BASE}nhan/", {"file": SimpleUploadedFile("goi.lantoa", data[:-1] + b"x")})
    assert bad.status_code == 422
    taken = client.post(f"{BASE}nhan/", {"file": SimpleUploadedFile("goi.lantoa", data)}).headers["Location"]
    page = client.get(taken).content.decode()
    assert "Giống" in page
    assert "Ghi vào hệ thống" in page
    assert client.get(taken, {"xuat": "csv"}).status_code == 200
    assert client.post(f"{taken}ghi/").status_code == 303
    assert "Đã ghi" in client.get(taken).content.decode()
    assert client.get(f"{BASE}da-nhan/").status_code == 200
    peer = Peer.objects.order_by("pk").first()
    assert client.post(f"{BASE}noi/{peer.pk}/thoi/", {"reason": "Xong"}).status_code == 303


@pytest.mark.parametrize("who", ["province", "ministry", "stranger", "nobody"])
def test_others_find_nothing(cast: Cast, client: Client, card_b: str, who: str) -> None:
    client.force_login(cast.users["administrator"])
    client.post(f"{BASE}dang-ky/", {"card": card_b, "fingerprint": mark(card_b), "basis": BASIS})
    client.force_login(cast.users[who])
    assert client.get(BASE).status_code == 404
    assert client.get(f"{BASE}gui/").status_code == 403
    assert client.get("/api/v1/exchange/peers").json() == []
    assert client.get("/api/v1/exchange/packages").json() == []
    assert "Bản cài B" not in client.get(f"{BASE}da-nhan/").content.decode()


def test_a_package_by_the_api(cast: Cast, client: Client, card_b: str, settings, tmp_path: Path) -> None:
    client.force_login(cast.users["administrator"])

    def post(path: str, **body: object):
        return client.post(f"/api/v1/exchange{path}", body, content_type="application/json")

    peer = post("/peers", card=card_b, fingerprint=mark(card_b), basis=BASIS).json()
    choice = {"peer": peer["id"], "unit": "CA.T1", "parts": ["units"]}
    assert post("/packages", **choice, preview=True).json()["contents"] == {"units": 3}
    made = post("/packages", **choice).json()
    assert post("/packages", **{**choice, "parts": ["secrets"]}).status_code == 422
    data = client.get(f"/api/v1/exchange/packages/{made['id']}/file").content
    card_a = keys.card("A")
    settings.DATA = tmp_path / "b"
    post("/peers", card=card_a, fingerprint=mark(card_a), basis=BASIS)
    opened = client.post("/api/v1/exchange/packages/open", {"file": SimpleUploadedFile("goi", data)}).json()
    assert {line["change"] for line in opened["lines"]} == {"same"}
    assert client.get(f"/api/v1/exchange/packages/{opened['id']}").json()["state"] == "OPENED"
    assert post(f"/packages/{opened['id']}/apply").json() == {
        "new": 0,
        "changed": 0,
        "same": 3,
        "conflict": 0,
    }
    assert post(f"/packages/{opened['id']}/apply").status_code == 409
    assert post(f"/peers/{peer['id']}/withdraw", reason="Xong").json()["withdrawn_at"]


def test_commands_make_and_open(cast: Cast, card_b: str, settings, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(told.command, words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    who = ("--as", "administrator")
    card, path = tmp_path / "b.json", tmp_path / "goi.lantoa"
    card.write_text(card_b, encoding="utf-8")
    run("register", str(card), *who, "--fingerprint", mark(card_b), "--basis", BASIS)
    peer = str(Peer.objects.get().pk)
    assert "Đơn vị: 3" in run(
        "make", str(path), *who, "--peer", peer, "--unit", "CA.T1", "--part", "units", "--dry-run"
    )
    run("make", str(path), *who, "--peer", peer, "--unit", "CA.T1", "--part", "units")
    card.write_text(keys.card("A"), encoding="utf-8")
    settings.DATA = tmp_path / "b"
    run(
        "register", str(card), *who, "--fingerprint", mark(card.read_text(encoding="utf-8")), "--basis", BASIS
    )
    opened = json.loads(run("open", str(path), *who, "--json"))
    assert "giống 3" in run("apply", str(opened["id"]), *who)
    assert json.loads(run("list", *who, "--json"))["packages"][0]["state"] == "APPLIED"
    assert "Bản cài B" in run("list", *who)
    assert "Đã thôi" in run("withdraw", peer, *who, "--reason", "Xong")


SETUP = """
import sys
from tests.conftest import AT
from tests.cast import build_cast
build_cast(AT)
if sys.argv[1] == "a":
    from lantoa.organisation.models import Placement, Revision, Unit
    Placement.objects.create(unit=Unit.objects.create(code="KDC.1"), parent=Unit.objects.get(code="CAX.X11"),
                             kind="RESIDENTIAL_AREA", name="Thôn Một", valid_from="2026-01-01")
    Revision.renew()
"""
"""What each folder holds at first; A has one unit more."""


@pytest.mark.slow
def test_two_deployments_with_databases_of_their_own(laid: Path, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]

    def run(side: str, *words: str) -> str:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("LANTOA_")},
            "LANTOA_DATA": str(tmp_path / side), "LANTOA_SECRET_KEY": "k" * 60, "LANTOA_TODAY": "2026-11-21",
            "LANTOA_NETWORK": "internal", "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
            "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}", "PYTHONUTF8": "1",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, *words], env=environment, cwd=root, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def lantoa(side: str, *words: str) -> str:
        return run(side, "-c", "import sys; from lantoa.cli.main import main; sys.exit(main())", *words)

    who = ("--as", "administrator")
    for side in "ab":
        (tmp_path / side).mkdir()
        shutil.copy(laid, tmp_path / side)
        run(side, "-c", "import django; django.setup()" + SETUP, side)
        lantoa(side, "exchange", "keys")
        (tmp_path / f"{side}.json").write_text(lantoa(side, "exchange", "card"), encoding="utf-8")
    for side, other in ("ab", "ba"):
        card = tmp_path / f"{other}.json"
        lantoa(side, "exchange", "register", str(card), *who, "--basis", BASIS, "--fingerprint",
               mark(card.read_text(encoding="utf-8")))  # fmt: skip
    path = str(tmp_path / "goi.lantoa")
    lantoa("a", "exchange", "make", path, *who, "--peer", "1", "--unit", "CA.T1", "--part", "units")
    opened = json.loads(lantoa("b", "exchange", "open", path, *who, "--json"))
    assert [line["key"] for line in opened["lines"] if line["change"] == "new"] == ["KDC.1"]
    counts = json.loads(lantoa("b", "exchange", "apply", "1", *who, "--json"))
    assert counts == {"new": 1, "changed": 0, "same": 3, "conflict": 0}
    assert json.loads(lantoa("b", "units", "show", "KDC.1", "--json"))["name"] == "Thôn Một"

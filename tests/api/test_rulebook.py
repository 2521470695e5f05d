"""The rulebook through the API: for a unit with its trace, two days, instruments, rules of one's own, files."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.test_assessment import Api
from tests.cast import Cast
from tests.registry.test_official import DATA
from tests.rulebook.test_local_packs import TEXT


def test_rules_hold_for_a_unit_with_the_trace(cast: Cast, at: datetime) -> None:
    office = Api(cast, "council_office", at)
    preview = office("POST", "local-rules", {"text": TEXT, "dry_run": True})
    assert (preview.status_code, preview.json()["id"], len(preview.json()["rules"])) == (200, None, 2)
    made = office("POST", "local-rules", {"text": TEXT})
    assert made.status_code == 201
    (held,) = office("GET", "rules/H02?on=2026-11-21&unit=UB.T1").json()
    assert [step["layer"] for step in held["trace"]] == ["national", "local"]
    assert held["trace"][1]["delegation"] == "NĐ 152/2025, Điều 6 khoản 2 điểm c"
    assert len(office("GET", "rules/X03").json()) > 1
    assert len(office("GET", "rules?pack=dossiers&limit=2").json()) == 2
    other = Api(cast, "stranger", at)
    assert other("GET", "rules?unit=UB.T1").status_code == 404
    assert other("GET", "local-rules").json() == []
    path = f"local-rules/{made.json()['id']}"
    assert other("GET", path).status_code == 404
    assert other("POST", f"{path}/withdraw", {"reason": "x"}).status_code == 404
    assert office("POST", f"{path}/withdraw", {"reason": "nạp nhầm"}).json()["withdrawn"] is True
    assert office("POST", f"{path}/restore").json()["withdrawn"] is False


def test_a_faulty_file_names_every_line(cast: Cast, at: datetime) -> None:
    answer = Api(cast, "council_office", at)("POST", "local-rules", {"text": TEXT.replace("H02", "V03")})
    assert answer.status_code == 422
    assert "problem+json" in answer["Content-Type"]
    assert "V03" in answer.content.decode()


def test_one_value_is_laid_down_where_the_law_delegates(cast: Cast, at: datetime) -> None:
    office = Api(cast, "council_office", at)
    body = {
        "unit": "UB.T1", "pack": "dossiers", "values": {"copies": "05 bộ"}, "number": "9/QĐ-UBND", "name": "Quyết định",
        "clause": "Điều 2", "valid_from": "2026-01-01",
    }  # fmt: skip
    assert office("POST", "rules/H02/override", body).status_code == 201
    refused = office("POST", "rules/V03/override", body | {"pack": "thresholds", "values": {"share": "0.5"}})
    assert refused.status_code == 422


def test_instruments_two_days_and_what_waits(cast: Cast, at: datetime) -> None:
    office = Api(cast, "council_office", at)
    found = {one["id"]: one for one in office("GET", "instruments?on=2026-11-21").json()}
    assert (found["LAW2022"]["status"], found["ND98"]["replaced_by"]) == ("amended", ["ND152"])
    assert found["LAW2026"]["unread"]
    differ = office("GET", "rules/differences?first=2026-06-30&second=2026-07-01").json()
    assert {"added", "ended"} & {
        one["kind"] for one in differ if one["pack"] in ("base_salaries", "instruments")
    }
    assert "V03" in {one["id"] for one in office("GET", "rules/to-confirm?unit=UB.T1").json()}


def test_a_confirmation_is_given_again(cast: Cast, at: datetime) -> None:
    mine = Api(cast, "emulation", at)
    number = mine(
        "POST", "rules/V03/confirmations", {"unit": "CA.T1", "basis": "NĐ 152/2025", "note": "Công báo"}
    ).json()
    path = f"rules/V03/confirmations/{number['id']}"
    assert mine("POST", f"{path}/restore").status_code == 409
    mine("POST", f"{path}/withdraw", {"reason": "đọc lại"})
    assert Api(cast, "stranger", at)("POST", f"{path}/restore").status_code in (403, 404)
    assert mine("POST", f"{path}/restore").status_code == 201


def test_an_official_file_goes_up_and_comes_down(cast: Cast, at: datetime) -> None:
    mine, other = Api(cast, "emulation", at), Api(cast, "stranger", at)
    sent = {"unit": "CA.T1", "file": SimpleUploadedFile("nd152.docx", DATA)}
    made = mine.client.post("/api/v1/instruments/ND152/texts", sent, headers=mine.headers)
    assert made.status_code == 201
    number = made.json()["id"]
    assert mine("GET", f"official-texts/{number}").content == DATA
    assert [one["id"] for one in mine("GET", "instruments/ND152/texts").json()] == [number]
    assert other("GET", f"official-texts/{number}").status_code == 404
    assert other("GET", "instruments/ND152/texts").json() == []
    assert other("POST", f"official-texts/{number}/detach", {"reason": "x"}).status_code in (403, 404)
    assert mine("POST", f"official-texts/{number}/detach", {"reason": "nhầm"}).status_code == 200
    assert mine("POST", f"official-texts/{number}/restore").status_code == 200
    bad = {"unit": "KHONG", "file": SimpleUploadedFile("nd152.docx", DATA)}
    assert mine.client.post("/api/v1/instruments/ND152/texts", bad, headers=mine.headers).status_code == 422

"""Entering over HTTP: sent twice is sent once, rows answered one by one, another's token finds nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.reporting.models import Submission, Value
from tests.api.test_reporting import Api
from tests.cast import Cast
from tests.reporting.build import COMMUNES, a_form, a_round, of
from tests.reporting.test_entry import FULL, actions
from tests.reporting.test_entry_foreign import sheet

KEY = {"HTTP_IDEMPOTENCY_KEY": "máy-1"}


@pytest.fixture
def report(cast: Cast) -> Submission:
    return of(a_round(cast["ministry"], a_form(cast["ministry"], COMMUNES)), "CAX.X11")


def sent(api: Api, path: str, body: Any, **head: str) -> tuple[int, Any]:
    answer = Client().post(f"/api/v1{path}", body, content_type="application/json", **api.head, **head)
    return answer.status_code, answer.json()


def test_a_repeated_sending_is_answered_and_done_once(cast: Cast, report: Submission) -> None:
    officer, path = Api(cast, "commune_police"), f"/reporting/submissions/{report.pk}/sendings"
    body = {"action": "send", "cells": FULL, "base": {}, "revision": 0, "note": "đã xem"}

    (_, first), (status, second) = (sent(officer, path, body, **KEY) for _ in range(2))
    assert (status, first["again"], second["again"], second["state"]) == (200, False, True, "submitted")
    assert actions() == ["reporting.submission.submit"]
    assert sent(officer, path, {**body, "note": "khác"}, **KEY)[1]["code"] == "KEY_USED"
    assert sent(officer, path, {**body, "user": "user:999"}, **KEY)[1]["code"] == "OTHER_USER"


def test_a_token_for_another_unit_finds_nothing(cast: Cast, report: Submission) -> None:
    stranger, path = Api(cast, "stranger_commune"), f"/reporting/submissions/{report.pk}"
    assert sent(stranger, f"{path}/sendings", {"cells": FULL})[0] == 404
    assert stranger.call("put", f"{path}/draft", {"cells": FULL})[0] == 404
    assert stranger.call("get", f"{path}/evidence")[0] == 404
    assert sent(stranger, "/reporting/data-values", {"dataSet": "PT-6T", "dataValues": []})[0] == 404
    assert Value.objects.count() == 0


def test_a_collision_answers_409_with_the_cells(cast: Cast, report: Submission) -> None:
    officer, path = Api(cast, "commune_police"), f"/reporting/submissions/{report.pk}"
    officer.call("put", f"{path}/values", {"values": {"M03": 1}})
    body = {"cells": {"M03": {"value": "2"}}, "base": {}, "revision": 0}
    status, answer = sent(officer, f"{path}/sendings", body)
    assert (status, answer["code"], answer["place"]) == (409, "STALE", "M03")
    kept = officer.call("put", f"{path}/draft", body)[1]
    assert kept["stale"] is True
    assert Client().delete(f"/api/v1{path}/draft", **officer.head).status_code == 204


def test_rows_of_a_batch_are_answered_one_by_one(cast: Cast, report: Submission) -> None:
    province = Api(cast, "province")
    told = [
        {"dataElement": "M03", "value": "12", "orgUnit": "CAX.X11"},
        {"dataElement": "M03", "value": "mười", "orgUnit": "CAX.X12"},
        {"dataElement": "M03", "value": "1", "orgUnit": "CAX.X21", "storedBy": "x"},
    ]
    body = {"dataSet": "PT-6T", "period": "2026S1", "dataValues": told}
    status, answer = sent(province, "/reporting/data-values", body, **KEY)
    assert (status, answer["saved"], answer["wrong"]) == (200, 1, 2)
    assert [(row["place"], row["code"]) for row in answer["rows"]] == [
        ("dataValues[2]", "NOT_A_NUMBER"),
        ("dataValues[3]", "NO_OBLIGATION"),
    ]
    assert sent(province, "/reporting/data-values", body, **KEY)[1]["again"] is True
    asked = "form=PT-6T&periods=2026-H1&provisional=true"
    _, out = province.call("get", f"/reporting/data-values?{asked}")
    assert [(one["dataElement"], one["orgUnit"], one["value"]) for one in out["dataValues"]] == [
        ("M03", "CAX.X11", "12")
    ]
    text = Client().get(f"/api/v1/reporting/data-values.csv?{asked}", **province.head).content.decode()
    assert text.splitlines()[1].startswith("M03,2026-H1,CAX.X11,default,12,")


def test_a_file_is_tried_asked_and_taken(cast: Cast, report: Submission) -> None:
    province = Api(cast, "province")

    def put(**more: str) -> tuple[int, Any]:
        data = sheet(("Đơn vị", "M03", "M23"), ("CAX.X11", 3, "1,234"))
        file = SimpleUploadedFile("xa.xlsx", data)
        given = {"form": "PT-6T", "period": "2026-H1", "file": file, **more}
        answer = Client().post("/api/v1/reporting/data-values/file", given, **province.head)
        return answer.status_code, answer.json()

    assert put()[1]["code"] == "NUMBER_STYLE"
    assert put(style="fr")[1]["code"] == "UNKNOWN_STYLE"
    tried = put(style="en", dry_run="true")[1]
    assert (tried["saved"], tried["dry_run"], tried["columns"]["C"], Value.objects.count()) == (
        2, True, ["M23", "M23"], 0,
    )  # fmt: skip


def test_evidence_goes_in_and_out(cast: Cast, report: Submission) -> None:
    officer, path = Api(cast, "commune_police"), f"/api/v1/reporting/submissions/{report.pk}"
    file = SimpleUploadedFile("bb.txt", "Biên bản.".encode())
    made = Client().post(f"{path}/cells/M03/evidence", {"file": file}, **officer.head)
    assert made.status_code == 201
    address = f"{path}/evidence/{made.json()['id']}"
    assert Client().get(address, **Api(cast, "province").head).content == "Biên bản.".encode()
    assert Client().get(address, **Api(cast, "stranger").head).status_code == 404
    assert Client().delete(address, **officer.head).status_code == 204
    assert officer.call("get", f"/reporting/submissions/{report.pk}/evidence") == (200, [])

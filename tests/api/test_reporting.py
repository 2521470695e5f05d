"""Reporting over HTTP: the whole thread, problems with a place, and strangers who find nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.access.operations import issue_token
from lantoa.kernel import clock
from lantoa.reporting.models import Submission, Value
from tests.cast import CLUSTER, Cast
from tests.reporting.build import VALUES, a_form, a_round, accepted, entered, of


class Api:
    """One person's calls; ``call`` answers (status, JSON)."""

    def __init__(self, cast: Cast, who: str) -> None:
        at = clock.now() - timedelta(minutes=1)
        self.head = {
            "HTTP_AUTHORIZATION": f"Bearer {issue_token(user=cast.users[who], name='kiểm thử', at=at)}"
        }

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        given = {"data": body, "content_type": "application/json"} if body is not None else {}
        response = getattr(Client(), method)(f"/api/v1{path}", **given, **self.head)
        return response.status_code, response.json()


@pytest.fixture
def report(cast: Cast) -> Submission:
    return of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")


def test_the_thread_from_form_to_total(cast: Cast) -> None:
    ministry, province = Api(cast, "ministry"), Api(cast, "province")
    status, form = ministry.call(
        "post",
        "/reporting/forms",
        {"owner": "V05", "code": "PT-6T", "title": "6 tháng", "calendar": "ND09_HALF", "basis": "KH 01",
         "cluster": CLUSTER, "indicators": ["M03", "M06a", "M06b", "M06"]},
    )  # fmt: skip
    assert (status, [line["code"] for line in form["lines"]]) == (201, ["M03", "M06a", "M06b", "M06"])
    status, found = ministry.call("post", f"/reporting/forms/{form['id']}/rounds", {"period": "2026-H1"})
    assert (status, found["due"]) == (201, "2026-06-19")

    _, owed = province.call("get", "/reporting/submissions?state=draft")
    pk = owed[0]["id"]
    values = {"M03": 7, "M06a": 90, "M06b": 100}
    status, sheet = province.call(
        "put", f"/reporting/submissions/{pk}/values", {"values": values, "revision": 0}
    )
    assert (status, sheet["revision"], sheet["steps"]) == (200, 1, ["enter", "submit"])
    assert sheet["cells"][3]["cell"] == {"numerator": "90", "denominator": "100"}
    assert province.call("post", f"/reporting/submissions/{pk}/submit", {})[1]["state"] == "submitted"
    returned = {"reason": "Xem lại", "cells": {"M03": "Thiếu"}}
    assert ministry.call("post", f"/reporting/submissions/{pk}/return", returned)[1]["state"] == "returned"
    assert province.call("get", f"/reporting/submissions/{pk}")[1]["cells"][0]["returned"] == "Thiếu"
    assert province.call("post", f"/reporting/submissions/{pk}/submit", {})[1]["version"] == 2
    assert ministry.call("post", f"/reporting/submissions/{pk}/accept", {})[1]["state"] == "accepted"

    asked = f"form={form['id']}&periods=2026-H1&unit=BCA"
    _, total = ministry.call("get", f"/reporting/totals?{asked}")
    assert (total["reported"], total["expected"]) == (1, 2)
    assert {one["indicator"]: one["value"] for one in total["totals"]}["M06"] == "0.9000"
    _, parts = ministry.call("get", f"/reporting/totals/M03/parts?{asked}")
    assert [(part["unit"], part["cell"], part["entered_by"]) for part in parts] == [
        ("CA.T2", {}, ""),
        ("CA.T1", {"value": "7"}, "Nguyễn Văn An"),
    ]
    assert ministry.call("post", f"/reporting/submissions/{pk}/lock", {})[1]["state"] == "locked"


def test_wrong_cells_are_a_problem_with_each_place(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report)
    status, problem = Api(cast, "province").call(
        "put", f"/reporting/submissions/{report.pk}/values", {"values": {"M03": -1, "M09": "x"}}
    )
    assert (status, [one["code"] for one in problem["errors"]]) == (422, ["NEGATIVE", "NOT_A_NUMBER"])
    assert problem["errors"][0]["place"].startswith("M03")
    assert Value.objects.get(line__code="M03").value == VALUES["M03"]


def test_an_old_revision_and_an_accepted_report_are_conflicts(cast: Cast, report: Submission) -> None:
    accepted(cast["province"], cast["ministry"], report)
    path = f"/reporting/submissions/{report.pk}/values"
    assert Api(cast, "province").call("put", path, {"values": {"M03": 1}})[0] == 409


def test_a_file_goes_out_and_in(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report)
    api = Api(cast, "province")
    path = f"/api/v1/reporting/submissions/{report.pk}"
    data = Client().get(f"{path}/template", **api.head).content
    Value.objects.all().delete()
    good = Client().post(f"{path}/file", {"file": SimpleUploadedFile("b.xlsx", data)}, **api.head)
    assert (good.status_code, good.json()["filled"]) == (200, 9)
    bad = Client().post(f"{path}/file", {"file": SimpleUploadedFile("b.docx", b"abc")}, **api.head)
    assert (bad.status_code, bad.json()["code"]) == (422, "FILE_NOT_WHAT_IT_SAYS")


@pytest.mark.parametrize("who", ["stranger", "stranger_commune", "council_office", "nobody"])
def test_a_stranger_finds_nothing(cast: Cast, report: Submission, who: str) -> None:
    entered(cast["province"], report)
    api, pk = Api(cast, who), report.pk
    form = report.round.form_id
    assert [row for row in api.call("get", "/reporting/submissions")[1] if row["unit"] == "CA.T1"] == []
    assert api.call("get", f"/reporting/submissions/{pk}")[0] == 404
    assert api.call("put", f"/reporting/submissions/{pk}/values", {"values": {"M03": 1}})[0] == 404
    for step, body in (("submit", {}), ("return", {"reason": "x"}), ("accept", {}), ("lock", {})):
        assert api.call("post", f"/reporting/submissions/{pk}/{step}", body)[0] == 404, step
    for path in (f"/reporting/totals?form={form}", f"/reporting/totals/M03/parts?form={form}"):
        assert api.call("get", f"{path}&periods=2026-H1&unit=BCA")[0] == 404, path
    assert api.call("post", f"/reporting/forms/{form}/rounds", {"period": "2026-H2"})[0] == 404
    if who != "stranger":
        assert api.call("get", "/reporting/forms")[1] == []
        assert api.call("get", f"/reporting/forms/{form}")[0] == 404
    assert Value.objects.get(submission=report, line__code="M03").value == 120

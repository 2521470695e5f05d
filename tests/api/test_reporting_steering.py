"""Steering over HTTP: the level above reminds, relieves, aims and corrects; a token of another unit finds nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lantoa.reporting.models import Relief, Reminder, Round, Submission, Target
from tests.api.test_reporting import Api
from tests.cast import Cast
from tests.reporting.build import COMMUNES, a_form, a_round, accepted, of


@pytest.fixture
def communes(cast: Cast) -> Round:
    return a_round(cast["province"], a_form(cast["province"], COMMUNES, "CA.T1", code="PT-XA"))


def aim(form: Round) -> dict[str, Any]:
    return {"giver": "CA.T1", "code": "M03", "calendar": "ND09_HALF", "period": "2026-H1",
            "values": {"CAX.X11": 12}, "basis": "KH 02"}  # fmt: skip


def test_the_level_above_steers(cast: Cast, communes: Round) -> None:
    above, below = Api(cast, "province"), Api(cast, "commune_police")
    form, row = f"/reporting/forms/{communes.form_id}", of(communes, "CAX.X11")
    assert above.call("post", f"{form}/remind", {"period": "2026-H1"})[0] == 200
    assert Reminder.objects.count() == 2
    assert above.call("get", f"{form}/board")[1]["by_unit"]["CAX.X11"]["sent"] == 0
    relief = {"kind": "waive", "reason": "Mưa lũ"}
    status, asked = below.call("post", f"/reporting/submissions/{row.pk}/reliefs", relief)
    assert (status, asked["state"]) == (201, "asked")
    answer = above.call("post", f"/reporting/reliefs/{asked['id']}/answer", {"grant": True})
    assert answer[1]["state"] == "granted"
    assert (
        above.call("post", f"/reporting/submissions/{row.pk}/oblige", {"reason": "Hết lũ"})[1]["state"]
        == "draft"
    )
    assert above.call("put", "/reporting/targets", aim(communes))[0] == 200
    assert Target.objects.get().value == 12


def test_a_token_of_another_unit_is_answered_with_a_problem(cast: Cast, communes: Round) -> None:
    row = accepted(cast["commune_police"], cast["province"], of(communes, "CAX.X11"), M19=2)
    form, own = f"/reporting/forms/{communes.form_id}", f"/reporting/submissions/{row.pk}"
    calls = [
        ("get", f"{form}/board", None), ("post", f"{form}/remind", {}),
        ("get", f"{form}/outlying?period=2026-H1", None),
        ("get", own, None), ("put", f"{own}/values", {"values": {"M03": 1}}), ("post", f"{own}/submit", {}),
        ("post", f"{own}/reliefs", {"kind": "waive", "reason": "x"}), ("post", f"{own}/oblige", {"reason": "x"}),
        ("put", "/reporting/targets", aim(communes)),
    ]  # fmt: skip
    for method, path, body in calls:
        for who in ("stranger", "stranger_commune"):
            given = {"data": body, "content_type": "application/json"} if body is not None else {}
            answer = getattr(Client(), method)(f"/api/v1{path}", **given, **Api(cast, who).head)
            assert answer.status_code in (403, 404), path
            assert answer["Content-Type"].startswith("application/problem+json"), path
    left = Relief.objects.count() + Reminder.objects.count() + Target.objects.count()
    assert (left, Submission.objects.get(pk=row.pk).state) == (0, "accepted")

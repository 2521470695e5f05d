"""The programme over HTTP: directive to task, problems with a place, strangers who find nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.programme.models import Assignment
from tests.cast import CLUSTER, Cast
from tests.programme.build import assigned, drafted, launched, of, opened

from .test_reporting import Api


def test_from_directive_to_accepted_task(cast: Cast) -> None:
    ministry = Api(cast, "ministry")
    draft = {"unit": "BCA", "title": "Phát động", "symbol": "KH-BCA-V05", "body": "Nội dung."}
    status, row = ministry.call("post", "/directives", draft)
    assert (status, row["state"]) == (201, "draft")
    pk = row["id"]
    assert (
        Api(cast, "ministry_signer").call("post", f"/directives/{pk}/sign", {"post": "Thứ trưởng"})[0] == 200
    )
    _, row = Api(cast, "ministry_clerk").call("post", f"/directives/{pk}/number", {"number": "1"})
    assert row["reference"] == "01/KH-BCA-V05"

    status, campaign = ministry.call(
        "post",
        "/campaigns",
        {"unit": "BCA", "directive": pk, "name": "Vì An ninh Tổ quốc", "slogan": "Gần dân",
         "begins": "2026-01-01", "to": "2026-12-31", "audience_cluster": CLUSTER},
    )  # fmt: skip
    assert (status, campaign["to"]) == (201, "2026-12-31")
    at = f"/campaigns/{campaign['id']}"
    assert ministry.call("post", f"{at}/launch", {})[1]["state"] == "launched"
    tasks = {"tasks": [{"title": "Rà soát", "due": "2026-04-30"}]}
    assert ministry.call("post", f"{at}/tasks", tasks)[0] == 201

    province = Api(cast, "province")
    _, mine = province.call("get", "/tasks?state=assigned")
    assert [one["unit"] for one in mine] == ["CA.T1"]
    path = f"/tasks/{mine[0]['id']}"
    sent = Client().post(
        f"/api/v1{path}/report",
        {"result": "Xong.", "evidence": SimpleUploadedFile("a.txt", b"12")},
        **province.head,
    )
    assert (sent.status_code, sent.json()["evidence"]) == (200, ["a.txt"])
    assert ministry.call("post", f"{path}/return", {"reason": "Thiếu"})[1]["reason"] == "Thiếu"
    Client().post(f"/api/v1{path}/report", {"result": "Bổ sung."}, **province.head)
    assert ministry.call("post", f"{path}/accept", {})[1]["state"] == "accepted"
    assert ministry.call("post", f"{at}/close", {"result": "Đạt."})[1]["state"] == "closed"


def test_a_pledge_and_registrations(cast: Cast) -> None:
    head, province = Api(cast, "head"), Api(cast, "province")
    body = {
        "cluster": CLUSTER,
        "year": 2026,
        "text": "Giao ước.",
        "targets": [{"text": "Hòa giải", "value": 85}],
    }
    status, pledge = head.call("post", "/pledges", body)
    assert (status, pledge["members"]) == (201, ["CA.T1", "CA.T2"])
    path = f"/pledges/{pledge['id']}"
    assert head.call("post", f"{path}/open", {})[1]["state"] == "open"
    status, problem = head.call("post", f"{path}/sign", {"unit": "CA.T1"})
    assert (status, problem["code"]) == (403, "NOT_ALLOWED")
    status, problem = province.call("post", f"{path}/sign", {"unit": "CAX.X11"})
    assert (status, problem["code"]) == (403, "NOT_IN_THEIR_NAME")
    assert province.call("post", f"{path}/sign", {"unit": "CA.T1"})[1]["signatures"][0]["unit"] == "CA.T1"
    assert Api(cast, "stranger").call("post", f"{path}/sign", {"unit": "CA.T2"})[1]["state"] == "signed"

    wrong = {"unit": "CA.T1", "year": 2026, "titles": ["T_CSTDCS"]}
    assert province.call("post", "/registrations", wrong)[1]["code"] == "NOT_FOR_COLLECTIVES"
    assert province.call("post", "/registrations", {**wrong, "titles": ["T_TTLDXS"]})[0] == 201
    assert province.call("get", "/registrations?year=2026")[1][0]["titles"] == ["T_TTLDXS"]


@pytest.mark.parametrize("who", ["stranger_commune", "council_office", "nobody"])
def test_a_stranger_finds_nothing(cast: Cast, who: str) -> None:
    directive, campaign, pledge = drafted(cast), launched(cast), opened(cast)
    task = of(assigned(cast, campaign)[0], "CA.T1")
    api = Api(cast, who)
    for path in ("/campaigns", "/pledges", "/tasks", "/registrations?year=2026"):
        assert api.call("get", path) == (200, []), path
    for path in (
        f"/directives/{directive.pk}",
        f"/campaigns/{campaign.pk}",
        f"/pledges/{pledge.pk}",
        f"/tasks/{task.pk}",
    ):
        assert api.call("get", path)[0] == 404, path
    for path, body in (
        (f"/directives/{directive.pk}/sign", {}),
        (f"/directives/{directive.pk}/number", {}),
        (f"/campaigns/{campaign.pk}/launch", {}),
        (f"/campaigns/{campaign.pk}/close", {"result": "x"}),
        (f"/campaigns/{campaign.pk}/tasks", {"tasks": [{"title": "x", "due": "2026-05-01"}]}),
        (f"/pledges/{pledge.pk}/open", {}),
        (f"/pledges/{pledge.pk}/sign", {"unit": "CA.T1"}),
        (f"/tasks/{task.pk}/accept", {}),
        (f"/tasks/{task.pk}/return", {"reason": "x"}),
    ):
        assert api.call("post", path, body)[0] == 404, path
    sent = Client().post(f"/api/v1/tasks/{task.pk}/report", {"result": "x"}, **api.head)
    assert (sent.status_code, Assignment.objects.exclude(state="assigned").count()) == (404, 0)

"""A 50 MB file at the API's door: problem+json with place and remedy, and nothing entered is lost."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.access.operations import issue_token
from tests.cast import Cast
from tests.reporting.build import a_form, a_round, entered, of


def test_a_file_over_the_limit_is_refused_in_words_and_the_figures_stay(
    cast: Cast, at: datetime, client: Client
) -> None:
    row = of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")
    entered(cast["province"], row)
    before = list(row.values.order_by("pk").values_list("line__code", "value"))
    token = issue_token(user=cast.users["province"], name="thử", at=at)

    answer = client.post(
        f"/api/v1/reporting/submissions/{row.pk}/file",
        {"file": SimpleUploadedFile("bao-cao.xlsx", b"0" * 50_000_000)},
        HTTP_AUTHORIZATION=f"Bearer {token}",
    )

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json; charset=utf-8")
    assert (answer.json()["code"], answer.json()["place"]) == ("UPLOAD_TOO_LARGE", "file")
    assert list(row.values.order_by("pk").values_list("line__code", "value")) == before

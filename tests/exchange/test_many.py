"""Many papers as one job: merged or zipped, resumed behind the last batch, only what the starter may see."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime

import pypdf
import pytest
from django.test import Client

from lantoa.exchange import many, operations, papers
from lantoa.jobs.models import Job
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.registry import files
from tests.assessment import year
from tests.assessment.test_ballots import ballot_of
from tests.cast import Cast

DAY = date(2026, 11, 21)


def content(job: Job) -> bytes:
    job.refresh_from_db()
    assert job.state == "DONE", job.problem
    row = files.stored(job.result["file"])
    assert row is not None
    return files.read(row)


@pytest.mark.django_db(transaction=True)
def test_many_papers_in_one_file_and_on_from_the_last_batch(
    cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "BATCH", 1)
    sheet = ballot_of(cast, at).sheet
    keys = [str(year.of(sheet, "CA.T1").pk)]
    given = {"actor": cast["province"], "code": "criteria_table", "day": DAY, "at": at}
    job = operations.make_many(**given, keys=[str(sheet.pk), str(sheet.pk), " "], form="pdf")
    assert len(pypdf.PdfReader(io.BytesIO(content(job))).pages) >= 1
    assert job.result["papers"] == 1, "the same key twice is one paper"
    zipped = operations.make_many(**{**given, "code": "self_score"}, keys=keys, form="zip")
    with zipfile.ZipFile(io.BytesIO(content(zipped))) as archive:
        assert [name.rpartition(".")[2] for name in archive.namelist()] == ["docx", "pdf"]
    made: list[str] = []
    real = papers.paper
    monkeypatch.setattr(papers, "paper", lambda code, key, **how: made.append(key) or real(code, key, **how))
    Job.objects.filter(pk=job.pk).update(state="RUNNING")
    told = many.made(job.pk, "criteria_table", [str(sheet.pk)], "pdf", DAY)
    assert (told["papers"], made) == (1, []), "the batch that was kept is not made again"


def test_what_cannot_be_started_is_told(cast: Cast, at: datetime) -> None:
    given = {"actor": cast["province"], "day": DAY, "at": at}
    for more in (
        {"code": "award_decision", "form": "pdf"},
        {"code": "award_decision", "form": "pdf", "year": 2025},
        {"code": "award_decision", "form": "exe", "keys": ["1"]},
        {"code": "award_decision", "form": "pdf", "keys": [str(one) for one in range(2_001)]},
    ):
        with pytest.raises(BadInput):
            operations.make_many(**given, **more)
    with pytest.raises(NotFound):
        operations.make_many(**given, code="khong_co", form="pdf", keys=["1"])


@pytest.mark.django_db(transaction=True)
def test_a_paper_of_another_unit_stops_the_job_in_words(cast: Cast, at: datetime, client: Client) -> None:
    sheet = ballot_of(cast, at).sheet
    client.force_login(cast.users["stranger_commune"])
    answer = client.post(
        "/giay-to/hang-loat/", {"code": "criteria_table", "keys": str(sheet.pk), "form": "pdf", "year": ""}
    )
    assert answer.status_code == 303
    job = Job.objects.get()
    assert (job.state, job.problem["code"]) == ("FAILED", "NOT_FOUND")
    assert client.post("/giay-to/hang-loat/", {"code": "award_decision", "form": "pdf"}).status_code == 422
    body = json.dumps({"code": "criteria_table", "keys": [str(sheet.pk)]})
    assert client.post("/api/v1/papers/many", body, "application/json").status_code == 202

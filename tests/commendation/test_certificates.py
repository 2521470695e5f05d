"""Certificates of a decision in force: set by a job that tells how far it is, taken by page, API and command."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner
from django.test import Client

from lantoa.cli.main import group
from lantoa.commendation import operations, queries, tasks
from lantoa.commendation.certificates import certificates
from lantoa.commendation.models import Decision
from lantoa.jobs import operations as jobs
from lantoa.jobs.models import Job, State
from lantoa.journal.models import Entry
from lantoa.kernel.errors import Conflict, NotAllowed, NotFound
from tests.api.test_assessment import Api
from tests.cast import Cast
from tests.commendation.round import DAY, drafted, flag_dossier, issued, person, title_dossier
from tests.web.test_assessment import page


def three(cast: Cast, at: datetime) -> Decision:
    """A decision of three people, in force."""
    decision = issued(cast, title_dossier(cast, at), at)
    for code, name in (("P2", "Lê Thị Bình"), ("P3", "Đỗ Ế Ẩm")):
        decision.lines.create(dossier=title_dossier(cast, at, person=person(code, name)))
    return decision


def texts(data: bytes) -> list[str]:
    return [" ".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_each_recipient_has_a_sheet_with_the_decision_s_number(
    cast: Cast,
    at: datetime,
    client: Client,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decision = three(cast, at)
    told: list[tuple[int, int]] = []
    kept = jobs.advance

    def advance(*, job: int, done: int, total: int) -> None:
        told.append((done, total))
        kept(job=job, done=done, total=total)

    monkeypatch.setattr(tasks, "BATCH", 2)
    monkeypatch.setattr(jobs, "advance", advance)
    client.force_login(cast.users["clerk"])
    url = f"/khen-thuong/quyet-dinh/{decision.pk}/"
    assert "In giấy chứng nhận" in page(client, url)
    before = Entry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{url}giay-chung-nhan/")
    assert Entry.objects.count() == before + 1
    job = Job.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/viec-nen/{job.pk}/")
    assert told == [(0, 3), (2, 3), (3, 3)]
    assert (job.state, job.done, job.total) == (State.DONE, 3, 3)
    assert f"/viec-nen/{job.pk}/tep/" in page(client, f"/viec-nen/{job.pk}/")
    file = client.get(f"/viec-nen/{job.pk}/tep/")
    assert "giay-chung-nhan-15-Q" in file["Content-Disposition"]
    pages = texts(file.content)
    assert [
        name in text for name, text in zip(("Ngọc Ánh", "Lê Thị Bình", "Đỗ Ế Ẩm"), pages, strict=True)
    ] == [
        True,
        True,
        True,
    ]
    assert "GIẤY CHỨNG NHẬN" in pages[0]
    assert "Quyết định số 15/QĐ-CAT ngày 20 tháng 12 năm 2025" in pages[0]
    assert "Chiến sĩ thi đua cơ sở năm 2025" in pages[0]


def test_another_person_s_job_and_file_are_not_found(
    cast: Cast, at: datetime, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    with django_capture_on_commit_callbacks(execute=True):
        job = operations.print_certificates(actor=cast["emulation"], decision=decision, day=DAY, at=at)
    client.force_login(cast.users["clerk"])
    page(client, f"/viec-nen/{job.pk}/", 404)
    page(client, f"/viec-nen/{job.pk}/tep/", 404)
    assert Api(cast, "clerk", at)("GET", f"jobs/{job.pk}").status_code == 404


def test_refused_before_the_issue_and_after_a_revocation(cast: Cast, at: datetime) -> None:
    decision = drafted(cast, title_dossier(cast, at), at)
    call: dict[str, Any] = {"decision": decision.pk, "day": DAY, "at": at}
    with pytest.raises(Conflict, match="chưa ban hành"):
        operations.print_certificates(actor=cast["emulation"], **call)
    Decision.objects.filter(pk=decision.pk).update(state="revoked")
    with pytest.raises(Conflict, match="đã bị hủy"):
        operations.print_certificates(actor=cast["emulation"], **call)
    with pytest.raises(NotAllowed):
        operations.print_certificates(actor=cast["signer"], **call)
    with pytest.raises(NotFound):
        operations.print_certificates(actor=cast["stranger"], **call)
    assert Job.objects.count() == 0


def test_a_failed_job_says_in_vietnamese_what_to_do(
    cast: Cast, at: datetime, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    with django_capture_on_commit_callbacks() as waiting:
        job = operations.print_certificates(actor=cast["emulation"], decision=decision, day=DAY, at=at)
    Decision.objects.filter(pk=decision.pk).update(state="revoked")
    for callback in waiting:
        callback()
    client.force_login(cast.users["emulation"])
    shown = page(client, f"/viec-nen/{job.pk}/")
    assert "Không hoàn thành" in shown
    assert "Quyết định đã bị hủy nên không in giấy chứng nhận." in shown
    assert "tep/" not in shown
    page(client, f"/viec-nen/{job.pk}/tep/", 404)


def test_a_crash_is_told_without_its_inside(
    cast: Cast,
    at: datetime,
    client: Client,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crash(sheets: object) -> bytes:
        raise RuntimeError("typst: secret path")

    decision = issued(cast, title_dossier(cast, at), at)
    monkeypatch.setattr(tasks, "render_certificates", crash)
    with django_capture_on_commit_callbacks(execute=True):
        job = operations.print_certificates(actor=cast["emulation"], decision=decision, day=DAY, at=at)
    client.force_login(cast.users["emulation"])
    shown = page(client, f"/viec-nen/{job.pk}/")
    assert "Việc nền dừng giữa chừng vì lỗi của phần mềm." in shown
    assert "Chạy lại" in shown
    assert "secret path" not in shown


def test_through_the_api(cast: Cast, at: datetime, django_capture_on_commit_callbacks: Any) -> None:
    decision = issued(cast, flag_dossier(cast, at), at)
    clerk = Api(cast, "ministry_clerk", at)
    with django_capture_on_commit_callbacks(execute=True):
        started = clerk("POST", f"commendation/decisions/{decision.pk}/certificates")
    assert started.status_code == 202
    job = started.json()["job"]
    told = clerk("GET", f"jobs/{job}").json()
    assert (told["state"], told["done"], told["total"]) == ("DONE", 1, 1)
    assert [one["id"] for one in clerk("GET", "jobs").json()] == [job]
    (text,) = texts(clerk("GET", f"jobs/{job}/file").content)
    assert "Công an tỉnh Một" in text
    assert "BỘ TRƯỞNG BỘ CÔNG AN" in text


def test_through_the_command_line(
    cast: Cast, at: datetime, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    with django_capture_on_commit_callbacks() as waiting:
        started = run("commendation", "decision", "certificates", str(decision.pk), "--as", "clerk", "--json")
    job = str(json.loads(started)["job"])
    with pytest.raises(Conflict, match="chưa xong"):
        run("jobs", "wait", job, "--seconds", "0", "--as", "clerk")
    for callback in waiting:
        callback()
    done = json.loads(run("jobs", "wait", job, str(tmp_path), "--as", "clerk", "--json"))
    assert Path(done["path"]).read_bytes()[:5] == b"%PDF-"
    assert "1/1" in run("jobs", "list", "--as", "clerk")


def run(*words: str) -> str:
    """What a command prints; its problem is raised."""
    answer = CliRunner().invoke(group, list(words), catch_exceptions=False, standalone_mode=False)
    if answer.exception:
        raise answer.exception
    return answer.stdout


def test_a_deputy_signs_for_the_head(cast: Cast, at: datetime) -> None:
    decision = issued(cast, title_dossier(cast, at), at, deputy=True, signer_rank="Đại tá")
    (sheet,) = certificates(queries.whole_decision(decision.pk))
    assert sheet.post == "KT. Giám đốc\nPhó Giám đốc"
    assert sheet.signer == "Đại tá Lương Tam Bảo"
    assert sheet.detail == "Phó Đội trưởng, Công an tỉnh Một"


def test_a_killed_printing_goes_on_behind_the_last_batch(
    cast: Cast, at: datetime, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker dies after the first batch; the next one sets only the rest, and the file is the same."""
    decision = three(cast, at)
    monkeypatch.setattr(tasks, "BATCH", 2)
    with django_capture_on_commit_callbacks(execute=True):
        whole = operations.print_certificates(actor=cast["emulation"], decision=decision, day=DAY, at=at)
    with django_capture_on_commit_callbacks():
        job = operations.print_certificates(actor=cast["emulation"], decision=decision, day=DAY, at=at)
    printed: list[int] = []
    render = tasks.render_certificates

    def once(sheets: Any) -> bytes:
        printed.append(len(sheets))
        if printed == [2, 1]:
            raise KeyboardInterrupt
        return render(sheets)

    monkeypatch.setattr(tasks, "render_certificates", once)
    with pytest.raises(KeyboardInterrupt):
        tasks.print_certificates.call(job.pk, decision.pk)
    Job.objects.filter(pk=job.pk).update(state=State.WAITING)
    tasks.print_certificates.call(job.pk, decision.pk)
    assert printed == [2, 1, 1], "the first batch is not set again"
    job.refresh_from_db()
    whole.refresh_from_db()
    assert (job.state, job.result) == (State.DONE, whole.result)


def test_a_certificate_bears_its_number_in_the_honours_book(cast: Cast, at: datetime, client: Client) -> None:
    decision = queries.whole_decision(issued(cast, title_dossier(cast, at), at).pk)
    assert [one.book for one in certificates(decision)] == ["01"]
    client.force_login(cast.users["clerk"])
    file = client.get(f"/khen-thuong/quyet-dinh/{decision.pk}/giay-chung-nhan.docx")
    assert file.content[:2] == b"PK"
    client.force_login(cast.users["signer"])
    assert client.get(f"/khen-thuong/quyet-dinh/{decision.pk}/giay-chung-nhan.docx").status_code == 404

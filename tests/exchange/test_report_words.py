"""An officer's words of a report are kept; a number whose source moved is told, and the paper prints the new one."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from django.test import Client

from lantoa.exchange import layouts, papers, report_words
from lantoa.exchange.models import ReportWords
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.registry import operations as registry
from lantoa.registry.models import Paper
from tests.cast import Cast
from tests.reporting import build as reporting

DAY = date(2026, 11, 21)
CODE = "half_year_report"
TEXT = "I. Kết quả cụ thể\nĐã mở {{so:M03}} buổi tuyên truyền, do cán bộ viết lại."


@pytest.fixture
def key(cast: Cast) -> str:
    form = reporting.a_form(cast["ministry"])
    round_ = reporting.a_round(cast["ministry"], form)
    reporting.accepted(cast["province"], cast["ministry"], reporting.of(round_, "CA.T1"))
    return f"{form.pk}|u|BCA@{round_.period}"


def test_words_keep_their_source_and_tell_when_it_moved(
    cast: Cast, at: datetime, key: str, client: Client
) -> None:
    saved = report_words.save_words(actor=cast["ministry"], code=CODE, key=key, text=TEXT, day=DAY, at=at)
    assert saved.numbers["M03"][0] == "120"
    of = papers.review_of(papers.Ask(key, cast["ministry"], DAY), CODE)
    assert report_words.changed(saved, of) == ()
    ReportWords.objects.filter(pk=saved.pk).update(numbers={"M03": ["118", "nguồn"], "M99": ["7", "nguồn"]})
    saved.refresh_from_db()
    told = [one.message for one in report_words.changed(saved, of)]
    assert told == [
        "Số liệu M03: lúc lưu là 118, nay là 120.",
        "Số liệu M99: lúc lưu là 7, nay là không còn.",
    ]
    client.force_login(cast.users["ministry"])
    page = client.get(f"/giay-to/{CODE}/{key}/").content.decode()
    assert "lúc lưu là 118, nay là 120" in page
    assert "do cán bộ viết lại" in page
    assert ">120<" in page


def test_words_are_ones_own_and_need_the_figures(cast: Cast, at: datetime, key: str) -> None:
    report_words.save_words(actor=cast["ministry"], code=CODE, key=key, text=TEXT, day=DAY, at=at)
    assert papers.words_of(cast["province"], CODE, key) is None
    for who, code in (("stranger_commune", CODE), ("ministry", "launch_plan")):
        with pytest.raises(NotFound):
            report_words.save_words(actor=cast[who], code=code, key=key, text=TEXT, day=DAY, at=at)
    for text in ("", "a" * 50_000):
        with pytest.raises(BadInput):
            report_words.save_words(actor=cast["ministry"], code=CODE, key=key, text=text, day=DAY, at=at)


def test_the_page_and_the_api_save(cast: Cast, key: str, client: Client) -> None:
    client.force_login(cast.users["ministry"])
    assert client.get(f"/api/v1/papers/{CODE}/{key}/words").status_code == 404
    assert client.post(f"/giay-to/{CODE}/{key}/", {"text": TEXT, "luu": "1"}).status_code == 303
    url = f"/api/v1/papers/{CODE}/{key}/words"
    assert client.get(url).json()["text"] == TEXT
    body = json.dumps({"text": f"{TEXT} Thêm."})
    assert client.put(url, body, "application/json").json()["changed"] == []


def test_the_paper_to_be_signed_and_the_template_s_paragraphs_say_the_saved_words(
    cast: Cast, at: datetime, key: str, client: Client
) -> None:
    report_words.save_words(actor=cast["ministry"], code=CODE, key=key, text=TEXT, day=DAY, at=at)
    said = "Đã mở 120 buổi tuyên truyền, do cán bộ viết lại."
    facts = layouts.facts(CODE, key, actor=cast["ministry"], day=DAY)
    assert said in [row["noi_dung"] for row in facts.rows["doan"]]
    told = papers.paper(CODE, key, actor=cast["ministry"], day=DAY)
    row = registry.enter(
        actor=cast["ministry"], subject=f"exchange.paper:{CODE}|{key}", kind=told.kind, body="BCA",
        summary=told.summary, day=DAY, at=at,
    )  # fmt: skip
    assert any(said in line for line in Paper.objects.get(pk=row.pk).versions.get().lines)
    client.force_login(cast.users["ministry"])
    assert f"/van-thu/dua-vao/{CODE}/" in client.get(f"/giay-to/{CODE}/{key}/").content.decode()

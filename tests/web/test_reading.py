"""Pages of reading: the quotes highlighted exactly, decisions by a person, entries kept, strangers see nothing."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from lantoa.access.rules.roles import READ, ROLES
from lantoa.conference.models import Conference, Figure
from lantoa.kernel.errors import BadInput
from lantoa.reading import operations
from lantoa.reading.models import Proposal, SourceText
from lantoa.reading.rules.corrections import KINDS, corrected, editable
from lantoa.web.reading import words
from lantoa.web.reading.forms import NEEDED, CorrectionForm
from lantoa.web.reading.marks import Quoted, in_context, marked
from tests.cast import Cast
from tests.reading.test_operations import TEXT, one, propose

DAY = date(2026, 11, 21)


class Marks(HTMLParser):
    """What a browser would show: the whole text, the text of each key's marks, and the link targets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open = "", []
        self.quotes: dict[str, str] = {}
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "mark" and "data-muc" in found:
            self.open.append((found["data-muc"] or "").split())
            self.targets += [found["id"] or ""] if "id" in found else []

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark" and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for key in {key for keys in self.open for key in keys}:
            self.quotes[key] = self.quotes.get(key, "") + data


def read_marks(html: str) -> Marks:
    marks = Marks()
    marks.feed(html)
    marks.close()
    return marks


def source_of(page: str) -> str:
    found = re.search(r"data-source[^>]*>(.*?)</div>", page, re.DOTALL)
    assert found is not None
    return found.group(1)


# Highlights ------------------------------------------------------------------------------------------


@given(st.text(alphabet='aă\u0301\u00a0 <&">\n', min_size=1, max_size=40), st.data())
def test_every_mark_reads_as_its_quote_however_quotes_overlap(text: str, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [span for span in data.draw(st.lists(ends, max_size=8)) if span[0] < span[1]]
    quotes = [Quoted(start, end, key, "waiting") for key, (start, end) in enumerate(spans)]
    marks = read_marks(marked(text, quotes))
    assert marks.text == text
    assert marks.quotes == {str(one.key): text[one.start : one.end] for one in quotes}
    assert marks.targets and len(set(marks.targets)) == len(marks.targets) if spans else not marks.targets


def test_offsets_outside_the_text_mark_nothing() -> None:
    assert marked("ab", [Quoted(0, 3, 1, "waiting"), Quoted(1, 1, 2, "taken")]) == "ab"


def test_a_quote_in_context_stays_in_its_line_and_is_escaped() -> None:
    assert in_context("Đầu\nTrao <4> giấy khen.\nCuối", 9, 12) == "Trao <b>&lt;4&gt;</b> giấy khen."


def test_the_page_marks_exactly_what_was_quoted(cast: Cast, at: datetime, client: Client) -> None:
    """No-break spaces and combining marks are the source's own, and stay where they are."""
    words_of_it = TEXT.replace("Đại tá Lò", "Đa\u0323i tá\u00a0Lò").replace("14/15 xã", "14/15\u00a0xã")
    text = propose(cast, at, text=words_of_it)
    client.force_login(cast.users["province"])
    marks = read_marks(source_of(client.get(f"/trich-xuat/{text.pk}/").content.decode()))
    assert marks.text == words_of_it
    assert marks.quotes == {str(row.pk): row.quote for row in text.proposals.all()}
    assert any("\u00a0" in quote for quote in marks.quotes.values())
    assert {f"q{row.start}" for row in text.proposals.all()} == set(marks.targets)


# Who sees what ---------------------------------------------------------------------------------------

SECRETS = ("Lò Văn Tâm", "Sơ kết phong trào", "14/15")


@pytest.mark.parametrize("who", ["stranger", "stranger_head", "stranger_commune", "nobody"])
def test_a_stranger_sees_nothing(cast: Cast, at: datetime, client: Client, who: str) -> None:
    text = propose(cast, at)
    person = one(text, "person")
    client.force_login(cast.users[who])
    listed = client.get("/trich-xuat/?tim=so+ket")
    assert listed.status_code == 200
    assert not any(secret in listed.content.decode() for secret in SECRETS)
    assert client.get("/trich-xuat/?xuat=csv").content.decode("utf-8-sig").count("\n") == 1
    for answer in (
        client.get(f"/trich-xuat/{text.pk}/"),
        client.post(f"/trich-xuat/{text.pk}/", {"muc": person.pk, "quyet_dinh": "refuse"}),
        client.post(f"/trich-xuat/{text.pk}/", {"hoi_nghi": "1"}),
        client.get(f"/trich-xuat/{text.pk}/sua/{person.pk}/"),
        client.post(f"/trich-xuat/{text.pk}/sua/{person.pk}/", {"name": "Khác", "role": "chair"}),
    ):
        assert answer.status_code == 404
        assert not any(secret in answer.content.decode() for secret in SECRETS)
    person.refresh_from_db()
    assert person.state == "PROPOSED"


def test_signing_in_comes_first(cast: Cast, at: datetime, client: Client) -> None:
    text = propose(cast, at)
    for path in ("", "moi/", f"{text.pk}/", f"{text.pk}/sua/{one(text, 'person').pk}/"):
        assert client.get(f"/trich-xuat/{path}").status_code == 302


def test_who_only_reads_decides_nothing(cast: Cast, at: datetime, client: Client) -> None:
    text = propose(cast, at)
    client.force_login(cast.users["clerk"])
    page = client.get(f"/trich-xuat/{text.pk}/").content.decode()
    assert "Lò Văn Tâm" in page
    assert "quyet_dinh" not in page
    refused = client.post(f"/trich-xuat/{text.pk}/", {"muc": one(text, "person").pk, "quyet_dinh": "refuse"})
    assert refused.status_code == 403
    assert client.get(f"/trich-xuat/{text.pk}/sua/{one(text, 'person').pk}/").status_code == 403
    assert client.get("/trich-xuat/moi/").status_code == 403
    assert not text.proposals.exclude(state="PROPOSED").exists()


def test_a_proposal_is_reached_only_through_its_own_text(cast: Cast, at: datetime, client: Client) -> None:
    first, second = propose(cast, at), propose(cast, at, text=TEXT + " Hết.")
    other = one(second, "person")
    client.force_login(cast.users["province"])
    answers = [
        client.post(f"/trich-xuat/{first.pk}/", {"muc": other.pk, "quyet_dinh": "refuse"}),
        client.get(f"/trich-xuat/{first.pk}/sua/{other.pk}/"),
    ]
    assert [answer.status_code for answer in answers] == [404, 404]


# A new text ------------------------------------------------------------------------------------------


def word_file(body: bytes) -> bytes:
    """A Word file with ``body`` as its document part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("word/document.xml", body)
    return out.getvalue()


BOMB = word_file(b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')
HTML = f"<html><body><p>{TEXT.replace(chr(10), '</p><p>')}</p></body></html>".encode()


def test_a_pasted_text_is_read_and_its_first_line_names_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["province"])
    pasted = TEXT.replace("\n", "\r\n").replace("Đại tá", "Đa\u0323i tá")
    answer = client.post(
        "/trich-xuat/moi/", {"unit": "CA.T1", "text": pasted, "origin": "Báo tỉnh"}, follow=True
    )
    (kept,) = SourceText.objects.all()
    assert answer.redirect_chain == [(f"/trich-xuat/{kept.pk}/", 303)]
    assert (kept.title, kept.origin) == ("Hội nghị sơ kết phong trào", "Báo tỉnh")
    assert kept.text == pasted.replace("\r\n", "\n")
    assert f"Đã đọc xong: {kept.proposals.count()} mục chờ duyệt." in answer.content.decode()


@pytest.mark.parametrize(("name", "data"), [("bai.txt", TEXT.encode()), ("bai.html", HTML)])
def test_a_file_is_read(cast: Cast, client: Client, name: str, data: bytes) -> None:
    client.force_login(cast.users["province"])
    sent = {"unit": "CA.T1", "title": "Bài báo", "file": SimpleUploadedFile(name, data)}
    assert client.post("/trich-xuat/moi/", sent).status_code == 303
    assert Proposal.objects.filter(text__title="Bài báo", kind="person").exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("mat.txt", b"T\xe1\xbb\x90I M\xe1\xba\xacT\nN\xe1\xbb\x99i dung", "dấu chỉ độ mật"),
        ("bom.docx", BOMB, "khai báo XML nguy hiểm"),
        ("gia.docx", b"khong phai Word", "không phải tệp Word"),
        ("goi.docx", b"PK\x03\x04hong", "bị hỏng"),
        ("rong.txt", b"", "Tệp rỗng"),
        ("bang.txt", "Hội nghị".encode("utf-16-le"), "Không nhận ra loại tệp"),
        ("bom.html", b'<!DOCTYPE a [<!ENTITY b "b">]><html>&b;</html>', "khai báo XML nguy hiểm"),
        ("trang.txt", b" \n ", "không có chữ nào"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_entries_stay(
    cast: Cast, client: Client, name: str, data: bytes, said: str
) -> None:
    client.force_login(cast.users["province"])
    sent = {
        "unit": "CA.T1",
        "title": "Bài <của> tôi",
        "origin": "Báo tỉnh",
        "file": SimpleUploadedFile(name, data),
    }
    answer = client.post("/trich-xuat/moi/", sent)
    page = answer.content.decode()
    assert (answer.status_code, SourceText.objects.count()) == (422, 0)
    assert said in page
    assert 'value="Bài &lt;của&gt; tôi"' in page
    assert 'value="Báo tỉnh"' in page


def test_a_file_over_the_limit_is_refused_and_entries_stay(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["province"])
    big = SimpleUploadedFile("to.txt", b"a" * (21 * 1024 * 1024))
    answer = client.post("/trich-xuat/moi/", {"unit": "CA.T1", "title": "Bài to", "file": big})
    assert (answer.status_code, SourceText.objects.count()) == (422, 0)
    assert "Tệp lớn hơn mức cho phép" in answer.content.decode()
    assert 'value="Bài to"' in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ""}, "Chưa có gì để đọc"),
        ({"text": "Chữ \x00 lạ"}, "ký tự không đọc được"),
        ({"text": "Bài dán", "unit": "CA.T2"}, "CA.T2"),
        ({"text": "Bài dán", "title": "t" * 401}, "400"),
        ({"text": "Bài dán", "file": SimpleUploadedFile("a.txt", b"abc")}, "Chỉ dùng một"),
    ],
)
def test_a_bad_entry_keeps_what_was_pasted(
    cast: Cast, client: Client, sent: dict[str, object], said: str
) -> None:
    client.force_login(cast.users["province"])
    answer = client.post("/trich-xuat/moi/", {"unit": "CA.T1", "origin": "Báo tỉnh", **sent})
    page = answer.content.decode()
    assert (answer.status_code, SourceText.objects.count()) == (422, 0)
    assert said in page
    assert 'value="Báo tỉnh"' in page
    assert "Bài dán</textarea>" in page or "Bài dán" not in str(sent["text"])


def test_the_same_text_again_keeps_what_was_pasted(cast: Cast, at: datetime, client: Client) -> None:
    propose(cast, at)
    client.force_login(cast.users["province"])
    answer = client.post("/trich-xuat/moi/", {"unit": "CA.T1", "text": TEXT, "title": "Lần hai"})
    assert (answer.status_code, SourceText.objects.count()) == (409, 1)
    assert "Đơn vị đã đọc văn bản này." in answer.content.decode()
    assert "Thực hiện Chỉ thị số 07-CT/TU" in answer.content.decode()


def test_a_stamped_paste_is_neither_kept_nor_sent_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["province"])
    sent = {"unit": "CA.T1", "text": "TỐI MẬT\nKế hoạch vây bắt", "title": "Kế hoạch", "origin": "Phòng"}
    answer = client.post("/trich-xuat/moi/", sent)
    page = answer.content.decode()
    assert (answer.status_code, SourceText.objects.count()) == (422, 0)
    assert "dấu chỉ độ mật" in page
    assert "vây bắt" not in page
    assert 'value="Kế hoạch"' not in page
    assert 'value="Phòng"' in page


# Decisions -------------------------------------------------------------------------------------------


def test_a_fact_before_its_event_is_offered_together_with_it(
    cast: Cast, at: datetime, client: Client
) -> None:
    text = propose(cast, at)
    figure, event = one(text, "figure"), one(text, "event")
    client.force_login(cast.users["province"])
    refused = client.post(f"/trich-xuat/{text.pk}/", {"muc": figure.pk, "quyet_dinh": "accept"})
    page = refused.content.decode()
    assert (refused.status_code, Conference.objects.count()) == (409, 0)
    assert "Nhận sự kiện và mục này" in page
    assert f'name="muc" value="{event.pk}"><input type="hidden" name="muc" value="{figure.pk}"' in page
    both = client.post(f"/trich-xuat/{text.pk}/", {"muc": [event.pk, figure.pk], "quyet_dinh": "accept"})
    assert both.status_code == 303
    assert Figure.objects.get().conference.read_from.get() == text
    shown = client.get(f"/trich-xuat/{text.pk}/").content.decode()
    assert f'href="/hoi-nghi/{Conference.objects.get().pk}/"' in shown


def test_all_that_is_left_is_taken_at_once(cast: Cast, at: datetime, client: Client) -> None:
    text = propose(cast, at)
    client.force_login(cast.users["province"])
    client.post(f"/trich-xuat/{text.pk}/", {"muc": one(text, "person").pk, "quyet_dinh": "refuse"})
    page = client.get(f"/trich-xuat/{text.pk}/").content.decode()
    form = re.search(r'<form class="ask-sheet read-ask".*?</form>', page, re.DOTALL)
    assert form is not None
    left = re.findall(r'name="muc" value="(\d+)"', form.group())
    answer = client.post(f"/trich-xuat/{text.pk}/", {"muc": left, "quyet_dinh": "accept"}, follow=True)
    assert f"Đã nhận {len(left)} mục." in answer.content.decode()
    assert sorted(text.proposals.values_list("state", flat=True)) == ["ACCEPTED"] * len(left) + ["REFUSED"]


@pytest.mark.parametrize(
    "sent", [{}, {"muc": "x"}, {"quyet_dinh": "accept"}, {"muc": "own", "quyet_dinh": "lạ"}]
)
def test_a_decision_that_says_nothing_is_refused(
    cast: Cast, at: datetime, client: Client, sent: dict[str, str]
) -> None:
    text = propose(cast, at)
    person = one(text, "person")
    client.force_login(cast.users["province"])
    filled = {name: str(person.pk) if value == "own" else value for name, value in sent.items()}
    assert client.post(f"/trich-xuat/{text.pk}/", filled).status_code == 422
    assert not text.proposals.exclude(state="PROPOSED").exists()


def test_a_second_decision_says_that_it_is_over(cast: Cast, at: datetime, client: Client) -> None:
    text = propose(cast, at)
    sent = {"muc": one(text, "person").pk, "quyet_dinh": "refuse"}
    client.force_login(cast.users["province"])
    codes = [client.post(f"/trich-xuat/{text.pk}/", sent).status_code for _ in range(2)]
    assert codes == [303, 409]


def test_who_may_decide_but_not_convene_is_told_so(
    cast: Cast, at: datetime, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = propose(cast, at, actor=cast["commune_police"], unit="CAX.X11")
    reader = replace(ROLES["COMMUNE_POLICE_OFFICER"], actions=READ)
    monkeypatch.setitem(ROLES, "COMMUNE_POLICE_OFFICER", reader)
    client.force_login(cast.users["commune_police"])
    page = client.get(f"/trich-xuat/{text.pk}/").content.decode()
    assert "đề nghị cán bộ có quyền lập hội nghị" in page


def test_a_text_without_an_event_goes_to_a_conference_already_there(
    cast: Cast, at: datetime, client: Client
) -> None:
    first, second = propose(cast, at), propose(cast, at, text=TEXT + " Hết.")
    client.force_login(cast.users["province"])
    client.post(f"/trich-xuat/{first.pk}/", {"muc": one(first, "event").pk, "quyet_dinh": "accept"})
    client.post(f"/trich-xuat/{second.pk}/", {"muc": one(second, "event").pk, "quyet_dinh": "refuse"})
    assert "Bài này nói về hội nghị nào?" in client.get(f"/trich-xuat/{second.pk}/").content.decode()
    assert client.post(f"/trich-xuat/{second.pk}/", {"hoi_nghi": ""}).status_code == 422
    conference = Conference.objects.get()
    assert client.post(f"/trich-xuat/{second.pk}/", {"hoi_nghi": conference.pk}).status_code == 303
    client.post(f"/trich-xuat/{second.pk}/", {"muc": one(second, "figure").pk, "quyet_dinh": "accept"})
    assert Figure.objects.get().conference == conference


# Corrections -----------------------------------------------------------------------------------------


def test_a_correction_is_taken_and_shown_beside_what_was_read(
    cast: Cast, at: datetime, client: Client
) -> None:
    text = propose(cast, at)
    event = one(text, "event")
    client.force_login(cast.users["province"])
    path = f"/trich-xuat/{text.pk}/sua/{event.pk}/"
    page = client.get(path).content.decode()
    assert 'value="09/07/2026"' in page
    sent = {"kind": event.facts["kind"], "date": "10/07/2026", "host": event.facts["host"] or ""}
    assert client.post(path, sent).status_code == 303
    event.refresh_from_db()
    assert (event.state, event.taken["date"]) == ("CORRECTED", "2026-07-10")
    shown = client.get(f"/trich-xuat/{text.pk}/").content.decode()
    assert "đọc là “09/07/2026”, người duyệt sửa thành “10/07/2026”" in shown
    assert client.get(path).status_code == 409


def test_a_bad_correction_keeps_what_was_typed(cast: Cast, at: datetime, client: Client) -> None:
    text = propose(cast, at)
    figure = one(text, "figure")
    client.force_login(cast.users["province"])
    path = f"/trich-xuat/{text.pk}/sua/{figure.pk}/"
    for sent, status in (
        ({"value": "mười bốn", "what": "xã <mới>"}, 422),
        ({"value": "", "what": "xã <mới>"}, 422),
        ({"value": "13", "what": "xã <mới>"}, 409),
    ):
        answer = client.post(path, sent)
        assert answer.status_code == status
        assert 'value="xã &lt;mới&gt;"' in answer.content.decode()
    figure.refresh_from_db()
    assert figure.state == "PROPOSED"


def test_a_correction_may_take_the_event_first_and_come_back(
    cast: Cast, at: datetime, client: Client
) -> None:
    text = propose(cast, at)
    figure, event = one(text, "figure"), one(text, "event")
    client.force_login(cast.users["province"])
    path = f"/trich-xuat/{text.pk}/sua/{figure.pk}/"
    assert "Nhận sự kiện, lập hội nghị" in client.get(path).content.decode()
    sent = {"muc": event.pk, "quyet_dinh": "accept", "tiep": figure.pk}
    assert client.post(f"/trich-xuat/{text.pk}/", sent).headers["Location"] == path
    assert client.post(path, {"value": "13", "of": "15", "unit": "xã"}).status_code == 303
    assert [int(row.value) for row in Figure.objects.all()] == [13]


def test_nothing_changed_is_no_correction(cast: Cast, at: datetime, client: Client) -> None:
    """Also for a day whose year the text does not name: the empty field is no change."""
    text = propose(cast, at, text=TEXT.replace("9/7/2026", "9/7"))
    event = one(text, "event")
    event.facts["date"] = "XXXX-07-09"
    event.save()
    client.force_login(cast.users["province"])
    path = f"/trich-xuat/{text.pk}/sua/{event.pk}/"
    assert "Bài ghi ngày 09/07, không nêu năm." in client.get(path).content.decode()
    same = {name: value for name, value in event.facts.items() if isinstance(value, str) and name != "date"}
    answer = client.post(path, same)
    assert answer.status_code == 422
    assert "Chưa sửa gì." in answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_asks_for_what_the_rule_needs(kind: str) -> None:
    form = CorrectionForm(kind=kind, facts={})
    assert list(form.fields) == list(editable(kind))
    for name in editable(kind):
        needed = (kind, name) in NEEDED or (kind, name) in words.CHOICES
        assert form.fields[name].required == needed
        if needed:
            with pytest.raises(BadInput):
                corrected(kind, {}, {name: None})
        else:
            assert corrected(kind, {}, {name: None})[name] is None
        assert words.label(kind, name) != name
        for code in words.CHOICES.get((kind, name), ()):
            assert corrected(kind, {}, {name: code})[name] == code


# Lists and cost --------------------------------------------------------------------------------------


def test_the_list_filters_by_what_still_waits(cast: Cast, at: datetime, client: Client) -> None:
    first = propose(cast, at)
    propose(cast, at, text=TEXT + " Hết.", title="Bài thứ hai")
    ids = list(first.proposals.values_list("pk", flat=True))
    operations.decide_many(actor=cast["province"], proposals=ids, decision="refuse", day=DAY, at=at)
    client.force_login(cast.users["province"])
    waiting = client.get("/trich-xuat/?tinh-trang=waiting").content.decode()
    decided = client.get("/trich-xuat/?tinh-trang=decided").content.decode()
    assert ("Bài thứ hai" in waiting, "Sơ kết phong trào" in waiting) == (True, False)
    assert ("Bài thứ hai" in decided, "Sơ kết phong trào" in decided) == (False, True)


def _with_proposals(cast: Cast, at: datetime, number: int) -> SourceText:
    text = propose(cast, at, text=f"{TEXT} Lần {number}.")
    text.proposals.exclude(kind="event").delete()
    taken = {"start": 0, "end": 8, "quote": text.text[:8], "state": "REFUSED", "decided_by": "user:1"}
    Proposal.objects.bulk_create(
        Proposal(text=text, kind="figure", facts={"value": one, "unit": "xã"}, decided_at=at, **taken)
        for one in range(number)
    )
    return text


def test_the_page_costs_as_many_queries_for_fifty_as_for_five(
    cast: Cast, at: datetime, client: Client
) -> None:
    few, many = _with_proposals(cast, at, 5), _with_proposals(cast, at, 50)
    client.force_login(cast.users["province"])
    client.get(f"/trich-xuat/{few.pk}/")
    counts = []
    for text in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(f"/trich-xuat/{text.pk}/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_list_costs_as_many_queries_for_many_texts(cast: Cast, at: datetime, client: Client) -> None:
    client.force_login(cast.users["province"])
    counts = []
    for number in range(3):
        for part in range(number * 3):
            propose(cast, at, text=f"{TEXT} Lần {number}, {part}.")
        client.get("/trich-xuat/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/trich-xuat/")
        counts.append(len(seen))
    assert counts[1] == counts[2]

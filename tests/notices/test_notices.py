"""Notices and their mail: whom, when, what it may say; a real SMTP server takes it, once."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput, Conflict, NotFound
from lantoa.notices import operations, queries, sending
from lantoa.notices.models import Mail, MailState, Notice
from lantoa.notices.rules import letters, retrying
from lantoa.notices.rules.kinds import Kind, When
from lantoa.upkeep import chasing, reminders
from lantoa.worklist import operations as worklist
from tests.cast import Cast

DAY = date(2026, 11, 21)
LINES = st.builds(letters.Line, st.text(max_size=40), st.text(max_size=40), st.just("/x/"), st.booleans())


class Server:
    """A mail server on this machine: keeps what it takes; answers as ``reply`` says."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.reply = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.reply.startswith("250"):
            self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return self.reply


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(settings: object) -> Iterator[Server]:
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port(), decode_data=False)
    controller.start()
    settings.EMAIL_OUT = True  # type: ignore[attr-defined]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST = "127.0.0.1"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = controller.port  # type: ignore[attr-defined]
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False  # type: ignore[attr-defined]
    settings.EMAIL_SITE = "https://thidua.vidu.vn"  # type: ignore[attr-defined]
    yield handler
    controller.stop()


@pytest.fixture
def mailed(cast: Cast) -> Cast:
    for key, user in cast.users.items():
        user.email = f"{key.replace('_', '-')}@vidu.vn"
        user.save(update_fields=["email"])
    return cast


def tell(cast: Cast, at: datetime, *who: str, **over: object) -> None:
    fields = {
        "title": "Báo cáo bị trả lại: Biểu 1",
        "body": "Ô B02 lệch.",
        "link": "/bao-cao/1/",
        "kind": Kind.REPORT,
    }
    operations.tell(users=[cast.users[key] for key in who], at=at, **{**fields, **over})


# --- rules --------------------------------------------------------------------------------------------------------


@given(st.lists(LINES, min_size=1, max_size=4))
def test_a_restricted_paper_says_nothing_but_that_it_is_there(lines: list[letters.Line]) -> None:
    hidden = letters.Line("KẾ HOẠCH TUYỆT ĐỐI KÍN", "nội dung kín", "/k/", restricted=True)
    letter = letters.digest("An", [*lines, hidden], "ngày 21/11/2026", "https://x", "/s/")
    for part in (letter.subject, letter.text, letter.html):
        assert "KÍN" not in part
        assert "nội dung kín" not in part
    assert letters.RESTRICTED in letter.text


def test_a_mail_cannot_be_made_to_carry_markup_or_a_second_header() -> None:
    letter = letters.one("An", letters.Line("<script>x</script>\r\nBcc: a@b", "", "/x/"), "https://x", "/s/")
    assert "<script>" not in letter.html
    assert "\n" not in letter.subject


@given(st.integers(1, 20), st.booleans())
def test_tries_end_and_the_wait_grows(failures: int, permanent: bool) -> None:
    now = datetime(2026, 11, 21)  # noqa: DTZ001 -- only differences count
    coming = retrying.after_failure(failures, permanent, now).at
    assert (coming is None) == (permanent or failures > len(retrying.WAITS))
    if coming is not None and failures > 1:
        before = retrying.after_failure(failures - 1, False, now).at
        assert before is not None
        assert coming > before


def test_a_reminder_has_counts_and_no_content() -> None:
    text = letters.reminder("Công an xã Đồng Ấm", 2, 1, "https://x")
    assert text == (
        "Kính gửi Công an xã Đồng Ấm. Hiện đơn vị còn 2 việc quá hạn và 1 việc đến hạn trong 7 ngày tới. Đề nghị mở "
        "phần mềm Lan Tỏa tại https://x, mục Việc của tôi, để xem và thực hiện. Trân trọng."
    )


# --- sending ------------------------------------------------------------------------------------------------------


def test_a_mail_goes_out_once_with_its_words_and_headers(mailed: Cast, at: datetime, server: Server) -> None:
    tell(mailed, at, "province", "province")
    assert sending.send_due(at=at) == {"sent": 1, "waiting": 0, "failed": 0, "unsure": 0}
    assert sending.send_due(at=at)["sent"] == 0
    (message,) = server.taken
    row = Mail.objects.get()
    assert (message["Subject"], message["Message-ID"]) == ("Báo cáo bị trả lại: Biểu 1", row.message_id)
    assert message["To"] == "Nguyễn Văn An <province@vidu.vn>"
    assert message["List-Unsubscribe"] == "<https://thidua.vidu.vn/thong-bao/nhan-thu/>"
    assert message["Auto-Submitted"] == "auto-generated"
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "Kính gửi Nguyễn Văn An," in plain.get_content()
    assert "https://thidua.vidu.vn/bao-cao/1/" in plain.get_content()
    assert "Ô B02 lệch." in html.get_content()
    assert row.state == MailState.SENT


def test_a_restricted_notice_is_told_without_its_title(mailed: Cast, at: datetime, server: Server) -> None:
    tell(mailed, at, "province", title="Kế hoạch kín 15/KH", body="kín", restricted=True)
    sending.send_due(at=at)
    assert "kín" not in server.taken[0].as_string().lower()
    assert server.taken[0]["Subject"].strip() == letters.RESTRICTED
    assert Notice.objects.get().title == "Kế hoạch kín 15/KH"


def test_a_temporary_refusal_waits_and_a_final_one_is_told(
    mailed: Cast, at: datetime, server: Server
) -> None:
    tell(mailed, at, "province")
    server.reply = "451 try later"
    assert sending.send_due(at=at)["waiting"] == 1
    assert sending.send_due(at=at)["waiting"] == 0
    row = Mail.objects.get()
    assert (row.attempts, row.next_at, row.problem) == (1, at + timedelta(minutes=1), "451 try later")
    server.reply = "550 no such user"
    assert sending.send_due(at=at + timedelta(minutes=2))["failed"] == 1
    row.refresh_from_db()
    assert (row.state, row.problem) == (MailState.FAILED, "550 no such user")
    assert server.taken == []


def test_a_server_that_is_away_harms_nothing(
    mailed: Cast, at: datetime, server: Server, settings: object
) -> None:
    tell(mailed, at, "province")
    settings.EMAIL_PORT = 9  # type: ignore[attr-defined]
    assert sending.send_due(at=at)["waiting"] == 1


def test_a_sender_that_died_leaves_a_question_not_a_second_mail(
    mailed: Cast, at: datetime, server: Server
) -> None:
    tell(mailed, at, "province")
    Mail.objects.update(state=MailState.SENDING, claimed_at=at)
    assert sending.send_due(at=at + timedelta(minutes=5)) == {
        "sent": 0,
        "waiting": 0,
        "failed": 0,
        "unsure": 0,
    }
    assert sending.send_due(at=at + timedelta(minutes=11))["unsure"] == 1
    row = Mail.objects.get()
    with pytest.raises(NotFound):
        sending.send_again(actor=mailed["province"], mail=row.pk, day=DAY, at=at)
    sending.send_again(actor=mailed["administrator"], mail=row.pk, day=DAY, at=at)
    assert sending.send_due(at=at + timedelta(minutes=12))["sent"] == 1
    assert server.taken[0]["Message-ID"] == row.message_id
    with pytest.raises(Conflict):
        sending.send_again(actor=mailed["administrator"], mail=row.pk, day=DAY, at=at)


def test_without_a_server_mail_is_kept(mailed: Cast, at: datetime) -> None:
    tell(mailed, at, "province")
    assert Mail.objects.get().state == MailState.KEPT
    assert sending.send_due(at=at)["sent"] == 0


# --- choices and digests ------------------------------------------------------------------------------------------


def test_each_gets_what_they_chose(mailed: Cast, at: datetime, server: Server) -> None:
    operations.choose(user=mailed.users["province"], choices={"report": "daily"})
    operations.choose(user=mailed.users["emulation"], choices={"report": "never"})
    tell(mailed, at, "province", "emulation", "clerk")
    tell(mailed, at, "province", title="Báo cáo đã được duyệt: Biểu 2")
    assert [mail.user.username for mail in Mail.objects.all()] == ["clerk"]
    assert sending.digest(when=When.WEEKLY, day=DAY, at=at) == 0
    assert sending.digest(when=When.DAILY, day=DAY, at=at) == 1
    assert sending.digest(when=When.DAILY, day=DAY, at=at) == 0
    sending.send_due(at=at)
    daily = next(one for one in server.taken if "province" in one["To"])
    assert daily["Subject"] == "Lan Tỏa: 2 thông báo, ngày 21/11/2026"
    assert Notice.objects.count() == 4


def test_a_choice_that_does_not_exist_is_refused(mailed: Cast) -> None:
    with pytest.raises(BadInput, match="Không có lựa chọn"):
        operations.choose(user=mailed.users["province"], choices={"report": "sometimes"})
    assert queries.choices(mailed.users["province"])[Kind.DUE] == When.DAILY


# --- pages --------------------------------------------------------------------------------------------------------


def test_opening_a_notice_is_its_receipt_and_only_its_owner_opens_it(
    mailed: Cast, at: datetime, client: Client
) -> None:
    tell(mailed, at, "province")
    row = Notice.objects.get()
    client.force_login(mailed.users["stranger"])
    assert client.get(f"/thong-bao/{row.pk}/mo/").status_code == 404
    assert client.get("/api/v1/notices").json() == []
    client.force_login(mailed.users["province"])
    assert client.get(f"/thong-bao/{row.pk}/mo/")["Location"] == "/bao-cao/1/"
    row.refresh_from_db()
    assert row.read_at is not None
    assert "Chưa đọc" not in client.get("/thong-bao/?da-xem=1").content.decode().split("<tbody>")[1]


def test_a_link_that_leads_outside_is_never_followed(mailed: Cast, at: datetime, client: Client) -> None:
    tell(mailed, at, "province", link="//ke-xau.vn/")
    client.force_login(mailed.users["province"])
    assert client.get(f"/thong-bao/{Notice.objects.get().pk}/mo/").status_code == 200


def test_choosing_on_the_page_and_by_the_api(mailed: Cast, client: Client) -> None:
    client.force_login(mailed.users["province"])
    fields = {kind.value: "never" for kind in Kind}
    assert client.post("/thong-bao/nhan-thu/", fields).status_code == 303
    assert client.get("/api/v1/notices/choices").json() == fields


def test_the_outbox_is_for_who_watches_it_and_says_why_a_mail_failed(
    mailed: Cast, at: datetime, client: Client
) -> None:
    tell(mailed, at, "province")
    row = Mail.objects.get()
    Mail.objects.update(state=MailState.FAILED, problem="550 no such user")
    client.force_login(mailed.users["province"])
    assert client.get(f"/thu/{row.pk}/").status_code == 404
    assert client.post(f"/thu/{row.pk}/gui-lai/").status_code == 404
    client.force_login(mailed.users["administrator"])
    assert "550 no such user" in client.get("/thu/").content.decode()
    assert client.post(f"/thu/{row.pk}/gui-lai/").status_code == 303
    row.refresh_from_db()
    assert row.state == MailState.WAITING


# --- reminders ----------------------------------------------------------------------------------------------------


def due(at: datetime, key: str, unit: str, day: date) -> None:
    worklist.put(
        key=key, area="reporting", title="Báo cáo kín", action="reporting.submission.enter", link="/x/", at=at,
        unit=unit, due=day,
    )  # fmt: skip


def test_what_comes_due_is_told_to_the_nearest_who_may_do_it(mailed: Cast, at: datetime) -> None:
    due(at, "a", "CAX.X11", DAY + timedelta(days=3))
    due(at, "b", "CAX.X12", DAY - timedelta(days=1))
    due(at, "c", "CAX.X21", DAY + timedelta(days=2))
    assert reminders.remind(day=DAY, at=at) == 2
    told = sorted((one.user.username, one.title, one.mail_as) for one in Notice.objects.all())
    assert told == [
        ("commune_police", "Sắp đến hạn 24/11/2026: Báo cáo kín", "daily"),
        ("province", "Quá hạn từ 20/11/2026: Báo cáo kín", "daily"),
    ]


def test_words_to_paste_are_for_the_level_above_and_tell_no_content(
    mailed: Cast, at: datetime, client: Client
) -> None:
    due(at, "a", "CAX.X11", DAY - timedelta(days=1))
    due(at, "b", "CA.T1", DAY - timedelta(days=1))
    found = chasing.reminders(visible_to=mailed["province"], day=DAY)
    assert [(one.unit, one.late, one.soon) for one in found] == [("CAX.X11", 1, 0)]
    assert chasing.reminders(visible_to=mailed["stranger"], day=DAY) == []
    client.force_login(mailed.users["province"])
    page = client.get("/thong-bao/loi-nhac/").content.decode()
    assert "còn 1 việc quá hạn" in page
    assert "Báo cáo kín" not in page
    client.force_login(mailed.users["commune_police"])
    assert "Đồng Ấm" not in client.get("/thong-bao/loi-nhac/").content.decode().split("<main")[1]

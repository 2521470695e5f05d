"""Send what waits in the outbox, each mail once.

A mail is claimed in a transaction of its own before it is handed to the server and told as sent after. Whoever dies
in between leaves it claimed: whether it went out is then not known, a person is asked, and nothing is sent twice.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Conflict, NotFound
from lantoa.kernel.vi.dates import on_screen

from . import operations, queries
from .models import Mail, MailState, Notice
from .rules import letters, retrying
from .rules.kinds import When

log = logging.getLogger(__name__)
AGAIN = "notices.outbox.read"
ROUND = 100
"""Mails of one round: the worker has other things to do."""


def send_due(*, at: datetime, limit: int = ROUND) -> dict[str, int]:
    """One round over the outbox; returns how many went out, wait for another try, and failed for good."""
    told = {"sent": 0, "waiting": 0, "failed": 0, "unsure": _doubt(at)}
    if not settings.EMAIL_OUT:
        return told
    waiting = queries.due(at)[:limit]
    if not waiting:
        return told
    with _open() as server:
        for pk in waiting:
            if (outcome := _send(pk, server, at)) is not None:
                told[outcome] += 1
    return told


@contextmanager
def _open() -> Iterator[BaseEmailBackend | None]:
    """One connection for the round; None when the server cannot be reached, and each mail then waits."""
    server = get_connection(fail_silently=False)
    try:
        server.open()
    except (OSError, smtplib.SMTPException):
        log.warning("mail server cannot be reached")
        yield None
        return
    try:
        yield server
    finally:
        _hang_up(server)


def _send(pk: int, server: BaseEmailBackend | None, at: datetime) -> str | None:
    mail = _claim(pk, at)
    if mail is None:
        return None
    if server is None:
        return _failed(mail, "Không kết nối được máy chủ thư.", False, at)
    try:
        _message(mail, server).send()
    except smtplib.SMTPResponseException as error:
        return _failed(mail, _reply(error.smtp_code, error.smtp_error), error.smtp_code >= 500, at)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        return _failed(mail, _reply(code, said), code >= 500, at)
    except (smtplib.SMTPException, OSError) as error:
        _hang_up(server)
        return _failed(mail, f"Đường truyền lỗi ({type(error).__name__}).", False, at)
    except ValueError:
        return _failed(mail, "Địa chỉ hoặc tiêu đề không hợp lệ.", True, at)
    Mail.objects.filter(pk=pk).update(state=MailState.SENT, sent_at=at, problem="")
    return "sent"


def _reply(code: int, said: bytes | str) -> str:
    return f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"


def _hang_up(server: BaseEmailBackend) -> None:
    """The line is broken: the next mail opens another."""
    with suppress(OSError, smtplib.SMTPException):
        server.close()


def _claim(pk: int, at: datetime) -> Mail | None:
    """The mail, now this sender's; None when another has it. Committed before anything is handed over."""
    taken = Mail.objects.filter(pk=pk, state=MailState.WAITING).update(state=MailState.SENDING, claimed_at=at)
    return Mail.objects.get(pk=pk) if taken else None


def _message(mail: Mail, server: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
    }
    if operations.site():
        headers["List-Unsubscribe"] = f"<{operations.site()}{operations.SETTINGS}>"
    message = EmailMultiAlternatives(
        mail.subject, mail.body, settings.EMAIL_FROM, [mail.to], connection=server, headers=headers
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _failed(mail: Mail, why: str, permanent: bool, at: datetime) -> str:
    attempts = mail.attempts + 1
    coming = retrying.after_failure(attempts, permanent, at).at
    state = MailState.FAILED if coming is None else MailState.WAITING
    Mail.objects.filter(pk=mail.pk).update(
        state=state, attempts=attempts, next_at=coming, problem=" ".join(why.split())[:300]
    )
    return "failed" if coming is None else "waiting"


def _doubt(at: datetime) -> int:
    """Mails that a sender claimed and never told about: a person must say whether they go again."""
    rows = Mail.objects.filter(state=MailState.SENDING, claimed_at__lt=at - retrying.UNSURE_AFTER)
    return rows.update(
        state=MailState.UNSURE, problem="Tiến trình gửi dừng giữa chừng; có thể máy chủ thư đã nhận."
    )


@transaction.atomic
def send_again(*, actor: Actor, mail: int, day: date, at: datetime) -> Mail:
    """A failed or doubtful mail back into the queue, by somebody who watches the outbox; same Message-ID."""
    if not access.reach(actor, AGAIN, day).units:
        raise NotFound("NOT_FOUND", "Không tìm thấy thư này.", remedy="Xem lại địa chỉ.")
    found = Mail.objects.select_for_update(of=("self",)).filter(pk=mail).first()
    if found is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy thư này.", remedy="Xem danh sách thư đã lập.")
    if found.state not in (MailState.FAILED, MailState.UNSURE):
        raise Conflict(
            "MAIL_NOT_FAILED", f"Thư này {found.get_state_display().lower()}.", place=found.subject,
            remedy="Chỉ gửi lại thư không gửi được hoặc chưa rõ đã gửi.",
        )  # fmt: skip
    before = found.state
    found.state, found.attempts, found.next_at, found.problem = MailState.WAITING, 0, at, ""
    found.save(update_fields=["state", "attempts", "next_at", "problem"])
    journal.record(
        actor=actor, action="notices.mail.again", subject=f"notices.mail:{found.pk}", at=at,
        before={"state": before}, after={"state": found.state},
    )  # fmt: skip
    return found


def digest(*, when: str, day: date, at: datetime) -> int:
    """One mail to each person for all notices that wait for this digest, marked as taken in the same transaction.

    Laid twice it is the same mail: its Message-ID is made of person, day and last notice. Returns mails laid.
    """
    said = f"ngày {on_screen(day)}" if when == When.DAILY else f"tuần từ {on_screen(day - timedelta(days=7))}"
    laid = 0
    with transaction.atomic():
        waiting = list(queries.to_digest(when))
        for user, found in groupby(waiting, key=lambda one: one.user):
            rows = list(found)
            lines = [letters.Line(one.title, one.body, one.link, one.restricted) for one in rows]
            last = max(one.pk for one in rows)
            letter = letters.digest(user.name, lines, said, operations.site(), operations.SETTINGS)
            laid += operations.put_out([(user, letter, f"{when}-{day:%Y%m%d}-{user.pk}-{last}")], at=at)
        Notice.objects.filter(pk__in=[one.pk for one in waiting]).update(mailed_at=at)
    return laid

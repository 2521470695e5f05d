"""Lời báo cáo đã lưu: an officer's words of one report, kept with the numbers as they were printed then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.documents.catalogue.reports import Review, known_numbers
from lantoa.documents.narrative.measures import Number
from lantoa.documents.narrative.tokens import TOKEN
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Fault, NotFound
from lantoa.kernel.vi.text import nfc
from lantoa.reporting.papers import LONGEST

from . import papers
from .models import ReportWords


def changed(saved: ReportWords, of: Review) -> tuple[Fault, ...]:
    """Each number the words use whose source has moved, or gone, since they were saved. The paper itself always prints
    what the source says now."""
    now = known_numbers(of)
    return tuple(_moved(token, was, now) for token, was in saved.numbers.items() if _differs(token, was, now))


def _differs(token: str, was: list[str], now: Mapping[str, Number]) -> bool:
    return token not in now or now[token].text != was[0]


def _moved(token: str, was: list[str], now: Mapping[str, Number]) -> Fault:
    told = now[token].text if token in now else "không còn"
    return Fault(
        "SOURCE_CHANGED",
        f"Số liệu {token}: lúc lưu là {was[0]}, nay là {told}.",
        was[1],
        "Đọc lại câu có số này rồi lưu lại.",
    )


@transaction.atomic
def save_words(*, actor: Actor, code: str, key: str, text: str, day: date, at: datetime) -> ReportWords:
    """Keep the words of a report that the actor may see; ``NotFound`` else, ``BadInput`` for too long ones."""
    if code not in papers.REVIEWS:
        raise papers.hidden()
    of = papers.review_of(papers.Ask(key, actor, day), code)
    user = access.user_of(actor)
    if user is None:
        raise NotFound("NO_USER", "Không có tài khoản để lưu lời báo cáo.", remedy="Đăng nhập rồi lưu lại.")
    words = nfc(text).replace("\r\n", "\n").strip()
    if not words or len(words) > LONGEST:
        raise BadInput(
            "BAD_WORDS",
            "Lời báo cáo trống hoặc quá dài.",
            place="text",
            remedy=f"Viết từ 1 đến {LONGEST} ký tự.",
        )
    known = known_numbers(of)
    used = {
        token: [known[token].text, known[token].source] for token in TOKEN.findall(words) if token in known
    }
    saved, _new = ReportWords.objects.update_or_create(
        user=user, code=code, key=key, defaults={"text": words, "numbers": used, "saved_at": at}
    )
    journal.record(
        actor=actor, action="exchange.words.save", subject=f"exchange.words:{saved.pk}", at=at,
        after={"code": code, "key": key, "numbers": len(used)},
    )  # fmt: skip
    return saved

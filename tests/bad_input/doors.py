"""One person at three doors, page, API and command, and what each says when it refuses."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.access.operations import issue_token
from lantoa.kernel.errors import Fault, Problem
from tests.cast import Cast

VIETNAMESE = re.compile(
    r"[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE
)
Door = Callable[["Person"], Fault]


def clear(fault: Fault) -> None:
    """A code for machines; what, where and how to mend for people, in Vietnamese."""
    assert re.fullmatch(r"[A-Z_]+", fault.code), fault
    assert VIETNAMESE.search(fault.message), fault
    assert fault.place, fault
    assert VIETNAMESE.search(fault.remedy), fault


class Person:
    """Somebody of the cast; ``said`` keeps the last page's text."""

    def __init__(self, cast: Cast, who: str, at: datetime):
        self.name = who
        self.web = Client()
        self.web.force_login(cast.users[who])
        token = issue_token(user=cast.users[who], name="kiểm thử", at=at)
        self.headers = {"Authorization": f"Bearer {token}"}
        self.said = ""

    def page(self, path: str, data: dict[str, Any]) -> Fault:
        """What the page's error summary, or its problem page, says first; all of it must be on the page."""
        answer = self.web.post(path, data)
        self.said = html.unescape(answer.content.decode())
        assert answer.status_code in (403, 404, 409, 413, 422), answer.status_code
        faults = answer.context.get("faults") or answer.context["problem"].faults
        fault: Fault = faults[0]
        for part in (fault.message, fault.remedy):
            assert part in self.said
        return fault

    def api(self, method: str, path: str, body: Any = None, file: SimpleUploadedFile | None = None) -> Fault:
        given: dict[str, Any] = (
            {"data": {"file": file}} if file else {"data": body, "content_type": "application/json"}
        )
        answer = getattr(Client(), method)(f"/api/v1{path}", headers=self.headers, **given)
        assert answer.headers["Content-Type"] == "application/problem+json; charset=utf-8"
        told = answer.json()
        assert told["status"] == answer.status_code >= 400
        return Fault(*(told[name] for name in ("code", "message", "place", "remedy")))

    def command(self, area: str, *words: object) -> Fault:
        group = import_module(f"lantoa.cli.{area}").command
        result = CliRunner().invoke(group, [*map(str, words), "--as", self.name])
        assert isinstance(result.exception, Problem), (result.output, result.exception)
        return result.exception.faults[0]

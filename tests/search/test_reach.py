"""What the index lets each of the cast find is what their area's own list shows them, no more and no less."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from lantoa.conference import queries as conferences
from lantoa.conference.models import Conference
from lantoa.organisation.models import Cluster, Unit
from lantoa.programme import queries as programme
from lantoa.programme.models import Campaign, Directive
from lantoa.reading import queries as reading
from lantoa.reading.models import SourceText
from lantoa.search import checking, queries
from tests.cast import CLUSTER, OTHER_CLUSTER, Cast

DAY = date(2026, 11, 21)


@pytest.fixture
def full(cast: Cast, at: datetime) -> Cast:
    """Directives and campaigns of every state and audience, a conference and a text, on both sides."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    for code in ("BCA", "CA.T1", "CA.T2", "UB.T1"):
        for state in ("draft", "issued"):
            directive = Directive.objects.create(
                unit=units[code], kind="KH", title=f"Kế hoạch {code} {state}", state=state, created_at=at
            )
        for state in ("planned", "launched"):
            Campaign.objects.create(
                directive=directive, unit=units[code], name=f"Đợt thi đua {code} {state}", slogan="Lan", state=state,
                valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1), audience_unit=units[code], created_at=at,
            )  # fmt: skip
        Conference.objects.create(unit=units[code], kind="hoi_nghi", title=f"Hội nghị {code}", created_at=at)
        SourceText.objects.create(
            unit=units[code], sha256=code, title=f"Bài đọc {code}", text="x", kept_by="user:1", kept_at=at
        )
    for key in (CLUSTER, OTHER_CLUSTER):
        Campaign.objects.create(
            directive=directive, unit=units["BCA"], name="Đợt thi đua cụm", slogan="Cụm", state="launched",
            valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1), created_at=at,
            audience_cluster=Cluster.objects.get(key=key),
        )  # fmt: skip
    return cast


def found(cast: Cast, who: str, text: str, kind: str) -> set[str]:
    hits = queries.page_of(visible_to=cast[who], text=text, day=DAY, kind=kind, limit=100)
    assert queries.find(visible_to=cast[who], text=text, day=DAY).counts().get(kind, 0) == len(hits)
    return {hit.ref for hit in hits}


def test_everybody_finds_exactly_what_their_lists_show(full: Cast) -> None:
    for who, actor in full.actors.items():
        lists = {
            ("đợt thi đua", "campaign"): programme.campaigns(actor, DAY),
            ("kế hoạch", "directive"): programme.directives(actor, DAY),
            ("hội nghị", "conference"): conferences.conferences(actor, DAY),
            ("bài đọc", "text"): reading.texts(actor, DAY),
        }
        for (text, kind), rows in lists.items():
            assert found(full, who, text, kind) == {str(row.pk) for row in rows}, (who, kind)
    assert all(one.whole for one in checking.check() if one.kind != "rule")


def test_a_stranger_finds_nothing_on_the_page_in_the_hints_or_by_the_api(full: Cast, client: Client) -> None:
    client.force_login(full.users["stranger_commune"])
    addresses = ("?tim=CA.T1", "goi-y/?tim=hoi+nghi", "?tim=ke+hoach+CA.T1&loai=directive")
    for address in (f"/tim-kiem/{one}" for one in addresses):
        page = client.get(address).content.decode()
        assert "Kế hoạch CA.T1" not in page
        assert "Hội nghị CA.T1" not in page
    told = client.get("/api/v1/search?text=hoi nghi").json()
    assert [one for one in told if one["kind"] == "conference"] == []


def test_the_page_marks_words_without_trusting_them(full: Cast, client: Client) -> None:
    Conference.objects.create(
        unit=Unit.objects.get(code="CA.T1"), kind="hoi_nghi", title="Hội nghị <script>alert(1)</script>",
        created_at=datetime.fromisoformat("2026-11-21T02:00:00+00:00"),
    )  # fmt: skip
    client.force_login(full.users["province"])
    page = client.get("/tim-kiem/?tim=script").content.decode()
    assert "<script>alert" not in page
    assert "&lt;<mark>script</mark>&gt;" in page
    assert client.get("/tim-kiem/").status_code == 200
    assert "Không tìm thấy" in client.get("/tim-kiem/?tim=zzzzzzzz").content.decode()

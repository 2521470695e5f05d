"""Every address of the product, walked: what a stranger gets, and that no odd value brings a page down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import DataError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lantoa.access.operations import issue_token
from lantoa.api.root import api
from lantoa.portal import queries as portal
from tests.cast import Cast

PUBLIC_PAGES = {
    "portal:search", "portal:decision", "portal:qr", "healthz", "sign-in", "look", "components",
    "sign-in-passkey", "sign-in-passkey-ask", "sign-in-single", "sign-in-single-back", "reporting:manifest",
    "reporting:worker",
}  # fmt: skip
"""What needs no account, and nothing else does; ``components`` exists in the demo only."""
PUBLIC_CALLS = {"GET /api/v1/public/honours", "GET /api/v1/public/decisions/{code}"}
PLACE = re.compile(r"<(?:(\w+):)?(\w+)>|\{(\w+)\}")
ODD_TEXT = "khong%00co"


def routes(
    resolver: URLResolver | None = None, before: str = "", space: str = ""
) -> Iterator[tuple[str, str]]:
    """(name with its namespaces, route) of every page."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", route


PAGES = sorted((name, route) for name, route in routes() if not route.startswith("api/"))
CALLS = sorted(
    f"{method.upper()} {path}"
    for path, operations in api.get_openapi_schema()["paths"].items()
    for method in operations
    if method in {"get", "post", "put", "patch", "delete"}
)


def address(route: str, number: str = "1", text: str = "khong-co") -> str:
    """The route with its places filled; dates and forms of files get a value of their kind."""

    def value(found: re.Match[str]) -> str:
        kind, name = found[1] or "str", found[2] or found[3]
        if kind == "int" or name == "number":  # the API's schema keeps no converters
            return number
        return {"form": "pdf", "day": "2026-11-21"}.get(name, text)

    return "/" + PLACE.sub(value, route).lstrip("/")


def kept_out(client: Client, method: str, target: str) -> bool:
    """Sent to sign in; or, by GET, told that this address only takes what a form sends."""
    response = getattr(client, method)(target)
    if method == "get" and response.status_code == 405:
        return True
    return response.status_code == 302 and response.url.startswith(reverse("sign-in"))


def test_the_walk_sees_the_product() -> None:
    assert {"home", "commendation:dossier", "portal:search"} <= {name for name, _ in PAGES}
    assert "GET /api/v1/units" in CALLS
    assert set(CALLS) >= PUBLIC_CALLS
    assert PUBLIC_PAGES - {"components"} <= {name for name, _ in PAGES}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in_at_every_page_but_the_public_ones(
    client: Client, method: str
) -> None:
    private = [(name, route) for name, route in PAGES if name not in PUBLIC_PAGES]
    assert [name for name, route in private if not kept_out(client, method, address(route))] == []


@pytest.mark.django_db
def test_a_stranger_gets_nothing_from_the_api_but_what_is_public(client: Client) -> None:
    answers = {
        call: getattr(client, call.split(" ")[0].lower())(
            address(call.split(" ")[1]), content_type="application/json"
        ).status_code
        for call in CALLS
    }
    assert {call for call, status in answers.items() if status != 401} == PUBLIC_CALLS


@pytest.mark.django_db
def test_a_false_token_opens_nothing(client: Client) -> None:
    answers = {
        call: getattr(client, call.split(" ")[0].lower())(
            address(call.split(" ")[1]), content_type="application/json",
            headers={"Authorization": "Bearer khong-phai-khoa"},
        ).status_code
        for call in CALLS
        if call not in PUBLIC_CALLS
    }  # fmt: skip
    assert set(answers.values()) == {401}


@pytest.mark.parametrize(
    ("number", "text"), [("99999999999999999999999", "khong-co"), ("1", ODD_TEXT), ("1", "a" * 3000)]
)
@pytest.mark.parametrize("key", ["", "ministry"])
def test_no_address_falls_over(cast: Cast, client: Client, key: str, number: str, text: str) -> None:
    """The client raises what a view does not answer, so arriving here at all is most of the test."""
    if key:
        client.force_login(cast.users[key])
    odd = {address(route, number, text) for _, route in PAGES}
    targets = sorted(odd - {address(route) for _, route in PAGES})  # those this value makes a difference to
    assert len(targets) > 20
    answers = {target: client.get(target).status_code for target in targets}
    assert {target: status for target, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("key", ["", "ministry"])
def test_no_question_falls_over(cast: Cast, client: Client, key: str) -> None:
    """Odd values in the query of every list and of the public search."""
    if key:
        client.force_login(cast.users[key])
    odd = ("tim=%00&sap=khong-co", "trang=-1&tim=" + "ế" * 2000, "trang=99999999999999999999&ngay=31/02/2026")
    answers = {
        (name, query): client.get(f"{address(route)}?{query}").status_code
        for name, route in PAGES
        for query in odd
        if "<" not in route
    }
    assert {which: status for which, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("text", ["khong-co", ODD_TEXT])
def test_no_call_falls_over(cast: Cast, client: Client, text: str) -> None:
    """Every GET of the API, signed in by the session, with places that name nothing."""
    client.force_login(cast.users["ministry"])
    answers = {
        call: client.get(address(call.split(" ")[1], text=text)).status_code
        for call in CALLS
        if call.startswith("GET ")
    }
    assert {call: status for call, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("body", [b"{", b"\xff"], ids=["cut off", "not UTF-8"])
def test_a_body_that_cannot_be_read_is_a_problem_with_a_remedy(
    cast: Cast, at: datetime, client: Client, body: bytes
) -> None:
    token = issue_token(user=cast.users["ministry"], name="thử", at=at)
    bearer = {"Authorization": f"Bearer {token}"}
    answer = client.post("/api/v1/directives", body, content_type="application/json", headers=bearer)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json; charset=utf-8")
    assert answer.json()["code"] == "BAD_BODY"


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that does not take what the public search looks for."""

    def refuse(text: str) -> None:
        raise DataError("value too long") from ValueError()

    monkeypatch.setattr(portal, "search", refuse)


@pytest.mark.django_db
def test_what_the_database_refuses_is_said_on_the_page(strict: None, client: Client) -> None:
    answer = client.get("/tra-cuu/?tim=phu+tho")
    assert answer.status_code == 422
    assert "cơ sở dữ liệu không lưu được" in answer.content.decode()


@pytest.mark.django_db
def test_what_the_database_refuses_is_said_by_the_api(strict: None, client: Client) -> None:
    answer = client.get("/api/v1/public/honours?text=phu+tho")
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_FIELD")

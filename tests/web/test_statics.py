"""Styles and scripts go out compressed to whoever takes that, and are the same files either way."""

from __future__ import annotations

import gzip

from django.test import Client

PATH = "/tinh/css/ui.css"


def body(**head: str) -> tuple[bytes, dict[str, str]]:
    answer = Client().get(PATH, **head)
    return b"".join(answer.streaming_content), dict(answer.headers)


def test_a_style_is_the_same_compressed_and_plain() -> None:
    plain, how = body()
    packed, told = body(HTTP_ACCEPT_ENCODING="gzip, br")

    assert "Content-Encoding" not in how
    assert (told["Content-Encoding"], told["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 3
    assert told["Cache-Control"] == how["Cache-Control"]
    assert told["Content-Type"].startswith("text/css")


def test_a_picture_goes_as_it_is() -> None:
    answer = Client().get("/tinh/icons/lan-toa-192.png", HTTP_ACCEPT_ENCODING="gzip")
    assert (answer.status_code, b"".join(answer.streaming_content)[:4]) == (200, b"\x89PNG")
    assert "Content-Encoding" not in answer.headers

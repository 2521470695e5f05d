"""The English catalogue: whole, compiled, holding what the sources say, and with the same names to fill in."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from tools import catalogue

NAMED = re.compile(r"%\((\w+)\)[a-z]")
SAYING = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
MARKUP = re.compile(r"</?\w+[^>]*>")


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    return [message for message in catalogue.kept() if message.id]


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def test_every_message_has_its_english(messages: list[Message]) -> None:
    missing = [message.id for message in messages if not catalogue.translated(message) or message.fuzzy]
    assert missing == [], "dịch rồi chạy: python tools/catalogue.py"


def test_the_catalogue_holds_exactly_what_the_sources_say(messages: list[Message]) -> None:
    said = {(forms(one.id), one.context) for one in catalogue.found() if one.id}
    known = {(forms(one.id), one.context) for one in messages}
    assert sorted(said - known, key=str) == [], "câu mới: chạy python tools/catalogue.py rồi dịch"
    assert sorted(known - said, key=str) == [], "câu không còn: chạy python tools/catalogue.py"


def test_the_compiled_file_is_the_text_file(messages: list[Message]) -> None:
    with catalogue.MO.open("rb") as file:
        compiled = {forms(one.id): forms(one.string) for one in read_mo(file) if one.id}
    assert compiled == {forms(one.id): forms(one.string) for one in messages}


def test_names_to_fill_in_and_markup_are_the_same_in_both_languages(messages: list[Message]) -> None:
    for message in messages:
        for vietnamese in forms(message.id):
            for english in forms(message.string):
                for pattern in (NAMED, MARKUP):
                    wanted, given = pattern.findall(vietnamese), pattern.findall(english)
                    assert sorted(wanted) == sorted(given), (vietnamese, english)


def test_per_cent_signs_survive_filling_in(messages: list[Message]) -> None:
    for message in messages:
        if "python-format" in message.flags:
            for english in forms(message.string):
                assert english % dict.fromkeys(NAMED.findall(english), "x"), english


def test_english_is_english(messages: list[Message]) -> None:
    kept = (
        "Nguyễn Văn An", "QĐ-CAT", "QĐ-BCA-V05", "NĐ-CP", "01.TĐKT", "Lan Tỏa", "Tết", "Phó Giám đốc", "Giám đốc",
        "Lưu: VT", "×", "÷", "Công an xã, phường, đặc khu", "địa bàn", "xã; phường",
    )  # fmt: skip
    """Names, and what is typed in Vietnamese whatever the page speaks."""
    for message in messages:
        for english in forms(message.string):
            rest = english
            for name in kept:
                rest = rest.replace(name, "")
            assert not re.search("[À-ỹ]", rest), english


def test_a_space_at_the_end_stays(messages: list[Message]) -> None:
    for message in messages:
        for vietnamese, english in zip(forms(message.id), forms(message.string), strict=False):
            assert vietnamese.endswith(" ") == english.endswith(" "), vietnamese
            assert vietnamese.startswith(" ") == english.startswith(" "), vietnamese


@pytest.mark.parametrize("path", sorted((catalogue.SOURCE / "web").rglob("*.py")), ids=lambda path: path.stem)
def test_no_message_hides_from_the_extraction(path: Path) -> None:
    """A call inside an f-string is not seen on every Python; an f-string inside a call is no message."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            assert not [call for call in ast.walk(node) if says_words(call)], f"{path}:{node.lineno}"
        if isinstance(node, ast.Call) and name_of(node) in SAYING:
            assert not [one for one in node.args if isinstance(one, ast.JoinedStr)], f"{path}:{node.lineno}"


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def says_words(node: ast.AST) -> bool:
    """Whether this is a call such as ``_("…")``, with its words in it."""
    return (
        isinstance(node, ast.Call)
        and name_of(node) in SAYING
        and any(isinstance(one, ast.Constant) for one in node.args)
    )


def test_two_runs_write_the_same_bytes() -> None:
    assert catalogue.po_bytes(catalogue.update()) == catalogue.po_bytes(catalogue.update())

"""Damaged Word files: the checker and ``--fix`` answer or refuse in words, they never crash."""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lantoa.documents.checker import check, mend
from lantoa.documents.examples import decision
from lantoa.documents.render import render
from lantoa.kernel.errors import Problem

PARTS = ("word/document.xml", "word/styles.xml", "word/header1.xml")
VALUES = ("abc", "-5", "999999999", "", "1.5")


@cache
def good() -> bytes:
    return render(decision(), "docx")


def damaged(seed: int) -> bytes:
    """The decision with a few elements lost, moved or given nonsense."""
    chance = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, hurt(content, chance) if name in PARTS else content)
    return out.getvalue()


def hurt(content: bytes, chance: random.Random) -> bytes:
    root = etree.fromstring(content)
    for _ in range(chance.randint(1, 6)):
        elements = [one for one in root.iter() if one.getparent() is not None]
        if not elements:
            break
        element = chance.choice(elements)
        key = chance.choice(list(element.attrib)) if element.attrib else None
        match chance.randint(0, 3):
            case 0:
                element.getparent().remove(element)
            case 1 if key:
                del element.attrib[key]
            case 2 if key:
                element.attrib[key] = chance.choice(VALUES)
            case _:
                element.getparent().append(element)
    return etree.tostring(root)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000))
def test_a_damaged_file_is_answered_or_refused_in_words(seed):
    try:
        answer = mend("a.docx", damaged(seed))[1].source
    except Problem as problem:
        answer = problem.fault.remedy
    assert answer


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000))
def test_a_damaged_pdf_is_answered_or_refused_in_words(seed):
    chance = random.Random(seed)
    content = bytearray(render(decision(), "pdf"))
    for _ in range(chance.randint(1, 40)):
        content[chance.randrange(20, len(content))] = chance.randrange(256)
    try:
        answer = check("a.pdf", bytes(content)).source
    except Problem as problem:
        answer = problem.fault.remedy
    assert answer

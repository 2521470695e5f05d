"""Papers of the Party: their own heading, number, authority; the checker knows them and only advises."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lantoa.documents.checker import check
from lantoa.documents.compose import Columns, Line, compose
from lantoa.documents.examples import decision, party_plan
from lantoa.documents.layout import layout
from lantoa.documents.numbering import numbered, party_symbol
from lantoa.documents.render import render
from lantoa.kernel.decisions import Mark


def lines(paper):
    found = []
    for item in compose(paper).sections[0].items:
        parts = (
            [one for row in item.rows for cell in row for one in cell]
            if isinstance(item, Columns)
            else [item]
        )
        found += [(one.element, one.text) for one in parts if isinstance(one, Line)]
    return found


def test_the_heading_is_the_party_s():
    told = dict(lines(party_plan()))
    assert told["state_name"] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert (told["number_line"], told["issuer_mark"], told["title_mark"]) == ("Số 07-KH/ĐU", "*", "-----")
    assert (told["signer_post"], told["signer_role"]) == ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")
    assert "motto" not in told


def test_the_state_s_papers_are_as_they_were():
    told = dict(lines(decision()))
    assert (told["state_name"], told["motto"]) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    )
    assert told["number_line"] == "Số: 05/QĐ-UBND"
    assert "issuer_mark" not in told


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_checker_knows_the_set_and_finds_nothing(form):
    report = check(f"ke-hoach.{form}", render(party_plan(), form))
    assert report.layout == "party"
    assert report.deviations == ()


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_deviation_from_the_party_s_set_is_advice(form):
    """Measured by the State's set the same paper has faults; by its own set a wrong number is only advised."""
    data = render(replace(party_plan(), symbol="KH-ĐU"), form)
    assert check(f"a.{form}", data).faults == ()
    assert check(f"a.{form}", data, "nd30").faults != ()


def test_nothing_of_the_set_is_called_verified():
    measures = layout("party")
    marks = {face.size.mark for face in measures.faces.values()} | {
        one.mark for one in measures.margins.values()
    }
    assert marks == {Mark.TO_CONFIRM}


def test_numbers_and_symbols():
    assert party_symbol("decision", "TU") == "QĐ/TU"
    assert party_symbol("letter", "ĐU") == "CV/ĐU"
    assert numbered(7, "KH/ĐU", "-") == "07-KH/ĐU"
    assert numbered(None, "KH/ĐU", "-").strip("\u00a0") == "-KH/ĐU"

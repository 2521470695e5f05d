"""Word templates of a unit: filled in their own style, nothing but fields, nothing from outside."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.documents.catalogue.examples import WORKED
from lantoa.documents.filling.facts import facts_of
from lantoa.documents.filling.word import dry_run, fill, read_template
from lantoa.documents.tree import Table, plain
from lantoa.kernel.errors import BadInput, NotAllowed, Problem


def template(*lines: str, header: str = "", row: str = "") -> bytes:
    document = docx.Document()
    for line in lines:
        run = document.add_paragraph().add_run(line)
        run.font.name, run.font.size, run.bold = "Arial", Pt(17), True
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if row:
        table = document.add_table(rows=3, cols=2)
        table.rows[0].cells[0].text = "{%tr for dong in bang_1 %}"
        for cell, text in zip(table.rows[1].cells, row.split("|"), strict=True):
            cell.text = text
        table.rows[2].cells[0].text = "{%tr endfor %}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes, instead: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        base = old.read(name) if name in old.namelist() else b""
        new.writestr(name, base.replace(instead, content) if instead else content)
    return out.getvalue()


def text_of(data: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(data))
    lines = [one.text for one in document.paragraphs]
    return lines + [cell.text for table in document.tables for row in table.rows for cell in row.cells]


FACTS = facts_of(WORKED["prize_list"]())


def test_the_output_keeps_the_template_s_style_and_says_our_facts():
    facts = facts_of(WORKED["prize_list"]())
    column = [one for one in facts.labels if one.startswith("bang_1.")][1]
    data = template("Số {{ so_ky_hieu }} của {{ co_quan }}", header="{{ ten_loai }}",
                    row=f"{{{{ dong.tt }}}}|{{{{ dong.{column.partition('.')[2]} }}}}")  # fmt: skip
    made = fill("mau.docx", data, facts, draft=True)
    document = docx.Document(io.BytesIO(made))
    run = document.paragraphs[0].runs[0]
    assert (run.font.name, run.font.size, run.bold) == ("Arial", Pt(17), True)
    assert facts.values["co_quan"] in document.paragraphs[0].text
    assert document.sections[0].header.paragraphs[0].text == facts.values["ten_loai"]
    assert len(document.tables[0].rows) == len(facts.rows["bang_1"])
    assert document.tables[0].rows[0].cells[1].text == facts.rows["bang_1"][0][column.partition(".")[2]]
    assert made == fill("mau.docx", data, facts, draft=True)


def test_unknown_fields_are_listed_with_what_may_be_meant():
    asked = read_template("mau.docx", template("{{ trich_yu }} {{ nguoi_ky }} {{ xyz_khong_co }}"))
    run = dry_run(asked, FACTS)
    assert [one.place for one in run.unknown] == ["trich_yu", "xyz_khong_co"]
    assert "trich_yeu" in run.unknown[0].remedy
    with pytest.raises(BadInput) as caught:
        fill("mau.docx", template("{{ trich_yu }}"), FACTS, draft=True)
    assert caught.value.fault.code == "FIELD_UNKNOWN"


def test_missing_facts_are_listed_refused_and_red_words_in_a_draft():
    paper = replace(WORKED["submission"](), day=None, number=None)
    facts = facts_of(paper)
    data = template("{{ ngay_ban_hanh }}; {{ so }}")
    run = dry_run(read_template("mau.docx", data), facts)
    assert [one.place for one in run.missing] == ["ngay_ban_hanh", "so"]
    with pytest.raises(BadInput) as caught:
        fill("mau.docx", data, facts)
    assert caught.value.fault.code == "FACT_MISSING"
    assert "[còn thiếu: ngày ban hành, viết đủ]" in text_of(fill("mau.docx", data, facts, draft=True))[0]


@pytest.mark.parametrize(
    "line",
    [
        "{{ co_quan.__class__ }}",
        "{{ co_quan.upper() }}",
        "{{ co_quan|upper }}",
        "{{ 'a' * 999999999 }}",
        "{{ bang_1[0] }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% import 'os' as os %}",
        "{% macro m() %}{% endmacro %}",
        "{% for a in range(9) %}{% endfor %}",
        "{% for a in bang_1 if a %}{% endfor %}",
        "{% for a in bang_1 %}{{ a.items }}{{ a.__class__ }}{% endfor %}",
        "{% for a in bang_1 %}{% for b in bang_1 %}{% for c in bang_1 %}x{% endfor %}{% endfor %}{% endfor %}",
        "{{ [1, 2] }}",
        "{{ lipsum }}{{ self._x }}",
    ],
)
def test_nothing_but_fields_loops_and_choices(line):
    with pytest.raises(BadInput) as caught:
        read_template("mau.docx", template(line))
    assert caught.value.fault.code == "TEMPLATE_NOT_PLAIN"
    assert caught.value.fault.remedy


@pytest.mark.parametrize("line", ["{{ co_quan", "{% for a in bang_1 %}", "{% endif %}", "{{ }}"])
def test_a_field_that_is_spoiled_is_told(line):
    with pytest.raises(BadInput) as caught:
        read_template("mau.docx", template(line))
    assert caught.value.fault.code == "TEMPLATE_BROKEN"


def test_a_column_named_like_a_method_is_a_column():
    facts = replace(FACTS, rows={"bang_1": ({"items": "một"},)}, labels={"bang_1": "B", "bang_1.items": "I"})
    data = template("{% for a in bang_1 %}{{ a.items }}{% endfor %}")
    assert text_of(fill("mau.docx", data, facts))[0] == "một"


def test_markup_in_a_fact_stays_words():
    facts = replace(
        FACTS,
        values={"trich_yeu": "<w:p/>&{{ co_quan }}"},
        labels={"trich_yeu": "T"},
        rows={},
        missing=frozenset(),
    )
    assert text_of(fill("mau.docx", template("{{ trich_yeu }}"), facts))[0] == "<w:p/>&{{ co_quan }}"


RELS = "word/_rels/document.xml.rels"
PICTURE = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://example.invalid/x" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize("sort", [b"image", b"attachedTemplate", b"oleObject", b"subDocument", b"frame"])
def test_what_would_be_fetched_is_refused(sort):
    data = with_part(template("x"), RELS, PICTURE % sort, b"</Relationships>")
    with pytest.raises(BadInput) as caught:
        read_template("mau.docx", data)
    assert (caught.value.fault.code, "ngoài" in caught.value.fault.message) == ("FILE_UNSAFE", True)


def test_a_plain_hyperlink_is_words():
    assert read_template(
        "mau.docx", with_part(template("x"), RELS, PICTURE % b"hyperlink", b"</Relationships>")
    )


@pytest.mark.parametrize("code", [b"INCLUDEPICTURE", b" DDEAUTO cmd", b"INCLUDETEXT"])
def test_a_field_that_fetches_or_runs_is_refused(code):
    words = b"<w:r><w:instrText>" + code + b' "http://x"</w:instrText></w:r></w:p>'
    with pytest.raises(BadInput) as caught:
        read_template("mau.docx", with_part(template("x"), "word/document.xml", words, b"</w:p>"))
    assert caught.value.fault.code == "FILE_UNSAFE"


def test_macros_secrets_bombs_locked_and_broken_files_are_refused():
    docm = with_part(
        template("x"), "[Content_Types].xml", b"application/vnd.ms-word.document.macroEnabled.main+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    )  # fmt: skip
    bomb = with_part(template("x"), "word/big.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    for data, code in (
        (docm, "FILE_UNSAFE"),
        (with_part(template("x"), "word/vbaProject.bin", b"x"), "FILE_UNSAFE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "FILE_OLD_OR_LOCKED"),
        (template("x")[:900], "FILE_BROKEN"),
        (b"", "FILE_EMPTY"),
    ):
        with pytest.raises(BadInput) as caught:
            read_template("mau.docx", data)
        assert caught.value.fault.code == code
    zipped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bomb)) as old, zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, old.read(one))
    with pytest.raises(BadInput) as caught:
        read_template("mau.docx", zipped.getvalue())
    assert caught.value.fault.code == "FILE_UNSAFE"
    with pytest.raises(NotAllowed) as secret:
        read_template("mau.docx", template("TỐI MẬT"))
    assert secret.value.fault.code == "SECRET"


@pytest.mark.parametrize("code", WORKED)
def test_every_paper_of_the_catalogue_has_fields_said_in_vietnamese(code):
    paper = WORKED[code]()
    facts = facts_of(paper)
    fields = facts.fields()
    assert {"co_quan", "trich_yeu", "nguoi_ky"} <= {one.code for one in fields}
    assert all(one.label and one.code.replace(".", "").replace("_", "").isalnum() for one in fields)
    tables = [one for annex in paper.annexes for one in annex.blocks if isinstance(one, Table)]
    tables += [one for one in paper.body if isinstance(one, Table)]
    cells = {plain(cell) for table in tables for row in table.rows for cell in row}
    assert {
        value
        for name, rows in facts.rows.items()
        if name.startswith("bang_")
        for row in rows
        for value in row.values()
    } == cells


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="{}%_abco. |()[]'\"#-=+1~*", max_size=24))
def test_any_field_is_filled_or_refused_in_words(text):
    try:
        answer = str(len(fill("mau.docx", template(f"x {text} y"), FACTS, draft=True)))
    except Problem as problem:
        answer = problem.fault.remedy
    assert answer

"""The preview: semantic, escaped, no inline style or script."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from lantoa.documents import build
from lantoa.documents.examples import EXAMPLES, decision, report
from lantoa.documents.render import render
from lantoa.documents.tree import gap
from lantoa.kernel.errors import BadInput


@pytest.mark.parametrize("kind", EXAMPLES)
def test_no_inline_style_or_script(kind):
    html = render(EXAMPLES[kind](), "html")
    assert re.findall(r"<script|style=|\son\w+=", html) == []


def test_letterhead_title_and_signature_are_semantic():
    html = render(decision(), "html")
    assert re.findall(r"<(article|section|header|footer|h1|table)\b", html) == [
        "article",
        "section",
        "header",
        "h1",
        "footer",
        "section",
        "table",
    ]
    assert '<h1 class="paper-kind">QUYẾT ĐỊNH</h1>' in html


def test_words_are_escaped():
    html = render(replace(decision(), place="<b>Hà & Nội</b>"), "html")
    assert "&lt;b&gt;Hà &amp; Nội&lt;/b&gt;, ngày 21 tháng 11 năm 2026" in html


def test_figures_keep_their_source_and_gaps_are_marked():
    html = render(report(), "html")
    assert '<span class="paper-figure" data-source="buoi-tuyen-truyen">12,5 %</span>' in html
    html = render(replace(report(), body=(build.p(gap("số liệu")),)), "html")
    assert '<mark class="paper-missing">[còn thiếu: số liệu]</mark>' in html


def test_unknown_format_is_refused():
    with pytest.raises(BadInput) as caught:
        render(decision(), "odt")
    assert caught.value.fault.remedy == "Chọn docx, pdf hoặc html."

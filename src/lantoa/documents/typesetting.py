"""The one call of typst: our programs, our fonts, data as JSON. Nothing is fetched."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import typst

SUBSTITUTE = "Tinos"
STYLES = 4


def typeset(program: str, data: dict[str, Any], form: str = "pdf", **options: Any) -> Any:
    """The output of ``<program>.typ`` on ``data``: bytes, or a list of bytes for several PNG pages."""
    compile_any: Any = typst.compile  # its stubs know neither lists of pages nor our options
    return compile_any(
        (files(__package__) / f"{program}.typ").read_bytes(),
        format=form,
        font_paths=[str(files(__package__) / "fonts")],
        ignore_system_fonts=typeface() == SUBSTITUTE,
        sys_inputs={program: json.dumps({**data, "font": [typeface()]}, ensure_ascii=False)},
        **options,
    )


@cache
def typeface() -> str:
    """Times New Roman where the system has it in all four styles, else the shipped Tinos."""
    here = typst.Fonts(include_embedded_fonts=False).fonts()
    times = {(font.weight, font.style) for font in here if font.family == "Times New Roman"}
    return "Times New Roman" if len(times) >= STYLES else SUBSTITUTE

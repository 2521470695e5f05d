"""The checker: any office's DOCX or PDF against the layout, and a corrected copy where that is safe.

``check(name, data)`` passes the file through ``intake`` first; ``mend(name, data)`` answers the corrected
DOCX and what still deviates.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput

from .intake import Kind, open_upload
from .layout import FIRST, Layout, layout
from .report import Deviation, Report


def check(name: str, data: bytes, layout_code: str = "") -> Report:
    """Every deviation of a .docx or .pdf, faults first. Raises what ``open_upload`` raises.

    Without a ``layout_code`` the paper's own heading says which set it follows (a paper of the Party: 'party').
    """
    kind = open_upload(name, data, accept=(Kind.DOCX, Kind.PDF))
    if kind is Kind.PDF:
        from .pdf_checker import check_pdf, heading  # noqa: PLC0415 -- slow import

        return check_pdf(data, layout(layout_code or heading(data) or FIRST))
    return _check_docx(data, layout(layout_code or _heading(data)))


def _heading(data: bytes) -> str:
    from .measure import measured, sound_structure  # noqa: PLC0415 -- slow import
    from .recognise import set_of  # noqa: PLC0415 -- slow import

    with sound_structure():
        return set_of(one.text for one in measured(data).paragraphs) or FIRST


def mend(name: str, data: bytes, layout_code: str = "") -> tuple[bytes, Report]:
    """A corrected copy of a DOCX and the report on that copy; ``BadInput`` for other kinds."""
    kind = open_upload(name, data, accept=(Kind.DOCX, Kind.PDF))
    if kind is not Kind.DOCX:
        raise BadInput(
            "FIX_DOCX_ONLY",
            "Chỉ sửa được tệp Word; tệp PDF chỉ kiểm tra.",
            place=name,
            remedy="Gửi tệp .docx gốc.",
        )
    measures = layout(layout_code or _heading(data))
    corrected = _mended(data, measures)
    return corrected, _check_docx(corrected, measures)


def _check_docx(data: bytes, measures: Layout) -> Report:
    from .docx_rules import faults_of  # noqa: PLC0415 -- slow import
    from .measure import measured, sound_structure  # noqa: PLC0415 -- slow import
    from .sight import Sight  # noqa: PLC0415 -- slow import

    with sound_structure():
        sight = Sight.of(measured(data), measures)
        deviations = merged(marked((fault.deviation for fault in faults_of(sight)), measures))
    named = tuple(
        (measures.faces[element].label, " ".join(paragraph.text.split()))
        for paragraph, element in zip(sight.paragraphs, sight.elements, strict=True)
        if element in measures.faces and element not in ("body", "cell")
    )
    return Report("docx", measures.code, measures.source, deviations, named)


def _mended(data: bytes, measures: Layout) -> bytes:
    """Two passes, because one correction (a size) can uncover another (a line that now wraps)."""
    from .docx import stable  # noqa: PLC0415 -- slow import
    from .docx_rules import faults_of  # noqa: PLC0415 -- slow import
    from .measure import measured, sound_structure  # noqa: PLC0415 -- slow import
    from .sight import Sight  # noqa: PLC0415 -- slow import

    for _ in range(2):
        with sound_structure():
            file = measured(data)
            for fault in tuple(faults_of(Sight.of(file, measures))):
                if fault.fix:
                    fault.fix()
            buffer = io.BytesIO()
            file.document.save(buffer)
        data = stable(buffer.getvalue())
    return data


def marked(deviations: Iterable[Deviation], measures: Layout) -> Iterator[Deviation]:
    """As the set lets them count: advice only, where nothing of the set is verified."""
    for one in deviations:
        yield replace(one, mark=Mark.TO_CONFIRM) if measures.only_advises else one


def merged(deviations: Iterable[Deviation]) -> tuple[Deviation, ...]:
    """Neighbours with the same code, wish and finding become one with a count; faults before advice."""
    groups: dict[tuple[str, str, str], Deviation] = {}
    for one in deviations:
        key = (one.code, one.expected, one.found)
        seen = groups.get(key)
        groups[key] = replace(seen, count=seen.count + 1) if seen else one
    told = [
        replace(one, place=f"{one.place} và {one.count - 1} chỗ khác") if one.count > 1 else one
        for one in groups.values()
    ]
    return tuple(sorted(told, key=lambda one: one.mark.value != "verified"))

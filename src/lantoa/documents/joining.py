"""Several PDFs of the same kind as one, in order."""

from __future__ import annotations

import io
from collections.abc import Sequence


def join_pdfs(parts: Sequence[bytes]) -> bytes:
    """One PDF with the pages of all. The first part gives the title, the colour profile and the conformance
    that archives ask for; a single part stays byte for byte. Needs at least one."""
    if len(parts) == 1:
        return parts[0]
    from pypdf import PdfWriter  # noqa: PLC0415 -- slow import

    writer = PdfWriter(clone_from=io.BytesIO(parts[0]))
    for part in parts[1:]:
        writer.append(io.BytesIO(part))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

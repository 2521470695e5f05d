"""All checks of a DOCX, in the order of the page from the outside in. A check yields faults."""

from __future__ import annotations

from collections.abc import Iterator

from . import checks_letterhead as letterhead
from . import checks_page as page
from . import checks_text as text
from .sight import Fault, Sight

CHECKS = (
    page.paper_size,
    page.margins,
    page.page_numbers,
    page.typeface,
    page.colour,
    page.composed_letters,
    letterhead.state_lines,
    letterhead.one_line,
    letterhead.rules_below,
    letterhead.issuer,
    letterhead.number_line,
    letterhead.place_date,
    letterhead.kind,
    page.faces,
    text.flow,
    text.recipients,
    text.signer,
)


def faults_of(sight: Sight) -> Iterator[Fault]:
    for check in CHECKS:
        yield from check(sight)

"""Is the paper ready? Gaps left by missing facts and letters that the paper font cannot draw."""

from __future__ import annotations

from collections.abc import Iterator

from lantoa.kernel.errors import BadInput, Fault

from .compose import Columns, Composed, Grid, Item, Line, compose
from .metrics import undrawable
from .tree import Paper, Run, runs


def problems(paper: Paper) -> tuple[Fault, ...]:
    """Each gap and each letter that cannot be printed, with its element as the place."""
    composed = compose(paper)
    return tuple(_problems(composed))


def require_complete(paper: Paper) -> None:
    """``BadInput`` listing everything that must be filled before the paper can be issued."""
    found = problems(paper)
    if found:
        raise BadInput(
            found[0].code, found[0].message, place=found[0].place, remedy=found[0].remedy, faults=found
        )


def _problems(composed: Composed) -> Iterator[Fault]:
    for section in composed.sections:
        for item in section.items:
            for label, run in _labelled(item, composed):
                yield from _of_run(label, run)


def _labelled(item: Item, composed: Composed) -> Iterator[tuple[str, Run]]:
    match item:
        case Line():
            for run in item.runs:
                yield composed.layout.faces[item.element].label, run
        case Columns():
            for row in item.rows:
                for cell in row:
                    for inner in cell:
                        yield from _labelled(inner, composed)
        case Grid():
            for at, cells in enumerate(item.table.rows, start=1):
                for words, column in zip(cells, item.table.columns, strict=True):
                    for run in runs(words):
                        yield f"{item.table.caption or 'Bảng'}, dòng {at}, cột “{column.title}”", run


def _of_run(label: str, run: Run) -> Iterator[Fault]:
    if run.missing:
        yield Fault(
            "PAPER_GAP",
            f"Văn bản {run.text.strip('[]')}.",
            label,
            "Bổ sung dữ kiện rồi lập lại văn bản.",
        )
    letters = undrawable(run.text)
    if letters:
        yield Fault(
            "PAPER_LETTER",
            f"Phông chữ văn bản không có ký tự {' '.join(letters)}.",
            label,
            "Thay bằng chữ Việt hoặc chữ La-tinh.",
        )

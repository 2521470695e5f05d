"""A report and a decision as Word and PDF files, next to the same papers as an HTML preview."""

from __future__ import annotations

from lantoa.documents import examples
from lantoa.documents.render import render

from .rows import Row, cpu_of

PAPERS = (examples.report, examples.decision)


def measure(count: int = 10) -> list[Row]:
    papers = [make() for make in PAPERS] * count

    def write(form: str) -> float:
        render(papers[0], form)  # libraries and fonts are loaded once
        return cpu_of(lambda: [render(paper, form) for paper in papers])

    base = write("html")
    one = examples.decision()

    def single(form: str) -> Row:
        render(one, form)
        cpu = cpu_of(lambda: render(one, form))
        html = cpu_of(lambda: render(one, "html"))
        return Row(f"1 quyết định ra {form.upper()}", cpu, "bản xem trước", html, _rate(cpu, 1))

    return [single("docx"), single("pdf")] + [
        Row(f"{len(papers)} văn bản ra {form.upper()}", cpu, "bản xem trước", base, _rate(cpu, len(papers)))
        for form in ("docx", "pdf")
        for cpu in (write(form),)
    ]


def _rate(cpu: float, count: int) -> str:
    return f"{1000 * cpu / count:.1f} ms/văn bản"

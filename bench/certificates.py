"""1,000 certificates as one PDF: ours against WeasyPrint from HTML and LibreOffice from our Word file, CPU and memory.

Each runs in a process of its own. WeasyPrint is not a dependency: name a Python that has it in BENCH_WEASYPRINT.
"""

from __future__ import annotations

import html
import os
import shutil
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

import pypdf

from lantoa.documents.certificate import Certificate, render_certificates
from lantoa.documents.certificate_docx import write_certificates
from lantoa.documents.examples_certificate import certificate

from .rows import Row

COUNT = 1000
OURS = "import sys; from bench.certificates import write; write(int(sys.argv[1]), sys.argv[2])"
THEIRS = "import sys, weasyprint; weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])"
STYLE = (
    "@page{size:A4 landscape;margin:20mm}body{font-family:'Times New Roman',Tinos,serif;text-align:center}"
    "section{page-break-after:always}h1{color:#b3261e;font-size:40pt;margin:8mm 0}.n{font-size:26pt;font-weight:bold}"
    "footer{display:flex;justify-content:space-between;margin-top:20mm}"
)


def many(count: int) -> tuple[Certificate, ...]:
    return tuple(
        replace(certificate(), name=f"Ông Nguyễn Hữu Đề {at}", book=str(at)) for at in range(1, count + 1)
    )


def write(count: int, target: str) -> None:
    Path(target).write_bytes(render_certificates(many(count)))


def page(one: Certificate) -> str:
    """The same words as HTML."""
    words = {name: html.escape(str(value)) for name, value in asdict(one).items()}
    return (
        "<section><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b><p>{giver}</p><p>TẶNG</p>"
        "<h1>{title}</h1><p class=n>{name}</p><p><i>{detail}</i></p><p>{merit}</p><footer><span>{decision}<br>"
        "Vào sổ khen thưởng số: {book}</span><span>{place}<br><b>{post}</b><br><br>"
        "<b>{signer}</b></span></footer></section>"
    ).format(**words)


def spent(command: list[str]) -> tuple[float, float]:
    """(CPU seconds, peak megabytes) of a process and what it started. Raises when it fails."""
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"{command[0]}: {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(count: int = COUNT) -> list[Row]:
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        cpu, memory = spent([sys.executable, "-c", OURS, str(count), str(place / "ours.pdf")])
        what = f"{count} giấy khen ra PDF"
        weasyprint = os.environ.get("BENCH_WEASYPRINT")
        if weasyprint:
            source = place / "all.html"
            source.write_text(
                f"<style>{STYLE}</style>" + "".join(page(one) for one in many(count)), encoding="utf-8"
            )
            base, more = spent([weasyprint, "-c", THEIRS, str(source), str(place / "w.pdf")])
            found.append(Row(what, cpu, "WeasyPrint", base, f"bộ nhớ đỉnh {memory:.0f} MB, {more:.0f} MB"))
        if shutil.which("soffice"):
            source = place / "all.docx"
            source.write_bytes(write_certificates(many(count)))
            profile = f"-env:UserInstallation=file://{place}/profile"
            base, more = spent(
                ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(place), str(source)]
            )
            assert len(pypdf.PdfReader(place / "all.pdf").pages) == count
            found.append(Row(what, cpu, "LibreOffice", base, f"bộ nhớ đỉnh {memory:.0f} MB, {more:.0f} MB"))
        return found or [Row(what, cpu, "–", cpu, f"bộ nhớ đỉnh {memory:.0f} MB")]

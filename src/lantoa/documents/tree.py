"""The document tree: what a paper says, never how it looks.

An area's ``papers.py`` builds one tree from its facts and hands it to ``render``::

    from lantoa.documents import build
    from lantoa.documents.render import render
    from lantoa.documents.tree import Organ

    paper = build.decision(
        organ=Organ("Ủy ban nhân dân tỉnh Phú Thọ", "Sở Nội vụ"),
        symbol=symbol("decision", "SNV"), number=None, place="Phú Thọ", day=None,
        summary="Về việc tặng Giấy khen",
        authority="Giám đốc Sở Nội vụ",
        bases=(Basis("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", instrument="luat-06-2022"),),
        articles=(article(1, "Tặng Giấy khen cho 03 tập thể …"), …),
        signatures=(Signature("Phó Giám đốc", "Nguyễn Văn An", (Authority.KT.of("Giám đốc"),)),),
        recipients=("Như Điều 3", "Lưu: VT, TĐKT"),
    )
    render(paper, "docx"); render(paper, "pdf"); render(paper, "html")

Text is given in its natural case; the layout decides what is printed in capitals.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum

from lantoa.kernel.vi.text import nfc

from .drawing import Drawing
from .kinds import BY_CODE, Kind


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words. ``source`` names the figure or fact behind it; ``missing`` marks a gap to fill."""

    text: str
    bold: bool = False
    italic: bool = False
    source: str = ""
    missing: bool = False


Words = str | Run | tuple[str | Run, ...]


def runs(words: Words) -> tuple[Run, ...]:
    """Any of the accepted spellings as NFC runs."""
    parts = words if isinstance(words, tuple) else (words,)
    return tuple(
        Run(nfc(part))
        if isinstance(part, str)
        else Run(nfc(part.text), part.bold, part.italic, part.source, part.missing)
        for part in parts
    )


def plain(words: Words) -> str:
    return "".join(run.text for run in runs(words))


def gap(name: str) -> Run:
    """A fact not there yet: red in the preview, and ``problems.require_complete`` refuses to issue it."""
    return Run(f"[còn thiếu: {name}]", missing=True)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``element`` is a face of the layout: 'body', or 'heading', 'note' … where the area needs one."""

    words: Words
    element: str = "body"


class Rank(StrEnum):
    PART = "part"
    SECTION = "section"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Heading:
    """PART prints number and title on two centred lines; SECTION and HEADING on one ('I. KẾT QUẢ')."""

    rank: Rank
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """'Điều 1.' With a title the title is bold and blocks follow; without one, ``words`` follow the number."""

    number: int
    words: Words = ""
    title: str = ""
    blocks: tuple[Block, ...] = ()


class Marker(StrEnum):
    NUMBER = "number"
    LETTER = "letter"
    DASH = "dash"
    PLUS = "plus"


@dataclass(frozen=True, slots=True)
class Items:
    """Khoản (1.), điểm (a) … đ) …) or dashes."""

    marker: Marker
    items: tuple[Words, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in mm; None lets the column take what its words need. ``align``: left, center, right."""

    title: str
    width: float | None = None
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """``keys``: how many leading columns are repeated when a table is too wide for one page.

    ``totals``: how many last rows are printed bold.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str = ""
    note: str = ""
    keys: int = 1
    totals: int = 0


Block = Paragraph | Heading | Article | Items | Table | Drawing


@dataclass(frozen=True, slots=True)
class Annex:
    """On its own page. ``landscape`` None: turned when a table needs the width."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool | None = None


@dataclass(frozen=True, slots=True)
class Organ:
    """``superior`` is empty for organs that print none (a People's Committee of a province, a ministry)."""

    superior: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Basis:
    """One 'Căn cứ …'. ``instrument`` and ``clause`` link to the rulebook; ``lead`` may be 'Theo đề nghị của'."""

    text: str
    instrument: str = ""
    clause: str = ""
    lead: str = "Căn cứ"


class Authority(StrEnum):
    """In whose name one signs."""

    TM = "TM."
    Q = "Q."
    KT = "KT."
    TL = "TL."
    TUQ = "TUQ."

    def of(self, whom: str) -> AuthorityLine:
        return AuthorityLine(self, whom)


@dataclass(frozen=True, slots=True)
class AuthorityLine:
    authority: Authority
    whom: str

    @property
    def text(self) -> str:
        return f"{self.authority} {self.whom}"


class Signed(StrEnum):
    DRAFT = "draft"
    INITIALLED = "initialled"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Signature:
    """``post`` 'Phó Chủ tịch' under its authority lines; ``rank`` ('Thiếu tướng') goes before the name."""

    post: str
    name: str
    authority: tuple[AuthorityLine, ...] = ()
    state: Signed = Signed.DRAFT
    rank: str = ""
    hint: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Authority and post, each on its own line."""
        return (*(line.text for line in self.authority), *((self.post,) if self.post else ()))

    @property
    def full_name(self) -> str:
        return f"{self.rank} {self.name}".strip()


class Urgency(StrEnum):
    NONE = ""
    URGENT = "Khẩn"
    VERY_URGENT = "Thượng khẩn"
    MOST_URGENT = "Hỏa tốc"


@dataclass(frozen=True, slots=True)
class Paper:
    """One official paper.

    ``number`` None: signed and waiting for its number. ``symbol`` empty: this paper carries none.
    ``day`` None: the date stays open, with ``year`` printed if given. ``authority`` and ``enacting`` are
    the centred lines of decisions. ``addressees`` is 'Kính gửi'. ``data_label`` is printed on every page
    ("Dữ liệu minh họa"). ``facts`` is the digest of the snapshot the area made the paper from.
    ``mark`` is a small picture below the recipients (a check code), only where the unit has switched it on.
    """

    kind: str
    organ: Organ
    summary: str
    place: str
    symbol: str = ""
    number: int | None = None
    day: date | None = None
    year: int | None = None
    title: str = ""
    authority: str = ""
    enacting: str = ""
    addressees: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    body: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NONE
    draft: bool = False
    data_label: str = ""
    facts: str = ""
    layout: str = field(default="nd30")
    mark: Drawing | None = None

    @property
    def type(self) -> Kind:
        return BY_CODE[self.kind]

    @property
    def name(self) -> str:
        """What is printed as tên loại: the kind's own name unless the area gives another."""
        return self.title or self.type.name


def digest(paper: Paper) -> str:
    """SHA-256 of everything the paper says: equal papers, equal bytes in every format."""
    said = asdict(paper)
    if paper.mark is None:  # papers without one keep the digest they always had
        del said["mark"]
    told = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(nfc(told).encode()).hexdigest()

"""Which element of an official paper is each paragraph? By words and position, for any office's file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lantoa.kernel.vi.text import clean, search_key, tone_folded

from .kinds import BY_NAME
from .measure import Measured

STATE_KEY = "cong hoa xa hoi chu nghia viet nam"
PARTY_KEY = "dang cong san viet nam"
STATE_KEYS = {STATE_KEY, PARTY_KEY}
PARTY = "party"
TOP_LINES = 15
URGENCIES = {"khan", "thuong khan", "hoa toc"}
NUMBER = re.compile(r"Số\s*:|Số\s+\S*/", re.IGNORECASE)
DATE = re.compile(r"ngày.*tháng.*năm", re.IGNORECASE)
ANNEX = re.compile(r"Phụ lục(\s+([IVXLC]+|\d+))?\.?", re.IGNORECASE)
PART = re.compile(r"(Phần|Chương)\s+(thứ\s+\w+|[IVXLC]+|\d+)\.?", re.IGNORECASE)
SECTION = re.compile(r"Mục\s+\d+\.")
ARTICLE = re.compile(r"Điều\s+\d+\.")
HEADING = re.compile(r"([IVXLC]+|[A-Z])\.\s")
MARK = re.compile(r"[-–—]{3,}")
AUTHORITY = re.compile(r"[TK]\s*/\s*[MTL]\b")
BASIS = re.compile(r"(Căn cứ|Theo đề nghị của|Xét đề nghị)\b")


def recognised(paragraphs: Sequence[Measured]) -> list[str]:
    """One element name per paragraph, '' where nothing is known of it (empty lines, captions, …)."""
    return _Reader(paragraphs).elements()


def set_of(texts: Iterable[str]) -> str:
    """The code of the layout set that the first lines speak of; '' where none is certain."""
    keys = {search_key(text) for text in texts}
    if STATE_KEY in keys:
        return ""
    return PARTY if PARTY_KEY in keys else ""


def is_upper(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(char.isupper() for char in letters)


def bold(paragraph: Measured) -> bool:
    return bool(paragraph.words) and all(piece.bold for piece in paragraph.words)


class _Reader:
    def __init__(self, paragraphs: Sequence[Measured]):
        self.paragraphs = paragraphs
        self.found = [""] * len(paragraphs)
        self.head = PARTY_KEY if set_of(one.text for one in paragraphs) == PARTY else STATE_KEY

    def elements(self) -> list[str]:
        self._letterhead()
        self._signatures()
        self._flow()
        return self.found

    # Letterhead

    def _letterhead(self) -> None:
        table = None
        for at, paragraph in enumerate(self.paragraphs):
            key = search_key(paragraph.text)
            if key == self.head and "state_name" not in self.found:
                self.found[at] = "state_name"
                table = paragraph.cell.table if paragraph.cell else None
            elif key.startswith("doc lap") and "hanh phuc" in key and "motto" not in self.found:
                self.found[at] = "motto"
        self._place_date(table)
        if table is not None:
            self._organ_column(table)

    def _place_date(self, table: int | None) -> None:
        """In the letterhead's table, or near the top where a paper has none."""
        for at, paragraph in enumerate(self.paragraphs):
            inside = paragraph.cell is not None and paragraph.cell.table == table
            if (inside or (table is None and at < TOP_LINES)) and self._is_place_date(paragraph):
                self.found[at] = "place_date"
                return

    def _is_place_date(self, paragraph: Measured) -> bool:
        text = clean(paragraph.text)
        return len(text) < 90 and "," in text and bool(DATE.search(text.partition(",")[2]))

    def _organ_column(self, table: int) -> None:
        """Left column: organs above the number; V/v, urgency and draft marks below it."""
        organs: list[int] = []
        numbered = False
        for at, paragraph in enumerate(self.paragraphs):
            cell = paragraph.cell
            if not cell or cell.table != table or cell.column != 1 or not paragraph.text.strip():
                continue
            text = clean(paragraph.text)
            if NUMBER.match(text):
                self.found[at], numbered = "number_line", True
            elif text == "*":
                self.found[at] = "issuer_mark"
            elif re.match(r"V/v|Về việc", text) or self._party_summary(paragraph, numbered):
                self.found[at] = "letter_summary"
            elif search_key(text) in URGENCIES:
                self.found[at] = "urgency"
            elif search_key(text) == "du thao":
                self.found[at] = "draft"
            elif not numbered and cell.row == 1:
                organs.append(at)
        for at in organs:
            issuer = at == organs[-1] or bold(self.paragraphs[at])
            self.found[at] = "issuer" if issuer else "superior"

    def _party_summary(self, paragraph: Measured, numbered: bool) -> bool:
        """A letter of the Party: italic words below the number, without V/v."""
        italic = all(piece.italic for piece in paragraph.words)
        return self.head == PARTY_KEY and numbered and italic

    # Signatures

    def _signatures(self) -> None:
        label = next((at for at, one in enumerate(self.paragraphs) if self._is_recipients(one)), None)
        tables = {
            one.cell.table
            for at, one in enumerate(self.paragraphs)
            if one.cell
            and not one.cell.bordered
            and "state_name" in self.found
            and at > self._last_of_letterhead()
        }
        if label is not None:
            self._recipients(label)
        for table in tables:
            for column_start in self._cells(table):
                self._signer(column_start)

    def _last_of_letterhead(self) -> int:
        table = next((one.cell.table for one, name in self._named("state_name") if one.cell), None)
        return max(
            (at for at, one in enumerate(self.paragraphs) if one.cell and one.cell.table == table), default=-1
        )

    def _named(self, element: str) -> list[tuple[Measured, str]]:
        return [(one, name) for one, name in zip(self.paragraphs, self.found, strict=True) if name == element]

    def _is_recipients(self, paragraph: Measured) -> bool:
        return search_key(paragraph.text).startswith("noi nhan") and len(paragraph.text) < 20

    def _recipients(self, label: int) -> None:
        self.found[label] = "recipients_label"
        cell = self.paragraphs[label].cell
        for at in range(label + 1, len(self.paragraphs)):
            paragraph = self.paragraphs[at]
            same = (paragraph.cell.node if paragraph.cell else None) is (cell.node if cell else None)
            if not same or (cell is None and not paragraph.text.lstrip().startswith("-")):
                break
            if paragraph.text.strip():
                self.found[at] = "recipient"

    def _cells(self, table: int) -> list[list[int]]:
        """Unclaimed printed paragraphs of each cell of ``table``."""
        cells: dict[int, list[int]] = {}
        for at, paragraph in enumerate(self.paragraphs):
            if (
                paragraph.cell
                and paragraph.cell.table == table
                and paragraph.text.strip()
                and not self.found[at]
            ):
                cells.setdefault(id(paragraph.cell.node), []).append(at)
        return list(cells.values())

    def _signer(self, lines: list[int]) -> None:
        """Capitals are authority and post, the last line a name, italics between are hints."""
        for at in lines:
            paragraph = self.paragraphs[at]
            if all(piece.italic for piece in paragraph.words):
                self.found[at] = "signer_hint"
            elif at == lines[-1] and len(lines) > 1 and not is_upper(paragraph.text):
                self.found[at] = "signer_name"
            elif (
                self.head == PARTY_KEY
                and at != lines[0]
                and AUTHORITY.match(clean(self.paragraphs[lines[0]].text))
            ):
                self.found[at] = "signer_role"
            else:
                self.found[at] = "signer_post"

    # Title and running text

    def _flow(self) -> None:
        start = self._last_of_letterhead() if "state_name" in self.found else -1
        stage = "title"
        for at, paragraph in enumerate(self.paragraphs):
            if at <= start or self.found[at] or not paragraph.text.strip():
                continue
            if paragraph.cell:
                self.found[at] = "cell"
                continue
            stage = self._place(at, paragraph, stage)

    def _place(self, at: int, paragraph: Measured, stage: str) -> str:
        """Names one paragraph; answers the stage after it: title, summary, body, annex_head, annex."""
        text = clean(paragraph.text)
        if ANNEX.fullmatch(text):
            self.found[at] = "annex_number"
            return "annex_head"
        if stage == "annex_head" and paragraph.align == "center":
            upper = is_upper(text)
            self.found[at] = "annex_title" if upper else "annex_note" if text.startswith("(") else ""
            return stage
        if stage.startswith("annex"):
            return "annex"
        if stage == "title" and self._is_kind(paragraph, text):
            self.found[at] = "kind"
            return "summary"
        if stage == "summary" and MARK.fullmatch(text):
            self.found[at] = "title_mark"
            return stage
        if stage == "summary" and paragraph.align == "center" and not is_upper(text) and bold(paragraph):
            self.found[at] = "summary"
            return stage
        if self._under_table(at, paragraph):
            self.found[at] = "note"
            return stage
        self.found[at] = self._body_element(paragraph, text)
        return stage if paragraph.align == "center" else "body"

    def _under_table(self, at: int, paragraph: Measured) -> bool:
        """An italic remark right below a bordered table."""
        above = next((one for one in reversed(self.paragraphs[:at]) if one.text.strip()), None)
        in_table = above is not None and above.cell is not None and above.cell.bordered
        return in_table and all(piece.italic for piece in paragraph.words)

    def _is_kind(self, paragraph: Measured, text: str) -> bool:
        named = tone_folded(text).upper() in BY_NAME
        return named or (is_upper(text) and paragraph.align == "center" and len(text) < 60)

    def _body_element(self, paragraph: Measured, text: str) -> str:
        if text.startswith("Kính gửi"):
            return "addressee"
        if text.endswith(":") and is_upper(text):
            return "enacting"
        if paragraph.align == "center":
            if PART.fullmatch(text):
                return "part"
            if SECTION.match(text):
                return "section"
            return "authority" if is_upper(text) and bold(paragraph) else ""
        if (
            BASIS.match(text)
            and text.endswith((";", "."))
            and "enacting" not in self.found
            and len(text) < 400
        ):
            return "basis" if all(piece.italic for piece in paragraph.words) or self._decides() else "body"
        if self.found_last("addressee") and text.startswith("-") and "body" not in self.found:
            return "addressee_item"
        if ARTICLE.match(text) and bold(paragraph):
            return "article"
        if HEADING.match(text) and bold(paragraph):
            return "heading"
        return "body"

    def found_last(self, element: str) -> bool:
        return element in self.found

    def _decides(self) -> bool:
        """Decisions and resolutions print their bases in italics."""
        kinds = [search_key(one.text) for one, _ in self._named("kind")]
        return kinds[:1] == ["quyet dinh"] or kinds[:1] == ["nghi quyet"]

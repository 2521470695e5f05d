"""What a paper says as plain named fields: text, and tables of text. A template or a form knows nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lantoa.kernel.vi.dates import on_paper
from lantoa.kernel.vi.text import search_key

from ..narrative.measures import Number
from ..tree import Annex, Article, Block, Heading, Items, Marker, Paper, Paragraph, Table, Words, plain, runs

Row = dict[str, str]
LABELS = {
    "co_quan_cap_tren": "Cơ quan chủ quản",
    "co_quan": "Cơ quan ban hành",
    "so": "Số văn bản",
    "ky_hieu": "Ký hiệu văn bản",
    "so_ky_hieu": "Số và ký hiệu",
    "dia_danh": "Địa danh",
    "ngay_ban_hanh": "Ngày ban hành, viết đủ",
    "ngay": "Ngày",
    "thang": "Tháng",
    "nam": "Năm",
    "ten_loai": "Tên loại văn bản",
    "trich_yeu": "Trích yếu",
    "tham_quyen": "Thẩm quyền ban hành",
    "kinh_gui": "Nơi kính gửi",
    "quyen_han": "Ký thay, thừa lệnh (KT., TL. …)",
    "chuc_vu": "Chức vụ người ký",
    "cap_bac": "Cấp bậc người ký",
    "nguoi_ky": "Họ tên người ký",
}
LISTS = {
    "can_cu": ("Căn cứ ban hành", {"noi_dung": "Nội dung"}),
    "doan": ("Các đoạn của nội dung", {"noi_dung": "Nội dung"}),
    "noi_nhan": ("Nơi nhận", {"ten": "Tên nơi nhận"}),
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Field:
    """``code`` as it is typed in a template: 'trich_yeu', or 'bang_1.ho_va_ten' for a column of a table."""

    code: str
    label: str
    example: str = ""

    @property
    def listed(self) -> bool:
        return "." in self.code


@dataclass(frozen=True, slots=True)
class Facts:
    """``values`` by field; ``rows`` by table; ``labels`` of both; ``missing``: codes whose fact is not there yet."""

    values: Mapping[str, str]
    rows: Mapping[str, tuple[Row, ...]]
    labels: Mapping[str, str]
    missing: frozenset[str] = field(default_factory=frozenset)

    def fields(self) -> tuple[Field, ...]:
        """Every field with its label and its present value as the example, in the order of the paper."""
        found = [Field(code, self.labels[code], value) for code, value in self.values.items()]
        for table, rows in self.rows.items():
            for code, label in self.labels.items():
                if code.startswith(f"{table}."):
                    first = rows[0][code.partition(".")[2]] if rows else ""
                    found.append(Field(code, f"{self.labels[table]}: {label}", first))
        return tuple(found)

    def context(self) -> dict[str, object]:
        """Plain text and lists of plain dictionaries, for the sandbox."""
        return {**self.values, **{name: [dict(row) for row in rows] for name, rows in self.rows.items()}}


def facts_of(paper: Paper, numbers: Mapping[str, Number] | None = None) -> Facts:
    """The fields of any paper; ``numbers``: the figures of a report by token, as 'so_lieu_<token>'."""
    values, missing = _single(paper)
    labels = {code: LABELS[code] for code in values}
    for token, number in (numbers or {}).items():
        code = f"so_lieu_{named(token)}"
        values[code], labels[code] = number.text, f"Số liệu {token}"
    rows: dict[str, tuple[Row, ...]] = {
        "can_cu": tuple({"noi_dung": _text(f"{one.lead} {one.text}")} for one in paper.bases),
        "doan": tuple({"noi_dung": _text(line)} for line in _lines(paper.body)),
        "noi_nhan": tuple({"ten": _text(one)} for one in paper.recipients),
    }
    for name, (label, columns) in LISTS.items():
        labels[name] = label
        labels |= {f"{name}.{column}": told for column, told in columns.items()}
    gone = set(missing)
    for at, (caption, table) in enumerate(_tables(paper), start=1):
        name = f"bang_{at}"
        codes = _column_codes(table)
        rows[name] = tuple(
            {code: _text(plain(cell)) for code, cell in zip(codes, row, strict=True)} for row in table.rows
        )
        labels[name] = f"Bảng {at}{f' ({caption})' if caption else ''}"
        labels |= {f"{name}.{code}": column.title for code, column in zip(codes, table.columns, strict=True)}
        for row in table.rows:
            gone |= {f"{name}.{code}" for code, cell in zip(codes, row, strict=True) if _gap(cell)}
    return Facts(values, rows, labels, frozenset(gone))


def named(text: str) -> str:
    """'Họ và tên' → 'ho_va_ten'; what a template may spell."""
    return re.sub(r"[^a-z0-9]+", "_", search_key(text)).strip("_") or "cot"


def _single(paper: Paper) -> tuple[dict[str, str], set[str]]:
    first = paper.signatures[0] if paper.signatures else None
    number = "" if paper.number is None else f"{paper.number:02d}"
    day = paper.day
    told: dict[str, Words] = {
        "co_quan_cap_tren": paper.organ.superior,
        "co_quan": paper.organ.issuer,
        "so": number,
        "ky_hieu": paper.symbol,
        "so_ky_hieu": f"{number}/{paper.symbol}" if paper.symbol else number,
        "dia_danh": paper.place,
        "ngay_ban_hanh": on_paper(day) if day else "",
        "ngay": f"{day.day:02d}" if day else "",
        "thang": (f"{day.month:02d}" if day.month < 3 else str(day.month)) if day else "",
        "nam": str(day.year if day else paper.year or ""),
        "ten_loai": paper.name,
        "trich_yeu": paper.summary,
        "tham_quyen": paper.authority,
        "kinh_gui": "; ".join(paper.addressees),
        "quyen_han": " ".join(line.text for line in first.authority) if first else "",
        "chuc_vu": first.post if first else "",
        "cap_bac": first.rank if first else "",
        "nguoi_ky": first.name if first else "",
    }
    needed = {
        "co_quan",
        "dia_danh",
        "ngay_ban_hanh",
        "ngay",
        "thang",
        "nam",
        "trich_yeu",
        "chuc_vu",
        "nguoi_ky",
    }
    if paper.symbol:
        needed |= {"so", "so_ky_hieu"}
    values = {code: _text(plain(words)) for code, words in told.items()}
    return values, {code for code in needed if not values[code]}


def _text(text: str) -> str:
    """Letters that XML can carry; runs of spaces as they are."""
    return _CONTROL.sub("", text)


def _gap(words: Words) -> bool:
    return any(run.missing for run in runs(words))


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield plain(block.words)
            case Heading():
                yield f"{block.number}. {block.title}" if block.number else block.title
            case Article():
                yield f"Điều {block.number}. {block.title or plain(block.words)}"
                yield from _lines(block.blocks)
            case Items():
                lead = {Marker.DASH: "- ", Marker.PLUS: "+ "}.get(block.marker, "")
                for at, one in enumerate(block.items, start=block.start):
                    yield f"{lead or f'{at}. '}{plain(one)}"


def _tables(paper: Paper) -> Iterator[tuple[str, Table]]:
    parts: list[tuple[str, tuple[Block, ...]]] = [("", paper.body)]
    parts += [(annex.title, annex.blocks) for annex in paper.annexes if isinstance(annex, Annex)]
    for title, blocks in parts:
        for block in blocks:
            if isinstance(block, Table):
                yield block.caption or title, block


def _column_codes(table: Table) -> list[str]:
    """Each column's own name; the second of the same title gets a number."""
    codes: list[str] = []
    for column in table.columns:
        code, again = named(column.title), 1
        while (code if again == 1 else f"{code}_{again}") in codes:
            again += 1
        codes.append(code if again == 1 else f"{code}_{again}")
    return codes

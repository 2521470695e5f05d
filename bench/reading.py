"""Articles read into facts with their quotations, next to merely cutting the same texts into words."""

from __future__ import annotations

import re
from pathlib import Path

import lantoa.demo
from lantoa.reading.rules import extract

from .rows import Row, cpu_of

ARTICLES = Path(lantoa.demo.__file__).parent / "articles"


def measure(count: int = 5) -> list[Row]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))] * count
    extract.read(texts[0], "a.txt")  # gazetteers are read once
    cpu = cpu_of(lambda: [extract.read(text, "a.txt") for text in texts])
    base = cpu_of(lambda: [re.findall(r"\w+", text) for text in texts])
    words = sum(len(text.split()) for text in texts) / len(texts)
    rate = f"{len(texts) / cpu:.0f} bài/s ({words:.0f} chữ một bài)"
    return [Row(f"Đọc {len(texts)} bài viết", cpu, "tách từ", base, rate)]

"""Writes docs/reference/rules.md from the packs and the tests that name their rows. Run: make docs."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "rules.md"
sys.path.insert(0, str(ROOT / "src"))

from lantoa.cli.rulebook import PACK_NAMES, span  # noqa: E402
from lantoa.kernel.decisions import Mark  # noqa: E402
from lantoa.rulebook import packs  # noqa: E402
from lantoa.rulebook.rules.rows import Eligibility, Row  # noqa: E402

HEAD = """# Danh mục quy tắc

Trang này được sinh từ các gói quy tắc trong `src/lantoa/rulebook/packs/` (lệnh `make docs`); đừng sửa tay.
Chỉ dòng **đã kiểm chứng** mới tự quyết định được. Dòng **chờ xác nhận** vẫn được tính và trình bày, nhưng
cùng lắm là hỏi người xét; đơn vị đọc được văn bản thì xác nhận trong phần mềm.

Cột “Kiểm thử” ghi kiểm thử gọi đích danh dòng đó (đường dẫn tính từ `tests/`). Dòng nào cũng có `rows/…`: giá
trị chép riêng từ văn bản, đối chiếu theo từng điều khoản và từng ngày hiệu lực ở `tests/rulebook/test_rows.py`.
Các kiểm thử khác là nơi quy tắc được dùng để tính. Thêm dòng mà không có kiểm thử thì bộ kiểm thử báo lỗi.

"""
SHARED = {field.name for field in fields(Row)} | {"conditions"}
ROWS = ROOT / "tests" / "rulebook" / "rows"
TYPED = re.compile(r'- \{id: "?([^",]+)"?, clause: .*, from: (\d{4}-\d\d-\d\d), until: ')
"""One line of tests/rulebook/rows: the row's code and its first day."""


def covered() -> dict[str, list[str]]:
    """rule id → the tests whose decorator ``@covers`` names it, read from the source."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for rule in _named(node):
                    found.setdefault(rule, []).append(f"{path.relative_to(ROOT)}::{node.name}")
    return found


def typed() -> dict[tuple[str, str, str], str]:
    """(pack, rule id, first day) → the line that holds its values, typed apart from the packs."""
    found: dict[tuple[str, str, str], str] = {}
    for path in sorted(ROWS.glob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = TYPED.match(line)
            if match:
                found[path.stem, match[1], match[2]] = f"rows/{path.name}:{number}"
    return found


def _named(function: ast.FunctionDef) -> list[str]:
    calls = [one for one in function.decorator_list if isinstance(one, ast.Call)]
    return [
        argument.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "covers"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def own_values(row: Row) -> str:
    """What a row holds beyond its citation, in file order."""
    if isinstance(row, Eligibility) and row.conditions:
        return "; ".join(condition.say for condition in row.conditions)
    shown = []
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name not in SHARED and value not in (None, "", (), False):
            shown.append(", ".join(map(_text, value)) if isinstance(value, tuple) else _text(value))
    return " · ".join(shown)


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "có" if value is True else str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _tests(names: Iterable[str]) -> str:
    """'rows/eligibility.yaml:3; commendation/rules/test_eligibility.py (2)': each file once, with how many."""
    files: dict[str, int] = {}
    for name in names:
        file = name.removeprefix("tests/").partition("::")[0]
        files[file] = files.get(file, 0) + 1
    return "; ".join(file if count == 1 else f"{file} ({count})" for file, count in files.items())


def _line(row: Row, tests: Iterable[str]) -> str:
    mark = row.mark.label if row.mark is Mark.VERIFIED else f"**{row.mark.label}** ({row.read.label})"
    name = row.name + (f" *{row.note}*" if row.note else "")
    cells = (row.id, name, own_values(row), row.clause, span(row), row.layer.label, mark)
    return "| " + " | ".join(_cell(cell) for cell in cells) + f" | {_tests(tests)} |"


def page() -> str:
    used, own = covered(), typed()
    every = list(packs.every())
    verified = sum(row.mark is Mark.VERIFIED for _, row in every)
    parts = [
        HEAD,
        f"{len(every)} dòng: {verified} đã kiểm chứng, {len(every) - verified} chờ xác nhận.\n",
    ]
    for name, title in PACK_NAMES.items():
        parts.append(f"\n## {title}\n")
        parts.append("| Mã | Quy tắc | Giá trị | Căn cứ | Hiệu lực | Tầng | Mức | Kiểm thử |")
        parts.append("|---|---|---|---|---|---|---|---|")
        for row in packs.pack(name):
            line = own.get((name, row.id, row.valid.start.isoformat()))
            parts.append(_line(row, [*([line] if line else []), *used.get(row.id, [])]))
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Đã ghi {PAGE.relative_to(ROOT)}")

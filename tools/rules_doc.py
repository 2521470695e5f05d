"""Writes docs/reference/rules.md from the packs and the tests that name their rows. Run: make docs."""

from __future__ import annotations

import ast
import sys
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

Cột “Kiểm thử” ghi số kiểm thử gọi đích danh dòng đó; “tra cứu” là dòng chỉ để hiển thị, không quy tắc nào
tính theo nên chỉ được giữ bởi chính trang này (sửa gói mà không sinh lại trang thì kiểm thử báo lỗi).

"""
SHARED = {field.name for field in fields(Row)} | {"conditions"}


def covered() -> dict[str, list[str]]:
    """rule id → the tests whose decorator ``@covers`` names it, read from the source."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for rule in _named(node):
                    found.setdefault(rule, []).append(f"{path.relative_to(ROOT)}::{node.name}")
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


def _line(row: Row, tests: dict[str, list[str]]) -> str:
    count = len(tests.get(row.id, []))
    mark = row.mark.label if row.mark is Mark.VERIFIED else f"**{row.mark.label}** ({row.read.label})"
    name = row.name + (f" *{row.note}*" if row.note else "")
    cells = (row.id, name, own_values(row), row.clause, span(row), row.layer.label, mark)
    return "| " + " | ".join(_cell(cell) for cell in cells) + f" | {count or 'tra cứu'} |"


def page() -> str:
    tests = covered()
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
        parts += [_line(row, tests) for row in packs.pack(name)]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Đã ghi {PAGE.relative_to(ROOT)}")

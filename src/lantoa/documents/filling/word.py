"""A Word template with fields: what it asks for, and the same file with our facts in it, in its own style.

Fields are '{{ trich_yeu }}', rows '{%tr for dong in bang_1 %} … {{ dong.ho_va_ten }} … {%tr endfor %}', choices
'{% if kinh_gui %}'. Nothing else of Jinja works: no call, filter, sum, index or set, and a name after a dot is a
column of the row, never an attribute of Python.
"""

from __future__ import annotations

import difflib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from lantoa.kernel.errors import BadInput, Fault

from ..docx import stable
from ..intake import Kind
from .facts import Facts
from .safety import safe_layout

PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.For, nodes.If, nodes.Getattr,
    nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Const,
)  # fmt: skip
DEEPEST = 2
"""Loops inside loops: rows within a table's rows, never more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields that a template names: 'trich_yeu', 'bang_1', 'bang_1.ho_va_ten'."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DryRun:
    """``unknown``: names that are no field, each with what may be meant; ``missing``: facts not there yet."""

    asked: tuple[str, ...]
    unknown: tuple[Fault, ...]
    missing: tuple[Fault, ...]

    @property
    def ready(self) -> bool:
        return not self.unknown and not self.missing

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.unknown + self.missing


class Plain(SandboxedEnvironment):
    """Only what ``PLAIN`` lists, over plain data only."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)


def read_template(name: str, data: bytes) -> Asked:
    """What the template asks for. ``BadInput`` for an unsafe file, a broken field or anything but fields."""
    safe_layout(name, data, Kind.DOCX)
    found: list[str] = []
    for source in _sources(name, data):
        tree = _parsed(name, source)
        found += _asked(name, tree, {}, 0)
    return Asked(tuple(dict.fromkeys(found)))


def dry_run(asked: Asked, facts: Facts) -> DryRun:
    known = [*facts.values, *facts.labels]
    unknown = tuple(unknown_field(one, known) for one in asked.fields if one not in facts.labels)
    missing = tuple(
        Fault(
            "FACT_MISSING",
            f"Chưa có dữ kiện “{facts.labels[one]}”.",
            one,
            "Bổ sung dữ kiện ở nơi nhập rồi lập lại; bản tải về trước đó là dự thảo.",
        )
        for one in asked.fields
        if one in facts.missing
    )
    return DryRun(asked.fields, unknown, missing)


def fill(name: str, data: bytes, facts: Facts, *, draft: bool = False) -> bytes:
    """The filled DOCX. ``BadInput`` names unknown fields always, missing facts unless ``draft``, which prints
    '[còn thiếu: …]' in their places. Equal facts give equal bytes."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 -- slow import

    run = dry_run(read_template(name, data), facts)
    refused = run.unknown if draft else run.faults
    if refused:
        raise BadInput(
            refused[0].code,
            refused[0].message,
            place=refused[0].place,
            remedy=refused[0].remedy,
            faults=refused,
        )
    context = facts.context()
    for code in facts.missing:
        if code in facts.values:
            context[code] = f"[còn thiếu: {facts.labels[code].lower()}]"
    template = DocxTemplate(io.BytesIO(data))
    try:
        template.render(context, jinja_env=Plain(), autoescape=True)
        out = io.BytesIO()
        template.save(out)
    except (TemplateError, ValueError, KeyError, AttributeError) as error:
        raise _broken(name, str(error)) from error
    return stable(out.getvalue())


def _sources(name: str, data: bytes) -> Iterator[str]:
    """Each part that is filled, as the template language sees it."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 -- slow import

    template = DocxTemplate(io.BytesIO(data))
    try:
        template.init_docx()
        yield template.patch_xml(template.get_xml())
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            for _key, part in template.get_headers_footers(uri):
                yield template.patch_xml(template.get_part_xml(part))
        yield from _notes_and_properties(template)
    except (KeyError, ValueError, AttributeError) as error:
        raise _broken(name, str(error)) from error


def _notes_and_properties(template: Any) -> Iterator[str]:
    """docxtpl fills these too, so they are judged like the rest."""
    for section in template.docx.part.package.parts:
        if str(section.partname) == "/word/footnotes.xml":
            yield template.patch_xml(section.blob.decode("utf-8"))
    properties = template.docx.core_properties
    for key in ("author", "comments", "identifier", "language", "subject", "title", "category", "keywords"):
        yield str(getattr(properties, key, "") or "")


def _parsed(name: str, source: str) -> nodes.Template:
    try:
        return Plain().parse(source)
    except TemplateSyntaxError as error:
        raise _broken(name, error.message or "") from error


def _broken(name: str, why: str) -> BadInput:
    return BadInput(
        "TEMPLATE_BROKEN",
        f"Trường trong mẫu viết chưa đúng{f' ({why})' if why else ''}.",
        place=name,
        remedy="Mở và đóng đủ hai ngoặc {{ … }}; mỗi {% for … %}, {% if … %} có một {% endfor %}, {% endif %}.",
    )


def _asked(name: str, node: nodes.Node, rows: Mapping[str, str], depth: int) -> Iterator[str]:
    """Fields below ``node``; ``rows``: loop variable → table."""
    if not isinstance(node, PLAIN):
        raise BadInput(
            "TEMPLATE_NOT_PLAIN",
            "Mẫu dùng thứ ngoài trường dữ liệu, vòng lặp và điều kiện.",
            place=f"{name}, dòng lệnh “{type(node).__name__}”",
            remedy="Chỉ dùng {{ tên_trường }}, {% for dòng in bảng %} và {% if trường %}; bỏ lọc, tính toán, lời gọi.",
        )
    match node:
        case nodes.For():
            yield from _loop(name, node, rows, depth)
            return
        case nodes.Getattr():
            yield _column(name, node, rows)
            return
        case nodes.Name():
            if node.name not in rows:
                yield node.name
            return
    for child in node.iter_child_nodes():
        yield from _asked(name, child, rows, depth)


def _loop(name: str, node: nodes.For, rows: Mapping[str, str], depth: int) -> Iterator[str]:
    plain = isinstance(node.iter, nodes.Name) and isinstance(node.target, nodes.Name)
    if not plain or node.recursive or node.test or depth >= DEEPEST:
        raise BadInput(
            "TEMPLATE_NOT_PLAIN",
            "Vòng lặp trong mẫu phải đi trên một bảng có tên, lồng nhiều nhất hai lần.",
            place=name,
            remedy="Viết {%tr for dong in bang_1 %} … {%tr endfor %}.",
        )
    assert isinstance(node.iter, nodes.Name)
    assert isinstance(node.target, nodes.Name)
    yield node.iter.name
    inside = {**rows, node.target.name: node.iter.name}
    for child in (*node.body, *node.else_):
        yield from _asked(name, child, inside, depth + 1)


def _column(name: str, node: nodes.Getattr, rows: Mapping[str, str]) -> str:
    row = node.node
    if not isinstance(row, nodes.Name) or node.attr.startswith("_") or row.name not in rows:
        raise BadInput(
            "TEMPLATE_NOT_PLAIN",
            f"Sau dấu chấm phải là tên cột của dòng đang lặp, “.{node.attr}” thì không.",
            place=name,
            remedy="Đặt {{ dong.ten_cot }} bên trong {%tr for dong in bang_1 %}.",
        )
    return f"{rows[row.name]}.{node.attr}"


def unknown_field(code: str, known: list[str], place: str = "") -> Fault:
    """With the names that may be meant; ``place`` where it stands, else the code itself."""
    near = difflib.get_close_matches(code, list(dict.fromkeys(known)), 3, 0.5)
    return Fault(
        "FIELD_UNKNOWN",
        f"Không có trường “{code}”.",
        place or code,
        f"Có phải là: {', '.join(near)}?" if near else "Xem danh sách trường dùng được của loại văn bản này.",
    )

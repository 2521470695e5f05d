"""The role matrix: which role may do what, and where it reaches; as tables, as a list and as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.access import matrix as queries
from lantoa.access.rules.actions import AREAS, label_of
from lantoa.access.rules.roles import ROLES, Relation, Role
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Listing,
    Request,
    chip,
    listing,
    page,
    signed_in,
    with_query,
)
from lantoa.web.lists import attribute
from lantoa.web.parts import Crumb, Tab
from lantoa.web.states import said

from . import common

FORM, AS_LIST = "dang", "danh-sach"


@dataclass(frozen=True, slots=True)
class Cell:
    """``symbol``: the drawing's name; ``text``: the same in words, for who hears the page."""

    symbol: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    short: str
    label: str
    url: str
    two_persons: bool


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    url: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Table:
    area: str
    label: str
    heads: Sequence[Head]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """``tables`` is empty where the reader asked for the list."""

    tabs: list[Tab]
    crumbs: list[Crumb]
    rows: Listing
    tables: Sequence[Table]
    legend: Sequence[Cell]
    as_list: bool
    other_url: str


def _short(role: Role) -> str:
    """The role in the two or three words that fit above a column."""
    return {
        "ADMINISTRATOR": _("Quản trị"),
        "MINISTRY_MOVEMENT_OFFICER": _("Bộ (V05)"),
        "PROVINCE_MOVEMENT_OFFICER": _("Tỉnh (PV05)"),
        "POLICE_EMULATION_OFFICER": _("Thi đua (PX03)"),
        "COUNCIL_OFFICE": _("Sở Nội vụ"),
        "CLUSTER_HEAD": _("Cụm trưởng"),
        "CLUSTER_MEMBER": _("Thành viên cụm"),
        "COMMUNE_POLICE_OFFICER": _("Công an xã"),
        "COMMUNE_COMMITTEE_OFFICER": _("UBND xã"),
        "COUNCIL_MEMBER": _("Hội đồng"),
        "SIGNER": _("Người ký"),
        "CLERK": _("Văn thư"),
    }.get(role.code, said(role.label))


def _symbol(line: queries.Line) -> str:
    shape = "cluster" if line.reaches(Relation.CLUSTER) else "unit"
    return f"{shape}-{line.delegable}"


def _meaning(symbol: str) -> str:
    shape, _dash, delegable = symbol.partition("-")
    where = {
        "unit": _("Đơn vị được giao và cấp dưới; giao ở gốc thì toàn quốc"),
        "cluster": _("Trong cụm được giao"),
    }[shape]
    handed = {
        "yes": "",
        "no": _("chỉ tự mình làm, không ủy quyền"),
        "signing": _("ủy quyền được khi ghi cách ký thay"),
    }[delegable]
    return f"{where}; {handed}" if handed else where


def _cell(line: queries.Line | None) -> Cell | None:
    if line is None:
        return None
    symbol = _symbol(line)
    text = _meaning(symbol)
    return Cell(symbol, _("%(text)s; hai người mới giao được") % {"text": text} if line.two_persons else text)


def _table(one: queries.Table) -> Table:
    here, asking = reverse("access:matrix"), reverse("access:index")
    return Table(
        one.area,
        said(one.label),
        [
            Head(_short(role), said(role.label), with_query(here, vai=role.code), role.high)
            for role in one.roles
        ],
        [
            Row(said(row.label), with_query(asking, viec=row.action), [_cell(cell) for cell in row.cells])
            for row in one.rows
        ],
    )


def _legend(lines: Sequence[queries.Line]) -> list[Cell]:
    """The symbols on this page, each once, the usual ones first."""
    order = {"yes": 0, "signing": 1, "no": 2}
    found = {_symbol(line): order[line.delegable] for line in lines}
    first = sorted(found, key=lambda one: (one.startswith("cluster"), found[one]))
    return [Cell(one, _meaning(one)) for one in first]


def _reach(relation: Relation) -> Callable[[Any], object]:
    def shown(line: queries.Line) -> object:
        if not line.reaches(relation):
            return ""
        if relation is Relation.NATIONAL:
            return _("khi giao ở gốc, hai người duyệt")
        return _("khi giao cả cấp dưới") if relation is Relation.SUBTREE else _("được")

    return shown


def _delegable(line: queries.Line) -> str:
    return {"yes": _("được"), "no": _("tự mình"), "signing": _("khi ghi cách ký thay")}[line.delegable]


def _filters(lines: Sequence[queries.Line]) -> tuple[Filter, ...]:
    actions = dict.fromkeys(line.action for line in lines)
    areas = [Choice(code, said(label)) for code, label in AREAS.items()]
    roles = [Choice(one.code, said(one.label)) for one in ROLES.values()]
    return (
        Filter("phan", _("Phần việc"), "area", areas),
        Filter("viec", _("Việc"), "action", [Choice(one, said(label_of(one))) for one in actions]),
        Filter("vai", _("Vai trò"), "role_code", roles),
    )


def _listed(lines: Sequence[queries.Line], request: Request) -> Listing:
    return listing(
        lines,
        request,
        (
            Column("area", _("Phần việc"), value=lambda one: said(one.area_label)),
            Column("action", _("Việc"), value=lambda one: said(one.action_label), order="order"),
            Column("role", _("Vai trò"), value=lambda one: said(one.role_label), order="role_code"),
            *(Column(one.value, said(one.label), value=_reach(one)) for one in Relation),
            Column(
                "two", _("Giao bởi"),
                value=lambda one: chip("wait", _("Hai người")) if one.two_persons else _("Một người"),
            ),
            Column("delegable", _("Ủy quyền"), value=_delegable),
        ),
        caption=_("Ma trận vai trò"),
        search=("action_label", "role_label"),
        sort="action",
        filters=_filters(lines),
        page_size=50,
        file_name="ma-tran-vai-tro",
    )  # fmt: skip


def _chosen(lines: Sequence[queries.Line], rows: Listing) -> list[queries.Line]:
    """What the drop-downs leave; the words typed into the list's search narrow the list only."""
    wanted = [(one.filter.field, one.value) for one in rows.filters if one.value]
    return [line for line in lines if all(attribute(line, field) == value for field, value in wanted)]


@signed_in
def matrix(request: Request) -> HttpResponse:
    lines = list(queries.lines())
    rows = _listed(lines, request)
    if rows.export:
        return rows.export
    as_list = request.GET.get(FORM) == AS_LIST
    chosen = [] if as_list else _chosen(lines, rows)
    kept = {one.filter.key: one.value for one in rows.filters if one.value}
    other = kept if as_list else {**kept, FORM: AS_LIST}
    return page(
        request,
        "access/matrix.html",
        MatrixPage(
            common.tabs(request), common.crumbs(Crumb(_("Ma trận vai trò"))), rows,
            [_table(one) for one in queries.tables(chosen)], _legend(chosen), as_list,
            with_query(reverse("access:matrix"), **other),
        ),
    )  # fmt: skip

"""The role matrix: which role may do what, and where it reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from lantoa.access import matrix as queries
from lantoa.access.rules.actions import AREAS, label_of
from lantoa.access.rules.roles import ROLES, Relation
from lantoa.web.kit import Choice, Column, Filter, Listing, Request, chip, listing, page, signed_in
from lantoa.web.parts import Crumb, Tab
from lantoa.web.states import said

from . import common


@dataclass(frozen=True, slots=True)
class MatrixPage:
    tabs: list[Tab]
    crumbs: list[Crumb]
    rows: Listing


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


@signed_in
def matrix(request: Request) -> HttpResponse:
    lines = list(queries.lines())
    actions = dict.fromkeys(line.action for line in lines)
    rows = listing(
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
        filters=(
            Filter("phan", _("Phần việc"), "area", [Choice(code, said(label)) for code, label in AREAS.items()]),
            Filter("viec", _("Việc"), "action", [Choice(one, said(label_of(one))) for one in actions]),
            Filter("vai", _("Vai trò"), "role_code", [Choice(one.code, said(one.label)) for one in ROLES.values()]),
        ),
        page_size=50,
        file_name="ma-tran-vai-tro",
    )  # fmt: skip
    if rows.export:
        return rows.export
    crumbs = common.crumbs(Crumb(_("Ma trận vai trò")))
    return page(request, "access/matrix.html", MatrixPage(common.tabs(request), crumbs, rows))

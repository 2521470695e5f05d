"""What was taken from other deployments, as a list that a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from lantoa.exchange import queries
from lantoa.exchange.models import Received
from lantoa.exchange.rules.packages import Part
from lantoa.kernel.vi import numbers
from lantoa.organisation import queries as organisation
from lantoa.web.kit import Column, Request, listing, page, signed_in
from lantoa.web.parts import Crumb

from .views import crumbs


def _whose(row: Received, names: Mapping[str, str]) -> str:
    """The unit as it is named here, with the report's period; a unit not known here by its code."""
    body = row.body
    code = str(body.get("unit" if row.kind == Part.FIGURES else "authority", ""))
    name = names.get(code, code)
    return f"{name}, {body['period']}" if row.kind == Part.FIGURES else name


def _told(row: Received) -> str:
    """A figure of any kind as a person reads it, or a decision's number."""
    body = row.body
    if row.kind != Part.FIGURES:
        return str(body.get("number", ""))
    if body.get("withheld"):
        return _("số nhỏ, nơi gửi để lại")
    if body.get("no_data"):
        return _("không có số liệu")
    if body.get("keys"):
        return ", ".join(map(str, body["keys"]))
    if body.get("denominator"):
        return f"{_number(body.get('numerator'))}/{_number(body['denominator'])}"
    return f"{_number(body.get('value'))} {body.get('measure', '')}".strip()


def _number(text: str | None) -> str:
    """'1.234,5' as Vietnamese writes it."""
    return numbers.figure(Decimal(text) if text else None)


@signed_in
def received(request: Request) -> HttpResponse:
    names = organisation.standing(request.day).names
    rows = listing(
        queries.received(request.actor),
        request,
        (
            Column("key", _("Mã"), order="key"),
            Column("kind", _("Loại"), value=lambda row: _(row.get_kind_display())),
            Column("peer", _("Nơi gửi"), value=lambda row: row.peer.name, order="peer__name"),
            Column("unit", _("Đơn vị, kỳ"), value=lambda row: _whose(row, names)),
            Column("name", _("Nội dung"), value=lambda row: row.body.get("name") or row.body.get("award")),
            Column("value", _("Giá trị"), value=_told),
            Column("received_at", _("Nhận lúc"), order="received_at"),
        ),
        caption=_("Nhận từ bản cài khác"),
        search="search",
        file_name="nhan-duoc",
        empty=_("Chưa nhận số liệu, quyết định nào."),
    )
    if rows.export:
        return rows.export
    return page(request, "exchange/received.html", {"rows": rows, "crumbs": crumbs(Crumb(_("Đã nhận")))})

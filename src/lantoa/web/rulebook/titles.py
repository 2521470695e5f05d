"""Everything about one title or form on one page: conditions, ballot, who decides, papers, money, what stops it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.commendation.rules import money
from lantoa.kernel.decisions import Mark
from lantoa.kernel.vi.text import collation_key, search_key
from lantoa.rulebook import packs, queries
from lantoa.rulebook.rules.overlay import Resolved
from lantoa.rulebook.rules.rows import Award, BaseSalary, Coefficient
from lantoa.web.kit import Choice, Column, Filter, Request, listing, page, signed_in
from lantoa.web.parts import Crumb

from . import common, words
from .common import Looking

RECIPIENTS = {
    "individual": gettext_lazy("cá nhân"),
    "collective": gettext_lazy("tập thể"),
    "household": gettext_lazy("hộ gia đình"),
}


@dataclass(frozen=True, slots=True)
class Line:
    row: Award
    name: str
    kind: str
    recipients: str
    conditions: int
    open: int
    search: str
    sort: str


@signed_in
def index(request: Request) -> HttpResponse:
    at = common.looking(request)
    every = queries.rules_on(at.day, unit=at.unit, day=request.day)
    lines = [_line(one.row, every) for pack, one in every if pack == "awards" and isinstance(one.row, Award)]
    rows = listing(
        lines, request,
        [
            Column(
                "name", _("Danh hiệu, hình thức"), order="sort",
                link=lambda line: at.at("rulebook:title", line.row.id),
            ),
            Column("kind", _("Loại"), order="kind", value=lambda line: words.said(line.row, "kind", line.kind)),
            Column("recipients", _("Đối tượng")),
            Column("decides", _("Người quyết định"), value=lambda line: line.row.decides),
            Column("conditions", _("Điều kiện"), order="conditions", numeric=True),
            Column("open", _("Quy tắc chờ xác nhận"), order="open", numeric=True),
            Column("clause", _("Điều khoản"), value=lambda line: line.row.clause),
        ],
        caption=_("Danh hiệu, hình thức khen thưởng"), search="search", page_size=50,
        filters=[
            Filter(
                "loai", _("Loại"), "kind",
                [Choice(code, str(word)) for (kind, code), word in words.KINDS.items() if kind is Award],
            )
        ],
        file_name="theo-danh-hieu",
    )  # fmt: skip
    return rows.export or page(
        request, "rulebook/titles.html", {"rows": rows, "looking": at, "tabs": common.tabs("titles", at)}
    )


def _line(row: Award, every: Sequence[tuple[str, Resolved]]) -> Line:
    mine = [(pack, one) for pack, one in every if row.id in common.awards_of(one.row)]
    conditions = sum(len(getattr(one.row, "conditions", ())) for pack, one in mine if pack == "eligibility")
    return Line(
        row=row,
        name=_(row.name),
        kind=row.kind,
        recipients=", ".join(str(RECIPIENTS.get(one, one)) for one in row.recipients),
        conditions=conditions,
        open=sum(one.row.mark is Mark.TO_CONFIRM for _pack, one in mine),
        search=search_key(f"{row.id} {row.name} {row.short}"),
        sort=collation_key(row.name),
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the law says of the title; ``code`` leads to the rule."""

    text: str
    code: str
    clause: str
    chip: SafeString
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    items: Sequence[Item]
    none: str


@dataclass(frozen=True, slots=True)
class TitlePage:
    row: Award
    name: str
    recipients: str
    chip: SafeString
    sections: Sequence[Section]
    looking: Looking
    crumbs: Sequence[Crumb]


@signed_in
def title(request: Request, code: str) -> HttpResponse:
    at = common.looking(request)
    row = packs.award(code)
    by_pack: dict[str, list[Resolved]] = {}
    for pack, one in queries.rules_on(at.day, unit=at.unit, day=request.day):
        if code in common.awards_of(one.row) or pack in ("blocks", "base_salaries", "bonus_rules"):
            by_pack.setdefault(pack, []).append(one)
    return page(
        request,
        "rulebook/title.html",
        TitlePage(
            row=row,
            name=_(row.name),
            recipients=", ".join(str(RECIPIENTS.get(one, one)) for one in row.recipients),
            chip=common.standing_chip(row),
            sections=_sections(by_pack, row),
            looking=at,
            crumbs=common.crumbs(Crumb(_("Theo danh hiệu"), reverse("rulebook:titles")), Crumb(_(row.name))),
        ),
    )


def _sections(found: Mapping[str, Sequence[Resolved]], row: Award) -> list[Section]:
    plain = (
        ("thresholds", _("Hội đồng, bỏ phiếu"), _("Không có quy định bỏ phiếu riêng.")),
        ("authorities", _("Ai quyết định"), _("Chưa có quy tắc về thẩm quyền.")),
        ("dossiers", _("Hồ sơ gồm"), _("Chưa có quy tắc về thành phần hồ sơ.")),
        ("quotas", _("Tỷ lệ, số lượng"), _("Không có tỷ lệ, số lượng riêng.")),
        ("delegations", _("Nơi bộ, tỉnh được quy định thêm"), _("Luật không giao bộ, tỉnh quy định khác.")),
    )
    made = [Section(_("Điều kiện"), _conditions(found.get("eligibility", ())), _("Chưa đọc được điều kiện."))]
    made += [Section(label, [_item(one) for one in found.get(pack, ())], none) for pack, label, none in plain]
    stops = [_item(one) for one in found.get("blocks", ()) if _stops(one, row)]
    made.append(Section(_("Tiền thưởng"), _prizes(found, row), _("Chưa có hệ số tiền thưởng.")))
    return [*made, Section(_("Chưa xét, phải kiểm tra khi"), stops, _("Không có."))]


def _stops(one: Resolved, row: Award) -> bool:
    """Blocks speak of all awards, save those of insignia alone."""
    only = {"X07", "X08"}
    return (one.row.id in only) == (row.kind == "insignia") or one.row.id not in only


def _source(one: Resolved) -> str:
    return " → ".join(f"{_(step.layer.label)}: {step.source}" for step in one.steps) if one.own else ""


def _conditions(found: Sequence[Resolved]) -> list[Item]:
    items = []
    for one in found:
        row = one.row
        said = [_(condition.say) for condition in getattr(row, "conditions", ())] or [_(row.name)]
        chip = common.standing_chip(row, one.own)
        items += [Item(text, row.id, row.clause, chip, _source(one)) for text in said]
    return items


def _item(one: Resolved) -> Item:
    row = one.row
    more = "; ".join(
        f"{label.lower()}: {value}"
        for label, value in words.details(row)
        if label in {str(words.NAMES[key]) for key in ("papers", "copies", "decides", "consult", "share")}
    )
    text = f"{_(row.name)} ({more})" if more else _(row.name)
    return Item(text, row.id, row.clause, common.standing_chip(row, one.own), _source(one))


def _prizes(found: Mapping[str, Sequence[Resolved]], row: Award) -> list[Item]:
    """Coefficient, and the amount by the base salary of the day, for each kind of recipient."""
    salaries = [one.row for one in found.get("base_salaries", ()) if isinstance(one.row, BaseSalary)]
    rates = [one for one in found.get("coefficients", ()) if isinstance(one.row, Coefficient)]
    table = money.Table(
        base=salaries[0] if salaries else None,
        coefficients={(one.row.award, one.row.recipient): one.row for one in rates},
        rules={one.kind: one for one in packs.bonus_rules(None)},
    )
    items = [
        Item(
            _("Lương cơ sở %(amount)s đồng, tính theo ngày ra quyết định") % {"amount": words.figure(one.vnd)},
            one.id, one.clause, common.standing_chip(one),
        )
        for one in salaries
        if rates
    ]  # fmt: skip
    for one in rates:
        rate: Coefficient = one.row
        line = money.Line(award=row.id, recipient=rate.recipient, is_title=row.kind == "title")
        amount = money.prize([line], table).lines[0].amount
        said = words.said(rate, "value", rate.value) if rate.value is not None else _("chưa đọc được hệ số")
        text = _("%(who)s: hệ số %(rate)s") % {
            "who": RECIPIENTS.get(rate.recipient, rate.recipient),
            "rate": said,
        }
        if amount is not None:
            text = f"{text} = " + _("%(amount)s đồng") % {"amount": words.figure(amount)}
        items.append(Item(text, rate.id, rate.clause, common.standing_chip(rate, one.own)))
    return items

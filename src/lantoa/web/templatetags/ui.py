"""Tags and filters of the kit, built into every template: no ``{% load %}`` needed.

Each pattern is drawn in one place (templates/ui/) from the plain data of ``lantoa.web.parts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.documents.catalogue.table import BY_PAPER
from lantoa.kernel.clock import HANOI
from lantoa.kernel.decisions import Finding, Mark, Verdict, settled
from lantoa.kernel.errors import Fault
from lantoa.kernel.vi import dates, numbers
from lantoa.reporting.rules import obligations
from lantoa.rulebook import workdays
from lantoa.rulebook.rules.rows import plain_clause, said_confirmed

from .. import assets, nav, states

register = template.Library()
SHORT = 18
"""Letters of a chip's word that stay on one line even in a narrow cell."""


# --- numbers and days -------------------------------------------------------------------------------------


def joined(text: str) -> str:
    """A number and its unit stay on one line."""
    return text.replace(" ", "\u00a0")


@register.filter
def so(value: object, places: int | None = None) -> str:
    """1.234.567 or 12,5; text and None pass: None is an en dash."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | type(None)):
        return str(value)
    return numbers.figure(Decimal(str(value)) if isinstance(value, float) else value, places)


@register.filter
def phan_tram(share: object, places: int = 1) -> str:
    """A share of one as 12,5 %."""
    return joined(numbers.percent(None if share is None else Decimal(str(share)), places))


@register.filter
def diem(value: object) -> str:
    """Points, always with two decimals: 97,50."""
    return so(value, 2)


@register.filter
def tien(amount: int | None) -> str:
    """Money: 2.340.000 đồng."""
    return "–" if amount is None else joined(_("%(amount)s đồng") % {"amount": numbers.figure(amount)})


@register.filter
def ngay(day: date | datetime | None) -> str:
    """05/01/2026, in Hà Nội."""
    if day is None:
        return "–"
    return dates.on_screen(day.astimezone(HANOI).date() if isinstance(day, datetime) else day)


@register.filter
def ngay_gio(instant: datetime | date | None) -> str:
    """09:30 ngày 05/01/2026; a day without a time stays a day."""
    if not isinstance(instant, datetime):
        return ngay(instant)
    return f"{instant.astimezone(HANOI):%H:%M} {ngay(instant)}"


@register.filter
def con_lai(due: date | None, today: date) -> str:
    """'còn 3 ngày làm việc', 'hạn hôm nay', 'chậm 2 ngày làm việc': the words of every page about a due day."""
    if due is None:
        return _("không ấn định hạn")
    off = workdays.days_off(min(due, today).year, max(due, today).year)
    return states.said(obligations.standing(due, today, frozenset(off.off), frozenset(off.worked)))


@register.filter
def noi(word: str) -> str:
    """A word or phrase that the rules say, in the reader's language."""
    return states.said(word)


# --- small things -----------------------------------------------------------------------------------------


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file, with its version."""
    return assets.url(path)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A line icon of icons.svg. Without ``label`` it is decoration beside a word."""
    sheet = assets.url("icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, sheet, name
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sheet, name
    )


@register.simple_tag
def state(code: object, label: str = "", icon_name: str = "") -> SafeString:
    """A chip: icon, word and colour. ``code`` is a life-cycle state or a tone (states.py).

    A word of the domain's own tables is translated here, so that no table needs to know of languages.
    """
    look = states.look_of(str(code))
    word = _(str(label)) if label else look.label
    return format_html(
        '<span class="chip chip-{}{}">{}<span>{}</span></span>',
        look.tone,
        " nowrap" if len(word) <= SHORT else "",
        icon(icon_name or look.icon),
        word,
    )


@register.simple_tag
def mark(value: Mark | str) -> SafeString:
    """The chip “đã kiểm chứng” or “chờ xác nhận” of a rule."""
    known = Mark(value)
    return state("verified" if known is Mark.VERIFIED else "to_confirm", known.label)


@register.simple_tag
def standing(finding: Finding) -> SafeString:
    """The chip of a finding's rule: verified, to be confirmed, or confirmed by the unit that decides."""
    if said_confirmed(finding.clause):
        return state("done", _("đơn vị đã xác nhận"))
    return mark(finding.mark)


@register.filter
def clause(finding: Finding) -> str:
    """The clause of a finding; that a unit confirmed it is the chip's to say (``standing``)."""
    return plain_clause(finding.clause)


@register.simple_tag
def sample() -> SafeString:
    """The chip “Dữ liệu minh họa” of one generated row; in the demo the page's banner says it for all."""
    return SafeString("") if settings.DEMO else label_of_sample()


@register.simple_tag
def label_of_sample() -> SafeString:
    """The label “Dữ liệu minh họa”."""
    return format_html('<span class="sample">{}{}</span>', icon("demo"), _("Dữ liệu minh họa"))


@register.simple_tag
def address(name: str, *args: object) -> str:
    """A page's address by name, or nothing while that page does not exist."""
    return nav.address(name, *args)


@register.simple_tag
def share_bar(share: object, tone: str = "c1") -> SafeString:
    """A bar of ``share`` of one, drawn without inline style. The number stands beside it, not in it."""
    width = max(Decimal(0), min(Decimal(1), Decimal(str(share or 0)))) * 100
    return format_html(
        '<svg class="bar" aria-hidden="true" focusable="false"><rect class="bar-track" width="100%" '
        'height="100%" rx="2"></rect><rect class="bar-fill {}" width="{}%" height="100%" rx="2"></rect></svg>',
        tone,
        f"{width:.2f}",
    )


# --- forms ------------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, object]:
    """Label, hint, control and errors of one field, tied together for screen readers."""
    widget = bound.field.widget
    kind = "line"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        kind = "group"
    elif isinstance(widget, CheckboxInput):
        kind = "tick"
    elif isinstance(widget, Select | Textarea):
        kind = "wide"
    help_text = hint or bound.help_text
    described = [f"{bound.auto_id}_hint"] if help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    control = bound.as_widget(attrs=attrs)
    return {"field": bound, "kind": kind, "hint": help_text, "control": control}


@register.inclusion_tag("ui/fields.html")
def fields(form: Any) -> dict[str, object]:
    """All visible and hidden fields of a form, in order."""
    return {"form": form}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(faults: Iterable[Fault], kept: bool = True) -> dict[str, object]:
    """What is wrong, on top of the page; takes the focus and links to each field (place ``#id``).

    ``kept`` says that the entries are still in the form.
    """
    return {"faults": list(faults or ()), "kept": kept}


@register.inclusion_tag("ui/flash.html", takes_context=True)
def flash(context: Context, message: Message) -> dict[str, object]:
    """One message of the last step, with its undo button when there is one."""
    undo = next((tag[5:] for tag in (message.extra_tags or "").split() if tag.startswith("undo:")), "")
    parts = urlsplit(undo)
    return {
        "message": message,
        "tone": {"success": "ok", "warning": "wait", "error": "bad"}.get(message.level_tag, "info"),
        "undo": parts.path,
        "undo_values": parse_qsl(parts.query),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/action.html", takes_context=True)
def action(context: Context, item: Any, kind: str = "") -> dict[str, object]:
    """A button of ``parts.Action``: a link, a form, or a form that asks first. ``kind``: primary or quiet."""
    return {"item": item, "kind": kind, "csrf_token": context.get("csrf_token")}


# --- patterns ---------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/listing.html")
def listing(rows: Any) -> dict[str, object]:
    """Search, filters, table, pages and export of ``kit.listing``."""
    return {"list": rows}


@register.inclusion_tag("ui/pager.html")
def pager(rows: Any) -> dict[str, object]:
    return {"list": rows}


@register.inclusion_tag("ui/verdict.html")
def verdict(value: Verdict | Sequence[Finding], title: str = "") -> dict[str, object]:
    """One line per finding: how it stands, the clause with its mark, what was seen, how to mend it."""
    whole = value if isinstance(value, Verdict) else Verdict(tuple(value))
    rules = nav.address("rulebook:index")
    words = {
        True: ("met", _("Đạt")),
        False: ("unmet", _("Chưa đạt")),
        None: ("needs_person", _("Cần người xem")),
    }
    lines = [(finding, *words[settled(finding)]) for finding in whole.findings]
    return {"verdict": whole, "lines": lines, "title": title, "rules": rules}


@register.inclusion_tag("ui/stepbar.html")
def stepbar(stages: Sequence[Any], label: str = "") -> dict[str, object]:
    """The life cycle with who acted when (``parts.Stage``); a returned step shows its reason at once."""
    return {"stages": stages, "label": label or _("Các bước xử lý")}


@register.inclusion_tag("ui/obligation.html")
def obligation(duty: Any, today: date) -> dict[str, object]:
    """One ``parts.Duty``: what, for whom, until when, state, one button."""
    days = None if duty.due is None else (duty.due - today).days
    tone = "" if days is None else "late" if days < 0 else "soon" if days <= 3 else ""
    return {"duty": duty, "today": today, "tone": tone, "action": duty.action or _("Mở")}


@register.inclusion_tag("ui/timeline.html")
def timeline(events: Sequence[Any], label: str = "") -> dict[str, object]:
    return {"events": events, "label": label or _("Diễn biến")}


@register.inclusion_tag("ui/ranking.html")
def ranking(rows: Sequence[Any], caption: str, unit: str = "") -> dict[str, object]:
    """Bars with the reason of each gap (``parts.Rank``). Equal places are said in words."""
    places = [row.place for row in rows]
    lines = [(row, places.count(row.place) > 1) for row in rows]
    return {"lines": lines, "caption": caption, "unit": unit or _("điểm")}


@register.inclusion_tag("ui/grid.html")
def entry_grid(grid: Any) -> dict[str, object]:
    """Cells to type figures into (``parts.Grid``), last period's value grey beside each."""
    labels = [column.label for column in grid.columns]
    rows = [(row, list(zip(row.cells, labels, strict=True))) for row in grid.rows]
    return {"grid": grid, "rows": rows, "previous": grid.previous_label or _("Kỳ trước")}


@register.inclusion_tag("ui/figure.html")
def figure(value: object, label: str, parts: Sequence[Any] = (), note: str = "") -> dict[str, object]:
    """A figure with its source: opens the parts it was added up from, or the quote it was read from."""
    return {"value": value, "label": label, "parts": parts, "note": note}


@register.inclusion_tag("ui/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, object]:
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("ui/empty.html")
def empty_state(
    title: str, text: str = "", url: str = "", action: str = "", icon: str = "empty"
) -> dict[str, object]:
    """Says what will be here and offers the first step."""
    return {"title": title, "text": text, "url": url, "action": action, "icon": icon}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Sequence[Any], label: str) -> dict[str, object]:
    """Tabs are links (``parts.Tab``): each has its own address."""
    return {"tabs": items, "label": label}


@register.inclusion_tag("ui/crumbs.html")
def crumbs(items: Sequence[Any]) -> dict[str, object]:
    return {"crumbs": items}


@register.inclusion_tag("ui/paper.html")
def paper_preview(html: str, label: str = "") -> dict[str, object]:
    """The page as it will print: the HTML of ``lantoa.documents.render.render(paper, "html")``."""
    return {"html": SafeString(html), "label": label or _("Bản xem trước văn bản")}


@register.inclusion_tag("ui/papers.html")
def paper_links(*papers: str, key: object) -> dict[str, object]:
    """Links to papers of the catalogue made from the fact ``key``: each opens its preview with DOCX and PDF."""
    return {"papers": [(BY_PAPER[code], reverse("papers:show", args=[code, str(key)])) for code in papers]}


@register.inclusion_tag("ui/map.html")
def country_map(drawn: Any) -> dict[str, object]:
    """A ``maps.Map``: the picture with its key; the page puts the same facts in a table beside it."""
    return {"map": drawn}


@register.inclusion_tag("ui/chart.html")
def chart(drawn: Any) -> dict[str, object]:
    """A chart of ``lantoa.web.charts`` with its table beside it."""
    return {"chart": drawn}

"""What an analysis page is asked, kept in its address, and what one may choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.analysis import source
from lantoa.analysis.source import Gathered
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi import dates
from lantoa.reporting import queries as reporting
from lantoa.reporting.models import Form, FormIndicator, Round
from lantoa.reporting.rules.indicators import Kind
from lantoa.reporting.series import seen_as
from lantoa.web.kit import Request, with_query
from lantoa.web.parts import Tab

PAGES = (
    ("index", "Bảng tin"),
    ("trend", "Xu hướng"),
    ("compare", "So sánh"),
    ("map", "Bản đồ"),
    ("spread", "Phân bố"),
    ("movers", "Tăng, giảm"),
    ("targets", "So với chỉ tiêu"),
    ("pivot", "Bảng tự dựng"),
    ("schedules", "Lịch gửi"),
    ("merges", "Ghép báo cáo"),
)


def tabs(here: str) -> list[Tab]:
    return [Tab(_(label), reverse(f"analysis:{name}"), name == here) for name, label in PAGES]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a chart. ``typed`` is what stands in the field of the day; ``kind`` a page's own switch."""

    page: str
    form: Form
    line: FormIndicator
    lines: Sequence[FormIndicator]
    rounds: Sequence[Round]
    period: Round
    unit: str
    cluster: str
    geography: date | None
    typed: str
    provisional: bool
    level: str = "below"
    kind: str = ""

    @property
    def scope(self) -> str:
        return f"c|{self.cluster}" if self.cluster else f"u|{self.unit}"

    @property
    def ratio(self) -> bool:
        return Kind(self.line.kind) is Kind.RATIO

    @property
    def suffix(self) -> str:
        return " %" if self.ratio else ""

    @property
    def measure(self) -> str:
        return "%" if self.ratio else self.line.measure

    @property
    def seen_as(self) -> str:
        return _(seen_as(None)) if self.geography is None else seen_as(self.geography)

    def url(self, page: str = "", **more: object) -> str:
        values: dict[str, object] = {
            "bieu": self.form.code, "chi-tieu": self.line.code, "don-vi": self.unit, "cum": self.cluster,
            "ky": self.period.period, "dia-gioi": self.typed, "tam-tinh": "1" if self.provisional else "",
            "cap": self.level if self.level != "below" else "", "kieu": self.kind,
        }  # fmt: skip
        return with_query(reverse(f"analysis:{page or self.page}"), **{**values, **more})

    def figures(self, day: date, actor: object, periods: Sequence[str] = ()) -> Gathered:
        return source.figures(
            actor, self.form, periods or [self.period.period], day, unit=self.unit, cluster=self.cluster,
            geography=self.geography, provisional=self.provisional, codes=[self.line.code],
        )  # type: ignore[arg-type]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """What the selection on top of a page offers."""

    forms: Sequence[Form]
    scopes: Sequence[reporting.Choice]


def choices(request: Request) -> Choices:
    """Newest version of each form, and the scopes that are one's own."""
    forms: dict[str, Form] = {}
    for one in reporting.forms(request.actor, request.day):
        forms.setdefault(one.code, one)
    return Choices(list(forms.values()), reporting.scopes(request.actor, request.day))


def scope_of(request: Request, offered: Sequence[reporting.Choice]) -> tuple[str, str]:
    """(unit, cluster): asked in the address, else one's own first."""
    given = request.GET
    if given.get("don-vi") or given.get("cum"):
        unit = given.get("don-vi", "").strip()
        return unit, "" if unit else given.get("cum", "")
    kind, _mark, code = given.get("pham-vi", "").partition("|")
    if code:
        return (code, "") if kind == "u" else ("", code)
    return (offered[0].unit, offered[0].cluster) if offered else ("", "")


def geography_of(request: Request) -> tuple[date | None, str]:
    """The day to restate onto, and what stands in its field; an unreadable one is said and kept."""
    typed = request.GET.get("dia-gioi", "").strip()[:20]
    if typed == "nay":
        return request.day, dates.on_screen(request.day)
    try:
        return (dates.read(typed, "#dia-gioi") if typed else None), typed
    except BadInput as problem:
        request.faults = problem.faults
        return None, typed


def ask(request: Request, page: str, offered: Choices) -> Ask | None:
    """None where there is nothing to ask about yet: no form, no begun period, no scope."""
    given = request.GET
    form = next((one for one in offered.forms if one.code == given.get("bieu")), None) or _fullest(
        offered.forms
    )
    unit, cluster = scope_of(request, offered.scopes)
    if form is None or not (unit or cluster):
        return None
    lines = [one for one in reporting.lines(form) if Kind(one.kind) is not Kind.TEXT]
    rounds = source.rounds_until(form.code, request.day)
    if not lines or not rounds:
        return None
    line = next((one for one in lines if one.code == given.get("chi-tieu")), lines[0])
    over = [one for one in rounds if one.ends <= request.day] or rounds
    period = next((one for one in rounds if one.period == given.get("ky")), over[-1])
    geography, typed = geography_of(request)
    return Ask(
        page, form, line, lines, rounds, period, unit, cluster, geography, typed, given.get("tam-tinh") == "1",
        "reporters" if given.get("cap") == "reporters" else "below", given.get("kieu", "")[:12],
    )  # fmt: skip


def _fullest(forms: Sequence[Form]) -> Form | None:
    """The form with the longest history: the one that says most."""
    return max(forms, key=lambda one: (one.rounds_count, one.code), default=None)  # type: ignore[attr-defined]


def restated(found: Ask, day: date) -> list[Tab]:
    """As it was, or as of today; and with reports that still wait."""
    plain = replace(found, geography=None, typed="")
    return [
        Tab(_("Như lúc đó"), plain.url(), found.geography is None),
        Tab(_("Quy về hôm nay"), found.url(**{"dia-gioi": "nay"}), found.geography == day),
        Tab(
            _("Chỉ báo cáo đã duyệt") if found.provisional else _("Tính cả báo cáo chờ duyệt"),
            found.url(**{"tam-tinh": "" if found.provisional else "1"}),
            False,
        ),
    ]

"""Subordinates' Word reports into one draft: read, joined, kept; and the draft as a paper."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from lantoa.access import queries as access
from lantoa.documents import build
from lantoa.documents.build import heading, p
from lantoa.documents.catalogue.reports import Review
from lantoa.documents.intake import Kind, open_upload
from lantoa.documents.numbering import roman
from lantoa.documents.tree import Heading, Items, Paper, Paragraph, Run, plain
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.organisation.models import Cluster, Unit
from lantoa.registry import files
from lantoa.registry.files import MEDIA_TYPES
from lantoa.reporting import papers as reporting
from lantoa.reporting import queries as reported
from lantoa.reporting.models import Form

from .merging_models import Merge
from .rules import merging as rules

VIEW = "reporting.view"
MOST = 60
"""Reports of one draft."""


@dataclass(frozen=True, slots=True)
class Given:
    """One subordinate's report: a Word file, or None for the one composed from its accepted figures."""

    unit: str
    name: str = ""
    data: bytes | None = None


def hidden() -> NotFound:
    return NotFound("NOT_FOUND", "Không tìm thấy bản ghép này.", remedy="Xem danh sách bản ghép của bạn.")


def figures_of(
    actor: Actor, form: Form, period: str, day: date, *, unit: str = "", cluster: str = ""
) -> Review:
    """The scope's accepted figures with those of each part: what the reports are compared with."""
    return reporting.figures(actor, form, (period,), day, unit=unit, cluster=cluster)


def parts_of(of: Review) -> list[tuple[str, str]]:
    """(code, name) of the units whose reports may go into the draft."""
    held = {part.code: part.name for one in of.measures for part in one.parts}
    return list(held.items())


@transaction.atomic
def merge(
    *,
    actor: Actor,
    form: str,
    period: str,
    given: Sequence[Given],
    day: date,
    at: datetime,
    unit: str = "",
    cluster: str = "",
) -> Merge:
    """Put the reports together and keep the draft. The actor must be one of the unit or of the cluster itself;
    ``BadInput`` names the file that cannot be read, and nothing is kept then."""
    _allow(actor, unit, cluster, day)
    found = reported.forms(actor, day).filter(code=form).first()
    user = access.user_of(actor)
    if found is None or user is None:
        raise reported.hidden()
    of = figures_of(actor, found, period, day, unit=unit, cluster=cluster)
    names = dict(parts_of(of))
    _check(given, names)
    reports = [_report(actor, found, period, one, names[one.unit], day) for one in given]
    joined = _numbered(rules.join(reports, accepted_of(of)))
    row = Merge.objects.create(
        unit=Unit.objects.get(code=unit) if unit else None,
        cluster=Cluster.objects.get(key=cluster) if cluster else None,
        form=form, period=period, title=of.title, made_by=user, made_at=at,
        sections=[asdict(one) for one in joined],
        sources=[_source(one, names[one.unit], at) for one in given],
    )  # fmt: skip
    journal.record(
        actor=actor, action="exchange.merge", subject=f"exchange.merge:{row.pk}", at=at,
        after={"form": form, "period": period, "units": [one.unit for one in given]},
    )  # fmt: skip
    return row


def _numbered(joined: Sequence[rules.Joined]) -> list[rules.Joined]:
    """Parts numbered with Roman numerals run on through the draft, whatever each report called its own."""
    found, number = [], 0
    for one in joined:
        if rules.ROMAN.match(one.heading):
            number += 1
            heading_ = rules.ROMAN.sub(f"{roman(number)}. ", one.heading, count=1)
            found.append(replace(one, heading=heading_))
        else:
            found.append(one)
    return found


def _allow(actor: Actor, unit: str, cluster: str, day: date) -> None:
    if bool(unit) == bool(cluster):
        raise BadInput(
            "ONE_SCOPE", "Chọn một đơn vị, hoặc một cụm.", place="phạm vi", remedy="Nêu đúng một trong hai."
        )
    if cluster:
        access.allow_cluster(actor, VIEW, cluster, day)
    else:
        access.allow(actor, VIEW, unit, day)


def _check(given: Sequence[Given], names: Mapping[str, str]) -> None:
    if not 1 <= len(given) <= MOST:
        raise BadInput(
            "NO_REPORTS", "Chưa có báo cáo nào để ghép.", place="báo cáo",
            remedy=f"Gửi tệp Word của ít nhất một đơn vị, hoặc chọn lấy từ số liệu; tối đa {MOST} báo cáo.",
        )  # fmt: skip
    strange = next((one for one in given if one.unit not in names), None)
    if strange is not None:
        raise BadInput(
            "NOT_BELOW", f"Đơn vị “{strange.unit}” không thuộc phạm vi này.", place=strange.unit,
            remedy="Chỉ ghép báo cáo của thành viên cụm hoặc đơn vị cấp dưới trực tiếp.",
        )  # fmt: skip


def _report(actor: Actor, form: Form, period: str, one: Given, name: str, day: date) -> rules.Report:
    if one.data is None:
        of = reporting.figures(actor, form, (period,), day, unit=one.unit)
        return rules.Report(one.unit, name, rules.sections(_printed(reporting.review(of))))
    open_upload(one.name, one.data, (Kind.DOCX,))
    found = rules.sections(lines_of(one.name, one.data))
    if not found:
        raise BadInput(
            "NO_TEXT", "Tệp không có câu nào.", place=one.name, remedy="Gửi báo cáo có nội dung, dạng .docx."
        )
    return rules.Report(one.unit, name, found)


def _printed(paper: Paper) -> list[tuple[str, bool]]:
    """The running words of a composed report."""
    found: list[tuple[str, bool]] = []
    for block in paper.body:
        if isinstance(block, Heading):
            found.append((f"{block.number}. {block.title}", True))
        elif isinstance(block, Paragraph):
            found.append((plain(block.words), False))
        elif isinstance(block, Items):
            found += [(plain(words), False) for words in block.items]
    return found


def lines_of(name: str, data: bytes) -> list[tuple[str, bool]]:
    """Paragraphs of a Word file (what stands in tables is left: letterhead, signatures, figures), each with whether its
    style or its bold letters say heading."""
    import docx  # noqa: PLC0415 -- slow import

    try:
        return [(one.text, _styled(one)) for one in docx.Document(io.BytesIO(data)).paragraphs]
    except (KeyError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise BadInput(
            "FILE_BROKEN",
            "Tệp Word không đọc được.",
            place=name,
            remedy="Mở tệp bằng Word, lưu lại dạng .docx.",
        ) from error


def _styled(paragraph: Any) -> bool:
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    written = [run for run in paragraph.runs if run.text.strip()]
    return style.startswith(("heading", "tiêu đề", "đề mục")) or bool(
        written and all(run.bold for run in written)
    )


def accepted_of(of: Review) -> dict[str, list[rules.Accepted]]:
    """Unit → its accepted figures; shares are left out, since reports word them in too many ways."""
    found: dict[str, list[rules.Accepted]] = {}
    for one in of.measures:
        for part in one.parts:
            if part.value is not None and not one.share:
                found.setdefault(part.code, []).append(rules.Accepted(one.name, one.unit, part.value))
    return found


def _source(one: Given, name: str, at: datetime) -> dict[str, str]:
    if one.data is None:
        return {"unit": one.unit, "name": name, "file": "", "sha256": ""}
    kept = files.store(one.data, media_type=MEDIA_TYPES["docx"], at=at)
    return {"unit": one.unit, "name": name, "file": one.name[:200], "sha256": kept.sha256}


def merges(actor: Actor, day: date) -> QuerySet[Merge]:
    """Drafts of the units and clusters that the actor is one of."""
    own = reported.own_units(actor, VIEW, day)
    clusters = access.reach(actor, VIEW, day).clusters
    return (
        Merge.objects.filter(Q(unit__code__in=own) | Q(cluster__key__in=clusters), deleted_at=None)
        .select_related("unit", "cluster", "made_by")
        .order_by("-made_at", "-pk")
    )


def one(actor: Actor, pk: int, day: date) -> Merge:
    found = merges(actor, day).filter(pk=pk).first()
    if found is None:
        raise hidden()
    return found


@transaction.atomic
def delete(*, actor: Actor, merge: int, day: date, at: datetime, back: bool = False) -> Merge:
    """Put a draft away, or (``back``) bring it back; only whoever made it."""
    user = access.user_of(actor)
    row = (
        Merge.objects.select_for_update().filter(pk=merge, made_by=user, deleted_at__isnull=not back).first()
    )
    if row is None or user is None:
        raise hidden()
    row.deleted_at = None if back else at
    row.save(update_fields=["deleted_at"])
    journal.record(
        actor=actor, action=f"exchange.merge.{'restore' if back else 'delete'}", subject=f"exchange.merge:{row.pk}",
        at=at,
    )  # fmt: skip
    return row


def paper(actor: Actor, row: Merge, day: date, *, marks: bool) -> Paper:
    """The draft as a report: ``marks`` sets each sentence's unit behind it, small words in brackets."""
    form = reported.forms(actor, day).filter(code=row.form).first()
    if form is None:
        raise reported.hidden()
    unit, cluster = row.unit.code if row.unit else "", row.cluster.key if row.cluster else ""
    of = figures_of(actor, form, row.period, day, unit=unit, cluster=cluster)
    body: list[Any] = []
    for section in row.sections:
        number, dot, title = str(section["heading"]).partition(". ")
        body.append(heading(number, title) if dot else heading("", str(section["heading"])))
        for kept in section["sentences"]:
            mark = (Run(f" [{kept['name']}]", italic=True),) if marks else ()
            body.append(p(Run(str(kept["text"])), *mark))
    return build.report(body=tuple(body), summary=of.title, **of.issue.fields("report", row.sections))

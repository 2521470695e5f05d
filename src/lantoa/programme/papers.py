"""Papers of the programme: the directive, the launch plan, the pledge and a unit's registration."""

from __future__ import annotations

import re
from datetime import date

from django.conf import settings

from lantoa.documents import build
from lantoa.documents.catalogue import movement as catalogue
from lantoa.documents.catalogue.issue import Issue
from lantoa.documents.numbering import roman, symbol
from lantoa.documents.tree import (
    Annex,
    Basis,
    Block,
    Column,
    Organ,
    Paper,
    Signature,
    Signed,
    gap,
)
from lantoa.kernel.clock import HANOI
from lantoa.kernel.vi.dates import on_paper, on_screen
from lantoa.kernel.vi.numbers import figure
from lantoa.organisation import queries as organisation
from lantoa.registry import queries as registry
from lantoa.registry.letterhead import blocks_of
from lantoa.reporting.facts import provinces
from lantoa.rulebook import packs

from .models import Campaign, Directive, Pledge, Registration

LABEL = "Dữ liệu minh họa"
KINDS = {"directive": "Chỉ thị", "plan": "Kế hoạch", "guidance": "Hướng dẫn", "letter": "Công văn"}


def organ_of(unit: str, day: date) -> Organ:
    above = organisation.standing(day).graph.above.get(unit, frozenset())
    superior = min(above, default="")
    return Organ(organisation.name_of(superior, day) if superior else "", organisation.name_of(unit, day))


def place_of(unit: str, day: date) -> str:
    """The province's name without its kind, as papers write the place; Hà Nội for national organs."""
    province = provinces([unit], day)[unit]
    if not province:
        return "Hà Nội"
    return re.sub(r"^(Tỉnh|Thành phố)\s+", "", organisation.name_of(province, day))


def directive(row: Directive, day: date) -> Paper:
    """The directive itself, as its register entry stands."""
    paper = row.paper
    number = int(paper.number) if paper and paper.number.isdecimal() else None
    fields = {
        "organ": organ_of(row.unit.code, day),
        "symbol": paper.symbol if paper else "",
        "number": number,
        "place": row.place or place_of(row.unit.code, day),
        "day": row.issued_on,
        "year": day.year,
        "summary": row.title,
        "bases": (Basis(_named(row.basis)),) if row.basis else (),
        "body": blocks_of(row.body) or (build.p(gap("nội dung văn bản")),),
        "signatures": (
            Signature(
                row.signer_post or "Thủ trưởng đơn vị",
                paper.signer if paper and paper.signer else "",
                state=Signed.DRAFT if row.state == "draft" else Signed.SIGNED,
            ),
        ),
        "recipients": ("Các đơn vị thực hiện", "Lưu: VT"),
        "draft": row.state == "draft",
        "data_label": LABEL if row.illustrative else "",
    }
    return Paper(kind=row.kind, **fields)  # type: ignore[arg-type]


def _named(row: Directive) -> str:
    kind = KINDS.get(row.kind, "Văn bản")
    day = f" {on_paper(row.issued_on)}" if row.issued_on else ""
    return f"{kind} số {row.reference}{day} {row.title[:1].lower()}{row.title[1:]}"


def launch_plan(campaign: Campaign, day: date) -> Paper:
    """Kế hoạch phát động, from what the campaign and its tasks hold."""
    sections: list[tuple[str, tuple[Block, ...]]] = [
        ("Mục đích, yêu cầu", blocks_of(campaign.purpose) or (build.p(gap("mục đích, yêu cầu")),)),
        ("Chủ đề, nội dung, thời gian", _what(campaign)),
        ("Đối tượng", (build.p(f"{_audience(campaign, day)}."),)),
        ("Nhiệm vụ trọng tâm", _tasks(campaign)),
        (
            "Tổ chức thực hiện",
            (
                build.p(
                    "Căn cứ Kế hoạch này, các đơn vị tổ chức đăng ký thi đua, báo cáo kết quả đúng kỳ; "
                    f"{organisation.name_of(campaign.unit.code, day)} theo dõi, tổng hợp./."
                ),
            ),
        ),
    ]
    body: list[Block] = []
    for number, (title, blocks) in enumerate(sections, 1):
        body += [build.heading(roman(number), title), *blocks]
    return build.plan(
        organ=organ_of(campaign.unit.code, day),
        symbol=symbol("plan", registry.sign_of(campaign.unit.code)),
        number=None,
        place=place_of(campaign.unit.code, day),
        day=campaign.launched_on,
        year=campaign.valid_from.year,
        summary=f"Phát động đợt thi đua “{campaign.name}”",
        bases=(Basis(_named(campaign.directive)),),
        body=tuple(body),
        signatures=(Signature("Thủ trưởng đơn vị", ""),),
        recipients=("Các đơn vị thực hiện", "Lưu: VT"),
        draft=campaign.state == "planned",
        data_label=LABEL if campaign.illustrative else "",
    )


def _what(campaign: Campaign) -> tuple[Block, ...]:
    last = campaign.valid.last_day or campaign.valid_to
    lines = [f"Khẩu hiệu: “{campaign.slogan}”."]
    if campaign.motto:
        lines.append(f"Phương châm: “{campaign.motto}”.")
    lines.append(f"Thời gian: từ {on_paper(campaign.valid_from)} đến hết {on_paper(last)}.")
    return (build.clauses(*lines), *blocks_of(campaign.contents))


def _audience(campaign: Campaign, day: date) -> str:
    if campaign.audience_cluster is not None:
        return f"Các đơn vị thành viên {campaign.audience_cluster.name}"
    code = campaign.audience_unit.code if campaign.audience_unit else ""
    return f"{organisation.name_of(code, day)} và các đơn vị trực thuộc"


def _tasks(campaign: Campaign) -> tuple[Block, ...]:
    rows = [
        (str(task.order), f"{task.title}. {task.detail}".strip(". ") + ".", on_screen(task.due))
        for task in campaign.tasks.all()
    ]
    if not rows:
        return (build.p(gap("nhiệm vụ trọng tâm")),)
    columns = (Column("TT", 12, "center"), "Nhiệm vụ", Column("Hạn hoàn thành", 34, "center"))
    return (build.table(columns, rows),)


def pledge(row: Pledge, day: date) -> Paper:
    """Bản giao ước with its targets annexed; units that have not signed stand with an open line."""
    signed = {one.unit_id: one for one in row.signatures.all()}
    names = organisation.standing(day).names
    signatures = tuple(
        Signature(
            names.get(member.code, member.code),
            signed[member.pk].name if member.pk in signed else "",
            state=Signed.SIGNED if member.pk in signed else Signed.DRAFT,
        )
        for member in row.members.all()
    )
    last = max((one.at.date() for one in signed.values()), default=None) if row.state == "signed" else None
    head = organ_of(row.cluster.issuer, day)
    return build.pledge(
        organ=Organ(head.issuer, row.cluster.name),
        symbol="",
        number=None,
        place=place_of(row.cluster.issuer, day),
        day=last,
        year=row.year,
        summary=f"Giữa các đơn vị thành viên {row.cluster.name} năm {row.year}",
        body=blocks_of(row.text),
        annexes=(Annex("Chỉ tiêu thi đua", (_targets(row),)),),
        signatures=signatures,
        draft=row.state != "signed",
        data_label=LABEL if row.illustrative else "",
    )


def _targets(row: Pledge) -> Block:
    columns = (
        Column("TT", 12, "center"),
        "Chỉ tiêu",
        Column("Mức phấn đấu", 30, "right"),
        Column("Đơn vị tính", 30, "center"),
    )
    return build.table(
        columns,
        [
            (
                str(target.order),
                target.text,
                figure(target.value) if target.value is not None else "",
                target.measure,
            )
            for target in row.targets.all()
        ],
    )


def registration(row: Registration, day: date) -> Paper:
    """Bản đăng ký danh hiệu as the unit last sent it."""
    titles = packs.award_codes()
    shown = [titles[code] for code in row.titles if code in titles]
    return catalogue.registration(
        catalogue.Registration(
            Issue(
                organ_of(row.unit.code, day),
                place_of(row.unit.code, day),
                (Signature("Thủ trưởng đơn vị", ""),),
                day=row.at.astimezone(HANOI).date(),
                recipients=("Đơn vị tổng hợp", "Lưu: hồ sơ thi đua"),
                data_label=LABEL if settings.DEMO else "",
            ),
            organisation.name_of(row.unit.code, day),
            row.year,
            "phong trào thi đua",
            tuple((one.name, one.clause) for one in shown),
            note=row.note,
        )
    )

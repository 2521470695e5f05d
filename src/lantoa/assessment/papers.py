"""The cluster's papers: biên bản họp cụm (suy tôn) and biên bản kiểm phiếu."""

from __future__ import annotations

from datetime import date

from lantoa.documents import build
from lantoa.documents.build import clauses, heading, p, table
from lantoa.documents.numbering import symbol
from lantoa.documents.tree import Block, Column, Organ, Paper, Signature
from lantoa.kernel.clock import HANOI
from lantoa.kernel.vi.dates import on_paper
from lantoa.kernel.vi.numbers import figure
from lantoa.organisation import queries as organisation
from lantoa.rulebook import packs

from . import queries
from .models import Ballot, CriteriaSheet, Ranking
from .rules.criteria import Formula

LABEL = "Dữ liệu minh họa"
NARROW = Column("TT", 12, "center")


def cluster_minutes(sheet: CriteriaSheet, ballots: list[Ballot], day: date) -> Paper:
    """Biên bản họp cụm: the ranking as it was fixed, with the reason of each gap, and who was put forward."""
    rows = list(Ranking.objects.filter(sheet=sheet).select_related("unit"))
    rows.sort(key=lambda row: (row.rank is None, row.rank or 0))
    return build.minutes(
        organ=_organ(sheet, day),
        symbol=symbol("minutes", f"CTĐ{sheet.cluster.number}"),
        place=_place(sheet, day),
        day=None,
        year=day.year,
        summary=f"Họp bình xét, suy tôn của {sheet.cluster.name} năm {sheet.year}",
        body=(
            p(f"Thành phần: đại diện {len(rows):02d} đơn vị thành viên."),
            heading("I", "Kết quả chấm điểm, xếp hạng"),
            p(f"Chấm theo “{sheet.title}”; tiêu chí định lượng: {Formula(sheet.formula).label}."),
            table(
                (
                    NARROW,
                    "Đơn vị",
                    Column("Điểm", 22, "right"),
                    Column("Tỷ lệ", 22, "right"),
                    Column("Hạng", 16, "center"),
                ),
                [
                    (
                        str(at),
                        organisation.name_of(row.unit.code, day),
                        figure(row.points, 2),
                        "–" if row.percent is None else f"{figure(row.percent, 2)} %",
                        str(row.rank or "–"),
                    )
                    for at, row in enumerate(rows, start=1)
                ],
            ),
            clauses(*dict.fromkeys(row.reason for row in rows)),
            heading("II", "Suy tôn"),
            *_outcomes(ballots, day),
            p("Biên bản được các đơn vị thành viên nhất trí thông qua./."),
        ),
        secretary=Signature("Thư ký", ""),
        chair=Signature("Cụm trưởng", ""),
        recipients=("Các đơn vị thành viên", "Lưu: hồ sơ Cụm"),
        data_label=LABEL if sheet.illustrative else "",
        draft=True,
    )


def _outcomes(ballots: list[Ballot], day: date) -> tuple[Block, ...]:
    closed = [one for one in ballots if not one.open]
    if not closed:
        return (p("Cụm chưa bỏ phiếu suy tôn."),)
    return tuple(p(_told(one, day)) for one in closed)


def _told(ballot: Ballot, day: date) -> str:
    award = award_name(ballot, day)
    if ballot.chosen is None:
        return f"{award}, lần {ballot.round}: {ballot.get_result_display().lower()}."
    name = organisation.name_of(ballot.chosen.code, day)
    how = f" ({ballot.settled_reason})" if ballot.settled_reason else ""
    return f"{award}: suy tôn {name}{how}."


def count_minutes(ballot: Ballot, day: date) -> Paper:
    """Biên bản kiểm phiếu of one round."""
    sheet = ballot.sheet
    candidates = list(ballot.candidates.select_related("unit"))
    electors = ballot.electors.count()
    cast = ballot.electors.filter(voted=True).count()
    given = sum(one.votes or 0 for one in candidates)
    closed = ballot.closed_at.astimezone(HANOI).date() if ballot.closed_at else day
    return build.minutes(
        organ=_organ(sheet, day),
        symbol=symbol("minutes", f"CTĐ{sheet.cluster.number}"),
        place=_place(sheet, day),
        day=closed,
        title="Biên bản kiểm phiếu",
        summary=f"Suy tôn đơn vị đề nghị tặng {award_name(ballot, day)}, lần {ballot.round}",
        body=(
            p(
                f"Ngày bỏ phiếu: {on_paper(closed)}. Hình thức: bỏ phiếu {'kín' if ballot.secret else 'công khai'}."
            ),
            clauses(
                f"Số đơn vị có quyền bỏ phiếu: {electors}.",
                f"Số phiếu thu về: {cast}; phiếu hợp lệ: {given}; phiếu trắng: {cast - given}.",
            ),
            table(
                (NARROW, "Đơn vị", Column("Số phiếu", 26, "center")),
                [
                    (str(at), organisation.name_of(one.unit.code, day), f"{one.votes or 0}/{electors}")
                    for at, one in enumerate(candidates, start=1)
                ],
            ),
            p(f"Kết luận: {_told(ballot, day)}" if not ballot.open else "Cuộc bỏ phiếu chưa đóng."),
        ),
        secretary=Signature("Thư ký kiểm phiếu", ""),
        chair=Signature("Tổ trưởng tổ kiểm phiếu", ""),
        recipients=("Lưu: hồ sơ Cụm",),
        data_label=LABEL if sheet.illustrative else "",
        draft=ballot.open,
    )


def award_name(ballot: Ballot, day: date) -> str:
    """What the cluster votes for: the flag of the body that set it up, or the award's own name."""
    if ballot.award == "T_COTINH":
        return f"Cờ thi đua của {organisation.name_of(ballot.sheet.cluster.issuer, day)}"
    return packs.award(ballot.award).name


def _organ(sheet: CriteriaSheet, day: date) -> Organ:
    return Organ(organisation.name_of(sheet.cluster.issuer, day), sheet.cluster.name)


def _place(sheet: CriteriaSheet, day: date) -> str:
    """The head unit's province, where the cluster meets."""
    heads = sorted(queries.leaders(sheet.cluster.key)["HEAD"])
    return queries.seat_of(heads[0], day) if heads else "Hà Nội"

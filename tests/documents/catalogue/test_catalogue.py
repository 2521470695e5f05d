"""Every paper the movement needs is listed, built from worked facts, silent under the checker in both formats."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from importlib import import_module

import pypdf
import pytest

from lantoa.documents.catalogue import awards, dossiers, movement, office, reports, scoring, voting
from lantoa.documents.catalogue.examples import WORKED
from lantoa.documents.catalogue.examples import awards as worked_awards
from lantoa.documents.catalogue.examples.common import HEAD, LABEL, POLICE, issue
from lantoa.documents.catalogue.table import BY_PAPER, CATALOGUE
from lantoa.documents.checker import check
from lantoa.documents.problems import problems, require_complete
from lantoa.documents.render import render
from lantoa.documents.tree import Annex, Article, Column, Table, plain
from lantoa.kernel.errors import BadInput
from lantoa.rulebook import packs

_LAW_17 = (
    "kế hoạch phát động · công văn hướng dẫn · bản giao ước thi đua · bản đăng ký danh hiệu · quy chế · "
    "bảng tiêu chí, thang điểm · phiếu tự chấm · biên bản kiểm tra chéo · bảng tổng hợp điểm, xếp hạng · "
    "báo cáo sơ kết 6 tháng · báo cáo tổng kết năm · biên bản họp cụm (suy tôn) · phiếu bầu · biên bản kiểm phiếu · "
    "biên bản họp hội đồng · tờ trình · danh sách trích ngang · báo cáo thành tích tập thể · "
    "báo cáo thành tích cá nhân · báo cáo thành tích đột xuất · báo cáo thành tích chuyên đề · "
    "phiếu lấy ý kiến bằng văn bản · văn bản hiệp y · văn bản xác nhận vi phạm · "
    "quyết định khen thưởng và danh sách · giấy khen, bằng · sổ vàng · quyết định hủy, thu hồi · "
    "đơn cấp đổi, cấp lại · công văn cấp đổi, cấp lại · biên bản bàn giao cụm trưởng · báo cáo thống kê 0601 · "
    "báo cáo thống kê 0602 · báo cáo thống kê 0603 · báo cáo thống kê 0604 · báo cáo thống kê 0605"
)
_MORE = (
    "phiếu trình · thư khen · bảng kê · danh sách ký nhận · biên bản bàn giao công việc · chương trình hội nghị · "
    "kịch bản dẫn chương trình · hướng dẫn · chương trình phối hợp"
)
LONG = (
    "Tập thể cán bộ, chiến sĩ và nhân dân khu dân cư số 5, thôn Đồng Lạc Thượng, xã Hy Cương, tỉnh Phú Thọ, "
    "đơn vị điểm ABCDE"
)
NOT_PAPERS = {"certificate"}
"""Printed by ``documents.certificate``, with tests of its own."""


@pytest.mark.parametrize("name", [*_LAW_17.split(" · "), *_MORE.split(" · ")])
def test_every_paper_asked_for_is_listed(name):
    assert any(one.name.lower().startswith(name) for one in CATALOGUE)


def test_every_entry_has_a_worked_paper_of_its_kind_and_a_builder_that_exists():
    assert set(WORKED) == set(BY_PAPER) - NOT_PAPERS
    for one in CATALOGUE:
        module, _, name = f"lantoa.{one.builder}".rpartition(".")
        assert callable(getattr(import_module(module), name)), one.builder
        assert one.type
    assert {code: paper().kind for code, paper in WORKED.items()} == {
        one.code: one.kind for one in CATALOGUE if one.code not in NOT_PAPERS
    }


@pytest.mark.parametrize("code", WORKED)
def test_every_paper_is_whole_labelled_and_right_in_both_formats(code):
    paper = WORKED[code]()
    assert not problems(paper)
    assert paper.data_label == LABEL
    for form in ("docx", "pdf"):
        assert check(f"a.{form}", render(paper, form)).deviations == ()


def test_bases_lead_to_instruments_that_were_read():
    read = {row.id for row in packs.instruments(None) if row.read == "V"}
    for code in set(WORKED) - {"award_decision"}:
        for basis in WORKED[code]().bases:
            assert not basis.instrument or basis.instrument in read


@pytest.mark.system("soffice")
def test_libreoffice_opens_every_paper_and_one_page_papers_stay_on_one(tmp_path):
    ours = {}
    for code, make in WORKED.items():
        paper = make()
        (tmp_path / f"{code}.docx").write_bytes(render(paper, "docx"))
        ours[code] = len(pypdf.PdfReader(io.BytesIO(render(paper, "pdf"))).pages)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *(str(tmp_path / f"{code}.docx") for code in WORKED)],
        check=True, capture_output=True, timeout=400,
    )  # fmt: skip
    theirs = {code: len(pypdf.PdfReader(tmp_path / f"{code}.pdf").pages) for code in WORKED}
    assert {code: pages for code, pages in theirs.items() if ours[code] == 1} == {
        code: 1 for code, pages in ours.items() if pages == 1
    }


# Missing facts and bad input -------------------------------------------------------------------------

EMPTY = issue(POLICE, "Phú Thọ", HEAD, HEAD, signs=("CAT",), recipients=("Lưu: VT",), day=None)
BARE = {
    "letter": lambda: movement.guidance_letter(
        movement.Guidance(EMPTY, "hướng dẫn", "", (), ("Các đơn vị",))
    ),
    "registration": lambda: movement.registration(movement.Registration(EMPTY, "", 2026, "phong trào", ())),
    "rules": lambda: movement.cluster_rules(movement.ClusterRules(EMPTY, "Cụm", (), ())),
    "ranking": lambda: scoring.ranking_table(scoring.RankingTable(EMPTY, "Cụm", 2026, (), (), ())),
    "score": lambda: scoring.score_sheet(
        scoring.ScoreSheet(EMPTY, "Đơn vị", "Cụm", 2026, (scoring.Criterion("I", "Nội dung", 1),), (), ())
    ),
    "ballot": lambda: voting.ballot_paper(voting.BallotPaper(EMPTY, "Suy tôn", ())),
    "opinion": lambda: voting.opinion_slip(voting.OpinionSlip(EMPTY, "Xét", "", "", (), (), None, "")),
    "list": lambda: dossiers.summary_list(dossiers.SummaryList(EMPTY, "Đề nghị", (), 0, 0)),
    "achievement": lambda: dossiers.achievement_report(
        dossiers.Achievement(EMPTY, "Giấy khen", "", "", False, dossiers.Occasion.SUDDEN, (), ())
    ),
    "prize": lambda: awards.prize_list(
        awards.PrizeList(EMPTY, "Quyết định", "", (awards.Prize("A", "", "Giấy khen", "0,3", None),))
    ),
    "slip": lambda: office.slip(office.Slip(EMPTY, "Việc", "", (), "", ())),
    "review": lambda: reports.review(reports.Review(EMPTY, "Sơ kết", "", (), 0, 0)),
}


@pytest.mark.parametrize("what", BARE)
def test_missing_facts_are_red_in_the_preview_and_refused_at_issue(what):
    paper = BARE[what]()
    assert "paper-missing" in render(paper, "html")
    with pytest.raises(BadInput) as caught:
        require_complete(paper)
    assert caught.value.fault.code == "PAPER_GAP"


def test_a_name_of_120_letters_breaks_nothing():
    assert len(LONG) == 120
    lines = tuple(replace(one, name=LONG) for one in worked_awards.PRIZES.lines)
    paper = awards.receipt_list(replace(worked_awards.PRIZES, lines=lines))
    for form in ("docx", "pdf"):
        assert check(f"a.{form}", render(paper, form)).deviations == ()


def test_a_table_of_200_columns_is_parted_and_stays_right():
    columns = (
        Column("TT", 12, "center"),
        Column("Đơn vị", 40),
        *(Column(f"Chỉ tiêu {at}", None, "right") for at in range(198)),
    )
    rows = tuple((str(at), f"Xã số {at}", *("1.234",) * 198) for at in range(3))
    paper = replace(WORKED["guidance"](), annexes=(Annex("Số liệu", (Table(columns, rows, keys=2),), True),))
    for form in ("docx", "pdf"):
        assert check(f"a.{form}", render(paper, form)).deviations == ()


def test_cancelling_counts_the_money_that_comes_back():
    articles = [one for one in WORKED["cancelling_decision"]().body if isinstance(one, Article)]
    assert "1.518.000 đồng" in plain(articles[2].words)
    assert [one.number for one in articles] == [1, 2, 3, 4]

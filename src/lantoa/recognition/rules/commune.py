"""When a commune is 'An toàn về an ninh, trật tự': all criteria, each a finding (TT 124/2021, Điều 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lantoa.kernel.decisions import Finding, Verdict, all_of
from lantoa.kernel.money import ceil_share
from lantoa.rulebook.rules.rows import Criterion

PAPERS = {
    "resolution": "nghị quyết của Đảng ủy",
    "plan": "kế hoạch của Ủy ban nhân dân",
    "registration": "bản đăng ký",
}


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune's year; None is not known. Both shares are of ``objects`` (KDC, agencies, enterprises,
    schools it manages; not small enterprises, primary schools, kindergartens, armed-forces units)."""

    objects: int | None = None
    registered: int | None = None
    recognised: int | None = None
    active_practices: int | None = None
    police_disciplined: int | None = None
    clauses_2_3_4: bool | None = None
    papers: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """``needed`` and ``missing`` recognised objects; None where a count is not known."""

    verdict: Verdict
    needed: int | None
    missing: int | None


def judge(commune: Commune, rows: Mapping[str, Criterion]) -> Judgement:
    """``rows``: the criteria of the year's set by finding code (REGISTERED, RECOGNISED, …)."""
    share = rows["RECOGNISED"].threshold
    needed = None if commune.objects is None or share is None else ceil_share(share, commune.objects)
    missing = None if needed is None or commune.recognised is None else max(0, needed - commune.recognised)
    findings = (
        _registered(commune, rows["REGISTERED"]),
        _recognised(commune, rows["RECOGNISED"], needed, missing),
        _practice(commune, rows["PRACTICE"]),
        _discipline(commune, rows["DISCIPLINE"]),
        _papers(commune, rows["PAPERS"]),
        _clauses(commune, rows["CLAUSES"]),
    )
    return Judgement(Verdict(findings, (rows["RECOGNISED"].instrument,)), needed, missing)


UNKNOWN = {
    "REGISTERED": "Bổ sung số đối tượng quản lý và số đã đăng ký.",
    "RECOGNISED": "Bổ sung số đối tượng quản lý và số được công nhận.",
    "PRACTICE": "Bổ sung danh sách mô hình đang hoạt động và kết quả của mô hình.",
    "DISCIPLINE": "Xin xác nhận của Công an cấp trên về việc kỷ luật trong năm.",
    "CLAUSES": "Bổ sung báo cáo kết quả thực hiện từng khoản.",
}
"""finding code → what to do when it is not known, as against when it is not met."""


def _finding(code: str, row: Criterion, met: bool | None, detail: str, cure: str) -> Finding:
    if met is None:
        cure = UNKNOWN.get(code, cure)
    trace = (f"{row.at} {row.id} [{row.mark.label}] {row.clause}", detail)
    return Finding(code, met, row.clause, row.mark, detail, "" if met else cure, trace)


def _registered(commune: Commune, row: Criterion) -> Finding:
    if commune.objects is None or commune.registered is None:
        met, detail = None, "Chưa rõ số đối tượng hoặc số đã đăng ký."
    else:
        met = commune.registered >= commune.objects
        detail = f"{commune.registered}/{commune.objects} đối tượng đã đăng ký (cần 100 %)."
    return _finding("REGISTERED", row, met, detail, "Vận động, lập bản đăng ký của đối tượng còn thiếu.")


def _recognised(commune: Commune, row: Criterion, needed: int | None, missing: int | None) -> Finding:
    if needed is None or missing is None:
        detail = "Chưa rõ số đối tượng hoặc số được công nhận."
        return _finding("RECOGNISED", row, None, detail, "")
    detail = f"{commune.recognised}/{commune.objects} đối tượng được công nhận, cần ít nhất {needed}."
    cure = f"Còn thiếu {missing} đối tượng: củng cố, xét công nhận thêm trước khi hết năm xét."
    return _finding("RECOGNISED", row, missing == 0, detail, cure)


def _practice(commune: Commune, row: Criterion) -> Finding:
    count = commune.active_practices
    met = None if count is None else count >= 1
    detail = (
        "Chưa rõ số mô hình." if count is None else f"{count} mô hình đang hoạt động có hiệu quả (cần từ 1)."
    )
    return _finding(
        "PRACTICE", row, met, detail, "Xây dựng, củng cố ít nhất một mô hình hoạt động có hiệu quả."
    )


def _discipline(commune: Commune, row: Criterion) -> Finding:
    count = commune.police_disciplined
    met = None if count is None else count == 0
    detail = "Chưa rõ việc kỷ luật trong Công an xã."
    if count is not None:
        detail = (
            f"{count} cán bộ Công an xã bị kỷ luật." if count else "Công an xã không có người bị kỷ luật."
        )
    return _finding("DISCIPLINE", row, met, detail, "Có người bị kỷ luật trong năm thì xét lại ở năm sau.")


def _papers(commune: Commune, row: Criterion) -> Finding:
    states = {name: commune.papers.get(key) for key, name in PAPERS.items()}
    lacking = [name for name, state in states.items() if state is False]
    unsure = [name for name, state in states.items() if state is None]
    said = [f"còn thiếu {', '.join(lacking)}"] if lacking else []
    said += [f"chưa rõ {', '.join(unsure)}"] if unsure else []
    detail = ("; ".join(said) or "đủ nghị quyết, kế hoạch và bản đăng ký quý I") + "."
    cure = f"Bổ sung {', '.join([*lacking, *unsure])}."
    return _finding("PAPERS", row, all_of(states.values()), detail[0].upper() + detail[1:], cure)


def _clauses(commune: Commune, row: Criterion) -> Finding:
    """Which clauses they are is the row's to say: another circular, another article."""
    which = row.name.removeprefix("Đạt ").removeprefix("các ")
    said = {None: "Chưa rõ việc đạt", True: "Đạt", False: "Chưa đạt đủ"}[commune.clauses_2_3_4]
    detail = f"{said} {which} trên địa bàn xã."
    cure = f"Rà soát từng nội dung của {which}, khắc phục nội dung chưa đạt."
    return _finding("CLAUSES", row, commune.clauses_2_3_4, detail, cure)

"""A ministry's and a province's own rules: loaded from a file, refused with the clause, taken back, resolved."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lantoa.journal.models import Entry
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput, Conflict, NotFound, Problem
from lantoa.rulebook import facts, operations, packs, queries
from lantoa.rulebook.models import LocalPack
from lantoa.rulebook.reading import written
from tests.cast import Cast

DAY = date(2026, 11, 21)
TEXT = """local_pack: QC-2026
title: Quy chế thi đua, khen thưởng của tỉnh Một
unit: UB.T1
instruments:
  - {id: QD12, number: 12/2026/QĐ-UBND, name: Quyết định ban hành Quy chế, valid_from: 2026-02-01}
rules:
  - pack: dossiers
    overrides: H02
    instrument: QD12
    clause: Điều 7 khoản 2
    valid_from: 2026-02-01
    set: {copies: 02 bộ}
  - pack: eligibility
    overrides: E05
    instrument: QD12
    clause: Điều 5
    valid_from: 2026-02-01
    add:
      - {code: FUND, say: Đã đóng góp quỹ vì người nghèo, flag: {name: fund}, cure: Bổ sung xác nhận.}
"""


def loaded(
    cast: Cast, at: datetime, text: str = TEXT, who: str = "council_office", **more: bool
) -> LocalPack:
    return operations.load(actor=cast[who], text=text, file_name="quy-che.yaml", day=DAY, at=at, **more)


def copies(unit: str, on: date = DAY) -> str:
    found = queries.held("dossiers", packs.dossiers(on), unit=unit, on=on, day=DAY)
    return next(one.row.copies for one in found if one.row.id == "H02")  # type: ignore[attr-defined]


def test_a_province_s_file_holds_for_it_and_below_and_nowhere_else(cast: Cast, at: datetime) -> None:
    national = copies("UB.T1")
    pack = loaded(cast, at)
    assert (pack.code, pack.rules, Entry.objects.get().action) == ("QC-2026", 2, "rulebook.local.load")
    assert (copies("UB.T1"), copies("UB.X11"), copies("UB.T2"), copies("CA.T1")) == (
        "02 bộ", "02 bộ", national, national,
    )  # fmt: skip
    assert copies("UB.T1", date(2026, 1, 31)) == national
    ids = [one.row.id for _, one in queries.rules_on(DAY, unit="UB.T1", day=DAY)]
    assert "E05.UB.T1" in ids


def test_taken_back_it_counts_no_more_and_the_undo_brings_it_back(cast: Cast, at: datetime) -> None:
    national, pack = copies("UB.T1"), loaded(cast, at)
    who = {"actor": cast["council_office"], "pack": pack.pk, "day": DAY, "at": at}
    operations.withdraw_local(**who, reason="nạp nhầm")
    assert copies("UB.T1") == national
    with pytest.raises(Conflict):
        operations.withdraw_local(**who, reason="hai lần")
    operations.restore_local(**who)
    assert copies("UB.T1") == "02 bộ"
    with pytest.raises(Conflict):
        operations.restore_local(**who)
    assert [one.action.rpartition(".")[2] for one in Entry.objects.order_by("seq")] == [
        "load",
        "withdraw",
        "restore",
    ]


def test_the_same_code_again_asks_then_replaces(cast: Cast, at: datetime) -> None:
    first = loaded(cast, at)
    with pytest.raises(Conflict) as caught:
        loaded(cast, at, TEXT.replace("02 bộ", "04 bộ"))
    assert caught.value.fault.code == "PACK_EXISTS"
    loaded(cast, at, TEXT.replace("02 bộ", "04 bộ"), replacing=True)
    assert copies("UB.T1") == "04 bộ"
    with pytest.raises(Conflict):
        operations.restore_local(actor=cast["council_office"], pack=first.pk, day=DAY, at=at)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("overrides: H02", "overrides: H05", "NOT_DELEGATED", "dòng 7"),
        ("overrides: H02", "overrides: H99", "UNKNOWN_RULE", "dòng 8"),
        ("set: {copies: 02 bộ}", "set: {ballot: false}", "NOT_DELEGATED", "Điều 6 khoản 2 điểm c"),
        ("set: {copies: 02 bộ}", "set: {copies: 2}", "BAD_VALUE", "dòng 12"),
        ("set: {copies: 02 bộ}", "set: {id: X}", "UNKNOWN_KEY", "dòng 12"),
        ("QD12\n    clause: Điều 7", "QD13\n    clause: Điều 7", "UNKNOWN_INSTRUMENT", "dòng 9"),
        ("valid_from: 2026-02-01\n    set", "valid_from: mai\n    set", "MISSING_KEY", "dòng 7"),
        ("code: FUND", "code: SHARE", "LAW_STANDS", "Điều 28 khoản 3"),
        ("    clause: Điều 5\n", "", "MISSING_KEY", "dòng 13"),
        ("title: Quy", "tittle: Quy", "UNKNOWN_KEY", "dòng 2"),
        ("rules:", "rules: []\nrule:", "UNKNOWN_KEY", "dòng 8"),
        ("unit: UB.T1", "unit: UB.X11", "NOT_DELEGATED", "dòng 7"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_nothing_is_kept(
    cast: Cast, at: datetime, old: str, new: str, code: str, place: str
) -> None:
    with pytest.raises(BadInput) as caught:
        loaded(cast, at, TEXT.replace(old, new, 1))
    found = caught.value.faults[0]
    assert (found.code, place in found.place, bool(found.remedy)) == (code, True, True), found.place
    assert "quy-che.yaml" in found.place
    assert not LocalPack.objects.exists()
    assert not Entry.objects.exists()


def test_every_fault_of_a_file_is_told_at_once(cast: Cast, at: datetime) -> None:
    text = TEXT.replace("H02", "H05").replace("code: FUND", "code: SHARE")
    with pytest.raises(BadInput) as caught:
        loaded(cast, at, text)
    assert [one.code for one in caught.value.faults] == ["NOT_DELEGATED", "LAW_STANDS"]


def test_provincial_police_are_not_the_province_and_a_stranger_finds_nothing(
    cast: Cast, at: datetime
) -> None:
    with pytest.raises(BadInput) as caught:
        loaded(cast, at, TEXT.replace("unit: UB.T1", "unit: CA.T1"), "emulation")
    assert "bộ, ngành hoặc tỉnh" in caught.value.fault.message
    for who in ("stranger", "emulation", "commune_committee"):
        with pytest.raises(Problem):
            loaded(cast, at, who=who)
    pack = loaded(cast, at)
    for who, seen in (("council_office", 1), ("commune_committee", 1), ("stranger", 0), ("nobody", 0)):
        assert len(queries.local_packs(visible_to=cast[who], day=DAY)) == seen
    with pytest.raises(NotFound):
        queries.local_pack(pack.pk, visible_to=cast["stranger"], day=DAY)
    with pytest.raises(Problem):
        operations.withdraw_local(actor=cast["stranger"], pack=pack.pk, reason="x", day=DAY, at=at)


def test_the_ministry_lays_down_what_article_80_leaves_to_it(cast: Cast, at: datetime) -> None:
    operations.override(
        actor=cast["ministry"], unit="BCA", pack="authorities", rule="A08", values={"decides": "Giám đốc Công an tỉnh"},
        number="15/2026/TT-BCA", name="Thông tư minh họa", clause="Điều 9", valid_from=date(2026, 3, 1), day=DAY, at=at,
    )  # fmt: skip
    found = queries.held("authorities", packs.authorities(DAY), unit="CAX.X11", on=DAY, day=DAY)
    mine = next(one for one in found if one.row.id == "A08")
    assert (mine.row.decides, mine.row.mark) == ("Giám đốc Công an tỉnh", Mark.VERIFIED)  # type: ignore[attr-defined]
    assert [step.unit for step in mine.steps] == ["", "BCA"]


def test_a_preview_shows_old_and_new_and_keeps_nothing(cast: Cast) -> None:
    file = facts.read_file(TEXT, "quy-che.yaml", DAY)
    copies_, fund = queries.preview(file, DAY)
    assert copies_.before is not None
    assert (copies_.after.copies, fund.before, fund.after.id) == ("02 bộ", None, "E05.UB.T1")  # type: ignore[attr-defined]
    assert not LocalPack.objects.exists()


def test_a_kept_file_that_no_longer_reads_changes_nothing_and_says_why(cast: Cast, at: datetime) -> None:
    national, pack = copies("UB.T1"), loaded(cast, at)
    LocalPack.objects.filter(pk=pack.pk).update(text=TEXT.replace("H02", "H05"))
    pack.refresh_from_db()
    assert copies("UB.T1") == national
    assert isinstance(queries.contents(pack, DAY), BadInput)


def test_what_is_written_reads_back(cast: Cast) -> None:
    text = written({"a": date(2026, 2, 1), "b": ["Điều 7: khoản", "02 bộ"]})
    assert facts.parse("local", text).value == {"a": date(2026, 2, 1), "b": ["Điều 7: khoản", "02 bộ"]}


def test_a_confirmation_keeps_its_note_and_is_given_again(cast: Cast, at: datetime) -> None:
    who = {"actor": cast["emulation"], "day": DAY, "at": at}
    row = operations.confirm(
        rule="V03", unit="CA.T1", basis="NĐ 152/2025, Điều 5", valid_from=DAY, note="Đọc bản Công báo", **who
    )
    with pytest.raises(Conflict):
        operations.confirm_again(confirmation=row.pk, **who)
    operations.withdraw(confirmation=row.pk, reason="đọc lại", **who)
    again = operations.confirm_again(confirmation=row.pk, **who)
    assert (again.pk != row.pk, again.note, again.basis) == (True, row.note, row.basis)
    assert queries.confirmed("CA.T1", DAY) == {"V03"}
    with pytest.raises(NotFound):
        operations.confirm(rule="KHONG-CO", unit="CA.T1", basis="NĐ 152/2025", valid_from=DAY, **who)
    assert [one.unit.code for one in queries.confirmations_of("V03", visible_to=cast["ministry"], day=DAY)] == [
        "CA.T1", "CA.T1",
    ]  # fmt: skip
    assert queries.confirmations_of("V03", visible_to=cast["stranger"], day=DAY) == []


def test_what_is_to_be_confirmed_shrinks_with_each_confirmation(cast: Cast, at: datetime) -> None:
    before = {row.id for _, row in queries.to_confirm(DAY, unit="CA.T1", day=DAY)}
    operations.confirm(
        actor=cast["emulation"], rule="V03", unit="CA.T1", basis="NĐ 152/2025", valid_from=DAY, day=DAY, at=at
    )
    after = {row.id for _, row in queries.to_confirm(DAY, unit="CA.T1", day=DAY)}
    assert before - after == {"V03"}

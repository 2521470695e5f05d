"""A file is looked at row by row, marked up, and written whole or not at all."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lantoa.exchange import operations, queries
from lantoa.exchange.models import Import
from lantoa.exchange.operations import imports as at_once
from lantoa.jobs import upkeep
from lantoa.jobs.models import Job
from lantoa.journal.models import Entry, Payload
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem
from lantoa.organisation import operations as organisation
from lantoa.organisation.models import Cluster, ForceCount, Person, Placement, Posting, Unit
from lantoa.search.models import Entry as Found
from tests.cast import Cast
from tests.exchange.files import UNITS, area, csv, xlsx

DAY = date(2026, 11, 21)
BASIS = "Nghị quyết 5/NQ-HĐND ngày 01/11/2026"


def check(
    cast: Cast,
    at: datetime,
    data: bytes,
    *,
    kind: str = "units",
    who: str = "administrator",
    name: str = "kdc.xlsx",
    **more: object,
) -> Import:
    made = operations.check_file(
        actor=cast[who], kind=kind, name=name, data=data, day=DAY, basis=BASIS, at=at, **more
    )
    return queries.import_of(cast[who], made.pk)


def last_entry() -> tuple[str, dict[str, object]]:
    found = Payload.objects.order_by("-entry__seq").select_related("entry").first()
    return found.entry.action, found.content["after"]


def codes(row: Import) -> list[tuple[int, str]]:
    return [(remark[0], remark[2]) for remark in row.remarks]


def test_units_are_looked_at_then_written_as_one_operation(cast: Cast, at: datetime) -> None:
    row = check(cast, at, xlsx(("Danh sách",), (), UNITS, area(1), area(2, "KDC.1"), area(3)))
    assert (row.state, row.rows, row.new, Unit.objects.filter(code__startswith="KDC").count()) == (
        "CHECKED",
        3,
        3,
        0,
    )
    operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    placed = Placement.objects.get(unit__code="KDC.2")
    assert (placed.parent.code, placed.kind, placed.basis, placed.search) == (
        "KDC.1",
        "RESIDENTIAL_AREA",
        BASIS,
        "thon so 2",
    )
    assert list(Entry.objects.order_by("seq").values_list("action", flat=True)) == [
        "exchange.import.check",
        "organisation.unit.import",
    ]
    assert Payload.objects.order_by("-entry__seq").first().content["after"]["new"] == 3


def test_the_same_file_is_written_once_and_known_rows_stay(cast: Cast, at: datetime) -> None:
    data = csv(UNITS, area(1), area(2), mark=";")
    row = check(cast, at, data, name="kdc.csv")
    operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    with pytest.raises(Conflict) as again:
        check(cast, at, data, name="kdc.csv")
    assert again.value.fault.code == "SAME_FILE"
    more = check(cast, at, csv(UNITS, area(1), area(2), area(3)), name="kdc.csv")
    assert (more.new, more.same, more.wrong) == (1, 2, 0)
    with pytest.raises(Conflict):
        operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)


def test_every_wrong_row_is_told_and_nothing_is_written(cast: Cast, at: datetime) -> None:
    data = xlsx(
        UNITS,
        area(1),
        area(1),
        area(3, "KHÔNG"),
        area(4, "T1"),
        ("CA.T1", "Tên khác", "Bộ", "BCA"),
        ("KDC.7", "", "Khu dân cư", "CA.T1"),
        ("KDC.8", "Thôn 8", "Lạ", "CA.T1"),
        ("KDC 9", "Thôn 9", "Khu dân cư", "CA.T1"),
    )
    row = check(cast, at, data)
    assert codes(row) == [
        (3, "TWICE_IN_FILE"),
        (4, "UNKNOWN_UNIT"),
        (5, "NOT_ALLOWED"),
        (6, "UNIT_KNOWN"),
        (7, "EMPTY"),
        (8, "NOT_IN_LIST"),
        (9, "BAD_CODE"),
    ]
    assert (row.state, row.wrong) == ("WRONG", 7)
    with pytest.raises(Conflict):
        operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    assert not Unit.objects.filter(code="KDC.1").exists()


def test_the_marked_up_file_colours_the_cell_and_runs_nothing(cast: Cast, at: datetime) -> None:
    data = csv(UNITS, area(1, "KHÔNG", "=cmd|'/c calc'!A1"))
    row = check(cast, at, data, name="kdc.csv")
    sheet = load_workbook(io.BytesIO(queries.marked_of(row))).active
    assert sheet["D2"].fill.fgColor.rgb == "FFFFC7CE"
    assert "cấp trên" in sheet["D2"].comment.text
    assert (sheet["B2"].data_type, sheet["A2"].comment) == ("s", None)


def _with(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


GOOD = xlsx(UNITS, area(1))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", GOOD[:200], "FILE_BROKEN"),
        ("a.xlsx", b"khong phai bang tinh", "FILE_NOT_WHAT_IT_SAYS"),
        ("a.xlsm", _with(GOOD, "xl/vbaProject.bin", b"x"), "FILE_UNSAFE"),
        ("a.xlsx", _with(GOOD, "xl/media/big.bin", b"\0" * 30_000_000), "FILE_UNSAFE"),
        ("a.csv", "Mã đơn vị;Tên".encode() + b"\xb5\xb8 x\xb7", "FILE_ENCODING"),
        ("a.xlsx", xlsx(UNITS, UNITS, area(1)), "TWO_HEADINGS"),
        ("a.xlsx", xlsx(("Cột", "Lạ")), "NO_HEADING"),
        ("a.xlsx", xlsx(UNITS), "NO_ROWS"),
        ("a.csv", b"", "FILE_EMPTY"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_and_is_not_kept(
    cast: Cast, at: datetime, name: str, data: bytes, code: str
) -> None:
    with pytest.raises(Problem) as refused:
        check(cast, at, data, name=name)
    assert refused.value.fault.code == code
    assert refused.value.fault.remedy
    assert not Import.objects.exists()


def test_merged_cells_are_told_by_row(cast: Cast, at: datetime) -> None:
    row = check(cast, at, xlsx(UNITS, area(1), area(2), merge="D2:D3"))
    assert (2, "MERGED_CELLS") in codes(row)


@pytest.mark.parametrize(("who", "kind"), [("province", "units"), ("nobody", "people"), ("clerk", "members")])
def test_a_role_that_changes_nothing_of_the_kind_brings_no_file(
    cast: Cast, at: datetime, who: str, kind: str
) -> None:
    with pytest.raises(NotAllowed):
        check(cast, at, GOOD, kind=kind, who=who)


def test_another_s_file_is_not_there(cast: Cast, at: datetime) -> None:
    row = check(cast, at, GOOD)
    for who in ("ministry", "stranger", "nobody"):
        with pytest.raises(NotFound):
            queries.import_of(cast[who], row.pk)
        with pytest.raises((NotFound, NotAllowed)):
            operations.apply_import(actor=cast[who], number=row.pk, at=at)


PEOPLE = (
    "Mã cán bộ",
    "Họ và tên",
    "Mã đơn vị",
    "Chức vụ",
    "Từ ngày",
    "Số định danh cá nhân",
    "Là người khác",
)


def test_people_are_tried_by_their_own_operation_and_taken_back(cast: Cast, at: datetime) -> None:
    data = xlsx(
        PEOPLE,
        ("1", "Nguyễn Thị Ế", "CA.T1", "Cán bộ", date(2026, 9, 1), "001204012345", None),
        ("2", "nguyen thi e", "CA.T1", "Cán bộ", "01/09/2026", None, None),
        ("3", "Trần Văn Ơn", "CA.T2", "Cán bộ", "01/09/2026", None, None),
        ("4", "Ơn", "CAX.X11", "Cán bộ", "01/09/2026", "12", None),
    )
    row = check(cast, at, data, kind="people", who="emulation")
    assert codes(row) == [(3, "SAME_NAME"), (4, "NOT_FOUND"), (5, "BAD_NAME")]
    assert not Person.objects.exists()
    assert Entry.objects.count() == 1
    good = xlsx(
        PEOPLE,
        ("1", "Nguyễn Thị Ế", "CA.T1", "Cán bộ", date(2026, 9, 1), "001204012345", None),
        ("2", "Nguyễn Thị Ế", "CA.T1", "Cán bộ", "01/09/2026", None, "có"),
    )
    row = check(cast, at, good, kind="people", who="emulation")
    operations.apply_import(actor=cast["emulation"], number=row.pk, at=at)
    assert sorted(Person.objects.values_list("code", flat=True)) == ["1", "2"]
    assert [one.post for one in Posting.objects.order_by("pk")] == ["Cán bộ", "Cán bộ"]
    assert Found.objects.filter(kind="person").count() == 2
    assert last_entry() == ("organisation.person.import", {"digest": row.file.sha256, "new": 2})
    assert "001204012345" not in str(
        [*Payload.objects.values_list("content", flat=True), *Import.objects.values_list()]
    )


def test_a_number_or_a_name_stands_once_in_a_file_and_here(cast: Cast, at: datetime) -> None:
    organisation.add_person(
        actor=cast["emulation"], code="9", name="Lò Thị Ún", unit="CA.T1", post="Cán bộ", day=date(2026, 9, 1),
        at=at, citizen_number="001204012349",
    )  # fmt: skip
    since = "01/09/2026"
    data = xlsx(
        PEOPLE,
        ("1", "Nguyễn Thị Ế", "CA.T1", "Cán bộ", since, "001204012345", None),
        ("2", "Trần Văn Ơn", "CA.T1", "Cán bộ", since, "001204012345", None),
        ("9", "Trần Văn Út", "CA.T1", "Cán bộ", since, None, None),
        ("3", "Lò Thị Ún", "CA.T1", "Cán bộ", since, None, None),
        ("4", "Trần Văn Út", "CA.T1", "Cán bộ", since, "001204012349", None),
        ("5", "Trần Văn Út", "CA.T1", "Cán bộ", "01/09/2019", None, None),
        ("001204012340", "Trần Văn Út", "CA.T1", "Cán bộ", since, None, None),
    )
    row = check(cast, at, data, kind="people", who="emulation")
    assert codes(row) == [
        (3, "PERSON_KNOWN"), (4, "PERSON_KNOWN"), (5, "SAME_NAME"), (6, "PERSON_KNOWN"), (7, "NOT_IN_FORCE"),
        (8, "CITIZEN_NUMBER_AS_CODE"),
    ]  # fmt: skip


def test_a_person_recorded_meanwhile_stops_the_whole_file(cast: Cast, at: datetime) -> None:
    rows = [(str(one), f"Nguyễn Văn {name}", "CA.T1", "Cán bộ", "01/09/2026", None, None)
            for one, name in enumerate(("Ánh", "Ê", "Ơn"), 1)]  # fmt: skip
    row = check(cast, at, xlsx(PEOPLE, *rows), kind="people", who="emulation")
    organisation.add_person(
        actor=cast["emulation"],
        code="3",
        name="Lò Thị Ún",
        unit="CA.T1",
        post="Cán bộ",
        day=date(2026, 9, 1),
        at=at,
    )
    with pytest.raises(BadInput):
        operations.apply_import(actor=cast["emulation"], number=row.pk, at=at)
    assert list(Person.objects.values_list("code", flat=True)) == ["3"]


def test_people_cost_no_more_questions_when_there_are_many(cast: Cast, at: datetime) -> None:
    def asked(start: int, count: int) -> int:
        rows = [
            (
                str(one),
                f"Nguyễn Văn {chr(65 + one // 26)}{chr(97 + one % 26)}",
                "CA.T1",
                "Cán bộ",
                "01/09/2026",
                None,
                None,
            )
            for one in range(start, start + count)
        ]
        with CaptureQueriesContext(connection) as found:
            row = check(cast, at, xlsx(PEOPLE, *rows), kind="people", who="emulation", name=f"{start}.xlsx")
            operations.apply_import(actor=cast["emulation"], number=row.pk, at=at)
        return len(found)

    asked(0, 2)
    assert asked(100, 60) <= asked(10, 10) + 5


def test_on_the_internet_no_police_roster_comes_in_by_file(cast: Cast, at: datetime, settings) -> None:
    settings.NETWORK = "internet"
    data = xlsx(PEOPLE, ("1", "Nguyễn Thị Ế", "CA.T1", "Cán bộ", "01/09/2026", None, None))
    assert codes(check(cast, at, data, kind="people", who="emulation")) == [(2, "POLICE_LINE")]


def test_clusters_come_with_their_members(cast: Cast, at: datetime) -> None:
    head = ("Hệ cụm", "Số cụm", "Tên cụm", "Mã đơn vị", "Vai trò")
    rows = [("commune", 1, "Cụm xã số 1", "CAX.X11", "Cụm trưởng"), ("commune", 1, "", "CAX.X12", "")]
    given = {
        "kind": "members",
        "issuer": "BCA",
        "valid_from": date(2027, 1, 1),
        "valid_to": date(2028, 1, 1),
    }
    bad = check(cast, at, xlsx(head, *rows, ("commune", 2, "", "KHÔNG", "")), **given)
    assert codes(bad) == [(4, "UNKNOWN_UNIT")]
    row = check(cast, at, xlsx(head, *rows), **given)
    operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    made = Cluster.objects.get(series="commune")
    assert sorted(made.memberships.values_list("unit__code", "role")) == [
        ("CAX.X11", "HEAD"),
        ("CAX.X12", "MEMBER"),
    ]
    assert last_entry() == ("organisation.cluster.import", {"digest": row.file.sha256, "new": 2})
    assert Found.objects.filter(kind="cluster", ref=made.key).exists()


def test_a_long_file_is_background_work_with_progress(
    cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(at_once, "AT_ONCE", 5)
    data = csv(UNITS, *(area(number) for number in range(1, 12)))
    with django_capture_on_commit_callbacks(execute=True):
        row = check(cast, at, data, name="kdc.csv")
    row.refresh_from_db()
    assert (row.state, row.new, Job.objects.get().state) == ("CHECKED", 11, "DONE")
    with django_capture_on_commit_callbacks(execute=True):
        operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    row.refresh_from_db()
    job = Job.objects.order_by("-pk").first()
    assert (row.state, job.state, job.done, job.total) == ("APPLIED", "DONE", 11, 11)
    assert Unit.objects.filter(code__startswith="KDC").count() == 11


def test_a_stopped_file_is_not_a_failed_one(
    cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    """The check waits to be run again; the writing leaves nothing and is asked for once more."""
    monkeypatch.setattr(at_once, "AT_ONCE", 5)
    advance, asked = at_once._advance, []

    def ask(job: int, total: int, done: int) -> None:
        if len(asked) < 2:
            asked.append(Job.objects.filter(pk=job, state="RUNNING").update(stop_asked_at=at))
        advance(job, total, done)

    def end(row: Import) -> tuple[str, str]:
        row.refresh_from_db()
        return row.state, row.job.state

    monkeypatch.setattr(at_once, "_advance", ask)
    with django_capture_on_commit_callbacks(execute=True):
        row = check(cast, at, csv(UNITS, *(area(number) for number in range(1, 12))), name="kdc.csv")
    assert (end(row), asked) == (("CHECKING", "STOPPED"), [1])
    with django_capture_on_commit_callbacks(execute=True):
        asked.append(0)
        upkeep.again(actor=cast["administrator"], job=row.job.pk, day=DAY, at=at)
    assert end(row) == ("CHECKED", "DONE")
    asked.clear()
    asked.append(0)
    with django_capture_on_commit_callbacks(execute=True):
        operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    assert end(row) == ("CHECKED", "STOPPED")
    assert not Unit.objects.filter(code__startswith="KDC").exists()
    with django_capture_on_commit_callbacks(execute=True):
        operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    assert end(row) == ("APPLIED", "DONE")
    assert Unit.objects.filter(code__startswith="KDC").count() == 11


def test_a_writing_stopped_before_it_began_is_asked_for_again(
    cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    row = check(cast, at, csv(UNITS, area(1), area(2)), name="kdc.csv")
    monkeypatch.setattr(at_once, "AT_ONCE", 1)
    made = operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    with pytest.raises(Conflict):
        operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    upkeep.stop(actor=cast["administrator"], job=made.job.pk, day=DAY, at=at)
    monkeypatch.setattr(at_once, "AT_ONCE", 5)
    assert operations.apply_import(actor=cast["administrator"], number=row.pk, at=at).state == "APPLIED"
    assert Unit.objects.filter(code__startswith="KDC").count() == 2


def test_a_unit_recorded_meanwhile_stops_the_whole_file(cast: Cast, at: datetime) -> None:
    row = check(cast, at, csv(UNITS, area(1), area(2)), name="kdc.csv")
    Unit.objects.create(code="KDC.2")
    with pytest.raises(BadInput) as refused:
        operations.apply_import(actor=cast["administrator"], number=row.pk, at=at)
    assert "thôi hoặc chưa hoạt động" in refused.value.faults[0].message
    assert not Unit.objects.filter(code="KDC.1").exists()


def test_forces_are_numbers_by_unit(cast: Cast, at: datetime) -> None:
    head = ("Mã đơn vị", "Lực lượng", "Đến ngày", "Số tổ", "Số thành viên")
    who = next(
        (
            key
            for key in ("commune_police", "administrator", "province", "ministry")
            if "organisation.force.record" in {a for g in cast[key].grants for a in g.actions}
        ),
        None,
    )
    assert who is not None
    unit = "CAX.X11" if who in {"commune_police", "province"} else "CA.T1"
    row = check(
        cast, at, xlsx(head, (unit, "Tổ an ninh nhân dân", "30/10/2026", "2", "3.0")), kind="forces", who=who
    )
    assert codes(row) == [(2, "BAD_NUMBER")]
    row = check(
        cast, at, xlsx(head, (unit, "Tổ an ninh nhân dân", "30/10/2026", "2", "13")), kind="forces", who=who
    )
    if row.state == "CHECKED":
        operations.apply_import(actor=cast[who], number=row.pk, at=at)
        assert ForceCount.objects.get().members == 13
        assert last_entry() == ("organisation.force.import", {"digest": row.file.sha256, "new": 1})
    else:
        assert codes(row) == [(2, "DOES_NOT_COUNT")]

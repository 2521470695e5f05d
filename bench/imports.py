"""A table of 100,000 residential areas, and one of 100,000 numbers of forces at them: rows looked at and written per
second, and the peak memory of it all.

Each runs in a process of its own on a fresh SQLite database, so that the peak is this work's alone; the row beside it
is Python reading the first table's CSV and doing nothing.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from typing import Any

from .rows import Row, cpu_of

ROWS = 100_000
COMMUNES = 1_000
HEAD = ("Mã đơn vị", "Tên đơn vị", "Loại", "Mã đơn vị cấp trên")


def table(rows: int, form: str) -> bytes:
    lines = (
        (f"KDC.{at}", f"Thôn Bản Qua số {at}", "Khu dân cư", f"X{at % min(rows, COMMUNES)}")
        for at in range(rows)
    )
    if form == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([HEAD, *lines])
        return out.getvalue().encode("utf-8-sig")
    from openpyxl import Workbook  # noqa: PLC0415 -- slow import

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in (HEAD, *lines):
        sheet.append(line)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def measure(rows: int = ROWS) -> list[Row]:
    base = cpu_of(lambda: list(csv.reader(io.StringIO(table(rows, "csv").decode("utf-8-sig")))))
    return [*(_measured(form, rows, base) for form in ("csv", "xlsx")), _measured("forces", rows, base)]


def _measured(form: str, rows: int, base: float) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ, "LANTOA_DATA": folder, "LANTOA_SECRET_KEY": "k" * 60, "LANTOA_DATABASE_URL": "",
            "LANTOA_NETWORK": "internal", "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "bench.imports", form, str(rows)], env=environment, check=True, text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
    cpu, look, write, peak = map(float, done.stdout.split())
    told = f"xem {rows / look:,.0f} dòng/s, cả ghi {rows / write:,.0f} dòng/s, {peak:.0f} MB"
    what = f"Nhập {rows} số liệu lực lượng" if form == "forces" else f"Nhập {rows} khu dân cư ({form})"
    return Row(what, cpu, "đọc CSV", base, told)


def run(form: str, rows: int) -> str:
    """CPU seconds, seconds to look, seconds to look and write, peak megabytes."""
    import django  # noqa: PLC0415 -- this process only

    django.setup()
    from lantoa.documents.intake import open_upload  # noqa: PLC0415 -- as above
    from lantoa.exchange.tables import Table  # noqa: PLC0415 -- as above
    from lantoa.kernel import clock  # noqa: PLC0415 -- as above
    from lantoa.kernel.actors import SYSTEM  # noqa: PLC0415 -- as above
    from lantoa.organisation.models import Placement, Unit, UnitKind  # noqa: PLC0415 -- as above
    from lantoa.organisation.operations import imports  # noqa: PLC0415 -- as above
    from lantoa.organisation.sheets import UNITS  # noqa: PLC0415 -- as above
    from lantoa.upkeep import tables  # noqa: PLC0415 -- needs settings

    tables.prepare()
    day = clock.today()
    for at in range(min(rows, COMMUNES)):
        unit = Unit.objects.create(code=f"X{at}")
        Placement.objects.create(unit=unit, kind=UnitKind.COMMUNE, name=f"Xã {at}", valid_from=day)
    if form == "forces":
        return _forces(rows, day)
    data = table(rows, form)
    start, cpu = time.perf_counter(), time.process_time()
    open_upload(f"kdc.{form}", data)
    given = Table(UNITS, form, data)
    imports.check_units(actor=SYSTEM, rows=given.rows(), day=day)
    looked = time.perf_counter() - start
    made = imports.import_units(
        actor=SYSTEM, rows=given.rows(), day=day, basis="Đo", digest="0" * 64, at=clock.now()
    )
    assert made.new == rows
    written = time.perf_counter() - start - looked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{time.process_time() - cpu} {looked} {written} {peak}"


def _forces(rows: int, day: date) -> str:
    """As ``run``: a number of one force at each residential area, which are there already."""
    from lantoa.documents.intake import Kind  # noqa: PLC0415 -- as above
    from lantoa.exchange.tables import Table  # noqa: PLC0415 -- as above
    from lantoa.kernel import clock  # noqa: PLC0415 -- as above
    from lantoa.kernel.actors import SYSTEM  # noqa: PLC0415 -- as above
    from lantoa.organisation.operations import imports  # noqa: PLC0415 -- as above
    from lantoa.organisation.sheets import FORCES_SHEET, UNITS  # noqa: PLC0415 -- as above

    areas = Table(UNITS, Kind.CSV, table(rows, "csv"))
    imports.import_units(
        actor=SYSTEM, rows=areas.rows(), day=day, basis="Đo", digest="0" * 64, at=clock.now()
    )
    out = io.StringIO()
    head = ("Mã đơn vị", "Lực lượng", "Đến ngày", "Số tổ", "Số thành viên")
    said = (f"{day:%d/%m/%Y}", 1, 3)
    csv.writer(out).writerows([head, *((f"KDC.{at}", "Tổ an ninh nhân dân", *said) for at in range(rows))])
    given = Table(FORCES_SHEET, Kind.CSV, out.getvalue().encode("utf-8-sig"))
    common: Any = {"actor": SYSTEM, "kind": "forces", "basis": "Đo", "at": clock.now(), "digest": "0" * 64}
    start, cpu = time.perf_counter(), time.process_time()
    imports.import_rows(rows=given.rows(), trial=True, **common)
    looked = time.perf_counter() - start
    made = imports.import_rows(rows=given.rows(), trial=False, **common)
    assert made.new == rows
    written = time.perf_counter() - start - looked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{time.process_time() - cpu} {looked} {written} {peak}"


if __name__ == "__main__":
    print(run(sys.argv[1], int(sys.argv[2])))

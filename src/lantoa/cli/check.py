"""``lantoa check``: is this installation fit to run, and fit for real data?"""

from __future__ import annotations

import io

import click

from lantoa.kernel.errors import BadInput, Fault

from .main import echo_json, start_django


@click.command("check")
@click.option("--deploy", is_flag=True, help="Kiểm tra thêm các điều kiện trước khi dùng thật.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def command(deploy: bool, as_json: bool) -> None:
    """Kiểm tra cấu hình, cơ sở dữ liệu và nhật ký."""
    start_django()
    from django.core.management import call_command  # noqa: PLC0415 -- needs settings

    from lantoa.journal import queries as journal  # noqa: PLC0415 -- needs settings
    from lantoa.upkeep import deploy as deployment  # noqa: PLC0415 -- needs settings

    call_command("check", stdout=io.StringIO())
    call_command("migrate", verbosity=0, check_unapplied=True)
    entries, broken = journal.verify()
    faults = deployment.faults() if deploy else deployment.network_faults()
    if broken is not None:
        faults.insert(0, _broken(broken.seq))
    if as_json:
        echo_json({"journal": {"entries": entries, "verified": broken is None},
                   "faults": [fault.as_dict() for fault in faults]})  # fmt: skip
        raise SystemExit(2 if faults else 0)
    if faults:
        raise BadInput("NOT_READY", "Chưa thể đưa vào dùng thật.", faults=tuple(faults))
    click.echo(f"Cấu hình dùng được; nhật ký {entries} mục, nguyên vẹn.")


def _broken(seq: int) -> Fault:
    return Fault(
        "JOURNAL_BROKEN",
        f"Nhật ký hỏng ở mục số {seq}.",
        "nhật ký",
        "Xem bằng lệnh lantoa journal verify, phục hồi từ bản sao lưu gần nhất rồi đối chiếu.",
    )

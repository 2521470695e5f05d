"""``lantoa check``: is this installation fit to run, and fit for real data?"""

from __future__ import annotations

import click

from lantoa.kernel.errors import BadInput

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

    call_command("check", verbosity=0)
    call_command("migrate", verbosity=0, check_unapplied=True)
    entries, broken = journal.verify()
    faults = deployment.faults() if deploy else []
    if as_json:
        echo_json({"journal": {"entries": entries, "verified": broken is None},
                   "faults": [fault.as_dict() for fault in faults]})  # fmt: skip
    if faults:
        raise BadInput("NOT_READY", "Chưa thể đưa vào dùng thật.", faults=tuple(faults))
    if not as_json:
        state = "nguyên vẹn" if broken is None else f"hỏng ở mục {broken.seq}"
        click.echo(f"Cấu hình dùng được; nhật ký {entries} mục, {state}.")

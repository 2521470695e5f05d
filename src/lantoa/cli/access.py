"""``lantoa access``: who may do what; in its rooms accounts, roles, the two-person rule, delegation.

Without ``--as`` a command acts as the product itself: whoever may run it on the server sets the first accounts up.
The highest roles it then gives only until two people can agree on them.
"""

from __future__ import annotations

import click

from lantoa.kernel import clock

from . import access_accounts, access_delegations, access_grants, access_proposals
from .access_shared import actor, as_json, as_somebody, until
from .main import echo_json, start_django


@click.group("access")
def command() -> None:
    """Người dùng, vai trò, ủy quyền, khóa API."""
    start_django()


@command.command("roles")
@as_json
def roles(as_json: bool) -> None:
    """Các vai trò và việc mỗi vai trò được làm."""
    from lantoa.access.rules.roles import ROLES  # noqa: PLC0415 -- after start

    if as_json:
        echo_json([{"code": r.code, "label": r.label, "actions": sorted(r.actions)} for r in ROLES.values()])
        return
    for role in ROLES.values():
        click.echo(f"{role.code:28} {role.label}")


@command.command("matrix")
@click.option("--role", default="", help="Chỉ một vai trò (mã).")
@click.option("--action", default="", help="Chỉ một việc (mã).")
@as_json
def matrix(role: str, action: str, as_json: bool) -> None:
    """Ma trận vai trò × việc."""
    from lantoa.access import matrix as known  # noqa: PLC0415 -- after start

    rows = [one for one in known.lines() if role in ("", one.role_code) and action in ("", one.action)]
    if as_json:
        echo_json(
            [
                {"role": one.role_code, "action": one.action, "label": one.action_label,
                 "relations": list(one.relations), "two_persons": one.two_persons, "delegable": one.delegable}
                for one in rows
            ]
        )  # fmt: skip
        return
    for one in rows:
        click.echo(f"{one.action:34} {one.action_label:52} {one.role_label}")


@command.command("holders")
@click.argument("action")
@click.argument("where")
@as_somebody
@as_json
def holders(action: str, where: str, by: str | None, as_json: bool) -> None:
    """Ai được làm một VIỆC ở một đơn vị hoặc cụm, hôm nay."""
    from lantoa.access import accounts  # noqa: PLC0415 -- after start

    found = accounts.holders(action, where, clock.today(), visible_to=actor(by))
    if as_json:
        echo_json(
            [
                {"username": one.user.username, "name": one.user.name, "role": one.grant.role,
                 "on_behalf_of": one.on_behalf_of and one.on_behalf_of.username, "acting": one.acting,
                 "until": one.until}
                for one in found
            ]
        )  # fmt: skip
        return
    if not found:
        click.echo("Hôm nay chưa ai được giao việc này ở đây.")
    for one in found:
        behalf = f", thay mặt {one.on_behalf_of.name}" if one.on_behalf_of else ""
        acting_ = ", phụ trách" if one.acting else ""
        click.echo(f"{one.user.name:28} {one.role_label}{behalf}{acting_}, đến: {until(one.until)}")


for room in (access_accounts, access_grants, access_proposals, access_delegations):
    for more in room.COMMANDS:
        command.add_command(more)

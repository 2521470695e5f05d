"""``lantoa access``: who may do what, accounts, roles, the two-person rule, delegation, API tokens.

Without ``--as`` a command acts as the product itself: whoever may run it on the server sets the first accounts up.
The highest roles it then gives only until two people can agree on them.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.vi.dates import on_screen

from . import acting
from .main import echo_json, start_django

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
as_json = click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
as_somebody = click.option(
    "--as", "by", metavar="NGƯỜI_DÙNG", help="Làm với quyền của người này; không có thì là chính hệ thống."
)


@click.group("access")
def command() -> None:
    """Người dùng, vai trò, ủy quyền, khóa API."""
    start_django()


def _actor(by: str | None) -> Actor:
    return acting.actor(by) if by else SYSTEM


def _person(username: str, by: str | None, action: str = "access.user.manage") -> Any:
    """The account, within the reach of who acts."""
    from lantoa.access import accounts, queries  # noqa: PLC0415 -- after start

    if by is None:
        return queries.user_named(username)
    return accounts.managed_user(username, visible_to=acting.actor(by), day=clock.today(), action=action)


def _until(last: date | None) -> str:
    return on_screen(last) if last else "không thời hạn"


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

    found = accounts.holders(action, where, clock.today(), visible_to=_actor(by))
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
        click.echo(f"{one.user.name:28} {one.role_label}{behalf}{acting_}, đến: {_until(one.until)}")


@command.command("users")
@click.option("--role", default="", help="Chỉ người đang giữ vai trò này (mã).")
@as_somebody
@as_json
def users(role: str, by: str | None, as_json: bool) -> None:
    """Danh sách người dùng trong phạm vi quản lý."""
    from lantoa.access import accounts  # noqa: PLC0415 -- after start

    rows = [
        {"username": one.username, "name": one.name, "unit": one.home_unit and one.home_unit.code,
         "active": one.is_active, "roles": accounts.roles_on(one, clock.today())}
        for one in accounts.managed_with_roles(_actor(by), clock.today(), role)
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        state = "" if row["active"] else " (đã ngừng)"
        click.echo(
            f"{row['username']:20} {row['name']:28} {row['unit'] or '–':14} {', '.join(row['roles'])}{state}"
        )


@command.command("user")
@click.argument("username")
@click.option("--name", required=True, help="Họ và tên đầy đủ.")
@click.option("--unit", help="Mã đơn vị công tác.")
@click.option("--phone", default="", help="Điện thoại liên hệ.")
@click.option("--email", default="", help="Thư điện tử.")
@click.option("--person", default="", help="Mã cán bộ đã ghi.")
@as_somebody
@as_json
def user(
    username: str,
    name: str,
    unit: str | None,
    phone: str,
    email: str,
    person: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Tạo người dùng; mật khẩu đầu tiên được sinh ngẫu nhiên và chỉ in một lần."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    password = secrets.token_urlsafe(12)
    operations.create_user(
        actor=_actor(by), username=username, name=name, password=password, at=clock.now(), home_unit=unit,
        phone=phone, email=email, person=person,
    )  # fmt: skip
    if as_json:
        echo_json({"username": username.lower(), "password": password})
    else:
        click.echo(f"Đã tạo “{username.lower()}”. Mật khẩu lần đầu: {password}")
        click.echo("Trao tận tay; lần đăng nhập đầu người này phải đổi.")


@command.command("edit")
@click.argument("username")
@click.option("--name", required=True, help="Họ và tên đầy đủ.")
@click.option("--unit", required=True, help="Mã đơn vị công tác.")
@click.option("--phone", default="", help="Điện thoại liên hệ.")
@click.option("--email", default="", help="Thư điện tử.")
@click.option("--person", default="", help="Mã cán bộ đã ghi.")
@as_somebody
def edit(username: str, name: str, unit: str, phone: str, email: str, person: str, by: str | None) -> None:
    """Sửa tên, đơn vị công tác và cách liên hệ."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.edit_user(
        actor=_actor(by), username=username, name=name, home_unit=unit, phone=phone, email=email, person=person,
        at=clock.now(),
    )  # fmt: skip
    click.echo(f"Đã lưu thông tin của “{username}”.")


@command.command("stop")
@click.argument("username")
@click.option("--reason", required=True, help="Lý do.")
@as_somebody
def stop(username: str, reason: str, by: str | None) -> None:
    """Ngừng tài khoản; mở lại bằng lệnh reopen."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.stop_user(actor=_actor(by), username=username, reason=reason, at=clock.now())
    click.echo(f"Đã ngừng tài khoản “{username}”.")


@command.command("reopen")
@click.argument("username")
@as_somebody
def reopen(username: str, by: str | None) -> None:
    """Mở lại tài khoản đã ngừng."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.reopen_user(actor=_actor(by), username=username, at=clock.now())
    click.echo(f"Đã mở lại tài khoản “{username}”.")


def _wish(function: Any) -> Any:
    """The options of a role wished for."""
    for option in reversed(
        (
            click.argument("username"),
            click.argument("role"),
            click.option("--unit", help="Mã đơn vị (cả cấp dưới)."),
            click.option("--cluster", help="Khóa cụm thi đua."),
            click.option("--only", is_flag=True, help="Chỉ chính đơn vị, không kể cấp dưới."),
            click.option(
                "--acting", "capacity", flag_value="ACTING", help="Giao phụ trách khi khuyết vị trí."
            ),
            click.option("--from", "valid_from", type=DAY, help="Từ ngày."),
            click.option("--to", "valid_to", type=DAY, help="Đến trước ngày."),
            click.option("--basis", default="", help="Văn bản giao việc."),
        )
    ):
        function = option(function)
    return function


def _asked(asked: dict[str, Any]) -> dict[str, Any]:
    begins, ends = asked.pop("valid_from"), asked.pop("valid_to")
    asked["subtree"] = not asked.pop("only")
    asked["capacity"] = asked["capacity"] or "HOLDER"
    asked["valid_from"] = begins.date() if begins else clock.today()
    return {**asked, "valid_to": ends.date() if ends else None}


@command.command("grant")
@_wish
@as_somebody
def grant(username: str, role: str, by: str | None, **asked: Any) -> None:
    """Giao vai trò cho người dùng trên một đơn vị hoặc một cụm."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.give_role(
        actor=_actor(by),
        user=_person(username, by, "access.grant.give"),
        role=role,
        at=clock.now(),
        **_asked(asked),
    )
    click.echo(f"Đã giao vai trò {role} cho “{username}”.")


@command.command("grants")
@click.argument("username")
@as_somebody
@as_json
def grants(username: str, by: str | None, as_json: bool) -> None:
    """Mọi vai trò đã và đang giao cho một người, kèm số để thu hồi, ủy quyền."""
    from lantoa.access import accounts  # noqa: PLC0415 -- after start

    rows = [
        {"id": one.pk, "role": one.role, "unit": one.unit and one.unit.code,
         "cluster": one.cluster and one.cluster.key, "subtree": one.subtree, "capacity": one.capacity,
         "valid_from": one.valid_from, "valid_to": one.valid_to, "cancelled": one.cancelled_at is not None}
        for one in accounts.grants_of(_person(username, by))
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        ended = " (đã hủy)" if row["cancelled"] else ""
        last = row["valid_to"] and row["valid_to"] - timedelta(days=1)
        click.echo(
            f"#{row['id']:<5} {row['role']:28} {row['unit'] or row['cluster']:24} "
            f"từ {on_screen(row['valid_from'])} đến {_until(last)}{ended}"
        )


@command.command("revoke")
@click.argument("number", type=int)
@click.option("--on", type=DAY, help="Ngày đầu tiên không còn giữ; không ghi là hôm nay.")
@click.option("--reason", required=True, help="Văn bản hoặc lý do.")
@as_somebody
def revoke(number: int, on: datetime | None, reason: str, by: str | None) -> None:
    """Kết thúc một vai trò (số ở lệnh grants)."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.end_role(
        actor=_actor(by), grant=number, on=on.date() if on else clock.today(), reason=reason, at=clock.now()
    )
    click.echo(f"Đã kết thúc vai trò số {number}.")


@command.command("extend")
@click.argument("number", type=int)
@click.option("--to", "valid_to", type=DAY, help="Đến trước ngày; không ghi là không thời hạn.")
@click.option("--basis", required=True, help="Văn bản.")
@as_somebody
def extend(number: int, valid_to: datetime | None, basis: str, by: str | None) -> None:
    """Gia hạn một vai trò."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.extend_role(
        actor=_actor(by),
        grant=number,
        valid_to=valid_to.date() if valid_to else None,
        basis=basis,
        at=clock.now(),
    )
    click.echo(f"Đã gia hạn vai trò số {number}.")


as_person = click.option(
    "--as", "by", required=True, metavar="NGƯỜI_DÙNG", help="Làm với quyền của người này."
)


@command.command("propose")
@_wish
@as_person
def propose(username: str, role: str, by: str, **asked: Any) -> None:
    """Đề nghị một vai trò cần hai người; người khác duyệt bằng lệnh approve."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    made = operations.propose(
        actor=acting.actor(by), user=_person(username, by, "access.grant.give"), role=role, at=clock.now(),
        **_asked(asked),
    )  # fmt: skip
    click.echo(f"Đã gửi đề nghị số {made.pk}; chờ người khác duyệt trước ngày {on_screen(made.expires_on)}.")


@command.command("proposals")
@as_person
@as_json
def proposals(by: str, as_json: bool) -> None:
    """Các đề nghị giao vai trò trong phạm vi của mình."""
    from lantoa.access import accounts  # noqa: PLC0415 -- after start

    rows = [
        {"id": one.pk, "username": one.user.username, "role": one.role, "unit": one.unit and one.unit.code,
         "state": one.state, "proposed_by": one.proposed_by.username, "expires_on": one.expires_on}
        for one in accounts.proposals(acting.actor(by), clock.today())
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo(
            f"#{row['id']:<5} {row['username']:20} {row['role']:28} {row['state']:10} {row['proposed_by']}"
        )


@command.command("approve")
@click.argument("number", type=int)
@as_person
def approve(number: int, by: str) -> None:
    """Duyệt đề nghị của người khác: vai trò có hiệu lực."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.approve(actor=acting.actor(by), proposal=number, at=clock.now())
    click.echo(f"Đã duyệt đề nghị số {number}.")


@command.command("refuse")
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Lý do; người đề nghị đọc được.")
@as_person
def refuse(number: int, reason: str, by: str) -> None:
    """Không duyệt một đề nghị."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.refuse(actor=acting.actor(by), proposal=number, reason=reason, at=clock.now())
    click.echo(f"Đã trả lời đề nghị số {number}: không duyệt.")


@command.command("withdraw")
@click.argument("number", type=int)
@as_person
def withdraw(number: int, by: str) -> None:
    """Rút đề nghị của mình, hoặc đóng đề nghị đã hết hạn."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.withdraw(actor=acting.actor(by), proposal=number, at=clock.now())
    click.echo(f"Đã rút đề nghị số {number}.")


@command.command("delegate")
@click.argument("number", type=int)
@click.argument("colleague")
@click.option("--from", "valid_from", type=DAY, help="Từ ngày; không ghi là hôm nay.")
@click.option("--to", "valid_to", type=DAY, required=True, help="Đến trước ngày.")
@click.option("--reason", required=True, help="Lý do vắng mặt.")
@click.option("--basis", default="", help="Văn bản ủy quyền.")
@click.option("--signs", type=click.Choice(["KT", "TUQ"]), help="Cách ký thay; phải có văn bản ủy quyền.")
@as_person
def delegate(
    number: int, colleague: str, valid_from: datetime | None, valid_to: datetime, reason: str, basis: str,
    signs: str | None, by: str,
) -> None:  # fmt: skip
    """Ủy quyền một vai trò (số ở lệnh grants) cho đồng nghiệp cùng đơn vị."""
    from lantoa.access import accounts, operations  # noqa: PLC0415 -- after start

    made = operations.delegate(
        actor=acting.actor(by), grant=number, to=accounts.colleague(colleague, grant=number),
        valid_from=valid_from.date() if valid_from else clock.today(), valid_to=valid_to.date(), reason=reason,
        basis=basis, signs=signs or "", at=clock.now(),
    )  # fmt: skip
    click.echo(f"Đã lập ủy quyền số {made.pk} cho {made.delegate.name}.")


@command.command("delegations")
@as_person
@as_json
def delegations(by: str, as_json: bool) -> None:
    """Ủy quyền của mình, cho mình và của người mình quản lý."""
    from lantoa.access import accounts  # noqa: PLC0415 -- after start

    rows = [
        {"id": one.pk, "holder": one.grant.user.username, "delegate": one.delegate.username, "role": one.grant.role,
         "valid_from": one.valid_from, "valid_to": one.valid_to, "revoked": one.revoked_at is not None}
        for one in accounts.delegations(acting.actor(by), clock.today())
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        state = " (đã thu hồi)" if row["revoked"] else ""
        click.echo(f"#{row['id']:<5} {row['holder']} → {row['delegate']}: {row['role']}{state}")


@command.command("undelegate")
@click.argument("number", type=int)
@as_person
def undelegate(number: int, by: str) -> None:
    """Thu hồi một ủy quyền."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.revoke_delegation(actor=acting.actor(by), delegation=number, at=clock.now())
    click.echo(f"Đã thu hồi ủy quyền số {number}.")


@command.command("token")
@click.argument("username")
@click.option("--name", default="cli", show_default=True, help="Tên gợi nhớ của khóa.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 366), help="Số ngày hiệu lực.")
@click.option(
    "--scope",
    default="full",
    show_default=True,
    type=click.Choice(["full", "read"]),
    help="full: xem và làm mọi việc của người này; read: chỉ xem.",
)
@as_json
def token(username: str, name: str, days: int, scope: str, as_json: bool) -> None:
    """Cấp khóa API; khóa chỉ in một lần."""
    from lantoa.access import operations, queries  # noqa: PLC0415 -- after start

    person = queries.user_named(username)
    issued = operations.issue_token(user=person, name=name, at=clock.now(), days=days, scope=scope)
    if as_json:
        echo_json({"token": issued, "scope": scope})
    else:
        click.echo(issued)

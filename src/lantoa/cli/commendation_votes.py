"""``lantoa commendation vote | decision``: the council's votes and the decisions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput

from .acting import actor, as_json, as_user
from .assessment import now, read_json
from .main import echo_json

NUMBER = click.argument("number", type=int)


def told(value: dict[str, Any], text: str, as_json: bool) -> None:
    echo_json(value) if as_json else click.echo(text)


# Votes -----------------------------------------------------------------------------------------------


@click.group("vote")
def vote() -> None:
    """Hội đồng: lập, mở bỏ phiếu, bỏ phiếu, kiểm phiếu."""


@vote.command("convene")
@click.argument("file")
@as_user
@as_json
def convene(file: str, username: str, as_json: bool) -> None:
    """Lập Hội đồng từ tệp JSON: body, name, members [{name, post, role, user}], basis, replaces."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    data = read_json(file)
    if not isinstance(data, dict) or not {"body", "name", "members"} <= data.keys():
        raise BadInput(
            "MISSING_KEY", "Tệp thiếu mục bắt buộc.", place=file, remedy="Cần: body, name, members."
        )
    made = operations.convene(
        actor=actor(username),
        body=data["body"],
        name=data["name"],
        members=data["members"],
        basis=data.get("basis", ""),
        replaces=data.get("replaces") is True,
        **now(),
    )
    told({"id": made.pk}, f"Đã lập Hội đồng số {made.pk}.", as_json)


@vote.command("open")
@click.argument("council", type=int)
@click.argument("dossiers", type=int, nargs=-1, required=True)
@as_user
@as_json
def open_vote(council: int, dossiers: tuple[int, ...], username: str, as_json: bool) -> None:
    """Mở bỏ phiếu về các hồ sơ đã thẩm định."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    made = operations.open_vote(actor=actor(username), council=council, dossiers=dossiers, **now())
    told({"ballots": [one.pk for one in made]}, f"Đã mở {len(made)} cuộc bỏ phiếu.", as_json)


@vote.command("cast")
@NUMBER
@click.option("--yes/--no", "yes", required=True, help="Đồng ý hay không đồng ý.")
@as_user
@as_json
def cast(number: int, yes: bool, username: str, as_json: bool) -> None:
    """Bỏ phiếu của chính mình."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    operations.cast_vote(actor=actor(username), ballot=number, yes=yes, **now())
    told({"voted": True}, "Đã nhận phiếu.", as_json)


@vote.command("members")
@click.argument("council", type=int)
@as_user
@as_json
def members(council: int, username: str, as_json: bool) -> None:
    """Thành viên của một Hội đồng, kèm số để ghi ý kiến bằng văn bản."""
    from lantoa.commendation import queries  # noqa: PLC0415 -- after start_django

    seats = list(queries.council(council, visible_to=actor(username), day=clock.today()).members.all())
    if as_json:
        echo_json([{"id": one.pk, "name": one.name, "role": one.role} for one in seats])
        return
    for one in seats:
        click.echo(f"{one.pk:5}  {one.name}, {one.get_role_display()}")


@vote.command("written")
@NUMBER
@click.option(
    "--member", type=int, required=True, help="Số của thành viên vắng mặt (lantoa commendation vote members)."
)
@click.option("--yes/--no", "yes", required=True, help="Đồng ý hay không đồng ý.")
@click.option("--opinion", default="", help="Ý kiến ghi trong văn bản.")
@as_user
@as_json
def written(number: int, member: int, yes: bool, opinion: str, username: str, as_json: bool) -> None:
    """Ghi ý kiến bằng văn bản của thành viên vắng mặt; được đếm và vào biên bản."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    operations.record_written(
        actor=actor(username), ballot=number, member=member, yes=yes, opinion=opinion, **now()
    )
    told({"written": True}, "Đã ghi ý kiến bằng văn bản.", as_json)


@vote.command("close")
@NUMBER
@click.option("--present", type=int, help="Số có mặt (phiếu giấy).")
@click.option("--yes", "yes_present", type=int, help="Phiếu đồng ý tại phiên họp (phiếu giấy).")
@click.option("--written", type=int, default=0, help="Số ý kiến bằng văn bản.")
@click.option("--yes-written", type=int, default=0, help="Ý kiến đồng ý bằng văn bản.")
@as_user
@as_json
def close(
    number: int,
    present: int | None,
    yes_present: int | None,
    written: int,
    yes_written: int,
    username: str,
    as_json: bool,
) -> None:
    """Kiểm phiếu: phiếu trên phần mềm, hoặc số đếm của phiếu giấy."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    common: dict[str, Any] = {"actor": actor(username), "ballot": number, **now()}
    if present is None and yes_present is None:
        finding = operations.close_vote(**common)
    else:
        counts = {"present": present or 0, "yes_present": yes_present or 0}
        finding = operations.record_count(**common, **counts, written=written, yes_written=yes_written)
    told(
        {"passed": finding.met, "mark": finding.mark.value, "detail": finding.detail},
        f"{finding.detail} ({finding.mark.label})",
        as_json,
    )


# Decisions -------------------------------------------------------------------------------------------


@click.group("decision")
def decision() -> None:
    """Dự thảo, ký, cấp số, ban hành, hủy quyết định."""


@decision.command("list")
@as_user
@as_json
def decisions(username: str, as_json: bool) -> None:
    """Quyết định người này được xem."""
    from lantoa.commendation import queries  # noqa: PLC0415 -- after start_django

    rows = queries.decisions(visible_to=actor(username), day=clock.today())
    if as_json:
        echo_json(
            [
                {
                    "id": one.pk,
                    "award": one.award,
                    "state": one.state,
                    "number": one.paper.number and str(one.paper),
                }
                for one in rows
            ]
        )
        return
    for one in rows:
        click.echo(
            f"{one.pk:5}  {one.state:9} {one.award:9} {one.paper if one.paper.number else '(chưa có số)'}"
        )


@decision.command("draft")
@click.argument("dossiers", type=int, nargs=-1, required=True)
@click.option("--authority", required=True, help="Mã cấp quyết định.")
@click.option("--signer", required=True, help="Họ tên người ký.")
@click.option("--rank", "signer_rank", default="", help="Cấp bậc người ký.")
@click.option("--deputy", is_flag=True, help="Ký thay người đứng đầu (KT.).")
@click.option("--symbol", default="", help="Ký hiệu, ví dụ QĐ-BCA.")
@click.option("--hidden", is_flag=True, help="Không công khai trên trang tra cứu.")
@as_user
@as_json
def draft(
    dossiers: tuple[int, ...],
    authority: str,
    signer: str,
    signer_rank: str,
    deputy: bool,
    symbol: str,
    hidden: bool,
    username: str,
    as_json: bool,
) -> None:
    """Dự thảo quyết định cho các hồ sơ Hội đồng đã thông qua."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    made = operations.draft_decision(
        actor=actor(username),
        authority=authority,
        dossiers=dossiers,
        signer=signer,
        signer_rank=signer_rank,
        deputy=deputy,
        symbol=symbol,
        published=not hidden,
        **now(),
    )
    told({"id": made.pk}, f"Đã lập dự thảo quyết định số {made.pk}.", as_json)


@decision.command("sign")
@NUMBER
@click.option("--post", default="", help="Chức vụ của người ký thay; bỏ trống thì lấy theo hồ sơ cán bộ.")
@as_user
@as_json
def sign(number: int, post: str, username: str, as_json: bool) -> None:
    """Ký."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    row = operations.sign(actor=actor(username), decision=number, post=post, **now())
    told({"state": row.state}, "Đã ký quyết định.", as_json)


@decision.command("number")
@NUMBER
@click.option("--give", "given", default=None, help="Số văn bản; bỏ trống thì lấy số kế tiếp.")
@click.option("--on", "issued_on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày ban hành.")
@as_user
@as_json
def number_(number: int, given: str | None, issued_on: datetime | None, username: str, as_json: bool) -> None:
    """Văn thư cấp số, ngày; bản DOCX và PDF được lập."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    row = operations.number(
        actor=actor(username),
        decision=number,
        number=given,
        issued_on=issued_on.date() if issued_on else None,
        **now(),
    )
    told({"number": str(row.paper)}, f"Đã cấp số {row.paper}.", as_json)


@decision.command("issue")
@NUMBER
@as_user
@as_json
def issue(number: int, username: str, as_json: bool) -> None:
    """Ban hành."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    honours = operations.issue(actor=actor(username), decision=number, **now())
    told({"honours": len(honours)}, f"Đã ban hành; {len(honours)} trường hợp được tặng.", as_json)


@decision.command("revoke")
@NUMBER
@click.option("--cause", required=True, help="Lý do theo Điều 93.")
@click.option("--basis", required=True, help="Văn bản hủy.")
@as_user
@as_json
def revoke(number: int, cause: str, basis: str, username: str, as_json: bool) -> None:
    """Hủy quyết định."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    operations.revoke(actor=actor(username), decision=number, cause=cause, basis=basis, **now())
    told({"state": "revoked"}, "Đã hủy quyết định.", as_json)


@decision.command("certificates")
@NUMBER
@as_user
@as_json
def certificates(number: int, username: str, as_json: bool) -> None:
    """In giấy chứng nhận của quyết định đã ban hành, thành một việc nền (lantoa jobs wait)."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    job = operations.print_certificates(actor=actor(username), decision=number, **now())
    told(
        {"job": job.pk},
        f"Đã cho in: việc nền số {job.pk}. Lấy tệp: lantoa jobs wait {job.pk} THƯ_MỤC",
        as_json,
    )


@decision.command("save")
@NUMBER
@click.argument("folder", type=click.Path(file_okay=False))
@as_user
@as_json
def save(number: int, folder: str, username: str, as_json: bool) -> None:
    """Ghi bản DOCX và PDF đã cấp số vào một thư mục."""
    from lantoa.commendation import papers, queries  # noqa: PLC0415 -- after start_django
    from lantoa.documents.render import file_name  # noqa: PLC0415 -- slow import
    from lantoa.registry import files  # noqa: PLC0415 -- after start_django

    of = queries.decision(number, visible_to=actor(username), day=clock.today())
    if of.paper.docx is None or of.paper.pdf is None:
        raise BadInput(
            "NOT_NUMBERED",
            "Quyết định chưa cấp số nên chưa có tệp.",
            place=f"quyết định {number}",
            remedy="Cấp số trước.",
        )
    tree = papers.decision(of)
    Path(folder).mkdir(parents=True, exist_ok=True)
    written = {}
    for form, kept in (("docx", of.paper.docx), ("pdf", of.paper.pdf)):
        path = Path(folder) / file_name(tree, form)
        path.write_bytes(files.read(kept))
        written[form] = str(path)
    told(written, "\n".join(written.values()), as_json)

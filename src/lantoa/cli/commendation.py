"""``lantoa commendation``: dossiers, verdicts, the council's votes, decisions."""

from __future__ import annotations

from pathlib import Path

import click

from lantoa.kernel import clock
from lantoa.kernel.decisions import Outcome
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi import dates

from .acting import actor, as_json, as_user
from .assessment import now, read_json
from .commendation_public import look, search
from .commendation_votes import NUMBER, decision, told, vote
from .main import echo_json, start_django


@click.group("commendation")
def command() -> None:
    """Hồ sơ, Hội đồng, quyết định khen thưởng."""
    start_django()


# Dossiers --------------------------------------------------------------------------------------------


@command.group("dossier")
def dossier() -> None:
    """Lập, bổ sung, trình, thẩm định hồ sơ."""


@dossier.command("list")
@as_user
@as_json
def list_(username: str, as_json: bool) -> None:
    """Hồ sơ người này được xem."""
    from lantoa.commendation import facts, queries  # noqa: PLC0415 -- after start_django

    names = facts.names_on(clock.today())
    rows = queries.dossiers(visible_to=actor(username), day=clock.today())
    if as_json:
        echo_json(
            [
                {
                    "id": one.pk,
                    "award": one.award,
                    "year": one.year,
                    "recipient": names.recipient(one),
                    "state": one.state,
                }
                for one in rows
            ]
        )
        return
    for one in rows:
        click.echo(f"{one.pk:5}  {one.year}  {one.state:9} {one.award:9} {names.recipient(one)}")


@dossier.command("open")
@click.argument("file")
@as_user
@as_json
def open_(file: str, username: str, as_json: bool) -> None:
    """Lập hồ sơ từ tệp JSON: award, unit, authority, year, person, post, accepted_on, facts, merit."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    data = read_json(file)
    if not isinstance(data, dict) or not {"award", "unit", "authority", "year"} <= data.keys():
        raise BadInput(
            "MISSING_KEY", "Tệp thiếu mục bắt buộc.", place=file, remedy="Cần: award, unit, authority, year."
        )
    fields = {
        name: data[name]
        for name in ("award", "unit", "authority", "year", "person", "post", "merit")
        if name in data
    }
    if data.get("accepted_on"):
        fields["accepted_on"] = dates.read(str(data["accepted_on"]), "accepted_on")
    made = operations.open_dossier(
        actor=actor(username), facts_known=data.get("facts") or {}, **fields, **now()
    )
    told({"id": made.pk}, f"Đã lập hồ sơ số {made.pk}.", as_json)


@dossier.command("paper")
@NUMBER
@click.argument("order", type=int)
@click.argument("file", required=False)
@as_user
@as_json
def paper(number: int, order: int, file: str | None, username: str, as_json: bool) -> None:
    """Nộp tệp cho một thành phần; không có tệp là ghi nhận đã nộp bản giấy."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    try:
        sent = {"name": Path(file).name, "data": Path(file).read_bytes()} if file else {}
    except OSError as error:
        raise BadInput(
            "FILE_UNREADABLE", "Không đọc được tệp.", place=str(file), remedy="Kiểm tra đường dẫn."
        ) from error
    row = operations.hand_in(actor=actor(username), dossier=number, order=order, **sent, **now())
    told({"order": order, "present": row.present}, f"Đã nhận: {row.title}.", as_json)


@dossier.command("submit")
@NUMBER
@as_user
@as_json
def submit(number: int, username: str, as_json: bool) -> None:
    """Trình hồ sơ."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    kept = operations.submit(actor=actor(username), dossier=number, **now())
    told({"outcome": kept.outcome}, f"Đã trình. Đối chiếu: {Outcome(kept.outcome).label}.", as_json)


@dossier.command("verify")
@NUMBER
@click.option(
    "--opinion", "opinions", multiple=True, metavar="MÃ=Ý_KIẾN", help="Ý kiến về điều kiện cần người xem."
)
@as_user
@as_json
def verify(number: int, opinions: tuple[str, ...], username: str, as_json: bool) -> None:
    """Thẩm định đạt, kèm ý kiến cho từng điều kiện cần người xem xét."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    said = dict(one.split("=", 1) for one in opinions if "=" in one)
    kept = operations.verify(actor=actor(username), dossier=number, resolutions=said, **now())
    told({"outcome": kept.outcome}, "Đã thẩm định đạt.", as_json)


@dossier.command("return")
@NUMBER
@click.option("--reason", required=True, help="Lý do trả lại.")
@as_user
@as_json
def return_(number: int, reason: str, username: str, as_json: bool) -> None:
    """Trả lại để bổ sung."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    row = operations.send_back(actor=actor(username), dossier=number, reason=reason, **now())
    told({"state": row.state}, "Đã trả lại hồ sơ kèm lý do.", as_json)


@dossier.command("refuse")
@NUMBER
@click.option("--reason", required=True, help="Lý do không đề nghị.")
@as_user
@as_json
def refuse(number: int, reason: str, username: str, as_json: bool) -> None:
    """Kết luận không đề nghị khen thưởng."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    row = operations.refuse(actor=actor(username), dossier=number, reason=reason, **now())
    told({"state": row.state}, "Đã kết luận không đề nghị khen thưởng.", as_json)


@dossier.command("recheck")
@NUMBER
@click.option("--opinion", required=True, help="Danh hiệu còn đứng được không, căn cứ nào.")
@as_user
@as_json
def recheck(number: int, opinion: str, username: str, as_json: bool) -> None:
    """Ghi kết luận xét lại khi danh hiệu làm điều kiện bị hủy."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    row = operations.recheck(actor=actor(username), dossier=number, opinion=opinion, **now())
    told({"id": row.pk}, "Đã ghi kết luận xét lại.", as_json)


@dossier.command("law")
@NUMBER
@click.option(
    "--choose", "law", help="Mã luật mới hơn có lợi hơn (LAW2026), hoặc “cu” để giữ luật ngày tiếp nhận."
)
@click.option("--reason", default="", help="Vì sao luật đó có lợi hơn.")
@as_user
@as_json
def law(number: int, law: str | None, reason: str, username: str, as_json: bool) -> None:
    """So kết luận theo luật ngày tiếp nhận và luật mới hơn; có --choose thì ghi luật áp dụng."""
    from lantoa.commendation import laws, operations, queries  # noqa: PLC0415 -- after start_django

    who, when = actor(username), now()
    found = queries.dossier(number, visible_to=who, day=when["day"])
    if law is not None:
        chosen = "" if law == "cu" else law
        found = operations.choose_law(actor=who, dossier=number, law=chosen, reason=reason, **when)
    rows = [
        {
            "law": one.code,
            "on": one.on.isoformat(),
            "outcome": one.verdict.outcome.value,
            "chosen": one.chosen,
        }
        for one in laws.choices(found, when["day"])
    ]
    words = [
        f"{one['on']} {one['law'] or 'luật ngày tiếp nhận'}: {Outcome(one['outcome']).label}"
        + (" (đang áp dụng)" if one["chosen"] else "")
        for one in rows
    ]
    told({"laws": rows}, "\n".join(words) or "Không có luật mới hơn để lựa chọn.", as_json)


@command.command("verdict")
@NUMBER
@as_user
@as_json
def verdict(number: int, username: str, as_json: bool) -> None:
    """Đối chiếu từng điều kiện của một hồ sơ."""
    from lantoa.commendation import facts, queries  # noqa: PLC0415 -- after start_django

    day = clock.today()
    found = facts.verdict(queries.dossier(number, visible_to=actor(username), day=day), day)
    if as_json:
        counts = queries.counts(found)
        findings = [queries.finding_json(one) for one in found.findings]
        echo_json({"outcome": found.outcome.value, "counts": counts, "findings": findings})
        return
    click.echo(found.outcome.label)
    signs = {True: "[đạt]", False: "[chưa đạt]", None: "[cần người xem]"}
    for one in found.findings:
        click.echo(f"  {signs[one.met]} {one.detail} ({one.clause}; {one.mark.label})")
        if one.cure and not one.met:
            click.echo(f"      → {one.cure}")


@command.command("facts")
@NUMBER
@click.option("--file", "file", required=True, help="Tệp JSON, hoặc - để đọc từ đầu vào.")
@as_user
@as_json
def facts_(number: int, file: str, username: str, as_json: bool) -> None:
    """Ghi lại toàn bộ dữ kiện của hồ sơ từ tệp JSON: {"facts": {…}, "merit": "…"}."""
    from lantoa.commendation import operations  # noqa: PLC0415 -- after start_django

    data = read_json(file)
    if not isinstance(data, dict) or not isinstance(data.get("facts"), dict):
        raise BadInput("MISSING_KEY", "Tệp thiếu mục “facts”.", place=file, remedy='Ghi {"facts": {…}}.')
    row = operations.set_facts(
        actor=actor(username), dossier=number, facts_known=data["facts"], merit=data.get("merit"), **now()
    )
    told({"id": row.pk, "facts": row.facts}, f"Đã ghi {len(row.facts)} dữ kiện.", as_json)


for more in (vote, decision, search, look):
    command.add_command(more)

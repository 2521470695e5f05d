"""``lantoa search``: find as the page does; write the index anew; say whether it is what the rows say."""

from __future__ import annotations

import click

from lantoa.kernel.errors import Conflict

from .acting import actor, as_json, as_user
from .main import echo_json, start_django


@click.group("search")
def command() -> None:
    """Tìm kiếm; dựng lại và kiểm tra chỉ mục tìm kiếm."""
    start_django()


@command.command("find")
@click.argument("text")
@click.option("--kind", default="", help="Chỉ một loại: unit, person, campaign, directive, decision, rule …")
@click.option(
    "--state", type=click.Choice(["", "current", "ended"]), default="", help="Còn hay hết hiệu lực."
)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 200))
@as_user
@as_json
def find(text: str, kind: str, state: str, limit: int, username: str, as_json: bool) -> None:
    """Những gì người này được xem, khớp nhất trước."""
    from lantoa.kernel import clock  # noqa: PLC0415 -- after start_django
    from lantoa.search import queries  # noqa: PLC0415 -- after start_django

    hits = queries.page_of(
        visible_to=actor(username), text=text, day=clock.today(), kind=kind, state=state, limit=limit
    )
    if as_json:
        names = ("kind", "ref", "title", "detail", "link", "current")
        echo_json([{"level": hit.level.name} | {name: getattr(hit, name) for name in names} for hit in hits])
        return
    for hit in hits:
        click.echo(
            f"{hit.kind:10} {hit.title}{'' if hit.current else ' (đã kết thúc)'}\n{'':10} {hit.detail}"
        )


@command.command("rebuild")
@click.option("--kind", "kinds", multiple=True, help="Chỉ loại này; nhắc lại được.")
@as_json
def rebuild(kinds: tuple[str, ...], as_json: bool) -> None:
    """Dựng lại chỉ mục từ dữ liệu gốc; tiến độ ra stderr."""
    from lantoa.kernel.errors import BadInput  # noqa: PLC0415 -- with the rest
    from lantoa.search import operations  # noqa: PLC0415 -- after start_django
    from lantoa.search.sources import SOURCES  # noqa: PLC0415 -- after start_django

    unknown = [kind for kind in kinds if kind not in SOURCES]
    if unknown:
        raise BadInput(
            "UNKNOWN_KIND",
            f"Không có loại “{unknown[0]}”.",
            place="--kind",
            remedy=f"Có: {', '.join(SOURCES)}.",
        )
    written = operations.rebuild(
        kinds=kinds, progress=lambda kind, count: click.echo(f"{SOURCES[kind].label}: {count}", err=True)
    )
    operations.forget_unknown()
    if as_json:
        echo_json(written)
    else:
        click.echo(f"Đã lập chỉ mục {sum(written.values())} mục.")


@command.command("check")
@as_json
def check(as_json: bool) -> None:
    """So chỉ mục với dữ liệu gốc; lệch thì nói loại nào, bao nhiêu mục."""
    from lantoa.search import checking  # noqa: PLC0415 -- after start_django

    found = checking.check()
    if as_json:
        counts = [
            {"kind": one.kind, "entries": one.entries, "missing": len(one.missing), "changed": len(one.changed),
             "gone": len(one.gone)}
            for one in found
        ]  # fmt: skip
        echo_json({"whole": all(one.whole for one in found), "kinds": counts})
    wrong = [one for one in found if not one.whole]
    if wrong:
        said = "; ".join(
            f"{one.label}: thiếu {len(one.missing)}, khác {len(one.changed)}, thừa {len(one.gone)}"
            for one in wrong
        )
        raise Conflict(
            "INDEX_STALE", f"Chỉ mục lệch với dữ liệu ({said}).", place="chỉ mục tìm kiếm",
            remedy="Chạy: lantoa search rebuild.",
        )  # fmt: skip
    if not as_json:
        click.echo(f"Chỉ mục khớp với dữ liệu: {sum(one.entries for one in found)} mục.")

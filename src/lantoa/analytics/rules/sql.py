"""The SQL of a question: one text, two engines (``dialects``). Sums stay exact decimals; shares are weighed later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lantoa.reporting.rules.indicators import Kind

from .dialects import Dialect, quoted
from .questions import Question, Turn

TAKES = {
    Kind.SUM: ("value",),
    Kind.STOCK: ("value",),
    Kind.MAX: ("value",),
    Kind.RATIO: ("numerator", "denominator"),
    Kind.DISTINCT: ("keys",),
}
"""Kind → the columns it is made of."""


def statements(question: Question, dialect: Dialect, most: int = 40) -> Iterator[tuple[Kind, str]]:
    """(kind, SQL) pairs; each row is turn, node, board, indicator, share, count and the kind's columns. At most
    ``most`` indicators in one statement where a reporter's last word has to be found: memory stays bounded."""
    held = {code for turn in question.turns for code in turn.codes}
    for kind in TAKES:
        codes = [code for code in question.of(kind) if code in held]
        last = kind is Kind.STOCK and len(question.turns) > 1 and not question.each
        step = most if last else max(len(codes), 1)
        for first in range(0, len(codes), step):
            some = codes[first : first + step]
            yield kind, (_last(question, some) if last else _plain(question, kind, some, dialect))


def reported(question: Question) -> str:
    """Turn, node, indicator and how many (unit, period) figures came in, each once wherever it counts."""
    each = "turn" if question.each else "0"
    return (
        f"SELECT {each} AS turn, node, indicator, count(*) AS count FROM (SELECT DISTINCT h.node, f.indicator, f.turn, "
        f"f.unit FROM ({_figures(question, list(question.indicators), ())}) f JOIN ({_homes(question)}) h "
        f"ON f.unit = h.unit{_same_board(question)}) r GROUP BY {'turn, ' if question.each else ''}node, indicator"
    )


def _turn(question: Question, after: str = "") -> str:
    """The turn, where each is asked by itself; grouping by a constant is left out."""
    if question.each:
        return f"f.turn{after}"
    return "" if after else "0"


def _plain(question: Question, kind: Kind, codes: Sequence[str], dialect: Dialect) -> str:
    totals = ", ".join(f"{_whole(kind, column, dialect)} AS {column}" for column in TAKES[kind])
    inner = (
        f"SELECT {_turn(question)} AS turn, h.node, {_board(question)} AS board, f.indicator, "
        f"{_share(question)} AS share, count(*) AS count, {totals} "
        f"FROM ({_figures(question, codes, TAKES[kind])}) f JOIN ({_homes(question)}) h "
        f"ON f.unit = h.unit{_same_board(question)} "
        f"GROUP BY {_turn(question, ', ')}h.node, {_board(question, ', ')}f.indicator{_by_share(question)}"
    )
    return _climbed(question, inner, {column: _whole_again(kind, column, dialect) for column in TAKES[kind]})


def _last(question: Question, codes: Sequence[str]) -> str:
    """Stocks of several periods: each reporter's own last value among them, where it then counted; all its figures
    count as reported."""
    figures, homes = _figures(question, codes, ("value",)), _homes(question)
    stale = ", ".join(f"({turn}, {unit})" for turn, unit in question.stale)
    fresh = (
        f"LEFT JOIN (SELECT * FROM (VALUES {stale}) AS s(turn, unit)) g ON f.turn = g.turn AND f.unit = g.unit"
        if stale
        else ""
    )
    amount = "CASE WHEN f.turn = l.turn" + (" AND g.unit IS NULL" if stale else "") + " THEN f.value END"
    inner = (
        f"SELECT 0 AS turn, h.node, {_board(question)} AS board, f.indicator, {_share(question)} AS share, "
        f"count(*) AS count, sum({amount}) AS value "
        f"FROM ({figures}) f JOIN (SELECT unit, indicator, max(turn) AS turn FROM ({figures}) a "
        f"GROUP BY unit, indicator) l ON f.unit = l.unit AND f.indicator = l.indicator "
        f"JOIN ({homes}) h ON f.unit = h.unit{_same_board(question)} {fresh} "
        f"GROUP BY h.node, {_board(question, ', ')}f.indicator{_by_share(question)}"
    )
    return _climbed(question, inner, {"value": "sum(p.value)"})


def _share(question: Question, of: str = "h") -> str:
    return "'1'" if question.whole else f"{of}.share"


def _by_share(question: Question, of: str = "h") -> str:
    """Every column to group by costs, a text most: only what tells rows apart is one."""
    return "" if question.whole else f", {of}.share"


def _board(question: Question, after: str = "") -> str:
    if len(question.boards) > 1:
        return f"h.board{after}"
    return "" if after else "0"


def _whole(kind: Kind, column: str, dialect: Dialect) -> str:
    if column == "keys":
        return dialect.united.format("f.keys")
    return f"{'max' if kind is Kind.MAX else 'sum'}(f.{column})"


def _whole_again(kind: Kind, column: str, dialect: Dialect) -> str:
    return _whole(kind, column, dialect).replace("f.", "p.")


def _same_board(question: Question) -> str:
    return " AND f.board = h.board" if len(question.boards) > 1 else ""


def _figures(question: Question, codes: Sequence[str], columns: Sequence[str]) -> str:
    """All turns' figures of ``codes``, each with its turn and its board."""
    parts = [_of_turn(turn, one, codes, columns) for turn, one in enumerate(question.turns)]
    return " UNION ALL ".join(part for part in parts if part) or (
        "SELECT 0 AS turn, 0 AS board, 0 AS unit, '' AS indicator WHERE 1 = 0"
    )


def _of_turn(turn: int, one: Turn, codes: Sequence[str], columns: Sequence[str]) -> str:
    """The kind's own figures only: a form of another kind's version leaves the column empty."""
    held = [code for code in codes if code in one.codes]
    if not held:
        return ""
    named = ", ".join(quoted(code) for code in held)
    chosen = f"v.indicator = {named}" if len(held) == 1 else f"v.indicator IN ({named})"
    only = "" if len(held) == one.held else f" WHERE {chosen}"
    return (
        f"SELECT {turn} AS turn, {one.board} AS board, v.unit, v.indicator"
        f"{''.join(f', v.{column}' for column in columns)} FROM ({one.figures}) v{only}"
    )


def _homes(question: Question) -> str:
    """(board, unit, share, node) of every reporter inside an asked node, or its branch where all are asked."""
    parts = []
    for index, board in enumerate(question.boards):
        if question.nodes is None:
            parts.append(f"SELECT {index} AS board, unit, share, branch AS node FROM ({board.places}) b")
            continue
        spans = [(node.number, node.spans[index]) for node in question.nodes]
        asked = ", ".join(f"({number}, {span[0]}, {span[1]})" for number, span in spans if span is not None)
        if asked:
            parts.append(
                f"SELECT {index} AS board, b.unit, b.share, n.node FROM ({board.places}) b "
                f"JOIN (SELECT * FROM (VALUES {asked}) AS q(node, head, past)) n ON b.pos >= n.head AND b.pos < n.past"
            )
    return " UNION ALL ".join(parts) or "SELECT 0 AS board, 0 AS unit, '1' AS share, 0 AS node WHERE 1 = 0"


def _climbed(question: Question, inner: str, again: dict[str, str]) -> str:
    """Partial sums of the branches carried to everything above them. A node that lies in several boards is asked
    once for each: whoever reads adds the rows up."""
    if question.nodes is not None:
        return inner
    climb = " UNION ALL ".join(
        f"SELECT {index} AS board, node, above FROM ({board.climb}) k"
        for index, board in enumerate(question.boards)
    )
    totals = ", ".join(f"{whole} AS {column}" for column, whole in again.items())
    return (
        f"SELECT {'p.turn' if question.each else '0'} AS turn, c.above AS node, 0 AS board, p.indicator, "
        f"{_share(question, 'p')} AS share, sum(p.count) AS count, {totals} FROM ({inner}) p JOIN ({climb}) c "
        f"ON p.node = c.node{' AND p.board = c.board' if len(question.boards) > 1 else ''} "
        f"GROUP BY {'p.turn, ' if question.each else ''}c.above, p.indicator{_by_share(question, 'p')}"
    )

"""``lantoa try``: the rules on a worksheet, without a database. See docs/reference/try.md."""

from __future__ import annotations

import importlib
import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from lantoa.kernel.errors import BadInput, Problem

from .main import echo_json

WORKSHEETS = {
    "eligibility": "Xét điều kiện một danh hiệu thi đua, từng điều kiện một.",
    "money": "Tính tiền thưởng kèm theo các quyết định.",
    "threshold": "Tính số phiếu cần có và kết quả bỏ phiếu của hội đồng.",
    "scoring": "Chấm điểm bảng tiêu chí của cụm, khối.",
    "ranking": "Xếp hạng trong cụm, khối và nói rõ vì sao.",
    "commune": "Xét xã, phường, đặc khu an toàn về an ninh, trật tự.",
    "calendar": "Kỳ báo cáo bắt đầu và kết thúc ngày nào.",
    "rollup": "Tổng hợp số liệu theo hệ thống tổ chức qua thời gian.",
    "quota": "Tính số lượng, tỷ lệ được xét và phần còn lại.",
    "deadline": "Tính thời hạn theo ngày làm việc, trừ ngày nghỉ lễ, Tết.",
    "number": "Dựng số và ký hiệu văn bản.",
    "chain": "Danh hiệu bị hủy thì những danh hiệu nào phải xét lại.",
}
"""name → one line of help. The module is ``lantoa.cli.worksheets.<name>``; the package says its contract."""

MOST_BYTES = 64 * 1024 * 1024
DEEPEST = 24
HALVES = re.compile("[\ud800-\udfff]")
"""Half a character: JSON can spell one, no file or screen can show it."""


class Repeated(dict[str, Any]):
    """A JSON object in which one key was written twice: which of the two counts would be a guess."""

    key = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(pairs)
    if len(built) == len(pairs):
        return built
    repeated = Repeated(built)
    names = [name for name, _ in pairs]
    repeated.key = HALVES.sub("?", next(name for name in names if names.count(name) > 1))
    return repeated


class NoNumber(str):
    """What stands where a number should: NaN, Infinity, or more digits than any figure has. Its case is refused,
    the others in the file are not."""

    __slots__ = ()


def _whole(text: str) -> Any:
    return int(text) if len(text) <= 40 else NoNumber(text)


def _decimal(text: str) -> Any:
    try:
        return Decimal(text)
    except ArithmeticError:
        return NoNumber(text)


TOKENS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.S)
"""Texts and brackets; a text that never closes is taken to the end at once, however many quotes it escapes."""


def _cut(text: str) -> str:
    """The text without what is nested too deep to read: its own case stays too deep, the others are kept."""
    kept, depth, start = [], 0, 0
    for token in TOKENS.finditer(text):
        opens, closes = token[0] in "[{", token[0] in "]}"
        if opens and depth == 2 * DEEPEST:
            kept.append(text[start : token.start()] + "0")
        depth += opens - closes
        if closes and depth == 2 * DEEPEST:
            start = token.end()
    return "".join(kept) + (text[start:] if depth <= 2 * DEEPEST else "")


def _bytes(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(source).open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def read_source(source: str) -> str:
    """The text of a file, or of standard input for ``-``; refuses what is too large or not UTF-8."""
    try:
        raw = _bytes(source)
        if len(raw) > MOST_BYTES:
            raise BadInput(
                "TOO_LARGE", "Tệp lớn hơn 64 MB.", place=source, remedy="Chia tệp thành nhiều phần."
            )
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(
            "NO_FILE", f"Không mở được tệp “{source}”.", place=source, remedy="Kiểm tra đường dẫn tệp."
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(
            "NOT_UTF8", "Tệp không phải UTF-8.", place=source, remedy="Lưu lại tệp với mã UTF-8."
        ) from error


def parse(text: str) -> Any:
    """JSON with exact decimals. Raises ``BadInput`` with line and column."""
    try:
        return _loads(text)
    except RecursionError:
        return parse(_cut(text))
    except json.JSONDecodeError as error:
        raise BadInput(
            "BAD_JSON",
            "Tệp không đúng dạng JSON.",
            place=f"dòng {error.lineno}, cột {error.colno}",
            remedy="Xem dấu phẩy, ngoặc và nháy kép gần chỗ đó.",
        ) from error


def _loads(text: str) -> Any:
    return json.loads(
        text, parse_float=_decimal, parse_int=_whole, parse_constant=NoNumber, object_pairs_hook=_object
    )


def check_shape(case: Any) -> None:
    """Refuses a case nested deeper than any worksheet needs, with a key written twice or broken text."""
    level, depth = [case], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise BadInput(
                "TOO_DEEP",
                f"Dữ liệu lồng quá {DEEPEST} tầng.",
                place="trường hợp",
                remedy="Viết lại theo mẫu.",
            )
        below: list[Any] = []
        for item in level:
            if isinstance(item, Repeated):
                raise BadInput(
                    "REPEATED_KEY",
                    f"Mục “{item.key}” ghi hai lần.",
                    place=item.key,
                    remedy="Chỉ giữ lại một.",
                )
            if isinstance(item, NoNumber):
                raise BadInput(
                    "BAD_JSON",
                    f"“{item[:20]}{'…' * (len(item) > 20)}” không phải là số dùng được.",
                    place=_place_of(item, case) or "trường hợp",
                    remedy="Bỏ NaN, Infinity và số quá dài; ghi số thường.",
                )
            if isinstance(item, dict):
                below.extend(item)
            if isinstance(item, dict | list):
                below.extend(item.values() if isinstance(item, dict) else item)
        if any(isinstance(item, str) and not item.isascii() and HALVES.search(item) for item in below):
            raise BadInput(
                "BAD_TEXT", "Chữ có mã \\ud800–\\udfff đứng lẻ.", remedy="Lưu lại tệp với mã UTF-8."
            )
        level = [item for item in below if isinstance(item, dict | list | NoNumber)]


def _place_of(wanted: object, within: Any, place: str = "") -> str:
    """The path of one very object in a case ("lines[0].value"); empty where it is the case itself."""
    if within is wanted:
        return place
    if isinstance(within, dict):
        below = ((f"{place}.{key}".lstrip("."), one) for key, one in within.items())
    else:
        below = (
            (f"{place}[{index}]", one) for index, one in enumerate(within if isinstance(within, list) else ())
        )
    return next((found for path, one in below if (found := _place_of(wanted, one, path))), "")


def answer(sheet: ModuleType, case: Any, explain: bool = False) -> Any:
    """The worksheet's answer, or ``{"error": …}``: one bad case never takes the others down."""
    try:
        check_shape(case)
        if not isinstance(case, dict):
            raise BadInput(
                "NOT_AN_OBJECT",
                "Mỗi trường hợp phải là một đối tượng JSON {…}.",
                place="trường hợp",
                remedy="Viết một trường hợp {…}, hoặc danh sách các trường hợp [{…}, {…}].",
            )
        found = sheet.run(case)
        return _explained(found, sheet.explain(case)) if explain else found
    except Problem as problem:
        return {"error": problem.fault.as_dict()}
    except Exception as error:
        # A worksheet is a pure function of hostile text: whatever it trips over is that case's error.
        return {
            "error": {
                "code": "CANNOT_COMPUTE",
                "message": f"Chưa tính được trường hợp này ({type(error).__name__}).",
                "place": "",
                "remedy": "Đối chiếu với mẫu trong docs/reference/try.md; đúng mẫu thì xin báo lỗi.",
            }
        }


def _explained(found: Any, trace: list[Any]) -> Any:
    """The answer with its derivation; a sheet that answers a list derives each of its items."""
    if isinstance(found, dict):
        return {**found, "trace": trace}
    return [{**one, "trace": lines} for one, lines in zip(found, trace, strict=True)]


def rendered(sheet: ModuleType, found: Any, title: str = "") -> str:
    """One answer in Vietnamese, under its number when there are several."""
    if "error" in found:
        error = found["error"]
        lines = [f"Lỗi: {error['message']}"]
        lines += [f"  Tại: {error['place']}"] if error["place"] else []
        lines += [f"  Cách sửa: {error['remedy']}"] if error["remedy"] else []
        body = "\n".join(lines)
    else:
        many = found if isinstance(found, list) else [found]
        plain = [{key: value for key, value in one.items() if key != "trace"} for one in many]
        body = sheet.render(plain if isinstance(found, list) else plain[0])
        trace = [line for one in many for line in one.get("trace", ())]
        body += "\n\nCách suy ra:\n" + "\n".join(f"  {line}" for line in trace) if trace else ""
    return f"{title}\n{body}" if title else body


class WorksheetGroup(click.Group):
    """Lists the table above; imports a worksheet only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(WORKSHEETS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return worksheet_command(name) if name in WORKSHEETS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Các tờ tính"):
            formatter.write_dl(list(WORKSHEETS.items()))


def worksheet_command(name: str) -> click.Command:
    """``lantoa try NAME [TỆP|-] [--json] [--explain]``; exit 2 when any case failed."""

    @click.command(name, help=WORKSHEETS[name])
    @click.argument("source", metavar="TỆP", default="-")
    @click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
    @click.option("--explain", is_flag=True, help="Kèm cách suy ra: quy tắc, căn cứ, dữ kiện đã dùng.")
    def command(source: str, as_json: bool, explain: bool) -> int:
        sheet = importlib.import_module(f"lantoa.cli.worksheets.{name}")
        cases = parse(read_source(source))
        many = isinstance(cases, list)
        found = [answer(sheet, case, explain) for case in (cases if many else [cases])]
        if as_json:
            echo_json(found if many else found[0])
        else:
            titles = [f"— Trường hợp {index} —" for index in range(1, len(found) + 1)] if many else [""]
            click.echo("\n\n".join(rendered(sheet, *pair) for pair in zip(found, titles, strict=True)))
        return 2 if any("error" in one for one in found) else 0

    return command


@click.group("try", cls=WorksheetGroup)
def command() -> None:
    """Thử một quy tắc trên tờ tính JSON (tệp hoặc - cho đầu vào chuẩn), không cần cơ sở dữ liệu."""

"""A small language for lines that follow from other lines: + − × ÷, parentheses, sum(), avg(), prev().

``M05a + M05b``, ``M06a ÷ M06b``, ``M09 − prev(M09)``. Nothing of Python is run: the text is read here, its measures are
checked, and it is computed over decimals. What is missing, and a division by zero, is 'no data', never zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from lantoa.kernel.errors import BadInput

LONGEST, DEEPEST = 500, 20
DIGITS = 40
ADDING, SCALING = {"+": "+", "-": "-", "−": "-"}, {"*": "×", "×": "×", "·": "×", "/": "÷", "÷": "÷", ":": "÷"}
FUNCTIONS = ("sum", "avg", "prev")
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\W\d]\w*(?:\.\w+)*)|(?P<mark>[-+−*×·/÷:(),;]))"
)


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Code:
    """A line's figure, of the period before where ``previous``. ``at`` is its place in the text, from 1."""

    code: str
    at: int
    previous: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """``sign`` is one of + - × ÷; ``at`` its place in the text, from 1."""

    sign: str
    left: Expression
    right: Expression
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    parts: tuple[Expression, ...]
    at: int


Expression = Number | Code | Operation | Call
Measure = tuple[tuple[str, int], ...]
"""Measures with their powers: (('hộ', 1),) for households, () for a bare number, (('buổi', -1), ('người', 1))."""
BARE: Measure = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def _refuse(message: str, place: str, at: int, remedy: str) -> BadInput:
    return BadInput("BAD_FORMULA", f"{message} (ký tự thứ {at}).", place=place, remedy=remedy)


def _tokens(text: str, place: str) -> Iterator[_Token]:
    at = 0
    while text[at:].strip():
        found = TOKEN.match(text, at)
        if found is None:
            wrong = len(text) - len(text[at:].lstrip())
            raise _refuse(
                f"Không hiểu “{text[wrong : wrong + 10]}”",
                place,
                wrong + 1,
                "Chỉ dùng mã chỉ tiêu, số, + − × ÷, ngoặc tròn, sum(), avg(), prev(); số lẻ viết 0.5.",
            )
        kind = str(found.lastgroup)
        yield _Token(kind, found[kind], found.start(kind) + 1)
        at = found.end()


class _Reader:
    """Recursive descent; every step looks at one token."""

    def __init__(self, text: str, place: str) -> None:
        self.place, self.tokens = place, list(_tokens(text, place))
        self.end, self.depth = len(text) + 1, 0

    def peek(self) -> str:
        return self.tokens[0].text if self.tokens else ""

    def take(self, wanted: str = "") -> _Token:
        if not self.tokens or (wanted and self.peek() != wanted):
            missing = f"Thiếu “{wanted}”" if wanted else "Công thức dừng giữa chừng"
            at = self.tokens[0].at if self.tokens else self.end
            raise _refuse(missing, self.place, at, "Viết đủ công thức, ví dụ: (M05a + M05b) ÷ M03.")
        return self.tokens.pop(0)

    def whole(self) -> Expression:
        found = self.chain(ADDING, lambda: self.chain(SCALING, self.single))
        if self.tokens:
            raise _refuse(
                f"Thừa “{self.peek()}”",
                self.place,
                self.tokens[0].at,
                "Đặt dấu tính giữa hai số hạng, đóng đủ ngoặc.",
            )
        return found

    def chain(self, signs: Mapping[str, str], part: Callable[[], Expression]) -> Expression:
        left = part()
        while self.peek() in signs:
            sign = self.take()
            left = Operation(signs[sign.text], left, part(), sign.at)
        return left

    def inner(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _refuse("Quá nhiều lớp ngoặc", self.place, self.end, "Tách thành hai chỉ tiêu.")
        found = self.chain(ADDING, lambda: self.chain(SCALING, self.single))
        self.depth -= 1
        return found

    def single(self) -> Expression:
        token = self.take()
        if token.kind == "number":
            return Number(Decimal(token.text))
        if token.text == "(":
            found = self.inner()
            self.take(")")
            return found
        if token.kind == "name":
            return self.call(token) if self.peek() == "(" else Code(token.text, token.at)
        raise _refuse(
            f"Không đặt “{token.text}” ở đây được",
            self.place,
            token.at,
            "Trước dấu này cần một số hoặc mã chỉ tiêu.",
        )

    def call(self, name: _Token) -> Expression:
        if name.text.lower() not in FUNCTIONS:
            raise _refuse(f"Không có hàm “{name.text}”", self.place, name.at, "Chỉ có sum(), avg(), prev().")
        self.take("(")
        parts = [self.inner()]
        while self.peek() in (",", ";"):
            self.take()
            parts.append(self.inner())
        self.take(")")
        if name.text.lower() != "prev":
            return Call(name.text.lower(), tuple(parts), name.at)
        if len(parts) != 1 or not isinstance(parts[0], Code) or parts[0].previous:
            raise _refuse("prev() chỉ nhận một mã chỉ tiêu", self.place, name.at, "Viết ví dụ: prev(M09).")
        return Code(parts[0].code, parts[0].at, previous=True)


def parse(text: str, place: str = "công thức") -> Expression:
    """Raises ``BadInput`` BAD_FORMULA at ``place``, saying at which character."""
    if len(text) > LONGEST:
        raise BadInput(
            "BAD_FORMULA",
            f"Công thức dài quá {LONGEST} ký tự.",
            place=place,
            remedy="Tách thành hai chỉ tiêu.",
        )
    return _Reader(text, place).whole()


def codes(expression: Expression) -> Iterator[Code]:
    """Every line that the expression names, in order."""
    match expression:
        case Code():
            yield expression
        case Operation(_, left, right):
            yield from codes(left)
            yield from codes(right)
        case Call(_, parts):
            for part in parts:
                yield from codes(part)


# Measures ---------------------------------------------------------------------------------------------


def measured(expression: Expression, measures: Mapping[str, str], place: str = "công thức") -> Measure:
    """The measure of the result. Raises ``BadInput``: an unknown code, or adding up two different measures."""
    match expression:
        case Number():
            return BARE
        case Code(code, at):
            if code not in measures:
                raise _refuse(
                    f"Không có chỉ tiêu “{code}”",
                    place,
                    at,
                    f"Dùng một trong: {', '.join(sorted(measures))}.",
                )
            return plain(measures[code])
        case Call(name, parts, at):
            found = [measured(part, measures, place) for part in parts]
            for other in found[1:]:
                _same(found[0], other, f"{name}()", place, at)
            return found[0]
        case Operation(sign, left, right, at):
            one, two = measured(left, measures, place), measured(right, measures, place)
            if sign in "+-":
                _same(one, two, f"dấu “{sign}”", place, at)
                return one
            return _joined(one, two, 1 if sign == "×" else -1)


def plain(measure: str) -> Measure:
    """'hộ' as a measure; '%' is a bare number."""
    return BARE if measure in ("", "%", "lần") else ((measure, 1),)


def _same(one: Measure, two: Measure, where: str, place: str, at: int) -> None:
    if one != two:
        raise _refuse(
            f"Không cộng, trừ {written(one)} với {written(two)} ở {where}",
            place,
            at,
            "Chỉ cộng, trừ các chỉ tiêu cùng đơn vị tính.",
        )


def _joined(one: Measure, two: Measure, sign: int) -> Measure:
    powers = dict(one)
    for measure, power in two:
        powers[measure] = powers.get(measure, 0) + sign * power
    return tuple(sorted((measure, power) for measure, power in powers.items() if power))


def written(measure: Measure) -> str:
    """'hộ', 'người/buổi', 'số không có đơn vị'."""
    above = "×".join(name for name, power in measure for _ in range(power))
    below = "/".join(name for name, power in measure for _ in range(-power))
    return f"{above or '1'}/{below}" if below else above or "số không có đơn vị"


def linear(expression: Expression) -> bool:
    """Whether computing each unit and adding up gives the same as computing from the totals."""
    match expression:
        case Number():
            return False
        case Code():
            return True
        case Call("sum", parts):
            return all(linear(part) for part in parts)
        case Operation("×", left, right):
            return (isinstance(left, Number) and linear(right)) or (
                isinstance(right, Number) and linear(left)
            )
        case Operation("÷", left, right):
            return isinstance(right, Number) and linear(left)
        case Operation(_, left, right):
            return linear(left) and linear(right)
    return False


# Values -----------------------------------------------------------------------------------------------

Known = Mapping[str, Decimal | None]
"""Code → figure; absent or None is 'no data'."""


def compute(expression: Expression, now: Known, before: Known) -> Decimal | None:
    """The value, or None where something it needs is missing or a divisor is zero. ``before``: the last period."""
    with localcontext() as context:
        context.prec = DIGITS
        return _value(expression, now, before)


def _value(expression: Expression, now: Known, before: Known) -> Decimal | None:
    match expression:
        case Number(value):
            return value
        case Code(code, _, previous):
            return (before if previous else now).get(code)
        case Call(name, parts):
            return _called(name, [_value(part, now, before) for part in parts])
        case Operation(sign, left, right):
            return _signed(sign, _value(left, now, before), _value(right, now, before))


def _called(name: str, values: list[Decimal | None]) -> Decimal | None:
    """A sum with a part missing is unknown; an average is of those that are there."""
    there = [value for value in values if value is not None]
    if not there or (name == "sum" and len(there) < len(values)):
        return None
    total = sum(there, Decimal(0))
    return total if name == "sum" else total / len(there)


def _signed(sign: str, one: Decimal | None, two: Decimal | None) -> Decimal | None:
    if one is None or two is None or (sign == "÷" and two == 0):
        return None
    if sign == "÷":
        return one / two
    return one * two if sign == "×" else one + two if sign == "+" else one - two

"""What arrives in a call: JSON and forms without the NUL character, which no database text can hold."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser as Plain

from lantoa.kernel.errors import BadInput


class Parser(Plain):
    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """``ValueError`` becomes the API's 400: not JSON, not UTF-8, or with a NUL inside."""
        if b"\\u0000" in request.body:
            raise ValueError("NUL")
        return super().parse_body(request)

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        for name, values in data.lists():
            if any(isinstance(value, str) and "\x00" in value for value in values):
                raise BadInput(
                    "BAD_FIELD",
                    "Giá trị có ký tự rỗng (NUL).",
                    place=name,
                    remedy="Bỏ ký tự này rồi gửi lại.",
                )
        return super().parse_querydict(data, list_fields, request)

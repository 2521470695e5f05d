"""Failures as problem+json (RFC 9457): the same code, message, place and remedy that the page shows."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from lantoa.kernel.errors import Fault, Problem

logger = logging.getLogger(__name__)


def answer(status: int, fault: Fault, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    body: dict[str, Any] = {
        "type": f"urn:lantoa:problem:{fault.code.lower().replace('_', '-')}",
        "title": fault.message,
        "status": status,
        **fault.as_dict(),
    }
    if len(faults) > 1:
        body["errors"] = [one.as_dict() for one in faults]
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type="application/problem+json; charset=utf-8",
    )


def _of_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return answer(problem.status, problem.fault, problem.faults)


def _of_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    refused = tuple(getattr(request, "refused_uploads", ()))
    if refused:  # the file never arrived because it was too large: that is what is wrong
        return answer(413, refused[0], refused)
    faults = tuple(
        Fault(
            "BAD_FIELD",
            _said(one),
            place=".".join(str(part) for part in one["loc"][1:]),
            remedy="Xem mô tả trường ở /api/v1/docs.",
        )
        for one in error.errors
    )
    return answer(422, faults[0], faults)


def _said(error: dict[str, Any]) -> str:
    """What is wrong with a field, in Vietnamese, by pydantic's kind of error."""
    kinds = {
        "missing": "Thiếu trường bắt buộc.",
        "extra_forbidden": "Trường này không có trong mẫu.",
        "int_parsing": "Cần một số nguyên.",
        "int_type": "Cần một số nguyên.",
        "decimal_parsing": "Cần một số.",
        "date_from_datetime_parsing": "Cần một ngày dạng 2026-11-21.",
        "date_parsing": "Cần một ngày dạng 2026-11-21.",
        "string_type": "Cần một chuỗi ký tự.",
        "bool_parsing": "Cần true hoặc false.",
        "json_invalid": "Không phải JSON hợp lệ.",
    }
    return kinds.get(error["type"], "Giá trị không hợp lệ.")


def _of_authentication(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    fault = Fault(
        "NOT_SIGNED_IN",
        "Chưa đăng nhập hoặc khóa API không còn hiệu lực.",
        place="Authorization",
        remedy="Gửi tiêu đề “Authorization: Bearer <khóa>”; tạo khóa bằng lệnh lantoa access token.",
    )
    return answer(401, fault)


def _of_size(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    fault = Fault(
        "REQUEST_TOO_LARGE",
        "Nội dung gửi lên lớn hơn mức API nhận trong một lần (5 MB).",
        place="thân yêu cầu",
        remedy="Tách nhỏ nội dung; tệp lớn thì gửi trên trang tương ứng.",
    )
    return answer(413, fault)


def _of_body(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja's own answer to a body that it cannot read."""
    fault = Fault(
        "BAD_BODY",
        "Không đọc được thân yêu cầu.",
        place="thân yêu cầu",
        remedy="Gửi JSON hợp lệ, mã UTF-8.",
    )
    return answer(error.status_code, fault)


def _of_data(request: HttpRequest, error: DataError) -> HttpResponse:
    """PostgreSQL is stricter than SQLite; what no rule refused before it is still said, not a crash."""
    logger.warning("data refused: %s", type(error.__cause__).__name__)
    fault = Fault(
        "BAD_FIELD",
        "Có giá trị mà cơ sở dữ liệu không lưu được.",
        place="thân yêu cầu",
        remedy="Bỏ ký tự rỗng (NUL), rút ngắn chuỗi quá dài, sửa số quá lớn.",
    )
    return answer(422, fault)


def install(api: NinjaAPI) -> None:
    api.exception_handler(Problem)(_of_problem)
    api.exception_handler(ValidationError)(_of_validation)
    api.exception_handler(AuthenticationError)(_of_authentication)
    api.exception_handler(RequestDataTooBig)(_of_size)
    api.exception_handler(HttpError)(_of_body)
    api.exception_handler(DataError)(_of_data)

"""Error pages: what happened, where, and what to do now. No code, no blame."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lantoa.kernel.errors import BadInput, NotAllowed, NotFound, Problem

from . import uploads

TITLES = {
    400: gettext_noop("Yêu cầu gửi đến không đọc được"),
    403: gettext_noop("Bạn không có quyền làm việc này"),
    404: gettext_noop("Không tìm thấy nội dung này"),
    409: gettext_noop("Việc này không làm được ở bước hiện tại"),
    413: gettext_noop("Tệp hoặc biểu mẫu gửi lên quá lớn"),
    422: gettext_noop("Thông tin gửi lên cần sửa"),
    429: gettext_noop("Cần chờ một lát rồi thử lại"),
}


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of an expected failure, with the status that its kind carries."""
    context = {"problem": problem, "title": _(TITLES.get(problem.status, TITLES[422]))}
    return render(request, "errors/problem.html", context, status=problem.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return problem_page(request, uploads.too_large(""))
    problem = BadInput(
        "BAD_REQUEST",
        _("Máy chủ không đọc được yêu cầu vừa gửi."),
        remedy=_("Tải lại trang rồi làm lại thao tác."),
    )
    problem.status = 400
    return problem_page(request, problem)


def data_refused(request: HttpRequest) -> HttpResponse:
    """PostgreSQL is stricter than SQLite; what no form refused before it is still said, not a crash."""
    return problem_page(
        request,
        BadInput(
            "BAD_FIELD",
            _("Có ô nhập mà cơ sở dữ liệu không lưu được, nên chưa lưu gì."),
            remedy=_(
                "Quay lại trang trước; bỏ ký tự lạ, rút ngắn đoạn quá dài hoặc sửa số quá lớn rồi gửi lại."
            ),
        ),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_page(
        request,
        NotAllowed(
            "NOT_ALLOWED",
            _("Vai trò của bạn không có quyền mở trang này."),
            remedy=_("Đề nghị người quản trị giao vai trò phù hợp."),
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_page(
        request,
        NotFound(
            "NOT_FOUND",
            _("Địa chỉ này không có, hoặc nằm ngoài phạm vi được giao cho bạn."),
            remedy=_("Kiểm tra lại địa chỉ, hoặc đi từ “Việc của tôi”."),
        ),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: most often the page stayed open over a sign-out."""
    return problem_page(
        request,
        NotAllowed(
            "FORM_EXPIRED",
            _("Trang đã mở quá lâu hoặc phiên đăng nhập đã đổi, nên chưa lưu gì."),
            remedy=_("Quay lại trang trước, tải lại trang rồi gửi lại. Nếu vẫn gặp, hãy đăng nhập lại."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither the database nor the frame: either may be what failed."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)

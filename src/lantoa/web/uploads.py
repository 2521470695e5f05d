"""Uploads that are too large are refused while they stream in; the form's other entries survive."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lantoa.kernel.errors import Fault, TooLarge

MEBIBYTE = 1024 * 1024
CHUNK = 256 * 1024
PATIENCE = 8
"""A request up to this many times the limit is read to its end, so that the browser gets the answer."""


def limit() -> int:
    return int(settings.UPLOAD_LIMIT_MB) * MEBIBYTE


def fault(place: str) -> Fault:
    return Fault(
        "UPLOAD_TOO_LARGE",
        _("Tệp lớn hơn mức cho phép (%(limit)s MB).") % {"limit": settings.UPLOAD_LIMIT_MB},
        place,
        _("Nén ảnh, tách tệp, hoặc chỉ gửi phần cần thiết rồi chọn lại tệp."),
    )


def too_large(place: str) -> TooLarge:
    found = fault(place)
    return TooLarge(found.code, found.message, place=found.place, remedy=found.remedy)


def length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def hopeless(request: HttpRequest) -> bool:
    """Larger than even several refused files would be: not worth parsing for its form fields."""
    return length(request) > PATIENCE * limit()


def drain(request: HttpRequest) -> None:
    """Read a bounded part of the body and throw it away: an unread body makes browsers show a network error."""
    left = min(length(request), 2 * PATIENCE * limit())
    while left > 0:
        piece = request.read(min(CHUNK, left))
        if not piece:
            return
        left -= len(piece)


def watch(request: HttpRequest) -> None:
    """Put the guard before Django's own upload handlers."""
    if request.method == "POST" and request.META.get("CONTENT_TYPE", "").startswith("multipart/"):
        request.upload_handlers.insert(0, LimitHandler(request))


class LimitHandler(FileUploadHandler):
    """Counts each file's bytes as they arrive and drops the file, not the form, when it passes the limit."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > limit():
            self.request.refused_uploads.append(fault(self.field_name or ""))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

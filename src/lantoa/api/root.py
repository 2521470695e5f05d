"""The API's root: routers, authentication and errors. ``docs/reference/openapi.json`` is its snapshot."""

from __future__ import annotations

import importlib
import importlib.util

from ninja import NinjaAPI

from . import problems
from .auth import EVERYBODY

AREAS = (
    ("organisation", "Tổ chức"),
    ("organisation_changes", "Tổ chức"),
    ("people", "Cán bộ"),
    ("imports", "Nhập từ tệp"),
    ("exchange", "Trao đổi giữa các bản cài"),
    ("rulebook", "Căn cứ pháp lý"),
    ("rulebook_local", "Căn cứ pháp lý"),
    ("instruments", "Căn cứ pháp lý"),
    ("programme", "Chỉ đạo, phong trào"),
    ("programme_pledges", "Chỉ đạo, phong trào"),
    ("reporting_steering", "Báo cáo"),  # "submissions/accept" before "submissions/{pk}"
    ("reporting", "Báo cáo"),
    ("reporting_totals", "Báo cáo"),
    ("reporting_entry", "Báo cáo"),
    ("reporting_series", "Báo cáo"),
    ("rulebook_days", "Căn cứ pháp lý"),
    ("figures", "Báo cáo"),
    ("analysis", "Phân tích"),
    ("assessment", "Chấm điểm, xếp hạng"),
    ("commendation", "Khen thưởng"),
    ("conference", "Hội nghị"),
    ("reading", "Trích xuất văn bản"),
    ("portal", "Tra cứu công khai"),
    ("papers", "Văn bản"),
    ("templates", "Văn bản"),
    ("signing", "Văn bản"),
    ("registry", "Văn thư"),
    ("registry_books", "Văn thư"),
    ("worklist", "Việc của tôi"),
    ("search", "Tìm kiếm"),
    ("notices", "Thông báo"),
    ("jobs", "Việc nền"),
    ("journal", "Nhật ký"),
    ("access", "Quyền hạn"),
    ("account", "Đăng nhập, tài khoản"),
)


def build() -> NinjaAPI:
    api = NinjaAPI(
        title="Lan Tỏa",
        version="1",
        description="Phong trào thi đua từ phát động đến tôn vinh.",
        auth=EVERYBODY,
        urls_namespace="api-v1",
        docs_url=None,
    )
    problems.install(api)
    for area, label in AREAS:
        if importlib.util.find_spec(f"lantoa.api.v1.{area}") is not None:
            api.add_router("", importlib.import_module(f"lantoa.api.v1.{area}").router, tags=[label])
    return api


api = build()

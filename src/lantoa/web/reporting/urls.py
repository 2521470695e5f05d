from __future__ import annotations

from django.urls import path

from . import (
    board,
    chaser,
    published,
    reliefs,
    review,
    series,
    sheet,
    sheet_device,
    sheet_evidence,
    sheet_files,
    sheet_merge,
    targets,
    totals,
)

app_name = "reporting"
urlpatterns = [
    path("", board.index, name="index"),
    path("theo-doi/", board.matrix, name="board"),
    path("theo-doi/<int:pk>/nhac/", chaser.remind, name="remind"),
    path("theo-doi/<int:pk>/duyet/", chaser.accept_many, name="accept-many"),
    path("so-can-xem/", review.outlying, name="outlying"),
    path("gia-han/", reliefs.index, name="reliefs"),
    path("<int:pk>/gia-han/", reliefs.relief, name="relief"),
    path("<int:pk>/dinh-chinh/", review.correct, name="correct"),
    path("chi-tieu/", targets.targets, name="targets"),
    path("bieu/", published.forms, name="forms"),
    path("bieu/moi/", published.publish, name="publish"),
    path("bieu/<int:pk>/", published.form, name="form"),
    path("tong-hop/", totals.totals, name="totals"),
    path("qua-cac-ky/", series.series, name="series"),
    path("tong-hop/chi-tiet/", totals.parts, name="parts"),
    path("<int:pk>/", sheet.show, name="sheet"),
    path("<int:pk>/gui/", sheet.send, name="submit"),
    path("<int:pk>/tra-lai/", sheet.give_back, name="return"),
    path("<int:pk>/duyet/", sheet.accept, name="accept"),
    path("<int:pk>/khoa/", sheet.lock, name="lock"),
    path("<int:pk>/tep-mau/", sheet_files.template, name="template"),
    path("<int:pk>/nhap-tep/", sheet_files.upload, name="upload"),
    path("<int:pk>/nguon/<str:code>/", sheet_files.sources, name="sources"),
    path("<int:pk>/ban-nhap/bo/", sheet.forget, name="forget"),
    path("<int:pk>/gop/", sheet_merge.merge, name="merge"),
    path("<int:pk>/minh-chung/<str:code>/", sheet_evidence.evidence, name="evidence"),
    path("<int:pk>/tep-minh-chung/<int:file>/", sheet_evidence.file, name="evidence-file"),
    path("<int:pk>/tep-minh-chung/<int:file>/go/", sheet_evidence.withdraw, name="evidence-withdraw"),
    path("tren-may-nay/", sheet_device.device, name="device"),
    path("tren-may-nay/sw.js", sheet_device.worker, name="worker"),
    path("tren-may-nay/lan-toa.webmanifest", sheet_device.manifest, name="manifest"),
]

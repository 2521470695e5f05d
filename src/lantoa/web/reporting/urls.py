from __future__ import annotations

from django.urls import path

from . import board, published, series, sheet, totals

app_name = "reporting"
urlpatterns = [
    path("", board.index, name="index"),
    path("theo-doi/", board.matrix, name="board"),
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
    path("<int:pk>/tep-mau/", sheet.template, name="template"),
    path("<int:pk>/nhap-tep/", sheet.upload, name="upload"),
    path("<int:pk>/nguon/<str:code>/", sheet.sources, name="sources"),
]

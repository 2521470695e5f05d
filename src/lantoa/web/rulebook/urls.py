"""The law as the product knows it: rules, instruments, what differs, what is to be confirmed, what is laid down."""

from __future__ import annotations

from django.urls import path

from . import confirming, days, differences, instruments, local, rules, titles

app_name = "rulebook"
urlpatterns = [
    path("", rules.index, name="index"),
    path("danh-hieu/", titles.index, name="titles"),
    path("danh-hieu/<str:code>/", titles.title, name="title"),
    path("van-ban/", instruments.index, name="instruments"),
    path("van-ban/<str:code>/", instruments.instrument, name="instrument"),
    path("tep/<int:pk>/", instruments.download, name="text"),
    path("tep/<int:pk>/go/", instruments.detach, name="detach"),
    path("tep/<int:pk>/lay-lai/", instruments.reattach, name="reattach"),
    path("khac-nhau/", differences.index, name="differences"),
    path("cho-xac-nhan/", confirming.index, name="to-confirm"),
    path("quy-dinh/", local.index, name="local"),
    path("quy-dinh/nap/", local.load, name="load"),
    path("quy-dinh/<int:pk>/", local.pack, name="local-pack"),
    path("quy-dinh/<int:pk>/tep/", local.file, name="local-file"),
    path("quy-dinh/<int:pk>/rut/", local.withdraw, name="withdraw-local"),
    path("quy-dinh/<int:pk>/lay-lai/", local.restore, name="restore-local"),
    path("rut/<int:pk>/", confirming.withdraw, name="withdraw"),
    path("xac-nhan-lai/<int:pk>/", confirming.again, name="confirm-again"),
    path("ngay-nghi/", days.index, name="days"),
    path("ngay-nghi/rut/", days.withdraw, name="withdraw-day"),
    path("<str:code>/", rules.rule, name="rule"),
    path("<str:code>/dat-rieng/", local.override, name="override"),
]

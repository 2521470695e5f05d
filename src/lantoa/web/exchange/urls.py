"""Addresses of exchange between deployments."""

from __future__ import annotations

from django.urls import path

from . import received, views

app_name = "exchange"
urlpatterns = [
    path("", views.index, name="index"),
    path("dang-ky/", views.register, name="register"),
    path("noi/<int:pk>/thoi/", views.withdraw, name="withdraw"),
    path("gui/", views.make, name="make"),
    path("nhan/", views.take, name="take"),
    path("da-nhan/", received.received, name="received"),
    path("goi/<int:pk>/", views.package, name="package"),
    path("goi/<int:pk>/tep/", views.download, name="download"),
    path("goi/<int:pk>/ghi/", views.apply, name="apply"),
]

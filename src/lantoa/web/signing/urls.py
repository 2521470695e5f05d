"""Addresses of digital signing and interchange, by the number of a registered paper."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "signing"
urlpatterns = [
    path("nhan/", views.arrive, name="arrive"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/ban-ky.pdf", views.given, name="given"),
    path("<int:pk>/ho-so.zip", views.bundle, name="bundle"),
    path("<int:pk>/lien-thong.edxml", views.send, name="edxml"),
    path("ban/<int:copy>/tep.pdf", views.copy_file, name="copy"),
    path("ban/<int:copy>/rut/", views.withdraw, name="withdraw"),
    path("ban/<int:copy>/khoi-phuc/", views.restore, name="restore"),
]

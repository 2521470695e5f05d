from __future__ import annotations

from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("", views.search, name="search"),
    path("<str:code>/", views.decision, name="decision"),
    path("<str:code>/ma.svg", views.qr, name="qr"),
]

"""Addresses of the checker."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "checking"
urlpatterns = [
    path("", views.index, name="index"),
    path("ban-sua.docx", views.corrected, name="corrected"),
]

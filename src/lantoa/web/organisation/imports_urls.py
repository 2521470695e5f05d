"""Addresses below /to-chuc/nhap/."""

from __future__ import annotations

from django.urls import path

from . import imports

app_name = "imports"
urlpatterns = [
    path("", imports.index, name="index"),
    path("lan/<int:pk>/", imports.one, name="import"),
    path("lan/<int:pk>/ghi/", imports.apply, name="apply"),
    path("lan/<int:pk>/danh-dau/", imports.marked, name="marked"),
    path("<str:slug>/", imports.new, name="new"),
    path("<str:slug>/mau.<str:form>", imports.sample, name="sample"),
]

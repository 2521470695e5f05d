"""The addresses of the whole product. Page addresses are unaccented Vietnamese, API paths English."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("lantoa.web.urls")),
]

"""The addresses of the whole product. Page addresses are unaccented Vietnamese, API paths English."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from lantoa.api.root import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("", include("lantoa.web.urls")),
]

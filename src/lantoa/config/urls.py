"""The addresses of the whole product. Page addresses are unaccented Vietnamese, API paths English."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from lantoa.api.root import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("", include("lantoa.web.urls")),
]

handler400 = "lantoa.web.errors.bad_request"
handler403 = "lantoa.web.errors.forbidden"
handler404 = "lantoa.web.errors.not_found"
handler500 = "lantoa.web.errors.server_error"

from __future__ import annotations

from django.urls import include, path

from . import clusters, founding, units

app_name = "organisation"
urlpatterns = [
    path("", units.index, name="index"),
    path("cum/", clusters.index, name="clusters"),
    path("cum/<str:key>/", clusters.cluster, name="cluster"),
    path("cum/<str:key>/ban-giao/", clusters.hand_over, name="hand-over"),
    path("can-bo/", include("lantoa.web.organisation.people_urls")),
    path("moi/", founding.found, name="found"),
    path("<str:code>/", units.unit, name="unit"),
]

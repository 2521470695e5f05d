from __future__ import annotations

from django.urls import include, path

from . import cluster_steps, clusters, forces, founding, maps, unit, units

app_name = "organisation"
urlpatterns = [
    path("", units.index, name="index"),
    path("cum/", clusters.index, name="clusters"),
    path("cum/moi/", cluster_steps.create, name="cluster-new"),
    path("cum/<str:key>/", clusters.cluster, name="cluster"),
    path("cum/<str:key>/ban-giao/", cluster_steps.hand_over, name="hand-over"),
    path("cum/<str:key>/bien-ban-ban-giao.<str:form>", clusters.minutes, name="hand-over-minutes"),
    path("cum/<str:key>/thanh-vien/", cluster_steps.complete, name="cluster-members"),
    path("can-bo/", include("lantoa.web.organisation.people_urls")),
    path("ban-do/", maps.country, name="map"),
    path("ban-do/<str:code>/", maps.province, name="province-map"),
    path("moi/", founding.found, name="found"),
    path("danh-sach/", units.every, name="units"),
    path("<str:code>/luc-luong/", forces.history, name="forces"),
    path("<str:code>/luc-luong/moi/", forces.record, name="force-new"),
    path("", include("lantoa.web.organisation.changes_urls")),
    path("<str:code>/", unit.show, name="unit"),
]

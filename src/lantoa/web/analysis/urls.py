from __future__ import annotations

from django.urls import path

from . import merging, pages, pivot, places, saved, schedules, views

app_name = "analysis"
urlpatterns = [
    path("", views.index, name="index"),
    path("tinh-lai/", views.refresh, name="refresh"),
    path("xu-huong/", pages.trend, name="trend"),
    path("so-sanh/", pages.compare, name="compare"),
    path("phan-bo/", pages.spread, name="spread"),
    path("tang-giam/", pages.movers, name="movers"),
    path("so-voi-chi-tieu/", pages.targets, name="targets"),
    path("ban-do/", places.country, name="map"),
    path("bang/", pivot.show, name="pivot"),
    path("bang/luu/", saved.keep, name="save"),
    path("bang/<int:pk>/", saved.opened, name="table"),
    path("bang/<int:pk>/sua/", saved.edit, name="edit-table"),
    path("bang/<int:pk>/xoa/", saved.delete, name="delete-table"),
    path("bang/khoi-phuc/", saved.restore, name="restore-table"),
    path("bang/<int:pk>/gui/", schedules.create, name="schedule"),
    path("bang/lich/<int:pk>/xem/", schedules.received, name="received"),
    path("ghep-bao-cao/", merging.index, name="merges"),
    path("ghep-bao-cao/moi/", merging.create, name="new-merge"),
    path("ghep-bao-cao/<int:pk>/", merging.one, name="merge"),
    path("ghep-bao-cao/<int:pk>/xoa/", merging.delete, name="delete-merge"),
    path("ghep-bao-cao/<int:pk>/khoi-phuc/", merging.restore, name="restore-merge"),
    path("lich-gui/", schedules.index, name="schedules"),
    path("lich-gui/<int:pk>/", schedules.one, name="schedule-one"),
    path("lich-gui/<int:pk>/dung/", schedules.stop, name="stop-schedule"),
    path("lich-gui/<int:pk>/chay-tiep/", schedules.resume, name="resume-schedule"),
]

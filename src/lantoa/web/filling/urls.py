"""Addresses of a unit's own layouts."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "filling"
urlpatterns = [
    path("", views.index, name="index"),
    path("them/", views.add, name="add"),
    path("truong/<slug:code>/", views.fields, name="fields"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/tep", views.file, name="file"),
    path("<int:pk>/goc/<int:number>", views.original, name="original"),
    path("<int:pk>/gan/", views.assign, name="assign"),
    path("<int:pk>/phien-ban/", views.renew, name="renew"),
    path("<int:pk>/rut/", views.withdraw, name="withdraw"),
    path("<int:pk>/khoi-phuc/", views.restore, name="restore"),
]

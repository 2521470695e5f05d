from __future__ import annotations

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="index"),
    path("da-doc/", views.read_all, name="read"),
    path("nhan-thu/", views.choose, name="choose"),
    path("loi-nhac/", views.reminders, name="reminders"),
    path("<int:pk>/mo/", views.open_one, name="open"),
]

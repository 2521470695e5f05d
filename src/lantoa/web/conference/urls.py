from __future__ import annotations

from django.urls import path

from . import views

app_name = "conference"
urlpatterns = [
    path("", views.index, name="index"),
    path("moi/", views.convene, name="convene"),
    path("<int:pk>/", views.show, name="show"),
]

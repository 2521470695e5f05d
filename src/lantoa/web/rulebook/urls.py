from __future__ import annotations

from django.urls import path

from . import views

app_name = "rulebook"
urlpatterns = [
    path("", views.index, name="index"),
    path("rut/<int:pk>/", views.withdraw, name="withdraw"),
    path("<str:code>/", views.rule, name="rule"),
]

from __future__ import annotations

from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.job, name="job"),
    path("<int:pk>/tep/", views.file, name="file"),
    path("<int:pk>/huy/", views.stop, name="stop"),
    path("<int:pk>/chay-lai/", views.again, name="again"),
]

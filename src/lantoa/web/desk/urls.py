from __future__ import annotations

from django.urls import include, path

from . import views

notices = (
    [path("", views.notice_list, name="index"), path("da-doc/", views.read_all, name="read")],
    "notices",
)
jobs = (
    [
        path("", views.job_list, name="index"),
        path("<int:pk>/", views.job, name="job"),
        path("<int:pk>/tep/", views.job_file, name="file"),
    ],
    "jobs",
)

urlpatterns = [
    path("", views.home, name="home"),
    path("thong-bao/", include(notices)),
    path("thu/", views.outbox, name="outbox"),
    path("viec-nen/", include(jobs)),
    path("nhat-ky/", views.record, name="journal"),
]

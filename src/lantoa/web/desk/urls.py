from __future__ import annotations

from django.urls import include, path

from lantoa.web.notices import outbox

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("thong-bao/", include("lantoa.web.notices.urls")),
    path("thu/", outbox.index, name="outbox"),
    path("thu/<int:pk>/", outbox.mail, name="mail"),
    path("thu/<int:pk>/gui-lai/", outbox.again, name="mail-again"),
    path("viec-nen/", include("lantoa.web.jobs.urls")),
    path("nhat-ky/", views.record, name="journal"),
]

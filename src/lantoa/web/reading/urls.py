from __future__ import annotations

from django.urls import path

from . import correction, intake, review, texts

app_name = "reading"
urlpatterns = [
    path("", texts.index, name="index"),
    path("moi/", intake.new, name="new"),
    path("<int:pk>/", review.show, name="show"),
    path("<int:pk>/sua/<int:proposal>/", correction.correct, name="correct"),
]

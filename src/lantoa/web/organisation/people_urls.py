"""Addresses below /to-chuc/can-bo/."""

from __future__ import annotations

from django.urls import path

from . import handover, people, people_steps

urlpatterns = [
    path("", people.index, name="people"),
    path("moi/", people_steps.new, name="person-new"),
    path("<str:code>/", people.person, name="person"),
    path("<str:code>/chuc-vu/", people_steps.appoint, name="person-post"),
    path("<str:code>/chuc-vu/<int:pk>/thoi/", people_steps.end, name="person-end"),
    path("<str:code>/cap-bac/", people_steps.rank, name="person-rank"),
    path("<str:code>/sua/", people_steps.correct, name="person-correct"),
    path("<str:code>/ban-giao/", handover.show, name="person-handover"),
    path("<str:code>/ban-giao.<str:form>", handover.paper, name="person-handover-paper"),
    path("<str:code>/tai-khoan/", handover.link, name="person-account"),
    path("<str:code>/gop/", people_steps.merge, name="person-merge"),
    path("<str:code>/gop/<int:pk>/tach/", people_steps.part, name="person-part"),
]

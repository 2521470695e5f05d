from __future__ import annotations

from django.urls import path

from . import ballots, evaluations, opening, standing, views

app_name = "assessment"
urlpatterns = [
    path("", views.index, name="index"),
    path("moi/", opening.create, name="open"),
    path("moi/mau.xlsx", opening.template, name="open-template"),
    path("<int:pk>/", views.sheet, name="sheet"),
    path("<int:pk>/xep-hang/", views.ranking, name="ranking"),
    path("<int:pk>/chot/", views.finalise, name="finalise"),
    path("<int:pk>/mo-lai/", views.reopen, name="reopen"),
    path("<int:pk>/cong-bo/", views.publish, name="publish"),
    path("<int:pk>/bo-phieu/", ballots.open_ballot, name="open-ballot"),
    path("<int:pk>/bien-ban.<str:form>", views.minutes, name="minutes"),
    path("phieu/<int:pk>/", evaluations.evaluation, name="evaluation"),
    path("phieu/<int:pk>/buoc/", evaluations.advance, name="advance"),
    path("phieu/<int:pk>/can-cu-xep-hang/", standing.set_standing, name="standing"),
    path("phieu/<int:pk>/minh-chung/", evaluations.attach, name="attach"),
    path("minh-chung/<int:pk>/", evaluations.evidence, name="evidence"),
    path("bo-phieu/<int:pk>/", ballots.ballot, name="ballot"),
    path("bo-phieu/<int:pk>/dong/", ballots.close, name="close-ballot"),
    path("bo-phieu/<int:pk>/quyet-dinh/", ballots.settle, name="settle"),
    path("bo-phieu/<int:pk>/kiem-phieu.<str:form>", ballots.minutes, name="count-minutes"),
]

from __future__ import annotations

from django.urls import path

from . import asking, delegations, grants, matrix, proposals, users

app_name = "access"
urlpatterns = [
    path("", asking.index, name="index"),
    path("cua/<str:username>/", asking.rights, name="rights"),
    path("ma-tran/", matrix.matrix, name="matrix"),
    path("nguoi-dung/", users.index, name="users"),
    path("nguoi-dung/moi/", users.create, name="user-new"),
    path("nguoi-dung/<str:username>/", users.user, name="user"),
    path("nguoi-dung/<str:username>/sua/", users.edit, name="user-edit"),
    path("nguoi-dung/<str:username>/ngung/", users.stop, name="user-stop"),
    path("nguoi-dung/<str:username>/mo-lai/", users.reopen, name="user-reopen"),
    path("nguoi-dung/<str:username>/giao/", grants.give, name="give"),
    path("vai-tro/<int:pk>/ket-thuc/", grants.end, name="grant-end"),
    path("vai-tro/<int:pk>/gia-han/", grants.extend, name="grant-extend"),
    path("de-nghi/", proposals.index, name="proposals"),
    path("de-nghi/<int:pk>/", proposals.proposal, name="proposal"),
    path("de-nghi/<int:pk>/duyet/", proposals.approve, name="approve"),
    path("de-nghi/<int:pk>/khong-duyet/", proposals.refuse, name="refuse"),
    path("de-nghi/<int:pk>/rut/", proposals.withdraw, name="withdraw"),
    path("uy-quyen/", delegations.index, name="delegations"),
    path("uy-quyen/moi/", delegations.delegate, name="delegate"),
    path("uy-quyen/<int:pk>/thu-hoi/", delegations.revoke, name="revoke"),
]

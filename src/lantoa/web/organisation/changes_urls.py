from __future__ import annotations

from django.urls import path

from . import change_forms, changes

urlpatterns = [
    path("thay-doi/", changes.index, name="changes"),
    path("thay-doi/bo/<str:key>/", changes.shipped_set, name="change-set"),
    path("thay-doi/quy-dinh/", changes.rules, name="carry-rules"),
    path("thay-doi/<int:pk>/", changes.change, name="change"),
    path("thay-doi/<int:pk>/hoan-tac/", changes.undo, name="change-undo"),
    path("thay-doi/<int:pk>/viec-dang-do/", changes.settle, name="change-settle"),
    path("<str:code>/doi-ten/", change_forms.change, {"kind": "rename"}, name="change-rename"),
    path("<str:code>/chuyen/", change_forms.change, {"kind": "move"}, name="change-move"),
    path("<str:code>/hop-nhat/", change_forms.change, {"kind": "merge"}, name="change-merge"),
    path("<str:code>/chia-tach/", change_forms.change, {"kind": "split"}, name="change-split"),
    path("<str:code>/giai-the/", change_forms.change, {"kind": "dissolve"}, name="change-dissolve"),
    path("<str:code>/doi-loai/", change_forms.change, {"kind": "kind"}, name="change-kind"),
]

"""Addresses with one area only."""

from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("khu/bao-cao/", include(([path("", lambda request: HttpResponse(), name="index")], "reporting")))
]

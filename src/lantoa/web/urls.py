"""Page addresses, in unaccented Vietnamese. Each area adds one ``include`` line."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from . import health
from .components_page import views as components

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("lantoa.web.desk.urls")),
    path("cham-diem/", include("lantoa.web.assessment.urls")),
    path("phan-tich/", include("lantoa.web.analysis.urls")),
    path("bao-cao/", include("lantoa.web.reporting.urls")),
    path("can-cu/", include("lantoa.web.rulebook.urls")),
    path("giay-to/", include("lantoa.web.papers")),
    path("hoi-nghi/", include("lantoa.web.conference.urls")),
    path("ky-so/", include("lantoa.web.signing.urls")),
    path("mau-rieng/", include("lantoa.web.filling.urls")),
    path("phong-trao/", include("lantoa.web.programme.urls")),
    path("van-thu/", include("lantoa.web.registry.urls")),
    path("quyen/", include("lantoa.web.access.urls")),
    path("tim-kiem/", include("lantoa.web.search.urls")),
    path("to-chuc/nhap/", include("lantoa.web.organisation.imports_urls")),
    path("trao-doi/", include("lantoa.web.exchange.urls")),
    path("to-chuc/", include("lantoa.web.organisation.urls")),
    path("khen-thuong/", include("lantoa.web.commendation.urls")),
    path("kiem-tra-the-thuc/", include("lantoa.web.checking.urls")),
    path("tra-cuu/", include("lantoa.web.portal.urls")),
    path("trich-xuat/", include("lantoa.web.reading.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("", include("lantoa.web.account.urls")),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns += [path("thanh-phan/", components.components, name="components")]

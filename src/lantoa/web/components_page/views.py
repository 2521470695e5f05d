"""The component page: every pattern once, with the longest real names, in the reader's theme. Demo only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from lantoa.kernel import clock

from .. import kit
from . import samples


@kit.keeps_entries
def components(request: HttpRequest) -> HttpResponse:
    rows = kit.listing(
        samples.UNITS,
        request,
        samples.COLUMNS,
        caption="Đơn vị và tình trạng báo cáo",
        search="name",
        filters=samples.FILTERS,
        sort="name",
        page_size=5,
        file_name="don-vi-bao-cao",
    )
    if rows.export:
        return rows.export
    form = samples.SampleForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        kit.submitted(request, form)
    return kit.page(request, "component/components.html", samples.context(clock.today(), rows, form))

"""Papers from before get their search key and number as a figure; series named by a symbol ('QĐ-CAT') are counted by
kind from now on, going on after the highest number that either gave."""

from typing import Any

from django.db import migrations

from lantoa.documents.kinds import KINDS
from lantoa.kernel.vi.text import search_key

BY_ABBREVIATION = {kind.abbreviation: kind.code for kind in KINDS if kind.abbreviation}


def fill(apps: Any, editor: Any) -> None:
    paper = apps.get_model("registry", "Paper")
    for row in paper.objects.order_by("pk").iterator():
        row.search = search_key(f"{row.summary} {row.number} {row.symbol} {row.signer}")[:700]
        row.order = int(row.number) if row.number.isdecimal() else None
        row.save(update_fields=["search", "order"])
    series = apps.get_model("registry", "Series")
    for row in series.objects.filter(kind__contains="-").order_by("pk"):
        kind = BY_ABBREVIATION.get(row.kind.partition("-")[0])
        if kind is None:
            continue
        twin = series.objects.filter(body=row.body, year=row.year, kind=kind).first()
        if twin is None:
            row.kind = kind
            row.save(update_fields=["kind"])
        elif twin.last < row.last:
            twin.last = row.last
            twin.save(update_fields=["last"])


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_paper_flow")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

"""A slice of the stage ``lantoa demo load reporting``; ``.ci/run`` loads all of it once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lantoa.analytics import checking
from lantoa.demo import nationwide
from lantoa.organisation.models import UnitKind
from lantoa.reporting.models import Round, Submission
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_communes_are_taken_over_and_the_figures_stand(
    cast: Cast, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FIGURES = tmp_path
    monkeypatch.setattr(nationwide, "_ground", lambda say: None)
    monkeypatch.setattr(nationwide, "actor", lambda name: cast["ministry"])
    told = nationwide.load(lambda words: None, most=2)
    assert (told["reports"], told["form"]) == (2, "PT-XA-6T")
    round_ = Round.objects.select_related("form").get(form__code="PT-XA-6T")
    assert round_.form.audience_kind == UnitKind.COMMUNE_POLICE
    assert Submission.objects.filter(round=round_, state="accepted").count() == 2
    assert checking.check(round_).rows == told["cells"] > 20

"""A cluster year in few lines: a small sheet of every kind of criterion, and steps that bring it forward."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lantoa.access.facts import actor_of
from lantoa.access.models import Grant, User
from lantoa.assessment import operations
from lantoa.assessment.models import CriteriaSheet, Evaluation
from lantoa.kernel.actors import Actor
from lantoa.organisation.models import Cluster, Unit
from tests.cast import CLUSTER, START, Cast

DAY = date(2026, 11, 21)
CRITERIA: tuple[dict[str, Any], ...] = (
    {"code": "I", "kind": "group", "label": "Công tác chuyên môn", "max": "30"},
    {"code": "I.1", "parent": "I", "kind": "quantitative", "label": "Mô hình xây dựng mới", "max": "10"},
    {"code": "I.2", "parent": "I", "kind": "direct", "label": "Chất lượng phong trào", "max": "20"},
    {"code": "III", "kind": "group", "label": "Tổ chức phong trào thi đua", "max": "10"},
    {"code": "III.1", "parent": "III", "kind": "pass_fail", "label": "Ký giao ước đúng hạn", "max": "10"},
    {
        "code": "IV",
        "kind": "bonus_penalty",
        "label": "Điểm cộng, trừ",
        "max": "5",
        "min": "-5",
        "bonus_points": "1",
        "penalty_points": "2",
    },
)
POINTS = {
    "CA.T1": {
        "I.1": {"target": "10", "actual": "15"},
        "I.2": "19",
        "III.1": True,
        "IV": {"bonus": 1, "penalty": 0},
    },
    "CA.T2": {
        "I.1": {"target": "10", "actual": "12"},
        "I.2": "18.5",
        "III.1": True,
        "IV": {"bonus": 0, "penalty": 0},
    },
}


def person(
    username: str, role: str, *, unit: str | None = None, cluster: str | None = None, home: str = ""
) -> Actor:
    """One more user, for roles the cast has only once."""
    user = User(username=username, name=username.title())
    user.home_unit = Unit.objects.get(code=home) if home else None
    user.set_unusable_password()
    user.save()
    Grant.objects.create(
        user=user,
        role=role,
        unit=Unit.objects.get(code=unit) if unit else None,
        cluster=Cluster.objects.get(key=cluster) if cluster else None,
        valid_from=START,
    )
    return actor_of(user)


def opened(cast: Cast, at: datetime, **more: Any) -> CriteriaSheet:
    fields: dict[str, Any] = {
        "cluster": CLUSTER,
        "year": 2026,
        "title": "Bảng chấm điểm Cụm số 1 năm 2026",
        "formula": "exceed_rate",
        "criteria": CRITERIA,
    }
    return operations.open_sheet(actor=cast["ministry"], day=DAY, at=at, **(fields | more))


def of(sheet: CriteriaSheet, unit: str) -> Evaluation:
    return Evaluation.objects.select_related("sheet__cluster", "unit").get(sheet=sheet, unit__code=unit)


def scorers(cast: Cast) -> dict[str, Actor]:
    """Who self-scores each unit."""
    return {"CA.T1": cast["province"], "CA.T2": cast["stranger"]}


def self_scored(cast: Cast, at: datetime, points: dict[str, Any] = POINTS, **more: Any) -> CriteriaSheet:
    sheet = opened(cast, at, **more)
    for unit, actor in scorers(cast).items():
        one = of(sheet, unit)
        operations.score(actor=actor, evaluation=one, column="self", points=points[unit], day=DAY, at=at)
        operations.advance(actor=actor, evaluation=one, action="self_score", day=DAY, at=at)
    return sheet


def appraised(cast: Cast, at: datetime, points: dict[str, Any] = POINTS, **more: Any) -> CriteriaSheet:
    sheet = self_scored(cast, at, points, **more)
    deputy = person("deputy", "CLUSTER_HEAD", cluster=CLUSTER, home="CA.T2")
    for unit, actor in scorers(cast).items():
        one = of(sheet, unit)
        reviewer = deputy if unit == "CA.T1" else cast["head"]
        for who, action, text in (
            (reviewer, "cluster_score", ""),
            (actor, "explain", "Đơn vị nhất trí."),
            (cast["ministry"], "appraise", ""),
        ):
            operations.advance(actor=who, evaluation=one, action=action, text=text, day=DAY, at=at)
    return sheet


def published(cast: Cast, at: datetime, points: dict[str, Any] = POINTS, **more: Any) -> CriteriaSheet:
    sheet = appraised(cast, at, points, **more)
    operations.finalise(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)
    return operations.publish(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)

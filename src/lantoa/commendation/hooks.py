"""What upper areas hear of decisions. Listen in ``AppConfig.ready``; listeners run inside the transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.kernel.hooks import Hook


@dataclass(frozen=True, slots=True)
class DecisionIssued:
    """``decision`` is the row's number; ``published``: whether the decision says that it may be shown."""

    decision: int
    published: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionRevoked:
    decision: int
    at: datetime


decision_issued: Hook[DecisionIssued] = Hook("commendation.decision_issued")
decision_revoked: Hook[DecisionRevoked] = Hook("commendation.decision_revoked")

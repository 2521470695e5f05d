"""A paper on its way: what the tests of the registry build again and again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lantoa.registry import operations
from lantoa.registry.models import Incoming, Paper
from tests.cast import Cast

DAY = date(2026, 3, 2)
TEXT = "I. MỤC ĐÍCH\nGiữ vững phong trào ở cơ sở.\n- Mỗi xã một việc cụ thể."


def now(cast: Cast, who: str, at: datetime) -> dict[str, Any]:
    return {"actor": cast[who], "day": DAY, "at": at}


def drafted(cast: Cast, at: datetime, **more: Any) -> Paper:
    given = {
        "body": "CA.T1",
        "kind": "plan",
        "summary": "Phát động thi đua quý II",
        "symbol": "KH-CAT",
        "text": TEXT,
    }
    return operations.draft(**now(cast, "province", at), **(given | more))


def presented(cast: Cast, at: datetime, **more: Any) -> Paper:
    return operations.present(**now(cast, "province", at), paper=drafted(cast, at, **more).pk)


def initialled(cast: Cast, at: datetime, **more: Any) -> Paper:
    return operations.initial(**now(cast, "emulation", at), paper=presented(cast, at, **more).pk)


def signed(cast: Cast, at: datetime, **more: Any) -> Paper:
    return operations.sign(**now(cast, "signer", at), paper=initialled(cast, at, **more).pk, post="Giám đốc")


def numbered(cast: Cast, at: datetime, number: str | None = "7", **more: Any) -> Paper:
    return operations.number(**now(cast, "clerk", at), paper=signed(cast, at, **more).pk, number=number)


def issued(cast: Cast, at: datetime, number: str | None = "7", **more: Any) -> Paper:
    return operations.issue(**now(cast, "clerk", at), paper=numbered(cast, at, number, **more).pk)


def came(cast: Cast, at: datetime, **more: Any) -> Incoming:
    given = {
        "unit": "CA.T1", "sender": "Bộ Công an", "reference": "18/KH-BCA-V05", "issued_on": date(2026, 2, 27),
        "kind": "plan", "summary": "Kế hoạch kiểm tra phong trào", "arrived_on": DAY,
    }  # fmt: skip
    return operations.register_incoming(**now(cast, "clerk", at), **(given | more))

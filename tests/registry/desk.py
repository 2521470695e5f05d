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


def walked(cast: Cast, unit: str, commune: str, mark: str, at: datetime) -> dict[str, int]:
    """A paper at each step, one out for opinions, arrivals and files at ``unit``, by what the walk calls them."""
    more = {"body": unit, "summary": f"Văn bản {mark}", "text": f"Nội dung {mark}."}
    asked = operations.ask(
        **now(cast, "province", at),
        paper=drafted(cast, at, **more).pk,
        units=[commune],
        due=date(2026, 12, 31),
    )
    fresh, passed = (came(cast, at, unit=unit, reference=f"{n}/X", summary=f"Đến {mark}") for n in (1, 2))
    operations.forward(**now(cast, "clerk", at), incoming=passed.pk, users=[cast.users["province"].username])
    opened = {"unit": unit, "year": 2026, "title": f"Hồ sơ {mark}", "years": 5, "basis": "Bảng thời hạn"}
    file, full = (
        operations.open_record(**now(cast, "clerk", at), notation=f"{n}.X", **opened) for n in (1, 2)
    )
    kept = issued(cast, at, "90", **more)
    operations.archive(**now(cast, "clerk", at), paper=kept.pk, record_file=full.pk)
    operations.close_record(**now(cast, "clerk", at), record_file=full.pk)
    made = operations.hand_over(
        **now(cast, "clerk", at),
        unit=unit,
        records=[full.pk],
        giver="Giang",
        taker="Lưu",
        taker_unit=f"Kho {mark}",
    )
    revised = drafted(cast, at, **more)
    operations.revise(**now(cast, "province", at), paper=revised.pk, text=f"Lời mới {mark}.")
    return {
        "r_draft": revised.pk, "r_asking": asked.pk, "r_opinion": asked.opinions.get().pk,
        "r_presented": presented(cast, at, **more).pk, "r_initialled": initialled(cast, at, **more).pk,
        "r_signed": signed(cast, at, **more).pk, "r_numbered": numbered(cast, at, "91", **more).pk,
        "r_issued": issued(cast, at, "92", **more).pk, "r_fresh": fresh.pk, "r_passed": passed.pk,
        "r_handling": passed.handlings.get().pk, "r_file": file.pk, "r_hand_over": made.pk,
    }  # fmt: skip

"""Search over 100,000 entries: the time of one question, best and worst, and the CPU of the whole page."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path

from .rows import Row, cpu_of

ROOT = Path(__file__).resolve().parent.parent
ENTRIES = 100_000
QUESTIONS = (
    "công an xã", "Công an tỉnh Bắc Ninh", "an phú", "nguyen van an", "xã Yên Sơn", "quỹ", "ha", "dong nai",
    "nguyne van", "cong an phuong vinh yn", "123", "hanoi", "phường", "uỷ ban nhân dân xã Tân", "khu dân cư 12",
    "tổ dân phố số 7 phường Hòa Bình", "V05", "trương thi mai", "xy zt", "thôn Đồng Ấm",
)  # fmt: skip
"""As people type them: whole names, beginnings, slips, words that are everywhere."""


def measure() -> list[Row]:
    """In a process and a database of its own, as ``bench.entry``."""
    with tempfile.TemporaryDirectory() as data:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LANTOA_")}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
            "LANTOA_SECRET_KEY": secrets.token_hex(40),
            "LANTOA_HTTPS": "0",
            "LANTOA_HOSTS": "testserver",
            "LANTOA_DATA": data,
        }
        done = subprocess.run(
            [sys.executable, "-m", "bench.search"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    return [Row(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def _measured() -> list[Row]:
    import django  # noqa: PLC0415 -- this process only

    django.setup()
    from lantoa.upkeep import tables  # noqa: PLC0415 -- after Django is set up

    tables.prepare()
    from django.test import Client  # noqa: PLC0415 -- after Django is set up

    from lantoa.kernel.actors import Actor  # noqa: PLC0415 -- after Django is set up
    from lantoa.search import queries  # noqa: PLC0415 -- after Django is set up

    filled = _fill()
    day, actor = date(2026, 11, 21), Actor("bench", "Đo")
    spent = []
    for question in QUESTIONS * 5:
        began = time.perf_counter()
        queries.answer(visible_to=actor, text=question, day=day)
        spent.append((time.perf_counter() - began, question))
    spent.sort()
    p50, p95 = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
    client = Client()
    client.force_login(_user())
    page = cpu_of(lambda: client.get("/tim-kiem/", {"tim": "công an xã Yên Sơn"}))
    plain = cpu_of(lambda: client.get("/thong-bao/"))
    return [
        Row(
            f"tìm trong {ENTRIES:,} mục, p95".replace(",", "."),
            p95[0],
            "trung vị",
            p50[0],
            f"chậm nhất: {spent[-1][1]}",
        ),
        Row(
            "trang tìm kiếm, CPU mỗi lượt",
            page,
            "trang thông báo",
            plain,
            f"lập chỉ mục {ENTRIES / filled:,.0f} mục/s",
        ),
    ]


def _fill() -> float:
    from lantoa.search import operations, sources  # noqa: PLC0415 -- after Django is set up
    from lantoa.search.rules.entries import Findable  # noqa: PLC0415 -- after Django is set up

    heads = (
        "Công an xã",
        "Công an phường",
        "Ủy ban nhân dân xã",
        "Khu dân cư",
        "Tổ dân phố số",
        "Thôn",
        "Xã",
        "Phường",
    )
    first = (
        "Yên",
        "Tân",
        "An",
        "Vĩnh",
        "Hòa",
        "Đồng",
        "Phú",
        "Bình",
        "Long",
        "Nguyễn Văn",
        "Trương Thị",
        "Quỳ",
    )
    last = ("Sơn", "Phú", "Bình", "Hợp", "Ấm", "Yên", "Lộc", "An", "Mai", "Thạnh", "Tiến", "Hưng", "Nai")

    def rows(keys: object) -> object:
        for number in range(ENTRIES):
            title = f"{heads[number % 8]} {first[number % 12]} {last[number // 7 % 13]} {number % 997}"
            yield Findable(
                kind="bench", ref=str(number), title=title, link="/x/", public=True, text=f"tỉnh {last[number % 13]}",
                valid_to=date(2025, 7, 1) if number % 3 == 0 else None,
            )  # fmt: skip

    sources.register("bench", "Đo", rows, order=99)
    began = time.perf_counter()
    operations.rebuild_kind(kind="bench")
    return time.perf_counter() - began


def _user() -> object:
    from lantoa.access.models import User  # noqa: PLC0415 -- after Django is set up

    return User.objects.create_user("bench", "đo kiểm", name="Đo Kiểm")


if __name__ == "__main__":
    print(json.dumps([asdict(row) for row in _measured()]))

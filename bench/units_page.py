"""Pages of the organisation on the whole country, next to a page without data; in a process and database of its own."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .rows import Row, cpu_of

ROOT = Path(__file__).resolve().parent.parent
SMALL = "--small"
PAGES = {
    "Danh sách 3.321 xã, 50 dòng một trang": "/to-chuc/danh-sach/?loai=COMMUNE",
    "Danh sách 3.321 xã, trang cuối, xếp theo tên": "/to-chuc/danh-sach/?loai=COMMUNE&sap=-name&trang=60",
    "Trang một Công an tỉnh": "/to-chuc/CA.25/",
    "Bản đồ cả nước": "/to-chuc/ban-do/",
}
EMPTY = "/to-chuc/khong-co/"
"""The base: signing in, the frame and a page that says that there is no such unit."""


def measure(count: int = 20, *, small: bool = False) -> list[Row]:
    """CPU seconds of ``count`` requests each, once everything is warm. ``small``: two invented provinces only."""
    with tempfile.TemporaryDirectory() as data:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LANTOA_")}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
            "LANTOA_SECRET_KEY": secrets.token_hex(40),
            "LANTOA_HTTPS": "0",
            "LANTOA_DATA": data,
        }
        done = subprocess.run(
            [sys.executable, "-m", "bench.units_page", str(count), *([SMALL] if small else [])],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        Row(
            what,
            found[path],
            "trang không có đơn vị",
            found[EMPTY],
            f"{found[path] / count * 1000:.0f} ms/lần",
        )
        for what, path in PAGES.items()
    ]


def _reader(small: bool) -> Any:
    """A signed-in client on the shipped country, or on the cast's two provinces."""
    import django  # noqa: PLC0415 -- this process only

    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- after setup
    from django.test import Client  # noqa: PLC0415 -- after setup

    from lantoa.upkeep import tables  # noqa: PLC0415 -- after setup

    settings.ALLOWED_HOSTS = ["testserver"]
    tables.prepare()
    from lantoa.access.models import User  # noqa: PLC0415 -- after setup
    from lantoa.kernel import clock  # noqa: PLC0415 -- after setup
    from lantoa.organisation import operations  # noqa: PLC0415 -- after setup

    if small:
        from tests.cast import build_units  # noqa: PLC0415 -- after setup

        build_units()
    else:
        operations.load_geography(at=clock.now())
    client = Client()
    client.force_login(User.objects.create(username="doc", name="Người Đọc"))
    return client


def _run(count: int, small: bool) -> dict[str, float]:
    client = _reader(small)
    spent = {}
    for path in (EMPTY, *PAGES.values()):
        asked = path.replace("CA.25", "CA.T1") if small else path
        assert client.get(asked).status_code == (404 if path == EMPTY else 200), asked

        def ask(asked: str = asked) -> None:
            for _ in range(count):
                client.get(asked)

        spent[path] = cpu_of(ask)
    return spent


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]), SMALL in sys.argv)))

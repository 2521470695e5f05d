"""Takes the user guide's pictures from the demo. Run: .venv/bin/python tools/pictures.py

Without ``--base`` it builds a fresh demo in a temporary folder and serves it, so the pictures show the same
data on every run. Needs a Chromium of the system. Names given as arguments retake only those pictures.
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "guide" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
DESKTOP, PHONE = (1280, 860), (390, 844)
LIMIT = 3_000_000
"""Bytes all pictures may take together."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks (empty: nobody signed in), where, and the links to follow from there, by text."""

    name: str
    user: str
    path: str
    follow: tuple[str, ...] = ()
    look_at: str = ""
    """Scroll until this text is in the middle."""
    size: tuple[int, int] = DESKTOP


SHOTS = (
    Shot("dang-nhap", "", "/dang-nhap/"),
    Shot("viec-cua-toi", "pv05", "/"),
    Shot("viec-cua-toi-390", "caxa", "/", size=PHONE),
    Shot("van-ban-chi-dao", "v05", "/phong-trao/van-ban/", ("6 tháng cuối năm 2025",)),
    Shot("phong-trao", "v05", "/phong-trao/", ("Tổ quốc năm 2026",)),
    Shot("giao-uoc", "cumtruong", "/phong-trao/giao-uoc/", ("Cụm thi đua số 3",)),
    Shot("nhiem-vu-390", "pv05", "/", ("Nhiệm vụ: Tập huấn",), size=PHONE),
    Shot("nhap-bao-cao", "pv05", "/bao-cao/", ("6 tháng cuối năm 2026",)),
    Shot("nhap-bao-cao-390", "caxa", "/bao-cao/", ("quý III năm 2026",), size=PHONE),
    Shot("duyet-bao-cao", "pv05", "/", ("Duyệt báo cáo của Công an xã Y Tý",)),
    Shot("theo-doi-bao-cao", "v05", "/bao-cao/theo-doi/"),
    Shot("tong-hop", "v05", "/bao-cao/tong-hop/?bieu=1&ky=2025-H2&don-vi=BCA&chi-tieu=M09"),
    Shot("tong-hop-chi-tiet", "v05", "/bao-cao/tong-hop/chi-tiet/?bieu=1&ky=2025-H2&don-vi=BCA&chi-tieu=M21"),
    Shot("cham-diem", "cumtruong", "/", ("Cụm chấm điểm: Công an tỉnh Cao Bằng",)),
    Shot("xep-hang", "v05", "/cham-diem/", ("năm 2025", "Xếp hạng, suy tôn")),
    Shot("suy-ton", "v05", "/cham-diem/", ("năm 2025", "Xếp hạng, suy tôn", "Bỏ phiếu suy tôn lần 1")),
    Shot("ho-so", "px03", "/khen-thuong/", ("Lý Láo Ụ",)),
    Shot(
        "ho-so-luat-moi",
        "px03",
        "/",
        ("Thẩm định hồ sơ: Chiến sĩ thi đua cơ sở",),
        look_at="Luật 06/2026/QH16, hiệu lực",
    ),
    Shot("xac-nhan-quy-tac", "px03", "/can-cu/V03/"),
    Shot(
        "hoi-dong", "px03", "/khen-thuong/quyet-dinh/", ("cơ sở năm 2025", "Đại úy Giàng", "Bỏ phiếu lần 1")
    ),
    Shot(
        "quyet-dinh",
        "vanthu",
        "/khen-thuong/quyet-dinh/",
        ("Chiến sĩ thi đua cơ sở năm 2025",),
        look_at="Giám đốc Công an tỉnh",
    ),
    Shot("tra-cuu-390", "", "/tra-cuu/?tim=86", ("Giàng Thị Ngọc Ế",), size=PHONE),
    Shot("hoi-nghi", "v05", "/hoi-nghi/", ("năm 2016",)),
    Shot("trich-xuat", "v05", "/trich-xuat/", ("triển khai công tác năm 2017",)),
    Shot("to-chuc", "v05", "/to-chuc/15/", size=(1280, 1250)),
    Shot("ban-do", "v05", "/to-chuc/ban-do/", size=(1280, 1250)),
    Shot("thay-doi", "quantri", "/to-chuc/thay-doi/"),
    Shot("nhap-tep", "quantri", "/to-chuc/nhap/"),
    Shot("can-cu", "px03", "/can-cu/"),
    Shot("danh-hieu", "px03", "/can-cu/danh-hieu/T_CSTDCS/", size=(1280, 1250)),
    Shot("quyen-han", "pv05", "/quyen/"),
    Shot("ma-tran", "quantri", "/quyen/ma-tran/", size=(1280, 1250)),
    Shot("tai-khoan", "quantri", "/tai-khoan/", size=(1280, 1250)),
)

COUNT_COLOURS = """async (source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const data = pen.getImageData(0, 0, image.width, image.height).data;
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = data[i] << 16 | data[i + 1] << 8 | data[i + 2];
    counts.set(colour, (counts.get(colour) || 0) + 1);
  }
  const far = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + ((a >> 8 & 255) - (b >> 8 & 255)) ** 2
    + ((a & 255) - (b & 255)) ** 2;
  const palette = [];
  for (const least of [150, 20, 0]) {
    for (const [colour] of [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
      if (palette.length === 256) break;
      if (palette.every((kept) => kept !== colour && far(kept, colour) > least)) palette.push(colour);
    }
    if (counts.size > 256) continue;
  }
  const index = new Map();
  for (const colour of counts.keys()) {
    let best = 0;
    for (let k = 1; k < palette.length; k++) {
      if (far(palette[k], colour) < far(palette[best], colour)) best = k;
    }
    index.set(colour, best);
  }
  let text = '';
  for (let i = 0; i < data.length; i += 4) {
    text += String.fromCharCode(index.get(data[i] << 16 | data[i + 1] << 8 | data[i + 2]));
  }
  return [image.width, image.height, palette, btoa(text)];
}"""
"""In the browser: at most 256 colours that lie apart, the most used first, and every pixel's nearest."""


def small_png(blank: Any, picture: bytes) -> bytes:
    """The same picture with a palette of at most 256 colours, a third of the size."""
    source = "data:image/png;base64," + base64.b64encode(picture).decode()
    width, height, palette, pixels = blank.evaluate(COUNT_COLOURS, source)
    rows = base64.b64decode(pixels)
    lines = b"".join(b"\0" + rows[row * width : (row + 1) * width] for row in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(colour.to_bytes(3, "big") for colour in palette)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


@contextmanager
def demo() -> Iterator[str]:
    """A fresh demo on a free port; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as data:
        command = [str(Path(sys.executable).with_name("lantoa")), "demo", "--address", address]
        served = subprocess.Popen(command, env=os.environ | {"LANTOA_DATA": data}, stdout=subprocess.DEVNULL)
        try:
            _wait_for(f"http://{address}/healthz", served)
            yield f"http://{address}"
        finally:
            served.terminate()
            served.wait(30)


def _wait_for(url: str, served: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if served.poll() is not None:
            raise SystemExit("Bản minh họa đã dừng, xem lỗi ở trên.")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(1)
        else:
            return
    raise SystemExit("Bản minh họa không phục vụ sau 10 phút.")


class Camera:
    """Signs in once per person and size, then follows each shot to its page."""

    def __init__(self, chromium: Any, base: str) -> None:
        self.chromium, self.base = chromium, base
        self.pages: dict[tuple[str, tuple[int, int]], Any] = {}
        self.blank = chromium.new_page()

    def page_of(self, user: str, size: tuple[int, int]) -> Any:
        if (user, size) in self.pages:
            return self.pages[user, size]
        context = self.chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=1,
            color_scheme="light",
            reduced_motion="reduce",
            locale="vi-VN",
        )
        page = context.new_page()
        if user:
            page.goto(f"{self.base}/dang-nhap/?ten={user}")
            page.fill("#id_password", page.inner_text(".secret"))
            page.click("form.form button")
            page.wait_for_load_state("load")
        self.pages[user, size] = page
        return page

    def take(self, shot: Shot) -> bytes:
        page = self.page_of(shot.user, shot.size)
        page.goto(self.base + shot.path)
        for text in shot.follow:
            page.locator("main a").filter(has_text=text).first.click()
            page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready")
        if shot.look_at:
            page.locator("main").get_by_text(shot.look_at).last.evaluate(
                "(one) => one.scrollIntoView({block: 'center'})"
            )
        return small_png(self.blank, page.screenshot(animations="disabled"))


def take_all(base: str, wanted: list[Shot]) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- slow import, absent outside development

    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        camera = Camera(chromium, base)
        for shot in wanted:
            data = camera.take(shot)
            (FOLDER / f"{shot.name}.png").write_bytes(data)
            print(f"{shot.name}.png  {len(data) // 1024} KB", flush=True)
        chromium.close()


def clean_up() -> None:
    """Pictures no longer taken go; too many bytes are an error."""
    names = {f"{shot.name}.png" for shot in SHOTS}
    for path in FOLDER.glob("*.png"):
        if path.name not in names:
            path.unlink()
    total = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    print(f"Tổng cộng {total // 1024} KB")
    if total > LIMIT:
        raise SystemExit(f"Vượt {LIMIT // 1000} KB: bớt ảnh hoặc thu nhỏ khung.")


def main() -> None:
    parser = argparse.ArgumentParser(description="Chụp ảnh cho hướng dẫn sử dụng từ bản minh họa.")
    parser.add_argument("names", nargs="*", help="Chỉ chụp lại các ảnh này.")
    parser.add_argument("--base", help="Địa chỉ bản minh họa đang chạy; không ghi thì tự dựng một bản mới.")
    given = parser.parse_args()
    wanted = [shot for shot in SHOTS if not given.names or shot.name in given.names]
    if given.base:
        take_all(given.base.rstrip("/"), wanted)
    else:
        with demo() as base:
            take_all(base, wanted)
    clean_up()


if __name__ == "__main__":
    main()

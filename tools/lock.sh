#!/usr/bin/env bash
# Write the pin files anew: versions and all hashes for 3.11–3.13, no addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x .tools/bin/uv ] || { python3 -m venv .tools && .tools/bin/pip install --quiet "uv>=0.13,<0.14"; }
flags=(--universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 --quiet)
.tools/bin/uv pip compile pyproject.toml "${flags[@]}" --output-file requirements.lock
.tools/bin/uv pip compile pyproject.toml --group dev "${flags[@]}" --output-file requirements-dev.lock
.tools/bin/uv pip compile pyproject.toml --extra spark "${flags[@]}" --output-file requirements-spark.lock

"""Print mypy's arguments for every pure package: the kernel and each area's rules."""

from __future__ import annotations

from pathlib import Path

root = Path(__file__).resolve().parent.parent / "src" / "lantoa"
packages = ["lantoa.kernel", "lantoa.documents"]
packages += sorted(f"lantoa.{path.parent.name}.rules" for path in root.glob("*/rules") if path.is_dir())
print(" ".join(f"-p {package}" for package in packages))

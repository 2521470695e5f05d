"""Put this checkout on the environment's path and write .venv/bin/lantoa, without a build step.

An editable install would need a build back end fetched without a hash; a path file and a six-line
script need nothing, and the wheel (built and run in CI) covers the packaged form.
"""

from __future__ import annotations

import site
import sys
from pathlib import Path

root = Path(__file__).resolve().parent.parent
Path(site.getsitepackages()[0], "lantoa.pth").write_text(f"{root / 'src'}\n", encoding="utf-8")
script = Path(sys.executable).parent / "lantoa"
script.write_text(
    f"#!{sys.executable}\nimport sys\nfrom lantoa.cli.main import main\nsys.exit(main())\n", encoding="utf-8"
)
script.chmod(0o755)

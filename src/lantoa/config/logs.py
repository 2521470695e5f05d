"""Log lines as JSON, without personal data: no names, no addresses, no query strings."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

SAFE = ("status_code", "method", "route", "seconds", "job", "step", "count", "actor")
"""Extra fields that may be logged. ``actor`` is an internal number, never a name."""


class Structured(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({name: getattr(record, name) for name in SAFE if hasattr(record, name)})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)

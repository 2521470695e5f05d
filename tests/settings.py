"""The product's own settings with a fixed key and day, a fast hasher and tasks run at once."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("LANTOA_SECRET_KEY", "chi-dung-khi-kiem-thu-" + "0" * 40)
os.environ.setdefault("LANTOA_TODAY", "2026-11-21")
os.environ.setdefault("LANTOA_DATA", tempfile.mkdtemp(prefix="lantoa-test-"))
os.environ.setdefault("LANTOA_HTTPS", "0")
os.environ.setdefault("LANTOA_NETWORK", "internal")

from lantoa.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["*"]
SPECIAL_DAYS = False
FILES = FILES / os.environ.get("PYTEST_XDIST_WORKER", "")  # noqa: F405 -- no worker sees the other's files
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

if not os.environ.get("LANTOA_DATABASE_URL"):
    # Rows that nobody ordered come in reverse, so that no test passes by the order of their entry alone.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA reverse_unordered_selects=ON;"  # noqa: F405

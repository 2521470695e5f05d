"""Run by test_past.py in a process of its own, on a database that an earlier version filled: after migrating,
the journal is whole and every role opens what its rail offers. Prints one JSON line."""

from __future__ import annotations

import json
import re
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 -- after setup
from django.test import Client  # noqa: E402

from lantoa.access.models import User  # noqa: E402
from lantoa.journal import queries as journal  # noqa: E402


def rail(client: Client) -> list[str]:
    html = client.get("/").content.decode()
    nav = html.split("<nav", 1)[1].split("</nav>", 1)[0]
    return sorted(set(re.findall(r'href="(/[^"#?]*)"', nav)))


def walk(username: str) -> dict[str, int]:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return {path: client.get(path, follow=True).status_code for path in rail(client)}


settings.ALLOWED_HOSTS = ["testserver"]
entries, broken = journal.verify()
answer = {"entries": entries, "broken": broken, "pages": {name: walk(name) for name in sys.argv[1:]}}
print(json.dumps(answer))

"""Start the provider as a process of its own, and be the person at its pages: ``with provider() as address``."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import requests

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / ".tools" / "oidc"
BACK, HOME = "http://testserver/dang-nhap/mot-lan/ve/", "http://testserver/dang-nhap/"
PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def provider(skew: int = 0) -> Iterator[str]:
    """Its address (the issuer) while it runs. ``skew``: seconds that its clock is ahead."""
    port = free_port()
    command = ["node", str(HERE / "provider.mjs"), str(INSTALLED), str(port), BACK, HOME, str(skew)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + PATIENCE
        while not _answers(issuer):
            assert process.poll() is None, "oidc-provider đã dừng"
            assert time.monotonic() < until
            time.sleep(0.1)
        yield issuer
    finally:
        process.terminate()
        process.wait(10)


def _answers(issuer: str) -> bool:
    try:
        return requests.get(f"{issuer}/.well-known/openid-configuration", timeout=5).ok
    except requests.ConnectionError:
        return False


class Person:
    """A browser at the provider: signs in with any password, agrees, and is sent back."""

    def __init__(self) -> None:
        self.browser = requests.Session()

    def sign_in(self, url: str, login: str) -> str:
        """From the address the product sent us to, the address the provider sends us back to."""
        answer = self._follow("GET", url)
        for form in ({"prompt": "login", "login": login, "password": "x"}, {"prompt": "consent"}):
            if answer.startswith(BACK):
                break
            answer = self._follow("POST", self._action(), form)
        assert answer.startswith(BACK), answer
        return answer

    def refuse(self, url: str) -> str:
        """Break off at the sign-in page."""
        self._follow("GET", url)
        found = re.search(r'href="([^"]*/abort)"', self.page)
        assert found is not None
        return self._follow("GET", urljoin(self.at, found[1]))

    def leave(self, url: str) -> str:
        """At the provider's own page for signing out: yes. Where it sends us."""
        self._follow("GET", url)
        secret = re.search(r'name="xsrf" value="([^"]+)"', self.page)
        assert secret is not None
        return self._follow("POST", self._action(), {"xsrf": secret[1], "logout": "yes"})

    def _action(self) -> str:
        found = re.search(r'action="([^"]+)"', self.page)
        assert found is not None, self.page
        return urljoin(self.at, found[1])

    def _follow(self, method: str, url: str, form: dict[str, str] | None = None) -> str:
        """Where it ends: a page of the provider, or the first address outside it."""
        for _step in range(10):
            answer = self.browser.request(method, url, data=form, allow_redirects=False, timeout=30)
            self.at, self.page = url, answer.text
            if not answer.is_redirect:
                return url
            method, form, url = "GET", None, urljoin(url, answer.headers["Location"])
            if url.startswith("http://testserver/"):
                return url
        raise AssertionError("redirects without end")

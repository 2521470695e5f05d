"""What every page shows around its content: where I am, the areas, notices, look and language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from lantoa.access import queries as access
from lantoa.kernel import clock
from lantoa.notices import queries as notices
from lantoa.organisation import queries as organisation

from . import nav

THEMES = ("light", "dark", "auto")
THEME_COOKIE = "lantoa_theme"
LANGUAGE_COOKIE = "lantoa_language"


@dataclass(frozen=True, slots=True)
class Where:
    """Who I am here: unit, role and year, as the top line says them."""

    name: str
    unit: str
    role: str
    year: int
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Built lazily, so that fragments and error pages without a frame cost no query."""

    where: Where | None
    areas: list[nav.Entry]
    unread: int
    search_url: str
    notices_url: str

    @property
    def network(self) -> str:
        """Which network this deployment serves, as the menu and the sign-in page say it."""
        return _("Mạng nội bộ Công an") if settings.NETWORK == "internal" else _("Internet")

    @property
    def bar(self) -> list[nav.Entry]:
        return self.areas[: nav.ON_PHONE]

    @property
    def more(self) -> list[nav.Entry]:
        return self.areas[nav.ON_PHONE :]


def where(request: HttpRequest) -> Where:
    user, day = request.user, clock.today()
    roles = tuple((_(role), place) for role, place in access.roles_at(user, day))
    home = user.home_unit
    unit = organisation.name_of(home.code, day) if home else (roles[0][1] if roles else "")
    return Where(user.name, unit, roles[0][0] if roles else "", day.year, roles)


def build(request: HttpRequest) -> Frame:
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return Frame(None, [], 0, "", "")
    return Frame(
        where(request),
        nav.entries(request.path),
        notices.unread(request.user),
        nav.address("search:index"),
        nav.address("notices:index"),
    )


def theme_of(request: HttpRequest) -> str:
    value = request.COOKIES.get(THEME_COOKIE, "auto")
    return value if value in THEMES else "auto"


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor. ``frame`` costs its queries only when a template reads it."""
    return {
        "frame": SimpleLazyObject(lambda: build(request)),
        "theme": theme_of(request),
        "demo": settings.DEMO,
        "today": clock.today(),
        "faults": getattr(request, "faults", ()),
    }

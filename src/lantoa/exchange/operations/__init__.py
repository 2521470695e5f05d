"""Changes of exchange: a file is looked at and applied; packages are made, opened and applied."""

from .bulk import make_many
from .handover import hand_over, link_account
from .imports import apply_import, check_file
from .layouts import add_layout, add_version, map_form, restore_layout, withdraw_layout
from .packages import (
    apply_package,
    make_package,
    open_package,
    register_peer,
    rows_for,
    withdraw_peer,
)
from .signed import restore_signed, submit_signed, withdraw_signed

__all__ = [
    "add_layout",
    "add_version",
    "apply_import",
    "apply_package",
    "check_file",
    "hand_over",
    "link_account",
    "make_many",
    "make_package",
    "map_form",
    "open_package",
    "register_peer",
    "restore_layout",
    "restore_signed",
    "rows_for",
    "submit_signed",
    "withdraw_layout",
    "withdraw_peer",
    "withdraw_signed",
]

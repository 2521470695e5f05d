"""Changes of exchange: a file is looked at and applied; packages are made, opened and applied."""

from .handover import hand_over, link_account
from .imports import apply_import, check_file
from .packages import (
    apply_package,
    make_package,
    open_package,
    register_peer,
    rows_for,
    withdraw_peer,
)

__all__ = [
    "apply_import",
    "apply_package",
    "check_file",
    "hand_over",
    "link_account",
    "make_package",
    "open_package",
    "register_peer",
    "rows_for",
    "withdraw_peer",
]

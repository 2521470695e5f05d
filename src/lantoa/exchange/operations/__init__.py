"""Changes of exchange: a file is looked at and applied; packages are made, opened and applied."""

from .imports import apply_import, check_file

__all__ = ["apply_import", "check_file"]

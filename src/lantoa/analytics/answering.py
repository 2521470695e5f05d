"""The engine's answers to reporting's own roll-up pages."""


def listen() -> None:
    """Filled in with the hook of reporting."""

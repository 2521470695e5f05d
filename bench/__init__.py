"""Speed and memory, measured side by side in one run: ``make bench``.

Each module has ``measure() -> list[Row]``; ``__main__`` runs those named in ``BENCHES``. Compare ratios, not
seconds: they hold from one machine to the next.
"""

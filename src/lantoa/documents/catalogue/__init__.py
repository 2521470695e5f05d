"""The papers of a movement year: what each is (``table``), how it is built from facts, a worked one of each.

A builder takes one frozen dataclass of facts and returns a ``Paper``. What a fact lacks becomes a red gap, so that
the preview shows it and ``problems.require_complete`` refuses to issue it. ``examples`` holds made-up facts.
"""

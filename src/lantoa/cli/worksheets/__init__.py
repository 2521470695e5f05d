"""The worksheets of ``lantoa try``: one module each, pure functions from a JSON case to a JSON answer.

A worksheet module exposes

- ``run(case: dict) -> dict | list``: the answer in the documented form; raises a located ``Problem``;
- ``render(answer: dict) -> str``: the same answer as an officer would write it, in Vietnamese;
- ``explain(case: dict) -> list[str]``: the derivation, one step a line (``--explain``); of a sheet that answers
  a list, one such list for each of its items.

Modules may import kernel and the areas' ``rules`` only: no Django, no clock. Numbers reach them as int or
Decimal (never float). ``fields`` reads a case with located errors.
"""

"""The role walk: what each person of the cast gets at every page and API operation.

One file per area holds its ``ROWS``; ``mechanism.py`` walks them, ``world.py`` builds what they look at, and
``python -m tests.walk`` prints the rows that are missing or differ, ready to be judged and pasted.
"""

"""The role walk: what each person of the cast gets at every page and API operation.

One file per area holds its ``ROWS``; ``mechanism.py`` walks them, ``world.py`` builds what they look at, and
``python -m tests.walk`` prints the rows that are missing or differ, ready to be judged and pasted.

How a row is judged: ``rights.py`` names for each row the action of the role matrix, and the place, that its door
asks for. Whoever may do that there must be let past the door ('.', or 'v' where the entry stops them), nobody else.
Where the right depends on who two people are to each other, a sentence there says how the letters were judged
instead. A row that sends data sends what the operation accepts wherever one row can; then the letters of those who
may are '.', and the journal must have no entry of anybody else.
"""

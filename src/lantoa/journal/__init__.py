"""The append-only record of every operation: who, when, what, on which basis, before and after."""

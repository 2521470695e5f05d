"""Pure: what a rule row is, how a pack is checked, and how a predicate is judged."""

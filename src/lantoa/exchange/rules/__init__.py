"""Pure rules of exchange: what a package says of itself, what may leave for which network."""

"""The chain's arithmetic, without a database."""

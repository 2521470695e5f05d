"""Words, likeness and rank of what is searched. Pure: the tables are elsewhere."""

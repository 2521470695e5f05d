"""Users, role grants scoped to a unit subtree or a cluster for a period; builds the Actor."""

"""Pure rules of hierarchies in time."""

"""The yearly recognition of safe units: criteria, decisions, certificates."""

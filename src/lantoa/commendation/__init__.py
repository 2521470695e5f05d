"""Dossiers, verdicts, councils, decisions and honours."""

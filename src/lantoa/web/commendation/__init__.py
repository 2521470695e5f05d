"""Dossiers, the council's votes and decisions on pages."""

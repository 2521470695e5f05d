"""Conferences on pages."""

"""Conferences: who met, what was said, what was concluded."""

"""Roles and what they may do, as data."""

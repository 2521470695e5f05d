"""Directives, campaigns, pledges, registrations and tasks."""

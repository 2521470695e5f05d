"""Directives, campaigns, pledges, registrations and tasks on pages."""

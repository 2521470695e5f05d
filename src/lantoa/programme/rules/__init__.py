"""Rules of directives, campaigns, pledges, registrations and tasks: pure."""

"""Who has a job, and whether they still live. Pure."""

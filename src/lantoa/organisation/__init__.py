"""Units in time, clusters, people and posts."""

"""Scoring, ranking and the cluster's ballots on pages."""

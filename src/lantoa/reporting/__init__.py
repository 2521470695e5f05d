"""Indicators, forms, obligations, submissions, checks and roll-up."""

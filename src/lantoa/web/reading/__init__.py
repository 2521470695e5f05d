"""Trích xuất văn bản: the texts, what was read in them, and a person's decision on each."""

"""Tìm kiếm: one index over what every area shows, folded, ranked and filtered by reach inside the query."""

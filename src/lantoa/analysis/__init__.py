"""Analysis of accepted figures: the light board, charts, tables that officers build and keep, and their sending."""

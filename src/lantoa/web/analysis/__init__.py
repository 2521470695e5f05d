"""Analysis: the light board, charts, tables that officers build, their sending, reports put together."""

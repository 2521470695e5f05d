"""Reports on pages: what is owed, the entry grid, the chaser's board, totals."""

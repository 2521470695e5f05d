"""The command line: translate in, call one operation or query, translate out."""

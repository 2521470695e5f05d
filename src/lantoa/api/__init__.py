"""The HTTP API: translate in, call one operation or query, translate out."""

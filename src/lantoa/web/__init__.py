"""Pages: translate in, ask queries, call one operation, translate out. How to write one: docs/reference/web-kit.md."""

"""The desk: what waits for me, notices, background work, the journal."""

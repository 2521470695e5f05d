"""The illustrated movement year: accounts, sample articles, and the thread run through real operations."""

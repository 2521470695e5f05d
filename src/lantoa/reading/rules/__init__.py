"""Pure reading rules: text in, facts with offsets out. No Django, no I/O, no clock."""

"""The public check pages: open to everybody, showing only what a decision lets be shown."""

"""Vietnamese text, names, dates and numbers."""

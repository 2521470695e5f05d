"""Background work with progress that people can see."""

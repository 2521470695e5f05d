"""Việc nền: what runs in the background, how far it is, its file; stop it, run it again."""

"""Kinds of notices, when they go out by mail, and how a failed mail is tried again. Pure."""

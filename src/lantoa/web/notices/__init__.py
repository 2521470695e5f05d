"""Thông báo: what one was told, what comes by mail, words of reminder to copy, and the outbox."""

"""Việc của tôi: what each unit owes, by when, in what state. Areas push rows down into it."""

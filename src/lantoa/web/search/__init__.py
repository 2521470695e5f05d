"""Tìm trong toàn bộ phần mềm: one box, results by kind."""

"""Quyền hạn: who may do what, accounts, roles given, the two-person rule, delegation."""

"""Tổ chức: units and clusters on any day."""

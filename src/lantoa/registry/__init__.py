"""Văn thư: number series, registers, stored files and citations."""

"""Kiểm tra thể thức: any office's file measured against the layout; nothing of it is kept."""

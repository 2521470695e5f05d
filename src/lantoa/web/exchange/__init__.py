"""Trao đổi: sealed packages between deployments."""

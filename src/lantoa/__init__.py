"""Lan Tỏa: an emulation movement from directive to honour. Layers: docs/architecture.md."""

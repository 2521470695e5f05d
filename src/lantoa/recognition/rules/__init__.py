"""Pure: when a unit is recognised."""

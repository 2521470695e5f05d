"""The published read model: what everybody may look up. Nothing personal without a decision that says so."""

"""Pure rules of assessment: scoring formulas, ranking, the life of a score sheet."""

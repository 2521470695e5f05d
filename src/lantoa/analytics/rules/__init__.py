"""Pure rules of the engine: questions, their SQL, and how partial sums become totals."""

"""Assessment: criteria, scores, rankings, ballots."""

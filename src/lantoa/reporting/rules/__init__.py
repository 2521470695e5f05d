"""Pure rules of reporting: indicators, checks of a submission, roll-up over a hierarchy in time."""

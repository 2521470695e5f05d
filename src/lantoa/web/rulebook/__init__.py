"""The law as the product knows it, and confirming what was not read in force."""

"""Storage: one file of results and what belongs to them, each row with where it comes from."""

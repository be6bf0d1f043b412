"""Ways to process many files; all give the same results in any order."""

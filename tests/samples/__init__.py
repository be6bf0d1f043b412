"""Small data files for the tests of the rule loader."""

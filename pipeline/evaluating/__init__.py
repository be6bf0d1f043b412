"""Comparing a run's tables with annotations made by hand: the gold format, finding its quotes, counting."""

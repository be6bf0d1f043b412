"""Time: expressions in the text, the time a report covers, and period, plan or fact and change of every figure."""

from __future__ import annotations

from extractors.dates.finding import dates_in, find_dates
from extractors.dates.reporting import report_time
from extractors.dates.timing import add_time

__all__ = ["add_time", "dates_in", "find_dates", "report_time"]

"""Time."""

from __future__ import annotations

from extractors.document import Document
from extractors.records import Date, Figure, ReportTime, Sentence



def find_dates(document: Document) -> tuple[Date, ...]:
    return ()


def report_time(document: Document, sentences: tuple[Sentence, ...], dates: tuple[Date, ...], *, title: str, given_year: int | None = None) -> ReportTime:
    return ReportTime()


def add_time(document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...], dates: tuple[Date, ...], time: ReportTime) -> tuple[Figure, ...]:
    return figures


"""The one function that calls all extractors: read it as the data-flow diagram."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractors.campaigns import campaign_items, find_campaigns
from extractors.checks import find_checks
from extractors.dates import add_time, find_dates, report_time
from extractors.document import Document
from extractors.figures import add_subjects, find_figures, link_parts, rate
from extractors.indicators import add_indicators
from extractors.measures import add_roles, find_measures
from extractors.organizations import find_organizations, name_organizations
from extractors.places import add_places, find_places, report_region
from extractors.records import Campaign, Check, Figure, Measure, Organization, Region, ReportTime, Sentence
from extractors.sections import find_sentences, find_title


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document, offsets in its clean text."""

    title: str
    time: ReportTime
    region: Region
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    organizations: tuple[Organization, ...]
    campaigns: tuple[Campaign, ...]
    measures: tuple[Measure, ...]
    checks: tuple[Check, ...]


def extract(
    document: Document, *, given: Region | None = None, given_year: int | None = None, rules: Path | None = None
) -> Extraction:
    """All records of one cleaned document.

    `given` and `given_year` come from the user's manifest and win over what the text says; `rules` is a folder of the
    user's own rule files.
    """
    sentences = find_sentences(document)
    title = find_title(document, sentences)
    dates = find_dates(document)
    places = find_places(document, extra=rules)
    region = given or report_region(document, sentences, places, title=title)
    time = report_time(document, sentences, dates, title=title, given_year=given_year)

    organizations = find_organizations(document, places, sentences, extra=rules)
    organizations = name_organizations(document, organizations, region, places)
    campaigns = find_campaigns(document, sentences, organizations, extra=rules)

    figures = find_figures(document, sentences, dates, extra=rules)
    figures = add_subjects(document, figures, sentences, campaigns)
    figures = add_time(document, figures, sentences, dates, time)
    figures = add_places(document, figures, sentences, places, region)
    figures = link_parts(document, figures, sentences)
    figures = add_indicators(document, figures, extra=rules)

    sentences = add_roles(document, sentences, figures, extra=rules)
    measures = find_measures(document, sentences, figures, campaigns, organizations, extra=rules)
    checks = (*find_checks(document, figures), *campaign_items(campaigns))
    figures = rate(document, figures, checks)
    return Extraction(title, time, region, sentences, figures, organizations, campaigns, measures, checks)

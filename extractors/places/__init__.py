"""Places: a gazetteer with years, the places that a text names, the report's own place, the place of each fact."""

from extractors.places.facts import add_places
from extractors.places.find import find_places
from extractors.places.gazetteer import lookup
from extractors.places.region import given_region, report_region

__all__ = ["add_places", "find_places", "given_region", "lookup", "report_region"]

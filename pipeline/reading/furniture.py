"""Running headers, footers and page numbers: told by repetition at one place, kept apart, never thrown away.

Measured (../shared/design/MEASURED.md): repetition of place and masked text in bands of 12 % at top and bottom, on half of
the pages, finds all and nothing else; files of one or two pages need patterns.
"""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.reading.layout import Line

BAND = 0.12  # of the page's height, at top and bottom
_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE_NUMBER = re.compile(r"^[\s—–\-·•.第页/共]*[0-9０-９]{1,4}(?:[\s/]*共?[\s]*[0-9０-９]{1,4})?[\s—–\-·•.页]*$")


def find_furniture(pages: list[tuple[list[Line], float]]) -> set[Line]:
    """The lines of all pages that are furniture; each page is its lines and its height in points."""
    places: dict[tuple[str, int], list[Line]] = defaultdict(list)
    found: set[Line] = set()
    for lines, height in pages:
        for line in lines:
            middle = (line.top + line.bottom) / 2 / height
            if BAND < middle < 1 - BAND:
                continue
            if _PAGE_NUMBER.match(line.text):
                found.add(line)
            else:
                places[_DIGITS.sub("#", line.text).replace(" ", ""), round(middle * 50)].append(line)
    if len(pages) > 2:
        for (text, place), lines in places.items():
            near = lines + places.get((text, place + 1), [])
            if len({line.page for line in near}) * 2 >= len(pages):
                found.update(near)
    return found

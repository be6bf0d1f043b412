"""What people decided about the machine's rows: kept line by line, found again in the text, laid over the tables.

A decision hangs on the document's hash and on the quoted characters with their context, never on a row number: it outlives
a rebuilt store, better rules and another reader.
"""

from pipeline.decisions.anchors import Anchor, anchor_of, locate
from pipeline.decisions.applying import Reviewed, apply, review_rows
from pipeline.decisions.book import NAME, Book
from pipeline.decisions.model import EDITABLE, KINDS, Decision
from pipeline.decisions.overlay import Orphan, Overlay, overlay

__all__ = [
    "EDITABLE",
    "KINDS",
    "NAME",
    "Anchor",
    "Book",
    "Decision",
    "Orphan",
    "Overlay",
    "Reviewed",
    "anchor_of",
    "apply",
    "locate",
    "overlay",
    "review_rows",
]

"""The report's title."""

from __future__ import annotations

from extractors.document import Document
from extractors.records import Sentence
from extractors.sections.head import KINDS, compiled_title, field_title, strip_site


def find_title(document: Document, sentences: tuple[Sentence, ...]) -> str:
    """The title without boilerplate, or the empty string.

    In this order: a line 标题：…; the lines above the report, best one that names a kind of report; the title that the
    compiler of a collection names (下面是小编为大家整理的…).
    """
    text = document.text
    named = {rule: [text[s.start : s.end] for s in sentences if s.rule == rule] for rule in ("title_field", "title")}
    for line in named["title_field"]:
        return field_title(line)
    titles = [strip_site(line) for line in named["title"]]
    telling = [title for title in titles if any(kind in title for kind in KINDS)]
    if telling or titles:
        return max(telling or titles, key=len)
    compiled = (compiled_title(text[s.start : s.end]) for s in sentences if s.rule == "compiler")
    return next(filter(None, compiled), "")

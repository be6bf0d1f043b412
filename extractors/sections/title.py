"""The report's title."""

from __future__ import annotations

import re

from extractors.document import Document
from extractors.records import Sentence

_FIELD = re.compile(r"(?:标题|题目|名称|文章标题)[ ]?[：:][ ]?(.+)")


def find_title(document: Document, sentences: tuple[Sentence, ...]) -> str:
    """The title without boilerplate; empty if the text has none."""
    for sentence in sentences[:12]:
        text = document.text[sentence.start : sentence.end]
        field = _FIELD.fullmatch(text)
        if field:
            return field[1]
        if sentence.role == "heading" and not sentence.marker:
            return text.rstrip("。：")
        if sentence.role != "noise" and sentence.role != "heading":
            return ""
    return ""

"""The report's title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Document
from extractors.records import Sentence
from extractors.sections.head import KINDS, LONGEST, compiled_title, field_title, strip_site

_COMPLETE = re.compile(
    r"(?: 报告 | 总结 | 公报 | 汇报 | 要点 | 方案 | 意见 | 讲话 | 材料 | 综述 | 通报 | 纪要 | 思考 | 做法 ) (?: [（(].*[）)] )? $",
    re.VERBOSE,
)
_GOES_ON = re.compile(r"[和及与暨的]")
_BEGINS = re.compile(r"关于|中共|(?:19|20)[0-9]{2}年|在|第")
_COLLECTION = ("汇编", "选编", "文集", "专辑", "简报")


def find_title(document: Document, sentences: tuple[Sentence, ...]) -> str:
    """The title without boilerplate, or the empty string.

    In this order: a line 标题：…; the lines above the report (put together where a title was set in two), best one that
    ends with a kind of report, then one that names a kind; the title that the compiler of a collection names.
    """
    text = document.text
    for sentence in sentences:
        if sentence.rule == "title_field":
            return field_title(text[sentence.start : sentence.end])
    titles = [strip_site(line) for line in _whole(text, sentences)]
    for fits in (_COMPLETE.search, lambda title: any(kind in title for kind in KINDS), bool):
        if telling := [title for title in titles if fits(title)]:
            return max(telling, key=len)
    compiled = (compiled_title(text[s.start : s.end]) for s in sentences if s.rule == "compiler")
    return next(filter(None, compiled), "")


def _whole(text: str, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """The title lines, those that go on in the next line put together with it."""
    held, last = "", -2
    for sentence in sentences:
        if sentence.rule != "title":
            continue
        line = text[sentence.start : sentence.end]
        follows = held and sentence.paragraph == last + 1 and len(held) + len(line) <= LONGEST
        if line == held:
            pass  # the page's title above the report's own
        elif follows and (
            _GOES_ON.match(line)
            or not (_COMPLETE.search(held) or _BEGINS.match(line) or " " in held or held.endswith(_COLLECTION))
        ):
            held += line
        else:
            if held:
                yield held
            held = line
        last = sentence.paragraph
    if held:
        yield held

"""A paragraph cut into sentences, with respect for quotes and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.sections.fused import heading_end

# What a sentence is made of, each part taken whole and never given back; a bracket that is not closed nearby is a plain letter.
_SENTENCE = re.compile(
    r"""
    (?:
        [^。！？；;!?“（(《\n]++                  # plain text
      | “ [^“”\n]{0,160}+ ”                       # a quotation, with its own stops …
        (?! (?<= [。！？]” ) [^，。；：、！？的等之是为和与）\s] )  # … unless it ends with one and a new sentence follows
      | [（(] [^（）()\n]{0,120}+ [）)]
      | 《 [^《》\n]{0,80}+ 》
      | [（(《]                                  # opened and not closed
      | “ (?! [^“”\n]{0,160}+ ” )
    )*+
    (?: [。！？；;!?]++ [”’）)》】]*+ | “ [^“”\n]{0,160}+ ” )?    # stops and what they close
    """,
    re.VERBOSE,
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of the paragraph `text[start:end]`, without white space at their ends."""
    while start < end:
        stop = heading_end(text, start, end)
        if not stop:
            match = _SENTENCE.match(text, start, end)
            stop = match.end() if match and match.end() > start else end
        while start < stop and text[start].isspace():
            start += 1
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            yield start, last
        start = stop

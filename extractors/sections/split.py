"""A paragraph cut into sentences, with respect for quotes and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


# A heading without stop, run together with the number of the first heading below it: 二、主要做法（一）强化领导。
_RUN_TOGETHER = re.compile(
    r"""
    (?: [一二三四五六七八九十]{1,3}、 | （[一二三四五六七八九十]{1,3}）、? | 第[一二三四五六七八九十]{1,2}部分 )
    [^，。；：！？、（\n]{2,30}?
    (?= （[一1]） | (?<![0-9]) 1[、.](?![0-9]) | 一是 | ①)
    """,
    re.VERBOSE,
)


_NUMBERS = frozenset("一二三四五六七八九十（第")  # what begins a heading that may be run together with the next


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of the paragraph `text[start:end]`, without white space at their ends."""
    while start < end:
        match = _SENTENCE.match(text, start, end)
        stop = match.end() if match and match.end() > start else end
        if text[start] in _NUMBERS and (joined := _RUN_TOGETHER.match(text, start, stop)):
            stop = joined.end()
        while start < stop and text[start].isspace():
            start += 1
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            yield start, last
        start = stop

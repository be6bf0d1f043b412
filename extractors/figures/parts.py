"""Which figure is a part of which: 其中, 占…的N%, a bracket behind a total, 合计 behind its parts.

Only what the text ties together is tied; `share` is the percentage that the text claims, on the part's row and on the percentage's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.document import Document
from extractors.figures.shares import shares
from extractors.figures.wholes import Claim, bare, is_change, is_level, measured_against, same_kind, size
from extractors.records import Figure, Sentence
from extractors.schema import changed
from extractors.sentences import whole_sentences, with_figures

OF_WHICH = re.compile(r"其中")
# A clause that starts something new ends the list that 其中 opened.
NEW_START = re.compile(
    r"[，,；;]\s*(?:并|还|又|同时|共|先后|累计|全年|今年|发展|培训|建立|建成|新建|投入|举办|开展|完成|召开|组织|实施|解决|带动)"
)
SHARED = re.compile(r"[，,]?\s*占(?:约|近|比)?\s*\d")  # 女党员27名,占26.5%: parallel to the part before it
OPEN = re.compile(r"\s*[(（](?!其中|不含|同比|比)")
CLOSE = re.compile(r"[)）]")
ROUNDING = 0.006  # by how much of a whole its rounded parts may miss it; where they do not, no further part follows
SEMICOLON = re.compile(r"[；;]")
TOTAL = re.compile(
    r"[，,、；;\s]*(?:以上)?(?:几项|三项|两项|各项|四项|五项)?(?:共计|合计|总计|总共)(?:为|达|有|约)?\s*$"
)


def link_parts(document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...]) -> tuple[Figure, ...]:
    """The figures with `part_of` and `share` filled in where the text says so."""
    text = document.text
    found = {figure.id: figure for figure in figures}
    before: Sequence[Figure] = ()  # of the sentence before
    seen: list[Figure] = []
    for sentence, inside in with_figures(figures, whole_sentences(text, sentences), len(text)):
        if sentence.level:
            before = ()
        if not inside:
            continue
        thresholds = {one.id for one, other in pairwise(inside) if one.bound_word and one.text in other.subject}
        # 亿元以上项目68个: the 亿元 is part of nothing
        group = [figure for figure in inside if figure.id not in thresholds] if thresholds else inside
        if group:
            for part, whole, share in _claims(text, sentence, group, before, seen):
                old = found[part.id]
                found[part.id] = changed(
                    old, part_of=whole.id if whole else old.part_of, share=share if share is not None else old.share
                )
            before = group
            seen += group
    return tuple(found[figure.id] for figure in figures)


def _claims(
    text: str, sentence: Sentence, group: Sequence[Figure], before: Sequence[Figure], seen: Sequence[Figure]
) -> Iterator[Claim]:
    """The claims of a sentence, later ones to win over earlier ones."""
    said = text[sentence.start : sentence.end]
    known: dict[str, Figure] = {}
    if "其中" in said:
        for claim in _of_which(text, sentence, group, before):
            yield claim
            if claim[1]:
                known[claim[0].id] = claim[1]
    if "(" in said or "（" in said:
        yield from _bracketed(text, group)
    if "计" in said or "总共" in said:
        yield from _totals(text, sentence, group)
    if "占" in said:
        yield from shares(text, sentence, group, known, seen)


def _of_which(text: str, sentence: Sentence, group: Sequence[Figure], before: Sequence[Figure]) -> Iterator[Claim]:
    for match in OF_WHICH.finditer(text, sentence.start, sentence.end):
        cue = match.start()
        wholes = [
            figure
            for figure in group
            if figure.end <= cue and is_level(figure) and measured_against(text, figure) is None
        ]
        if not wholes and cue - sentence.start <= 3:
            wholes = [figure for figure in before if is_level(figure)]
        if not wholes:
            continue
        end = _reach(text, sentence, cue, group)
        last_part: Figure | None = None
        sums: dict[str, list[float]] = {}  # of the parts of each whole
        for figure in group:
            if figure.start <= cue or not (figure.start < end or SHARED.match(text, figure.end)):
                continue
            if last_part is not None and NEW_START.match(text, last_part.end):
                break
            if is_level(figure) and not is_change(text, figure):
                last_part = figure
                whole = _whole_of(figure, wholes)
                parts = sums.setdefault(whole.id, []) if whole else []
                if whole and not (len(parts) > 1 and abs(sum(parts) - size(whole)) <= ROUNDING * size(whole)):
                    parts.append(size(figure))
                    yield figure, whole, None


def _reach(text: str, sentence: Sentence, cue: int, group: Sequence[Figure]) -> int:
    """Where the list behind 其中 ends: at the bracket it stands in, at a semicolon unless it opens a list with a colon, at the next 其中."""
    end = sentence.end
    following = text.find("其中", cue + 2, end)
    if following > 0:
        end = following
    opening = max(text.rfind("（", sentence.start, cue), text.rfind("(", sentence.start, cue))
    if opening >= 0 and not CLOSE.search(text, opening, cue):
        close = CLOSE.search(text, cue, end)
        return close.start() if close else end
    first = next((figure for figure in group if figure.start > cue), None)
    wide = (
        text[cue + 2 : cue + 3] in {":", "："}
        or text[max(sentence.start, cue - 1) : cue] in {";", "；", "。"}
        or cue - sentence.start <= 3
    )
    if not wide and first is not None:
        stop = SEMICOLON.search(text, first.end, end)
        end = stop.start() if stop else end
    return end


def _whole_of(part: Figure, wholes: Sequence[Figure]) -> Figure | None:
    """Of several possible wholes the one whose name the part's ends in (县直党委 of 党委), else the last that is large enough.

    One that is smaller than its part is taken only where the names leave no doubt: that is an error to report, not one to make.
    """
    kind = [whole for whole in wholes if same_kind(part, whole)]
    name = bare(part.subject)
    for whole in reversed(kind):
        if (
            (whole_name := bare(whole.subject))
            and name.endswith(whole_name)
            and (name != whole_name or size(whole) >= size(part))
        ):
            return whole
    enough = [whole for whole in kind if size(whole) >= size(part)]
    return enough[-1] if enough else None


def _bracketed(text: str, group: Sequence[Figure]) -> Iterator[Claim]:
    """党支部579个(农村300个、机关279个)."""
    whole: Figure | None = None
    close = -1
    for figure, previous in zip(group[1:], group, strict=False):
        if figure.start >= close:
            opened = OPEN.match(text, previous.end)
            ends = CLOSE.search(text, previous.end) if opened else None
            whole, close = (previous, ends.start()) if ends else (None, -1)
        if (
            whole is not None
            and figure.start < close
            and is_level(figure)
            and same_kind(figure, whole)
            and size(figure) <= size(whole)
        ):
            yield figure, whole, None


def _totals(text: str, sentence: Sentence, group: Sequence[Figure]) -> Iterator[Claim]:
    """新建12个、改建20个,合计32个."""
    for number, figure in enumerate(group):
        if number < 2 or not is_level(figure) or "其中" in text[sentence.start : figure.start]:
            continue
        if not TOTAL.fullmatch(text, group[number - 1].end, figure.start):
            continue
        for part in reversed(group[:number]):
            if not (is_level(part) and same_kind(part, figure) and size(part) <= size(figure)):
                break
            yield part, figure, None

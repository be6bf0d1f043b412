"""Shares: 65个村占327个行政村的19.9%, 分别占31.8%和72.3%, 在新党员中…占26.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.figures.wholes import (
    GENERAL,
    Claim,
    bare,
    clause_start,
    is_level,
    last_fit,
    measured_against,
    same_kind,
    size,
)
from extractors.records import Figure, Sentence

SHARE = re.compile(r"占(?:比(?:例|重)?(?:为|达到?)?|(?!比|地|用|有|道|领)(?:了|到)?(?P<whole>[^占，,；;。]{0,40}))$")
# 其中 before 占: the part is named, but no figure of it stands there.
UNNAMED = re.compile(r"[\s、，,（(]*(?:分别|各|约|仅|只|就|共|合计|也|均|则|其中|[，,])*\s*")
RECENT = 40  # figures back to which a whole is sought by its name
OF_PLAN = re.compile(r"(?:计划|任务|目标|预算|指标|预期)(?:任务|数|总数|目标)?的?$")  # progress, not part of a whole
OF = re.compile(r"^的|的$")
ADDED = re.compile(r"发展|新增|吸收|招收|新招|新")
ADDING = re.compile(r"^新?(?:发展|增|吸收)")
LIST = re.compile(r"[、,，和与及\s]*(?:分别)?(?:占)?")
GROUP = re.compile(r"(?:^|[在从，,。])(?P<group>[^，,。；;]{2,20}?)(?:中|当中|里)(?:[，,]|共?有)")
OPENS = re.compile(r"\s*[在从][^，,。；;]{0,12}")  # 在全县[236个]村中，
AMONG = re.compile(r"[^，,。；;\d]{0,10}(?:当?中|里)[，,]")
REST = re.compile(r"(?:其他|其余|其它)[^，,。；;、]{0,8}$")  # 其他村干部200名: a part itself


def shares(
    text: str, sentence: Sentence, group: Sequence[Figure], known: dict[str, Figure], seen: Sequence[Figure]
) -> Iterator[Claim]:
    """The claims of all percentages of a sentence; `known` are wholes that 其中 tied, `seen` the figures before the sentence."""
    number = 0
    while number < len(group):
        figure = group[number]
        claim = None
        if figure.dimension == "ratio" and figure.unit != "个百分点":
            start = clause_start(text, sentence.start, figure.start)
            claim = SHARE.search(text[start : figure.start])
        if claim is None or figure.value is None or OF_PLAN.search(claim["whole"] or ""):
            number += 1
            continue
        run = [figure]
        while number + len(run) < len(group) and _follows(text, run[-1], group[number + len(run)]):
            run.append(group[number + len(run)])
        place = start + claim.start()
        yield from _share(text, sentence, run, place, claim["whole"] or "", group, known, seen)
        number += len(run)


def _follows(text: str, figure: Figure, other: Figure) -> bool:
    return other.dimension == "ratio" and bool(LIST.fullmatch(text, figure.end, other.start))


def _share(
    text: str,
    sentence: Sentence,
    run: Sequence[Figure],
    place: int,
    named: str,
    group: Sequence[Figure],
    known: dict[str, Figure],
    seen: Sequence[Figure],
) -> Iterator[Claim]:
    """One claim, or a list of them (分别占31.8%、72.3%): the parts are the last levels before 占."""
    inside = [figure for figure in group if place < figure.start < run[0].start and is_level(figure)]
    levels = [figure for figure in group if figure.end <= place and is_level(figure)]
    clause = clause_start(text, sentence.start, place)
    unnamed = UNNAMED.fullmatch(text, max(clause, levels[-1].end if levels else clause), place)
    if len(run) == 1 and levels:
        levels = levels[: last_fit(levels, named) + 1]
    parts = levels[-len(run) :] if unnamed and len(levels) >= len(run) else []
    whole = inside[-1] if inside else None
    if whole is None and not named and parts:
        whole = _opening(text, sentence, levels[0], parts[0])
    if whole is None:
        whole = _by_name(text, sentence, named, parts, group, seen)
    if whole is None and parts and not GENERAL.sub("", GENERAL.sub("", named.strip(" 的"))):
        whole = known.get(parts[0].id)
    for number, ratio in enumerate(run):
        yield ratio, whole, _percent(ratio)
        if parts:
            linked = (
                whole
                if whole is not None and same_kind(parts[number], whole) and whole.id != parts[number].id
                else None
            )
            yield parts[number], linked, _percent(ratio)


def _opening(text: str, sentence: Sentence, first: Figure, part: Figure) -> Figure | None:
    """The whole that opens the sentence: 在全县[236个]村中，有场所的189个，占80.1%."""
    opens = first is not part and OPENS.fullmatch(text, sentence.start, first.start) and AMONG.match(text, first.end)
    return first if opens and same_kind(part, first) and size(first) >= size(part) else None


def _percent(ratio: Figure) -> float | None:
    """A share in percent, also of 三成 and ‰."""
    return ratio.base_value if ratio.base_value is not None and ratio.base_unit == "%" else ratio.value


def _by_name(
    text: str,
    sentence: Sentence,
    named: str,
    parts: Sequence[Figure],
    group: Sequence[Figure],
    seen: Sequence[Figure],
) -> Figure | None:
    """The whole that 占党员总数的 or 在新党员中 names, among the figures before it: nearest first."""
    core = OF.sub("", GENERAL.sub("", GENERAL.sub("", named.strip(" 的"))))
    if not core and not named.strip(" 的"):
        opener = GROUP.search(text[sentence.start : parts[0].start]) if parts else None
        core = GENERAL.sub("", opener["group"].removeprefix("在")) if opener else ""
    if len(core) < 2:
        return None
    first = parts[0] if parts else None
    own, name = {part.id for part in parts}, bare(core)
    here = [figure for figure in group if first is None or figure.start < first.start]
    for figure in reversed([*seen[-RECENT:], *here]):
        if not is_level(figure) or not figure.subject or figure.id in own:
            continue
        if first is not None and not (figure.dimension == first.dimension and size(figure) >= size(first)):
            continue
        if REST.search(text, max(0, figure.start - 10), figure.start) or name not in (
            measured_against(text, figure) or name
        ):
            continue
        if bare(figure.subject) == name or (core[0] == "新" and _is_new(text, figure, core)):
            return figure
    return None


def _is_new(text: str, figure: Figure, core: str) -> bool:
    """Whether 新党员 are those that were just counted: 发展党员102名."""
    added = ADDED.search(text, max(0, figure.start - 8), figure.start)
    return added is not None and ADDING.sub("", bare(figure.subject)) == core[1:]

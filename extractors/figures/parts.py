"""Which figure is a part of which: 其中, 占…的N%, a bracket behind a total, 合计 behind its parts.

Only what the text ties together is tied; `share` is the percentage that the text claims, on the part's row and on the percentage's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Document
from extractors.records import Figure, Sentence
from extractors.schema import changed
from extractors.sentences import whole_sentences, with_figures

RATIOS = frozenset({"ratio", "multiple", "age", "duration"})
CLAUSE = re.compile(r"[，,；;。:：！？\n]")
SHARE = re.compile(r"占(?:比(?:例|重)?(?:为|达到?)?|(?!比|地|用|有|道|领)(?:了|到)?(?P<whole>[^占，,；;。]{0,40}))$")
# 其中 before 占: the part is named, but no figure of it stands there.
UNNAMED = re.compile(r"[\s、，,（(]*(?:分别|各|约|仅|只|就|共|合计|也|均|则|其中|[，,])*\s*")
RECENT = 40  # figures back to which a whole is sought by its name
OF_WHICH = re.compile(r"其中")
# A clause that starts something new ends the list that 其中 opened.
NEW_START = re.compile(
    r"[，,；;]\s*(?:并|还|又|同时|共|先后|累计|全年|今年|发展|培训|建立|建成|新建|投入|举办|开展|完成|召开|组织|实施|解决|带动)"
)
SHARED = re.compile(r"[，,]?\s*占(?:约|近|比)?\s*\d")  # 女党员27名,占26.5%: parallel to the part before it
OF_PLAN = re.compile(r"(?:计划|任务|目标|预算|指标|预期)(?:任务|数|总数|目标)?的?$")  # progress, not part of a whole
TOTAL = re.compile(
    r"[，,、；;\s]*(?:以上)?(?:几项|三项|两项|各项|四项|五项)?(?:共计|合计|总计|总共)(?:为|达|有|约)?\s*$"
)
LIST = re.compile(r"[、,，和与及\s]*(?:分别)?(?:占)?")
GENERAL = re.compile(
    r"^(?:全[县市区镇乡州旗省国]|我[县市区镇乡]|本[县市区]|全部|所有|发展|其)+|(?:总数|总量|总额|总人数|总人口|全部|的|总)+$"
)
GROUP = re.compile(r"(?:^|[在从，,。])(?P<group>[^，,。；;]{2,20}?)(?:中|当中|里)[，,]")


def link_parts(document: Document, figures: tuple[Figure, ...], sentences: tuple[Sentence, ...]) -> tuple[Figure, ...]:
    """The figures with `part_of` and `share` filled in where the text says so."""
    text = document.text
    found = {figure.id: figure for figure in figures}
    before: list[Figure] = []  # of the sentence before
    seen: list[Figure] = []
    for sentence, group in with_figures(figures, whole_sentences(text, sentences), len(text)):
        if sentence.level:
            before = []
        if group:
            of_which = tuple(_of_which(text, sentence, group, before))
            known = {part.id: whole for part, whole, _ in of_which if whole}
            claims = (
                *of_which,
                *_bracketed(text, group),
                *_totals(text, sentence, group),
                *_shares(text, sentence, group, known, seen),
            )
            for part, whole, share in claims:
                old = found[part.id]
                found[part.id] = changed(
                    old, part_of=whole.id if whole else old.part_of, share=share if share is not None else old.share
                )
            before = group
            seen += group
    return tuple(found[figure.id] for figure in figures)


Claim = tuple[Figure, Figure | None, float | None]


def _level(figure: Figure) -> bool:
    """Whether it counts or measures something that can have parts."""
    return (
        figure.dimension not in RATIOS
        and not figure.missing
        and (figure.value is not None or figure.value_low is not None)
    )


def _size(figure: Figure) -> float:
    return figure.value if figure.value is not None else figure.value_low or 0.0


def _percent(ratio: Figure) -> float | None:
    """A share in percent, also of 三成 and ‰."""
    return ratio.base_value if ratio.base_value is not None and ratio.base_unit == "%" else ratio.value


def _same_kind(part: Figure, whole: Figure) -> bool:
    if part.dimension != whole.dimension:
        return False
    return part.dimension != "count" or part.unit == whole.unit


def _of_which(text: str, sentence: Sentence, group: list[Figure], before: list[Figure]) -> Iterator[Claim]:
    cues = [match.start() for match in OF_WHICH.finditer(text, sentence.start, sentence.end)]
    for cue in cues:
        wholes = [figure for figure in group if figure.end <= cue and _level(figure)]
        if not wholes and cue - sentence.start <= 3:
            wholes = [figure for figure in before if _level(figure)]
        if not wholes:
            continue
        end = _reach(text, sentence, cue, group)
        last_part: Figure | None = None
        for figure in group:
            if figure.start <= cue or not (figure.start < end or SHARED.match(text, figure.end)):
                continue
            if last_part is not None and NEW_START.match(text, last_part.end):
                break
            if _level(figure):
                last_part = figure
                if whole := _whole_of(figure, wholes):
                    yield figure, whole, None


def _reach(text: str, sentence: Sentence, cue: int, group: list[Figure]) -> int:
    """Where the list behind 其中 ends: at the bracket it stands in, at a semicolon unless it opens a list with a colon, at the next 其中."""
    end = sentence.end
    following = text.find("其中", cue + 2, end)
    if following > 0:
        end = following
    opening = max(text.rfind("（", sentence.start, cue), text.rfind("(", sentence.start, cue))
    if opening >= 0 and not re.search(r"[)）]", text[opening:cue]):
        close = re.compile(r"[)）]").search(text, cue, end)
        return close.start() if close else end
    first = next((figure for figure in group if figure.start > cue), None)
    wide = (
        text[cue + 2 : cue + 3] in {":", "："}
        or text[max(sentence.start, cue - 1) : cue] in {";", "；", "。"}
        or cue - sentence.start <= 3
    )
    if not wide and first is not None:
        stop = re.compile(r"[；;]").search(text, first.end, end)
        end = stop.start() if stop else end
    return end


def _whole_of(part: Figure, wholes: list[Figure]) -> Figure | None:
    """Of several possible wholes the one whose name the part's ends in (县直党委 of 党委), else the last that is large enough.

    One that is smaller than its part is taken only where the names leave no doubt: that is an error to report, not one to make.
    """
    kind = [whole for whole in wholes if _same_kind(part, whole)]
    name = _bare(part.subject)
    for whole in reversed(kind):
        if (bare := _bare(whole.subject)) and name.endswith(bare):
            return whole
    enough = [whole for whole in kind if _size(whole) >= _size(part)]
    return enough[-1] if enough else None


def _bracketed(text: str, group: list[Figure]) -> Iterator[Claim]:
    """党支部579个(农村300个、机关279个)."""
    whole: Figure | None = None
    close = -1
    for figure, previous in zip(group[1:], group, strict=False):
        if figure.start >= close:
            opened = re.compile(r"\s*[(（](?!其中|不含|同比|比)").match(text, previous.end)
            ends = re.compile(r"[)）]").search(text, previous.end) if opened else None
            whole, close = (previous, ends.start()) if ends else (None, -1)
        if (
            whole is not None
            and figure.start < close
            and _level(figure)
            and _same_kind(figure, whole)
            and _size(figure) <= _size(whole)
        ):
            yield figure, whole, None


def _totals(text: str, sentence: Sentence, group: list[Figure]) -> Iterator[Claim]:
    """新建12个、改建20个,合计32个."""
    for number, figure in enumerate(group):
        if number < 2 or not _level(figure) or "其中" in text[sentence.start : figure.start]:
            continue
        if not TOTAL.fullmatch(text, group[number - 1].end, figure.start):
            continue
        for part in reversed(group[:number]):
            if not (_level(part) and _same_kind(part, figure) and _size(part) <= _size(figure)):
                break
            yield part, figure, None


def _shares(
    text: str, sentence: Sentence, group: list[Figure], known: dict[str, Figure], seen: list[Figure]
) -> Iterator[Claim]:
    number = 0
    while number < len(group):
        figure = group[number]
        start = _clause_start(text, sentence.start, figure.start)
        claim = (
            SHARE.search(text[start : figure.start])
            if figure.dimension == "ratio" and figure.unit != "个百分点"
            else None
        )
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
    run: list[Figure],
    place: int,
    named: str,
    group: list[Figure],
    known: dict[str, Figure],
    seen: list[Figure],
) -> Iterator[Claim]:
    """One claim, or a list of them (分别占31.8%、72.3%): the parts are the last levels before 占."""
    inside = [figure for figure in group if place < figure.start < run[0].start and _level(figure)]
    levels = [figure for figure in group if figure.end <= place and _level(figure)]
    clause = _clause_start(text, sentence.start, place)
    unnamed = UNNAMED.fullmatch(text, max(clause, levels[-1].end if levels else clause), place)
    parts = levels[-len(run) :] if unnamed and len(levels) >= len(run) else []
    whole = inside[-1] if inside else None
    if whole is None:
        whole = _by_name(text, sentence, named, parts, group, seen)
    if whole is None and parts and not GENERAL.sub("", GENERAL.sub("", named.strip(" 的"))):
        whole = known.get(parts[0].id)
    for number, ratio in enumerate(run):
        yield ratio, whole, _percent(ratio)
        if parts:
            linked = (
                whole
                if whole is not None and _same_kind(parts[number], whole) and whole.id != parts[number].id
                else None
            )
            yield parts[number], linked, _percent(ratio)


def _clause_start(text: str, low: int, high: int) -> int:
    start = low
    for match in CLAUSE.finditer(text, low, high):
        start = match.end()
    return start


def _by_name(
    text: str,
    sentence: Sentence,
    named: str,
    parts: list[Figure],
    group: list[Figure],
    seen: list[Figure],
) -> Figure | None:
    """The whole that 占党员总数的 or 在新党员中 names, among the figures before it: nearest first."""
    core = re.sub(r"^的|的$", "", GENERAL.sub("", GENERAL.sub("", named.strip(" 的"))))
    if not core and not named.strip(" 的"):
        opener = GROUP.search(text[sentence.start : parts[0].start]) if parts else None
        core = GENERAL.sub("", opener["group"].removeprefix("在")) if opener else ""
    if len(core) < 2:
        return None
    first = parts[0] if parts else None
    here = [figure for figure in group if first is None or figure.start < first.start]
    for figure in reversed([*seen[-RECENT:], *here]):
        if not _level(figure) or not figure.subject or figure in parts:
            continue
        if first is not None and not (figure.dimension == first.dimension and _size(figure) >= _size(first)):
            continue
        if _bare(figure.subject) == _bare(core) or _is_new(text, figure, core):
            return figure
    return None


def _is_new(text: str, figure: Figure, core: str) -> bool:
    """Whether 新党员 are those that were just counted: 发展党员102名."""
    added = re.search(r"发展|新增|吸收|招收|新招|新", text[max(0, figure.start - 8) : figure.start])
    name = re.sub(r"^新?(?:发展|增|吸收)", "", _bare(figure.subject))
    return core.startswith("新") and added is not None and name == core[1:]


def _bare(name: str) -> str:
    """A subject without what only says how much of it: 党员总数 and 全县党员 are 党员."""
    return re.sub(r"[(（].*?[)）]|[“”]", "", GENERAL.sub("", name)) or name

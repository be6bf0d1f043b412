"""What a short form stands for, where the text spells it out, and whether the number in it agrees."""

from __future__ import annotations

import re

from extractors.campaigns.lexicon import DIGITS, HAN, NUMERAL, Mention
from extractors.records import Campaign, Check

_SAYS = re.compile(
    rf"""
    [”"’」』]? \s* (?:{HAN}|的){{0,12}}? \s*               # the kind word: ”的驻村工作要求
    (?: [,，:：]? \s* (?:即|就是|指的?是|是指|包括|分别是|主要是|内容[是为]) \s* [:：,，]? | [(（] \s*(?:即[:：]?)? | [:：] | —— )
    \s* (?P<said> [^。\n]{{5,300}} )
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(rf"{HAN}{{2,12}}(?:、{HAN}{{2,6}})+$")
_REACH = 60
_CLOSED = re.compile(r"[^)）]*[)）]")
_TWO = re.compile(rf"[{NUMERAL}].*[{NUMERAL}]")
_EACH = re.compile(rf"[{NUMERAL}]个[{NUMERAL}]")
_COUNT = re.compile(rf"^[{NUMERAL}](?=[个大项条级种类联结议带创包帮定化抓讲问统到有必转])")


def expand(text: str, mention: Mention) -> tuple[str, ...]:
    """The items that `即`, `包括`, brackets or a colon announce behind a short form; `育、找、选、促` are its own items; else ()."""
    if "、" in mention.name or "·" in mention.name:
        own = mention.name.replace("·", "、").split("、")
        if len(own) > 2 and all(0 < len(part) <= 4 for part in own):
            return tuple(own)
    count = counted(mention.name)
    if count is None:
        return ()
    if before := listed_before(text, mention.start, count):
        return before
    said = _SAYS.match(text, mention.end - 1 if text[mention.end - 1 : mention.end] in '”"’」』' else mention.end)
    if not said:
        return ()
    words = said["said"]
    if text[said.start("said") - 1] in "(（":
        closed = _CLOSED.match(words)
        words = closed.group()[:-1] if closed else words
    return _split(words, count)


def listed_before(text: str, start: int, count: int | None) -> tuple[str, ...]:
    """The `count` short names right before a number in quotes: 兴业、富民、强村“三大行动”; else ()."""
    if count is None or text[start : start + 1] not in {"“", '"'}:
        return ()
    match = _BEFORE.search(text, max(0, start - _REACH), start)
    items = match.group().split("、") if match else []
    size = len(items[-1]) if items else 0
    if len(items) == count and size:
        items[0] = items[0][-size:]  # without the verb before the list
    return tuple(items) if len(items) == count else ()


def counted(name: str) -> int | None:
    """The number that a short form begins with and that counts its items: 五个一 → 5; None where the numeral counts something else."""
    found = _COUNT.match(name) if name[:1] in DIGITS else None
    if not found or (_TWO.search(name.replace("统一", "")) and not _EACH.match(name)):
        return None
    return DIGITS[found.group()]


def _split(words: str, count: int) -> tuple[str, ...]:
    """The words cut at the mark that gives `count` items, else at the strongest mark that gives two or more."""
    cuts = [
        [part.strip(" ，,；;、") for part in re.split(marks, words)]
        for marks in (r"[；;]", r"[，,]", r"[、]", r"[；;，,、]")
    ]
    cuts = [[part for part in cut if part] for cut in cuts]
    fits = next((cut for cut in cuts if len(cut) == count), None)
    if fits is None and len(cuts[1]) > count and all(part.startswith(cuts[1][0][0]) for part in cuts[1][:count]):
        fits = cuts[1][:count]
    best = fits or next((cut for cut in cuts if len(cut) > 1), [])
    return tuple(part for part in best if len(part) <= 60) if len(best) <= 2 * count else ()


def campaign_items(campaigns: tuple[Campaign, ...]) -> tuple[Check, ...]:
    """Whether the number in a short form agrees with the items that the text gives for it: `ok`, or `unknown` where it does not.

    A disagreement is no proven error: the text may go on in another sentence, or one item may hold a comma.
    """
    checks = []
    for campaign in campaigns:
        expected = counted(campaign.name)
        if expected is None or not campaign.expansion:
            continue
        found = campaign.expansion.split(";")
        agrees = len(found) == expected
        message = f"{campaign.name}: {expected} items named, {len(found)} spelt out: {campaign.expansion}"
        check = Check(
            kind="campaign_items",
            status="ok" if agrees else "unknown",
            message=message,
            start=campaign.start,
            end=campaign.end,
            expected=str(expected),
            found=str(len(found)),
            rule="number in a campaign's name",
        )
        checks.append(check)
    return tuple(checks)

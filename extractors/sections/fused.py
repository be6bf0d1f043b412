"""Headings and titles that run into the text behind them, because a line break was lost."""

from __future__ import annotations

import re
from functools import cache

from extractors.rules import first_characters, load_rules
from extractors.sections.headings import tells

PACKAGE = "extractors.sections"


def _led(pattern: re.Pattern[str]) -> str:
    """The pattern, asked only at a character with which it can begin."""
    first = first_characters(pattern)
    ahead = f"(?= [{re.escape(''.join(sorted(first)))}] )" if first else ""
    return f"(?: {ahead} (?: {pattern.pattern} ) )"


@cache
def _begins() -> frozenset[str]:
    """What headings begin with that are run together."""
    return first_characters(_patterns()[1]) or frozenset()


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    part = {rule.name: _led(rule.pattern) for rule in load_rules(PACKAGE, "fused.toml")}
    inside = r"(?: [^。；：！？;!?\n0-9] | (?:19|20)[0-9]{2}(?=年) )"
    number = r"(?: [一二三四五六七八九十]{1,3}、 | （[一二三四五六七八九十]{1,3}）、? | 第[一二三四五六七八九十]{1,2}部分 [：、]? )"
    heading = re.compile(
        rf"""
        # a heading run together with the first number below it: 二、主要做法（一）强化领导。
        (?P<below> {number} [^，。；：！？;!?、（\n]{{2,30}}? (?= （[一1]） | (?<![0-9]) 1[、.](?![0-9]) | 一是 | ① ) )
        # … or with its text: 一、基本情况全县辖12个乡镇，…
        | (?: {number} | [1-9][0-9]? (?: 、 | [.．] (?![0-9]) ) | （[1-9][0-9]?） | [一二三四五六七八九十]是 (?= [^，。；\n]{{2,24}} ——“ ) )
        (?P<act> (?= {part["act"]} ) )?
        (?P<words>
            {part["standard"]} (?= [^，。；：！？（\n] [^。；：！？\n]{{0,120}} ， )
          | {inside}{{1,34}}? {part["last"]} (?= {part["text"]} | (?(act) {part["means"]} | (?!) ) )
        )
        (?= [^\n]{{0,120}}? [，。；：] )
        # … or announces it: （一）强化宣传：悬挂标语120条；主要做法：一是…
        | (?: {number} | [1-9][0-9]? (?: 、 | [.．] (?![0-9]) ) | （[1-9][0-9]?） )
        (?P<announced> {part["act"]} [^。；：！？;!?\n0-9]{{1,24}} ) ： (?= [^0-9\n] [^\n]{{9}} )
        | (?: {part["standard"]} ： | 【 {part["standard"]} 】：? ) (?= [^\n]{{10}} )
        """,
        re.VERBOSE,
    )
    title = re.compile(
        rf"""
        (?: (?:标题|题目)[：:] [ ]? )? (?P<words> (?: [^，。；：！？\n“] (?! 、 (?<= [一二三四五六七八九十]、 ) ) ){{3,45}}? {part["kind"]} ) (?: （[^（）\n]{{2,12}}） )?
        [ ]* (?= {part["opening"]} | {part["text"]} )
        """,
        re.VERBOSE,
    )
    return title, heading


def heading_end(text: str, start: int, end: int) -> int:
    """Where a heading ends that begins `text[start:end]` and runs into what follows; 0 if none does."""
    if text[start : start + 1] not in _begins():
        return 0
    match = _patterns()[1].match(text, start, end)
    if match is None:
        return 0
    if match["below"]:
        return match.end()
    words = match["words"] or match["announced"] or ""
    return match.end() if words.count("，") < 2 and not tells(words) else 0


def title_end(line: str) -> int:
    """Where the title ends that begins a report's first line and runs into its text or first heading; 0 if none does."""
    match = _patterns()[0].match(line)
    return match.end() if match and match.end() < len(line) and not tells(match["words"].removeprefix("在")) else 0

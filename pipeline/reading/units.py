"""Units as tables print them: in brackets behind a head, in a line 单位：万元, in a column of their own."""

from __future__ import annotations

import re
from functools import cache

from extractors.rules import load_rows

_MULTIPLIERS = "十百千万亿"
_LINE = re.compile(r"(?:计量)?单位\s*[:：]\s*([^\s)）]{1,12}(?:[\s,，、;；/／和]+[^\s)）]{1,6}){0,3})")
_BRACKETS = re.compile(r"[(（]\s*(?:(?:计量)?单位\s*[:：]\s*)?([^()（）]{1,10})\s*[)）]")
_PERCENT = re.compile(r"(?<![0-9０-９])\s*([%％‰])")
_BEHIND = re.compile(r"[/／:：]\s*([^\s/／:：()（）]{1,8})$")


@cache
def _names() -> frozenset[str]:
    """Every unit that figures may have: one list for text and tables."""
    columns = ("unit", "base_unit", "factor", "dimension", "not_before")
    return frozenset(row["unit"] for row in load_rows("extractors.figures", "units.tsv", columns))


def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else: 万吨, %, 元/人, 亿千瓦小时; 1—12月 and 不含农户 are none."""
    first, *rest = re.split(r"[/／每]", text.strip())
    return _is_one(first) and all(map(_is_one, rest))


def _is_one(text: str) -> bool:
    names, most = _names(), len(text) - len(text.lstrip(_MULTIPLIERS))
    return any(text[skipped:] in names for skipped in range(most + 1))


def stated(head: str) -> str:
    """The unit that a head states, empty for none and for more than one: 产量（万吨）, 增长±%, 金额：万元."""
    head = head.strip()
    if is_unit(head):
        return head
    found = {text for match in _BRACKETS.finditer(head) if is_unit(text := match.group(1).strip(" ±+-＋－、"))}
    if not found:
        found = {match.group(1) for match in _PERCENT.finditer(head)}
    if not found and (match := _BEHIND.search(head)) and is_unit(match.group(1)):
        found = {match.group(1)}
    return found.pop() if len(found) == 1 else ""


def without_unit(head: str) -> str:
    """A head without the unit that stands in brackets or behind a stroke."""
    head = _BRACKETS.sub(lambda match: "" if is_unit(match.group(1).strip(" ±+-＋－、")) else match.group(), head)
    match = _BEHIND.search(head)
    return (head[: match.start()] if match and is_unit(match.group(1)) else head).strip()


def in_line(text: str) -> tuple[str, ...]:
    """The units of a line 单位：万元、%, in order; empty for any other line."""
    match = _LINE.search(text)
    if not match:
        return ()
    whole = match.group(1).strip()
    parts = (whole,) if is_unit(whole) else re.split(r"[\s,，、;；/／和]+", whole)
    return tuple(part for part in parts if is_unit(part))


def is_unit_line(text: str) -> bool:
    """Whether a text tells the unit of a whole table."""
    return bool(_LINE.search(text))

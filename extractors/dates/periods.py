"""Periods as strings, and what a relative expression means once the report's own year is known.

A period is ISO-like: `2015`, `2015-06`, `2015-06-30`, `2015-H1`, `2015-Q2`, `2011/2015`, open `2007/..`. Relative expressions
carry what they say without a year: `H1`, `Q2`, `06`, `01/06`, `06-30` or a number of years.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

CHINESE_DIGITS = {
    char: digit
    for digit, chars in enumerate(("〇○Ｏ零0０Oo", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
# The first plan ran 1953-57, the third began after three years of adjustment in 1966; since then one follows another.
PLANS = {
    name: 1966 + 5 * place
    for place, name in enumerate(
        ("三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
    )
}
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
# Months 1-6 and 1-3 are what everybody calls the first half and the first quarter.
NAMED_MONTHS = {"01/06": "H1", "07/12": "H2", "01/03": "Q1", "04/06": "Q2", "07/09": "Q3", "10/12": "Q4"}


def small_number(text: str) -> int:
    """A whole number under a hundred in either script: 五, 十二, 二十, 7."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return CHINESE_DIGITS[ones]
    return 10 * (CHINESE_DIGITS[tens] if tens else 1) + (CHINESE_DIGITS[ones] if ones else 0)


def from_groups(groups: Mapping[str, str], *, relative: str = "") -> str:
    """The period that a rule's named groups spell; for a relative rule the part without the year."""
    if number := groups.get("n"):
        return str(small_number(number))
    if plan := groups.get("plan") or groups.get("plan2") or groups.get("plan3"):
        first = PLANS[plan]
        whole = f"{first}/.." if "since" in groups else f"{first}/{first + 4}"
        return str(first + 4) if "planend" in groups else whole
    part = _part(groups)
    if relative:
        return part
    year = _year(groups)
    if "m2" in groups and "y2" in groups:
        return f"{year}-{part.partition('/')[0]}/{groups['y2']}-{int(groups['m2']):02d}"
    if "y2" in groups:
        return f"{year}/{groups['y2']}" if int(groups["y2"]) > int(year) else year
    period = with_year(year, part)
    return f"{period}/.." if "since" in groups else period


def with_year(year: str, part: str) -> str:
    """`2015` and `H1` give `2015-H1`; `01/09` gives `2015-01/2015-09`."""
    if not part:
        return year
    first, slash, last = part.partition("/")
    return f"{year}-{first}/{year}-{last}" if slash else f"{year}-{part}"


def _year(groups: Mapping[str, str]) -> str:
    if short := groups.get("yy"):
        return f"{'19' if short[0] == '9' else '20'}{short}"
    return "".join(str(CHINESE_DIGITS.get(char, char)) for char in groups["y"])


def _part(groups: Mapping[str, str]) -> str:
    if half := groups.get("half"):
        return "H1" if half == "上" else "H2"
    if quarter := groups.get("q"):
        return f"Q{QUARTERS.get(quarter, quarter)}"
    if "q3" in groups:
        return "01/09"
    if not (month := groups.get("m")):
        return ""
    first = f"{small_number(month):02d}"
    if last := groups.get("m2"):
        months = f"{first}/{int(last):02d}"
        return NAMED_MONTHS.get(months, months) if "y2" not in groups else months
    return f"{first}-{small_number(groups['d']):02d}" if "d" in groups else first


def resolve(relative: str, part: str, *, year: int | None, reviewed: int | None) -> str:
    """What a relative expression means in a report that is spoken in `year` (今年) and looks back on `reviewed` (一年来).

    `part` is the Date's period. Returns "" where the year is not known.
    """
    if relative == "review_year":
        return str(reviewed) if reviewed else ""
    if relative in {"half", "quarter", "month"}:
        return with_year(str(reviewed), part) if reviewed else ""
    if year is None:
        return ""
    if relative == "past_years":
        last = reviewed or year
        return f"{last - int(part) + 1}/{last}" if int(part) > 1 else str(last)
    if relative == "next_years":
        first = year if reviewed and reviewed < year else year + 1
        return f"{first}/{first + int(part) - 1}" if int(part) > 1 else str(first)
    return str(year + {"this_year": 0, "last_year": -1, "year_before_last": -2, "next_year": 1}[relative])


@lru_cache(maxsize=1024)
def years(period: str) -> tuple[int, int] | None:
    """First and last year that a period touches; None where it names none. An open end touches year 9999."""
    found = YEAR.findall(period)
    if not found:
        return None
    return int(found[0]), 9999 if period.endswith("..") else int(found[-1])

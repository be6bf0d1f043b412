"""Time expressions: `text => words=period …`, see the head of the case file."""

from itertools import pairwise

import pytest

from extractors.dates.finding import _rules, dates_in
from extractors.dates.status import _starts
from extractors.records import Date
from tests.support import cases


def told(date: Date) -> str:
    words = date.text.replace(" ", "_")
    if date.withheld:
        return f"{words}=?"
    if not date.relative:
        return f"{words}={date.period}"
    return f"{words}=~{date.relative}" + (f":{date.period}" if date.period else "")


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("dates")])
def test_dates(said, meant):
    assert " ".join(told(date) for date in dates_in(said)) == ("" if meant == "-" else meant)


def test_spans_hold_their_words_and_do_not_overlap():
    text = "2015年上半年，与去年同期相比增长8%；五年来，“十二五”期间累计投入3亿元，*年底完成，截至6月底。"
    dates = dates_in(text)
    assert [date.text for date in dates] == [text[date.start : date.end] for date in dates]
    assert all(one.end <= other.start for one, other in pairwise(dates))


def test_a_longer_text_takes_no_more_than_its_share_of_time():
    """Junk of the kind that makes patterns run away is read to its end."""
    for junk in ("一二三四五" * 8_000, "2015" * 10_000, "年" * 40_000, "月" * 40_000, "“十" * 20_000):
        assert isinstance(dates_in(junk), tuple)


def test_begins_and_then_let_every_example_through():
    """A rule whose `begins` or `then` leaves out a character would never be tried there."""
    for rule in _rules():
        for example in rule.found:
            assert rule.name in {date.rule for date in dates_in(example)}, example
    start, rules = _starts()
    tried = {(rule.name, example) for found in rules.values() for rule in found for example in rule.found}
    for name, example in tried:
        places = [place for place in range(len(example)) if start.match(example, place)]
        named = [rule for place in places for rule in rules[example[place]] if rule.pattern.match(example, place)]
        assert name in {rule.name for rule in named}, example

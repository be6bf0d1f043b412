"""Arithmetic claims worked out; see the head of the case file."""

import pytest

from extractors.checks import find_checks
from tests.support import cases
from tests.test_parts_cases import linked


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("checks")])
def test_checks(said, meant):
    found = find_checks(*linked(said))
    assert " | ".join(f"{check.kind} {check.status}" for check in found) == ("" if meant == "-" else meant)


def test_the_message_shows_the_sum_and_the_span_holds_the_figures():
    text = "有65个村需要改建，占全区327个行政村的29.9%"
    (check,) = find_checks(*linked(text))
    assert check.message == "65个÷327个＝19.88%，文中为29.9%，不符"
    assert (check.expected, check.found) == ("19.88%", "29.9%")
    assert text[check.start : check.end] == text[1:]
    assert check.quantity_ids == "q000001;q000013;q000021"

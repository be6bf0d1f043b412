"""Laws of figures: rules prove their examples, spans hold their number, whole numbers survive the way into words and back."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Cell, Document
from extractors.figures import find_figures, find_readings
from extractors.figures.bounds import load_bounds
from extractors.figures.left_out import LeftOut, load_left_out
from extractors.figures.numbers import read_number
from extractors.figures.numerals import DIGITS, PLACES
from extractors.figures.units import DIMENSIONS, load_units
from extractors.records import Figure, Sentence
from extractors.rules import RuleError

PIECES = [
    *"一二三两十百千万亿半几多余第和至-—～、，。；：%（）“”《》\n #*X.·/+",
    *[
        "个",
        "名",
        "户",
        "万元",
        "公里",
        "年",
        "月",
        "日",
        "约",
        "近",
        "以上",
        "左右",
        "百分之",
        "分之",
        "倍",
        "成",
        "每亩",
    ],
    *["党员", "投入", "增长", "3", "12", "2015", "4.5", "1,200", "０", "PM", "届", "次", "全会"],
]
LONG = ["7", "一二三四五", "“", " "]  # 200 kB of each
JUNK = [*LONG, "万", "”“", "\n", "1.", "1,", "1-", "2:", "百分之", "一点", "*个", "#", "X", "几十万"]


def figures(text: str) -> tuple[Figure, ...]:
    return find_figures(Document.of(text), (), ())


def spoken(number: int) -> str:
    """A whole number below 10**12 in Chinese, the way that it is taught in school."""
    groups = []
    for name in ("", "万", "亿"):
        number, part = divmod(number, 10_000)
        groups.append((part, name))
    words = ""
    for part, name in reversed(groups):
        if part:
            words += ("零" if words and part < 1000 else "") + _below_10000(part) + name
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零") or "零"


def _below_10000(number: int) -> str:
    words = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            words += "零一二三四五六七八九"[digit] + name
        elif words and number and not words.endswith("零"):
            words += "零"
    return words


@given(st.integers(0, 10**12 - 1))
def test_whole_numbers_survive_words(number: int) -> None:
    words = spoken(number).replace("零零", "零")
    read = read_number(words, 0)
    assert read is not None
    assert read.value == number
    assert read.end == len(words)


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_digits_with_and_without_commas(number: int, hundredths: int) -> None:
    for said in (f"{number}.{hundredths:02}", f"{number:,}.{hundredths:02}"):
        read = read_number(said, 0)
        assert read is not None
        assert float(read.value) == pytest.approx(number + hundredths / 100)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_spans_hold_their_number_and_do_not_overlap(text: str) -> None:
    found = figures(text)
    for figure in found:
        assert 0 <= figure.start <= figure.number_start <= figure.number_end <= figure.end <= len(text)
        assert figure.start < figure.end
        assert figure.text == text[figure.start : figure.end].strip()
        if figure.missing:
            assert figure.value is figure.value_low is figure.value_high is None
        elif figure.qualifier == "range":
            assert figure.value is None
            assert figure.value_low is not None
            assert figure.value_high is not None
            assert figure.value_low < figure.value_high
        else:
            assert figure.value is not None
    for one, following in pairwise(found):
        assert one.end <= following.start
    assert len({figure.id for figure in found}) == len(found)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_figures_are_the_kept_readings(text: str) -> None:
    """The way to the figures skips many words unread; it must not skip a figure."""
    readings = find_readings(Document.of(text), (), ())
    kept = {(r.start, r.end) for r in readings if r.kept and r.rule not in ("redacted", "blank")}
    assert {(figure.start, figure.end) for figure in figures(text) if not figure.missing} == kept


@pytest.mark.parametrize("junk", JUNK)
def test_time_grows_with_the_length(junk: str) -> None:
    """Twice the text may take about twice the time; four times would be quadratic."""
    size = 100_000 if junk in LONG else 20_000
    half = (junk * size)[:size]
    shorter, longer = _seconds(half), _seconds(half * 2)
    assert longer < 3.2 * shorter + 0.2


def _seconds(text: str) -> float:
    document = Document.of(text)
    begin = time.process_time()
    find_figures(document, (), ())
    return time.process_time() - begin


@pytest.mark.parametrize("rule", load_left_out(), ids=lambda rule: rule.name)
def test_rule_proves_its_examples(rule: LeftOut) -> None:
    assert rule.found
    for text in rule.found:
        assert any(_speaks(rule, text, at) for at in range(len(text))), text
    for text in rule.left:
        assert not any(_speaks(rule, text, at) for at in range(len(text))), text


def _speaks(rule: LeftOut, text: str, at: int) -> bool:
    number = read_number(text, at)
    starts = at == 0 or not (text[at - 1].isdigit() or text[at - 1] in DIGITS or text[at - 1] in PLACES)
    if number is None or not starts or (rule.chinese is not None and rule.chinese != number.chinese):
        return False
    unit = load_units().at(text, number.end)
    return not (rule.unitless and unit) and rule.matches(text, at, number.end)


def test_units_are_sound() -> None:
    units = load_units()
    for name, rows in units.rows.items():
        for unit in rows:
            assert unit.factor > 0, name
            assert unit.dimension in DIMENSIONS
            own = units.rows.get(unit.base, (unit,))
            assert any(row.base == unit.base for row in own), f"{unit.base} is the base of {name} and not its own"


def test_bound_words_are_found_beside_a_number() -> None:
    bounds = load_bounds()
    for word, qualifier in bounds.said.items():
        ahead, behind = bounds.ahead(f"{word}3", len(word), bare=True), bounds.behind(f"3{word}", 1)
        assert qualifier in {bound.qualifier for bound in (ahead, behind) if bound}, word


def test_noise_gives_no_figures() -> None:
    text = "浏览次数3万次。\n共建成3个村。"
    noise = Sentence(start=0, end=8, role="noise")
    kept = Sentence(start=9, end=len(text), role="result")
    assert [figure.text for figure in find_figures(Document.of(text), (noise, kept), ())] == ["3个"]
    reasons = [reading.reason for reading in find_readings(Document.of(text), (noise, kept), ())]
    assert reasons == ["noise", ""]


def test_table_cells_take_the_unit_of_their_head() -> None:
    raw = "生产总值 128.5 9.6 2015"
    cells = (
        Cell(start=5, end=10, row="生产总值", column="2015年", unit="亿元"),
        Cell(start=11, end=14, row="生产总值", column="增长（%）", unit="%"),
        Cell(start=15, end=19, row="年份", column="", unit=""),
    )
    found = find_figures(Document.of(raw, cells), (), ())
    assert [(figure.value, figure.unit, figure.base_unit) for figure in found] == [
        (12_850_000_000, "元", "元"),
        (9.6, "%", "%"),
    ]


def test_base_units_make_units_comparable() -> None:
    text = "修路3公里，绿化2亩，产粮5吨和300斤，投入20万元，占三成，下降5‰"
    found = [(round(figure.base_value or 0, 6), figure.base_unit) for figure in figures(text)]
    assert found == [(3000, "m"), (1333.333333, "m2"), (5000, "kg"), (150, "kg"), (200000, "元"), (30, "%"), (0.5, "%")]


def test_users_own_units_and_rules_come_after_the_packages(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text(
        "unit\tbase_unit\tfactor\tdimension\tnot_before\n晌\tm2\t10000\tarea\n", encoding="utf-8"
    )
    rule = '[[rule]]\nname = "own"\nreason = "name"\nafter = "朵金花"\nfound = ["五朵金花"]\nleft = ["五朵"]\n'
    (tmp_path / "left_out.toml").write_text(rule, encoding="utf-8")
    text = "种地35晌，评出五朵金花"
    assert [(f.value, f.unit, f.base_value) for f in find_figures(Document.of(text), (), (), extra=tmp_path)] == [
        (35, "晌", 350_000)
    ]
    assert "晌" not in {f.unit for f in figures(text)}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("units.tsv", "unit\tbase_unit\tfactor\tdimension\tnot_before\n晌\tm2\tmany\tarea\n"),
        ("units.tsv", "unit\tbase_unit\tfactor\tdimension\tnot_before\n晌\tm2\t1\tspace\n"),
        ("bounds.tsv", "word\tplace\tqualifier\tnot_after\tonly\n将将\tbefore\tmaybe\n"),
        ("left_out.toml", '[[rule]]\nname = "own"\nreason = "name"\nafter = "("\nfound = []\nleft = []\n'),
    ],
)
def test_bad_rule_files_are_refused_by_name(tmp_path: Path, name: str, line: str) -> None:
    (tmp_path / name).write_text(line, encoding="utf-8")
    with pytest.raises(RuleError, match=name):
        find_figures(Document.of("3个"), (), (), extra=tmp_path)

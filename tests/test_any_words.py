"""No text breaks the extractors: random words of jieba's dictionary, with numbers, units and marks of all kinds between them."""

import random
from importlib.resources import files

import pytest

from extractors.document import Document
from pipeline.cleaning import clean
from pipeline.extract import extract
from pipeline.reading import ReadText
from pipeline.work import rows

WORDS = tuple(line.split(" ", 1)[0] for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines())
UNITS = (
    "人",
    "名",
    "个",
    "万元",
    "亿元",
    "%",
    "个百分点",
    "公里",
    "亩",
    "户",
    "次",
    "吨",
    "倍",
    "年",
    "余人",
    "多万元",
    "岁",
    "",
)
WITHHELD = ("X", "××", "**", "20XX", "（ ）")
JOINTS = (
    *"，、。；：！？（）“”《》—…\n", "\n一、", "（一）", "一是", "其中", "分别", "同比增长", "今年", "去年", "2019年", "县委",
    "达到", "从", "到", "占", "由", "增加到", "，其中：",
)  # fmt: skip


def _number(chance: random.Random) -> str:
    written = (
        str(chance.randrange(100_000)),
        f"{chance.random() * 100:.2f}",
        chance.choice("一二三四五六七八九十百千两") + chance.choice(("", "十", "百", "万", "点")),
        chance.choice(WITHHELD),
    )
    return chance.choice(written) + chance.choice(UNITS)


def _text(seed: int, words: int = 300) -> str:
    chance = random.Random(seed)
    parts = []
    for _ in range(words):
        parts.append(chance.choice(WORDS))
        if chance.random() < 0.3:
            parts.append(_number(chance))
        if chance.random() < 0.4:
            parts.append(chance.choice(JOINTS))
    return "".join(parts)


@pytest.mark.parametrize("seed", range(80))
def test_random_words_go_through_and_every_row_points_into_the_text(seed: int) -> None:
    text = _text(seed)
    document = clean(Document.of(text))
    tables = rows(document, ReadText(raw=text, format="txt"), extract(document))
    for row in tables["quantities"]:
        evidence, start, end = row[1:4]
        assert 0 <= start < end <= len(text)
        assert evidence.split() == text[start:end].split() or evidence in document.text

"""The clause that a figure stands in, as far as its subject is concerned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Document
from extractors.figures.following import after
from extractors.figures.phrase_words import Word, ends, joined, words_between
from extractors.figures.phrases import Phrase
from extractors.records import Figure

RELATIVE = frozenset({"ratio", "multiple"})
SELF_COUNTING = frozenset({"人", "户", "人次", "户次", "人口", "口人"})
EVENTS = frozenset({"期", "次", "场", "场次", "轮", "批", "批次", "届", "项"})
CLASSIFIED = frozenset({"count", "person", "household", "person_times"})
MARK = re.compile(r"[，,；;。:：！？!?\n\t|]")
LAST_MARK = re.compile(r".*[，,；;。:：！？!?\n\t|]", re.DOTALL)
OPEN, CLOSE = "(（", ")）"
OPEN_OR_END = frozenset({"", *OPEN})
LIST = re.compile(r"[、,，和与及\s]*(?:以及)?")
KINDS = frozenset({"类", "大类", "方面", "批", "种", "级"})
TOGETHER = frozenset({"共", "共计", "合计", "总计", "计"})
LEADING_ON = frozenset({"link", "adv", "scope"})
BOUNDS = ("以上", "以下", "以内", "以上的", "以下的", "以内的")
ITEM = re.compile(r"[、和与及]")  # what stands before the bound may belong to another item
LONG = 80  # characters of a clause that can matter to the noun at its end
FAR = 40  # characters behind a figure that can hold its noun


class Clause:
    """One figure in its sentence `document.text[begin:end]`; `names` are spans that are one noun (campaigns).

    `relative`: it is a share, rate or multiple, something said of another figure. `limit`: where the next figure begins, or the sentence ends.
    """

    __slots__ = (
        "begin",
        "document",
        "end",
        "figure",
        "figures",
        "limit",
        "names",
        "number",
        "previous",
        "relative",
        "words_behind",
    )

    def __init__(
        self,
        document: Document,
        figures: Sequence[Figure],
        number: int,
        begin: int,
        end: int,
        names: Sequence[tuple[int, int]],
    ) -> None:
        self.document, self.figures, self.number = document, figures, number
        self.begin, self.end, self.names = begin, end, names
        self.figure = figures[number]
        self.previous = figures[number - 1] if number else None
        self.words_behind: list[Word] = []
        self.relative = self.figure.dimension in RELATIVE
        self.limit = min(figures[number + 1].start, end) if number + 1 < len(figures) else end

    def words(self, low: int, high: int) -> list[Word]:
        """The words of a stretch of the text, of its last part if it is long."""
        return words_between(self.document, max(low, high - LONG), high, self.names)

    def start(self, low: int, high: int) -> int:
        """Behind the last mark, or the bracket left open, before `high`; over a colon (党员总数：13787人)."""
        text = self.document.text
        mark = LAST_MARK.match(text, low, high)
        start = mark.end() if mark else low
        if mark and text[start - 1] in ":：" and not text[start:high].strip():
            return self.start(low, start - 1)
        if text.find("(", start, high) < 0 and text.find("（", start, high) < 0:
            return start
        depth = 0
        for place in range(high - 1, start - 1, -1):
            if text[place] in CLOSE:
                depth += 1
            elif text[place] in OPEN:
                if depth == 0:
                    return place + 1
                depth -= 1
        return start

    def with_bound(self, start: int) -> int:
        """`start`, or where a bound begins that is part of the noun: 35岁以下党员79名."""
        other = self.previous
        if other is None or other.end > start or start > other.end + 12 or other.start < self.begin:
            return start
        text, figure = self.document.text, self.figure
        bound = other.dimension in {"age", "duration"} or (other.dimension != "ratio" and other.text.endswith(BOUNDS))
        if not bound or MARK.search(text, other.end, figure.start) or LIST.fullmatch(text, other.end, figure.start):
            return start
        before = self.figures[self.number - 2].end if self.number > 1 else self.begin
        low = max(self.begin, before)
        return self.start(low, other.start) if ITEM.search(text, low, other.start) is None else other.start

    def among(self) -> bool:
        """Whether 其中 stands before the figure in its sentence."""
        return self.document.text.find("其中", self.begin, self.figure.start) >= 0

    def says_added(self, start: int) -> bool:
        """Whether 新增 stands right before the figure, behind `start`: 工业企业达到68家,新增9家."""
        figure = self.figure.start
        return self.document.text.find("新增", max(start, figure - 4), figure) >= 0

    def behind(self) -> Phrase | None:
        """The noun phrase behind the figure, before any mark or other figure."""
        figure = self.figure
        if self.document.text[figure.end : figure.end + 1] in OPEN_OR_END:
            return None  # 监测户38户126人(均已落实措施)
        low = figure.end + 2 if self.document.text.startswith("不等", figure.end) else figure.end  # 2万元不等的奖励
        stop = MARK.search(self.document.text, low, self.limit)
        high = min(stop.start() if stop else self.limit, figure.end + FAR)
        self.words_behind = self.words(low, high)
        self_counting = figure.unit in SELF_COUNTING or figure.dimension not in CLASSIFIED
        return after(self.words_behind, counts_itself=self_counting, events=figure.unit in EVENTS)

    def end_of(self, phrase: Phrase) -> int:
        """Where a phrase behind the figure ends in the text."""
        place, high = self.figure.end, self.figure.end + FAR
        for word in self.words_behind[: phrase.size]:
            found = self.document.text.find(word.word, place, high)
            place = found + len(word.word) if found >= 0 else place
        return place

    def touches_next(self, phrase: Phrase) -> bool:
        """Whether a phrase behind it touches the next figure and so is that one's."""
        following = self.number + 1
        if following == len(self.figures) or self.figures[following].start != self.limit:
            return False
        end = self.end_of(phrase)
        return self.limit - end <= 2 and not self.document.text[end : self.limit].strip()

    def holder(self, phrase: Phrase) -> Phrase | None:
        """村 of 37个村集体经济收入不足5万元: who has what the phrase behind ends with, where that leads to the next figure."""
        words, rest = self.words_behind[: phrase.size], self.words_behind[phrase.size :]
        following = self.number + 1
        if len(words) < 2 or self.figure.dimension not in CLASSIFIED or following == len(self.figures):
            return None
        leads = self.figures[following].start == self.limit == self.end_of(phrase) + sum(len(w.word) for w in rest)
        if not leads or self.figures[following].dimension in CLASSIFIED or any(w.role not in LEADING_ON for w in rest):
            return None
        if not words[-1].word.endswith(ends("held")):
            return None
        for size in range(len(words) - 1, 0, -1):
            if words[size - 1].word.endswith(ends("holder")):
                return phrase._replace(text=joined(words[:size]), size=size)
        return None

    def leads_on(self, *, open_ended: bool) -> bool:
        """Whether the next figure counts the same things by another unit: 237支共3420人的队伍, 5类32项事项, `open_ended` 剩余的1207户2635名贫困人口."""
        following = self.number + 1
        if following == len(self.figures) or self.figures[following].start != self.limit:
            return False
        between = self.document.text[self.figure.end : self.limit]
        open_ended = open_ended or self.figure.unit in KINDS
        end = self.figures[following].end
        behind = self.words(end, min(end + 8, self.end))
        if not behind or not (behind[0].nominal or behind[0].role in {"de", "verb"}):
            return False  # nothing behind the next says it either: 3215户6987人逐户走访
        return self.figures[following].dimension in CLASSIFIED and (
            between in TOGETHER or (open_ended and not between.strip())
        )

    def run(self) -> int:
        """How many figures, from this one, stand in one list without words between: 8%和11%."""
        text, figures, last = self.document.text, self.figures, self.number
        while last + 1 < len(figures):
            figure, other = figures[last], figures[last + 1]
            if other.start >= self.end or other.start - figure.end > 6 or other.dimension != figure.dimension:
                break
            if not LIST.fullmatch(text, figure.end, other.start):
                break
            last += 1
        return last - self.number + 1

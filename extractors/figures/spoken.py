"""What a figure takes over from its sentence where it has no noun, or half a one, of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.document import Document
from extractors.figures.bars import DEGREE, OF_BAR, PEOPLE, TIMES, people_in
from extractors.figures.clause import CLASSIFIED, EVENTS, MARK, Clause
from extractors.figures.phrase_words import ends, flagged, roles, words_between
from extractors.figures.phrases import AVERAGES, LONGEST, Phrase
from extractors.figures.preceding import before
from extractors.records import Figure

# 在新党员中, 帮扶的村党支部中: names the group that the figures of the next clause belong to.
GROUP = re.compile(r"(?:在|从)?(?P<group>[^，,；;。:：]{2,30}?)(?:中|里|当中|方面)[，,]?\s*(?:已|仅|共|就)?(?:有)?$")
OPENING_GROUP = re.compile(r"\s*(?:在|从)?(?P<group>[^，,；;。:：\d]{2,20}?)(?:当?中|里)[，,]")
DEGREE_END = re.compile(r"(?:职称|学历|程度|文化)$")
POINTS = frozenset({"个百分点", "百分点", "个千分点", "千分点"})
PLACE_NAME = re.compile(
    r"[^的]{2,5}(?:镇|乡|县|街道|旗|(?<!自治)(?<![社园小发景城灌辖矿牧林山库])(?<!示范|保护|试验|集聚|开发)区)"
)
GROWN = re.compile(r"[增降减提升]|[比较].{2,}")
TOTAL = re.compile(r"(?:共计|合计|总计|总共)(?:为|达|约)?")
GENERIC = frozenset({"总量", "总数", "总额", "总规模", "总面积", "总人数"})
RATES = frozenset({"增幅", "增速", "增率", "增长率", "降幅", "减幅", "涨幅", "跌幅"})
AIMED = re.compile(r"(?:年初|年度|调整后?的?)?(?:预期)?(?:预算|计划|目标|任务)(?:任务|数|指标)?$")
DONE = re.compile(r"完成|实际|执行|实现")
PER_HEADS = re.compile(r"每[百千万]+名?(?:人口?|户|居民|老人|老年人|学生|常住人口)(?:拥有|平均)?")
REACHED = re.compile(r"累计|总数|总量|达到|增至")
ANYBODY = frozenset({"人", "人员"})
YIELDS = frozenset({"存栏", "出栏", "存栏量", "出栏量", "产量", "年产量", "总产量", "单产", "亩产"})
YIELDING = re.compile(
    r"^(?:年末?|累计|全年)?(?:出栏|存栏|种植|栽植|栽种|播种)|(?:出栏|存栏)量?$|(?:播种|种植|栽培|养殖)?面积$"
)


@dataclass(slots=True)
class State:
    """What the figures of a sentence hand on to the next."""

    end: int = 0  # where the last figure's phrase ended
    last: str = ""  # subject of the last figure
    levels: list[tuple[Figure, str]] = field(default_factory=list)  # figures that named their own subject
    queue: list[str] = field(default_factory=list)  # subjects for the next figures of a list (分别)
    before: str = ""  # what the sentence before, up to a ；, spoke of last
    thing: str = ""  # what the bar right before the last figure is the bar of
    people: str = ""  # whom the paragraph counts: they are meant where only a bar or a degree is named
    grouped: bool = False  # the sentence began with 党员中: every figure counts some of these people
    bases: dict[str, str] = field(
        default_factory=dict
    )  # by unit the noun that verbs and bars speak of: 取缔35家, 提升47家
    objects: dict[str, str] = field(default_factory=dict)  # what a verb governed: 出席代表181名, 实际出席158名

    def note(self, clause: Clause, subject: str, *, own: bool) -> str:
        """Remembers a subject and gives it back."""
        if own and subject:
            figure = clause.figure
            self.levels.append((figure, subject))
            people = people_in(figure, subject)
            if people and not (self.people and (self.grouped or people.endswith(self.people) or clause.among())):
                self.people = people
        self.last = subject or self.last
        return subject


def name_for(clause: Clause, phrase: Phrase | None, start: int, state: State) -> tuple[str, bool]:
    """(subject, whether it is the figure's own): the phrase, else what the sentence spoke of before."""
    figure, text = clause.figure, clause.document.text
    after_rate = figure.unit in POINTS and clause.previous is not None and clause.previous.dimension == "ratio"
    if phrase is not None and phrase.text:
        if (phrase.text in AVERAGES or PER_HEADS.fullmatch(phrase.text)) and state.levels:
            return phrase.text + _alike(figure, state.levels), True  # 发放贷款2300万元,户均3.2万元
        if phrase.text in GENERIC and state.levels and figure.unit != "平方公里":
            return state.levels[-1][1].removeprefix("新增") + phrase.text, True  # 新增市场主体6800户,总量达4.2万户
        if clause.relative and phrase.text in ANYBODY and state.people:
            return state.people, False  # 受访党员中,43.2%的人认为
        if phrase.kind == "does" and state.people and phrase.verb in flagged("part"):
            return state.people, False  # 其中320人参加
        if phrase.text in YIELDS and state.levels:
            level = state.levels[-1][1]  # 出栏生猪26万头,存栏9万头; 茶园3200亩,产量12吨
            named = YIELDING.sub("", level)
            return named + phrase.text if named != level or level.endswith("园") else phrase.text, True
        if figure.dimension == "person" and roles().get(phrase.verb) != "act" and DEGREE.fullmatch(phrase.text):
            at = text.rfind(phrase.text, start, figure.start)  # 全县村干部中大专学历6名
            state.people = _group(clause, max(start, at)) or state.people
            return phrase.text + state.people, True
        if figure.dimension == "currency" and phrase.verb in flagged("gives") and PEOPLE.search(phrase.text):
            return phrase.verb + phrase.text, True  # 让利群众2860万元
        if figure.dimension == "person" and phrase.verb and phrase.text.endswith(ends("body")):
            return phrase.verb + phrase.text, True  # 移送司法机关5人
        if phrase.text in RATES and figure.dimension == "ratio" and state.levels:
            return state.levels[-1][1], False  # 马铃薯总产1.2万吨,增幅12.8%
        if phrase.kind == "bare" and after_rate and state.last:
            return state.last, False  # 破案率58.5%,同比提升9.3个百分点
        if phrase.kind == "bare":
            return _object(clause, phrase, start, state)
        if (
            PLACE_NAME.fullmatch(phrase.text)
            and state.levels
            and state.levels[0][0].unit == figure.unit
            and text.find("其中", clause.begin, figure.start) >= 0
        ):
            return state.levels[0][1], False  # 9个村没有场所,其中石莲镇4个
        return phrase.text, phrase.kind != "share"
    said = text[start : figure.start]
    if TOTAL.fullmatch(said.strip()) and state.levels and state.levels[-1][0].unit == figure.unit:
        return "合计", False
    if text.startswith("被", figure.end) or (figure.dimension in TIMES and not GROWN.search(said)):
        return "", False  # 35岁以下的 says nothing of its own, nor does 2人被名校录取
    level = state.last if after_rate else _level(figure, said, state)
    if level.startswith("新增") and REACHED.search(said):
        level = level[2:]  # 新增卫星工厂12家,累计达到86家
    if DONE.search(said):
        level = AIMED.sub("", level) or level  # 收入预算8.6亿元,实际完成8.9亿元
    if level:
        return (
            f"新增{level}"
            if figure.dimension in CLASSIFIED and clause.says_added(start) and "新增" not in level
            else level
        ), False
    if said.lstrip().startswith("的"):
        return "", False
    closes = MARK.match(text, figure.end) is not None or figure.end == clause.end
    people = state.people if figure.dimension == "person" and closes else ""  # not of 2人被名校录取
    grown = state.before if figure.dimension == "ratio" and GROWN.search(said) else ""  # GDP下降4%；两年平均增长2.5%
    base = state.bases.get(kind_of(figure.unit), "")
    return _spoken_of(clause, start) or state.last or people or base or grown, False


def _alike(figure: Figure, levels: list[tuple[Figure, str]]) -> str:
    """The subject of the last level of the figure's kind: of 发放资金860万元,惠及牧户540户,户均1.6万元 the money."""
    return next((name for level, name in reversed(levels) if level.dimension == figure.dimension), "")


def _level(figure: Figure, said: str, state: State) -> str:
    """The subject that a figure without a name of its own takes over: of the last level, or behind 的 of the last of its kind."""
    levels = state.levels
    if said.lstrip().startswith("的") and figure.dimension in CLASSIFIED:
        levels = [(level, name) for level, name in levels if level.dimension in CLASSIFIED]
    if levels and figure.dimension == "count" and levels[-1][0].dimension == "currency":
        same = [(level, name) for level, name in levels if level.unit == figure.unit]
        levels = same or levels  # 项目10件,总投资4.6亿元,完成9件
    return levels[-1][1] if levels else ""


def kind_of(unit: str) -> str:
    """The unit of one event for that of events: 来信来访1260件次,办结1218件."""
    return unit.removesuffix("次") if len(unit) > 1 else unit


def _object(clause: Clause, phrase: Phrase, start: int, state: State) -> tuple[str, bool]:
    """What verbs alone speak of: the object they had before (实际出席158名), else what was counted in the same unit (办结320件)."""
    figure = clause.figure
    if phrase.text in flagged("full") or (figure.unit in EVENTS and figure.unit != "项" and len(phrase.text) > 1):
        return phrase.text, True  # 立案158件, 视察26次
    if phrase.verb in state.objects:
        return state.objects[phrase.verb], True
    kind = kind_of(figure.unit)
    name = state.bases.get(kind, "")
    if figure.dimension == "person" and DEGREE_END.search(name):
        name = ""
    if not name and figure.unit == "家":  # 整治散乱污企业,取缔35家
        name = state.bases[kind] = _spoken_of(clause, start)
    if name and len(phrase.text) + len(name) <= LONGEST and not name.endswith(phrase.text[-2:]):
        return phrase.text + name, True
    return (phrase.text if len(phrase.text) > 1 else ""), len(phrase.text) > 1


def barred(clause: Clause, bar: Figure, start: int, state: State) -> str:
    """35岁以下党员 of 35岁以下312名: the bar and what is counted in the list before; empty if nothing is."""
    state.people = _group(clause, start) or state.people
    behind = clause.behind()
    if behind is not None and behind.kind == "noun" and not clause.touches_next(behind):
        return ""
    people = clause.figure.dimension in {"person", "ratio"}
    thing = state.people if people else state.bases.get(kind_of(clause.figure.unit), "")
    measured = before(clause.words(start, bar.start)) if bar.dimension == "currency" else None
    if (
        not thing
        and bar.dimension == "currency"
        and (topic := clause.document.text.rfind("：", clause.begin, bar.start)) > 0
    ):
        head = before(clause.words(clause.start(clause.begin, topic), topic))
        thing, measured = (head.text if head else ""), None  # 合作社年利润为：2万元以下的86个
        state.bases[kind_of(clause.figure.unit)] = thing
    said = (measured.text if measured else "") + clause.document.text[bar.start : bar.end]  # 收入5万元以上的86个
    state.thing = OF_BAR.sub("", thing)
    return said + state.thing if state.thing else ""


def _spoken_of(clause: Clause, start: int) -> str:
    """What the sentence named before the clause without counting it: 帮扶的村党支部中,已有6个…; the topic of the clause before."""
    begin = clause.begin
    if group := _group(clause, start):
        return group
    if start > begin:
        named = before(clause.words(clause.start(begin, start - 1), start - 1))
        if named and named.kind in {"noun", "topic"}:
            return named.text
    return ""


def _group(clause: Clause, start: int) -> str:
    """新党员 of 在新党员中, right before `start`."""
    text, begin = clause.document.text, clause.begin
    group = GROUP.search(text[begin:start])
    if not group:
        return ""
    low, high = begin + group.start("group"), begin + group.end("group")
    near = clause.figures[max(0, clause.number - 3) : clause.number]
    counted = [figure.end for figure in near if low < figure.end <= high]
    named = before(clause.words(max([low, *counted]), high))  # 在238个村书记中
    return named.text if named else ""


def opening_group(document: Document, begin: int, end: int) -> str:
    """村干部 of a sentence that begins with 村干部中, where it names people."""
    opening = OPENING_GROUP.match(document.text, begin, end)
    if not opening or not PEOPLE.search(opening["group"]):
        return ""
    named = before(words_between(document, opening.start("group"), opening.end("group")))
    return named.text if named else ""

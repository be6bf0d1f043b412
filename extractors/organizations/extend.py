"""What one mention says beyond itself: the branch of a bank, the levels of 省市委 and 省、市、县委."""

from __future__ import annotations

import re

from extractors.organizations.lexicon import LEVELS
from extractors.organizations.mentions import Mention
from extractors.organizations.owners import Context, Owner

# 省市委: more than one body in one word
RUNS = re.compile(r"(?<![省市县区州全各])(?:省市县?|省州县?|[州地]市|市县|州县)\Z")
RUN_BEFORE = "省市州地、和"  # what stands before the last level of a run
# 省、市、县委: the levels before the last
DROPPED_LEVELS = re.compile(r"(?<![省市县区州全各)）])(?:中央|[省市州县区])(?:[、和](?:[省市州县区]))*[、和]\Z")
# Behind a bank or a firm of the whole country, and behind an office of the state
BRANCH = re.compile("(?P<place>[一-鿿]{1,4}?)??(?P<kind>分行|支行|分公司|支公司|营业部)")
MEDIA = re.compile("(?:新媒体|融媒体?|全媒体|文化传媒|传媒|报业|出版)?(?:集团公司|集团|(?:股份)?有限公司)")
OFFICE = re.compile("(?P<place>[一-鿿]{1,9}?)(?P<kind>调查总队|调查队|税务局|监管分局|分局|监管局)")
# The divisions inside a ministry, department, committee or institute, up to what goes on with the sentence
DIVISION = re.compile(
    r"""(?P<words>[一-鿿]{2,8}?)
        (?P<kind> [司处股] | 科(?![技学研普教室级目]) | (?:(?<=监督)|(?<=检查)|(?<=监察)|(?<=审理)|(?<=管理)|(?<=调研)|(?<=督查))室 | (?<=研究)所 | 所(?=[，。；、]))
        (?! 长 | 在 | 级 | 室 | 理 | 罚 | 置 | 分 | 员 )""",
    re.VERBOSE,
)
DIVIDED = {"司": "部委署局", "处": "厅局委办院部", "股": "局委", "科": "局委部办室院", "室": "委", "所": "院"}


def branch(here: Context, mention: Mention) -> Mention:
    """中国农业银行|平凉分行, 农业银行|县支行, 国家税务总局|安化县税务局: a branch behind its bank or office."""
    nationwide = mention.type == "finance" or (
        mention.type == "enterprise" and (mention.rule == "bare" or mention.text.startswith("中国"))
    )
    state = mention.rule == "whole" and mention.name.startswith("国家") and mention.name.endswith("局")
    if mention.type == "media" and (group := MEDIA.match(here.text, mention.end)):  # 红网|新媒体集团
        text = mention.text + group.group()
        return mention._replace(end=group.end(), text=text, name=mention.name + group.group(), type="enterprise")
    pattern = BRANCH if nationwide or mention.type == "enterprise" else OFFICE if state else None
    match = pattern.match(here.text, mention.end) if pattern else None
    if match is None:
        return mention
    if not nationwide and mention.type == "enterprise" and match["place"] and match["place"] not in LEVELS:
        return mention
    place = match["place"] or ""
    known = match.end("place") in here.ends
    if (state and not known and len(place) > 5) or (
        not known and (here.is_word(place, "border") or here.is_word(place[:1], "border"))  # 和田 begins with no 和
    ):
        return mention
    where = "{" + place + "}" if place else ""
    name = mention.name.replace("{}", "") + where + match["kind"]
    return mention._replace(end=match.end(), text=mention.text + match.group(), name=name)


def division(here: Context, mention: Mention) -> Mention:
    """财政部|农业司, 县教育局|基教股, 县纪委|党风政风监督室: a part that its body names behind itself."""
    if mention.generic or mention.type not in ("department", "party_organ"):
        return mention
    match = DIVISION.match(here.text, mention.end)
    if match is None or here.text[mention.end - 1] not in DIVIDED[match["kind"]]:
        return mention
    if here.document.token_over(match.end()):
        return mention
    for token in here.document.tokens_between(match.start(), match.end("words")):
        if here.is_word(token.word, "inner") or token.word in "一二三四五六":
            continue
        if token.pos[0] in "apcurdqtxyeo" or token.pos == "v" or here.is_word(token.word, "border"):
            return mention
    return mention._replace(end=match.end(), text=mention.text + match.group(), name=mention.name + match.group())


def runs(here: Context, mention: Mention) -> list[Mention]:
    """省市委 → 省委, 市委 (one span); 省、市、县委 → three, each with its own span and the shared tail in its text."""
    owner = mention.owner
    if owner is None or owner.kind != "level" or owner.text not in LEVELS:
        return [mention]
    if here.text[owner.start - 1 : owner.start] not in RUN_BEFORE:
        return [mention]
    body = mention.text[len(owner.text) :]
    if run := RUNS.search(here.text, max(0, owner.start - 3), owner.start + 1):
        text = here.text[run.start() : mention.end]
        return [
            mention._replace(start=run.start(), text=text, owner=Owner(run.start(), "level", level), rule="run",
                    name=mention.name.replace(owner.slot, "{" + level + "}"))
            for level in run.group()
        ]  # fmt: skip
    dropped = DROPPED_LEVELS.search(here.text, max(0, owner.start - 9), owner.start)
    if not dropped or not _stands_alone(here, dropped.start()):
        return [mention]
    first = [
        mention._replace(start=part.start(), end=part.end(), text=part.group() + body, rule="shared_tail",
                owner=Owner(part.start(), "level", part.group()), name=mention.name.replace(owner.slot, "{" + part.group() + "}"))
        for part in re.compile("[省市州县区]").finditer(here.text, dropped.start(), dropped.end())
    ]  # fmt: skip
    return [*first, mention]


def _stands_alone(here: Context, start: int) -> bool:
    """A word begins at `start`: 省、市委 but not 院区、市妇幼保健院."""
    return any(token.start == start for token in here.document.tokens_between(start, start + 1))

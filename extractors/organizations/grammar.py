"""Organizations by a grammar: owner + body, bodies inside bodies, names of their own before a tail."""

from __future__ import annotations

import re

from extractors.organizations.extend import BRANCH, RUNS, branch, division, runs
from extractors.organizations.lexicon import LEVELS, Body
from extractors.organizations.mentions import Mention
from extractors.organizations.owners import PARTIES, Context, Owner, is_stem, kind_before, owner_before
from extractors.organizations.tails import name_before

NEVER_INSIDE = {"government", "congress", "village", "other", "finance", "media", "school"}
# What a committee holds inside (县委|组织部); other departments beside it are its county's (县委、农业局).
INSIDE_COMMITTEE = {"party_organ", "group", "party_branch"}
# Endings of the departments inside a department or government
PARTS = ("中心", "站", "所", "分局", "大队", "支队", "督导室")
# What closes a list of offices that need no owner: 组织科、民政所、经管站等部门
OFFICES = re.compile(
    r"(?:[、和及][一-鿿]{2,8}(?:科|站|所|办|室|中心|局)){0,9}等?(?:[0-9多几各相关职能]{0,4}个?)(?:部门|单位|站所|科室)"
)
# A body in a list takes the owner of the one before it: 县纪委、组织部
LIST_GAP = re.compile(r"[、，,]?(?:和|与|及|以及)?")
CENTRAL = re.compile(r"(?:、|和|及|以及|与)?(?:[省市自]|国务院)|的?(?:决策|号召|精神|要求|部署|关于|方针|一号文件)")
LAW = re.compile("(?:基层)?(?:组织|工作)*(?:法(?![院庭])|条例|章程)")  # 村民委员会组织法 is a law
COUNTED = re.compile("[0-9〇一二两三四五六七八九十百多余几数]+(?:个|支|家|类|大)\\Z")
# 卫生监督所10个、省工程技术研究中心3家: how many there are, not one of them
NUMBER_OF = re.compile(
    r"(?:[（(][一-鿿]{1,4}[)）])?(?:达到?|共有|有)?[0-9]+(?:余|多)?[个家所处座](?=[，。；、,;（(\n]|$)"
)
KINDS_COUNTED = {"department", "school", "group", "finance", "coop"}
# What a national bank calls its branch: 省农发行 is 中国农业发展银行河北省分行
BRANCH_OF = {"省": "分行", "市": "分行", "州": "分行", "盟": "分行", "县": "支行", "区": "支行", "旗": "支行"}
# Bodies of other types that take the owner of the list before them: 县妇联、团委
SHARING = ("工会", "团委", "法院", "检察院", "职校", "工商银行", "建行", "工行", "人行", "中行", "交行", "联社")
OWN_KINDS = {"party_committee", "party_branch", "mass"}


def read(here: Context) -> list[Mention]:
    """All organizations that the grammar finds, in order, none inside another."""
    found: list[Mention] = []
    for start, end, body in here.lexicon.anchors(here.text):
        last = found[-1] if found else None
        if last and start < last.end:  # 国家税务总局安化县|税务局
            continue
        mention = _mention(here, start, end, body, last)
        if mention is None or (mention.type in KINDS_COUNTED and NUMBER_OF.match(here.text, end)):
            continue
        while found and found[-1].start >= mention.start:
            found.pop()
        found += runs(here, division(here, branch(here, mention)))
    return found


def _mention(here: Context, start: int, end: int, body: Body, last: Mention | None) -> Mention | None:
    if body.tail:
        return _tailed(here, start, end, body, last)
    if last and last.end == start and _fits_inside(body, last):
        return _inside(here, end, body, last)
    if body.left == "whole":
        fits = _is_word(here, start, end, ends=False) and (body.text != "中央" or CENTRAL.match(here.text, end))
        if fits and body.name.startswith("共青团{") and (owner := owner_before(here, start)) and owner.kind == "place":
            name = f"共青团{owner.slot}委员会"  # 二七区|团区委
            return Mention(owner.start, end, here.text[owner.start : end], name, body.type, owner, body.text, "place")
        return Mention(start, end, body.text, body.name, body.type, None, body.text, "whole") if fits else None
    if body.left == "inside":
        return None
    if body.left == "kind" and "{}" not in body.name:  # 湄潭县|村级组织: no organization of the county
        return _kind(here, start, end, body)
    owner = owner_before(here, start) or _institution(here, start, body)
    if owner is None and body.text == "委" and RUNS.search(here.text, max(0, start - 3), start):
        owner = Owner(start - 1, "level", here.text[start - 1])
    if owner and owner.kind == "level" and not _goes_with_level(owner, body):
        owner = None
    if owner:
        return _owned(here, end, body, owner)
    if (body.left in ("free", "owner") or body.type == "village") and (
        shared := _shared_head(here, start, end, body, last)
    ):
        return shared
    if body.left == "alone" and not _is_post(here, end):
        return Mention(start, end, body.text, body.name, body.type, None, body.text, "bare")
    branched = body.type == "finance" and BRANCH.match(here.text, end)  # 人行县支行
    if (body.left == "free" or branched) and _stands_alone(here, start, end):
        nationwide = body.type == "finance" and body.name.startswith("中国")
        name = body.inner if body.type == "village" or nationwide else body.name
        return Mention(start, end, body.text, name, body.type, None, body.text, "bare")
    if body.left == "kind" or (body.type == "party_branch" and here.text.startswith("村", start - 1)):
        return _kind(here, start, end, body)
    if body.type == "department" and OFFICES.match(here.text, end) and _is_word(here, start, end):
        return Mention(start, end, body.text, body.inner, body.type, None, body.text, "bare")
    return None


def _tailed(here: Context, start: int, end: int, body: Body, last: Mention | None) -> Mention | None:
    """A tail with the words of its name: 郑州|产业技术创新|研究院; inside another body where they reach back to it."""
    floor = last.end if last else 0
    name = name_before(here, start, floor, body)
    if name is None and last and last.type == body.type == "school" and _lists_on(here, start, last.end):
        own = here.text[last.end + 1 : end]  # 县实验幼儿园、城北|小学
        return Mention(last.end + 1, end, own, own, body.type, None, body.text, "tail")
    if name is None:
        return _shared_head(here, start, end, body, last) if body.left in ("shared", "either") else None
    follows = last is not None and name.start == last.end and last.type == body.type
    within = name.joined or (
        follows and (body.type == "school" or body.text in ("分局", "支队", "大队"))
    )  # 实验中学|湛江学校, 市生态环境局|郾城分局
    if last and last.generic and body.type == "group" and within and name.start < start and "各" not in last.text:
        own = here.text[last.start : end]  # 村级组织|阵地建设领导小组
        return Mention(last.start, end, own, own, body.type, None, body.text, "tail")
    if last and within:
        if last.generic or last.type == "village" or "各" in here.text[name.start : end]:
            return None
        inner = here.text[name.start : end]
        kind = "party_organ" if last.type == "party_committee" and body.type == "department" else body.type
        return last._replace(
            end=end, text=last.text + inner, name=last.name + inner, type=kind, body=body.text, rule="inside"
        )
    if body.type in ("group", "enterprise", "coop") and name.owner is None and _counted(here, name.start):
        return None
    own = here.text[name.start : end]
    if own[0] == "小" and own[-1] in "厂矿":  # 关停小造纸厂
        return None
    if body.text == "办" and own.endswith("街道办"):
        return Mention(
            name.start, end, own, own.removesuffix("办") + "办事处", "government", name.owner, "办事处", "tail"
        )
    full = own
    if name.owner and own.startswith(name.owner.text):
        full = ("{=" + name.owner.text + "}" if is_stem(here, name.owner) else name.owner.slot) + own[
            len(name.owner.text) :
        ]
    return Mention(name.start, end, own, full, body.type, name.owner, body.text, "tail")


def _lists_on(here: Context, start: int, last: int) -> bool:
    """Two to four characters of a name after a list mark, no verb among them."""
    own = here.document.tokens_between(last + 1, start)
    plain = not any(
        here.is_word(token.word, "border") or (len(token.word) > 1 and token.pos[0] in "vpmrucd") for token in own
    )
    return here.text[last : last + 1] in ("、", "和") and 2 <= start - last - 1 <= 4 and plain


def _counted(here: Context, start: int) -> bool:
    """成立5个|创业帮扶服务组: so many of a kind, none by name."""
    return COUNTED.search(here.text, max(0, start - 6), start) is not None


def _fits_inside(body: Body, last: Mention) -> bool:
    if last.type in ("group", "media") or (last.generic and body.type != "party_branch"):
        return False
    if last.text == "国务院":
        return body.text.endswith(("办", "办公室", "局", "厅"))
    if body.left == "inside":
        return not (last.type == "party_branch" or last.body == "党校")
    if last.body == "委" or last.type == "party_committee":
        office = body.type == "department" and body.text.endswith(("办", "办公室", "信访局", "档案局", "档案馆"))
        return office or body.type in INSIDE_COMMITTEE or body.text in ("党校", "常委会", "机要局")
    if body.type in NEVER_INSIDE or body.left == "level" or body.text == "党委会":
        return False
    if body.type == "department":
        return last.type in ("department", "government") and body.text.endswith(PARTS)
    return body.type in ("party_branch", "party_committee", "mass", "group") or (
        body.type == "party_organ" and body.text in ("纪检组", "纪检监察组", "纪委")
    )


def _inside(here: Context, end: int, body: Body, last: Mention) -> Mention | None:
    if _is_post(here, end) and (last.owner is None or last.owner.kind != "place"):
        return last if body.left != "inside" else None
    inner = body.inner
    kind, name = "party_organ" if last.body == "委" and body.type == "department" else body.type, last.name
    if last.type == "congress" and body.type == "party_committee":  # 县政协|第十届委员会
        kind, name = "congress", name.removesuffix("委员会")
    return last._replace(
        end=end, text=last.text + body.text, name=name + inner, type=kind, body=body.text, rule="inside"
    )


def _goes_with_level(owner: Owner, body: Body) -> bool:
    """镇党委 but not 县党支部; a village is never the report's own, 街道 has no 局."""
    if owner.text == "村" or (owner.text in ("社区", "嘎查") and body.type != "village"):
        return False
    if owner.text not in LEVELS or body.type == "group":
        return True
    return body.type not in ("party_branch", "village") and (
        body.left != "kind" or body.text in ("党委", "党工委", "党校")
    )


def _owned(here: Context, end: int, body: Body, owner: Owner) -> Mention | None:
    if (
        _is_post(here, end)
        and owner.kind != "place"
        and body.type in ("party_committee", "party_branch", "party_organ", "mass")
    ):
        return None
    name, kind = body.name.replace("{}", owner.slot), body.type
    if owner.kind == "institution":
        name = owner.slot + body.inner
    elif body.text.startswith("委") and here.text.startswith(tuple(PARTIES), owner.start):
        party = next(p for p in PARTIES if here.text.startswith(p, owner.start))
        name, kind = f"{PARTIES[party]}{owner.slot}委员会", "mass"
    elif body.text == "委" and owner.kind == "place" and _is_league(here, owner.start):  # 团洪洞县|委
        return Mention(
            owner.start - 1,
            end,
            here.text[owner.start - 1 : end],
            f"共青团{owner.slot}委员会",
            "mass",
            owner,
            body.text,
            owner.kind,
        )
    elif owner.text.startswith("共青团") and body.text in ("委", "委员会"):
        name, kind = f"共青团{owner.slot}委员会", "mass"
    elif owner.text.startswith(("政协", "中国人民政治协商会议")) and body.text.endswith("委员会"):
        name, kind = f"中国人民政治协商会议{owner.slot}{body.text}", "congress"
    elif body.text == "委员会" and not owner.text.startswith("中共"):
        return None
    start = owner.start
    if kind == "finance" and body.name.endswith("行{}"):
        name += BRANCH_OF.get(owner.text[-1:], "")
    if kind == "enterprise" and (brand := here.lexicon.brands.longest(here.text, start)):
        start, name = start - len(brand), brand + name
    return Mention(start, end, here.text[start:end], name, kind, owner, body.text, owner.kind)


def _is_league(here: Context, start: int) -> bool:
    """The word before `start` is 团 alone, not 集团."""
    before = here.document.tokens_between(max(0, start - 1), start)
    return bool(before) and before[0].word == "团"


def _institution(here: Context, start: int, body: Body) -> Owner | None:
    """县林业|党委, 县教育系统|党委: a trade of the county that has its own party body."""
    if body.type not in OWN_KINDS or body.text == "党组织":  # 县非公企业党组织 are many
        return None
    trade = here.lexicon.trade.longest(here.text, start)
    owner = owner_before(here, start - len(trade)) if trade else None
    return Owner(owner.start, "institution", owner.text, trade) if owner else None


def _shared_head(here: Context, start: int, end: int, body: Body, last: Mention | None) -> Mention | None:
    if last is None or last.generic or last.owner is None or last.owner.kind == "institution" or start - last.end > 3:
        return None
    if not LIST_GAP.fullmatch(here.text, last.end, start) or _is_post(here, end):
        return None
    if (body.type == "village" or last.type == "village") and not (
        start > last.end and last.owner.text.endswith(("村", "社区"))
    ):
        return None
    if start == last.end and not (body.text in ("政府", "人民政府") and last.body in ("委", "党委")):  # 县委政府
        return None
    if body.left == "owner" and body.type not in ("department", "government", "congress") and body.text not in SHARING:
        return None
    if not _is_word(here, start, end):
        return None
    owner = Owner(start, last.owner.kind, last.owner.text)
    return Mention(
        start, end, body.text, body.name.replace("{}", owner.slot), body.type, owner, body.text, "shared_head"
    )


def _stands_alone(here: Context, start: int, end: int) -> bool:
    """Nothing before it makes it plural (市县两级纪委, 各纪委, 乡镇纪委), nothing behind it a post or a law."""
    plural = start > 0 and (here.text[start - 1] in "级各" + LEVELS or here.text.endswith(("乡镇", "镇街"), 0, start))
    return not plural and _is_word(here, start, end) and not _is_post(here, end) and not LAW.match(here.text, end)


def _kind(here: Context, start: int, end: int, body: Body) -> Mention | None:
    """A kind of organization: 各乡镇党委, 基层党组织; left out where a post follows (村党支部书记)."""
    if _is_post(here, end) or LAW.match(here.text, end) or not _is_word(here, start, end, starts=False):
        return None
    first, words = kind_before(here, start)
    name = words.replace("（", "(").replace("）", ")") + body.alone
    return Mention(first, end, here.text[first:end], name, body.type, None, body.text, "kind", generic=True)


def _is_post(here: Context, end: int) -> bool:
    return here.lexicon.posts.match(here.text, end) is not None


def _is_word(here: Context, start: int, end: int, *, starts: bool = True, ends: bool = True) -> bool:
    """The span begins and ends where words do: 作协 inside 合作协议 is none."""
    over = here.document.token_over
    return not (starts and over(start)) and not (ends and over(end))

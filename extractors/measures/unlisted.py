"""Predicates that no list of words knows, told by parts of speech: 抢修基础设施, 挤出资金订阅报刊."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from extractors.document import Document
from extractors.measures.clauses import Clause
from extractors.measures.cues import PACKAGE
from extractors.rules import load_rows

_PASSED = frozenset({"d", "ad", "c", "t", "tg", "vd", "f", "w", "x", "m"})  # what may stand before the verb of a clause
_TO_WHOM = frozenset({"为", "向", "给", "帮"})  # 为小微企业减税86万元
# Whom a clause may name before its verb: 该镇盘点闲置房屋, 县法院腾退执行款. What a whole county shows (全县涌现…) is no act.
_ACTOR = re.compile(
    r"""\s* (?! 全 | 农村 | 城市 ) [\u4e00-\u9fff、“”（）]{0,12}? (?: [县市区镇乡村局委办院校站所队] | 街道 | 中心 | 支部 | 总支 | 党组 | 组织 | 部门 | 单位 | 干部 | 民警 | 政府
      | 工会 | 妇联 | 书记 | [县镇乡]长 | 我们 )""",
    re.VERBOSE,
)
_LONGEST = 20  # characters: no further from the head of a clause ends who acts
_OF_ITSELF = "主动"  # an adverb that the tagger does not know for one
_NEAR = 4  # characters: a verb so near before 的 is an attribute, 备受瞩目的


@cache
def _still(extra: Path | None) -> frozenset[str]:
    return frozenset(row["word"] for row in load_rows(PACKAGE, "still.tsv", ("word",), extra))


def acts(document: Document, clause: Clause, extra: Path | None = None, *, led: bool = False) -> str:
    """The verb with which the clause begins, or that stands before 了, when an object follows it; else nothing.

    Nothing but a time, an adverb or who acts stands before it; with `led` somebody must.
    """
    text, still = document.text, _still(extra)
    opening, turned, actor = True, False, False
    for token, follows in pairwise(document.tokens_between(clause.start, clause.end)):
        verb = token.pos == "v" and len(token.word) > 1 and token.word not in still
        turned = turned or (opening and token.word in _TO_WHOM)
        if (
            verb
            and (actor or not led)
            and (follows.word == "了" or (opening and follows.word != "的") or (turned and follows.word[0].isdigit()))
        ):
            attribute = text.find("的", follows.start, min(clause.end, follows.start + _NEAR)) >= 0
            return "" if attribute and follows.word != "了" else token.word
        near = token.end - clause.start <= _LONGEST
        if led and not (near or actor):
            return ""
        if near and _ACTOR.fullmatch(text, clause.start, token.end):
            opening = actor = True
        else:
            opening = opening and (token.pos in _PASSED or token.word == _OF_ITSELF or not token.word.strip())
    return ""

"""Predicates that no list of words knows, told by parts of speech: 抢修基础设施, 挤出资金订阅报刊."""

from __future__ import annotations

from extractors.document import Document
from extractors.measures.clauses import Clause

_PASSED = frozenset({"d", "ad", "c", "t", "tg", "vd", "f", "w", "x", "m"})  # what may stand before the verb of a clause
_NEAR = 4  # characters: a verb so near before 的 is an attribute, 备受瞩目的
_STATES = frozenset(
    "有 是 为 使 达 占 达到 属于 成为 居 无 没有 具有 看 看到 说 说明 认为 觉得 知道 相信 感谢 表示 希望 存在 来自 位于 包括 涉及 含 需要 能 会 可 可以 敢 肯 愿意 应 该 应该 要 让 令 发生 变成 显示 反映 表明 增 减 下拉 欢迎 祝 值得 离 变 结余 计 为止 共计 合计 总计 留存 剩余 尤其 加上 达标 到 至 等于 相当于 比 来 去 去年 起 据 预计 受 受到 遭受 遭遇 经历 感到 懂得 确保 备受 符合 新增 结存 一是 二是 三是 四是 五是 六是 七是 八是 九是 十是 体现 惠及 仍 还是 就是 即 像 如同 面对 面临 处于 位居 超过 不足 低于 高于 依旧 完 告 致使 导致 造成 引起 引发".split()
)  # verbs that say how things stand


def acts(document: Document, clause: Clause) -> str:
    """The verb with which the clause begins, or that stands before 了, when an object follows it; else nothing."""
    tokens = document.tokens_between(clause.start, clause.end)
    opening = True
    for token, follows in zip(tokens, tokens[1:], strict=False):
        verb = token.pos == "v" and len(token.word) > 1 and token.word not in _STATES
        if verb and (follows.word == "了" or (opening and follows.word != "的")):
            attribute = document.text.find("的", follows.start, min(clause.end, follows.start + _NEAR)) >= 0
            return "" if attribute and follows.word != "了" else token.word
        opening = opening and (token.pos in _PASSED or not token.word.strip())
    return ""

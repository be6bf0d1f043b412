"""Coordinated names taken apart, each completed: 城镇和农村居民人均可支配收入 → 城镇居民人均可支配收入, 农村居民人均可支配收入."""

from __future__ import annotations

import re

from extractors.tokens import tag

JOINED = re.compile(r"、|和|与|及|以及")
# A name that ends in what is measured, or in who or what is counted, needs nothing of a neighbour of the same kind.
MEASURED = re.compile(
    r"(?:收入|支出|总值|增加值|产值|投资|总额|额|量|率|数|面积|贷款|存款|余额|资金|比重|占比|产|密度|利润|利税|税收|水平|消费|出口|进口|报酬|补贴)$"
)
COUNTED = re.compile(
    r"(?:党员|干部|群众|书记|支部|党委|总支|企业|人员|项目|单位|村|户|人|所|处|人口|组织|社|场所|学校|医院)$"
)
# What a short first member can stand for at the head of the last one: 城镇和农村…, 第一、二、三产业…
PARALLEL = (
    ("城镇", "农村", "城乡", "乡村", "城市"),
    ("第一", "第二", "第三", "一", "二", "三"),
    ("男", "女"),
    ("工业", "农业", "服务业", "建筑业"),
    ("进口", "出口"),
    ("小学", "初中", "高中", "中学", "幼儿园", "大学"),
    ("县级", "乡级", "村级", "市级", "省级", "国家级", "乡镇", "中央"),
    ("养老", "医疗", "失业", "工伤", "生育"),
    ("贫困村", "非贫困村"),
)
TIMES = re.compile(r"(?<=[一二三])次产业")  # 一、二、三次产业
# First members that want more of their neighbour than its head word.
WORD = re.compile(r"居民|户籍|常住|职工|学校|在校|保险|产业|农户|农民")


def conjuncts(text: str) -> list[str]:
    """The members of a coordination in order, the shared end (and a shared beginning) added where one lacks it."""
    parts = [part for part in JOINED.split(TIMES.sub("产业", text)) if part]
    if len(parts) < 2 and "城乡居民" in text:
        return [text.replace("城乡", "城镇"), text.replace("城乡", "农村")]
    if len(parts) < 2:
        return [text]
    last = parts[-1]
    alike = len({len(part) for part in parts[:-1]}) == 1
    return [_completed(part, last, alike=alike) for part in parts[:-1]] + [_ordinal(last)]


def _completed(part: str, last: str, *, alike: bool) -> str:
    kind = MEASURED if MEASURED.search(last) else COUNTED
    if kind.search(part) and not _parallel(part, last):
        return part
    head = _parallel(part, last)
    if head:
        return _ordinal(part + last[len(head) :])
    for size in range(min(len(part), len(last) - 1), 0, -1):
        # 规模工业和民营工业增加值: the same word ends the first member and stands inside the last
        place = last.find(part[-size:])
        if size >= 2 and place > 0:
            return part + last[place + size :]
    shared = WORD.search(last)
    if shared and shared.start() <= 4:
        return part + last[shared.start() :]
    if len(last) <= len(part):
        return part
    return part + (
        last[len(part) :] if alike else tag(last)[-1].word
    )  # 氨氮、挥发性有机物减排量: heads of other lengths


def _parallel(part: str, last: str) -> str:
    """The word at the head of `last` that is of the same kind as `part`."""
    for family in PARALLEL:
        if part in family:
            return next((word for word in family if last.startswith(word)), "")
    return ""


def _ordinal(name: str) -> str:
    """二产业增加值 is 第二产业增加值."""
    return f"第{name}" if re.match(r"[一二三]产业", name) else name

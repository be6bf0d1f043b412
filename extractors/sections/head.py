"""The block above the report proper: title, subtitle, who gave it, when."""

from __future__ import annotations

import re

from extractors.sections.headings import ADDRESS, has_figure
from extractors.sections.lines import Line, is_prose
from extractors.sections.outline import marker_at

LONGEST = 70  # letters of a title
MOST = 8  # lines above a report
KINDS = tuple(
    """报告|总结|汇报|调查|调研|情况|做法|要点|计划|规划|方案|意见|公报|讲话|材料|经验|思考|探索|机制|思路|述职|综述|简报|纪要|通报|发言
|体会|建议|对策|研究|工作|会议|开幕""".replace("\n", "").split("|")
)
_BYLINE = re.compile(
    r"""
    .{0,30} (?: [县市区乡镇州旗省盟]长 | 主席 | 主任 | 书记 | 局长 | 部长 | 总理 | 专员 | 秘书长 ) [ ]? (?: [一-鿿] [ ]{0,2} [一-鿿]{1,3} | [一-鿿]{2,6} · [一-鿿·]{2,8} )  # 某某县县长 于某某
    | (?:中共)? [一-鿿]{2,20} (?: 委员会 | 人民政府 | [省市县区州旗镇乡]委 | 办公室 | [局部委组院] ) [ ]? (?: （[^）]*） )?      # 中共某某市委
    | （ [^）]{4,30} ）  | [（]? (?:19|20|二〇) [0-9〇一二三四五六七八九十年月日 ]{4,16} [）]?                               # （2007年1月30日）
    | .{0,12} 新华社 .{0,20} 电 | 本报.{0,20}讯
    """,
    re.VERBOSE,
)
_ORDINAL = re.compile(r"第[0-9]+|[0-9]+[-—~至][0-9]+年|[0-9]+(?:月|季度)")
# A headline may tell a figure: 某县：两万名党员进村入户; a row of a table has no colon, and more digits than this.
_HEADLINE = re.compile(r"[一-鿿]{2,12}：[一-鿿“”、， ]{4,40}[0-9]{1,4}[一-鿿“”、， ]{2,40}")
_DAY = re.compile(r"(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日")
# A newspaper's headline tells a figure: 某县投资260万元新建村级活动场所
_HEADLINE = re.compile(
    r"""
    (?= .{10,48} $ ) (?! .* (?: [0-9]{4} [-年/.] [0-9]{1,2} | [0-9]{1,2} : [0-9]{2} | 来源 | 作者 | 记者 | 次数 | 电话 ) )
    [\u4e00-\u9fff“] [^，。；！？、|]* [0-9] [^，。；！？|]* [\u4e00-\u9fff”] (?<! [元亩人名个次页字户年月日号岁级] )
    """,
    re.VERBOSE,
)
_FIELD = re.compile(r"(?: 标题 | 题目 | 文章标题 | 信息名称 ) [ ]? [：:] [ ]? (?P<title>.+)", re.VERBOSE)
_SITE = re.compile(
    r"""
    [ ]? [-_—–|｜丨] [ ]? [^-_—–|｜丨]{0,30} (?: 网 | 网站 | 文库 | 政务公开 | 信息公开 | 公开 | 门户 | 政府 | 范文 | 文档 | 豆丁 | 百科 | 频道 | 栏目 | 新闻 | 资讯 | 专题 ) .{0,6} $
    | (?<= [结报计划告要汇] ) 范文 (?: [0-9一二三四五六七八九十]{1,2} 篇 )? $
    | [（(] (?: 精选 | 通用 | 推荐 | 最新 | 共 | 完整版 | 全文 | 珍藏版 | [0-9]+页 ) [^）)]{0,12} [）)] $
    """,
    re.VERBOSE,
)
# 第一篇：, 篇二 : what a collection puts before the title of each of its reports
_NUMBERED = re.compile(
    rf"(?: 第 [一二三四五六七八九十0-9]{{1,3}} 篇 | 篇 [一二三四五六七八九十0-9]{{1,2}} ) [ ：:、]* (?= .{{2,}} (?:{'|'.join(KINDS)}) )",
    re.VERBOSE,
)
_COMPILED = re.compile(
    r"(?: 整理 | 收集 | 搜集 | 带来 | 准备 | 分享 | 介绍 ) 了? 的? (?: 关于 )? (?P<title> [^，。：]{4,50} ) [，。：]",
    re.VERBOSE,
)


def in_collection(text: str) -> bool:
    """Whether a line is the title of a report in a collection: 第一篇：某某镇工作总结."""
    return _NUMBERED.match(text) is not None


def head_end(lines: tuple[Line, ...]) -> int:
    """The index of the first line of the report proper: the first number, prose or address that is no noise."""
    seen = 0
    for index, line in enumerate(lines):
        if line.noise:
            continue
        seen += 1
        if seen > MOST:
            return index
        marker = marker_at(line.text)
        if (
            (marker is not None and marker.kind != "dash" and not in_collection(line.text))
            or is_prose(line.text)
            or line.text[-1] in "！；"
            or "。" in line.text
        ):
            return index
        if line.text[-1] in "：:" and len(line.text) < 20:
            return index
    return len(lines)


def head_rule(line: Line) -> str:
    """What a line above the report is: title, headline (with a figure), subtitle or byline."""
    if line.text.startswith(("——", "--", "—", "－－")):
        return "subtitle"
    if _FIELD.match(line.text):
        return "title_field"
    if _BYLINE.fullmatch(line.text) and not line.text.endswith(("报告", "总结")):
        return "byline"
    if ADDRESS.search(line.text):
        return "byline"
    # 2021年1月10日在县第八届人民代表大会上政府工作报告: a date before a report's own kind word is no figure
    text = _DAY.sub("", line.text) if line.text.endswith(("报告", "总结", "汇报")) else line.text
    if len(line.text) > LONGEST:
        return "byline"
    text = _ORDINAL.sub("", text)
    return "title" if _HEADLINE.fullmatch(text) or not has_figure(text) else "byline"


def field_title(text: str) -> str:
    """The title that a line `标题：…` states, else empty."""
    match = _FIELD.fullmatch(text)
    return strip_site(match["title"]) if match else ""


def compiled_title(text: str) -> str:
    """The title inside 下面是小编为大家整理的…，供大家参考; else empty."""
    match = _COMPILED.search(text)
    return match["title"] if match else ""


def strip_site(title: str) -> str:
    """A page's title without the site's name and counts at its end and the collection's number before it."""
    title = _NUMBERED.sub("", title, count=1)
    while (match := _SITE.search(title)) and match.start() >= 4:
        title = title[: match.start()]
    return title.strip(" 。：")

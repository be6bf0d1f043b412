"""Small words around a figure: what may stand between a name and its figure, and what the figure then says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

REMEMBERED = (
    8192  # stretches of words whose answers are kept: reports say the same small things between name and figure
)

REGION = (
    r"(?:全[省市州县区旗盟镇乡国]|[我本该][省市州县区旗盟镇乡]|[全市县区州旗]{1,2}域|辖区内?|境内"
    r"|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,6}(?:[省市县州旗盟]|(?<![社园小山库片校景地城灾牧农发新保厂矿])区))"
)
TIME = (
    r"(?:(?:\d{2,4}|[〇零一二三四五六七八九十]{2,4})年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|期间)?|\d{1,2}月份?|[“\"]?十[一二三四]?五[”\"]?"
    r"|年?[底末初]|[上下]半年|前[\d一二三四五六七八九十]+个?(?:季度|月)|季度|全年|期间|时期|以来"
    r"|目前|现在|今年|去年|当年|上年|本年|每年|年内|年均|同期|当前|一年来|近年来|[三五两]年来?|累计|先后|历年)"
)
# What may stand right before a name of something that there is (stock) without making it something else.
PREFIX = re.compile(
    rf"(?:^|[\s，,、；;：:。！？!?“”\"‘’（(《…—\-·|]|{REGION}|{TIME}"
    rf"|\d[类种级]|预计|预期|力争|确保|努力|计划|争取|实现|完成|达到|共有|共|现有|现|已有|已|有|拥有|设有|下设|共设|(?<![增新分建员])设|辖|下辖|管辖|总计|合计|其中|其中[：:]|中|(?:{REGION}|{TIME}|[现共拥]有|实现|完成|达到|辖区内?|所有)的|和|(?<!参)与|(?<![惠普涉])及|使|让|推动|带动|促进|拉动|保持|组织|地方|全部|各类|各种|各级|仅|也|则|是|为|非|至|按照?|现价|计算)$"
)
STOCK_CUE = re.compile(
    rf"(?:{REGION}(?:共|现|总计|共计|目前|已)?(?:有|设|辖|建有|设有|拥有)?|(?:现|共|下|总|管|所|直)辖|辖(?:区)?(?:有|内)?|[现共总]计?有|共计?|总计|合计|现有|现|拥有|设有|建有|(?<![增新分建员])设|占{REGION}?|辖(?:[一二三四五六七八九十]{{1,3}}个?[乡镇]){{1,2}}[、，,]|总数[的为]?|达到?|发展到|增加到|增至)(?:了|：|:)?$"
)
# Between a name and its figure: nothing that names another thing.
LINK_WORD = r"""
    [\s，,、：:（）()“”"―—\-~的了还尚约近超逾共仅只再又仍已将可由从自到至达为是有在] |
    总?(?:人数|数量|总数|总量|总额|规模|人次|户数|个数|面积)|[总件户人个]?数[量目额]?|余额|总人数|合计|总计|共计|共有|累计|一共|
    中(?![，,已有]) | 参保|参合|参加|列支|完成|实现|达成|达到|达致|突破|首次突破|首次|大关|关口|台阶|超过|超额|接近|将近|预计|预期|预算|安排|力争|争取|确保|努力|计划|目标|目标任务|指标|任务|左右|以上|以内|以下|分别|大约|约为|
    发展|增加到|增长到|提高到|提升到|上升到|扩大到|发展到|增至|升至|升到|下降到|降低到|减少到|降到|降至|减至|控制|保持|稳定|维持|稳步|
    下同|同比|环比|同期|按?(?:可比|不变|现行?)(?:价格?|价|口径)(?:计算)?|可比|现价|名义|实际|年均|平均|每年|全年|当年|比|较|与|相比|相比较|上年|去年|上一?年|年初|年末|年底|上年同期|去年同期|按?同口径|剔除[^，。；]{1,10}|
    增长率?|增速|增幅|增|下降|降幅|下滑|减少|降低|上升|回落|提高|提升|净增|增加|增收|减收|降|减|高于|低于|快于|涨|跌|降至|升|
    \d{2,4}年(?:底|末|初|同期)?|(?:19|20)\d\d(?=的)|\d{1,2}月(?:底|末|份)?|\d{1,2}日|今年|目前|截至|截止|全省平均|全市平均|全国平均|
    [“"]?十[一二三四]?五[”"]?(?:时期|期间|末|初)?|建立|组建|成立|建成|投入|设立|定为|定在|设定为|资金|人民币|折合|合|新建|其|
    个百分点|百分点|亿|万|元
"""
LINK = re.compile(rf"(?:{LINK_WORD})*", re.VERBOSE)
GROWTH = re.compile(
    r"(?:增长率?|增速|增幅|增|下降|降幅|下滑|减少|降低|上升|回落|提高|负增长|涨|降|减)"
    r"(?:[速幅]|了|率)?(?:为|是|达到?|约|近|超过?|至|在|：|:|保持在?|稳定在?|控制在?|分别|目标|预期|安排|左右|以上|不低于|高于|力争|预计|将|由|的|到|定为|定在|设定为|\s)*$"
)
TO_LEVEL = re.compile(
    r"(?:增加|增长|提高|提升|上升|扩大|发展|下降|降低|减少|增|升|降|减|回落|由|从)(?:到了?|至|了?到)(?:\d{2,4}年(?:底|末)?的?|(?:19|20)\d\d的)?(?:约|近|了|现在的|目前的|\s)*$"
)
DELTA = re.compile(
    r"(?:增加|增长|净增|新增|增收|减收|减少|提高|(?<!改造)提升|下降|降低|上升|回落|扩大|增|降|减|多|少|高出?|低|快|慢|涨|翻|压减)(?:了|约|近|超过?|达|\s)*$"
)
AVERAGE = re.compile(r"年均(?:增长|递增|增速|增幅|增)|平均每年增长|累计增长|年均")
# After a figure, before the next: the next says something of the same thing that is no level and no growth.
ASIDE = re.compile(
    r"[\s，,、（(；;]?(?:其中)?(?:"
    r"占[^，,。；;]{1,28}|"
    r"(?:完成|为|达到?|是|占|超)?[^，,。；;]{0,14}(?:预算|任务|目标|计划|年初安排|预期|考核)数?[^，,。；;]{0,6}|"
    r"分?别?是?(?:\d{2,4}年|上年|去年|[“\"]?十[一二三四]?五[”\"]?(?:末|时期|期间)?)[^，,。；;]{0,8}的|"
    r"(?:比|较|高于|低于|快于|超)[^，,。；;]{1,18}(?:净增|增加|增收|减少|多|少|提高|下降|上升|新增|翻|高|低|快|慢|平均水平)?了?[^，,。；;]{0,4}|"
    r"(?:增速|增幅|总量|排名|位居|位列|居)[^，,。；;]{0,12}第?|"
    r"(?:人均|户均|年均|平均)[^，,。；;]{0,8}|"
    r"(?:增收|净增|增加|减少|翻了?|提高|下降|新增)了?"
    r")"
)
# 市本级 is not 全市: the last of these before a name says whose figure it is. 比2015年 增长: no growth over the year before.
SCOPE = re.compile(
    r"全[省市州县区旗盟镇乡国]|(?P<part>[省市州县区旗]本级|(?:开发区|高新区|工业园区|产业园区)(?![)）、\d]))"
)
PART_SIGN = re.compile("本级|开发区|高新区|园区")  # no part without one of these
OLD_BASE = re.compile(r"(?:比|较|是|为)[^，。；]{0,4}(?:\d{4}年|十[一二三四]?五|[三五]年前|上届)")
# One village's, firm's or project's figure is not the county's; 全县 after it takes the word back.
LOCAL = re.compile(
    r"""[镇乡我本该这全](?:  # one set of first characters: the engine runs to the next of them
        (?P<local>
            (?<=[\u4e00-\u9fff]{2}[镇乡])[\u4e00-\u9fff]{1,3}(?<![农政各困扶对范弱全然个点乡])村
            | (?<=[我本])(?:局|委|办|院|校|行|所|厅|科|中心|公司|单位|机关|系统|支部)(?![省市州县区旗镇乡])
            | (?<=[该这])个?(?:村|社区|镇|乡|公司|企业|校|厂|社|支部|合作社|项目|园区|户)
        )
        | (?<=[全我])[省市州县区旗盟镇乡国]
    )""",
    re.VERBOSE,
)
RUN = re.compile(r"[\s、和与及，,]{1,3}|以及")
EACH = re.compile(r"每(?![年月季逢])|人均|户均|平均每|亩均|村均|各自?(?:有|设|选派|配备|安排)?$")
EACH_SIGN = re.compile("[每均各]")  # no EACH without one of these
# 由 去年的 62亿元 增加到: the value before, unless its year is named; 突破 200亿元 大关，达到 203亿元: a mark passed on the way.
BEFORE = re.compile(r"(?:由|从)(?:(?!\d{4}年)[^，。；]){0,10}$")
MARK = re.compile(r"(?:大关|关口|台阶)?[，,](?:已|实际)?(?:达到?|完成|为|实现)(?:了|约)?(?=\d)")
PASSING = re.compile(r"突破|跨越|跨过|迈过|超过?|越过|站上")
# Another verb for the thing just named: 新建活动场所19个，修缮加固 43个.
BUILD = re.compile(
    r"(?:、|，|,|和|并)?(?:共|已)?(?:新建成?|改扩建|改建|扩建|维修(?:改造)?|修缮(?:加固)?|翻修|改造(?:提升)?|重建|装修)"
)
TRAINED = re.compile(
    r"[，,、](?:共|累计|共计|集中|先后)*(?:培训|轮训|参训|受训|调训)(?:人员|学员|人数)?(?:共|达到?|约)?"
)
OTHER_TIME = re.compile(r"今年|本年|明年|预计|\d{4}年(?!的)")
# 比2019年的 3.21亿元 增长: the level of another, named year.
NAMED_YEAR = re.compile(r"(?:比|较|由|从)\d{4}年的?$")
# Verbs of what is done with people and things: the nearest one before a name governs it.
VERB = re.compile(
    r"参加培训|集中培训|轮训|培训|参训|调训|学习|发展|吸收|接收|选派|下派|派驻|派出|抽调|选聘|聘任|选配|任命|走访慰问|慰问|走访|看望|救助|资助|"
    r"包扶|包村|帮包|改扩建|新建|扩建|改建|修建|建设|建成|维修|修缮加固|修缮|加固|翻修|改造|装修|完善|建立健全|健全|建立|制定|修订|出台|成立|组建|创建|创办|领办|兴办|培育|打造|"
    r"结成|结对帮扶|对口帮扶|定点帮扶|挂钩帮扶|联系帮扶|结对|帮扶|联系|包联|挂钩|签订|认领|承诺|设岗定责|设岗|履职|转化|整顿|表彰|奖励|处置|处分|清退|"
    r"列支|发放|申请|办理|投入|筹集|筹措|筹资|整合|协调|争取|拨付|下拨|拨出|补助|安排|落实|引进|实施|举办|开办|召开|组织|开展|"
    r"脱贫|减少|新增|增加|转移|输出|就业|招商|植树|造林|铺设|铺装|硬化|安装|架设|疏浚|新修|修筑|整治|拆除|解决|搬迁|覆盖|购买|购置|配备|储备|培养"
)


@lru_cache(REMEMBERED)
def links(words: str) -> bool:
    """Whether only linking words stand between a name and its figure."""
    return LINK.fullmatch(words) is not None


@lru_cache(REMEMBERED)
def leads(words: str) -> bool:
    """Whether a name's figure may come after these words: linking ones and, within the clause, a verb of what is done."""
    return links(words) or ("，" not in words and links(VERB.sub("", words)))


@lru_cache(REMEMBERED)
def goes_on(words: str) -> bool:
    """Whether the figure after these words is of the same thing as the one before them."""
    return links(words) or of_named_year(words)


@lru_cache(REMEMBERED)
def turns_aside(words: str) -> bool:
    """Whether the figure after these words says something of the same thing that is no level and no growth."""
    return ASIDE.fullmatch(words) is not None


@lru_cache(REMEMBERED)
def other_verb(words: str) -> bool:
    """新建活动场所24个、改扩建 41个: another verb, the same thing."""
    if BUILD.fullmatch(words):
        return True
    return words[:1] in {"、", "和"} and VERB.fullmatch(words.strip("、和及并共")) is not None


@lru_cache(REMEMBERED)
def trains(words: str) -> bool:
    """培训班6期，培训 1280人次: those who came to the class just named."""
    return TRAINED.fullmatch(words) is not None


@lru_cache(REMEMBERED)
def of_named_year(words: str) -> bool:
    """比2019年的: the level of another, named year."""
    return NAMED_YEAR.search(words) is not None


class Said(NamedTuple):
    """What the words before a figure make of it."""

    arrives: bool  # 增长到, 比2019年的: a level, whatever grew
    grows: bool  # growth, if it is a percentage
    differs: bool  # a difference, if it is none
    anew: bool  # 今年, 2015年: the value of another time
    before: bool  # 由 去年的: the value before the one that counts


@lru_cache(REMEMBERED)
def said(words: str) -> Said:
    """What the words before a figure make of it."""
    arrives = TO_LEVEL.search(words) is not None or of_named_year(words)
    return Said(
        arrives,
        not arrives and GROWTH.search(words) is not None,
        not arrives and DELTA.search(words) is not None,
        OTHER_TIME.search(words) is not None,
        BEFORE.search(words) is not None,
    )


@lru_cache(REMEMBERED)
def has_verb(words: str) -> bool:
    """Whether the words say that something is done."""
    return VERB.search(words) is not None


@lru_cache(REMEMBERED)
def stands_free(words: str) -> bool:
    """Whether a name after these words of its clause is that of the whole thing, no part of a longer one."""
    return PREFIX.search(words) is not None

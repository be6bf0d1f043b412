"""Practices with their parts, topics of sentences, and practices across places."""

import re

import pytest

from extractors.document import Document
from extractors.measures import add_roles, find_measures
from extractors.measures.signs import Signs, signed_rules
from extractors.measures.states import heading_state
from extractors.records import Campaign, Organization, Sentence
from extractors.rules import RuleError, load_rows
from pipeline.practices import adoption_rows, canonical_names, practice_rows, topic_labels
from tests.support import cases
from tests.test_roles_cases import figures_of, read


def measures_of(marked: str):
    """The measures of a text whose organizations stand in ⟨⟩, all of it one sentence of practice."""
    organizations, text = [], ""
    for part in re.split(r"(⟨.*?⟩)", marked):
        if part.startswith("⟨"):
            organizations.append(Organization(text=part[1:-1], start=len(text), end=len(text) + len(part) - 2))
        text += part.strip("⟨⟩")
    sentence = Sentence(id="s000000", start=0, end=len(text), section="主要做法", role="measure")
    return find_measures(Document.of(text), (sentence,), figures_of(text), (), tuple(organizations))


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("measures")])
def test_parts(said: str, meant: str):
    found = [(m.actor, m.action, m.object, m.beneficiaries, m.instrument) for m in measures_of(said)]
    assert [" | ".join(part or "-" for part in one) for one in found] == meant.split(" // ")


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("topics")])
def test_topic(said: str, meant: str):
    heading, text = re.fullmatch(r"(?:【(.*?)】)?(.*)", said).groups()
    sentence = Sentence(id="s000000", start=0, end=len(text), section=heading or "", role="measure")
    (found, *_) = find_measures(Document.of(text), (sentence,), (), (), ())
    assert found.topic in meant.split("/"), found.topics


def test_measures_cover_their_sentence_and_name_figures_and_campaigns():
    text = "县里实施“归雁”工程，引进人才30名；同时，选派干部50名到村任职，落实帮扶资金20万元。"
    sentence = Sentence(id="s000000", start=0, end=len(text), role="measure")
    campaign = Campaign(name="归雁", class_="campaign", start=4, end=8, spans=((4, 8),))
    figures = tuple(figure_with(f, f"q{number}") for number, f in enumerate(figures_of(text)))
    found = find_measures(Document.of(text), (sentence,), figures, (campaign,), ())
    assert [(m.start, m.end) for m in found] == [(0, found[0].end), (found[0].end, len(text))]
    assert [(m.campaigns, m.quantity_ids) for m in found] == [("归雁", "q0"), ("", "q1;q2")]


def figure_with(figure, name):
    return type(figure)(id=name, start=figure.start, end=figure.end)


def test_headings_and_noise_keep_their_role():
    text = "一、主要做法\n选派干部20名。"
    sentences = (Sentence(start=0, end=6, role="heading", level=1), Sentence(start=7, end=15, section="一、主要做法"))
    assert [s.role for s in add_roles(Document.of(text), sentences, ())] == ["heading", "measure"]


def test_a_section_without_a_state_of_its_own_goes_on_as_a_plan_after_problems():
    text = "投入不足。" + "建立投入机制。"
    sentences = (
        Sentence(start=0, end=5, section="二、存在的问题"),
        Sentence(start=5, end=12, section="三、创新机制，强化保障"),
    )
    assert [s.role for s in add_roles(Document.of(text), sentences, ())] == ["problem", "plan"]


def test_a_plan_announced_in_running_text_holds_to_the_next_sections():
    text = "今年工作的总体要求是：坚持稳中求进。" + "建设现代产业强县。"
    sentences = (
        Sentence(start=0, end=18, section="某县人代会开幕"),
        Sentence(start=18, end=27, section="（一）建强产业园区"),
    )
    assert [s.role for s in add_roles(Document.of(text), sentences, ())] == ["plan", "plan"]


def test_a_heading_of_its_own_kind_ends_what_was_announced():
    text = "一年来的主要做法有：" + "村级经济底子薄。"
    sentences = (Sentence(start=0, end=10), Sentence(start=10, end=18, section="二、存在的问题"))
    assert [s.role for s in add_roles(Document.of(text), sentences, ())][1] == "problem"


def test_what_a_report_will_tell_announces_no_plan():
    text = "现将看法和建议汇报如下：" + "选派干部36名到村任职。"
    sentences = (Sentence(start=0, end=12), Sentence(start=12, end=24, section="一、班子"))
    assert [s.role for s in add_roles(Document.of(text), sentences, ())] == ["context", "measure"]


def test_a_fragment_goes_on_with_the_role_before_it():
    text = "文化程度不高；" + "留守老人多。"
    sentences = (Sentence(start=0, end=7), Sentence(start=7, end=13))
    assert [(s.role, s.rule) for s in add_roles(Document.of(text), sentences, ())][1] == ("problem", "goes on")


def test_a_short_opening_of_a_paragraph_is_a_heading():
    text = "支持科技创新。拨付资金2亿元。"
    sentences = (Sentence(start=0, end=7, paragraph=3), Sentence(start=7, end=15, paragraph=3))
    assert [s.role for s in add_roles(Document.of(text), sentences, figures_of(text))] == ["heading", "measure"]


def roles_of(text: str, *sections: str) -> list[str]:
    """The roles of sentences of one paragraph, each under its section (the last one for the rest)."""
    ends = [m.end() for m in re.finditer("。", text)]
    spans = zip([0, *ends], ends, strict=False)
    sentences = tuple(
        Sentence(start=start, end=end, paragraph=1, section=sections[min(number, len(sections) - 1)])
        for number, (start, end) in enumerate(spans)
    )
    return [s.role for s in add_roles(Document.of(text), sentences, figures_of(text))]


def test_a_modal_word_governs_the_bare_verbs_behind_it_but_not_what_was_done():
    text = "村级组织要找准定位。牢固树立服务观念，多办实事。选派干部36名到村任职。"
    assert roles_of(text, "一、找准定位") == ["plan", "plan", "measure"]


def test_a_heading_that_deals_with_problems_opens_no_section_of_problems():
    text = "建立例会制度，召开例会16次。成立督查组，督查18次。"
    assert roles_of(text, "一、抓落实/一是强化解决问题", "一、抓落实/二是强化督查") == ["measure", "measure"]


def test_problems_announced_in_running_text_end_with_their_paragraph():
    text = "工作中还存在不少困难和问题。县委拨付经费36万元。"
    first, second = (m.end() for m in re.finditer("。", text))
    sentences = (
        Sentence(start=0, end=first, paragraph=1, section="（二）建强阵地"),
        Sentence(start=first, end=second, paragraph=2, section="（二）建强阵地"),
    )
    assert [s.role for s in add_roles(Document.of(text), sentences, figures_of(text))] == ["problem", "measure"]


@pytest.mark.parametrize(
    ("heading", "state"),
    [
        ("三、存在的困难和问题", "problem"),
        ("五、下步工作打算", "plan"),
        ("一、主要做法", "practice"),
        ("（二）强化培训", ""),
        ("2014年工作总结及2015年工作思路", "mixed"),
        ("破解基层难题", ""),
        ("一是强化解决问题", ""),
        ("化解困难", ""),
    ],
)
def test_heading_state(heading: str, state: str):
    assert heading_state(heading) == state


def test_the_rule_names_the_word_that_decided():
    assert read("【主要做法】选派干部20名。").rule == "verb: 选派"


def test_a_users_cue_word_decides(tmp_path):
    (tmp_path / "cues.tsv").write_text("word\tcue\tweight\n包干\tdo\t2\n", encoding="utf-8")
    sentence = Sentence(start=0, end=9)
    (found,) = add_roles(Document.of("每个支部包干一片。"), (sentence,), (), extra=tmp_path)
    assert (found.role, found.rule) == ("measure", "verb: 包干")


@pytest.mark.parametrize("name", ["roles.toml", "announcements.toml"])
def test_what_a_rule_finds_holds_one_of_its_signs(name):
    for rule in signed_rules(name):
        for said in rule.found:
            assert rule.name in next(Signs(said, None).rules([(0, len(said))])), said


def test_a_users_rule_without_signs_is_asked_everywhere(tmp_path):
    (tmp_path / "roles.toml").write_text('[[rule]]\nname = "toast"\nrole = "context"\npattern = "干杯"\n', "utf-8")
    assert read("让友谊长存，干杯。", tmp_path).rule == "toast"


def test_an_unknown_cue_is_refused(tmp_path):
    (tmp_path / "cues.tsv").write_text("word\tcue\tweight\n包干\tdeed\t2\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"包干: unknown cue 'deed'; allowed: .*do"):
        add_roles(Document.of("包干。"), (Sentence(start=0, end=3),), (), extra=tmp_path)


def test_every_topic_word_names_a_topic():
    rows = load_rows("extractors.measures", "topics.tsv", ("word", "topic", "weight"))
    assert {row["topic"] for row in rows} <= set(topic_labels())


def test_long_junk_stays_linear():
    text = "要是有在对通过" * 30_000
    assert len(add_roles(Document.of(text), (Sentence(start=0, end=len(text)),), ())) == 1


def campaign(name: str, doc: str = "d1", **more):
    return {
        "doc_id": doc,
        "name": name,
        "kind": "活动",
        "mentions": 1,
        "char_start": 5,
        "char_end": 9,
        "campaign_id": f"{doc}-c5",
    } | more


def document(doc: str, code: str, period: str, **more):
    return {
        "doc_id": doc,
        "region_code": code,
        "region_name": code,
        "period": period,
        "published": "",
        "duplicate_of": "",
    } | more


def test_spellings_merge_but_never_over_other_numerals():
    names = ["三联共建", "三联共建", "三 联共建", "五联共建", "阳光村务工作", "阳光村务工作法"]
    spelling = canonical_names([campaign(name) for name in names])
    assert spelling["三 联共建"] == spelling["三联共建"] == "三联共建"
    assert spelling["五联共建"] == "五联共建"
    assert spelling["阳光村务工作"] == spelling["阳光村务工作法"]


def test_adoption_gives_the_first_year_of_each_place_and_skips_copies():
    documents = [
        document("d1", "420115", "2012"),
        document("d2", "420115", "2010/2011"),
        document("d3", "341524", "", published="2009-05-01"),
        document("d4", "341524", "2001", duplicate_of="d1"),
    ]
    campaigns = [campaign("三联共建", doc) for doc in ("d1", "d2", "d3", "d4")]
    rows = list(adoption_rows(documents, campaigns, {}))
    assert [(r.region_code, r.first_year, r.n_documents, r.doc_id) for r in rows] == [
        ("341524", "2009", 1, "d3"),
        ("420115", "2011", 2, "d2"),
    ]


def test_practices_count_measures_figures_and_campaigns_by_topic_and_place():
    documents = [document("d1", "420115", "2012"), document("d2", "341524", "2015")]
    measures = [
        {"doc_id": "d1", "measure_id": "m1", "topic": "venue", "campaigns": "三联共建", "quantity_ids": "q1;q2"},
        {"doc_id": "d1", "measure_id": "m2", "topic": "venue", "campaigns": "三 联共建", "quantity_ids": ""},
        {"doc_id": "d2", "measure_id": "m3", "topic": "venue", "campaigns": "", "quantity_ids": "q3"},
    ]
    rows = list(practice_rows(documents, measures, {"三 联共建": "三联共建"}, {"venue": "阵地建设"}))
    assert [(r.topic_zh, r.region_code, r.n_measures, r.campaigns, r.n_quantities, r.years) for r in rows] == [
        ("阵地建设", "341524", 1, "", 1, "2015"),
        ("阵地建设", "420115", 2, "三联共建", 2, "2012"),
    ]

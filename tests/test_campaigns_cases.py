"""Names in a line of a report => the campaigns in it; see the head of the case file."""

import re

import pytest

from extractors.campaigns import campaign_items, find_campaigns
from extractors.document import Document
from extractors.records import Organization, Sentence
from extractors.rules import load_rows
from tests.support import cases


def meant_by(line: str) -> tuple[list[str], list[str], list[str]]:
    """Campaigns as `name/kind`, phrases as `class name`, expansions as `;`-joined items."""
    line, _, items = line.partition(" = ")
    parts = [part.strip() for part in re.split(r"\s*;\s*", line)]
    phrases = [part.removeprefix("!") for part in parts if part.startswith("!")]
    names = [part for part in parts if not part.startswith("!") and part not in {"", "-"}]
    return names, phrases, re.split(r",\s*", items.strip()) if items else []


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("campaigns")])
def test_campaigns(said: str, meant: str):
    names, phrases, items = meant_by(meant)
    found = find_campaigns(Document.of(said), (), ())
    assert [f"{c.name}/{c.kind}" for c in found if c.class_ == "campaign"] == names
    others = {f"{c.class_} {c.name}" for c in found if c.class_ != "campaign"}
    assert [phrase for phrase in phrases if phrase not in others] == []
    if items:
        assert found[0].expansion.split(";") == items
    for campaign in found:
        assert all(0 <= start < end <= len(said) for start, end in campaign.spans)


def find(text: str) -> list[str]:
    return [f"{c.name}/{c.kind}" for c in find_campaigns(Document.of(text), (), ()) if c.class_ == "campaign"]


def test_a_name_over_a_line_break_is_one_name():
    assert find("开展“百姓大舞\n台”活动。") == ["百姓大舞台/活动"]


def test_a_quote_does_not_run_over_paragraphs():
    assert find("他说：“要抓好落实。\n\n开展“连心”活动。") == ["连心/活动"]


def test_mentions_count_quoted_and_bare_ones():
    (campaign,) = find_campaigns(Document.of("开展“双联双带”活动。双联双带活动覆盖各村，双联双带成效好。"), (), ())
    assert (campaign.mentions, campaign.start, len(campaign.spans)) == (3, 2, 3)


def test_a_phrase_that_is_once_a_campaign_is_one_throughout():
    found = find_campaigns(Document.of("发挥“头雁”作用。实施“头雁”工程。"), (), ())
    assert [(c.name, c.kind, c.class_, c.mentions) for c in found] == [("头雁", "工程", "campaign", 2)]


def test_names_in_noise_are_left_out():
    text = "相关阅读：“清廉”行动\n开展“暖心”行动。"
    noise = Sentence(id="s000000", start=0, end=12, role="noise")
    assert [c.name for c in find_campaigns(Document.of(text), (noise,), ())] == ["暖心"]


def test_the_organizer_is_the_organization_before_the_name():
    text = "各村抓落实。县妇联开展“巧手”计划。"
    body = Organization(text="县妇联", start=6, end=9, canonical_name="某县妇女联合会")
    sentences = (Sentence(id="s000000", start=0, end=6), Sentence(id="s000006", start=6, end=len(text)))
    (campaign,) = find_campaigns(Document.of(text), sentences, (body,))
    assert campaign.organizer == "某县妇女联合会"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("落实“三个一”，即联系一个村，帮扶一户人，办好一件事。", "ok"),
        ("落实“四个一”，即联系一个村，帮扶一户人，办好一件事。", "unknown"),
    ],
)
def test_the_number_in_a_name_is_checked_against_its_items(text: str, status: str):
    (check,) = campaign_items(find_campaigns(Document.of(text), (), ()))
    assert (check.kind, check.status, check.found) == ("campaign_items", status, "3")


def test_a_users_kind_word_makes_a_campaign(tmp_path):
    (tmp_path / "kinds.tsv").write_text("kind\tgroup\tafter\n奖章\tcampaign\tquoted\n", encoding="utf-8")
    found = find_campaigns(Document.of("争创“创业”奖章。"), (), (), extra=tmp_path)
    assert [(c.name, c.kind, c.class_) for c in found] == [("创业", "奖章", "campaign")]


def test_long_junk_stays_linear():
    assert find("“" * 20_000 + "开展" * 20_000 + "三" * 20_000 + "、" * 20_000) == []


def test_every_kind_word_has_a_known_group():
    groups = {row["group"] for row in load_rows("extractors.campaigns", "kinds.tsv", ("kind", "group", "after"))}
    assert groups == {"campaign", "slogan", "honour", "media", "word"}

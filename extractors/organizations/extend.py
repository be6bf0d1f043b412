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
DROPPED_LEVELS = re.compile(r"(?<![省市县区州全各])(?:中央|[省市州县区])(?:[、和](?:[省市州县区]))*[、和]\Z")
# Behind a bank or a firm of the whole country, and behind an office of the state
BRANCH = re.compile("(?P<place>[一-鿿]{1,4}?)??(?P<kind>分行|支行|分公司|支公司|营业部)")
OFFICE = re.compile("(?P<place>[一-鿿]{1,9}?)(?P<kind>调查总队|调查队|税务局|监管分局|分局|监管局)")


def branch(here: Context, mention: Mention) -> Mention:
    """中国农业银行|平凉分行, 农业银行|县支行, 国家税务总局|安化县税务局: a branch behind its bank or office."""
    nationwide = mention.type == "finance" or (
        mention.type == "enterprise" and (mention.rule == "bare" or mention.text.startswith("中国"))
    )
    state = mention.rule == "whole" and mention.name.startswith("国家") and mention.name.endswith("局")
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

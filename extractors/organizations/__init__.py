"""Organizations: who acts, found by a grammar of owner + body, named by one official name."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path

from extractors.document import Document
from extractors.organizations.firms import listed_firms, partners
from extractors.organizations.grammar import read
from extractors.organizations.lexicon import lexicon
from extractors.organizations.lists import named_together, shared_tails, two_committees
from extractors.organizations.mentions import Mention, Spans
from extractors.organizations.naming import name_organizations
from extractors.organizations.owners import context
from extractors.records import Organization, Place, Sentence
from extractors.schema import made

__all__ = ["find_organizations", "name_organizations"]

CONFIDENCE = {
    "place": 0.97, "level": 0.96, "whole": 0.97, "inside": 0.93, "institution": 0.9, "run": 0.9, "shared_tail": 0.88, "shared_head": 0.88,
    "two_committees": 0.92, "kind": 0.92, "bare": 0.85, "tail": 0.85, "listed_firm": 0.75,
}  # fmt: skip


def find_organizations(
    document: Document, places: tuple[Place, ...], sentences: tuple[Sentence, ...] = (), *, extra: Path | None = None
) -> tuple[Organization, ...]:
    """Every mention of an organization, in order; kinds of organizations (各乡镇党委) are marked generic.

    `places` help to tell names from words; `extra` is a folder with the user's own bodies.tsv, departments.tsv, tails.tsv
    and words.tsv. `canonical_name` still has slots in braces for places (中共{县}委员会): `name_organizations` fills them.
    Two bodies of one word (省市委, 村“两委”) are two rows over the same words. A list that shares its tail gives each member
    a row whose span is its own words and whose text is completed (双宝村、复兴村党支部 → 双宝村党支部, 复兴村党支部).
    What stands in `sentences` of role noise is the page's and not the report's, but for who issued it (发文单位：…).
    """
    here = context(document, lexicon(extra), places)
    found = read(here)
    pairs = list(two_committees(here))
    if pairs:
        known = Spans(found)
        pairs = [pair for pair in pairs if not known.meet(pair.start, pair.end)]
    together = list(named_together(here))
    if together:
        found = [mention for mention in found if not (mention.generic and _closes(document.text, mention, together))]
    tails = [*shared_tails(here, found), *together]
    spans = {(mention.start, mention.end) for mention in tails}
    mentions = [mention for mention in found if (mention.start, mention.end) not in spans] + tails + pairs
    mentions += listed_firms(here, mentions)
    mentions += partners(here, mentions)
    chrome = Spans(s for s in sentences if s.role == "noise" and s.rule != "header_field")
    mentions = [mention for mention in mentions if not chrome.meet(mention.start, mention.end)]
    mentions.sort(key=itemgetter(0, 1))
    return tuple(map(_record, mentions))


def _closes(text: str, mention: Mention, together: list[Mention]) -> bool:
    """The body that a list of names shares (…龙潭三个村的|党支部) is no further row."""
    return any(
        0 < mention.end - one.end <= 14 and not set("，。；、\n") & set(text[one.end : mention.start])
        for one in together
    )


def _record(mention: Mention) -> Organization:
    return made(
        Organization,
        text="".join(mention.text.split()),
        start=mention.start,
        end=mention.end,
        canonical_name=mention.name,
        org_type=mention.type,
        generic=mention.generic,
        confidence=CONFIDENCE[mention.rule],
        rule=mention.rule,
    )

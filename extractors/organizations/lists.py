"""Organizations that share words with a neighbour: 双宝村、复兴村|党支部, 县财政、林业|局, 村“两委”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.organizations.mentions import Mention
from extractors.organizations.owners import Context, Owner, kind_before, owner_before

JOINED = re.compile(r"[、和与及]|以及")
ALIKE = (("街道", "镇", "乡"), ("社区", "村"), ("县", "市", "区", "旗"))  # endings that stand in one list
TWO_BODIES = re.compile(r"两委[”\"’]?(?!员)")
BEFORE_TWO = re.compile(r"(?:支村?)?[“\"‘]?\Z")  # 村支“两委”
# 双河、石门、龙潭三个村的党支部: names without their kind, the kind and the body once for all
COUNTED = re.compile(r"等?(?:[两二三四五六七八九十]|(?<![0-9])[0-9]{1,2})个?(?P<kind>村|社区|镇|乡|街道)的?\Z")
SHARED_BODY = re.compile(r"(?:党支部|党总支|党委|村委会|居委会)(?!书记)")
COUNTED_ENDS = frozenset("村区镇乡道的")
NAMES = re.compile(r"[一-龥]{2,14}(?:、[一-龥]{2,4}){0,8}[、和][一-龥]{2,4}\Z")
DEPARTMENT_KINDS = "局委办厅"


def shared_tails(here: Context, found: list[Mention]) -> Iterator[Mention]:
    """What stands before a named organization in a list and shares its tail; the span covers its own words only."""
    for number, mention in enumerate(found):
        floor = found[number - 1].end if number else 0
        if mention.owner and mention.owner.kind == "place" and mention.rule == "place":
            yield from _places_before(here, mention, floor)
        elif (
            mention.type == "department"
            and mention.rule in ("bare", "shared_head")
            and mention.text[-1] in DEPARTMENT_KINDS
        ):
            yield from _trades_before(here, mention, floor)


def _places_before(here: Context, mention: Mention, floor: int) -> Iterator[Mention]:
    owner = mention.owner
    alike = next((endings for endings in ALIKE if owner and owner.text.endswith(endings)), None)
    if owner is None or alike is None:
        return
    tail, start = mention.text[len(owner.text) :], mention.start
    while (gap := _gap(here.text, start)) and here.text.endswith(alike, 0, start - gap):
        before = owner_before(here, start - gap)
        if before is None or before.kind != "place" or before.start < floor:
            return
        yield mention._replace(
            start=before.start, end=start - gap, text=before.text + tail, owner=before,
            name=mention.name.replace(owner.slot, before.slot), rule="shared_tail",
        )  # fmt: skip
        start = before.start


def _gap(text: str, start: int) -> int:
    """Length of the list mark that ends at `start`, 0 if there is none."""
    return next((len(mark) for mark in ("以及", "、", "和", "与", "及") if text.endswith(mark, 0, start)), 0)


def _trades_before(here: Context, mention: Mention, floor: int) -> Iterator[Mention]:
    """县财政、林业、水利局: three departments; only where a level word or a place opens the list."""
    kind, end, items = mention.text[-1], mention.start, []
    while end > floor and (gap := _gap(here.text, end)):
        end -= gap
        stem = next(
            (size for size in range(8, 1, -1) if here.text[max(0, end - size) : end] + kind in here.lexicon.bodies), 0
        )
        if not stem:
            return
        items.append((end - stem, end))
        end -= stem
    owner = owner_before(here, end) if items else None
    if owner is None:
        return
    for start, stop in items:
        body = here.lexicon.bodies[here.text[start:stop] + kind]
        first = owner.start if start == end else start
        yield mention._replace(
            start=first, end=stop, text=here.text[first:stop] + kind, owner=owner, body=body.text,
            name=body.name.replace("{}", owner.slot), rule="shared_tail",
        )  # fmt: skip
    yield mention._replace(
        owner=owner, name=here.lexicon.bodies[mention.body].name.replace("{}", owner.slot), rule="shared_head"
    )


def named_together(here: Context) -> Iterator[Mention]:
    """双河、石门、龙潭三个村的党支部: one row each, over its own name; the first name begins behind the verb before it."""
    for shared in SHARED_BODY.finditer(here.text):
        if here.text[shared.start() - 1 : shared.start()] not in COUNTED_ENDS:
            continue
        match = COUNTED.search(here.text, max(0, shared.start() - 8), shared.start())
        names = NAMES.search(here.text, max(0, match.start() - 60), match.start()) if match else None
        if match is None or names is None:
            continue
        body = here.lexicon.bodies[shared.group()]
        joints = list(JOINED.finditer(here.text, *names.span()))
        cuts, ends = [names.start()], [joint.start() for joint in joints] + [names.end()]
        cuts += [joint.end() for joint in joints]
        opening = here.document.tokens_between(cuts[0], ends[0])
        verbs = [token.end for token in opening if here.is_word(token.word, "border") or token.pos[:1] in "vp"]
        cuts[0] = verbs[-1] if verbs else cuts[0]
        spans = [(start, end) for start, end in zip(cuts, ends, strict=True) if 2 <= end - start <= 4]
        if len(spans) < len(ends) or any(_is_trade(here, here.text[start:end]) for start, end in spans):
            continue
        for start, end in spans:
            owner = Owner(start, "place", here.text[start:end] + match["kind"])
            name = body.name.replace("{}", owner.slot)
            yield Mention(start, end, owner.text + body.text, name, body.type, owner, body.text, "shared_tail")


def _is_trade(here: Context, word: str) -> bool:
    return here.is_word(word, "common") or here.is_word(word, "generic") or here.is_word(word, "border")


def two_committees(here: Context) -> Iterator[Mention]:
    """村“两委”: the village's party organization and its villagers' committee, one row each over the same words."""
    for match in TWO_BODIES.finditer(here.text):
        opening = BEFORE_TWO.search(here.text, max(0, match.start() - 3), match.start())
        start = opening.start() if opening else match.start()
        owner: Owner | None = owner_before(here, start)
        if owner and owner.kind != "place":
            owner = None
        first, kind = (owner.start, "") if owner else kind_before(here, start)
        people = "居民委员会" if "社区" in (owner.text if owner else kind) else "村民委员会"
        text = here.text[first : match.end()]
        head = owner.slot if owner else kind.removesuffix("级") or "村"
        rows = (("party_branch", head + "党组织"), ("village", (owner.slot if owner else "") + people))
        for org_type, name in reversed(rows):
            yield Mention(
                first, match.end(), text, name, org_type, owner, "两委", "two_committees", generic=owner is None
            )

"""Practices across places: who does what where (practices.csv), and who took up which campaign first (adoption.csv)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from extractors.schema import Column, column, columns
from pipeline import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.store import Store

Row = dict[str, Any]

# Least rapidfuzz ratio of two keys that are held to be one name. At 85 one letter more or less in six passes (五星争创行
# against 五星争创, 88), one wrong letter in four does not (头雁领航 against 金雁领航, 75).
NEAR = 85.0
_NUMERALS = re.compile(r"[0-9一二两三四五六七八九十百千万双]")
_SIGNS = re.compile(r"[\s“”\"'‘’「」『』《》（）(),，、；;·\-—的]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What is done about one topic in one place."""

    topic: str = column("code of the topic; a practice counts for its first topic")
    topic_zh: str = column("its Chinese label")
    region_code: str = column("GB/T 2260 code of the place that the report is about; empty where none could be read")
    region_name: str = column("its full name")
    n_measures: int = column("practices that the reports of the place tell", default=0)
    n_documents: int = column("reports that tell them, copies counted once", default=0)
    years: str = column("years of these reports, ; between")
    campaigns: str = column("campaigns named in the practices, one spelling across documents, ; between")
    n_quantities: int = column("figures in the practices", default=0)
    quantity_ids: str = column("these figures, ; between")
    measure_ids: str = column("the practices, ; between")
    doc_ids: str = column("the reports, ; between")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The first time that a campaign is named for a place."""

    campaign: str = column("name, one spelling across documents")
    kind: str = column("its kind word where most reports give one")
    region_code: str = column("GB/T 2260 code of the place that the report is about; empty where none could be read")
    region_name: str = column("its full name")
    first_year: str = column("earliest year of a report of the place that names it; empty where no year is known")
    n_documents: int = column("reports of the place that name it, copies counted once", default=0)
    mentions: int = column("how often they name it", default=0)
    spellings: str = column("how they spell it, ; between")
    doc_id: str = column("the earliest report")
    campaign_id: str = column("the campaign in it")
    start: int = column("first character of the evidence in that report's raw text", name="char_start", default=0)
    end: int = column("end of the evidence, not included", name="char_end", default=0)


TABLES: dict[str, type] = {"practices": Practice, "adoption": Adoption}


def write_practices(store: Store, out: Path, counts: dict[str, int]) -> dict[str, tuple[Column, ...]]:
    """Write practices.csv and adoption.csv of a run; adds to `counts` and returns the schemas."""
    told = ("duplicate_of", "region_code", "region_name", "period", "published")
    named = ("campaign_id", "name", "kind", "mentions", "char_start", "char_end")
    documents = list(store.rows("documents", only=told))
    campaigns = list(store.rows("campaigns", only=named, rejected=False))
    measures = store.rows("measures", only=("measure_id", "topic", "campaigns", "quantity_ids"), rejected=False)
    spelling = canonical_names(campaigns)
    made: dict[str, list[Any]] = {
        "practices": list(practice_rows(documents, measures, spelling, topic_labels())),
        "adoption": list(adoption_rows(documents, campaigns, spelling)),
    }
    schemas = {name: columns(TABLES[name]) for name in made}
    for name, rows in made.items():
        fields = schemas[name]
        header, types, cells = (
            [c.name for c in fields],
            [c.type for c in fields],
            attrgetter(*(c.field for c in fields)),
        )
        counts[name] = tables.write_csv(out / f"{name}.csv", header, map(cells, rows), types=types)
    return schemas


def topic_labels() -> dict[str, str]:
    """Chinese label by topic code."""
    from extractors.rules import load_rows

    return {row["topic"]: row["label_zh"] for row in load_rows("pipeline.report", "topics.tsv", ("topic", "label_zh"))}


def practice_rows(
    documents: Iterable[Row], measures: Iterable[Row], spelling: Mapping[str, str], labels: Mapping[str, str]
) -> Iterable[Practice]:
    """Topic × place, by code; copies of a report are left out. `spelling` is what `canonical_names` gives."""
    reports = {row["doc_id"]: row for row in documents if not row["duplicate_of"]}
    # Of each measure its report's doc_id (one string for all of them), id, campaigns, quantities: there are many.
    groups: dict[tuple[str, str, str], list[tuple[str, str, str, str]]] = defaultdict(list)
    for row in measures:
        if report := reports.get(row["doc_id"]):
            said = (report["doc_id"], row["measure_id"], row["campaigns"], row["quantity_ids"])
            groups[row["topic"], report["region_code"], report["region_name"]].append(said)
    for (topic, code, name), rows in sorted(groups.items()):
        names = (part for _, _, campaigns, _ in rows for part in _parts(campaigns))
        quantities = list(dict.fromkeys(part for *_, ids in rows for part in _parts(ids)))
        told = list(dict.fromkeys(doc for doc, *_ in rows))
        yield Practice(
            topic=topic,
            topic_zh=labels.get(topic, ""),
            region_code=code,
            region_name=name,
            n_measures=len(rows),
            n_documents=len(told),
            years=";".join(sorted({year for doc in told if (year := year_of(reports[doc]))})),
            campaigns=";".join(dict.fromkeys(spelling.get(part, part) for part in names)),
            n_quantities=len(quantities),
            quantity_ids=";".join(quantities),
            measure_ids=";".join(measure for _, measure, *_ in rows),
            doc_ids=";".join(told),
        )


def adoption_rows(
    documents: Iterable[Row], campaigns: Iterable[Row], spelling: Mapping[str, str]
) -> Iterable[Adoption]:
    """Campaign × place with the first year, campaigns named in most places first; copies of a report are left out."""
    reports = {row["doc_id"]: row for row in documents if not row["duplicate_of"]}
    groups: dict[str, dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in campaigns:
        if report := reports.get(row["doc_id"]):
            place = (report["region_code"], report["region_name"])
            groups[spelling.get(row["name"], row["name"])][place].append(row)
    for name, places in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        kinds = Counter(row["kind"] for rows in places.values() for row in rows if row["kind"])
        for (code, region), rows in sorted(places.items()):
            first = min(rows, key=lambda row: (year_of(reports[row["doc_id"]]) or "9999", row["char_start"]))
            yield Adoption(
                campaign=name,
                kind=kinds.most_common(1)[0][0] if kinds else "",
                region_code=code,
                region_name=region,
                first_year=year_of(reports[first["doc_id"]]),
                n_documents=len({row["doc_id"] for row in rows}),
                mentions=sum(row["mentions"] for row in rows),
                spellings=";".join(dict.fromkeys(row["name"] for row in rows)),
                doc_id=first["doc_id"],
                campaign_id=first["campaign_id"],
                start=first["char_start"],
                end=first["char_end"],
            )


def canonical_names(campaigns: Iterable[Row], *, near: float = NEAR) -> dict[str, str]:
    """One spelling for each name of the run: the commonest of those that are equal but for signs, or near.

    Names are near when the rapidfuzz ratio of their letters is at least `near` and they hold the same numerals in the same
    order: 三联共建 and 五联共建 are two campaigns.
    """
    from rapidfuzz import fuzz

    often = Counter(row["name"] for row in campaigns)
    by_key: dict[str, Counter[str]] = defaultdict(Counter)
    for name, count in often.items():
        by_key[_SIGNS.sub("", name)][name] += count
    leader: dict[str, str] = {}  # of each key, the commonest key near to it
    shared: dict[str, list[str]] = defaultdict(list)  # leaders by each pair of letters in them
    for key in sorted(by_key, key=lambda key: (-by_key[key].total(), key)):
        pairs = {key[i : i + 2] for i in range(len(key) - 1)}
        candidates = dict.fromkeys(other for pair in sorted(pairs) for other in shared[pair])
        same = (other for other in candidates if _NUMERALS.findall(other) == _NUMERALS.findall(key))
        leader[key] = next((other for other in same if fuzz.ratio(key, other) >= near), key)
        if leader[key] == key:
            for pair in pairs:
                shared[pair].append(key)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for key, names in by_key.items():
        spellings[leader[key]].update(names)
    return {
        name: min(spellings[leader[key]].items(), key=lambda item: (-item[1], item[0]))[0]
        for key, names in by_key.items()
        for name in names
    }


def year_of(document: Row) -> str:
    """The year that a report covers (the last of a span), else that of its publication; empty where neither is known."""
    years = re.findall(r"(?:19|20)\d\d", document["period"] or "") or re.findall(r"^\d{4}", document["published"] or "")
    return years[-1] if years else ""


def _parts(joined: str) -> list[str]:
    return [part for part in (joined or "").split(";") if part]

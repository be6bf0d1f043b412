"""What a run finds, one frozen dataclass a table; CSV headers, database, data package and codebook derive from them.

While the extractors work, `start` and `end` count characters of the *clean* text and ids are local (`q000123`); the
pipeline turns them into raw offsets (`char_start`, `char_end`) and ids that are unique across documents (`locate`).
Every unknown is the empty string or None, both of which become an empty cell. No slots: `schema.changed` copies attribute
dictionaries, ten times as fast as one field after another.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.schema import Column, column, columns, doc, end, hidden, rule, start

__all__ = ["TABLES", "Column", "columns"]  # and every record


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """One input file."""

    doc_id: str = column("stable id made from the content's hash")
    source: str = column("path of the input file, relative to the ingested folder, / as separator")
    sha256: str = column("SHA-256 of the input file")
    format: str = column("txt, pdf, pdf-scan, docx, html")
    encoding: str = column("character encoding of a text file")
    n_pages: int | None = column("pages of a PDF", default=None)
    n_chars: int | None = column("characters of the raw text", default=None)
    text_path: str = column("where the extracted raw text lies, relative to the output folder")
    title: str = column("the report's title, boilerplate removed")
    published: str = column("date of publication, ISO 8601, if stated")
    period: str = column("time the report covers: 2015, 2015-H1, 2011/2015; empty where the text withholds it")
    region_code: str = column("GB/T 2260 code of the unit that the report is about")
    region_name: str = column("its full name")
    region_level: str = column("province, prefecture, county, township")
    region_basis: str = column(
        "named, inferred (from townships or other place names), given (by the manifest), or empty"
    )
    region_evidence: str = column("the words that the place was read from")
    status: str = column("ok, partial, failed")
    message: str = column("why a document is partial or failed, and what to do")
    stage: str = column("where it failed: read, clean, extract")
    category: str = column("kind of failure: empty, binary, encrypted, truncated, timeout, memory, crash, …")
    duplicate_of: str = column("doc_id of the earlier document that this is a copy or near copy of")
    similar_to: str = column("doc_id of an earlier document on the same template with other figures")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure, or the place where the report withholds one."""

    doc_id: str = doc()
    id: str = column("unique and stable for unchanged input", name="quantity_id")
    text: str = column("the figure as written, with its unit and approximator")
    start: int = start()
    end: int = end()
    page: int | None = column("page of a PDF, from 1", default=None)
    sentence: str = column("the cleaned sentence that holds it")
    section: str = column("path of headings, / between")
    value: float | None = column("the number with 万, 亿 worked in; percent as 19.9; empty for a range", default=None)
    value_low: float | None = column("lower end of what the words allow; equal to value where exact", default=None)
    value_high: float | None = column("upper end of what the words allow; empty where they name none", default=None)
    unit: str = column("unit or classifier as written, without multiplier")
    base_value: float | None = column("value in the base unit of its dimension", default=None)
    base_unit: str = column("元, 人, m, m2, kg, m3, %, …; a classifier is its own base")
    dimension: str = column(
        "count, person, person_times, household, currency, ratio, length, area, mass, volume, energy, power, duration, age, multiple"
    )
    per: str = column("what a rate is per, as written: 人 (元/人, 人均), 亩, 户")
    qualifier: str = column("exact, about, at_least, at_most, range")
    bound_word: str = column("the words behind the qualifier: 以上, 左右, 近")
    commitment_word: str = column("the words behind the status: 确保, 力争, 预计")
    subject: str = column("what is counted or measured, as a noun phrase of the text")
    indicator: str = column("code of the indicator catalogue where the figure is that indicator")
    indicator_wide: str = column("code of the wider indicator catalogue, beyond the list agreed in the contract")
    region_code: str = column("place that the figure is about: GB/T 2260 code")
    region_name: str = column("its full name")
    period: str = column("year or interval of the fact, as far as the text says")
    period_basis: str = column("how the period was read: stated, section, report, withheld")
    status: str = column("actual or planned")
    change: str = column("increase, decrease or empty")
    part_of: str = column("quantity_id of the whole that it is a part of")
    share: float | None = column("the share of the whole that the text claims, in percent", default=None)
    confidence: float | None = column("0 to 1: how sure the reading of value and unit is", default=None)
    ocr_confidence: float | None = column("0 to 1: the recognizer's own, for rows read from an image", default=None)
    rule: str = rule()
    missing: str = column("empty for a figure; redacted or blank for one that the text withholds")
    review_status: str = column("accepted, corrected, rejected, added by a person; empty where nobody has looked")
    number_start: int = hidden(0)  # the bare number inside start..end, without approximator and unit
    number_end: int = hidden(0)


@dataclass(frozen=True, kw_only=True)
class Organization:
    """One mention of an organization."""

    doc_id: str = doc()
    text: str = column("as written, inner white space removed")
    start: int = start()
    end: int = end()
    page: int | None = column("page of a PDF, from 1", default=None)
    canonical_name: str = column("full official name where it can be made out; one spelling across documents")
    org_type: str = column("code of org_types: party_committee, government, department, …")
    generic: bool = column(
        "true for a kind of organization (各乡镇党委, 有关部门), false for a named one", default=False
    )
    level: str = column("central, province, prefecture, county, township, village")
    region_code: str = column("GB/T 2260 code of its place")
    region_name: str = column("full name of its place")
    confidence: float | None = column("0 to 1", default=None)
    rule: str = rule()
    review_status: str = column("accepted, corrected, rejected, added by a person; empty where nobody has looked")


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """One named campaign, programme, mechanism or working method in a document; start, end is its first mention."""

    doc_id: str = doc()
    id: str = column("unique and stable for unchanged input", name="campaign_id")
    name: str = column("without quotes and without the closing kind word: 双联一带")
    kind: str = column("its kind word: 活动, 工程, 计划, 行动, 机制, 制度, 工作法, 模式")
    canonical_name: str = column("one spelling across documents")
    class_: str = column(
        "campaign; or, for what is no campaign: slogan, title, media, honour, theory, word", name="class"
    )
    expansion: str = column("what an n-字 formula stands for, where the text spells it out, ; between")
    organizer: str = column("who runs it, as far as the sentence says")
    start: int = start()
    end: int = end()
    page: int | None = column("page of a PDF, from 1", default=None)
    mentions: int = column("how often it is named in the document", default=1)
    confidence: float | None = column("0 to 1", default=None)
    rule: str = rule()
    review_status: str = column("accepted, corrected, rejected, added by a person; empty where nobody has looked")
    spans: tuple[tuple[int, int], ...] = hidden(())  # every mention, clean text


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence or heading with the part that it plays in the report."""

    doc_id: str = doc()
    id: str = column("unique and stable for unchanged input", name="sentence_id")
    start: int = start()
    end: int = end()
    section: str = column("path of headings, / between")
    role: str = column("measure, result, context, problem, plan, slogan, heading, noise")
    topics: str = column("codes of the topics, best first, ; between")
    rule: str = rule()
    level: int = hidden(0)  # of a heading: 1 for 一、; 0 for running text
    marker: str = hidden("")  # the outline number as written: 一、 （二） 一是
    paragraph: int = hidden(0)  # number of the paragraph, from 0


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One practice: what the unit does or did."""

    doc_id: str = doc()
    id: str = column("unique and stable for unchanged input", name="measure_id")
    text: str = column("the practice, white space normalized for reading")
    start: int = start()
    end: int = end()
    page: int | None = column("page of a PDF, from 1", default=None)
    section: str = column("path of headings, / between")
    topic: str = column("code of the topic")
    topics: str = column("codes of all topics, best first, ; between")
    actor: str = column("who does it; an organization by its canonical name")
    action: str = column("the verb")
    object: str = column("what is done or to what")
    beneficiaries: str = column("for whom")
    instrument: str = column("by what means")
    campaigns: str = column("names of the campaigns in it, ; between")
    quantity_ids: str = column("figures in it, ; between")
    confidence: float | None = column("0 to 1", default=None)
    rule: str = rule()
    review_status: str = column("accepted, corrected, rejected, added by a person; empty where nobody has looked")


@dataclass(frozen=True, kw_only=True)
class Check:
    """An arithmetic claim that could be worked out, or a warning."""

    doc_id: str = doc()
    kind: str = column("percent_of, sum_of_parts, growth, impossible, missing_value, conflict, campaign_items, …")
    status: str = column("ok, mismatch, unknown")
    message: str = column("in words, with the sum worked out")
    start: int = start()
    end: int = end()
    quantity_ids: str = column("figures that take part, ; between")
    expected: str = column("what the arithmetic gives")
    found: str = column("what the report says")
    rule: str = rule()


@dataclass(frozen=True, kw_only=True)
class RemovalRow:
    """What cleaning changed or took out, so that nothing is dropped silently."""

    doc_id: str = doc()
    step: str = column("name of the cleaning step")
    start: int = start()
    end: int = end()
    before: str = column("raw characters")
    after: str = column("what stands there in the clean text; empty where they were taken out")


# Between extractors only, no tables.


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One number or number-like expression and what was made of it, kept as a figure or not (`baobiao explain`)."""

    start: int
    end: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    kept: bool = False
    reason: str = ""  # why it is no figure: ordinal, list_number, date, code, idiom, name, …
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One mention of an administrative division. `candidates` are (code, full name, level), best first; one if certain."""

    start: int
    end: int
    text: str
    code: str = ""
    name: str = ""  # full: 湖北省武汉市江夏区
    level: str = ""  # province, prefecture, county, township, village
    candidates: tuple[tuple[str, str, str], ...] = ()
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Region:
    """The place that a report or a fact is about."""

    code: str = ""
    name: str = ""
    level: str = ""
    basis: str = ""  # named, inferred, given
    evidence: str = ""  # the words it was read from


@dataclass(frozen=True, kw_only=True)
class Date:
    """One time expression. `period` is ISO-like: 2015, 2015-06, 2015-06-30, 2015-H1, 2015-Q2, 2011/2015; empty if not resolved."""

    start: int
    end: int
    text: str
    period: str = ""
    relative: str = ""  # last_year, this_year, first_half, five_years, …: to be resolved against the report's own time
    withheld: bool = False  # *年, 20XX年
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportTime:
    """When a report was published and what time it covers; empty where the text withholds it."""

    published: str = ""
    period: str = ""
    year: int | None = None
    evidence: str = ""


TABLES: dict[str, type] = {
    "documents": DocumentRow,
    "quantities": Figure,
    "organizations": Organization,
    "campaigns": Campaign,  # those of class campaign
    "phrases": Campaign,  # slogans, theories, titles, honours: kept apart
    "measures": Measure,
    "checks": Check,
    "sentences": Sentence,
    "removals": RemovalRow,
}

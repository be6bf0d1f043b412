"""What was read in a text and why: every number with its rule, kept or left out, and every name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.dates import find_dates
from extractors.document import Document
from extractors.figures import find_readings
from extractors.figures.equivalents import equivalents
from extractors.sections import find_sentences
from pipeline.cleaning import clean
from pipeline.errors import InputError
from pipeline.work import as_document

if TYPE_CHECKING:
    from extractors.records import Reading
    from pipeline.reading import ReadText

REASONS = {
    "": "",
    "article": "泛指的“一”，不计数",
    "bare_multiplier": "只有数位",
    "code": "代号、号码",
    "date": "时间",
    "equivalent": "换算或另解",
    "formula": "概括语（几大、几个……）",
    "idiom": "成语、固定词",
    "interval": "时间间隔",
    "level": "级别",
    "list_number": "序号",
    "name": "名称的一部分",
    "no_unit": "没有单位，也不像计量",
    "noise": "网页杂文",
    "ordinal": "序数",
    "page": "页码",
    "per": "分母（每千人……）",
    "rank": "名次",
    "word": "词的一部分",
}

ROLES = {
    "measure": "做法",
    "result": "成效",
    "context": "背景",
    "problem": "问题",
    "plan": "打算",
    "slogan": "号召",
    "heading": "标题",
    "noise": "杂文",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing found: raw span, its kind in Chinese, how it was read, the rule, and why it was left out (empty if kept)."""

    start: int
    end: int
    text: str
    kind: str
    reading: str
    rule: str
    reason: str


def explain(text: str, *, rules: Path | None = None) -> tuple[Reading, ...]:
    """The reading of every number in `text`, in offsets of `text` as given; see `extractors.records.Reading`."""
    return _readings(clean(Document.of(text), extra=rules), rules)


def _readings(document: Document, rules: Path | None) -> tuple[Reading, ...]:
    readings = find_readings(document, find_sentences(document), find_dates(document), extra=rules)
    both = (*readings, *equivalents(document.text, readings))
    return tuple(
        sorted((_raw(document, reading) for reading in both), key=lambda reading: (reading.start, reading.end))
    )


def _raw(document: Document, reading: Reading) -> Reading:
    start, end = document.raw_span(reading.start, reading.end)
    return replace(reading, start=start, end=end)


def explain_jsonl(lines: Iterable[str], *, rules: Path | None = None) -> Iterator[str]:
    """For each line {"id", "text"} a line {"id", "readings": […]}. Raises InputError that names the line which is none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            name, text = case["id"], str(case["text"])
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(f"line {number}: not a JSON object with id and text: {error}") from error
        readings = [asdict(reading) for reading in explain(text, rules=rules)]
        yield json.dumps({"id": name, "readings": readings}, ensure_ascii=False)


def explain_all(text: str | ReadText, *, rules: Path | None = None) -> tuple[Line, ...]:
    """Numbers, names and sentences of a text, or of a report with its tables, in order, for a person to read."""
    from pipeline.extract import extract
    from pipeline.practices import topic_labels

    document = Document.of(text) if isinstance(text, str) else as_document(text)
    document = clean(document, extra=rules)
    found = extract(document, rules=rules)
    lines = [
        Line(
            r.start,
            r.end,
            document.raw[r.start : r.end],
            "数字",
            _value(r),
            r.rule,
            "" if r.kept else REASONS.get(r.reason, r.reason),
        )
        for r in _readings(document, rules)
    ]
    for organization in found.organizations:
        reading = organization.canonical_name or organization.org_type
        lines.append(_name(document, organization.start, organization.end, "组织", reading, organization.rule))
    for campaign in found.campaigns:
        reading = f"{campaign.name}〔{campaign.kind or campaign.class_}〕"
        lines.append(_name(document, campaign.start, campaign.end, "名称", reading, campaign.rule))
    labels = topic_labels()
    for sentence in found.sentences:
        topics = "、".join(labels.get(code, code) for code in sentence.topics.split(";") if code)
        reading = f"{ROLES[sentence.role]}（{topics}）" if topics else ROLES[sentence.role]
        lines.append(_name(document, sentence.start, sentence.end, "句子", reading, sentence.rule))
    return tuple(sorted(lines, key=lambda line: (line.start, -line.end)))


def _name(document: Document, start: int, end: int, kind: str, reading: str, rule: str) -> Line:
    low, high = document.raw_span(start, end)
    return Line(low, high, document.raw[low:high], kind, reading, rule, "")


def _value(reading: Reading) -> str:
    if reading.value is not None:
        said = f"{reading.value:,.10g}"
        if reading.low is None and reading.high is None:
            said = f"约 {said}"
        elif reading.low != reading.value or reading.high != reading.value:
            said += f"（{_end(reading.low)}～{_end(reading.high)}）"
    elif reading.low is not None or reading.high is not None:
        said = f"{_end(reading.low)}～{_end(reading.high)}"
    else:
        said = "缺" if reading.kept else "—"
    return f"{said} {reading.unit}".strip()


def _end(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"

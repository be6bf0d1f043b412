"""What the report shows, made ready for its template."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.comparing import CODED, compare
from pipeline.comparing.choose import choose
from pipeline.opening import rules_of
from pipeline.report.bars import bar, nothing, scale_of
from pipeline.report.evidence import Evidence, Witness
from pipeline.tables import cell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pipeline.comparing.schema import Comparison, Coverage
    from pipeline.store import Store

PANELS = 30  # indicators drawn, unless they are chosen
PLACES = 40  # places of the coverage and practice tables
UNITS = ((1e8, "亿"), (1e4, "万"))
STATES = {
    "stated": ("有", "stated"),
    "withheld": ("隐", "withheld"),
    "absent": ("无", "absent"),
    "unreadable": ("未读", "unread"),
}
QUALIFIERS = {"exact": "", "about": "约", "at_least": "以上", "at_most": "以内", "range": "区间"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a panel: a place and its value, or why there is none."""

    place: str
    code: str
    value: str
    note: str
    link: str
    svg: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator in one period: ranked bars."""

    code: str
    label: str
    period: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(slots=True, kw_only=True)
class View:
    """Everything the template needs."""

    documents: list[dict[str, Any]]
    counts: dict[str, int]
    panels: list[Panel] = field(default_factory=list)
    more_panels: int = 0
    places: list[tuple[str, str]] = field(default_factory=list)
    more_places: int = 0
    coverage: list[tuple[str, str, list[tuple[str, str, str]]]] = field(default_factory=list)
    practices: list[tuple[str, list[int]]] = field(default_factory=list)
    campaigns: list[tuple[str, int, str]] = field(default_factory=list)
    conflicts: list[Any] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


def make_view(
    store: Store,
    *,
    indicators: Collection[str],
    regions: Collection[str],
    years: Collection[str],
    topics: dict[str, str],
) -> View:
    """The view of a run; the conditions choose what is compared, as in `baobiao compare`."""
    documents = list(store.rows("documents"))
    quantities = list(store.rows("quantities", CODED, rejected=False))
    made = choose(
        compare(documents, quantities, rules=rules_of(store)), indicators=indicators, regions=regions, years=years
    )
    sources = {row["doc_id"]: row["source"] for row in documents}
    view = View(documents=documents, counts=dict(Counter(row["status"] for row in documents)))
    _places(view, made["coverage"])
    panels = _panels(made["comparison"], made["coverage"])
    limit = len(panels) if indicators else PANELS
    view.panels, view.more_panels = panels[:limit], max(0, len(panels) - limit)
    _practices(view, store, topics)
    view.conflicts = [row for row in made["conflicts"] if row.conflict == "between_reports"]
    view.conflicts += [row for row in made["conflicts"] if row.conflict != "between_reports"]
    view.checks = list(store.rows("checks", "status = 'mismatch'"))
    wanted = {line.link for panel in view.panels for line in panel.bars} | {row.quantity_id for row in view.conflicts}
    wanted |= {row["quantity_ids"].partition(";")[0] for row in view.checks if row["quantity_ids"]}
    witness = Witness(store, sources)
    view.evidence = [witness.of(row) for row in store.rows("quantities") if row["quantity_id"] in wanted]
    return view


def _places(view: View, coverage: list[Coverage]) -> None:
    """The coverage table: indicators as lines, places as columns."""
    places = list(dict.fromkeys((row.region_code, row.region_name or row.source) for row in coverage))
    view.places, view.more_places = places[:PLACES], max(0, len(places) - PLACES)
    shown = set(view.places)
    lines: dict[tuple[str, str], dict[tuple[str, str], Coverage]] = defaultdict(dict)
    for row in coverage:
        place = (row.region_code, row.region_name or row.source)
        if place in shown:
            lines[row.indicator, row.label_zh][place] = row
    for (code, label), found in lines.items():
        states = []
        for place in view.places:
            word, kind = STATES[found[place].state] if place in found else ("", "absent")
            states.append((word, kind, found[place].periods if place in found else ""))
        view.coverage.append((code, label, states))


def _panels(comparison: list[Comparison], coverage: list[Coverage]) -> list[Panel]:
    """A panel an indicator and period, those with most places first; places that say nothing stand grey at the end."""
    grouped: dict[tuple[str, str, str, str], list[Comparison]] = defaultdict(list)
    for row in comparison:
        grouped[row.indicator, row.label_zh, row.period, row.base_unit].append(row)
    silent: dict[str, list[Coverage]] = defaultdict(list)
    for place in coverage:
        if place.state != "stated":
            silent[place.indicator].append(place)
    order = sorted(grouped, key=lambda key: (-len({row.region_code for row in grouped[key]}), key[0], key[2]))
    return [_panel(key, grouped[key], silent[key[0]]) for key in order]


def _panel(key: tuple[str, str, str, str], rows: list[Comparison], silent: list[Coverage]) -> Panel:
    code, label, period, unit = key
    rows = sorted(rows, key=lambda row: -(row.base_value if row.base_value is not None else row.value_low or 0))
    scale = scale_of([end for row in rows for end in (row.base_value, row.value_low, row.value_high)])
    bars = [
        Bar(
            place=row.region_name or "（地区不详）",
            code=row.region_code,
            value=_amount(row),
            note=" ".join(filter(None, (QUALIFIERS.get(row.qualifier, ""), "目标" if row.status == "planned" else ""))),
            link=row.quantity_ids.partition(";")[0],
            svg=bar(
                scale,
                row.base_value,
                row.value_low,
                row.value_high,
                planned=row.status == "planned",
                more=row.qualifier == "at_least" and row.value_high is None,
            ),
            conflict=bool(row.conflict),
        )
        for row in rows
    ]
    reasons = {"withheld": "原文隐去", "unreadable": "未能读取"}
    bars += [
        Bar(place.region_name or place.source, place.region_code, reasons[place.state], "", "", nothing())
        for place in silent
        if place.state in reasons
    ]
    absent = [place.region_name or place.source for place in silent if place.state == "absent"]
    if absent:
        bars.append(Bar(_listed(absent), "", "未提及", "", "", nothing()))
    return Panel(code, label, period, unit, tuple(bars))


def _amount(row: Comparison) -> str:
    """The value for a reader: 391亿, 7.2万; the table keeps the plain number."""
    if row.base_value is None:
        return f"{_short(row.value_low)}–{_short(row.value_high)}"
    return _short(row.base_value)


def _short(value: float | None) -> str:
    if value is None:
        return ""
    for size, word in UNITS:
        if abs(value) >= size:
            return f"{value / size:.6g}{word}"
    return cell(value)


def _practices(view: View, store: Store, topics: dict[str, str]) -> None:
    """Measures by topic and place, and the campaigns that most places name."""
    place_of = {row["doc_id"]: (row["region_code"], row["region_name"] or row["source"]) for row in view.documents}
    copies = {row["doc_id"] for row in view.documents if row["duplicate_of"]}
    counted: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in store.rows("measures", rejected=False):
        if row["doc_id"] not in copies and row["topic"]:
            counted[row["topic"]][place_of[row["doc_id"]]] += 1
    order = sorted(counted, key=lambda topic: (-len(counted[topic]), topic))
    view.practices = [(topics.get(topic, topic), [counted[topic][place] for place in view.places]) for topic in order]
    named: dict[str, set[str]] = defaultdict(set)
    for row in store.rows("campaigns", rejected=False):
        if row["doc_id"] not in copies:
            named[row["canonical_name"] or row["name"]].add(place_of[row["doc_id"]][1])
    most = sorted(named, key=lambda name: (-len(named[name]), name))[:PANELS]
    view.campaigns = [(name, len(named[name]), _listed(named[name])) for name in most]


def _listed(places: Iterable[str]) -> str:
    names = sorted(places)
    return "、".join(names[:8]) + (f" 等{len(names)}处" if len(names) > 8 else "")

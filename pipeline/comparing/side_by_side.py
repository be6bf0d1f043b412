"""Indicators across places: agreeing figures become one row, disagreeing ones stand beside each other, flagged."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.comparing.schema import Comparison, Conflict
from pipeline.comparing.values import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from extractors.indicators import Indicator
    from pipeline.comparing.values import Value

# Ratios: the column, the indicator that must stand in the same report, the factor, and the families of codes it makes sense for.
RATIOS = (
    (
        "per_village",
        ("region.villages",),
        1,
        ("party.", "cadres.", "venue.", "fund.", "infra.", "village.", "coops.", "farmers.", "poverty.", "talent."),
    ),
    ("per_1000_members", ("party.members",), 1000, ("party.", "cadres.")),
    (
        "per_resident",
        ("region.population.resident", "region.population"),
        1,
        ("econ.", "fiscal.", "fund.", "agri.", "health.", "edu.", "tourism.", "infra."),
    ),
)
_NO_RATIO = ("per_capita", "income_")  # already per person
_SURE = {"exact": 0, "about": 1, "at_least": 2, "at_most": 2, "range": 3}


def comparison_rows(values: Sequence[Value], *, rules: Path | None = None) -> list[Comparison]:
    """The comparison, ordered by indicator, place, period and status."""
    known = catalogue(rules)
    grouped, denominators = by_key(values), _denominators(values)
    rows = []
    for key in sorted(grouped, key=_order(known)):
        groups = grouped[key]
        conflict = conflict_of(groups)
        for group in groups:
            first = group[0]
            label = known[first.code].label_zh if first.code in known else first.code
            rows.append(
                Comparison(
                    indicator=first.code,
                    label_zh=label,
                    region_code=first.row["region_code"],
                    region_name=first.row["region_name"],
                    period=first.row["period"],
                    status=first.row["status"],
                    base_value=first.base,
                    base_unit=first.unit,
                    qualifier=first.row["qualifier"],
                    value_low=first.low,
                    value_high=first.high,
                    conflict=conflict,
                    n_sources=len({value.row["doc_id"] for value in group}),
                    doc_ids=";".join(dict.fromkeys(value.row["doc_id"] for value in group)),
                    quantity_ids=";".join(value.row["quantity_id"] for value in group),
                    **_ratios(first, denominators),
                )
            )
    return rows


def conflict_rows(values: Sequence[Value], *, rules: Path | None = None) -> list[Conflict]:
    """Every figure of every place, period and indicator for which the figures disagree."""
    known = catalogue(rules)
    grouped = by_key(values)
    rows = []
    for key in sorted(grouped, key=_order(known)):
        kind = conflict_of(grouped[key])
        for value in (value for group in grouped[key] for value in group if kind):
            row = value.row
            rows.append(
                Conflict(
                    indicator=value.code,
                    label_zh=known[value.code].label_zh if value.code in known else value.code,
                    region_code=row["region_code"],
                    region_name=row["region_name"],
                    period=row["period"],
                    status=row["status"],
                    conflict=kind,
                    text=row["text"],
                    base_value=value.base,
                    base_unit=value.unit,
                    sentence=row["sentence"],
                    doc_id=row["doc_id"],
                    quantity_id=row["quantity_id"],
                )
            )
    return rows


def by_key(values: Sequence[Value]) -> dict[tuple[str, ...], list[list[Value]]]:
    """Key → groups of values that agree with the group's first, the surest of them first."""
    keyed: dict[tuple[str, ...], list[Value]] = defaultdict(list)
    for value in values:
        keyed[value.key].append(value)
    grouped = {}
    for key, members in keyed.items():
        members.sort(key=lambda value: _SURE.get(value.row["qualifier"], 4))
        groups: list[list[Value]] = []
        for value in members:
            home = next((group for group in groups if value.agrees(group[0])), None)
            if home is None:
                groups.append([value])
            else:
                home.append(value)
        grouped[key] = groups
    return grouped


def conflict_of(groups: list[list[Value]]) -> str:
    """Whether one report tells several values (they may be parts) or reports contradict one another."""
    if len(groups) < 2:
        return ""
    documents = [{value.row["doc_id"] for value in group} for group in groups]
    return "within_report" if len(set.union(*documents)) == 1 else "between_reports"


def _order(known: dict[str, Indicator]) -> Callable[[tuple[str, ...]], tuple[object, ...]]:
    places = {code: number for number, code in enumerate(known)}
    return lambda key: (places.get(key[0], len(places)), key[0], key[1], key[2], key[3], key[4])


def _denominators(values: Sequence[Value]) -> dict[tuple[str, str, str], float | None]:
    """(doc, place, code) → the value, None where the report gives several."""
    codes = {code for _, wanted, _, _ in RATIOS for code in wanted}
    found: dict[tuple[str, str, str], float | None] = {}
    for value in values:
        if value.code in codes and value.row["status"] != "planned" and value.base:
            key = (value.row["doc_id"], value.row["region_code"], value.code)
            found[key] = value.base if found.get(key, value.base) == value.base else None
    return found


def _ratios(value: Value, denominators: dict[tuple[str, str, str], float | None]) -> dict[str, float | None]:
    ratios: dict[str, float | None] = {}
    row = value.row
    if (
        value.base is None
        or row["dimension"] in {"ratio", "multiple", "age", "duration"}
        or any(word in value.code for word in _NO_RATIO)
    ):
        return ratios
    for name, codes, factor, families in RATIOS:
        if value.code.startswith(families) and value.code not in codes:
            given = (denominators.get((row["doc_id"], row["region_code"], code)) for code in codes)
            below = next((number for number in given if number), None)
            ratios[name] = float(f"{value.base * factor / below:.6g}") if below else None
    return ratios


def wide_rows(rows: list[Comparison]) -> tuple[list[str], list[list[object]]]:
    """The comparison with places as columns: header, and one line an indicator, period and status.

    A cell holds the value; where values disagree all of them with ` | ` between, so that the cell is a text.
    """
    from pipeline.tables import cell

    places = {row.region_code or row.doc_ids: row.region_name or row.doc_ids for row in rows}
    order = sorted(places)
    header = ["indicator", "label_zh", "period", "status", "base_unit"]
    header += [" ".join(filter(None, (places[code], code if code != places[code] else ""))) for code in order]
    lines: dict[tuple[str, ...], dict[str, list[Comparison]]] = {}
    for row in rows:
        line = lines.setdefault((row.indicator, row.label_zh, row.period, row.status, row.base_unit), {})
        line.setdefault(row.region_code or row.doc_ids, []).append(row)

    def told(row: Comparison) -> str:
        if row.base_value is not None:
            return cell(row.base_value)
        return f"{cell(row.value_low)}..{cell(row.value_high)}"

    body: list[list[object]] = []
    for key, found in lines.items():
        body.append([*key, *(" | ".join(told(row) for row in found.get(code, [])) for code in order)])
    return header, body

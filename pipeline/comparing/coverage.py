"""What is known for which place: stated, withheld in the source, absent, unreadable. Absence is never zero."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pipeline.comparing.schema import Coverage
from pipeline.comparing.values import catalogue, code_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def coverage_rows(
    documents: Iterable[dict[str, Any]], quantities: Iterable[dict[str, Any]], *, rules: Path | None = None
) -> list[Coverage]:
    """Place × indicator, for the places that reports are about and the indicators that any report of the run speaks of.

    A place that only another's report speaks of has rows for what is told of it: it has no report in which more could be
    absent.

    A place whose reports were all read only in part, or not at all, is unreadable where nothing is stated: what was not
    read is not known to be absent.
    """
    known = catalogue(rules)
    reports = [row for row in documents if not row["duplicate_of"]]
    copies = {row["doc_id"] for row in documents if row["duplicate_of"]}
    figures: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in quantities:
        if (code := code_of(row)) and row["doc_id"] not in copies:
            figures[row["region_code"] or row["doc_id"], code].append(row)
    spoken = {code for _, code in figures}
    codes = [code for code in known if code in spoken] + sorted(spoken - set(known))
    places: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in reports:
        places[row["region_code"] or row["doc_id"]].append(row)
    others = {place: found[0] for (place, _), found in figures.items() if place not in places}
    rows = []
    for place in sorted({*places, *others}):
        first = places[place][0] if place in places else others[place]
        whole = any(row["status"] == "ok" for row in places.get(place, ()))
        for code in codes:
            found = figures.get((place, code), [])
            if not found and place in others:
                continue
            stated = [row for row in found if not row["missing"]]
            rows.append(
                Coverage(
                    region_code=first["region_code"],
                    region_name=first["region_name"],
                    source="" if first["region_code"] else first["source"],
                    indicator=code,
                    label_zh=known[code].label_zh if code in known else code,
                    state="stated" if stated else "withheld" if found else "absent" if whole else "unreadable",
                    periods=";".join(sorted({row["period"] for row in stated} - {""})),
                    n_figures=len(stated),
                    quantity_ids=";".join(row["quantity_id"] for row in found),
                )
            )
    return rows

"""What is known for which place: stated, withheld in the source, absent, unreadable. Absence is never zero."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from extractors.schema import made
from pipeline.comparing.schema import Coverage
from pipeline.comparing.values import Value, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def coverage_rows(
    documents: Iterable[dict[str, Any]], values: Iterable[Value], *, rules: Path | None = None
) -> Iterator[Coverage]:
    """Place × indicator, for the places that reports are about and the indicators that any report of the run speaks of.

    A place whose reports were all read only in part, or not at all, is unreadable where nothing is stated: what was not
    read is not known to be absent. A place that only another's report speaks of has rows for what is told of it: it has no
    report in which more could be absent.
    """
    known = catalogue(rules)
    figures: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for value in values:
        figures[value.place, value.code].append(value)
    spoken = {code for _, code in figures}
    codes = [code for code in known if code in spoken] + sorted(spoken - set(known))
    reports: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in documents:
        if not row["duplicate_of"]:
            reports[row["region_code"] or row["doc_id"]].append(row)
    names = {place: found[0].region_name for (place, _), found in figures.items()}
    names |= {place: rows[0]["region_name"] for place, rows in reports.items()}
    for place in sorted(names):
        own = reports.get(place, [])
        coded = own[0]["region_code"] if own else place
        whole = any(row["status"] == "ok" for row in own)
        for code in codes:
            found = figures.get((place, code), [])
            if not found and not own:
                continue
            stated = [value for value in found if not value.withheld]
            yield made(
                Coverage,
                region_code=coded,
                region_name=names[place],
                source="" if coded else own[0]["source"],
                indicator=code,
                label_zh=known[code].label_zh if code in known else code,
                state="stated" if stated else "withheld" if found else "absent" if whole else "unreadable",
                periods=";".join(sorted({value.period for value in stated} - {""})),
                n_figures=len(stated),
                quantity_ids=";".join(value.quantity_id for value in found),
            )

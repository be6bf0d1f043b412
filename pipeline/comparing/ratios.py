"""Values per village, per 1,000 party members, per resident: only where the same report states the denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.comparing.grouping import Grouped
    from pipeline.comparing.values import Value

# Column, the indicators that may be the denominator (the first that is there), factor, families of codes it makes sense for.
RATIOS = (
    ("per_village", ("region.villages",), 1, ("party.", "cadres.", "venue.", "fund.", "infra.", "village.", "coops.", "farmers.", "poverty.", "talent.")),
    ("per_1000_members", ("party.members",), 1000, ("party.", "cadres.")),
    ("per_resident", ("region.population.resident", "region.population"), 1, ("econ.", "fiscal.", "fund.", "agri.", "health.", "edu.", "tourism.", "infra.")),
)  # fmt: skip
_PER_PERSON = ("per_capita", "income_")  # codes that are per person already
_NO_AMOUNT = frozenset({"ratio", "multiple", "age", "duration"})


class Ratios:
    """The denominators of a run, by report and place."""

    def __init__(self, grouped: Grouped) -> None:
        codes = {code for _, wanted, _, _ in RATIOS for code in wanted}
        self._found: dict[tuple[str, str, str], float | None] = {}
        told = (groups for key, groups in grouped.items() if key[0] in codes and key[3] != "planned")
        for value in (value for groups in told for group in groups for value in group if value.base):
            key = (value.doc_id, value.region_code, value.code)
            unclear = self._found.get(key, value.base) != value.base  # a report that gives two: neither is taken
            self._found[key] = None if unclear else value.base

    def of(self, value: Value) -> dict[str, float | None]:
        """The ratios of a value, by column; those that can be worked out."""
        if value.base is None or value.dimension in _NO_AMOUNT or any(word in value.code for word in _PER_PERSON):
            return {}
        ratios: dict[str, float | None] = {}
        for name, codes, factor, families in RATIOS:
            if value.code.startswith(families) and value.code not in codes:
                given = (self._found.get((value.doc_id, value.region_code, code)) for code in codes)
                below = next((number for number in given if number), None)
                ratios[name] = float(f"{value.base * factor / below:.6g}") if below else None
        return ratios

"""From a posted form to the cells that a person changed, with what follows from them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from pipeline.decisions.model import fields_of
from pipeline.review.labels import indicator_labels, labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.records import Column

Row = dict[str, Any]
SHOWN: Mapping[str, tuple[str, ...]] = {
    "quantities": (
        "value", "unit", "value_low", "value_high", "qualifier", "subject", "indicator", "region_code", "period", "status",
        "change", "missing",
    ),
    "organizations": ("canonical_name", "org_type", "level", "region_code", "generic"),
    "campaigns": ("name", "kind", "canonical_name", "expansion", "organizer"),
    "measures": ("topic", "actor", "action", "object", "beneficiaries", "instrument", "campaigns"),
}  # fmt: skip
# Columns with a fixed list of codes, by the group of their labels; an empty choice stands for nothing.
CHOICES = {name: name for name in ("qualifier", "status", "change", "missing", "org_type", "level", "topic")}
_DATE = r"\d{4}(?:-(?:\d\d(?:-\d\d)?|H[12]|Q[1-4]))?"
_PERIOD = re.compile(f"{_DATE}(?:/{_DATE})?")
_CODE = re.compile(r"\d{6}(?:\d{3}|\d{6})?")


class FormError(Exception):
    """What is wrong with the form, a sentence by column."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(problems)
        self.problems = problems


def shown(row: Row, table: str) -> Row:
    """The cells of a row as the form shows them: one field for both indicator catalogues."""
    cells = {name: row.get(name) for name in SHOWN[table]}
    if table == "quantities":
        cells["indicator"] = row.get("indicator") or row.get("indicator_wide") or ""
    return cells


def changes(form: Mapping[str, str], row: Row, table: str) -> Row:
    """The cells in which the form differs from the row, and those that follow from them. Raises FormError."""
    known, before = fields_of(table), shown(row, table)
    given: Row = {}
    problems = {}
    for name in SHOWN[table]:
        if name in form:
            try:
                given[name] = _read(form[name].strip(), known[name])
            except ValueError as error:
                problems[name] = str(error)
    if problems:
        raise FormError(problems)
    changed = {name: value for name, value in given.items() if not _same(value, before[name])}
    return _followed(changed, row) if table == "quantities" else _placed(changed)


def _same(value: Any, before: Any) -> bool:
    return value == before or (value in (None, "") and before in (None, ""))


def _read(text: str, column: Column) -> Any:
    """A typed cell. Raises ValueError with a sentence for the person."""
    match column.type:
        case "number":
            return _number(text)
        case "boolean":
            return text in {"1", "true", "on"}
    if column.name in CHOICES and text and text not in labels(CHOICES[column.name]):
        raise ValueError(f"没有“{text}”这个选项")
    match column.name:
        case "indicator":
            return _indicator(text)
        case "region_code" if text and not _CODE.fullmatch(text):
            raise ValueError("地区代码是六位数字（GB/T 2260）")
        case "period" if text and not _PERIOD.fullmatch(text):
            raise ValueError("时期写作 2015、2015-06、2015-H1 或 2011/2015")
    return text


def _number(text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "").replace("，", ""))
    except ValueError as error:
        raise ValueError(f"“{text}”不是数字；万、亿请折算后填写") from error
    if not math.isfinite(value):
        raise ValueError(f"“{text}”不是数字")
    return value


def _indicator(text: str) -> str:
    """A code, or the code of a label; `GDP econ.gdp` from the list of suggestions too."""
    codes = indicator_labels()
    word = text.rsplit(maxsplit=1)[-1] if text else ""
    if not text or word in codes:
        return word
    code = next((code for code, name in codes.items() if name == text), None)
    if code is None:
        raise ValueError(f"指标目录里没有“{text}”")
    return code


def _placed(changed: Row) -> Row:
    """With the name of the place whose code was given."""
    if "region_code" not in changed:
        return changed
    from extractors.places import lookup

    code = changed["region_code"]
    found = next((division for division in lookup(code) if division.code == code), None) if code else None
    if code and found is None:
        raise FormError({"region_code": f"没有 {code} 这个代码"})
    return changed | {"region_name": found.full if found else ""}


def _followed(changed: Row, row: Row) -> Row:
    """A figure's bounds, base value and catalogue follow from what was changed, unless the person gave them too."""
    changed = _placed(changed)
    if "indicator" in changed:
        from extractors.indicators import load_catalogue

        wide = {item.code for item in load_catalogue().indicators if item.wide}
        code = changed.pop("indicator")
        changed |= {"indicator": "" if code in wide else code, "indicator_wide": code if code in wide else ""}
    now = row | changed
    if {"value", "qualifier"} & changed.keys():
        value, at_least, at_most = now["value"], now["qualifier"] == "at_least", now["qualifier"] == "at_most"
        exact = now["qualifier"] in {"exact", "", None}
        if "value_low" not in changed and now["qualifier"] != "range":
            changed["value_low"] = value if exact or at_least else None
        if "value_high" not in changed and now["qualifier"] != "range":
            changed["value_high"] = value if exact or at_most else None
        if exact and value is not None and not now["qualifier"]:
            changed["qualifier"] = "exact"
    if {"value", "unit"} & changed.keys():
        changed |= _based(now, row, unit_changed="unit" in changed)
    return {name: value for name, value in changed.items() if not _same(value, row.get(name))}


def _based(now: Row, row: Row, *, unit_changed: bool) -> Row:
    from extractors.figures.units import load_units

    if not unit_changed and row.get("value") and row.get("base_value") is not None:
        factor = row["base_value"] / row["value"]
        return {"base_value": None if now["value"] is None else float(f"{now['value'] * factor:.15g}")}
    unit, end = load_units().bare(now["unit"] or "", 0)
    if unit is None or end != len(now["unit"]):
        return {"base_value": now["value"], "base_unit": now["unit"], "dimension": "count"}
    value = None if now["value"] is None else float(f"{now['value'] * float(unit.factor):.15g}")
    return {"base_value": value, "base_unit": unit.base, "dimension": unit.dimension}

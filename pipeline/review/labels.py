"""Chinese labels of columns and codes, and how numbers are written on the page."""

from __future__ import annotations

from functools import cache
from typing import Any

from markupsafe import Markup, escape

from extractors.rules import load_rows
from pipeline.tables import cell

PACKAGE = "pipeline.review"


@cache
def labels(group: str) -> dict[str, str]:
    """Label by code of one group (table, status, qualifier, …), in the order of labels.tsv."""
    if group == "topic":
        from pipeline.practices import topic_labels

        return topic_labels()
    rows = load_rows(PACKAGE, "labels.tsv", ("group", "code", "label"))
    return {row["code"]: row["label"] for row in rows if row["group"] == group}


def label(code: Any, group: str) -> str:
    """The label of a code, the code itself where there is none, empty for nothing."""
    return "" if code in (None, "") else labels(group).get(str(code), str(code))


@cache
def indicator_labels() -> dict[str, str]:
    """Chinese label by code of every indicator."""
    from extractors.indicators import load_catalogue

    return {item.code: item.label_zh for item in load_catalogue().indicators}


def indicator_label(code: str | None) -> str:
    """The Chinese label of an indicator, the code itself where the catalogue has none."""
    return indicator_labels().get(code or "", code or "")


def number(value: float | None) -> str:
    """A number for reading: 7,127,000; 19.9; empty for none."""
    if value is None:
        return ""
    text = cell(float(value))
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() and whole != "-0" else text


def amount(row: dict[str, Any]) -> str:
    """The value of a figure with its bounds, as its words allow: 5–5.5, ≥160, 80,000."""
    low, high, value = row["value_low"], row["value_high"], row["value"]
    if row.get("missing"):
        return "—"
    if value is None:
        return f"{number(low)}–{number(high)}" if low is not None or high is not None else ""
    return {"at_least": "≥", "at_most": "≤", "about": "≈"}.get(row["qualifier"] or "", "") + number(value)


def plain(value: Any) -> str:
    """A cell as it is typed into a form: 712.7, not 712.70; empty for none."""
    return cell(value)


def brief(text: str | None, limit: int = 60) -> str:
    """A text on one line, its middle left out where it is long."""
    line = " ".join((text or "").split())
    return line if len(line) <= limit else f"{line[: limit - 20]}…{line[-18:]}"


def verbatim(text: str) -> Markup:
    """A text of a report, escaped so that the browser keeps every character: parsers drop NUL and fold CR and LF into one."""
    return Markup(str(escape(text.replace("\0", "\ufffd"))).replace("\r", "&#13;"))  # noqa: S704 - escaped first

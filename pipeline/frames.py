"""For notebooks: a run's tables, or the figures of one text, as pandas DataFrames.

from pipeline.frames import figures, tables
frames = tables("outputs/demo")
frames["comparison"].query("indicator == 'party.members'")
figures("全县现有党员18640名。")[["text", "base_value", "indicator"]]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.export.source import Table

_TYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def tables(out: str | Path) -> dict[str, pd.DataFrame]:
    """Every table of a run's folder by name. Codes are text, unknown cells are missing. Raises StoreError if there is no run."""
    from pipeline.export.source import read_package

    return {table.name: _frame(table) for table in read_package(Path(out))}


def table(out: str | Path, name: str) -> pd.DataFrame:
    """One table of a run's folder. Raises StoreError if there is no run or no such table."""
    from pipeline.export.source import read_package

    return _frame(read_package(Path(out), (name,))[0])


def figures(text: str, *, rules: Path | None = None) -> pd.DataFrame:
    """The figures of one text; char_start and char_end count in `text` as given."""
    import pandas as pd

    from extractors.document import Document
    from extractors.records import Figure, columns
    from pipeline.cleaning import clean
    from pipeline.extract import extract

    document = clean(Document.of(text), extra=rules)
    fields = [column for column in columns(Figure) if column.name != "doc_id"]
    rows = []
    for figure in extract(document, rules=rules).figures:
        span = dict(zip(("char_start", "char_end"), document.raw_span(figure.start, figure.end), strict=True))
        rows.append([span.get(c.name, getattr(figure, c.field)) for c in fields])
    frame = pd.DataFrame(rows, columns=[c.name for c in fields])
    return _with_types(frame, {c.name: c.type for c in fields})


def _frame(source: Table) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(list(source.rows()), columns=[c.name for c in source.columns])
    return _with_types(frame, {c.name: c.type for c in source.columns})


def _with_types(frame: pd.DataFrame, types: dict[str, str]) -> pd.DataFrame:
    frame = frame.astype({name: _TYPES[kind] for name, kind in types.items()})
    strings = [name for name, kind in types.items() if kind == "string"]
    frame[strings] = frame[strings].replace("", None)
    return frame

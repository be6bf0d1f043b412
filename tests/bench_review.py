"""Server-side times of the review page at 2,000 documents and 200,000 rows: printed, never asserted.

    python -m tests.bench_review [--documents 2000] [--rows 100] [--decisions 2000] [--out FOLDER]

The store is made by a seeded script, not by the extractors: only the page is measured.
"""

import argparse
import hashlib
import random
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from extractors.indicators import load_catalogue
from extractors.places.gazetteer import FOREVER, divisions
from pipeline.decisions import EDITABLE, Book, Decision, anchor_of
from pipeline.decisions.model import now
from pipeline.practices import topic_labels
from pipeline.review.library import Library
from pipeline.store import Store
from pipeline.work import Result, columns_of
from tests.serving import served

TIMES = 7  # of each page, the first one counted apart
PARTS = {"quantities": 0.6, "organizations": 0.2, "campaigns": 0.05, "measures": 0.15}


def counties(number: int) -> list[tuple[str, str]]:
    """Codes and names of that many counties."""
    return [(one.code, one.full) for one in divisions() if one.level == "county" and one.until == FOREVER][:number]


def document(number: int, places: list[tuple[str, str]], rows: int) -> Result:
    """A synthetic document of that many rows over a text of about 20 characters a row."""
    dice = random.Random(number)
    code, name = places[number % len(places)]
    year = str(2010 + number % 14)
    codes = [item.code for item in load_catalogue().indicators if not item.wide]
    topics = list(topic_labels())
    pieces, records, length = [], {table: [] for table in EDITABLE}, 0
    for n in range(rows):
        value = dice.randint(10, 99999)
        words = f"第{n}项工作由县委组织部牵头完成{value}名党员的"
        table = next(t for t, share in zip(PARTS, (0.6, 0.8, 0.85, 1.01), strict=True) if n / rows < share)
        figure = f"{value}名"
        at = length + words.index(figure)
        pieces.append(words + "。\n")
        length += len(words) + 2
        sure = 0.99 if dice.random() < 0.9 else 0.7
        cells = {
            "text": figure, "char_start": at, "char_end": at + len(figure), "confidence": sure, "rule": "synthetic", "region_code": code,
            "region_name": name, "period": year, "status": "actual", "value": float(value), "value_low": float(value),
            "value_high": float(value), "base_value": float(value), "base_unit": "人", "unit": "名", "qualifier": "exact",
            "dimension": "person", "quantity_id": f"q{at:06d}", "measure_id": f"p{at:06d}", "campaign_id": f"c{at:06d}", "name": figure,
            "canonical_name": "县委组织部", "org_type": "party_organ", "topic": dice.choice(topics), "subject": "党员", "sentence": words,
            "indicator": dice.choice(codes) if dice.random() < 0.2 else "", "missing": "", "mentions": 1, "class": "campaign",
        }  # fmt: skip
        records[table].append(
            tuple(cells.get(column.name, "" if column.type == "string" else None) for column in columns_of(table))
        )
    raw = "".join(pieces)
    return Result(
        source=f"{number:05d}.txt",
        document={
            "sha256": hashlib.sha256(raw.encode()).hexdigest(), "format": "txt", "n_chars": len(raw), "title": f"{name}{year}年工作总结",
            "period": year, "region_code": code, "region_name": name, "region_level": "county", "region_basis": "named", "status": "ok",
            "message": "", "duplicate_of": "", "similar_to": "", "doc_id": f"d{number:012x}",
        },
        raw=raw,
        rows=records,
    )  # fmt: skip


def make(out: Path, documents: int, rows: int, decisions: int) -> None:
    """A store of that size with decisions on it."""
    store = Store.open(out)
    places = counties(min(documents, 1200))
    made, dice = [], random.Random(1)
    for number in range(documents):
        result = document(number, places, rows)
        store.put(f"/none/{result.source}", "key", result)
        made.append(result)
    store.close()
    lines = []
    for _ in range(decisions):
        result = dice.choice(made)
        row = dict(zip((c.name for c in columns_of("quantities")), dice.choice(result.rows["quantities"]), strict=True))
        anchor = anchor_of(result.raw, row["char_start"], row["char_end"])
        was = {name: row[name] for name in EDITABLE["quantities"]}
        cells = {
            "who": "李",
            "when": now(),
            "sha256": result.document["sha256"],
            "source": result.source,
            "table": "quantities",
        }
        lines.append(Decision(**cells, anchor=anchor, kind=dice.choice(["accept", "reject"]), was=was))
    Book(out).add(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--decisions", type=int, default=2000)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = options.out or Path(folder) / "out"
        make(out, options.documents, options.rows, options.decisions)
        began = time.perf_counter()
        Library(out, "李").close()
        print(f"{'opening the folder':60s} {(time.perf_counter() - began) * 1000:7.0f} ms")
        with served(out) as address, httpx.Client(base_url=address, timeout=120) as site:
            measure(site)


def measure(site: httpx.Client) -> None:
    """Print first, median and worst time of each page and of one decision."""
    doc = "d" + f"{7:012x}"
    start = site.get(f"/documents/{doc}").text.split('data-key="')[1].split('"')[0]
    for path in (
        "/", "/?sort=open&page=9", "/?q=县&period=2015", "/queue", "/queue?table=organizations&page=40", f"/documents/{doc}",
        f"/documents/{doc}?row={start}", f"/documents/{doc}/editor?row={start}", "/compare", "/compare?page=9",
        "/compare.csv?page=1", "/coverage", "/coverage?page=9", "/practices", "/practices?page=9", "/orphans", "/agreement",
    ):  # fmt: skip
        times = []
        for _ in range(TIMES):
            began = time.perf_counter()
            answer = site.get(path)
            times.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, (path, answer.status_code)
        print(
            f"{path:60s} {times[0]:7.0f} ms first {statistics.median(times):7.0f} ms median {max(times):7.0f} ms worst {len(answer.content):9d} bytes"
        )
    keys = [piece.split('"')[0] for piece in site.get(f"/documents/{doc}").text.split('data-key="')[1:TIMES]]
    times = []
    for key in keys:
        began = time.perf_counter()
        site.post(
            f"/documents/{doc}/decide",
            data={"row": key, "kind": "accept", "known": "0"},
            headers={"hx-request": "true"},
        )
        times.append((time.perf_counter() - began) * 1000)
    print(
        f"{'one decision':60s} {times[0]:7.0f} ms first {statistics.median(times):7.0f} ms median {max(times):7.0f} ms worst"
    )


if __name__ == "__main__":
    main()

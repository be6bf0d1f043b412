"""Makes the gazetteer's two data files from lists of facts. Run by hand, once a year:

    python -m extractors.places.build_gazetteer AREACODES.csv TOWNSHIPS.csv.gz STREETS.json...

- AREACODES.csv: GB/T 2260 codes 1981-2024 with years and successors, `result.csv` of github.com/yescallop/areacodes (CC0),
  compiled from the yearly lists of the Ministry of Civil Affairs; read in November 2026.
- TOWNSHIPS.csv.gz: county code, county, township, first and last year seen, merged from the yearly releases of the npm
  package china-division (MIT/WTFPL; source: National Bureau of Statistics), 2015-2023.
- STREETS.json...: `dist/streets.json` of china-division 1.3.2, 2.3.1 and 2.7.0, oldest first: nine-digit township codes.

The output is the same bytes for the same input. divisions.tsv.gz has the columns of `Division`; townships.tsv.gz has one
line a name: the name, and its places as `county code+three digits+years` (`231025103:1517` for 2015-2017; without years:
in all lists; `231025---` where no list gives the code).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from extractors.places.names import short_names, stem, township_forms, township_stem

LEVELS = {"省级": "province", "地级": "prefecture", "县级": "county"}
FIRST_LIST, LAST_LIST = 2015, 2023
FOREVER = 9999
Row = dict[str, str]


def targets(row: Row) -> list[str]:
    """Codes that took the whole unit over. `130102[2001]` marks a part that left earlier: no successor."""
    return [code for code in row["新代码"].split(";") if code and "[" not in code]


def current_code(row: Row, by_code: dict[str, list[Row]], seen: frozenset[str] = frozenset()) -> str:
    """The code under which the unit stands today; empty where it was split or is gone."""
    code = row["代码"]
    if row["状态"] == "在用":
        return code
    renamed = row["状态"] == "变更"  # under the same code
    follow = targets(row) or ([code] if renamed else [])
    if len(follow) != 1 or follow[0] in seen:
        return ""
    later = [r for r in by_code.get(follow[0], []) if r is not row and r["启用时间"] >= row["启用时间"]]
    if not later:
        return ""
    return current_code(min(later, key=lambda r: r["启用时间"]), by_code, seen | {code})


def prefecture_successors(rows: list[Row], now: dict[int, str]) -> dict[str, str]:
    """Old prefecture → the one to which most of its last counties belong today: 乌兰察布盟 → 乌兰察布市."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    last: dict[str, str] = {}
    for row in rows:
        if row["级别"] == "县级" and row["变更/弃用时间"]:
            old = row["代码"][:4] + "00"
            last[old] = max(last.get(old, ""), row["变更/弃用时间"])
    for row in rows:
        old, new = row["代码"][:4] + "00", now[id(row)]
        if row["级别"] == "县级" and new and row["变更/弃用时间"] == last.get(old):
            votes[old][new[:4] + "00"] += 1
    return {old: max(sorted(found), key=lambda code: found[code]) for old, found in votes.items()}


def build_divisions(rows: list[Row]) -> list[str]:
    """Lines of divisions.tsv, sorted by code and year."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row["代码"]].append(row)
    now = {id(row): current_code(row, by_code) for row in rows}
    living = {row["代码"] for row in rows if row["状态"] == "在用"}
    moved = prefecture_successors(rows, now)
    lines = []
    for row in sorted(rows, key=lambda r: (r["代码"], r["启用时间"])):
        code, name, level = row["代码"], row["名称"], LEVELS[row["级别"]]
        successor = now[id(row)]
        if level == "prefecture" and not successor and moved.get(code) in living:
            successor = moved[code]
        prefecture = "" if row["二级行政区"] in {"直辖", name} else row["二级行政区"]
        above = "" if level == "province" else row["一级行政区"] + prefecture
        into = ";".join(targets(row)) or (successor if successor != code else "")
        forms = ";".join(short_names(name))
        until = row["变更/弃用时间"] or str(FOREVER)
        lines.append(
            "\t".join((code, name, above + name, level, row["启用时间"], until, successor, into, stem(name), forms))
        )
    return lines


def township_codes(paths: list[Path]) -> dict[tuple[str, str], str]:
    """(county code, township's stem) → its three digits, the newest list last and best."""
    found = {}
    for path in paths:
        for street in json.loads(path.read_text(encoding="utf-8")):
            county = str(street.get("areaCode") or street.get("parent_code"))
            found[county, township_stem(street["name"])] = street["code"][6:9]
            found[county, street["name"]] = street["code"][6:9]
    return found


def build_townships(rows: list[list[str]], codes: dict[tuple[str, str], str], now: dict[str, str]) -> list[str]:
    """Lines of townships.tsv, sorted by name."""
    years: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for county, _, name, first, last in sorted(rows):
        if re.search(r"直辖|筹备|[（(]|^街道办?|^(?:开发区|工业园|管委会)$", name):
            continue
        keys = [(county, name), (county, township_stem(name)), (now.get(county, ""), township_stem(name))]
        code = county + next((codes[key] for key in keys if key in codes), "---")
        for form in township_forms(name):
            since, until = years[form].get(code, (FOREVER, 0))
            years[form][code] = min(since, int(first)), max(until, int(last))
    return [
        f"{name}\t{';'.join(code + written(*found[code]) for code in sorted(found))}"
        for name, found in sorted(years.items())
        if len(name) > 2
    ]


def written(first: int, last: int) -> str:
    """Nothing for a township of all yearly lists (that of 2015 lacks some), else `:1517`."""
    return "" if first <= FIRST_LIST + 1 and last == LAST_LIST else f":{first % 100}{last % 100}"


def write(path: Path, lines: list[str]) -> None:
    """gzip without a date, so that the same lines give the same bytes."""
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areacodes", type=Path)
    parser.add_argument("townships", type=Path)
    parser.add_argument("streets", type=Path, nargs="*")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()

    with given.areacodes.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with gzip.open(given.townships, "rt", encoding="utf-8", newline="") as file:
        townships = list(csv.reader(file))
    divisions = build_divisions(rows)
    now = {line.split("\t")[0]: line.split("\t")[6] for line in divisions}
    write(given.into / "divisions.tsv.gz", divisions)
    write(given.into / "townships.tsv.gz", build_townships(townships, township_codes(given.streets), now))


if __name__ == "__main__":
    main()

"""baobiao places: what the gazetteer knows of a name."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from extractors.places.gazetteer import Division

UNKNOWN = 1  # exit code: at least one name is not in the gazetteer


@click.command("places")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines. 以 JSON 行输出。")
def command(names: tuple[str, ...], as_json: bool) -> None:
    """Look names or codes up: code, full name, level, years in force, what became of it. 查行政区划的代码与沿革。

    Names may be short (江夏, 红河州), former (蒙自县), townships (建堂乡) or codes (532503). Exit code 1: a name is unknown.
    """
    from extractors.places import lookup

    unknown = []
    for name in names:
        found = lookup(name)
        if not found:
            unknown.append(name)
        for division in found:
            click.echo(json.dumps(_row(division), ensure_ascii=False) if as_json else _line(division))
    for name in unknown:
        click.echo(f"{name}: no division of this name or code, 1981-2024", err=True)
    sys.exit(UNKNOWN if unknown else 0)


def _row(division: Division) -> dict[str, str | int | None]:
    from extractors.places.gazetteer import FOREVER

    last = None if division.until == FOREVER else division.until
    return {
        "code": division.code,
        "name": division.full,
        "level": division.level,
        "since": division.since,
        "until": last,
        "now": _today(division),
    }


def _line(division: Division) -> str:
    from extractors.places.gazetteer import FOREVER

    until = "" if division.until == FOREVER else str(division.until)
    today = _today(division)
    return "\t".join(
        (division.code, division.full, division.level, f"{division.since}-{until}", f"→ {today}" if today else "")
    ).rstrip()


def _today(division: Division) -> str:
    """What stands in its place today: code and full name; the parts if it was divided."""
    from extractors.places.gazetteer import FOREVER, in_year

    if division.until == FOREVER:
        return ""
    codes = (division.now,) if division.now and division.level != "township" else division.into
    return ", ".join(f"{code} {found.full}" for code in codes if (found := in_year(code)))

"""Reports by the thousand from a seeded generator, and broken files of ten kinds: for the tests of batches and the bench.

The texts are as lifelike as a grammar makes them (samples/reports.toml): prose paragraphs of practices, slogans and
problems, headings, paragraphs of figures between them, 15 to 20 figures in 1,000 characters as in government work reports,
and hardly a sentence twice, so that no cache makes a run look faster than life.
"""

import random
import re
import tomllib
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

GRAMMAR = Path(__file__).parent / "samples" / "reports.toml"
_SLOT = re.compile(r"\{(?:(?P<low>[\d.]+)-(?P<high>[\d.]+)|(?P<name>\w+))\}")
_ORDER = "一二三四五六七八九十"


@cache
def _grammar() -> dict[str, dict[str, list[str]]]:
    with GRAMMAR.open("rb") as file:
        read = tomllib.load(file)
    return {
        part: {name: text.split("|") if isinstance(text, str) else text for name, text in lists.items()}
        for part, lists in read.items()
    }


class _Writer:
    """Draws sentences with one pair of dice; `own` are the report's own words."""

    def __init__(self, dice: random.Random, own: dict[str, str]) -> None:
        self.dice = dice
        self.lists = {**_grammar()["words"], **_grammar()["numbers"], **{name: [word] for name, word in own.items()}}

    def say(self, frames: list[str]) -> str:
        return _SLOT.sub(self._fill, self.dice.choice(frames))

    def _fill(self, slot: re.Match[str]) -> str:
        if slot["name"]:
            return self.say(self.lists[slot["name"]])
        if "." in slot["low"]:
            return str(round(self.dice.uniform(float(slot["low"]), float(slot["high"])), 1))
        return str(self.dice.randint(int(slot["low"]), int(slot["high"])))


def report(number: int, *, characters: int | None = None) -> str:
    """The report of that number: always the same, no two alike; one in three has 3,000 to 8,000 characters."""
    dice, grammar = random.Random(number), _grammar()
    year, county = dice.randint(2003, 2023), dice.choice(grammar["words"]["counties"])
    size = characters or (dice.randint(3000, 8000) if number % 3 == 2 else dice.randint(800, 2500))
    say = _Writer(dice, {"year": str(year), "county": county}).say
    prose, figures, headings = grammar["prose"], grammar["figures"], grammar["headings"]
    parts = [f"{county}{year}年{say(headings['kinds'])}\n\n", "　　" + say(figures["opening"]), "\n"]
    parts.append(f"一、{say(headings['first'])}\n")
    length, section = sum(map(len, parts)), 0
    while length < size * 0.85:
        heading = f"（{_ORDER[section % 10]}）{say(headings['second'])}。" + dice.choice(["\n", ""])
        lively = dice.random()  # a paragraph of figures, of prose, or of both
        told = [
            say(figures["economy"] if lively > 0.93 else figures["frames"])
            if dice.random() < (0.85 if lively > 0.65 else 0.35)
            else say(prose["frames"])
            for _ in range(dice.randint(3, 8))
        ]
        parts += [heading, "　　" * heading.endswith("\n"), *told, "\n"]
        length, section = sum(map(len, parts)), section + 1
    parts += ["二、存在的问题\n　　", *(say(prose["problems"]) for _ in range(dice.randint(2, 4))), "\n"]
    parts += [f"三、下步打算\n　　{year + 1}年，", *(say(figures["plans"]) for _ in range(dice.randint(2, 5))), "\n"]
    return "".join(parts)


def _archive(entries: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BROKEN: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \r\n\t" * 50,
    "binary.txt": lambda: bytes(range(256)) * 64,
    "cut.pdf": lambda: b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Ty",
    "header-only.pdf": lambda: b"%PDF-1.7\n",
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
    "cut.docx": lambda: _archive({"word/document.xml": b"<w:document/>" * 900})[:300],
    "other.docx": lambda: _archive({"xl/workbook.xml": b"<workbook/>"}),
    "bomb.docx": lambda: _archive({f"word/{i}.xml": bytes(80 * 2**20) for i in range(4)}),
    "script.html": lambda: b"<!DOCTYPE html><html><body><script>var n = 12;</script></body></html>",
}


def write_batch(folder: Path, reports: int, broken_of_each: int = 0) -> None:
    """Write that many reports, and each broken kind as often, all with different bytes where the kind allows it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(reports):
        (folder / f"{number:05d}.txt").write_text(report(number), encoding="utf-8")
    for name, make in BROKEN.items():
        for copy in range(broken_of_each):
            (folder / f"broken-{copy}-{name}").write_bytes(make())

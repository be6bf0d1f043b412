"""Mutated files through the readers and the cleaning: nothing may crash, nothing may hang.

    python -m tests.fuzz [--rounds 20000] [--seed 1]

Bounded: each input is at most 20 kB, the whole run prints what it did and stops. An input that breaks something is written
to the working folder under its round's number.
"""

import argparse
import random
import sys
import time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.document import Document
from pipeline.cleaning import clean
from pipeline.reading import ReadError, read
from tests.pages import canvas, lines, wrapped
from tests.synthetic import report

SLOW = 5.0  # seconds for 20 kB: a hang
JUNK = [
    "\r\n",
    "\\r\\n",
    "&nbsp;",
    "<br>",
    "????",
    "_M_M_",
    "第1页",
    "3、",
    "２",
    "☹",
    "\u200b",
    "（",
    "“",
    "一",
    "%",
    " ",
    "\ufeff",
]


def seeds(folder: Path) -> list[bytes]:
    """One small valid file of each kind."""
    import docx

    text = report(1, characters=1200)
    made = canvas(folder / "seed.pdf")
    lines(made, wrapped(text.replace("\n", "")[:600]))
    made.save()
    document = docx.Document()
    document.add_paragraph(text[:300])
    document.add_table(2, 2).rows[0].cells[0].text = "指标"
    buffer = BytesIO()
    document.save(buffer)
    page = (
        f"<!DOCTYPE html><html><body><ul><li>a</li></ul><p>{text}</p><table><tr><td>1</td></tr></table></body></html>"
    )
    texts = [text.encode(code) for code in ("utf-8", "gb18030", "utf-16", "utf-8-sig")]
    return [*texts, page.encode(), (folder / "seed.pdf").read_bytes()[:20000], buffer.getvalue()[:20000]]


def mutate(dice: random.Random, content: bytes) -> bytes:
    """Cut, doubled, overwritten or sprinkled with the junk of scrapers."""
    data = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(data) + 1)
        match dice.randrange(6):
            case 0:
                del data[place : place + dice.randint(1, 200)]
            case 1:
                data[place:place] = data[max(0, place - dice.randint(1, 300)) : place]
            case 2:
                data[place : place + 4] = dice.randbytes(4)
            case 3:
                data[place:place] = (dice.choice(JUNK) * dice.randint(1, 40)).encode(
                    dice.choice(["utf-8", "gb18030"]), "replace"
                )
            case 4:
                data[place:place] = (str(dice.randrange(10**6)) * dice.randint(1, 9)).encode()
            case _:
                data = data[:place] or data
    return bytes(data[:20000])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    refused = bad = 0
    with TemporaryDirectory() as name:
        kinds = seeds(Path(name))
        path = Path(name) / "input"
        for number in range(options.rounds):
            content = mutate(dice, dice.choice(kinds))
            path.write_bytes(content)
            began = time.perf_counter()
            try:
                raw = read(path, ocr=False).raw
                document = clean(Document.of(raw))
                assert all(0 <= a < b <= len(raw) for a, b in zip(document.starts, document.ends, strict=True))
            except ReadError:
                refused += 1
            except Exception as error:  # noqa: BLE001 - what a fuzzer is for
                bad += 1
                Path(f"fuzz-{options.seed}-{number}.bin").write_bytes(content)
                print(f"round {number}: {type(error).__name__}: {error}")
            if time.perf_counter() - began > SLOW:
                bad += 1
                Path(f"fuzz-{options.seed}-{number}.bin").write_bytes(content)
                print(f"round {number}: {time.perf_counter() - began:.1f} s")
    print(f"{options.rounds} inputs, {refused} refused with a reason, {bad} bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

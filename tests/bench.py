"""`make bench`: ratios measured side by side in one run on the same texts, printed and kept as JSON.

    python -m tests.bench [--documents 2000] [--out outputs/bench.json]
    python -m tests.bench --batch          only the batch: 1,960 good reports among 40 broken files of ten kinds
    python -m tests.bench --texts FOLDER   only one process, on your own files

Never a test: times differ between machines and hours. What is promised are ratios: the whole pipeline in one process at least
1.0 times as fast as bare jieba.lcut, two processes 1.7 times as fast as one, the PDF path 3 times as fast as bare pdfplumber;
peak memory at 2,000 documents at most 1.3 times that at 100, a repeated run over unchanged input 5 % of the first.
"""

import argparse
import cProfile
import csv
import json
import math
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.reading import read
from tests.support import ROOT
from tests.synthetic import BROKEN, report, write_batch

TEXTS = 200  # reports of the speed runs


def best(works: Sequence[Callable[[], object]], times: int = 5) -> list[float]:
    """The least seconds of CPU of each, measured by turns, so that a busy machine slows all alike."""
    least = [math.inf] * len(works)
    for _ in range(times):
        for i, work in enumerate(works):
            began = time.process_time()
            work()
            least[i] = min(least[i], time.process_time() - began)
    return least


def one_process(texts: list[str]) -> dict[str, float]:
    """Characters a second of everything that a text goes through, and of bare jieba.lcut; figures in 1,000 characters."""
    import jieba

    from extractors.document import Document
    from pipeline.cleaning import clean
    from pipeline.extract import extract
    from pipeline.reading import ReadText
    from pipeline.work import rows, spare_collector

    def whole() -> int:
        found = 0
        for text in texts:
            document = clean(Document.of(text))
            found += len(rows(document, ReadText(raw=text, format="txt"), extract(document))["quantities"])
        return found

    def bare() -> None:
        for text in texts:
            jieba.lcut(text)

    size = sum(map(len, texts))
    figures = whole()  # dictionaries and patterns loaded
    bare()
    spare_collector()  # as a worker does
    ours, theirs = best([whole, bare])
    return {
        "chars": size,
        "figures_per_1000_chars": 1000 * figures / size,
        "pipeline_chars_per_s": size / ours,
        "jieba_chars_per_s": size / theirs,
        "pipeline_to_jieba": theirs / ours,
    }


def stages(texts: list[str]) -> dict[str, float]:
    """Share of each extractor in the time of one process, by function."""
    from extractors.document import Document
    from pipeline.cleaning import clean
    from pipeline.extract import extract

    profile = cProfile.Profile()
    profile.enable()
    for text in texts:
        extract(clean(Document.of(text)))
    profile.disable()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    names = ("clean", "find_", "add_", "report_", "name_organizations", "link_parts", "rate")
    total = sum(row[2] for row in stats.values())
    top = {
        function: row[3] / total
        for (file, _, function), row in stats.items()
        if ("extractors" in file or "cleaning" in file) and function.startswith(names)
    }
    return dict(sorted(top.items(), key=lambda item: -item[1])[:16])


# The kernel hands the largest size of the process that starts a program on to it (ru_maxrss); VmHWM begins anew.
CHILD = """
import re, resource
from pathlib import Path
from pipeline.cli import main
try:
    main()
finally:
    own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    print("PEAK", max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def run(folder: Path, out: Path, *options: str) -> tuple[float, float]:
    """Seconds of a run and the peak memory in MB of its largest process."""
    began = time.perf_counter()
    command = [sys.executable, "-c", CHILD, "run", str(folder), "-o", str(out), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    peak = float(done.stdout.rsplit("PEAK", 1)[1]) / 1024
    return time.perf_counter() - began, peak


def pdf(folder: Path) -> dict[str, float]:
    """Pages a second of the whole PDF path against bare pdfplumber text extraction."""
    import pdfplumber

    from pipeline.work import Task, process
    from tests.pages import canvas, header_and_footer, lines, wrapped

    path = folder / "bench.pdf"
    made = canvas(path)
    text = wrapped("".join(report(n).replace("\n", "") for n in range(40)))
    pages = len(text) // 24
    for number in range(pages):
        header_and_footer(made, "某县工作总结", number + 1)
        lines(made, text[number * 24 : number * 24 + 24])
        made.showPage()
    made.save()

    def bare() -> None:
        with pdfplumber.open(path) as opened:
            for page in opened.pages:
                page.extract_text()

    task = Task(path=path, source="bench.pdf")
    process(task)
    ours, theirs = best([lambda: process(task), bare], 2)
    return {
        "pdf_pages_per_s": pages / ours,
        "pdfplumber_pages_per_s": pages / theirs,
        "pdf_to_pdfplumber": theirs / ours,
    }


def read_all(folder: Path, pattern: str = "*") -> list[str]:
    """The raw texts of a folder's files."""
    return [read(path).raw for path in sorted(folder.rglob(pattern)) if path.is_file()]


def batch(good: int, of_each: int) -> dict[str, float]:
    """How many documents of a batch with broken ones among them were read and how many failed with a reason."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_batch(folder / "in", good, of_each)
        command = [sys.executable, "-m", "pipeline", "run", str(folder / "in"), "-o", str(folder / "out"), "--json"]
        began = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
        spent = time.perf_counter() - began
        with (folder / "out" / "documents.csv").open(encoding="utf-8-sig", newline="") as table:
            documents = list(csv.DictReader(table))
    return {
        "batch_documents": len(documents),
        "batch_ok": sum(row["status"] == "ok" for row in documents),
        "batch_failed_with_reason": sum(bool(row["message"]) for row in documents if row["status"] == "failed"),
        "batch_seconds": spent,
    }


def show(found: dict[str, float | dict[str, float]]) -> None:
    for key, value in found.items():
        print(f"{key:28s}", value if isinstance(value, dict) else f"{value:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--out", type=Path, default=Path("outputs/bench.json"))
    parser.add_argument("--batch", action="store_true")
    parser.add_argument("--texts", type=Path)
    options = parser.parse_args()
    if options.texts:
        show(one_process(read_all(options.texts)))
        return
    found: dict[str, float | dict[str, float]] = {}
    broken = max(1, options.documents // 500)
    good = options.documents - broken * len(BROKEN)
    if options.batch:
        show(batch(good, broken))
        return
    texts = [report(number) for number in range(TEXTS)]
    found |= one_process(texts)
    corpus = read_all(ROOT / "corpus" / "reports", "*.txt")
    found |= {f"corpus_{name}": value for name, value in one_process(corpus).items()}
    found["share_of_time"] = stages(texts[:60])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found |= pdf(folder)
        write_batch(folder / "small", 100)
        write_batch(folder / "large", options.documents)
        _, small = run(folder / "small", folder / "out-small", "-j", "2")
        single, _ = run(folder / "large", folder / "out-0", "-j", "0")
        worker, _ = run(folder / "large", folder / "out-1", "-j", "1")
        double, large = run(folder / "large", folder / "out-2", "-j", "2")
        again, _ = run(folder / "large", folder / "out-2", "-j", "2")
        found |= {
            "documents": options.documents,
            "seconds_1_process": single,  # that reads, extracts and writes
            "seconds_1_worker": worker,  # beside the process that writes
            "seconds_2_workers": double,
            "two_to_one": single / double,
            "two_to_one_worker": worker / double,
            "peak_mb_100": small,
            "peak_mb_all": large,
            "peak_ratio": large / small,
            "repeated_share": again / double,
        }
    found |= batch(good, broken)
    show(found)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()

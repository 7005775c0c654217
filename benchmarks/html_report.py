"""How fast the HTML report of a corpus opens in Chromium, and how fast it filters.

    python benchmarks/html_report.py [--input TEXTS.jsonl...] [--documents 5000] [--megabytes 25] [--select ART,ENC,MRK,LAY]

Texts are cut to documents of one size, damaged in a few places each, checked, and written as one page. Opening is timed from the call to
the moment the page says it is ready; filtering from the change of a filter to the next frame. Medians of three. Needs playwright, and a
Chromium on the PATH or at CHROMIUM. Without `--input` the texts are made as those of `speed.py` are; they are more alike than texts of the world,
so that their page is smaller.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from speed import made
from textcheck import registry
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.reporters import html
from textcheck.reporters.formats import Run, Shown
from textcheck.reporters.tally import Tally

DAMAGE = ("{that a}", "â€™s", "&amp;amp;", "{{name}}", "[object Object]", "<br />", " ,", "..  .", "don''t", "â€œwell")
CHANGES = {
    "family": "document.querySelector('#families input').click()",
    "name": "(s => { s.value = '7'; s.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('#search'))",
    "confidence": "(s => { s.value = 0.9; s.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('#confidence'))",
    "none": "document.querySelector('#reset').click()",
}
NEXT_FRAME = "await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"


def texts(paths: list[Path], megabytes: float) -> Iterator[str]:
    """The texts of some files of JSON lines, over and over; made ones where there are no files."""
    if not paths:
        yield from made(megabytes)
    while True:
        for path in paths:
            with path.open(encoding="utf-8") as file:
                for line in file:
                    yield json.loads(line)["text"]


def documents(paths: list[Path], number: int, size: int) -> Iterator[str]:
    """Damaged documents of about one size in bytes."""
    dice = random.Random(7)
    held = ""
    stream = texts(paths, 1.1e-6 * number * size)
    for _ in range(number):
        while len(held) < size:
            held += "\n\n" + next(stream)
        words, held = held[:size].split(" "), held[size:]
        for _ in range(dice.randrange(16)):
            words.insert(dice.randrange(len(words)), dice.choice(DAMAGE))
        yield " ".join(words)


def main() -> None:
    """Print sizes and times."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--input", nargs="+", type=Path, default=[])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--megabytes", type=float, default=25.0)
    parser.add_argument("--select", default="ART,ENC,MRK,LAY", help="the families whose findings fill the page")
    given = parser.parse_args()
    checker = Checker(Config(select=tuple(given.select.split(",")), language="en"))
    tally = Tally()
    size = 0

    def pieces() -> Iterator[str]:
        nonlocal size
        each = int(given.megabytes * 1e6 / given.documents)
        for number, text in enumerate(documents(given.input, given.documents, each)):
            size += len(text.encode())
            report = checker.check(text, name=f"part-{number % 40:02}/{number:05}.txt")
            tally.add(report)
            yield html.piece(report, Shown())

    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        with page.open("w", encoding="utf-8") as file:
            file.writelines(html.assemble(pieces(), Run(tally, registry.find)))
        print(
            f"{tally.documents:,} documents, {size / 1e6:.1f} MB, {tally.findings:,} findings; page of {page.stat().st_size / 1e6:.1f} MB"
        )
        measure(page)


def measure(page: Path) -> None:
    """Open the page and change its filters."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1300, "height": 850})
        opened = []
        for _ in range(3):
            started = time.perf_counter()
            tab.goto(page.as_uri())
            tab.wait_for_selector("html[data-ready]")
            opened.append(time.perf_counter() - started)
        print(f"opens in {statistics.median(opened):.2f} s")
        tab.click("#tab-documents")
        for name, change in CHANGES.items():
            taken = []
            for _ in range(3):
                tab.evaluate(f"async () => {{ {CHANGES['none']}; {NEXT_FRAME} }}")
                timed = f"async () => {{ const t = performance.now(); {change}; {NEXT_FRAME}; return performance.now() - t; }}"
                taken.append(tab.evaluate(timed))
            print(f"filter by {name}: {statistics.median(taken):.0f} ms")
        print(f"elements on the page: {tab.evaluate('document.querySelectorAll(`*`).length')}")
        browser.close()


if __name__ == "__main__":
    main()

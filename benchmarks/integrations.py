"""What the engines of data pipelines cost beyond checking: each beside `Checker.check_batch` on the same documents.

    python benchmarks/integrations.py
    python benchmarks/integrations.py --input news.jsonl.xz --documents 4000 --rounds 9

Needs the extra `integrations`. The documents are checked in batches of 1,000. What an engine is given is made before the clock starts, in its own
form; what it hands back is complete. The processor's time is counted, not the clock's, and each engine runs right between two runs of
`check_batch`: a ratio is its time over their mean. The table has the median of the ratios of all rounds, and the least time of an engine
over the least of the runs of `check_batch` around it, which a busy machine disturbs less. `columns` is what all share: reports become rows.

Without `--input` the documents are made here, clean prose of about 1,600 code points; `--damaged` says in which part of them something is
repaired or reported (a tenth unless given).
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from speed import made, progress, read, seconds
from textcheck import columns
from textcheck.checker import Checker

BATCH = 1000
DAMAGE = "He doesnâ€™t think that {the|a} cafÃ© will open again, tbe White Home said ."


def contenders(texts: list[str], folder: Path) -> dict[str, Callable[[], object]]:
    """What is run, by name."""
    import datasets
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from datatrove.data import Document

    import textcheck.integrations.pandas
    import textcheck.integrations.polars  # noqa: F401
    from textcheck.integrations import arrow
    from textcheck.integrations import datasets as hf
    from textcheck.integrations.datatrove import TextcheckAnnotator, TextcheckFilter

    datasets.disable_progress_bars()
    # What a second run would find in the cache is no measure.
    datasets.disable_caching()
    checker = Checker()
    table = pa.table({"text": texts})
    frame, series = pd.DataFrame({"text": texts}), pl.DataFrame({"text": texts})
    table_on_disk = datasets.Dataset(table)

    def documents() -> list[Any]:
        return [Document(text, str(number)) for number, text in enumerate(texts)]

    def reader() -> Any:
        return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=BATCH))

    annotator, kept = TextcheckAnnotator(batch_size=BATCH), TextcheckFilter(batch_size=BATCH)
    return {
        "columns": lambda: [columns.rows(checker, texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)],
        "pyarrow, a table": lambda: arrow.check(table),
        "pyarrow, a stream": lambda: arrow.check(reader()).read_all(),
        "pandas": lambda: frame.textcheck.check(),
        "polars": lambda: series.textcheck.check(),
        "polars, an expression": lambda: series.select(pl.col("text").textcheck.check()),
        "datasets, map": lambda: hf.check(table_on_disk),
        "datasets, filter": lambda: table_on_disk.filter(hf.Clean(), batched=True),
        "datatrove, annotator": lambda: list(annotator.run(documents())),
        "datatrove, filter": lambda: list(kept.run(documents())),
    }


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, help="JSONL, plain or .xz")
    parser.add_argument("--text-field", default="text")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--damaged", type=float, default=0.1)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    if given.input:
        texts = read(given.input, given.text_field, 1e9)[: given.documents]
    else:
        texts = made(given.documents * 1700 / 1e6)[: given.documents]
        every = round(1 / given.damaged) if given.damaged else len(texts) + 1
        texts = [f"{text}\n\n{DAMAGE}" if number % every == 0 else text for number, text in enumerate(texts)]
    checker = Checker()

    def plain() -> None:
        for start in range(0, len(texts), BATCH):
            checker.check_batch(texts[start : start + BATCH])

    with tempfile.TemporaryDirectory() as folder:
        runs = contenders(texts, Path(folder))
        plain()
        for run in runs.values():
            run()
        ratios: dict[str, list[float]] = {name: [] for name in runs}
        least = dict.fromkeys(runs, float("inf"))
        around = dict.fromkeys(runs, float("inf"))
        floors = []
        for number in range(given.rounds):
            before = seconds(plain)
            for name, run in runs.items():
                progress(f"round {number + 1} of {given.rounds}: {name:30}")
                took = seconds(run)
                after = seconds(plain)
                least[name] = min(least[name], took)
                # One of the two on each side by turns: the least of twice as many runs would be the less.
                around[name] = min(around[name], before if number % 2 else after)
                ratios[name].append(2 * took / (before + after))
                floors.append(after)
                before = after
    size = sum(map(len, texts))
    print(
        f"\n{len(texts):,} documents of {size / len(texts):,.0f} code points; check_batch: {min(floors):.3f} s at best, {len(texts) / min(floors):,.0f} documents a second"
    )
    print("\n| engine | overhead, median of ratios | ratio of the least |\n|---|---|---|")
    for name, found in ratios.items():
        print(f"| {name} | {statistics.median(found) - 1:+.1%} | {least[name] / around[name] - 1:+.1%} |")


if __name__ == "__main__":
    main()

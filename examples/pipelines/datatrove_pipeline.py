"""datatrove: learn a profile of the corpus, then check every document with it; keep the good, put the others aside with their reasons.

    pip install 'textcheck[datatrove]' orjson
    python examples/pipelines/datatrove_pipeline.py corpus/ out/

`corpus/` holds JSON Lines with `id` and `text`. `out/kept` and `out/dropped` hold all of them, each with the columns of its report.
On a cluster, put SlurmPipelineExecutor or RayPipelineExecutor in the place of LocalPipelineExecutor.
"""

from __future__ import annotations

import argparse
import gzip
import os
from pathlib import Path
from typing import Any

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from textcheck.integrations.datatrove import TextcheckFilter, TextcheckProfiler, merged


def main(corpus: str, out: Path, tasks: int) -> None:
    """Two passes over the corpus, then a count of what became of it."""

    def run(name: str, *steps: Any) -> None:
        # A task that has finished is not run again: a run that was cut short goes on where it stopped.
        LocalPipelineExecutor(
            [*steps], tasks=tasks, workers=min(tasks, os.cpu_count() or 1), logging_dir=str(out / "logs" / name)
        ).run()

    run("learn", JsonlReader(corpus), TextcheckProfiler(str(out / "profiles")))
    profile = merged(str(out / "profiles"))
    profile.save(out / "corpus.profile")
    run(
        "check",
        JsonlReader(corpus),
        # The path, not the profile: every task then reads it once, and the steps stay small.
        TextcheckFilter(
            min_score=0.5,
            max_families={"spun": 0.2},
            profile=str(out / "corpus.profile"),
            repair="safe",
            exclusion_writer=JsonlWriter(str(out / "dropped")),
        ),
        JsonlWriter(str(out / "kept")),
    )
    kept, dropped = (sum(map(_lines, (out / name).glob("*.gz"))) for name in ("kept", "dropped"))
    print(f"{profile.documents} documents: {kept} kept, {dropped} dropped")


def _lines(path: Path) -> int:
    with gzip.open(path, "rb") as lines:
        return sum(1 for _ in lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("out", type=Path)
    parser.add_argument("--tasks", type=int, default=2)
    main(**vars(parser.parse_args()))

"""Hugging Face datasets: check a dataset, put what is broken aside, keep the good with its repaired text.

    pip install 'textcheck[datasets]'
    python examples/pipelines/datasets_script.py corpus/*.jsonl out/

`out/kept.jsonl` and `out/dropped.jsonl` hold every record. A second run reads what the first one checked from the cache.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datasets import load_dataset

from textcheck.integrations import datasets as textcheck


def main(files: list[str], out: Path) -> None:
    """Profile, check, filter, write."""
    out.mkdir(parents=True, exist_ok=True)
    data = load_dataset("json", data_files=files, split="train", cache_dir=str(out / "cache"))
    checked = textcheck.check(data, profile=textcheck.profile(data), repair="safe")
    clean = textcheck.Clean(min_score=0.5, max_families={"spun": 0.2})
    kept = checked.filter(clean, batched=True)
    dropped = checked.filter(lambda batch: [not good for good in clean(batch)], batched=True)
    # What is ingested is the repaired text; the verdicts stay with what was dropped.
    verdicts = [name for name in checked.column_names if name.startswith("textcheck_") and name != "textcheck_text"]
    kept.remove_columns(["text", *verdicts]).rename_column("textcheck_text", "text").to_json(out / "kept.jsonl")
    dropped.to_json(out / "dropped.jsonl")
    print(f"{data.num_rows} records: {kept.num_rows} kept, {dropped.num_rows} dropped")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:-1], Path(sys.argv[-1]))

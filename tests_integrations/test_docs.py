"""Every block of Python in docs/integrations.md runs as it stands, in a folder that holds the corpus it names."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "integrations.md"
BLOCKS = re.findall(
    r"^## ([^\n]+)\n(?:(?!^## ).)*?^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)
# What each block leaves behind.
MADE = {
    "pyarrow": "checked/*.parquet",
    "polars": "unspun.parquet",
    "datatrove": "kept/*.gz",
    "Spark": "clean/*.parquet",
    "Ray Data": "kept-by-ray/*.parquet",
    "Whole-corpus passes": "corpus.profile",
}


def test_every_block_is_run() -> None:
    assert len(BLOCKS) == PAGE.read_text(encoding="utf-8").count("```python\n")


@pytest.mark.parametrize(
    ("title", "block"),
    [pytest.param(*pair, marks=pytest.mark.xdist_group(pair[0].split()[0].lower()), id=pair[0]) for pair in BLOCKS],
)
def test_a_block_runs(title: str, block: str, tmp_path: Path, mixed: list[dict[str, Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    some = [record for record in mixed[:60] if record["text"]]
    parquet.write_table(pa.Table.from_pylist(some), tmp_path / "corpus.parquet")
    lines = "".join(json.dumps(record) + "\n" for record in some)
    (tmp_path / "corpus.jsonl").write_text(lines, encoding="utf-8")
    # A script, because `datasets` starts workers that import what started them.
    (tmp_path / "block.py").write_text(f"if __name__ == '__main__':\n{re.sub('(?m)^(?=.)', '    ', block)}", encoding="utf-8")
    done = subprocess.run([sys.executable, "block.py"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    if title in MADE:
        assert list(tmp_path.glob(MADE[title]))

"""What the tests of the engines share: records, what the core says of them, and clusters in local mode.

Needs the extra `integrations` and Java, so it lies outside the suite proper:

    pip install -e '.[integrations]' && pytest tests_integrations --dist loadgroup
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
# A cluster of this machine only: no look-up of its name, no report of usage.
os.environ.update(
    SPARK_LOCAL_IP="127.0.0.1", RAY_USAGE_STATS_ENABLED="0", HF_HUB_OFFLINE="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1"
)
# Spark would take whatever is called python3 on the PATH for its workers.
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable

from mixed import records

from textcheck import columns
from textcheck.checker import Checker
from textcheck.columns import Row

NUMBER = 2000


@pytest.fixture(scope="session")
def mixed() -> list[dict[str, Any]]:
    """Two thousand records as pipelines meet them."""
    return records(NUMBER)


@pytest.fixture(scope="session")
def expected(mixed: list[dict[str, Any]]) -> list[Row]:
    """Their columns, as the core alone makes them: one `check_batch` of all texts."""
    dated = [(record["text"], columns.day(record["day"])) for record in mixed if record["text"] is not None]
    reports = iter(Checker().check_batch([text for text, _ in dated], dates=[day for _, day in dated]))
    error = {**dict.fromkeys(columns.names()), columns.ERROR: columns.trouble(None)}
    return [error if record["text"] is None else columns.row(next(reports)) for record in mixed]


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Spark on this machine."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="session")
def ray() -> Iterator[Any]:
    """Ray on this machine."""
    import ray

    ray.init(num_cpus=2, include_dashboard=False, logging_level="error", object_store_memory=200_000_000)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()

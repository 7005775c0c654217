"""Spark: learn a profile of the corpus on the cluster, check every record with it, and write kept, dropped and broken records apart.

    pip install 'textcheck[spark]'
    spark-submit examples/pipelines/spark_job.py corpus/ out/

`corpus/` is anything that Spark reads as JSON Lines, with a field `text`. `out/kept`, `out/dropped` and `out/errors` are Parquet; together they
hold every record. Without a cluster, `python` in the place of `spark-submit` runs it on the cores of this machine.
"""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import col

from textcheck.integrations import spark as textcheck


def main(corpus: str, out: str) -> None:
    """Two passes over the corpus, then a count of what became of it."""
    session = SparkSession.builder.appName("textcheck").getOrCreate()
    frame = session.read.json(corpus)
    profile = textcheck.profile(frame)
    # Written once with the verdicts, then split: otherwise each part would check the whole corpus again.
    textcheck.check(frame, profile=profile, repair="safe").write.parquet(f"{out}/checked")
    checked = session.read.parquet(f"{out}/checked")
    broken = col("textcheck_error").isNotNull()
    kept = (col("textcheck_score") >= 0.5) & (col("textcheck_families.spun") <= 0.2)
    parts = {"kept": checked.where(~broken & kept), "dropped": checked.where(~broken & ~kept), "errors": checked.where(broken)}
    for name, part in parts.items():
        part.write.parquet(f"{out}/{name}")
    counts = {name: session.read.parquet(f"{out}/{name}").count() for name in parts}
    print(f"{frame.count()} records: {counts['kept']} kept, {counts['dropped']} dropped, {counts['errors']} errors")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

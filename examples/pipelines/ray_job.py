"""Ray: learn a profile of the corpus on the cluster, check every record with it in a pool of actors, and write kept, dropped and broken apart.

    pip install 'textcheck[ray]'
    python examples/pipelines/ray_job.py corpus/ out/

`corpus/` holds JSON Lines with a field `text`. `out/kept`, `out/dropped` and `out/errors` are Parquet; together they hold every record.
On a cluster, `ray job submit` runs it where `ray.init()` finds one.
"""

from __future__ import annotations

import os
import sys

import ray

from textcheck.integrations import ray as textcheck


def main(corpus: str, out: str) -> None:
    """Two passes over the corpus, then a count of what became of it."""
    ray.init(ignore_reinit_error=True)
    records = ray.data.read_json(corpus)
    profile = textcheck.profile(records)
    # A reference to the profile is cheap to ship; as a path, every actor would read it from storage.
    actors = max(1, int(ray.cluster_resources()["CPU"]) - 1)
    textcheck.check(records, profile=profile, repair="safe", concurrency=(1, actors)).write_parquet(
        os.path.join(out, "checked")
    )
    checked = ray.data.read_parquet(os.path.join(out, "checked"))
    verdicts = {
        "kept": "textcheck_score >= 0.5",
        "dropped": "textcheck_score < 0.5",
        "errors": "is_valid(textcheck_error)",
    }
    counts = {}
    for name, verdict in verdicts.items():
        part = checked.filter(expr=verdict).materialize()
        counts[name] = part.count()
        if counts[name]:
            part.write_parquet(os.path.join(out, name))
    print(f"{checked.count()} records: {counts['kept']} kept, {counts['dropped']} dropped, {counts['errors']} errors")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))

"""The campaigns against the unexpected: real documents mutated, a million documents in one process, and one Checker in many threads.

    python benchmarks/robustness.py mutated --corpora ../shared/corpora --documents 100000 --jobs 2
    python benchmarks/robustness.py leaks --corpora ../shared/corpora --documents 1000000
    python benchmarks/robustness.py threads --corpora ../shared/corpora --documents 400
    python benchmarks/robustness.py runs

`mutated` breaks documents of every genre in the ways of `MUTATIONS`, several at once, and checks each: no exception, findings and repairs
inside the text, probabilities in [0, 1], a report that can be written, and no more time than `most_seconds` says, measured a second time
before it counts. One in `REPAIRED` is repaired, whose safe repairs must leave nothing more to repair, and map back. What fails is written
as JSON lines, a mutated document each, from which a case for the tests is made.

`leaks` checks documents that are never the same twice, in batches, and says how much memory the process had on the way.

`threads` lets eight threads check the same documents with one Checker at the same time, each alone, and holds the reports against those of one batch.

`runs` puts a long run of one or two characters into cases of every rule, before, in and behind what the rule finds there, and asks the rule
alone: what takes more than `PATIENCE` seconds, and much more than twice as long for a run of twice the length, is not linear.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from scale import documents
from speed import progress
from speed import seconds as seconds_of
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Applicability
from textcheck.registry import registered
from textcheck.reporters import records

# Code points of a mutated document: the middle of what it is taken from.
LONGEST = 6000
# Mutations of one document, at most.
MOST = 12
# One mutated document in so many is repaired, safely and by all there is.
REPAIRED = 10
# Documents that a process mutates before it tells of them.
PART = 250
THREADS = 8
BATCH = 256
# What is put into texts: residue of all kinds, marks that open and close, controls, surrogates, and letters of many scripts.
PIECES = (
    *'{}[]()<>"“”‘’«»|&#;%$\\/@_*`~^=+-–—…',
    *"\0\x01\x1b\x7f\x85\xa0\xad\u200b\u200d\u200e\u202e\u2028\u2060\ufeff\ufffd\ufffe\ue000\U000e0041\U0010ffff\ud800\udfff",
    *"\u0301\u0338\u20e3éßİıſǅﬁＡ中あกक\u094dع\u064bאЖΩ🇩🇪👩\u200d👧",
    *("\n", "\r", "\r\n", "\n\n\n\n", "\t", "  ", "\f", "\v"),
    *(
        "{a|b}",
        "{that a}",
        "<that a>",
        "{{name}}",
        "${x}",
        "%s",
        "<p>",
        "</p>",
        "<!--",
        "]]>",
        "<script>",
        "&amp;nbsp;",
        "&#x41;",
        "[1][2]",
    ),
    *(
        "â€™",
        "Ã©",
        "Ð¿Ñ€",
        "\\u0041",
        "=E2=80=99",
        "%20%",
        "-LRB-",
        "``",
        "''",
        "n't",
        "turn0search3",
        "<|im_start|>",
        "oaicite:0",
    ),
    *("a" * 300, "." * 100, "{" * 60, "ab" * 80, "1" * 120, "\u0301" * 40, "http://a.b/" + "c" * 90, "=" * 76),
)


def most_seconds(length: int) -> float:
    """Seconds that a document of so many code points may take, linear: a hundred times what usual ones do, twice what wholly spun ones do."""
    return 1.0 + 500e-6 * length


def texts_of(folder: Path) -> Iterator[str]:
    """The texts of all corpora in turn, again and again."""
    return (str(row["text"]) for row in documents(folder))


def _place(text: str, dice: random.Random) -> int:
    return dice.randrange(len(text) + 1)


def _insert(text: str, dice: random.Random) -> str:
    at = _place(text, dice)
    return text[:at] + dice.choice(PIECES) + text[at:]


def _scatter(text: str, dice: random.Random) -> str:
    piece = dice.choice(PIECES)
    for _ in range(dice.randrange(2, 30)):
        at = _place(text, dice)
        text = text[:at] + piece + text[at:]
    return text


def _delete(text: str, dice: random.Random) -> str:
    at = _place(text, dice)
    return text[:at] + text[at + int(dice.paretovariate(0.7)) :]


def _double(text: str, dice: random.Random) -> str:
    at = _place(text, dice)
    part = text[at : at + int(dice.paretovariate(0.5))][:2000]
    return text[:at] + part * dice.randrange(2, 6) + text[at:]


def _exchange(text: str, dice: random.Random) -> str:
    first, second = sorted((_place(text, dice), _place(text, dice)))
    return text[second:] + text[first:second] + text[:first]


def _replace(text: str, dice: random.Random) -> str:
    if not text:
        return text
    return text.replace(dice.choice(text), dice.choice(PIECES[:100]))


def _case(text: str, dice: random.Random) -> str:
    at = _place(text, dice)
    end = at + int(dice.paretovariate(0.5))
    return text[:at] + dice.choice((str.upper, str.lower, str.title, str.swapcase))(text[at:end]) + text[end:]


def _misread(text: str, dice: random.Random) -> str:
    wrote, read = dice.choice(
        (("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp437"), ("cp1251", "cp1252"), ("utf-16-le", "latin-1"))
    )
    return text.encode(wrote, "ignore").decode(read, "replace")


def _bytes(text: str, dice: random.Random) -> str:
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(dice.randrange(1, 40)):
        if data:
            data[dice.randrange(len(data))] = dice.randrange(256)
    return data.decode("utf-8", dice.choice(("replace", "surrogateescape")))


def _spread(text: str, dice: random.Random) -> str:
    at = _place(text, dice)
    end = at + dice.randrange(300)
    return text[:at] + dice.choice((" ", "\u200b", "\u0301", "\n", "-\n")).join(text[at:end]) + text[end:]


def _lines(text: str, dice: random.Random) -> str:
    width = dice.randrange(1, 90)
    return dice.choice(("\n", "-\n", "\r\n", "\n\n", " | ", "\t")).join(
        text[at : at + width] for at in range(0, len(text), width)
    )


def _shuffle(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    dice.shuffle(words)
    return " ".join(words)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    *(_insert,) * 4, _scatter, _scatter, _delete, _delete, _double, _double, _exchange, _replace, _case, _misread, _bytes, _spread, _lines, _shuffle,
)  # fmt: skip


def mutated(text: str, dice: random.Random) -> str:
    """A text after some mutations, of at most `LONGEST` code points and a half."""
    start = dice.randrange(max(1, len(text) - LONGEST))
    text = text[start : start + dice.randrange(20, LONGEST)]
    for _ in range(min(MOST, int(dice.paretovariate(1.0)))):
        text = dice.choice(MUTATIONS)(text, dice)[: LONGEST * 3 // 2]
    return text


@cache
def _checker() -> Checker:
    return Checker()


def prove(text: str, *, repaired: bool) -> float:
    """Hold all that is promised of any text against one; returns the seconds that checking it took. Raises AssertionError, or what a fault raises."""
    checker = _checker()
    started = time.process_time()
    report = checker.check(text)
    seconds = time.process_time() - started
    if seconds > most_seconds(len(text)):
        started = time.process_time()
        checker.check(text)
        seconds = min(seconds, time.process_time() - started)
        assert seconds < most_seconds(len(text)), f"{len(text)} code points took {seconds:.2f} s"
    assert report.text == text
    assert 0 <= report.score <= 1
    assert all(0 <= probability <= 1 for probability in report.families.values())
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(text), finding
        assert 0 <= finding.confidence <= 1, finding
        for repair in finding.repairs:
            assert 0 <= repair.start <= repair.end <= len(text), finding
    records.encode(records.record(report)).encode()
    if repaired:
        for unsafe in (False, True):
            done = checker.repair(text, unsafe=unsafe)
            there = [done.to_repaired(at) for at in range(0, len(text) + 1, 1 + len(text) // 50)]
            assert there == sorted(there), "offsets of the repaired text go back"
            assert all(0 <= at <= len(done.text) for at in there), "offsets beyond the repaired text"
            back = [done.to_original(at) for at in range(0, len(done.text) + 1, 1 + len(done.text) // 50)]
            assert back == sorted(back), "offsets of the original go back"
            assert all(0 <= at <= len(text) for at in back), "offsets beyond the original"
            if not unsafe:
                left = checker.check(done.text)
                assert not any(each.applicability is Applicability.SAFE for found in left.findings for each in found.repairs), (
                    "not all"
                )
    return seconds


class Part(NamedTuple):
    """What became of some documents: how many, code points, findings, the slowest in seconds a thousand code points, and faults."""

    documents: int
    characters: int
    slowest: float
    faults: list[dict[str, str]]


def _part(given: tuple[int, list[str]]) -> Part:
    seed, texts = given
    dice = random.Random(seed)
    characters, slowest, faults = 0, 0.0, []
    for text in texts:
        broken = mutated(text, dice)
        characters += len(broken)
        try:
            seconds = prove(broken, repaired=dice.randrange(REPAIRED) == 0)
            slowest = max(slowest, seconds / max(1.0, len(broken) / 1000))
        except Exception:
            faults.append({"why": traceback.format_exc(), "text": broken})
    return Part(len(texts), characters, slowest, faults)


def _parts(folder: Path, number: int, first: int) -> Iterator[tuple[int, list[str]]]:
    source = texts_of(folder)
    for seed in range(number // PART):
        texts = list(islice(source, PART))
        if seed >= first:
            yield seed, texts


def campaign(folder: Path, number: int, jobs: int, out: Path, first: int) -> int:
    """Mutate and check so many documents; returns how many faults there were."""
    done: Counter[str] = Counter()
    slowest = 0.0
    started = time.monotonic()
    with get_context("fork").Pool(jobs) as pool, open(out, "a", encoding="utf-8") as file:
        for at, part in enumerate(pool.imap(_part, _parts(folder, number, first)), start=first + 1):
            done.update(documents=part.documents, characters=part.characters, faults=len(part.faults))
            slowest = max(slowest, part.slowest)
            for fault in part.faults:
                file.write(json.dumps(fault) + "\n")
                file.flush()
            print(
                f"part {at} of {number // PART}: {done['documents']:,} documents, {done['characters']:,} code points, {done['faults']} faults, "
                f"at most {1000 * slowest:.0f} ms a thousand code points, {time.monotonic() - started:.0f} s",
                flush=True,
            )
    return done["faults"]


def _sentences(folder: Path, number: int, dice: random.Random) -> Iterator[str]:
    """Documents of a few sentences each, of which no two are the same."""
    pool = [sentence for text in islice(texts_of(folder), 4000) for sentence in text.split(". ") if 20 < len(sentence) < 300]
    for at in range(number):
        yield ". ".join((*dice.sample(pool, 3), f"It was number {at}."))


def _resident() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def leaks(folder: Path, number: int) -> None:
    """Check so many documents, and say on the way how much memory the process holds."""
    checker = Checker()
    source = _sentences(folder, number, random.Random(1))
    started = time.monotonic()
    checked = said = 0
    while batch := list(islice(source, BATCH)):
        checker.check_batch(batch)
        checked += len(batch)
        if checked - said >= number // 20 or checked == number:
            said = checked
            print(f"{checked:,} documents: {_resident():.0f} MB, {time.monotonic() - started:.0f} s", flush=True)


def threads(folder: Path, number: int) -> int:
    """Check the same documents in a batch, and each alone in many threads at once; returns how many reports differ."""
    dice = random.Random(1)
    texts = [text[:4000] if dice.random() < 0.5 else mutated(text, dice) for text in islice(texts_of(folder), number)]
    alone = Checker().check_batch(texts)
    shared = Checker()
    orders = [dice.sample(range(number), number) for _ in range(THREADS)]

    def run(order: Sequence[int]) -> int:
        return sum(shared.check(texts[at]) != alone[at] for at in order)

    with ThreadPoolExecutor(THREADS) as pool:
        different = sum(pool.map(run, orders))
    print(f"{number} documents in {THREADS} threads at once: {different} reports differ")
    return different


# What runs are made of, how many code points they have, and how many cases of a rule get them.
FILLERS = (
    *"._- aA1\n([{<>=*|,'\"\t…·&\\/%#~`!’“:@$^+é\u200b\xa0中",
    *(". ", "a ", "1 ", "- ", "A.", "a. ", "&a;", "\\n", "%2", "a-", "a,", "; ", "<a", "{a", "a\n", "\r\n", " \n", "Aa ", "aA", "1."),
)  # fmt: skip
RUN, CASES = 1500, 3
# Seconds that a rule may take, a hundred times what it should; and how many times as long for a run of twice the length.
PATIENCE, LINEAR = 0.15, 2.6


def _seconds(checker: Checker, text: str) -> float:
    """The processor's time for one text, the better of two where it is much."""
    once = seconds_of(lambda: checker.check(text))
    return once if once < PATIENCE else min(once, seconds_of(lambda: checker.check(text)))


def _run_through(code: str) -> list[str]:
    """The runs for which a rule takes time that is not linear."""
    entry, slow = registered()[code], []
    checker = Checker(Config(select=(code,)))
    for text in [case["text"] for case in entry.cases()["positive"] if "text" in case][:CASES]:
        found = checker.check(text).findings[:1]
        places = {len(text) // 2, *(at for one in found for at in (one.start, (one.start + one.end) // 2, one.end))}
        for filler in FILLERS:
            for at in sorted(places):
                once, twice = (text[:at] + filler * (times * RUN // len(filler)) + text[at:] for times in (1, 2))
                seconds = _seconds(checker, once)
                if seconds > PATIENCE and _seconds(checker, twice) > LINEAR * seconds:
                    slow.append(f"{code}: {filler!r} at {at} of {text[:60]!r} took {seconds:.2f} s")
    return slow


def runs(jobs: int) -> int:
    """Put runs into the cases of every rule; returns for how many the time was not linear."""
    faults = 0
    codes = sorted(code for code, entry in registered().items() if entry.rule.needs is None)
    with get_context("fork").Pool(jobs) as pool:
        for done, slow in enumerate(pool.imap_unordered(_run_through, codes), start=1):
            faults += len(slow)
            for line in slow:
                print(line, flush=True)
            progress(f"{done} of {len(codes)} rules")
    print(f"{len(codes)} rules: {faults} runs for which time is not linear")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("campaign", choices=("mutated", "leaks", "threads", "runs"))
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--faults", type=Path, default=Path("build/faults.jsonl"))
    parser.add_argument("--from-part", type=int, default=0, help="go on with this part of a campaign that was stopped")
    given = parser.parse_args()
    if given.campaign == "runs":
        return runs(given.jobs)
    if given.corpora is None:
        parser.error("--corpora is needed for this campaign")
    if given.campaign == "leaks":
        leaks(given.corpora, given.documents)
        return 0
    if given.campaign == "threads":
        return threads(given.corpora, given.documents)
    given.faults.parent.mkdir(parents=True, exist_ok=True)
    return campaign(given.corpora, given.documents, given.jobs, given.faults, given.from_part)


if __name__ == "__main__":
    sys.exit(min(main(), 1))

"""Documents of which it is known how they were damaged: clean text of every genre, half of it damaged in one family.

Damage of the ten families of artifacts is that of `corruptors/`, of kinds whose rule gives warnings or errors; text is spun by the simulated
spinners of `tools/spinners.py`, by 3 to 30 %, and names of people whom the facts know are misspelled, crossed, or spelled two ways. A document has one
kind of damage, once or up to twenty times.

Whole kinds of damage, and whole genres, are kept apart for measuring (`is_held_out`), so that a model can be fitted to the others only.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy
from numpy.typing import NDArray

import corruptors
from accuracy_names import KINDS, Place, Slips, Text, is_known, two_spellings
from corruptors import Corruptor
from textcheck.checker import Checker
from textcheck.document import Document
from textcheck.finding import Finding, Severity
from textcheck.mentions import mentions
from textcheck.registry import registered
from textcheck.rule import FAMILIES

TOOLS = Path(__file__).resolve().parent.parent / "tools"
sys.path.insert(0, str(TOOLS))

from spinners import UNSEEN, Spinner, spinners  # noqa: E402

# Code points of a document; as many are drawn between 300 and 600 as between 10,000 and 20,000.
SHORTEST, LONGEST = 300, 20_000
# How often the damage of a document was done, and how many documents in ten it is.
TIMES = ((1, 5), (2, 2), (3, 1), (6, 1), (20, 1))
# The share of words that a spinner replaces.
LEAST_SPUN, MOST_SPUN = 0.03, 0.30
# A corruptor finds no place in some texts.
TRIES = 4
# Kinds and genres in ten that are kept for measuring.
HELD_OUT = 4
CLEAN = ""
# The share of documents that are damaged where nothing else is known.
NATURAL_SHARE = 0.2
NEWS = "news"
# Texts of news in which names are looked for, and how many wrong names are those of people spelled two ways.
MOST_NEWS, TWO_SPELLINGS = 20_000, 0.3


class Labelled(NamedTuple):
    """A document; the family of its damage and the kind of it, both empty where it is clean; and how often it was done."""

    text: str
    genre: str
    family: str
    kind: str
    times: int


def is_held_out(name: str) -> bool:
    """Whether a kind of damage, or a genre, is kept for measuring."""
    return crc32(name.encode()) % 10 < HELD_OUT


class Damager:
    """Does damage of one family, of the kinds that are kept for measuring or of the others."""

    def __init__(self, shared: Path, *, held_out: bool) -> None:
        rules = registered()
        telling = [
            corruptor
            for corruptor in corruptors.load()
            if corruptor.code in rules
            and rules[corruptor.code].rule.severity > Severity.NOTE
            and is_held_out(corruptor.name) == held_out
        ]
        self._corruptors: dict[str, list[Corruptor]] = {
            family: own
            for family, code in FAMILIES.items()
            if (own := [each for each in telling if each.code.startswith(code)])
        }
        self._spinners: dict[str, Spinner] = {
            name: spinner for name, spinner in spinners(shared).items() if (name == UNSEEN or is_held_out(name)) == held_out
        }
        self._slips = [kind for kind in KINDS if kind != "wrong office" and is_held_out(kind) == held_out]

    @property
    def families(self) -> tuple[str, ...]:
        """The families that text of any genre can be damaged in."""
        return (*self._corruptors, "spun")

    def damaged(self, text: str, family: str, chance: random.Random) -> tuple[str, str, int] | None:
        """The text with damage of a family, the kind of it, and how often it was done; None where it offers no place for it."""
        if family == "spun":
            kind = chance.choice(sorted(self._spinners))
            spun = self._spinners[kind].spin(text, chance.uniform(LEAST_SPUN, MOST_SPUN), chance)
            return (spun.text, kind, len(spun.changes)) if spun.changes else None
        wanted = chance.choice([times for times, share in TIMES for _ in range(share)])
        kinds = self._corruptors[family]
        for corruptor in chance.sample(kinds, min(TRIES, len(kinds))):
            done, current = 0, text
            # Text that was cut short again and again is no document any more.
            while done < wanted and len(current) >= SHORTEST:
                damage = corruptor.corrupt(current, chance)
                if damage is None or damage.text == current:
                    break
                done, current = done + 1, damage.text
            if done:
                return current, corruptor.name, done
        return None

    def misnamed(self, text: str, slips: Slips, chance: random.Random) -> tuple[str, str] | None:
        """The text with a wrong name of somebody whom the facts know, or with one that is spelled two ways, and the kind of that."""
        found = [mention for mention in mentions(Document(text)) if mention.role != "title"]
        if chance.random() < TWO_SPELLINGS:
            twice = two_spellings(Text(text, None), chance, found)
            return None if twice is None else (twice.text, "two spellings")
        known = [mention for mention in found if is_known(mention, None, True)]
        if not known:
            return None
        kind = chance.choice(self._slips)
        slip = KINDS[kind](slips, Place(Text(text, None), chance.choice(known)), chance)
        return None if slip is None else (slip.text, kind)


def cut(text: str, most: int) -> str:
    """The first paragraphs of a text, up to so many code points; the first one by itself may be longer."""
    taken = ""
    for paragraph in text.split("\n\n"):
        if taken and len(taken) + len(paragraph) > most:
            break
        taken = f"{taken}\n\n{paragraph}" if taken else paragraph
    return taken


def labelled(texts: Mapping[str, Sequence[str]], shared: Path, number: int, seed: int, *, held_out: bool) -> Iterator[Labelled]:
    """Documents of the genres that are kept for measuring, or of the others: of each genre so many, half of them damaged.

    News, in which alone there are names to damage, is both: every other text is kept for measuring.
    """
    damager = Damager(shared, held_out=held_out)
    for genre, every in sorted(texts.items()):
        is_news = genre.startswith(NEWS)
        if not is_news and is_held_out(genre) != held_out:
            continue
        chance = random.Random(f"{seed} {genre}")
        drawn = list(islice(_drawn(every[held_out::2] if is_news else every, chance), number))
        for place, text in enumerate(drawn):
            if place % 2 == 0:
                yield Labelled(text, genre, CLEAN, CLEAN, 0)
                continue
            for family in chance.sample(damager.families, len(damager.families)):
                done = damager.damaged(text, family, chance)
                if done is not None:
                    yield Labelled(done[0], genre, family, *done[1:])
                    break
        if is_news:
            yield from _misnamed(damager, genre, every[held_out::2], number // 2, chance)


def _drawn(texts: Sequence[str], chance: random.Random) -> Iterator[str]:
    for text in chance.sample(texts, len(texts)):
        part = cut(text, int(SHORTEST * (LONGEST / SHORTEST) ** chance.random()))
        if SHORTEST <= len(part) <= 2 * LONGEST:
            yield part


def _misnamed(damager: Damager, genre: str, texts: Sequence[str], number: int, chance: random.Random) -> Iterator[Labelled]:
    """So many texts with a name that is wrong."""
    drawn = list(islice(_drawn(texts, chance), MOST_NEWS))
    slips = Slips([Place(Text(text, None), mention) for text in drawn for mention in mentions(Document(text))])
    done = filter(None, (damager.misnamed(text, slips, chance) for text in drawn))
    for text, kind in islice(done, number):
        yield Labelled(text, genre, "name", kind, 1)


class Checked(NamedTuple):
    """A document and what was found in it."""

    document: Labelled
    findings: tuple[Finding, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether it counts as clean and has a warning nevertheless."""
        return not self.document.family and any(finding.severity >= Severity.WARNING for finding in self.findings)


def checked(checker: Checker, documents: Iterable[Labelled], together: int = 256) -> list[Checked]:
    """What a checker finds in documents."""
    found: list[Checked] = []
    stream = iter(documents)
    while batch := list(islice(stream, together)):
        reports = checker.check_batch([document.text for document in batch])
        found += [Checked(document, report.findings) for document, report in zip(batch, reports, strict=True)]
        print(f"{len(found)} documents", file=sys.stderr, flush=True)
    return found


def kept(path: Path, make: Callable[[], list[Checked]]) -> list[Checked]:
    """What an earlier run found, or else what is found now, and kept; the texts are not."""
    if not path.exists():
        found = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps([one.document._replace(text="x" * len(one.document.text)), one.findings]) for one in found)
        part = path.with_suffix(".part")
        part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        part.replace(path)
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Checked(Labelled(*document), tuple(Finding(*each[:3], Severity(each[3]), *each[4:8]) for each in findings))
        for document, findings in rows
    ]


class FalseWarnings(NamedTuple):
    """Warnings on clean text that somebody read one by one: how many there were, the false ones by code, on how many million code points."""

    read: int
    false: Mapping[str, int]
    millions: float

    @property
    def share(self) -> float:
        """The share that was false: most of what is found in text taken for clean is there."""
        return sum(self.false.values()) / self.read


def false_warnings() -> FalseWarnings:
    """What `tools/false_warnings.tsv` says."""
    rows = [line.split("\t") for line in (TOOLS / "false_warnings.tsv").read_text(encoding="utf-8").splitlines()]
    told = {name: int(number) for name, number in rows}
    return FalseWarnings(told.pop("read"), told, told.pop("code points") / 1e6)


def weights(found: Sequence[Checked], share: float) -> NDArray[numpy.float64]:
    """How much each document counts where `share` of all are damaged, in each family equally many, and a clean one with warnings is what it is
    said to be as often as those are false."""
    false = false_warnings().share
    often = Counter(one.document.family for one in found)
    families = len(often) - 1
    clean = sum(false if one.is_doubtful else 1.0 for one in found if not one.document.family)
    damaged = clean * share / (1 - share) / families
    return numpy.array(
        [damaged / often[one.document.family] if one.document.family else (false if one.is_doubtful else 1.0) for one in found]
    )

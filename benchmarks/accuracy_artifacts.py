"""How completely stray artifacts are found and how exactly they are repaired: recall, precision and exact repair of each rule.

    python benchmarks/accuracy_artifacts.py --corpora FOLDER
    python benchmarks/accuracy_artifacts.py --corpora FOLDER --select CHR ART101 --texts 50 --show 5

Clean text of every genre of `--corpora` (see false_alarms.py for the format) is damaged by the corruptors of `corruptors/`, one artifact
a text, the same ones for the same seed. For each corruptor the table says on how many of the damaged texts

- recall: its rule has a finding that touches the damage; "sure" counts only findings of severity warning or above;
- exact: the repairs of its rule alone, UNSAFE ones included, give the repair of the clean text back ("-" where no repair is claimed).

Precision of a rule is counted over the texts of all corruptors: its findings that touch the damage it is to find against those that touch
no damage at all; "wild" lists the latter. What the damage truly brought about counts neither way:

- a finding of a rule on damage of another kind;
- a finding in a line in which the same rule finds something in the clean text, too: that line is not clean, and false_alarms.py counts it.
  What becomes of the rest of the text may decide which of the marks of a mixed pair is reported;
- a finding in a place where another rule of its family finds something in the clean text: damage beside it may make it another's affair, as
  an ellipsis is that of a call to read on until the call is garbled;
- a quotation mark or bracket reported as standing alone where the damage took away or added more of the opening marks of its kind than of
  the closing ones, or the reverse: one of those that are left does stand alone then. Damage that leaves them in balance explains none, but
  where it puts a break between the two marks of a pair, in paragraphs of which each then holds one;
- one that stands alone in its paragraph of the clean text, too: whether a quotation runs on there, was cut off with the text, or was never
  closed is told by what stands around it, and that is what damage changes.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import corruptors
from corruptors import Corruptor, Damage
from false_alarms import documents, in_context
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Finding, Severity

# Code points of a clean text: whole paragraphs up to about this many.
LEAST, MOST = 400, 2500
# Code points on either side of a finding by which its place is known again in the clean text.
BESIDE = 8


class Tally(NamedTuple):
    """How many of the texts of one corruptor were damaged, found, found surely, and repaired."""

    texts: int = 0
    found: int = 0
    sure: int = 0
    exact: int = 0

    def plus(self, found: bool, sure: bool, exact: bool) -> Tally:
        return Tally(self.texts + 1, self.found + found, self.sure + sure, self.exact + exact)


def clean_texts(path: Path, count: int, seed: int) -> list[str]:
    """The first paragraphs of documents of a corpus."""
    texts: list[str] = []
    for _, document in documents(path, 10**9, seed):
        taken = ""
        for paragraph in document["text"].split("\n\n"):
            if taken and len(taken) + len(paragraph) > MOST:
                break
            taken = f"{taken}\n\n{paragraph}" if taken else paragraph
        if LEAST <= len(taken) <= 2 * MOST:
            texts.append(taken)
        if len(texts) == count:
            break
    return texts


def touches(finding: Finding, damage: Damage) -> bool:
    return any(
        finding.start < max(end, start + 1) and max(finding.end, finding.start + 1) > start for start, end in damage.spans
    )


def is_exact(checker: Checker, clean: str, damage: Damage) -> bool:
    repaired = checker.repair(damage.text, unsafe=True).text
    return repaired in (damage.wanted or (checker.repair(clean, unsafe=True).text, clean))


# The marks that go in pairs, by each of them, as the opening and the closing one; a straight one may be either.
PAIRS = {mark: pair for pair in ("()", "[]", "“”", '""') for mark in pair}


def unbalances(clean: str, damaged: str, mark: str) -> bool:
    """Whether the damage leaves one of the marks of a pair alone, judged by what it took away and what it put there."""
    opening, closing = PAIRS[mark]
    if opening == closing:
        return (clean.count(mark) - damaged.count(mark)) % 2 == 1
    return clean.count(opening) - clean.count(closing) != damaged.count(opening) - damaged.count(closing)


def is_alone(clean: str, at: int, mark: str) -> bool:
    """Whether the paragraph of a mark in the clean text holds more of the opening marks of its kind than of the closing ones, or the reverse."""
    opening, closing = PAIRS[mark]
    end = clean.find("\n", at)
    paragraph = clean[clean.rfind("\n", 0, at) + 1 : len(clean) if end < 0 else end]
    return paragraph.count(mark) % 2 == 1 if opening == closing else paragraph.count(opening) != paragraph.count(closing)


def is_torn(clean: str, at: int, mark: str, damage: Damage) -> bool:
    """Whether the damage puts a break between a mark of the clean text and the other one of its pair."""
    if damage.text.count("\n") <= clean.count("\n"):
        return False
    opening, closing = PAIRS[mark]
    start = next(
        (place for place, (one, other) in enumerate(zip(clean, damage.text, strict=False)) if one != other), len(clean)
    )
    if mark == opening and at < start and clean.find(closing, at + 1) >= start:
        return True
    return mark == closing and at >= start and clean.rfind(opening, 0, at) < start


def unclean_lines(clean: str, findings: Iterable[Finding]) -> dict[str, list[str]]:
    """The lines of a clean text in which a rule finds something, by its code, and the places in which a family does, by its name."""
    lines: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        lines[finding.family].append(clean[max(0, finding.start - BESIDE) : finding.end + BESIDE])
        end = clean.find("\n", finding.end)
        lines[finding.code].append(clean[clean.rfind("\n", 0, finding.start) + 1 : len(clean) if end < 0 else end])
    return lines


def is_wild(finding: Finding, clean: str, damage: Damage, unclean: Mapping[str, Sequence[str]]) -> bool:
    """Whether neither the damage nor what is wrong with the clean text explains a finding."""
    if touches(finding, damage):
        return False
    place = damage.text[max(0, finding.start - BESIDE) : finding.end + BESIDE]
    # Some damage spreads beyond the spans it names: what does not read as before is damage, too.
    if place not in clean:
        return False
    mark = damage.text[finding.start : finding.end]
    before, after = damage.text[: finding.start].rpartition("\n")[2], damage.text[finding.end :].partition("\n")[0]
    in_line = before[-BESIDE:] + mark + after[:BESIDE]
    if any(in_line in line for line in unclean.get(finding.code, ())):
        return False
    if any(mark + after[:BESIDE] in place for place in unclean.get(finding.family, ())):
        return False
    if mark not in PAIRS:
        return True
    at = clean.index(place) + min(BESIDE, finding.start)
    return not (unbalances(clean, damage.text, mark) or is_alone(clean, at, mark) or is_torn(clean, at, mark, damage))


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f}" if whole else "     -"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="a folder of corpora, or one corpus")
    parser.add_argument("--genres", nargs="+", help="file names without endings; all by default")
    parser.add_argument("--select", nargs="+", default=[""], help="beginnings of codes; all by default")
    parser.add_argument("--texts", type=int, default=20, help="clean texts of each genre")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="misses, wrong repairs and wild findings shown for each corruptor")
    arguments = parser.parse_args()

    chosen = [corruptor for corruptor in corruptors.load() if corruptor.code.startswith(tuple(arguments.select))]
    codes = sorted({corruptor.code for corruptor in chosen})
    detector = "py3langid" if find_spec("py3langid") else None
    checker = Checker(Config(select=tuple(codes), language_detector=detector))
    alone = {code: Checker(Config(select=(code,), language_detector=detector)) for code in codes}
    paths = [arguments.corpora] if arguments.corpora.is_file() else sorted(arguments.corpora.glob("*.jsonl*"))
    tallies: dict[Corruptor, Tally] = {corruptor: Tally() for corruptor in chosen}
    by_genre: dict[tuple[str, str], Tally] = defaultdict(Tally)
    right: Counter[str] = Counter()
    wild: Counter[str] = Counter()
    shown: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        genre = path.name.split(".")[0]
        if arguments.genres and genre not in arguments.genres:
            continue
        for number, clean in enumerate(clean_texts(path, arguments.texts, arguments.seed)):
            unclean = unclean_lines(clean, checker.check(clean).findings)
            for corruptor in chosen:
                damage = corruptor.corrupt(clean, random.Random(f"{arguments.seed} {genre} {number} {corruptor.name}"))
                if damage is None or damage.text == clean:
                    continue
                findings = checker.check(damage.text).findings
                mine = [finding for finding in findings if finding.code == corruptor.code and touches(finding, damage)]
                found = bool(mine)
                sure = any(finding.severity >= Severity.WARNING for finding in mine)
                exact = corruptor.repaired and is_exact(alone[corruptor.code], clean, damage)
                tallies[corruptor] = tallies[corruptor].plus(found, sure, exact)
                by_genre[corruptor.code, genre] = by_genre[corruptor.code, genre].plus(found, sure, exact)
                right[corruptor.code] += len(mine)
                if not found or (corruptor.repaired and not exact):
                    start, end = damage.spans[0]
                    context = (
                        damage.text[max(0, start - 60) : start]
                        + "⟦"
                        + damage.text[start:end][:200]
                        + "⟧"
                        + damage.text[end : end + 60]
                    )
                    what = "wrong repair" if found else "miss"
                    shown[f"{corruptor.code} {corruptor.name}"].append(f"{what} {genre}: {context}".replace("\n", "⏎"))
                for finding in findings:
                    if is_wild(finding, clean, damage, unclean):
                        wild[finding.code] += 1
                        shown[f"{finding.code} wild"].append(f"{corruptor.name} {genre}: {in_context(damage.text, finding)}")

    print(f"{'rule':8} {'corruptor':36} {'texts':>6} {'recall':>6} {'sure':>6} {'exact':>6}   per cent")
    for corruptor, tally in tallies.items():
        exact_share = percent(tally.exact, tally.texts) if corruptor.repaired else "     -"
        print(
            f"{corruptor.code:8} {corruptor.name:36} {tally.texts:6} {percent(tally.found, tally.texts)} "
            f"{percent(tally.sure, tally.texts)} {exact_share}"
        )
    print(f"\n{'rule':8} {'recall':>6} {'precision':>9} {'exact':>6} {'wild':>5}   per cent; the weakest genre")
    for code in codes:
        of_rule = [(corruptor, tally) for corruptor, tally in tallies.items() if corruptor.code == code]
        texts = sum(tally.texts for _, tally in of_rule)
        repairable = sum(tally.texts for corruptor, tally in of_rule if corruptor.repaired)
        found_in = {genre: tally for (of, genre), tally in by_genre.items() if of == code}
        weakest = min(found_in, key=lambda genre: found_in[genre].found / found_in[genre].texts, default="")
        print(
            f"{code:8} {percent(sum(tally.found for _, tally in of_rule), texts)} "
            f"{percent(right[code], right[code] + wild[code]):>9} "
            f"{percent(sum(tally.exact for _, tally in of_rule), repairable)} {wild[code]:5}   "
            + (f"{weakest} {percent(found_in[weakest].found, found_in[weakest].texts).strip()}" if weakest else "")
        )
    for title, entries in sorted(shown.items()):
        chosen_entries = entries[:: max(1, len(entries) // arguments.show)][: arguments.show] if arguments.show else []
        if chosen_entries:
            print(f"\n{title}: {len(entries)}")
        for entry in chosen_entries:
            print("  " + entry)


if __name__ == "__main__":
    main()

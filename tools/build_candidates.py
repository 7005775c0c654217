"""Build the table of candidates: for every word or short phrase that a spinner may have written, what may have stood there.

    python tools/ngram_counts.py CORPORA BUILD
    python tools/build_candidates.py --shared FOLDER --ngrams BUILD

FOLDER holds `spun/synsets.tsv` and `spun/tortured-phrases.csv`. The output, `candidates.tsv` in BUILD, which `pack_candidates.py` packs, has one line
for what may have been written: the words, then tab-separated originals, the most plausible first, each with a colon and the
strongest source behind it:

    K  a pair that spinners are known for (`spinner_pairs.txt`, and the connectives of `spinners.py`)
    T  aligned words of a tortured phrase and its established term, or the two as wholes; training half only
    S  another member of a synset that is one of the first three senses of the original
    H  a member of a synset that is a rarer sense of it
    N  a near neighbour: a similar adjective, a hypernym or hyponym one step away, a known pair the other way round

Both sides are inflected alike. A lemma in the place of an inflected original, as cheap spinners write it, is one class weaker.
The synsets come without an order of senses, so they are ranked by how much like the original their other members are used: by
the cosine of their neighbours in the counted bigrams. Everything is sorted and seeded, so equal input gives equal bytes.
The share of held-out pairs and of simulated spinning that the table covers is printed at the end.
"""

# build: lemminflect>=0.2.3

from __future__ import annotations

import argparse
import csv
import json
import lzma
import math
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import lemminflect  # type: ignore[import-untyped]
import numpy as np

from ngram_counts import held_out
from spinners import _CONNECTIVES as CONNECTIVES
from spinners import academic, is_unseen_term, spinners
from textcheck.document import words_of

Words = tuple[str, ...]


SOURCES = "KTSHN"
# The class of a lemma that stands for an inflected original. A neighbour is weak enough without that.
UNINFLECTED = {"K": "S", "T": "S", "S": "H", "H": "N"}
# So many senses of the original, ranked, are its first ones.
FIRST_SENSES = 3
MOST_WORDS = 4
# The least count of an original, or of each word of it; terms of science are rarer, but are known to be terms.
LEAST_COUNT, LEAST_TERM_COUNT, LEAST_NEAR_COUNT = 20, 3, 50
# An original so many times rarer than what was written is dropped: none of the known pairs and 1.1 % of the words of tortured
# phrases lie beyond.
MOST_RARER = 50.0
MOST_ORIGINALS = 24
MOST_BYTES = 4_990_000
# Plausibility in nats: by source, and by the logarithms of the original's count and of the number of forms that it may become, and
# by how much alike the two are used. Rounded from logistic regressions of which candidates are true, of words of tortured phrases
# (training half) and of replacements drawn from the thesaurus, then set between them where they disagree.
SOURCE_NATS = {"K": 4.5, "T": 4.0, "S": 0.0, "H": -0.9, "N": -3.0}
COUNT_NATS, FORMS_NATS, COSINE_NATS = 0.8, -0.6, 5.0

TAGS = {"n": ("NN", "NNS"), "v": ("VB", "VBD", "VBG", "VBN", "VBZ"), "a": ("JJ", "JJR", "JJS"), "r": ("RB", "RBR", "RBS")}
UPOS = {"n": "NOUN", "v": "VERB", "a": "ADJ", "r": "ADV"}
BASE = {"n": "NN", "v": "VB", "a": "JJ", "r": "RB"}


def words(text: str) -> Words:
    """The words of a text as `Document.words` has them, none where a character lies outside Windows-1252."""
    found = tuple(word.decode("cp1252") for word in words_of(text))
    return () if any("?" in word for word in found) else found


class Counts:
    """How often clean text uses words and phrases, as runs of letters and digits."""

    def __init__(self, build: Path) -> None:
        self.forms = (build / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self.ids = {form: number for number, form in enumerate(self.forms)}
        self.tables: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        for n in (1, 2, 3):
            with np.load(build / f"{n}-grams.npz") as stored:
                self.tables[n] = stored["key"], stored["count"]
                self.bits = int(stored["bits"])
        self.single: dict[str, int] = defaultdict(int)
        # Forms of several runs, "don't" or "short-term", by their runs.
        self.joined: dict[Words, list[str]] = defaultdict(list)
        for key, count in zip(*(column.tolist() for column in self.tables[1]), strict=True):
            runs = words(self.forms[key])
            for run in runs:
                self.single[run] += count
            if 1 < len(runs) <= MOST_WORDS:
                self.joined[runs].append(self.forms[key])
        self.phrases: dict[Words, int] = {}

    def __call__(self, runs: Words) -> int:
        """The count of one to four words; of four that are four tokens, that of the rarer three in a row."""
        if len(runs) == 1:
            return self.single.get(runs[0], 0)
        if runs not in self.phrases:
            self.phrases[runs] = sum(self._tokens(tokens) for tokens in self._readings(runs))
        return self.phrases[runs]

    def rarest(self, runs: Words) -> int:
        return min(self.single.get(run, 0) for run in runs)

    def _readings(self, runs: Words) -> Iterator[tuple[str, ...]]:
        """The runs as tokens, some of them joined by a hyphen or an apostrophe."""
        if not runs:
            yield ()
        for length in range(1, len(runs) + 1):
            heads = [runs[0]] if length == 1 else self.joined.get(runs[:length], [])
            for head in heads:
                for rest in self._readings(runs[length:]):
                    yield (head, *rest)

    def _tokens(self, tokens: tuple[str, ...]) -> int:
        if len(tokens) > 3:
            return min(self._tokens(tokens[at : at + 3]) for at in range(len(tokens) - 2))
        key = 0
        for token in tokens:
            number = self.ids.get(token)
            if number is None:
                return 0
            key = (key << self.bits) | number
        keys, counts = self.tables[len(tokens)]
        at = int(np.searchsorted(keys, np.uint64(key)))
        return int(counts[at]) if at < len(keys) and int(keys[at]) == key else 0


class Usage:
    """How much alike two words are used: the cosine of their frequent neighbours on both sides, by positive mutual information."""

    NEIGHBOURS, WIDTH, LEAST = 3000, 192, 20

    def __init__(self, counts: Counts) -> None:
        keys, numbers = counts.tables[2]
        ids, single = counts.tables[1]
        size = len(counts.forms)
        unigram = np.zeros(size, dtype=np.float64)
        unigram[ids.astype(np.int64)] = single
        column = np.full(size, -1, dtype=np.int32)
        frequent = np.argsort(-unigram, kind="stable")[: self.NEIGHBOURS]
        column[frequent] = np.arange(self.NEIGHBOURS, dtype=np.int32)
        row = np.full(size, -1, dtype=np.int32)
        wanted = np.flatnonzero(unigram >= self.LEAST)
        row[wanted] = np.arange(len(wanted), dtype=np.int32)
        left, right = (
            (keys >> np.uint64(counts.bits)).astype(np.int64),
            (keys & np.uint64((1 << counts.bits) - 1)).astype(np.int64),
        )
        # Random signs in place of one column a neighbour keep cosines well enough, in little memory.
        signs = np.random.default_rng(0).choice(np.array([-1, 1], dtype=np.float32), size=(2, self.NEIGHBOURS, self.WIDTH))
        vectors = np.zeros((len(wanted), self.WIDTH), dtype=np.float32)
        for side, (word, neighbour) in enumerate(((left, right), (right, left))):
            keep = np.flatnonzero((row[word] >= 0) & (column[neighbour] >= 0))
            mutual = np.log(numbers[keep] * unigram.sum() / (unigram[word[keep]] * unigram[neighbour[keep]]))
            keep, mutual = keep[mutual > 0], mutual[mutual > 0].astype(np.float32)
            order = np.argsort(row[word[keep]], kind="stable")
            rows, columns, weights = row[word[keep]][order], column[neighbour[keep]][order], mutual[order]
            for begin in range(0, len(rows), 200_000):
                part = slice(begin, begin + 200_000)
                starts = np.flatnonzero(np.diff(rows[part], prepend=-1))
                vectors[rows[part][starts]] += np.add.reduceat(signs[side, columns[part]] * weights[part, None], starts, axis=0)
        norms = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
        self.vectors = vectors / np.maximum(norms, 1e-9)
        self.rows = {counts.forms[number]: int(row[number]) for number in wanted.tolist()}

    @cache  # noqa: B019 - one instance lives as long as the program
    def cosine(self, one: Words, other: Words) -> float:
        """Rounded, so that a last bit of floating-point addition changes no order; 0 for phrases and rare words."""
        if len(one) > 1 or len(other) > 1:
            return 0.0
        first, second = self.rows.get(one[0]), self.rows.get(other[0])
        if first is None or second is None:
            return 0.0
        return round(float((self.vectors[first] * self.vectors[second]).sum()), 3)


@cache
def inflections(lemma: str, pos: str, guess: bool) -> dict[str, tuple[str, ...]]:
    """The forms of one word by tag; by rule where the dictionary has none and `guess` is set."""
    known = dict(lemminflect.getAllInflections(lemma, upos=UPOS[pos]))
    if not known and guess:
        for tag in TAGS[pos] if pos in "nv" else (BASE[pos],):
            known[tag] = lemminflect.getInflection(lemma, tag, inflect_oov=True) or ()
    if known:
        known.setdefault(BASE[pos], (lemma,))
        # Of "releases" and "release" as plurals, the one that shows it.
        if len(known.get("NNS", ())) > 1:
            known["NNS"] = tuple(form for form in known["NNS"] if form != lemma)
        if pos == "v" and "VBN" not in known:
            known["VBN"] = known.get("VBD", ())
        if pos == "v" and lemma == "be":
            known["VB"] = ("be", *known.pop("VBP"))
    return {tag: tuple(known[tag]) for tag in TAGS[pos] if known.get(tag)}


@cache
def forms(lemma: str, pos: str) -> dict[str, tuple[Words, ...]]:
    """The forms of a lemma, a phrase perhaps, by tag, as words."""
    parts = lemma.split(" ")
    if not words(lemma):
        return {}
    # Names and words of science with figures have one form; so have words of one or two letters that dictionaries lack.
    plain = lemma.islower() and lemma.replace(" ", "").replace("-", "").replace("'", "").replace(".", "").isalpha()
    if not plain or (pos == "r" and len(parts) > 1):
        return {BASE[pos]: (words(lemma),)}
    if len(parts) == 1:
        found = inflections(lemma, pos, len(lemma) > 2)
        result = {tag: tuple(words(form) for form in options) for tag, options in found.items()}
    else:
        # The head is inflected: of verbs the first word, of nouns the last before a preposition.
        head = 0
        if pos == "n":
            stops = [at for at, part in enumerate(parts) if part in _PREPOSITIONS and at]
            head = (stops[0] if stops else len(parts)) - 1
        if pos == "a":
            return {BASE[pos]: (words(lemma),)}
        found = inflections(parts[head], pos, True)
        result = {
            tag: tuple(words(" ".join([*parts[:head], form, *parts[head + 1 :]])) for form in options)
            for tag, options in found.items()
        }
    result.setdefault(BASE[pos], (words(lemma),))
    if pos == "a" and len(parts) == 1 and "JJR" not in result:
        result["JJR"], result["JJS"] = (("more", *words(lemma)),), (("most", *words(lemma)),)
    return result


_PREPOSITIONS = frozenset("of in on for to at by with from de du up off out over about against".split())


def spelled_alike(one: Words, other: Words) -> bool:
    """Whether two phrases are one word in two spellings, "colour" and "color", "e mail" and "email"."""
    return _spelling("".join(one)) == _spelling("".join(other))


@cache
def _spelling(word: str) -> str:
    for british, american in (("our", "or"), ("ae", "e"), ("oe", "e"), ("ogue", "og"), ("ll", "l"), ("ph", "f")):
        word = word.replace(british, american)
    return re.sub(r"re$", "er", re.sub(r"([iy])s(?=e|i|a)", r"\1z", word))


class Table:
    """written -> original -> place of its strongest source in SOURCES."""

    def __init__(self, counts: Counts, usage: Usage) -> None:
        self.counts = counts
        self.usage = usage
        self.rows: dict[Words, dict[Words, int]] = defaultdict(dict)
        self.too_rare = 0

    def add(self, written: Words, original: Words, source: str) -> None:
        if not (0 < len(written) <= MOST_WORDS and 0 < len(original) <= MOST_WORDS) or written == original:
            return
        counts = self.counts
        if counts.rarest(original) < (LEAST_TERM_COUNT if source == "T" else LEAST_COUNT):
            return
        if source in "SHN":
            if spelled_alike(written, original):
                return
            if counts(original) < (LEAST_NEAR_COUNT if source == "N" else LEAST_COUNT):
                return
        if counts(written) > MOST_RARER * max(counts(original), 1) and not (source in "KT" and len(original) > 1):
            self.too_rare += 1
            return
        rank = SOURCES.index(source)
        row = self.rows[written]
        row[original] = min(rank, row.get(original, rank))

    def add_lemmas(self, written: str, original: str, pos: str, source: str) -> None:
        """Every form of one lemma in the place of the same form of another, and the bare lemma in the place of each."""
        of_written, of_original = forms(written, pos), forms(original, pos)
        weaker = UNINFLECTED.get(source)
        for tag, originals in of_original.items():
            for before in originals:
                for after in of_written.get(tag, ()):
                    self.add(after, before, source)
                if weaker and tag != BASE[pos] and not (pos == "a" and len(before) > 1):
                    self.add(words(written), before, weaker)

    def ranked(self) -> dict[Words, list[tuple[Words, str]]]:
        """The originals of every written form, the most plausible first: the most plausible of all that MOST_BYTES hold."""
        becomes: dict[Words, int] = defaultdict(int)
        for row in self.rows.values():
            for original in row:
                becomes[original] += 1
        entries = []
        for written, row in self.rows.items():
            scored = []
            for original, rank in row.items():
                nats = SOURCE_NATS[SOURCES[rank]] + COSINE_NATS * self.usage.cosine(written, original)
                nats += COUNT_NATS * math.log(self.counts(original) + 1) + FORMS_NATS * math.log(becomes[original])
                scored.append((-round(nats, 2), original))
            for nats, original in sorted(scored)[:MOST_ORIGINALS]:
                always = SOURCES[row[original]] in "KT"
                entries.append((-math.inf if always else nats, nats, written, original))
        result: dict[Words, list[tuple[float, Words, str]]] = {}
        size = 0
        for _, nats, written, original in sorted(entries):
            size += len(" ".join(original).encode()) + 3
            if written not in result:
                size += len(" ".join(written).encode()) + 1
            if size > MOST_BYTES:
                break
            result.setdefault(written, []).append((nats, original, SOURCES[self.rows[written][original]]))
        return {written: [(original, source) for _, original, source in sorted(row)] for written, row in sorted(result.items())}


class Synset:
    def __init__(self, line: str) -> None:
        self.name, pos, members, hypernyms, similar = line.split("\t")
        self.pos = "a" if pos == "s" else pos
        self.members = members.split("|")
        self.hypernyms = hypernyms.split("|") if hypernyms else []
        self.similar = similar.split("|") if similar else []


class Thesaurus:
    """The synsets, and the senses of every lemma in order."""

    def __init__(self, path: Path, usage: Usage) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        self.synsets = {synset.name: synset for synset in map(Synset, lines)}
        self.senses: dict[tuple[str, str], list[str]] = defaultdict(list)
        hyponyms: dict[str, list[str]] = defaultdict(list)
        for synset in self.synsets.values():
            for member in synset.members:
                self.senses[member, synset.pos].append(synset.name)
            for above in synset.hypernyms:
                hyponyms[above].append(synset.name)
        for (lemma, _), names in self.senses.items():
            if len(names) > FIRST_SENSES:
                names.sort(key=lambda name: (-self._typical(lemma, self.synsets[name], usage), name))

    def _typical(self, lemma: str, synset: Synset, usage: Usage) -> float:
        """How much like the members of a synset and its neighbours a word is used; the first members are the usual ones."""
        others = [member for member in synset.members if member != lemma]
        for name in synset.hypernyms + synset.similar:
            if name in self.synsets:
                others += self.synsets[name].members
        runs = words(lemma)
        alike = sorted((usage.cosine(runs, words(other)) for other in others if words(other)), reverse=True)
        return round(sum(alike[:2]) / 2 - 0.03 * synset.members.index(lemma), 4) if runs else 0.0

    def pairs(self) -> Iterator[tuple[str, str, str, str]]:
        """written, original, part of speech and source of all lemmas that share a synset or lie in neighbouring ones."""
        for (original, pos), names in sorted(self.senses.items()):
            for rank, name in enumerate(names):
                synset = self.synsets[name]
                for written in synset.members:
                    if written != original:
                        yield written, original, pos, "S" if rank < FIRST_SENSES else "H"
                # A hyponym's hypernym has it as a neighbour, too: both directions.
                for other in synset.hypernyms + synset.similar:
                    if rank < FIRST_SENSES and other in self.synsets:
                        for written in self.synsets[other].members:
                            yield written, original, pos, "N"
                            yield original, written, pos, "N"


def known_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """original, replacement: of the news farm's dictionary, and of those who stretch connectives."""
    for line in [*path.read_text(encoding="utf-8").splitlines(), *CONNECTIVES.splitlines()]:
        original, _, replacements = line.split("#")[0].strip().partition(" > ")
        for replacement in replacements.split(","):
            if words(original) and words(replacement) and words(original) != words(replacement):
                yield original, replacement.strip()


def tortured(path: Path, training: bool) -> list[tuple[Words, Words]]:
    """phrase, established term: without what stands in brackets, and without rows that are remarks."""
    pairs = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # The key of the split is the term as the simulated spinners read it.
            key = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*$", "", row["established_term"]).replace("’", "'").strip().lower()
            if is_unseen_term(key) == training:
                continue
            phrase, term = (_unbracketed(row[name]) for name in ("phrase", "established_term"))
            if re.search(r"paraphras|http|[;:=]", term):
                continue
            for option in term.split("/"):
                pair = words(phrase), words(option)
                if all(0 < len(side) <= 8 for side in pair) and pair[0] != pair[1]:
                    pairs.add(pair)
    return sorted(pairs)


def _unbracketed(text: str) -> str:
    return re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text)


def align(phrase: Words, term: Words, known: set[tuple[str, str]]) -> list[tuple[Words, Words]]:
    """The two cut into pairs of segments of 1 to 4 words, as cheaply as can be; equal words and known pairs cost the least."""
    best: dict[tuple[int, int], tuple[float, list[tuple[Words, Words]]]] = {(0, 0): (0.0, [])}
    for i, j in product(range(len(phrase) + 1), range(len(term) + 1)):
        if (i, j) not in best:
            continue
        cost, path = best[i, j]
        for m, n in product(range(1, MOST_WORDS + 1), repeat=2):
            if i + m > len(phrase) or j + n > len(term):
                continue
            one, other = phrase[i : i + m], term[j : j + n]
            if m == n == 1:
                step = 0.0 if one == other else 0.2 if (one[0], other[0]) in known else 1.0
            else:
                step = 1.0 + 0.6 * (m + n - 2)
            if (i + m, j + n) not in best or best[i + m, j + n][0] > cost + step + 1e-9:
                best[i + m, j + n] = cost + step, [*path, (one, other)]
    _, path = best.get((len(phrase), len(term)), (0.0, []))
    return [(one, other) for one, other in path if one != other]


def lemmas(form: str) -> list[tuple[str, str, str]]:
    """lemma, part of speech and tag of every reading of a word that the dictionary has."""
    found = []
    for pos, upos in UPOS.items():
        for lemma in lemminflect.getAllLemmas(form, upos=upos).get(upos, ()):
            found += [(lemma, pos, tag) for tag, options in inflections(lemma, pos, False).items() if form in options]
    return found


def add_inflected(table: Table, written: str, original: str, source: str) -> None:
    """A pair of forms, and the same pair in every other inflection that both have."""
    table.add(words(written), words(original), source)
    if " " in original or not original.isalpha():
        return
    for lemma, pos, tag in lemmas(original):
        if pos in "nv":
            *before, last = written.split(" ") if pos == "n" else [written]
            head, _, after = last.partition(" ") if pos == "v" else (last, "", "")
            for other, other_pos, other_tag in lemmas(head):
                if (other_pos, other_tag) == (pos, tag):
                    table.add_lemmas(" ".join([*before, other, *([after] if after else [])]), lemma, pos, source)
        else:
            for other, other_pos, other_tag in lemmas(written):
                if (other_pos, other_tag) == (pos, tag):
                    table.add_lemmas(other, lemma, pos, source)


def build(spun: Path, pairs_file: Path, counts: Counts, usage: Usage) -> tuple[Table, Thesaurus]:
    table = Table(counts, usage)
    thesaurus = Thesaurus(spun / "synsets.tsv", usage)
    for number, (written, original, pos, source) in enumerate(thesaurus.pairs()):
        if number % 100_000 == 0:
            print(f"\r{number:,} pairs of the thesaurus", end="", file=sys.stderr)
        if counts.rarest(words(original) or ("",)):
            table.add_lemmas(written, original, pos, source)
    print(file=sys.stderr)
    for original, replacement in known_pairs(pairs_file):
        add_inflected(table, replacement, original, "K")
        table.add(words(original), words(replacement), "N")
    listed = tortured(spun / "tortured-phrases.csv", True)
    for made, term in aligned(table, listed):
        add_inflected(table, " ".join(made), " ".join(term), "T")
    for made, term in listed:
        table.add(made, term, "T")
    return table, thesaurus


def aligned(table: Table, pairs: list[tuple[Words, Words]]) -> list[tuple[Words, Words]]:
    """The segments in which tortured phrases differ from their terms; pairs seen in equally long ones guide the others."""
    known = {
        (one, other)
        for phrase, term in pairs
        if len(phrase) == len(term)
        for one, other in zip(phrase, term, strict=True)
        if one != other
    }
    known |= {(written[0], row[0]) for written, rows in table.rows.items() for row in rows if len(written) == len(row) == 1}
    return sorted({segment for phrase, term in pairs for segment in align(phrase, term, known)})


def write(rows: dict[Words, list[tuple[Words, str]]], out: Path) -> int:
    lines = sorted(
        "\t".join([" ".join(written), *(f"{' '.join(original)}:{source}" for original, source in originals)])
        for written, originals in rows.items()
    )
    # Sorted by the first field alone: a tab sorts before a space, and so does the end of a field.
    data = ("\n".join(lines) + "\n").encode()
    out.write_bytes(data)
    return len(data)


def report(
    rows: dict[Words, list[tuple[Words, str]]], table: Table, thesaurus: Thesaurus, spun: Path, pairs_file: Path, size: int
) -> None:
    """Print size, ratios of frequencies and coverage."""
    counts = table.counts
    by_source = {source: sum(one == source for row in rows.values() for _, one in row) for source in SOURCES}
    print(f"{len(rows):,} written forms, {sum(by_source.values()):,} originals {by_source}, {size:,} bytes")
    known = [(words(replacement), words(original)) for original, replacement in known_pairs(pairs_file)]
    learned = aligned(table, tortured(spun / "tortured-phrases.csv", True))
    for name, pairs in (("known pairs", known), ("tortured phrases", learned)):
        ratios = np.array(
            [(counts(w) + 0.5) / counts(o) for w, o in pairs if len(w) == len(o) == 1 and counts(o) >= LEAST_COUNT]
        )
        shares = ", ".join(f"{float((ratios > cut).mean()):.1%} above {cut}" for cut in (1, 5, 10, 20, 50, 100))
        print(f"written / original frequency of {len(ratios):,} {name}: {shares}")
    held = aligned(table, tortured(spun / "tortured-phrases.csv", False))
    for name, some in (("words", [pair for pair in held if len(pair[0]) == len(pair[1]) == 1]), ("segments", held)):
        print(f"held-out tortured phrases: {covered(rows, some)} of their {name}")
    for inflect in (True, False):
        for odds in ("any sense", "first three senses"):
            spun_pairs = list(simulated(counts, thesaurus, inflect, odds == "any sense"))
            print(f"drawn from the thesaurus, inflected {inflect}, {odds}: {covered(rows, spun_pairs)} of replacements")
    texts = list(sample(spun.parent / "corpora"))
    for name, spinner in {**spinners(spun.parent), "academic, unseen terms": academic(spun.parent, unseen=True)}.items():
        changes = []
        for number, text in enumerate(texts):
            made = spinner.spin(text, 0.15, random.Random(number))
            changes += [(words(made.text[change.start : change.end]), words(change.original)) for change in made.changes]
        changes = [(written, original) for written, original in changes if written and original and written != original]
        print(f"spinner {name}: {covered(rows, changes)} of its replacements, first {first(rows, changes)}")


def sample(corpora: Path) -> Iterator[str]:
    """Beginnings of clean documents that nothing was counted in."""
    for name in ("nltk", "science", "web", "legal"):
        number = 0
        with lzma.open(corpora / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for entry in map(json.loads, lines):
                if held_out(entry):
                    yield entry["text"][:4000]
                    number += 1
                    if number == 60:
                        break


def covered(rows: dict[Words, list[tuple[Words, str]]], pairs: Iterable[tuple[Words, Words]]) -> str:
    found = [original in {one for one, _ in rows.get(written, ())} for written, original in pairs]
    return f"{sum(found) / len(found):.1%} of {len(found):,}"


def first(rows: dict[Words, list[tuple[Words, str]]], pairs: Iterable[tuple[Words, Words]]) -> str:
    """How often the original is the most plausible candidate without any context."""
    found = [original == next((one for one, _ in rows.get(written, ())), None) for written, original in pairs]
    return f"{sum(found) / len(found):.1%}"


def simulated(
    counts: Counts, thesaurus: Thesaurus, inflect: bool, any_sense: bool, number: int = 20_000
) -> Iterator[tuple[Words, Words]]:
    """written, original: forms drawn as often as text has them, each replaced by a random member of a random synset."""
    chance = np.random.default_rng(1)
    pool = sorted(form for form, count in counts.single.items() if count >= LEAST_COUNT and form.isalpha())
    weights = np.array([counts.single[form] for form in pool], dtype=np.float64)
    left = number
    while left:
        for at in chance.choice(len(pool), size=4 * number, p=weights / weights.sum()).tolist():
            readings = [reading for reading in _readings(pool[at]) if reading[:2] in thesaurus.senses]
            if not readings:
                continue
            lemma, pos, tag = readings[int(chance.integers(len(readings)))]
            senses = thesaurus.senses[lemma, pos][: None if any_sense else FIRST_SENSES]
            members = [one for one in thesaurus.synsets[senses[int(chance.integers(len(senses)))]].members if one != lemma]
            if not members:
                continue
            chosen = members[int(chance.integers(len(members)))]
            after = forms(chosen, pos).get(tag, (words(chosen),))[0] if inflect else words(chosen)
            if after and after != (pool[at],):
                yield after, (pool[at],)
                left -= 1
            if not left:
                return


@cache
def _readings(form: str) -> list[tuple[str, str, str]]:
    return lemmas(form) or [(form, pos, BASE[pos]) for pos in "nvar"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--shared", type=Path, required=True, help="folder with `spun/synsets.tsv` and `spun/tortured-phrases.csv`"
    )
    parser.add_argument("--ngrams", type=Path, required=True, help="folder of the counts")
    parser.add_argument("--pairs", type=Path, default=Path(__file__).parent / "spinner_pairs.txt")
    parser.add_argument("--out", type=Path, help="the table; in BUILD by default")
    options = parser.parse_args()
    counts = Counts(options.ngrams)
    usage = Usage(counts)
    print("counts and usage are read", file=sys.stderr)
    table, thesaurus = build(options.shared / "spun", options.pairs, counts, usage)
    rows = table.ranked()
    size = write(rows, options.out or options.ngrams / "candidates.tsv")
    report(rows, table, thesaurus, options.shared / "spun", options.pairs, size)


if __name__ == "__main__":
    main()

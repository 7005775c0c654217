"""Train the decisions of `textcheck.distorted_terms`: which pairs of words are what became of a term of science.

    python tools/train_distorted_terms.py CORPORA BUILD --shared FOLDER

FOLDER holds `spun/tortured-phrases.csv`, of which only the half that `spinners.is_unseen_term` leaves for training is read. Its phrases are put into
clean text of science that `build_language_model.for_training` keeps out of the counts, in the places of other terms; the odd pairs of clean text of all
genres are what they are told from. What is said of the words of a phrase while it is trained on was learned from phrases of other terms. Same
input, same bytes.
"""

# build: lemminflect>=0.2.3

from __future__ import annotations

import argparse
import math
import pickle
import random
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from lemminflect import getAllLemmas  # type: ignore[import-untyped]
from numpy.typing import NDArray

from build_language_model import for_training
from build_tortured_phrases import is_ordinary
from ngram_counts import held_out
from spinners import FUNCTION_WORDS, Tortured, is_unseen_term, tortured_phrases
from textcheck import distorted_terms
from textcheck.batches import Batch, HashIndex, hashes_of
from textcheck.candidates import candidates
from textcheck.context_model import FIRST, context_model
from textcheck.distorted_terms import (
    FUNCTION,
    HIGHEST,
    INSIDE,
    PRIOR,
    SCORE_BITS,
    context_features,
    features,
    odd_pairs,
)
from textcheck.document import Document, words_of
from textcheck.language_model import BOUNDARY, NUMBER, language_model, sequences, word_nats
from textcheck.networks import Network
from textcheck.tables import packed
from train_spinning import pieces, trained

DATA = Path(__file__).parents[1] / "src/textcheck/data" / distorted_terms.PACKED
TERMS = Path(__file__).parent / "established_terms.txt"
FOLDS = 5
# Words that may stand inside a term.
INNER = "of the to in for on by from under and s a with as per".split()
# Genres into whose text phrases are put; pieces of each genre; phrases and terms are put so often; and of so many pieces the one that is nearest to the term.
TECHNICAL = ("science", "technical", "education", "encyclopedia")
PIECES, TIMES, TERM_TIMES, NEAREST = 1400, 4, 8, 40
# Code points of text on either side of a phrase.
AROUND = 500
# The share of the phrases that are put in as headings have them.
CAPITALISED = 0.06
# Units of a score in a nat; of pairs of clean text that were never counted one in so many is worth a look.
UNITS, WORTH = 12.0, 6
# Text of these genres that is in the counts is read as if it were not, since little of it is not; and so many of its pieces.
COUNTED, COUNTED_PIECES = ("science", "technical", "education"), 1200
# Pairs are learned from by their contexts that have more nats than this by counts.
LEAST_NATS = -2.0
# How much a singular says of its plural and the other way round.
OTHER_NUMBER = 0.5

Floats = NDArray[np.float32]


def words(text: str) -> list[str]:
    return [word.decode("cp1252") for word in words_of(text)]


def hash_of(word: str) -> int:
    return int(hashes_of(word.encode("cp1252"))[0])


def fold_of(term: str) -> int:
    """The fold of a term; singular and plural belong together."""
    key = " ".join(word.rstrip("s") for word in re.split(r"[ -]+", term))
    return zlib.crc32(b"fold" + key.encode()) % FOLDS


def usable(shared: Path) -> list[Tortured]:
    """The listed phrases of the training half that clean text does not use."""
    return [
        pair
        for pair in tortured_phrases(shared)
        if not is_unseen_term(pair.term) and len(words(pair.phrase)) > 1 and not is_ordinary(pair.phrase)
    ]


def established(pairs: Sequence[Tortured]) -> list[str]:
    """Terms as they are: of the training half of the list, and those written by hand that are not in the other half."""
    lines = (line for line in TERMS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    known = {term.strip() for line in lines for term in line.split(",")} | {pair.term for pair in pairs}
    return sorted(term for term in known if not is_unseen_term(term) and len(words(term)) > 1)


class Listed(NamedTuple):
    """How many terms have phrases that replaced or kept a word, by the hash of the word: a column for each fold left out, and one for all."""

    words: NDArray[np.uint64]
    replaced: Floats
    kept: Floats


def listed(pairs: Sequence[Tortured]) -> Listed:
    found: dict[str, NDArray] = defaultdict(lambda: np.zeros((2, FOLDS)))
    for fold in range(FOLDS):
        own = [pair for pair in pairs if fold_of(pair.term) == fold]
        said = {(word, pair.term, word in words(pair.term)) for pair in own for word in words(pair.phrase)}
        for word, _, kept in said:
            for form, share in ((word, 1.0), *((other, OTHER_NUMBER) for other in other_numbers(word))):
                found[form][int(kept), fold] += share
    by_hash = sorted((hash_of(word), word) for word in found)
    table = np.array([found[word] for _, word in by_hash])
    left_out = np.concatenate([table.sum(2, keepdims=True) - table, table.sum(2, keepdims=True)], 2)
    return Listed(
        np.array([number for number, _ in by_hash], np.uint64),
        left_out[:, 0].astype(np.float32),
        left_out[:, 1].astype(np.float32),
    )


def other_numbers(word: str) -> list[str]:
    """The plural of what may be a singular, and the other way round."""
    if len(word) < 4:
        return []
    if word.endswith("ies"):
        return [word[:-3] + "y"]
    if word.endswith("s"):
        return [] if word.endswith("ss") else [word[:-1]]
    return [word[:-1] + "ies" if word.endswith("y") else word + "s"]


@cache
def lemmas(word: str) -> frozenset[str]:
    return frozenset([word, *(lemma for some in getAllLemmas(word).values() for lemma in some)])


def hidden_options(pairs: Sequence[Tortured], table: Path) -> list[NDArray[np.bool_]]:
    """For each fold, and for none: which candidates come from listed phrases of that fold alone."""
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for pair in pairs:
        # Aligned in any way: a phrase has few words.
        for one, other in product(words(pair.phrase), words(pair.term)):
            for key in product(lemmas(one), lemmas(other)):
                seen[key].add(fold_of(pair.term))
    known = candidates()
    hidden = [np.zeros(len(known.sources), bool) for _ in range(FOLDS + 1)]
    for line in table.read_text(encoding="utf-8").splitlines():
        written, *options = line.split("\t")
        listed = {option[:-2] for option in options if option.endswith(":T")}
        if not listed or " " in written:
            continue
        number = int(known.find(sequences(hashes_of(written.encode("cp1252")), 1))[0])
        for option in range(*known.first[number : number + 2].tolist()) if number >= 0 else ():
            if (text := known.text(option)) in listed:
                folds = set().union(*(seen.get(key, set()) for key in product(lemmas(written), lemmas(text))))
                for fold in folds if len(folds) == 1 else range(0 if folds else FOLDS):
                    hidden[fold][option] = True
    return hidden


class WithoutOne:
    """Counts as they would be had a text not been counted: sequences that may have been counted in it alone were not."""

    def __init__(self) -> None:
        self.model = language_model()

    def word_levels(self, hashes: NDArray[np.uint64]) -> NDArray[np.uint8]:
        return self.model.word_levels(hashes)

    def levels(self, keys: NDArray[np.uint64]) -> NDArray[np.uint8]:
        levels = self.model.levels(keys)
        return np.where(levels <= 2, np.maximum(levels, 1) - 1, levels).astype(np.uint8)


class Tables(distorted_terms.DistortedTerms):
    """The tables as they are where phrases of one fold are not known."""

    def __init__(self, found: Listed, fold: int) -> None:
        self.words = HashIndex(found.words)
        self.replaced, self.kept = (
            np.log(np.append(table[:, fold], 0) + PRIOR).astype(np.float32) for table in (found.replaced, found.kept)
        )
        self.scores = np.zeros(1 << SCORE_BITS, np.int8)


def use(tables: Tables, hidden: NDArray[np.bool_]) -> None:
    """Let the package use tables, and no options that are hidden."""
    distorted_terms.distorted_terms = lambda: tables  # type: ignore[assignment]
    distorted_terms.is_single = lambda options: (candidates().lengths(options) == 1) & ~hidden[options]


def word_rows(tables: Tables, hashes: NDArray[np.uint64]) -> Floats:
    """What is known of single words: a row each."""
    at, number = tables.words.find(hashes), context_model().numbers(hashes)
    columns = [tables.replaced[at], tables.kept[at], word_nats()[language_model().word_levels(hashes)], number < FIRST]
    return np.concatenate([np.stack(columns, 1), context_model().vectors(number)], 1).astype(np.float32)


def set_scores(tables: Tables, found: Listed, judge: Network | None, zero: float) -> None:
    """Scores of all words of the tables and of contexts, of others by what they have in common, and of function words."""
    known = np.unique(np.concatenate([context_model().words, found.words]))
    scores = np.zeros(1 << SCORE_BITS, np.int8)
    if judge is not None:

        def code(rows: Floats) -> NDArray[np.int8]:
            return np.clip(np.round(UNITS * (judge(rows) - zero)), -HIGHEST, HIGHEST).astype(np.int8)

        scores[:] = code(unknown_row(tables))[0]
        codes = code(word_rows(tables, known))
        order = np.argsort(codes, kind="stable")
        # Of words that share a slot the one with the highest score has it, and function words before all.
        scores[(known[order] >> np.uint64(64 - SCORE_BITS)).astype(np.int64)] = codes[order]
    letters = {chr(code) for code in range(97, 123)}
    kinds = {hash_of(part): FUNCTION for word in FUNCTION_WORDS | letters for part in words(word)}
    kinds |= {hash_of(word): INSIDE for word in INNER}
    kinds |= {BOUNDARY: FUNCTION, NUMBER: FUNCTION}
    for number, kind in sorted(kinds.items()):
        scores[number >> 64 - SCORE_BITS] = kind
    tables.scores = scores


def unknown_row(tables: Tables) -> Floats:
    """What is known of a word that no table has."""
    row = word_rows(tables, np.array([1], np.uint64))
    row[0, 2] = UNKNOWN_NATS
    return row


class Placed(NamedTuple):
    """A text with a phrase in it, and where that stands."""

    text: str
    start: int
    end: int
    fold: int


_TOKENS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\s\w]")


def slots(text: str) -> list[tuple[int, int]]:
    """Where one to three words stand between function words and marks: in places of terms."""
    found, run = [], []
    for match in _TOKENS.finditer(text):
        word = match.group()
        if word.isalpha() and word.islower() and word not in FUNCTION_WORDS and len(word) > 2:
            run.append(match.span())
            continue
        if 1 <= len(run) <= 3 and text[run[0][0] : run[-1][1]].count(" ") == len(run) - 1:
            found.append((run[0][0], run[-1][1]))
        run = []
    return found


def topic(text: str) -> Floats:
    """The direction in which the words of a text lie together."""
    number = context_model().numbers(hashes_of(" ".join(words(text)).encode("cp1252")))
    mean = context_model().vectors(number[number >= FIRST]).sum(0)
    found: Floats = mean / (np.linalg.norm(mean) + 1e-6)
    return found


def placed(pairs: Sequence[Tortured], some: Sequence[str], times: int, seed: int) -> list[Placed]:
    """Every phrase so many times in text that is about things like its term."""
    chance = random.Random(seed)
    free = [(text, places) for text in some if (places := slots(text))]
    topics = np.stack([topic(text) for text, _ in free])
    found = []
    for pair in pairs:
        about = topic(pair.term)
        for _ in range(times):
            drawn = [chance.randrange(len(free)) for _ in range(NEAREST)]
            text, places = free[drawn[int(np.argmax(topics[drawn] @ about))]]
            start, end = chance.choice(places)
            phrase = pair.phrase.title() if chance.random() < CAPITALISED else pair.phrase
            found.append(cut(text, start, end, phrase, fold_of(pair.term)))
    return found


def cut(text: str, start: int, end: int, phrase: str, fold: int) -> Placed:
    """A part of a text with a phrase in the place of another."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    # No word is cut in two.
    before, after = text[low:start], text[end:high]
    before = before[before.find(" ") + 1 :] if low else before
    after = after[: after.rfind(" ")] if high < len(text) else after
    return Placed(before + phrase + after, len(before), len(before) + len(phrase), fold)


class Rows(NamedTuple):
    """Features of pairs by counts and by contexts, the hashes of their words, and where each pair is from."""

    counts: Floats
    contexts: Floats
    first: NDArray[np.uint64]
    second: NDArray[np.uint64]
    source: NDArray[np.int64]


BATCH = 100


def rows_of(texts: Sequence[str], contexts: bool, spans: Sequence[tuple[int, int]] | None = None) -> Rows:
    """The odd pairs of texts; with `spans` those that lie inside the span of their text."""
    columns: list[list[NDArray]] = [[], [], [], [], []]
    for at in range(0, len(texts), BATCH):
        batch = Batch([Document(text) for text in texts[at : at + BATCH]])
        pairs = odd_pairs(batch)
        source = np.searchsorted(batch.words.bounds, pairs.first, "right") - 1
        if spans is not None:
            offsets, own = np.array(batch.offsets)[source], np.array(spans[at : at + BATCH])[source]
            inside = batch.words.starts[pairs.first] - offsets >= own[:, 0]
            inside &= batch.words.ends[pairs.second] - offsets <= own[:, 1]
            pairs, source = pairs.of(inside), source[inside]
        columns[0].append(features(batch, pairs))
        if contexts:
            columns[1].append(context_features(batch, pairs))
        columns[2].append(batch.words.hashes[pairs.first])
        columns[3].append(batch.words.hashes[pairs.second])
        columns[4].append(source + at)
    return Rows(*(np.concatenate(column) if column else np.zeros((0, 0)) for column in columns))


def gathered(
    tables: list[Tables],
    hidden: list[NDArray[np.bool_]],
    phrases: list[Placed],
    terms: list[Placed],
    clean: list[str],
    counted: list[str],
    contexts: bool,
) -> tuple[Rows, Rows]:
    """The pairs of phrases, each as if its fold were not known, and those of clean text, one part as if each fold were not."""
    found: list[list[Rows]] = [[], []]
    for fold in range(FOLDS):
        use(tables[fold], hidden[fold])
        own = [one for one in phrases if one.fold == fold]
        found[0].append(rows_of([one.text for one in own], contexts, [(one.start, one.end) for one in own]))
        own = [one for one in terms if one.fold == fold]
        found[1].append(rows_of([one.text for one in own], contexts, [(one.start, one.end) for one in own]))
        print(f"fold {fold}: {len(found[1][-1].first):,} pairs of terms", file=sys.stderr)
        found[1].append(rows_of(clean[fold::FOLDS], contexts))
        distorted_terms.language_model = WithoutOne  # type: ignore[assignment, misc]
        found[1].append(rows_of(counted[fold::FOLDS], contexts))
        distorted_terms.language_model = language_model
        print(
            f"fold {fold}: {len(found[0][-1].first):,} pairs of phrases, {len(found[1][-1].first):,} of text", file=sys.stderr
        )
    one, other = (Rows(*map(np.concatenate, zip(*rows, strict=True))) for rows in found)
    return one, other


def network_of(name: str, made: Floats, clean: Floats, hidden: int, epochs: int, decay: float, seed: int) -> dict[str, NDArray]:
    truth = np.append(np.ones(len(made), bool), np.zeros(len(clean), bool))
    return trained(
        name, np.concatenate([made, clean]), truth, np.ones(len(truth), np.float32), hidden, epochs, seed, decay=decay
    )


# The logarithm of how often words are counted that no table has.
UNKNOWN_NATS = 2.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("build", type=Path, help="the folder of candidates.tsv")
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    pairs = usable(options.shared)
    some = clean_pieces(options.corpora, options.build)
    clean = [text for _, text in some]
    technical = [text for genre, text in some if genre in TECHNICAL]
    phrases = placed(pairs, technical, TIMES, 1)
    terms = placed([Tortured(term, term) for term in established(pairs)], technical, TERM_TIMES, 2)
    counted = [text for _, text in counted_pieces(options.corpora, options.build)]
    print(f"{len(pairs):,} phrases, {len(clean):,} pieces", file=sys.stderr)
    found = listed(pairs)
    hidden = hidden_options(pairs, options.build / "candidates.tsv")
    tables = [Tables(found, fold) for fold in range(FOLDS + 1)]
    for one in tables:
        set_scores(one, found, None, 0.0)
    made, text = gathered(tables, hidden, phrases, terms, clean, counted, False)
    # Words by themselves: those of phrases and of the odd pairs of text, each with what other folds say of it.
    rows = []
    for source in (made, text):
        rows.append(np.concatenate([of_words(source.counts, place) for place in (0, 1)]))
    judge = Network(network_of("word", rows[0], rows[1], 16, 6, 1e-3, 1), "word")
    sums = sum(judge(of_words(text.counts, place)) for place in (0, 1))
    zero = float(np.quantile(sums, 1 - 1 / WORTH)) / 2
    for one in tables:
        set_scores(one, found, judge, zero)
    before = len(made.first)
    made, text = gathered(tables, hidden, phrases, terms, clean, counted, True)
    print(f"{len(made.first):,} of {before:,} pairs of phrases are worth a look, {len(text.first):,} of text", file=sys.stderr)
    usual = math.log(len(text.first) / len(made.first))
    parts = network_of("first", made.counts, text.counts, 32, 12, 2e-3, 2)
    first = Network(parts, "first")
    kept = [first(rows.counts) + usual > LEAST_NATS for rows in (made, text)]
    both = [np.concatenate([rows.counts[own], rows.contexts[own]], 1) for rows, own in zip((made, text), kept, strict=True)]
    parts |= network_of("second", both[0], both[1], 64, 20, 4e-3, 3)
    last = tables[FOLDS]
    arrays = {
        "scores": last.scores,
        "words": found.words,
        "replaced": last.replaced,
        "kept": last.kept,
        "usual": np.array([usual], np.float32),
        **parts,
    }
    partial = DATA.with_suffix(".part")
    partial.write_bytes(packed(arrays))
    partial.replace(DATA)
    print(f"{DATA.stat().st_size:,} bytes", file=sys.stderr)


def of_words(rows: Floats, place: int) -> Floats:
    """What is known of the words of pairs by themselves, as `word_rows` has it, from the features of pairs."""
    columns = distorted_terms.OF_WORDS[place]
    width = context_model().width
    return np.concatenate([rows[:, columns], rows[:, rows.shape[1] - width * (2 - place) :][:, :width]], 1)


def clean_pieces(corpora: Path, build: Path) -> list[tuple[str, str]]:
    """Text of all genres that is not in the counts, with its genre; read once."""
    kept = build / "terms-pieces.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(pieces(corpora, for_training, PIECES, 1)))
    found: list[tuple[str, str]] = pickle.loads(kept.read_bytes())
    return found


def counted_pieces(corpora: Path, build: Path) -> list[tuple[str, str]]:
    """Text of some genres that is in the counts."""
    kept = build / "terms-counted.pickle"
    if not kept.exists():

        def wanted(entry: dict[str, str]) -> bool:
            return "genre" in entry and entry["genre"] in COUNTED and not held_out(entry) and not for_training(entry)

        kept.write_bytes(pickle.dumps(pieces(corpora, wanted, COUNTED_PIECES, 1)))
    found: list[tuple[str, str]] = pickle.loads(kept.read_bytes())
    return found


if __name__ == "__main__":
    main()

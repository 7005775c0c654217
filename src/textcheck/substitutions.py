"""Substituted phrases: what a spinner put in the place of what clean text would say, weighed over the whole document.

The packed table holds phrases that clean text hardly knows, each with the established phrase it may have been made from and the
logarithm of a likelihood ratio: how much oftener a spinner would write it than a writer. One such phrase is seldom proof, since
somebody somewhere writes anything; many of them close together are. So the hits of a document are pooled first: the stretch of
text whose hits outweigh its length by most gives P(spun), and each hit is then judged in its light.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from textcheck import resources
from textcheck.batches import Batch, BatchView, following
from textcheck.document import Document
from textcheck.expressions import expression
from textcheck.lexicon import TermSet
from textcheck.prose import prose_of
from textcheck.spinning import LEAST_SPUN, NOT_SPUN, Judged, judge, judge_one

# Nats that a code point of text without a hit speaks against spinning: 12 in 1,000 words of 6 code points. Clean text of every genre has
# about one hit of 3 nats in as many words; spun text has thirty and more.
NATS_PER_CHARACTER = 12 / 6000
# What the best stretch must outweigh before a document of no length is as likely spun as not, and what its length adds (natural
# logarithm of 1 + length / unit), since a long text offers chance more stretches. At these figures 1 of 57,461 clean held-out
# documents of eleven genres pass, and 9 of 10 news texts of 120 to 300 words in which a simulated spinner replaced 11 % of the words
# (`benchmarks/accuracy_spun.py`).
SPUN_THRESHOLD = 7.0
LENGTH_NATS = 2.0
LENGTH_UNIT = 1500
# One hit weighs at most this: the tail of the ratio rests on counts of zero and one.
MOST_NATS = 5.0
# A second hit of the same pair may be the writer's habit as well as the spinner's table, a second in the same phrase shares its
# evidence: each repetition counts so much less.
REPEATED_SHARE = 0.35
# Fewer independent hits than these are no evidence about a document.
LEAST_INDEPENDENT = 3
# The chance that a broken fixed expression stands for itself in a text that shows no other sign: so much its ratio must overcome.
# Other phrases need the company of their like.
LONE_PRIOR = 3e-3
# Nats against a fixed expression with a capitalised word beside it: a longer name may hold it, "Paris Financial Forum".
LONGER_NAME_NATS = 2.5
# Once this many hits show that the document replaces one word by another throughout, the other uses of the word are taken, too.
CONSISTENT_HITS = 2
# From here a document is taken for spun, and words are reported that would prove nothing by themselves.
PLAINLY_SPUN = 0.9
# A shorter text says nothing of itself; the logit that counts must show before it is as likely spun as not: training text was spun every other time.
FEWEST_WORDS, SPUN_PRIOR = 50, 3.0
# Nats against a replaced word or phrase with a hyphen in or beside it: the counts take a hyphen for a space and know such compounds badly. Measured: of
# those that were told without it two in three were right, of others nine in ten.
HYPHEN_NATS = 1.5
# Nats against a replaced word in a text that was not spun.
LONE_NATS = 4.0
# Below this hardly more than every second finding would be right.
LEAST_CONFIDENCE = 0.6


class Candidate(NamedTuple):
    """What may have stood in the place of a span, and the logarithm of the likelihood ratio in nats."""

    original: str
    nats: float


class Substitution(NamedTuple):
    """A span that was probably substituted.

    `start` and `end` delimit the replaced words, `phrase_start` and `phrase_end` the phrase they were recognised in.
    `fixed` says that the original is an expression written with capitals, such as a name. `confidence` is the probability
    of a substitution in the light of the whole document; `candidates` are ranked, the likeliest first.
    """

    start: int
    end: int
    phrase_start: int
    phrase_end: int
    fixed: bool
    confidence: float
    candidates: tuple[Candidate, ...]


class Spun(NamedTuple):
    """What the substitutions of a document say together; `start` and `end` delimit the stretch that looks spun the most."""

    probability: float
    start: int
    end: int
    substitutions: tuple[Substitution, ...]


_NOTHING = Spun(0.0, 0, 0, ())


def _load_terms() -> list[str]:
    return resources.read_text("substitutions.txt").split("\n")[:-1]


# A capitalised word beside a phrase, other than one that begins a sentence or an article.
_CAPITAL_BEFORE = expression(r"(?<![.!?:;“\"\n] )\b(?!The |A |An )[A-Z][\w’'.&-]* $")
_CAPITAL_AFTER = expression(r" (?:of )?[A-Z]")

TERMS = TermSet("substitutions", _load_terms)


@cache
def _replacements() -> tuple[tuple[str, tuple[Candidate, ...]], ...]:
    """Replacements that betray themselves in spun text without any context, the longest first."""
    rows = (line.split("\t") for line in resources.read_text("replacements.tsv").splitlines())
    read = [(spun, tuple(_candidate(option) for option in options)) for spun, *options in rows]
    return tuple(sorted(read, key=lambda row: (-len(row[0]), row[0])))


def _candidate(option: str) -> Candidate:
    centinats, _, original = option.partition(":")
    return Candidate(original, int(centinats) / 100)


@cache
def _rows() -> list[str]:
    return resources.read_text("substitutions.tsv").split("\n")[:-1]


def _is_judged(doc: Document) -> bool:
    """Whether counts of English say anything of a document: a command that checks a few words should not wait for their tables."""
    return doc.word_count >= FEWEST_WORDS and doc.context.language in (None, "en")


def _analyse(doc: Document) -> Spun:
    return _analysed(doc, judge_one(doc) if _is_judged(doc) else NOT_SPUN)


def _analyse_batch(batch: Batch) -> list[Spun]:
    return [
        _analysed(doc, judged if _is_judged(doc) else NOT_SPUN) for doc, judged in zip(batch.docs, judge(batch), strict=True)
    ]


analyse = BatchView(_analyse, _analyse_batch)
"""The substitutions of a document and P(spun): a view; the lexicon must have scanned TERMS."""


def _some_substituted(_: Document, spun: Spun) -> bool:
    return any(item.confidence >= LEAST_CONFIDENCE for item in spun.substitutions)


def _is_spun(_: Document, spun: Spun) -> bool:
    return spun.probability >= LEAST_CONFIDENCE


some_substituted = following(analyse, _some_substituted)
"""Whether a document holds a substitution that is told: a view."""

is_spun = following(analyse, _is_spun)
"""Whether a document is told to be spun: a view."""


def _analysed(doc: Document, judged: Judged) -> Spun:
    """What the known phrases and the counts of clean text say together."""
    by_phrases = _by_phrases(doc)
    if judged is NOT_SPUN and by_phrases is _NOTHING:
        return _NOTHING
    judged = _of_prose(doc, judged)
    by_counts = 1 / (1 + math.exp(min(SPUN_PRIOR - judged.logit, 50.0)))
    probability = 1 - (1 - by_phrases.probability) * (1 - by_counts)
    found = list(by_phrases.substitutions)
    for replaced in judged.replaced:
        spun = by_phrases.probability if by_phrases.start <= replaced.start < by_phrases.end else 0.0
        if judged.start <= replaced.start < judged.end:
            spun = 1 - (1 - spun) * (1 - by_counts)
        logit = replaced.logit
        if "-" in doc.text[max(0, replaced.start - 1) : replaced.end + 1]:
            logit -= HYPHEN_NATS
        confidence = round(spun * _chance(logit) + (1 - spun) * _chance(logit - LONE_NATS), 3)
        options = tuple(Candidate(original, nats) for original, nats in replaced.options)
        found.append(Substitution(replaced.start, replaced.end, replaced.start, replaced.end, False, confidence, options))
    if by_counts > by_phrases.probability:
        start, end = judged.start, judged.end
    else:
        start, end = by_phrases.start, by_phrases.end
    return Spun(probability, start, end, tuple(_apart(found)))


def _of_prose(doc: Document, judged: Judged) -> Judged:
    """What counts say of the prose of a document alone, where they say anything: words of code and data stand where no prose has them."""
    if judged.logit <= LEAST_SPUN and not judged.replaced:
        return judged
    text = prose_of(doc)
    if text == doc.text:
        return judged
    alone = Document(text, context=doc.context)
    return judge_one(alone) if _is_judged(alone) else NOT_SPUN


def _chance(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(logit, 50.0))))


def _apart(found: list[Substitution]) -> list[Substitution]:
    """Of substitutions that overlap the surest; of those of one span the options of all, those of a known phrase first."""
    found.sort(key=lambda item: (-item.confidence, item.start - item.end, item.start))
    starts: list[int] = []
    kept: list[Substitution] = []
    for item in found:
        at = bisect_right(starts, item.start)
        if at and kept[at - 1].end > item.start:
            if (kept[at - 1].start, kept[at - 1].end) == (item.start, item.end):
                kept[at - 1] = _joined(kept[at - 1], item)
            continue
        if at < len(kept) and kept[at].start < item.end:
            continue
        starts.insert(at, item.start)
        kept.insert(at, item)
    return kept


def _joined(one: Substitution, other: Substitution) -> Substitution:
    if one.fixed:
        return one
    known = {candidate.original for candidate in one.candidates}
    more = [candidate for candidate in other.candidates if candidate.original not in known]
    return one._replace(candidates=(*one.candidates, *more))


def _by_phrases(doc: Document) -> Spun:
    spans = _spans(doc) if doc.hits.get(TERMS.name) else None
    if not spans:
        return _NOTHING
    weight, start, end = _best_stretch(spans)
    threshold = SPUN_THRESHOLD + LENGTH_NATS * math.log(1 + len(doc.text) / LENGTH_UNIT)
    probability = 1 / (1 + math.exp(min(threshold - weight, 50.0)))
    found = [_judge(span, probability if start <= span.start < end else 0.0) for span in spans]
    if probability >= PLAINLY_SPUN:
        # The lines that the stretch begins and ends in are spun with it.
        first = doc.text.rfind("\n", 0, start) + 1
        last = doc.text.find("\n", end)
        found = _throughout(doc, found, first, last if last >= 0 else len(doc.text), probability)
    return Spun(probability, start, end, tuple(sorted(found)))


class _Span(NamedTuple):
    start: int
    end: int
    phrase_start: int
    phrase_end: int
    fixed_nats: float
    nats: float
    candidates: tuple[Candidate, ...]


class _Reading(NamedTuple):
    """One hit read as a substitution: its weight, the phrase it was recognised in, and whether that is a fixed expression."""

    nats: float
    phrase_start: int
    phrase_end: int
    fixed: bool


def _spans(doc: Document) -> list[_Span]:
    """The replaced spans, in text order and without overlap; hits on one span are joined."""
    joined = [_join(start, end, originals) for (start, end), originals in _readings(doc).items()]
    joined.sort(key=lambda span: (-span.nats, span.start - span.end, span.start))
    starts: list[int] = []
    taken: list[_Span] = []
    for span in joined:
        at = bisect_right(starts, span.start)
        if (at and taken[at - 1].end > span.start) or (at < len(taken) and taken[at].start < span.end):
            continue
        starts.insert(at, span.start)
        taken.insert(at, span)
    return taken


def _readings(doc: Document) -> dict[tuple[int, int], dict[str, list[_Reading]]]:
    """Every replaced span with its possible originals, as the hits say."""
    text = doc.text
    found: dict[tuple[int, int], dict[str, list[_Reading]]] = defaultdict(lambda: defaultdict(list))
    for hit in doc.hits.get(TERMS.name, ()):
        # Half of a hyphenated word is another word: "the cease-fire" holds no "the cease".
        if text[hit.start - 1 : hit.start] == "-" or text[hit.end : hit.end + 1] == "-":
            continue
        # Terms are found in the folded text, where spaces of every kind are one.
        folded = doc.folded[hit.start : hit.end].split(" ")
        ends = list(accumulate((len(word) + 1 for word in folded), initial=hit.start))
        words = [text[start : end - 1] for start, end in pairwise(ends)]
        for row in _rows()[hit.term].split("\t"):
            centinats, flag, *pieces = row.split(":")
            replaced = [(int(pieces[at]), int(pieces[at + 1]), pieces[at + 2]) for at in range(0, len(pieces), 3)]
            fixed = flag == "C"
            if fixed and not _capitalised(words, replaced):
                continue
            nats = int(centinats) / 100
            if fixed and (
                _CAPITAL_BEFORE.search(text, max(0, hit.start - 30), hit.start) or _CAPITAL_AFTER.match(text, hit.end)
            ):
                nats -= LONGER_NAME_NATS
            for first, last, original in replaced:
                found[ends[first], ends[last] - 1][original].append(_Reading(nats, hit.start, hit.end, fixed))
    return found


def _join(start: int, end: int, originals: dict[str, list[_Reading]]) -> _Span:
    candidates = []
    for original, readings in originals.items():
        nats = sorted((reading.nats for reading in readings), reverse=True)
        # The phrases around one word share it and each other: the others together tell half as much as they would alone.
        candidates.append(Candidate(original, nats[0] + sum(nats[1:]) / 2))
    candidates.sort(key=lambda candidate: (-candidate.nats, candidate.original))
    best = max(originals[candidates[0].original], key=lambda reading: (reading.fixed, reading.nats))
    return _Span(
        start,
        end,
        best.phrase_start,
        best.phrase_end,
        best.nats if best.fixed else 0.0,
        candidates[0].nats,
        tuple(candidates),
    )


def _capitalised(words: Sequence[str], replaced: Sequence[tuple[int, int, str]]) -> bool:
    """Whether every word has a capital, except the later words of a replacement: "West Financial institution"."""
    later = {at for first, last, _ in replaced for at in range(first + 1, last)}
    return not any(word[:1].islower() for at, word in enumerate(words) if at not in later)


def _best_stretch(spans: Sequence[_Span]) -> tuple[float, int, int]:
    """The weight and extent of the stretch of text whose hits outweigh its length by most (Kadane's scan).

    Zero where no stretch holds LEAST_INDEPENDENT hits that neither repeat a pair nor share a phrase.
    """
    seen: dict[str, int] = {}
    best, best_start, best_end = 0.0, 0, 0
    running, begin, at, phrase_end, independent = 0.0, spans[0].start, spans[0].start, 0, 0
    for span in spans:
        running -= (span.start - at) * NATS_PER_CHARACTER
        if running <= 0:
            running, begin, independent = 0.0, span.start, 0
        original = span.candidates[0].original
        repeats = seen.get(original, 0) + (span.phrase_start < phrase_end)
        seen[original] = seen.get(original, 0) + 1
        running += min(span.nats, MOST_NATS) * REPEATED_SHARE**repeats
        independent += repeats == 0
        at, phrase_end = span.end, span.phrase_end
        if running > best and independent >= LEAST_INDEPENDENT:
            best, best_start, best_end = running, begin, span.end
    return best, best_start, best_end


def _judge(span: _Span, spun: float) -> Substitution:
    """P(substituted) where the document is spun, and where it is not, weighed by P(spun)."""
    fixed = span.fixed_nats > 0
    ratio, fixed_ratio = math.exp(min(span.nats, 30.0)), math.exp(min(span.fixed_nats, 30.0))
    lone = fixed_ratio * LONE_PRIOR / (1 + fixed_ratio * LONE_PRIOR) if fixed else 0.0
    confidence = round(spun * ratio / (1 + ratio) + (1 - spun) * lone, 3)
    return Substitution(span.start, span.end, span.phrase_start, span.phrase_end, fixed, confidence, span.candidates)


def _throughout(doc: Document, found: Sequence[Substitution], start: int, end: int, probability: float) -> list[Substitution]:
    """What was found and, between `start` and `end`, further replaced words that have no telling phrase around them.

    They are words that this document has been seen to replace, and words that spinners write much oftener than writers do.
    """
    folded = doc.folded
    taken = bytearray(end - start)
    hits: dict[tuple[str, Candidate], int] = defaultdict(int)
    for item in found:
        low, high = max(item.start, start), min(item.end, end)
        if low < high:
            taken[low - start : high - start] = b"\1" * (high - low)
        if start <= item.start < end and not item.fixed:
            hits[folded[item.start : item.end], Candidate(item.candidates[0].original, 0.0)] += 1
    wanted: list[tuple[str, tuple[Candidate, ...], float]] = [
        # Not fitted: chosen so that two hits give 0.8, the least that is a warning, and ten give 0.95.
        (spun, (candidate,), number / (number + 0.5))
        for (spun, candidate), number in sorted(hits.items())
        if number >= CONSISTENT_HITS
    ]
    for spun, candidates in _replacements():
        ratio = math.exp(candidates[0].nats)
        wanted.append((spun, candidates, ratio / (1 + ratio)))
    more = list(found)
    for spun, candidates, share in wanted:
        at = folded.find(spun, start, end)
        while at >= 0:
            stop = at + len(spun)
            around = folded[at - 1 : at] + folded[stop : stop + 1]
            if not any(char.isalnum() or char == "-" for char in around) and not any(taken[at - start : stop - start]):
                taken[at - start : stop - start] = b"\1" * (stop - at)
                more.append(Substitution(at, stop, at, stop, False, round(probability * share, 3), candidates))
            at = folded.find(spun, stop, end)
    return more

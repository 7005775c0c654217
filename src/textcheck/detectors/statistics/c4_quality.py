"""The quality rules of C4, a published filter of web text: lines that are no sentences are dropped, and documents with too few sentences left.

A line is dropped, and a NOTE marks it together with its neighbours that fail in the same way, where it

- has a word of more than 1,000 characters,
- does not end in a full stop, question mark, exclamation mark or quotation mark, or ends in an ellipsis,
- has fewer than 3 words,
- mentions JavaScript, or the terms of use, a privacy policy, a cookie policy or the use of cookies.

The document is dropped, and a WARNING of the whole document says why, where a line that was kept so far holds "lorem ipsum" or a curly bracket,
or where fewer than 5 sentences are left. Each reason is a finding of its own, with the value.

Source: Raffel et al. 2020, "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer", JMLR 21(140), section 2.2. Where the paper
leaves room, what datatrove's C4QualityFilter does with its default values decides: citation marks such as [3] are taken off before a line is
judged, and sentences are counted in spaCy's English tokens. The list of bad words is another filter there, and is not part of this rule.

The rule is not in the default set: such figures describe a text, they do not prove damage. Poems, tables and every text about programs break
them without being broken. Select it by its code, its name, or the family.
Not judged: what the lines say, beyond the phrases above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress
from itertools import count as count_up
from operator import not_

from textcheck import tokens
from textcheck.rule import CERTAIN, Document, Finding, Rule, Severity, pattern

LONGEST_WORD = 1000
FEWEST_WORDS = 3
FEWEST_SENTENCES = 5
POLICIES = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies")

_ENDS = (".", "?", "!", '"', "'")
_CITATION = re.compile(r"\[(?:[0-9]*|edit|citation needed)\]")
_SUSPECTS = rb"(?i)lorem ipsum|javascript|\{|" + "|".join(POLICIES).encode()
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

# Why a line is dropped; the words of the message.
_LONG_WORD = f"a word of more than {LONGEST_WORD} characters"
_NO_END = "no full stop, question, exclamation or quotation mark at its end"
_FEW_WORDS = f"fewer than {FEWEST_WORDS} words"
_JAVASCRIPT = "the word JavaScript"
_POLICY = "a phrase of terms of use or cookie notices"


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    suspect = pattern(_SUSPECTS).search(doc.codes) is not None
    dropped: list[tuple[int, int, str]] = []
    sentences = kept = lorem = bracket = 0
    at = 0
    for whole in text.splitlines(keepends=True):
        line = whole.strip()
        start = at
        at += len(whole)
        if not line:
            continue
        why = _reason(line)
        if why is None:
            # What is kept so far is read without its citation marks, and closely only where the document holds something to look for.
            line = _CITATION.sub("", line) if "[" in line else line
            if suspect:
                folded = line.lower()
                lorem += "lorem ipsum" in folded
                if "javascript" in folded:
                    why = _JAVASCRIPT
                else:
                    bracket += "{" in line
                    if any(policy in folded for policy in POLICIES):
                        why = _POLICY
        if why is not None:
            dropped.append((start, start + len(whole.rstrip(_BREAKS)), why))
            continue
        kept += 1
        if sentences < FEWEST_SENTENCES:
            sentences += _count_sentences(line, FEWEST_SENTENCES - sentences)
    for message in (
        "lorem ipsum" if lorem else "",
        f"a curly bracket in {bracket} of its lines" if bracket else "",
        f"{sentences} sentences in the {kept} lines that are kept, at least {FEWEST_SENTENCES} wanted"
        if sentences < FEWEST_SENTENCES
        else "",
    ):
        if message:
            yield RULE.finding(0, len(text), f"C4 quality: {message}", confidence=CERTAIN)
    yield from _notes(text, dropped)


def _notes(text: str, dropped: list[tuple[int, int, str]]) -> Iterator[Finding]:
    """One finding for lines that follow each other and are dropped for the same reason."""
    runs: list[list[tuple[int, int, str]]] = []
    for line in dropped:
        if runs and runs[-1][-1][2] == line[2] and not text[runs[-1][-1][1] : line[0]].strip():
            runs[-1].append(line)
        else:
            runs.append([line])
    for run in runs:
        what = "a line is dropped" if len(run) == 1 else f"{len(run)} lines are dropped"
        yield RULE.finding(
            run[0][0], run[-1][1], f"C4 quality: {what}: {run[0][2]}", confidence=CERTAIN, severity=Severity.NOTE
        )


def _reason(line: str) -> str | None:
    """Why a line is dropped whatever it says, None where it is kept so far."""
    if len(line) > LONGEST_WORD and max(map(len, line.split())) > LONGEST_WORD:
        return _LONG_WORD
    ended = _CITATION.sub("", line) if line[-1] == "]" else line
    if not ended.endswith(_ENDS) or ended.endswith("..."):
        return _NO_END
    if len(line.split(None, FEWEST_WORDS - 1)) < FEWEST_WORDS:
        return _FEW_WORDS
    return None


def _count_sentences(line: str, most: int) -> int:
    """The sentences of a line, counted no further than to `most`."""
    pieces = line.split()
    count, ended, following = 1, False, 0
    # A piece of letters and figures ends no sentence, but begins one after a sentence has ended.
    for at in compress(count_up(), map(not_, map(str.isalnum, pieces))):
        if ended and at > following:
            count, ended = count + 1, False
        for token in tokens.packed_of(pieces[at]):
            if token & tokens.ENDS_SENTENCE:
                ended = True
            elif ended and not token & tokens.IS_PUNCTUATION:
                count, ended = count + 1, False
        if count >= most:
            return most
        following = at + 1
    return count + (ended and following < len(pieces))


RULE = Rule(code="STA103", name="c4-quality", severity=Severity.WARNING, detect=detect, default=False)

"""An article that does not fit the word behind it: "an prolonged cease-fire", "a everlasting peace".

Spinners replace a word and leave its article. The rule knows behind which article clean text writes some twenty thousand words, by
sound rather than by spelling, and reports the others' article. Where a known substitution explains the disagreement, the word it
replaced is proposed as well; otherwise it may be anybody's slip, and is a note.

Left alone: an hour, an heir, a European, a one-off, a unique, an MRI, an x-ray, "an historic" (written both ways), a word the
table does not know, letters and grades ("vitamin A is", "a or b"), fragments ("an d"), dialect apostrophes, other languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from textcheck import resources
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign, pattern, with_case_of
from textcheck.substitutions import TERMS, analyse

_FORM = (
    # "an" before h is old or British usage of many writers, and no sign of damage.
    rb"\b[Aa]n [B-DFGJ-NP-TV-Zb-dfgj-np-tv-z][a-z]+(?:-[a-z]+)*"
    rb"|\b[Aa]n (?:[Uu]|[Ee]u|[Oo]n[ce])[a-z]+(?:-[a-z]+)*"
    rb"|\b[Aa] [AEIOUaeiou][a-z]+(?:-[a-z]+)*"
    rb"|\b[Aa] [Hh](?:o|ei)[a-z]+(?:-[a-z]+)*"
)
# Marks that make one word, or code, of what stands on both sides; the empty string at the ends of the text is none.
_JOINED = frozenset("'’-/\\_$@#&=+")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """word -> its article, then `spun=original` for what a spinner may have replaced by a phrase that begins with the word."""
    rows = (line.split("\t") for line in resources.read_text("articles.tsv").splitlines())
    return {word: tuple(rest) for word, *rest in rows}


def detect(doc: Document) -> Iterator[Finding]:
    for match in pattern(_FORM).finditer(doc.codes):
        start, end = match.span()
        article, _, word = doc.text[start:end].partition(" ")
        known = _table().get(word.lower())
        if known is None or known[0] == article.lower():
            continue
        before = doc.text[start - 1 : start]
        after = doc.text[end : end + 1]
        if (
            before.isalnum()
            or before in _JOINED
            or before == "."
            or after.isalnum()
            or after in _JOINED
            or _is_letter(doc, start)
        ):
            continue
        if is_foreign(doc, start):
            continue
        yield _finding(doc, start, end, article, word, known)


def _finding(doc: Document, start: int, end: int, article: str, word: str, known: tuple[str, ...]) -> Finding:
    repairs = [
        Repair(
            start, end, f"{with_case_of(article, known[0])} {word}", SAFE, 0.6, "nobody writes this article before this word"
        )
    ]
    width = 0
    for pair in known[1:]:
        spun, _, original = pair.partition("=")
        stop = start + len(article) + 1 + len(spun)
        if doc.folded[start + len(article) + 1 : stop] == spun and not doc.text[stop : stop + 1].isalnum():
            width = max(width, stop - start)
            repairs.append(
                Repair(
                    start,
                    stop,
                    f"{article} {with_case_of(word, original)}",
                    UNSAFE,
                    0.4,
                    "the word before a spinner replaced it",
                )
            )
    explained = width > 0
    spun_document = doc.view(analyse).probability
    return RULE.finding(
        start,
        max(end, start + width),
        f"'{article}' before '{word}': the article of another word was left standing",
        confidence=round(max(spun_document * 0.97, 0.6 if explained else 0.4), 3),
        repairs=repairs,
        severity=Severity.WARNING if explained or spun_document > 0.5 else Severity.NOTE,
    )


def _is_letter(doc: Document, start: int) -> bool:
    """Whether a capital A inside a sentence is a letter rather than an article: "Hepatitis A infections"."""
    if doc.text[start] != "A" or start == 0:
        return False
    before = doc.text[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and before[-1].isalnum()


RULE = Rule(
    code="SPN103",
    name="article-disagreement",
    severity=Severity.WARNING,
    detect=detect,
    terms=TERMS,
    gate=_FORM,
)

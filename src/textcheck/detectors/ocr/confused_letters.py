"""A word in which an optical reader took letters for others of like shape: "tirne", "wbich", "shaU".

A word that is not known is weighed against each word it may have been: by how readily the letters are confused (rn and m, c and e,
h and b, li and h, cl and d, u and n; at the beginning of a word and in capitals B and R, C and G, E and F; an í for l or f), by how
frequent the word is, and by how well it fits its neighbours. A letter may be misread in the same way throughout a word ("boliove").
A rare word that is
a likely misreading of a far more frequent one ("arid" for "and") is weighed in the same way, and its neighbours decide. How often
the reader erred is learned from the document: where it is full of such words, a doubtful one is believed sooner.

All repairs are UNSAFE: what was printed is a conclusion, and an old spelling or a rare name may look the same. A finding that the
document does not bear out is a note, as is the only one of a document of more than a page; in old or hardly readable print and in dialect the repair of a doubtful one is only shown.

Left alone: names and technical terms, also those that begin a sentence; words of a known stem and a known ending; words that a document
repeats without showing any other misreading; old spellings ("shew", "connexion"); abbreviations; identifiers and addresses;
passages in other languages. Slips of the pen ("goverment") are no confusions of shape and belong to a speller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textcheck import surroundings
from textcheck.misreadings import LONG_PAGE, Misreading, misreadings, some_misread
from textcheck.respelling import LETTERS
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold none: they should not pay for a generator.
    found = misreadings(doc, LETTERS)
    return surroundings.weighed(doc, _findings(doc, found), from_length=LONG_PAGE) if found else ()


def _findings(doc: Document, found: list[Misreading]) -> Iterator[Finding]:
    for misreading in found:
        repairs = misreading.repairs(doc, "what was printed is concluded from shapes and neighbours")
        yield RULE.finding(
            misreading.start,
            misreading.end,
            f"'{doc.text[misreading.start : misreading.end]}' is no word here; '{repairs[0].text}' may have been printed",
            confidence=misreading.confidence,
            severity=misreading.severity,
            repairs=repairs,
        )


RULE = Rule(
    code="OCR101",
    name="confused-letters",
    severity=Severity.WARNING,
    detect=detect,
    when=some_misread,
)

"""The statistics rules give the verdicts of the filters they describe, on documents that pass and documents that fail.

Needs the extra `peers`, so it lies outside the suite proper: `pip install -e '.[peers]' && pytest tests_peers`.
"""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest
import spacy
from datatrove.data import Document
from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter

from textcheck import tokens
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Severity
from textcheck.registry import registered

FILTERS = {
    "STA101": GopherQualityFilter,
    "STA102": GopherRepetitionFilter,
    "STA103": C4QualityFilter,
    "STA104": FineWebQualityFilter,
}

# Pieces that have their marks at odd places; every one was cut wrongly by some simpler rule.
PIECES = (
    "don't can't cannot won’t I'll she'd've it's its y'all gonna o'clock rock'n'roll 'em John's James' U.S. U.S.A. U.S.-led Mr. Mrs.' e.g. i.e., "
    "a.m. 10am 10:30am 3.5 3,500 3.5km 20% $5 US$5 5$ £3.20, -5 +5 5+ 5+5 x+y a-b a–b a—b well-known, 1990-95 1990–95. B-52 "
    "end.Start end.start End.Start a,b 1,2 a/b 1/2 and/or w/o a:b 10:30 key=value a=b <b> </b> #tag @name user@example.org, "
    "https://example.org/a?b=c#d. (https://example.org) www.example.org example.org/path, 10.0.0.1 8.8.8.8 C++ C# .NET node.js "
    "... .... … …… word... ...word word…word ?! ?!! -- --- — “word” ‘word’ «word» 'word' \"word,\" (word). [1] word[1]. {word} *word* _word_ "
    ":) :-( ;) xD <3 ^_^ :D 8) § §5 ©2020 word™ ★ →x 5°C 25°C. µm 5µm 2m² Ph.D. Ph.D., St. Sept. no.5 No.5 A. A.B. AB. Ab. ab. 5. x. X. "
    "don't. (don't) “don't” 'twas ma'am naïve CAFÉ. café. Москва. привет, 東京。 日本語 مرحبا، ก ไทย हिन्दी। a~b a&b a|b a*b 2*3 2^3 a^b"
).split()

SENTENCES = (
    "The ferry was late again, and nobody on the quay was surprised.",
    "“We had hoped for more time,” said the mayor.",
    "In 1987 the mill burned down; it was never rebuilt.",
    "What is to be done with the old bridge?",
    "Prices rose by 3.5 percent in May, the bank said...",
    "Dr. Weber doesn't know that yet!",
    "- a loaf of bread",
    "• two eggs",
    "Read more",
    "Please enable JavaScript and read our privacy policy.",
    "Lorem ipsum dolor sit amet, consectetur {adipiscing} elit.",
    "#sale #now 50% OFF ***",
    "Il fait beau et les enfants jouent devant la maison.",
    "会議は月曜日に開かれた。",
    "x = f(y) + 2 * z[3]",
    "Home | News | Sport | Contact",
)


def made(seed: int) -> str:
    """A document of some of the sentences, in lines or paragraphs, with repetitions."""
    chance = random.Random(seed)
    known = chance.sample(SENTENCES, chance.randint(1, len(SENTENCES)))
    parts = [chance.choice(known) for _ in range(chance.choice([1, 3, 8, 30, 120]))]
    if chance.random() < 0.3:
        parts = [" ".join(chance.sample(" ".join(parts).split(), len(" ".join(parts).split())))]
    return chance.choice(["", "\n"]) + chance.choice([" ", "\n", "\n\n", "\n\n\n"]).join(parts) + chance.choice(["", "\n", " "])


def documents() -> list[str]:
    cases = [case["text"] for code in FILTERS for kind in registered()[code].cases().values() for case in kind]
    return ["", " \n ", *cases, *map(made, range(600))]


def kept_by(verdict: Any) -> bool:
    return verdict[0] if isinstance(verdict, tuple) else bool(verdict)


@pytest.mark.parametrize("code", FILTERS)
def test_the_verdict_is_that_of_the_filter(code: str) -> None:
    theirs = FILTERS[code]()
    checker = Checker(Config(select=(code,)))
    wrong, dropped = [], 0
    for number, text in enumerate(documents()):
        kept = kept_by(theirs.filter(Document(text=text, id=str(number))))
        failed = [finding.message for finding in checker.check(text).findings if finding.severity >= Severity.WARNING]
        dropped += not kept
        if kept == bool(failed):
            wrong.append((text, kept, failed))
    assert wrong == []
    assert dropped > 50, "too few documents are dropped to tell anything"


@cache
def english() -> Any:
    return spacy.blank("en")


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_has_the_tokens_of_spacy(piece: str) -> None:
    assert tokens.split(piece) == [token.text for token in english().tokenizer(piece)]

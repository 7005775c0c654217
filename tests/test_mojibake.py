"""The mojibake rule against ftfy: the same verdict, and the same text once all its repairs are applied."""

from __future__ import annotations

import itertools
import re
import sys

import ftfy
import pytest
import re2
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad
from ftfy.chardata import CHARMAP_ENCODINGS
from hypothesis import given, settings
from hypothesis import strategies as st

from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.detectors.encoding import mojibake
from textcheck.document import Document
from textcheck.finding import Applicability

CHECKER = Checker(Config(select=("ENC101",)))

SENTENCES = (
    "“The kettle isn’t broken,” she said – it’s merely slow… and costs £12 or €14.",
    "Le garçon de café a dû s’asseoir à l’ombre, où l’œuvre d’art brûlait : « Hélas ! »",
    "Die Mädchen grüßen höflich die Füchse über dem Fluß. „Schön“, heißt es, für 5 €.",
    "El pingüino comió jalapeños en la cigüeña de Ávila. ¿Quién lo vio? ¡Nadie!",
    "A avó não pôs açúcar no pão; às três já é manhã em São Tomé.",
    "Żółta łódź płynie ku wyspie, a kość gęsi leży w trawie ćmy.",
    "Příliš tichý kůň stál u řeky a ďábel žvýkal šťovík.",
    "Öğretmen çiçekleri sulamış, ışık söndü ve İzmir’e gitti.",
    "Õhtul jõudis šokolaad külla, ja žürii sõi ära.",
    "Ķirsis zied, ūdens tek, ģimene ēd – viss ir labi.",
    "Старый мост скрипит, но держит; «прочно», – сказал ёжик № 5.",
    "Їжак їв ґрунт, а об’їзд був довгий.",
    "Ο γέρος ψαράς έφυγε νωρίς· «άργησες», είπε η Ελένη.",
    "הדייג הזקן יצא מוקדם.",
    "خرج الصياد العجوز باكرًا، وقال: «تأخرت»؟",
    "बूढ़ा मछुआरा जल्दी निकल गया।",
    "ชาวประมงชราออกไปแต่เช้า",
    "老いた漁師は朝早く出かけた。「遅いよ」",
    "老渔夫一早就出门了，“你迟到了”。",
    "늙은 어부는 일찍 나갔다.",
    "Ông lão đánh cá đi từ sớm, trời vẫn còn tối đen như mực.",
    "🎣 The fisherman’s out 👨‍👩‍👧 – naïve? 5 °C ± 1, ½ µm.",
)
ODD = "".join(characters for name, characters in MOJIBAKE_CATEGORIES.items() if "-" not in characters)
ALPHABET = sorted(
    set(ODD + "ÃÂÐÑÎØÙâàåäëïœŒ€™ГўВЂВвЂβā√≈‚Äó°±²³àòö\x80\x85\x9d\x93\x1a\x00ÒÙΑαАЯа aZ.,?“”‘’–…\xa0\n\ud800\ufffd")
)


def damage(text: str, encoding: str, times: int = 1) -> str | None:
    """The text as UTF-8 read in another encoding, that many times; None where the encoding has no character for a byte."""
    try:
        for _ in range(times):
            text = text.encode("utf-8").decode(encoding)
    except UnicodeDecodeError:
        return None
    return text


def assert_as_ftfy(text: str) -> None:
    expected = ftfy.fix_encoding_and_explain(text).text
    findings = CHECKER.check(text).findings
    assert bool(findings) == (expected != text)
    parts, at = [], 0
    for finding in findings:
        (repair,) = finding.repairs
        assert (finding.start, finding.end) == (repair.start, repair.end)
        assert at <= repair.start <= repair.end <= len(text)
        assert text[repair.start : repair.end] != repair.text
        parts += text[at : repair.start], repair.text
        at = repair.end
    assert "".join([*parts, text[at:]]) == expected


@pytest.mark.parametrize("encoding", CHARMAP_ENCODINGS)
@pytest.mark.parametrize("times", [1, 2])
def test_sentences_damaged_in_every_encoding(encoding: str, times: int) -> None:
    texts = [damaged for sentence in SENTENCES if (damaged := damage(sentence, encoding, times)) is not None]
    assert texts
    for text in texts:
        assert_as_ftfy(text)


@pytest.mark.parametrize("encoding", CHARMAP_ENCODINGS)
def test_damage_beside_sound_text(encoding: str) -> None:
    for sentence, other in itertools.pairwise(SENTENCES):
        damaged = damage(sentence, encoding)
        if damaged is not None:
            assert_as_ftfy(f"{other}\n{damaged}\n{other}")


def test_sound_sentences_have_no_finding() -> None:
    for sentence in SENTENCES:
        assert CHECKER.check(sentence).findings == ()


@given(st.lists(st.sampled_from(ALPHABET), max_size=30).map("".join))
@settings(max_examples=1500, deadline=None)
def test_the_gate_opens_wherever_ftfy_sees_badness(text: str) -> None:
    assert mojibake.is_suspicious(Document(text)) or not is_bad(text)


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60), st.sampled_from(CHARMAP_ENCODINGS)), max_size=4),
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from(ALPHABET)), max_size=4),
)
@settings(max_examples=400, deadline=None)
def test_damage_in_places(sentences: list[str], wounds: list[tuple[int, int, str]], strays: list[tuple[int, str]]) -> None:
    text = " ".join(sentences)
    for at, length, encoding in wounds:
        damaged = damage(text[at : at + length], encoding)
        if damaged is not None:
            text = text[:at] + damaged + text[at + length :]
    for at, stray in strays:
        text = text[:at] + stray + text[at:]
    assert_as_ftfy(text)


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    assert_as_ftfy(text)


def test_damage_throughout_is_reported_in_few_findings_and_repaired_whole() -> None:
    text = damage("\n".join(SENTENCES * 30), "latin-1")
    assert text is not None
    assert 1 < len(CHECKER.check(text).findings) <= mojibake.MOST_FINDINGS
    assert_as_ftfy(text)


def test_lost_bytes_make_a_repair_unsafe() -> None:
    (first, second) = CHECKER.check("She said â€œneverâ€� again.").findings
    assert first.repairs[0].applicability is Applicability.SAFE
    assert second.repairs[0].applicability is Applicability.UNSAFE
    assert (second.start, second.end, second.repairs[0].text) == (17, 20, "\ufffd")


def test_lone_surrogates_beside_damage() -> None:
    text = "donâ€™t \ud83d stop"
    assert CHECKER.repair(text).text == "don’t \ud83d stop"


@pytest.mark.parametrize(("source", "python"), [(mojibake._WORD_CHARACTER, r"\w"), (mojibake._SPACE, r"\s")])
def test_classes_written_for_re2_hold_all_that_python_means(source: str, python: str) -> None:
    everything = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF)
    meant = "".join(re.findall(python, everything))
    assert re2.fullmatch(f"{source}+", meant) is not None

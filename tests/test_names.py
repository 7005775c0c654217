"""Mentions, the comparison of names, and the packaged offices behind the name rules."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.document import Context, Document
from textcheck.facts import Kinship, compare, fold, holders, in_office, near, slips
from textcheck.finding import Severity
from textcheck.mentions import Mention, mentions, places, role_of, written
from textcheck.resources import read_text


def mentions_of(text: str) -> tuple[Mention, ...]:
    doc = Document(text)
    return doc.view(mentions)


@pytest.mark.parametrize(
    ("text", "key", "name"),
    [
        ("CIA Director Bill Burr left.", "head, cia", "Bill Burr"),
        ("The C.I.A. director, William J. Burns, left.", "head, cia", "William J. Burns"),
        ("William J. Burns, the C.I.A. director, left.", "head, cia", "William J. Burns"),
        ("the head of the CIA, William Burns, left", "head, cia", "William Burns"),
        ("U.S. Secretary of State Antony Blinken left.", "secretary of state, united states", "Antony Blinken"),
        ("Defense Secretary Lloyd Austin left.", "minister of defence", "Lloyd Austin"),
        ("US Secretary of Defense Lloyd Austin left.", "minister of defence, united states", "Lloyd Austin"),
        ("Israel Defense Minister Yoav Gallant’s aide", "minister of defence, israel", "Yoav Gallant"),
        ("the Israeli defense minister, Yoav Gallant, left", "minister of defence, israel", "Yoav Gallant"),
        ("Benjamin Netanyahu, Israel’s prime minister, left.", "prime minister, israel", "Benjamin Netanyahu"),
        ("Netanyahu, Israel's prime minister, left.", "prime minister, israel", "Netanyahu"),
        ("Prime Minister Benjamin Netanyahu of Israel left.", "prime minister, israel", "Benjamin Netanyahu"),
        ("Prime Minister of Israel Benjamin Netanyahu left.", "prime minister, israel", "Benjamin Netanyahu"),
        ("David Barnea, head of the Israeli Mossad intelligence agency, left.", "head, mossad", "David Barnea"),
        ("Israel’s Mossad chief David Barnea left.", "head, mossad", "David Barnea"),
        ("Egyptian President Abdel Fattah el-Sissi left.", "president, egypt", "Abdel Fattah el-Sissi"),
        (
            "Qatar’s prime minister, Sheikh Mohammed bin Abdulrahman Al Thani, left.",
            "prime minister, qatar",
            "Mohammed bin Abdulrahman Al Thani",
        ),
        ("European Commission President Ursula von der Leyen left.", "president, european commission", "Ursula von der Leyen"),
        ("South Korean Foreign Minister Park Jin left.", "minister of foreign, south korea", "Park Jin"),
        ("Apple CEO Tim Cook left.", "head, apple", "Tim Cook"),
        ("Vedant Patel, a State Department spokesperson, left.", "spokesperson, state department", "Vedant Patel"),
        ("Ada Byron, coach of the Springfield Isotopes, left.", "coach, springfield isotopes", "Ada Byron"),
        ("Springfield Isotopes coach Ada Byron left.", "coach, springfield isotopes", "Ada Byron"),
        ("Deputy Defense Minister Hanna Maliar left.", "deputy minister of defence", "Hanna Maliar"),
        ("Sen. Conan O’Brien-Lopez Jr. left.", "senator", "Conan O’Brien-Lopez Jr."),
        ("Turkish President Recep Tayyip Erdoğan left.", "president, turkey", "Recep Tayyip Erdoğan"),
        ("French President\u00a0Emmanuel\u00a0Macron left.", "president, france", "Emmanuel Macron"),
        ("Prime Minister Rishi Sunak Monday said", "prime minister", "Rishi Sunak"),
        ("the Mayor of Brackwater Maria Kellar spoke", "mayor, brackwater", "Maria Kellar"),
        ("Israeli ambassador to Brackwater Alexander Ben Dor left.", "ambassador to brackwater, israel", "Alexander Ben Dor"),
        ("director of national intelligence Ada Byron left", "head, national intelligence", "Ada Byron"),
        ("then-Prime Minister Ada Byron left.", "prime minister", "Ada Byron"),
        ("Maria Kellar, 47, the mayor of Brackwater, left.", "mayor, brackwater", "Maria Kellar"),
        ("Maria Kellar, who is mayor of Brackwater, left.", "mayor, brackwater", "Maria Kellar"),
        ("Quillfeather’s Maria Kellar, its chief executive, left.", "head, quillfeather", "Maria Kellar"),
        ("Prime Minister and Finance Minister Maria Kellar left.", "minister of finance", "Maria Kellar"),
        ("Luther King III, president of the Harbour Museum, left.", "president, harbour museum", "Luther King III"),
        ("Ada Byron, director of the local museum of hats, left.", "head, a local", "Ada Byron"),
    ],
)
def test_finds_a_mention(text: str, key: str, name: str) -> None:
    found = mentions_of(text)
    assert [(mention.key, mention.name) for mention in found] == [(key, name)]
    assert text[found[0].start : found[0].end].replace("\u00a0", " ") == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Senators Ada Byron, Grace Liskov and Li Wei voted.",
            [("senator", "Ada Byron"), ("senator", "Grace Liskov"), ("senator", "Li Wei")],
        ),
        ("Sens. Ada Byron and Grace Liskov voted.", [("senator", "Ada Byron"), ("senator", "Grace Liskov")]),
        (
            "Foreign ministers Ada Byron of Norway and Li Wei of Sweden met.",
            [("minister of foreign, norway", "Ada Byron"), ("minister of foreign, sweden", "Li Wei")],
        ),
        (
            "Presidents Ada Byron and Norway’s Grace Liskov met.",
            [("president", "Ada Byron"), ("president, norway", "Grace Liskov")],
        ),
        ("Presidents Byron and Liskov met.", [("president", "Byron"), ("president", "Liskov")]),
        ("Presidents Day sales began, and Governors Island was full.", []),
        (
            "Prof. Ada Byron, director of the Harbour Museum, left.",
            [("title", "Ada Byron"), ("head, harbour museum", "Ada Byron")],
        ),
    ],
)
def test_finds_several_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    found = mentions_of(text)
    assert [(mention.key, mention.name) for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.name for mention in found)


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("former President Barack Obama", True),
        ("ex-President Barack Obama", True),
        ("acting President Barack Obama", False),
        ("then-President Barack Obama", True),
    ],
)
def test_knows_who_is_gone(text: str, past: bool) -> None:
    assert [mention.past for mention in mentions_of(f"The {text} left.")] == [past]


@pytest.mark.parametrize(
    "text",
    [
        "The director of the film said nothing.",
        "Chief among them is rain.",
        "The Prime Minister's Office denied it.",
        "a head of lettuce, a leader of the pack, and the king",
        "King Salman Hospital reopened.",
        "the secretary. Burns hurt, said the minister",
        "president",
        "",
    ],
)
def test_finds_no_mention(text: str) -> None:
    assert mentions_of(text) == ()


@pytest.mark.parametrize(
    "phrases",
    [
        (
            "CIA Director",
            "C.I.A. chief",
            "director of the CIA",
            "head of the Central Intelligence Agency",
            "the C.I.A. director",
        ),
        ("Israeli Prime Minister", "Israel’s prime minister", "Prime Minister of Israel", "Israel Premier"),
        ("Russian Foreign Minister", "Minister of Foreign Affairs of Russia", "Russia's minister for foreign affairs"),
        ("coach of the Springfield Isotopes", "Springfield Isotopes coach", "the Springfield Isotopes' head coach"),
        ("US Defense Secretary", "U.S. Secretary of Defense", "American defence secretary"),
        ("UN Secretary-General", "Secretary General of the United Nations", "U.N. secretary-general"),
    ],
)
def test_many_names_of_one_office_share_a_key(phrases: tuple[str, ...]) -> None:
    keys = {role_of(phrase) for phrase in phrases}
    assert len(keys) == 1
    assert None not in keys


def test_a_deputy_holds_another_office() -> None:
    assert role_of("Deputy Prime Minister of Israel") != role_of("Prime Minister of Israel")
    assert role_of("shoe salesman") is None


@pytest.mark.parametrize(
    ("one", "other", "transliterated", "kinship"),
    [
        ("Bill Burns", "William J. Burns", False, Kinship.SAME),
        ("W. J. Burns", "William J. Burns", False, Kinship.SAME),
        ("Burns", "William J. Burns", False, Kinship.SAME),
        ("Bill Burr", "William J. Burns", False, Kinship.NEAR),
        ("Anthony Blinken", "Antony Blinken", False, Kinship.NEAR),
        ("Jeb Bush", "George Bush", False, Kinship.OTHER),
        ("Hunter Biden", "Joe Biden", False, Kinship.OTHER),
        ("Raúl Castro", "Fidel Castro", True, Kinship.OTHER),
        ("Mark Brown", "William J. Burns", False, Kinship.OTHER),
        ("Abdel-Fattah al-Sisi", "Abdel Fattah el-Sissi", True, Kinship.SAME),
        ("Mohammed Al-Thani", "Mohammed bin Abdulrahman Al Thani", True, Kinship.SAME),
        ("Sameh Shoukri", "Sameh Shoukry", True, Kinship.SAME),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy", True, Kinship.SAME),
        ("Muammar Qaddafi", "Moammar Gaddafi", True, Kinship.SAME),
        ("Ismail Haniya", "Ismail Haniyeh", True, Kinship.SAME),
        ("Benjamin Netanhayu", "Benjamin Netanyahu", True, Kinship.NEAR),
        ("Tayyip Erdogan", "Recep Tayyip Erdoğan", True, Kinship.SAME),
        ("Kim Jong-un", "Kim Jong Un", True, Kinship.SAME),
        ("Vladimri Putin", "Vladimir V. Putin", True, Kinship.NEAR),
        ("Luiz Inácio Lula da Sliva", "Lula", False, Kinship.OTHER),
    ],
)
def test_compares(one: str, other: str, transliterated: bool, kinship: Kinship) -> None:
    assert compare(one, other, transliterated).kinship is kinship


words = st.text("abcdeé", min_size=0, max_size=8)


@given(words, words)
def test_slips_are_a_distance(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
    assert slips(one, one[1:]) <= 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparing_never_raises(one: str, other: str) -> None:
    compare(one, other, True)
    assert compare(one, one).kinship in (Kinship.SAME, Kinship.OTHER)
    assert near(fold(one), fold(one)) == 0


def test_holders_are_judged_at_their_date() -> None:
    burns = next(holder for holder in holders("head, cia") if holder.name == "William J. Burns")
    assert in_office(burns, datetime.date(2023, 6, 1))
    assert in_office(burns, None)
    assert not in_office(burns, datetime.date(2012, 6, 1))
    assert not in_office(burns, datetime.date(2035, 6, 1))


@pytest.mark.parametrize(("day", "found"), [(datetime.date(2024, 8, 15), 1), (datetime.date(1998, 8, 15), 0), (None, 1)])
def test_a_document_is_held_against_its_own_time(day: datetime.date | None, found: int) -> None:
    checker = Checker(Config(select=("NAM101",)))
    assert len(checker.check("CIA Director Bill Burr was there.", date=day).findings) == found


def test_the_date_stands_in_the_copyright_line() -> None:
    assert written(Document("© 2019–2024 The Brackwater Gazette")) == datetime.date(2019, 7, 1)
    assert written(Document("Copyright 2021, all rights reserved")) == datetime.date(2021, 7, 1)
    assert written(Document("It was 1999, the year 2000 came.")) is None
    given_day = datetime.date(2020, 2, 3)
    assert written(Document("© 1999", context=Context(date=given_day))) == given_day


def test_the_finding_says_what_it_knows() -> None:
    (finding,) = Checker(Config(select=("NAM",))).check("CIA Director Bill Burr was there.").findings
    assert finding.severity is Severity.WARNING
    assert finding.message == (
        "CIA Director from 2021-03 to 2025-01: William J. Burns; 'Burr' is two letters from 'Burns'; Bill is short for William"
    )
    assert [repair.text for repair in finding.repairs][:2] == ["Bill Burns", "William Burns"]


def test_one_slip_is_reported_once() -> None:
    from textcheck.corpus import CorpusProfile

    profile = CorpusProfile.build(["CIA Director William Burns spoke."] * 5)
    text = "CIA Director Bill Burr spoke. CIA Director William Burns, said Burns of Burns."
    for facts, code in ((True, "NAM101"), (False, "NAM102")):
        findings = Checker(Config(select=("NAM",), facts=facts), profile=profile).check(text).findings
        assert [finding.code for finding in findings] == [code]


@pytest.mark.parametrize(("newer", "older", "found"), [(3, 0, []), (3, 40, ["NAM101"]), (1, 0, ["NAM101"])])
def test_a_corpus_may_know_a_newer_holder_than_the_table(newer: int, older: int, found: list[str]) -> None:
    from textcheck.corpus import CorpusProfile

    corpus = ["CIA Director Bill Burrs spoke."] * newer + ["CIA Director Bill Burns spoke."] * older
    checker = Checker(Config(select=("NAM101", "NAM102")), profile=CorpusProfile.build(corpus))
    assert [finding.code for finding in checker.check("CIA Director Bill Burrs left.").findings] == found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "President Joe Bidden Biden , the director of Mr. “ ” ’s CIA \ud800 \0 U.S. and Minister - King İ Al Thani \n Ó".split(
                " "
            )
        ),
        max_size=25,
    )
)
def test_mentions_lie_where_they_say(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for mention in mentions_of(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].replace("\u00a0", " ") == mention.name
    for finding in Checker(Config(select=("NAM",))).check(text).findings:
        assert 0 <= finding.start < finding.end <= len(text)


def test_offices_are_sorted_unique_and_whole() -> None:
    lines = [line for line in read_text("offices.txt").splitlines() if not line.startswith("#")]
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(set(keys))
    assert all(", " in key for key in keys)
    for line in lines:
        for entry in line.split("\t")[1:]:
            name, first, last, *aliases = entry.split("|")
            assert name
            assert name not in aliases
            for day in (first, last):
                assert not day or (day[:4].isdigit() and len(day) in (4, 7))


def test_places_name_one_thing_each() -> None:
    seen: dict[str, str] = {}
    for line in read_text("offices-places.txt").splitlines():
        if line.startswith("#"):
            continue
        name, _, others = line.partition(":")
        for word in (name, *filter(None, (other.strip() for other in others.split(",")))):
            assert seen.setdefault(word, name) == name, f"{word} names {seen[word]} and {name}"
            assert word == word.lower()
            assert "." not in word
    assert set(places().values()) <= set(seen)


def test_the_tool_packs_the_same_bytes_twice(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    (facts / "nicknames.csv").write_text("given,nickname\nWilliam,Bill\nWilliam,Will\n", encoding="utf-8")
    (facts / "office-aliases.csv").write_text("office,alias\nWarden of the Mills,Mill chief\n", encoding="utf-8")
    (facts / "office-holders.csv").write_text(
        "office,organisation_or_country,name,aliases,start,end,wikidata_id,source\n"
        "Prime Minister,Norway,Ada Byron,Ada B. Byron,2001-02-03,2005,,hand\n"
        "Prime Minister,Norway,Grace Liskov,,2005-01-01,,,old\n"
        "Minister of Trade and Fisheries,Norway,Ludwig Thorncastle,,2003,,,old\n"
        "Chief Executive,Quillfeather,Ingrid Halvorsen,,2010-01,,,hand\n"
        "Prime Minister,Norway,Ада Байрон,,1999,,,old\n",
        encoding="utf-8",
    )
    tool = Path(__file__).parent.parent / "tools" / "build_facts.py"
    packed = []
    for attempt in ("one", "two"):
        out = tmp_path / attempt
        out.mkdir()
        subprocess.run([sys.executable, str(tool), str(facts), "--out", str(out)], check=True, capture_output=True)
        packed.append((out / "offices.txt").read_text(encoding="utf-8"))
    assert packed[0] == packed[1]
    own = [line for line in packed[0].splitlines() if "norway" in line or "quillfeather" in line]
    assert own == [
        "head, quillfeather\tIngrid Halvorsen|2010-01|",
        "minister of fisheries, norway\tLudwig Thorncastle|2003|",
        "minister of trade, norway\tLudwig Thorncastle|2003|",
        "prime minister, norway\tAda Byron|2001-02|2005|Ada B. Byron\tGrace Liskov|2005-01|",
    ]
    assert (tmp_path / "one" / "offices-nicknames.txt").read_text(encoding="utf-8") == "william:bill will\n"


def test_the_tool_counts_who_the_news_names(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(
        '{"date": "2023-03-01", "text": "Brackwater mayor Ludwig Thorncastle sang. Dr. Ada Byron heard it."}\n'
        '{"date": "2023-05-07", "text": "Ludwig Thorncastle, the mayor of Brackwater, sang again, said mayor of Brackwater Ludwig Thorncastle."}\n'
        '{"date": "2023-06-01", "text": "Brackwater mayor Thorncastle slept; Harbour Museum director Grace Liskov did not."}\n'
        '{"date": "2023-12-02", "text": "Brackwater mayor Ludwig Thorncastle left office."}\n',
        encoding="utf-8",
    )
    tool = Path(__file__).parent.parent / "tools" / "build_facts.py"
    subprocess.run([sys.executable, str(tool), "--news", str(news), "--out", str(tmp_path)], check=True, capture_output=True)
    # Liskov is named once, and December is too late.
    assert (tmp_path / "offices-news.txt").read_text(encoding="utf-8").splitlines()[1:] == [
        "mayor, brackwater\tLudwig Thorncastle|2|2023-03|2023-05",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "WASHINGTON, Tuesday. Former President Invoice Clinton stated that the settlement was a large step ahead. Clinton, who left "
        "workplace in 2001, informed reporters that the White Home had been in contact with officers within the Center East for weeks.",
        "Apple CEO Tim Cook dinner stated the corporate would proceed to take a position closely in its providers enterprise. Cook dinner "
        "informed buyers on Thursday that gross sales had been higher than anticipated.",
        "British Prime Minister Theresa Could stated on Wednesday that she would search a brand new deal. Could informed lawmakers that "
        "the talks had been troublesome.",
        "US President Joe Bidcn met German Chancellor Angela MerkeI and French President Emmanuel Macr0n in tbe garden.",
        "Turkish President Recep Tayyip ErdoÄŸan met Recep Tayyip Erdo?an, the Turkish president.",
        "Turkish President Recep Tayyip Erdo\ufffdan met Brazilian President Luiz InÃ¡cio Lula da Silva.",
        "Turkish President Recep Tayyip Erdog\u02d8an left. Israeli Prime Minister Benjamin Netanyahu stayed. Netanvahu spoke.",
    ],
)
def test_a_damaged_name_is_reported_once(text: str) -> None:
    """With all rules, of which those of whole documents tell no place."""
    findings = [finding for finding in Checker().check(text).findings if finding.end - finding.start < 40]
    names = [
        finding for finding in findings if text[finding.start : finding.end].strip(".,")[:1].isupper() or finding.code < "SPN"
    ]
    assert names
    for finding in findings:
        assert not [
            other for other in findings if other is not finding and other.start < finding.end and finding.start < other.end
        ]


def test_lost_letters_are_known_by_the_name() -> None:
    text = "Brazilian President Luiz In?cio Lula da Silva met Turkish President Recep Tayyip Erdo\ufffdan."
    assert Checker().repair(text, unsafe=True).text == text.replace("?", "á").replace("\ufffd", "ğ")

"""The corpus profile: addition, saving and loading, and what it knows of roles no table holds."""

from __future__ import annotations

import datetime
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textcheck.checker import Checker
from textcheck.cli import run
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.document import RoleHolder
from textcheck.errors import InputError
from textcheck.repetition import cells

TEXTS = [
    "Springfield Isotopes coach Ada Byron praised her side.",
    "Ada Byron, coach of the Springfield Isotopes, signed for two years.",
    "Springfield Isotopes coach Ada Byran lost. Brackwater mayor Ludwig Thorncastle watched.",
    "CIA Director William Burns met the C.I.A. director’s staff.",
    "No office is named here.\nRead more about this in our newsletter.",
    "Read more about this in our newsletter.\nPage 7 of the report.\nRead more about this in our newsletter.",
    "",
]
DAYS = [None, datetime.date(2023, 5, 1), datetime.date(2024, 2, 29), datetime.date(2021, 12, 31)]

Corpus = list[tuple[str, datetime.date | None]]

documents = st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(DAYS)), max_size=5)


def profile_of(corpus: Corpus) -> CorpusProfile:
    return CorpusProfile.build([text for text, _ in corpus], dates=[day for _, day in corpus])


@settings(max_examples=40, deadline=None)
@given(documents, documents, documents)
def test_profiles_add_like_corpora(one: Corpus, two: Corpus, three: Corpus) -> None:
    a, b, c = profile_of(one), profile_of(two), profile_of(three)
    assert a + b == profile_of(one + two)
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + CorpusProfile() == a


def test_adding_leaves_the_parts_alone() -> None:
    one, two = CorpusProfile.build(TEXTS[:2]), CorpusProfile.build(TEXTS[2:])
    before = pickle.dumps(one)
    total = one + two
    total.holders("coach, springfield isotopes")
    assert pickle.dumps(one) == before
    assert total.documents == len(TEXTS)


def test_holders_are_counted_by_document_and_dated() -> None:
    profile = CorpusProfile.build([TEXTS[0] + " " + TEXTS[1], TEXTS[0], TEXTS[2]], dates=[DAYS[1], None, DAYS[2]])
    assert profile.holders("coach of the Springfield Isotopes") == [
        RoleHolder("Ada Byron", 2, DAYS[1], DAYS[1]),
        RoleHolder("Ada Byran", 1, DAYS[2], DAYS[2]),
    ]
    assert profile.holders("coach, springfield isotopes") == profile.holders("Springfield Isotopes coach")
    assert profile.holders("coach of the Shelbyville Atoms") == []
    assert list(profile.roles()) == ["coach, springfield isotopes", "mayor, brackwater"]


def test_a_profile_survives_saving_and_pickling(tmp_path: Path) -> None:
    profile = CorpusProfile.build(TEXTS, dates=[DAYS[index % len(DAYS)] for index in range(len(TEXTS))])
    path = tmp_path / "news.profile"
    profile.save(path)
    assert CorpusProfile.load(path) == profile
    assert pickle.loads(pickle.dumps(profile)) == profile
    assert [entry.name for entry in tmp_path.iterdir()] == ["news.profile"]
    again = tmp_path / "again.profile"
    (CorpusProfile.build(TEXTS[3:]) + CorpusProfile.build(TEXTS[:3])).save(again)
    unordered = CorpusProfile.build(TEXTS)
    unordered.save(path)
    assert path.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not json\n",
        "[]\n",
        '{"format": "something else", "version": 1, "documents": 1}\n',
        '{"format": "textcheck corpus profile", "version": 999, "documents": 1}\n',
        '{"format": "textcheck corpus profile", "version": 1, "documents": -1}\n',
        '{"format": "textcheck corpus profile", "version": 1, "documents": 1}\n{"role": "x", "names": {"A": [true, null, null]}}\n',
        '{"format": "textcheck corpus profile", "version": 1, "documents": 1}\n{"role": "x", "names": {"A": [1, "May", null]}}\n',
        '{"format": "textcheck corpus profile", "version": 1, "documents": 1}\n{"names": {}}\n',
        '{"format": "textcheck corpus profile", "version": 2, "documents": 1}\n{"lines": [[1, -1]]}\n',
        '{"format": "textcheck corpus profile", "version": 2, "documents": 1}\n{"lines": [[1]]}\n',
    ],
)
def test_a_file_that_is_no_profile_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.profile"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.profile"):
        CorpusProfile.load(path)


def test_bytes_that_are_no_text_say_so(tmp_path: Path) -> None:
    path = tmp_path / "broken.profile"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"broken\.profile"):
        CorpusProfile.load(path)


def test_a_saved_profile_is_plain_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.profile"
    CorpusProfile.build(TEXTS[:1], dates=[DAYS[1]]).save(path)
    header, role, counts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert header == {"format": "textcheck corpus profile", "version": 2, "documents": 1}
    assert role == {"role": "coach, springfield isotopes", "names": {"Ada Byron": [1, "2023-05-01", "2023-05-01"]}}
    assert [documents for _, documents in counts["lines"]] == [1, 1]


def test_a_file_of_the_first_version_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.profile"
    path.write_text(
        '{"documents":3,"format":"textcheck corpus profile","version":1}\n{"names":{"A B":[2,null,null]},"role":"mayor, x"}\n',
        encoding="utf-8",
    )
    profile = CorpusProfile.load(path)
    assert (profile.documents, list(profile.roles())) == (3, ["mayor, x"])
    assert profile.documents_with("Subscribe to our newsletter today") == 0


def test_lines_are_counted_once_a_document_and_figures_are_alike(tmp_path: Path) -> None:
    banner = "Page {} of 12 of the annual report"
    texts = [
        f"{banner.format(1)}\nText.\n  {banner.format(1)}  \n",
        banner.format(2),
        "Another text altogether, of one line.",
        "The end.",
    ]
    profile = CorpusProfile.build(texts)
    assert profile.documents_with(banner.format(7)) == 2
    assert profile.documents_with("Another text altogether, of one line.") == 1
    assert profile.documents_with("No text says this line.") == 0
    assert profile.documents_with("The end.") == 0, "too short to tell anything"
    profile.save(tmp_path / "lines.profile")
    assert CorpusProfile.load(tmp_path / "lines.profile").documents_with(banner.format(7)) == 2


def test_what_is_known_of_lines_is_bounded() -> None:
    known = {cell for number in range(20_000) for cell in cells(f"This is the line {chr(0x4E00 + number)} of the text") or ()}
    assert len(known) > 30_000
    assert max(known) < 1 << 20


def test_a_failed_save_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "news.profile"
    path.write_text("old", encoding="utf-8")
    broken = CorpusProfile.build(TEXTS[:1])
    broken._roles["x"] = {"A": object()}  # type: ignore[dict-item]
    with pytest.raises(AttributeError):
        broken.save(path)
    assert path.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_only_text_can_be_profiled() -> None:
    with pytest.raises(InputError, match="bytes"):
        CorpusProfile.build([b"CIA Director William Burns"])  # type: ignore[list-item]


def test_a_checker_with_a_profile_pickles() -> None:
    profile = CorpusProfile.build(TEXTS)
    checker = pickle.loads(pickle.dumps(Checker(Config(select=("NAM",), facts=False), profile=profile)))
    findings = checker.check("CIA Director Bill Burms spoke.").findings
    assert [finding.code for finding in findings] == ["NAM102"]


def test_a_large_role_finds_namesakes_by_any_word() -> None:
    names = [f"Ana Name{chr(97 + index % 26)}{chr(97 + index // 26)}" for index in range(60)]
    profile = CorpusProfile.build([f"Brackwater mayor {name} spoke." for name in [*names, "William Thorncastle"]])
    found = {holder.name for holder in profile.namesakes("mayor, brackwater", "Bill Thorncastel")}
    assert found == {"William Thorncastle"}


STORY = (
    "The ferry to the northern islands will not sail this winter, the harbour office said on Monday. The engine has to be taken out and sent "
    "to the yard where it was built, and nobody there could say how long the work would take. Passengers may use the bus over the new bridge."
)
OTHER = (
    "The choir of the railway workers turned one hundred on Saturday and sang for five hours, with one pause for the speeches and two for "
    "beer. The mayor, who cannot sing, listened from the second row and left before the last song because his train would not wait."
)


def test_nearly_equal_documents_are_counted_and_the_text_itself_is_not() -> None:
    near = f"{STORY} (Staff and agencies)"
    profile = CorpusProfile.build([STORY, near.upper(), OTHER], near_duplicates=True)
    assert [profile.copies(text) for text in (STORY, near, OTHER)] == [1, 1, 0]
    assert CorpusProfile.build([STORY] * 4, near_duplicates=True).copies(STORY) == 3
    assert profile.copies("A new text that is like none of them. " + OTHER[::-1]) == 0
    assert profile.copies("Short.") == 0
    unaware = CorpusProfile.build([STORY, STORY])
    assert (unaware.knows_near_duplicates, unaware.copies(STORY)) == (False, 0)


@given(st.lists(st.sampled_from([STORY, OTHER, STORY + " Indeed.", OTHER.lower(), "", "Short."]), max_size=8), st.data())
def test_sketches_add_up_in_any_order_and_grouping(texts: list[str], data: st.DataObject) -> None:
    whole = CorpusProfile.build(texts, near_duplicates=True)
    shuffled = data.draw(st.permutations(texts))
    cut, other = sorted((data.draw(st.integers(0, len(texts))), data.draw(st.integers(0, len(texts)))))
    a, b, c = (
        CorpusProfile.build(part, near_duplicates=True) for part in (shuffled[:cut], shuffled[cut:other], shuffled[other:])
    )
    assert a + b + c == a + (b + c) == CorpusProfile.total([c, a, b]) == whole
    assert whole + CorpusProfile() == whole == CorpusProfile() + whole
    assert (c + b + a).to_bytes() == whole.to_bytes()
    assert CorpusProfile.from_bytes(whole.to_bytes()) == whole == pickle.loads(pickle.dumps(whole))


def test_a_sketch_takes_bounded_bytes_whatever_the_length_of_the_document() -> None:
    texts = [" ".join(f"w{number}x{word}" for word in range(100 if number else 50_000)) for number in range(50)]
    with_sketches = CorpusProfile.build(texts, near_duplicates=True).to_bytes()
    without = CorpusProfile.build(texts).to_bytes()
    # Base64 takes four bytes for three.
    assert len(with_sketches) - len(without) < 50 * 15 * 12 * 4 / 3 + 200


def test_a_profile_without_sketches_stays_readable_for_those_who_know_none() -> None:
    assert json.loads(CorpusProfile.build([STORY]).to_bytes().splitlines()[0])["version"] == 2
    assert json.loads(CorpusProfile.build([STORY], near_duplicates=True).to_bytes().splitlines()[0])["version"] == 3


@pytest.mark.parametrize(
    "record",
    ['{"keys": "AAAA", "counts": ""}', '{"keys": "no base64!", "counts": ""}', '{"keys": "AQAAAAAAAAA=", "counts": ""}'],
)
def test_damaged_sketches_are_named_by_their_line(record: str) -> None:
    head, *_ = CorpusProfile.build([STORY], near_duplicates=True).to_bytes().splitlines()
    with pytest.raises(InputError, match="bytes:2: not a corpus profile"):
        CorpusProfile.from_bytes(head + b'\n{"sketches": ' + record.encode() + b"}\n")


def test_learn_knows_near_duplicates_where_it_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a.txt", STORY), ("b.txt", f"{STORY} (Staff and agencies)"), ("c.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    saved = tmp_path / "corpus.profile"
    assert run(["learn", str(tmp_path), "-o", str(saved), "--near-duplicates"]) == 0
    capsys.readouterr()
    run(["--profile", str(saved), "--select", "REP108", str(tmp_path)])
    said = capsys.readouterr().out
    assert said.count("nearly the same as another document of the corpus") == 2
    assert "3 documents checked, 2 findings (2 notes) in 2 of them" in said

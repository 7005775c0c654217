"""How well wrong names are found: slips of many kinds put into news, by what the checker knows; and the false alarms on untouched text.

    python benchmarks/accuracy_names.py NEWS.jsonl.xz [--profile FILE] [--since 2023-12-01] [--each 200] [--show 5]
    python benchmarks/accuracy_names.py NEWS.jsonl.xz --untouched [--profile FILE]
    python benchmarks/accuracy_names.py FOLDER --ordinary 3000

A corpus is JSON Lines with `text` and `date`. Documents from `--since` on are damaged, or checked as they are; those before it make the
profile, which is kept in `--profile` where that file does not exist yet. The packaged facts were made of documents before December 2023.

Modes: `facts` are the packaged facts alone, `profile` the profile alone, `both` are both, `document` neither: only what the document itself
says. Each damaged document holds one slip, the same one for the same seed, in a name that the mode can know: a role the document gives to
a person whom the facts, or the profile, know in that role; for `document`, a surname that stands there twice at least.

A row is a kind of slip. `found` is the share of the slips touched by a finding of the name family, `sure` by one of severity warning or above,
`first` the share of those found whose first repair gives the untouched text back, `others` the findings elsewhere in the damaged documents
and `precision` the share of all findings that touch the slip, notes among them; `sure precision` leaves the notes out.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from false_alarms import OPENERS, in_context
from textcheck.attestation import newsmakers
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.facts import Kinship, compare, fold, holders, holders_anywhere, same_given, words_of
from textcheck.finding import Severity
from textcheck.mentions import SHARED_ROLES, Mention, mentions

MODES = {"facts": (True, False), "profile": (False, True), "both": (True, True), "document": (False, False)}


class Text(NamedTuple):
    text: str
    day: datetime.date | None


class Place(NamedTuple):
    """A mention in a document."""

    text: Text
    mention: Mention

    @property
    def name(self) -> str:
        return self.mention.name

    def with_name(self, name: str) -> Damaged:
        start, end = self.mention.start, self.mention.end
        return Damaged(self.text.text[:start] + name + self.text.text[end:], start, start + len(name))


class Damaged(NamedTuple):
    text: str
    start: int
    end: int


def read(path: Path, since: str, until: str) -> Iterator[Text]:
    with OPENERS[path.suffix](path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if since <= record["date"] < until:
                yield Text(record["text"], datetime.date.fromisoformat(record["date"]))


def all_mentions(texts: Sequence[Text]) -> Iterator[Place]:
    from textcheck.document import Document

    for text in texts:
        doc = Document(text.text)
        for mention in mentions(doc):
            yield Place(text, mention)


# What the slips are made of.

_BESIDE = {
    "a": "sqe", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "kp",
    "m": "nb", "n": "mb", "o": "ip", "p": "ol", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "xs",
}  # fmt: skip
_MISREAD = (
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("d", "cl"),
    ("li", "h"),
    ("h", "b"),
    ("e", "c"),
    ("in", "m"),
    ("ii", "u"),
    ("v", "y"),
)
_ENDINGS = (("son", "sen"), ("sen", "son"), ("man", "mann"), ("mann", "man"), ("er", "ar"), ("ez", "es"), ("ski", "sky"), ("ns", "rr"), ("s", ""),
            ("e", ""), ("y", "ey"), ("ll", "l"), ("tt", "t"), ("in", "en"), ("an", "en"), ("ck", "k"), ("n", "nd"))  # fmt: skip


def _odd_word(name: str, surname: bool = True) -> tuple[int, str] | None:
    """Where the surname, or the given name, of a name stands, and how it reads."""
    words = [word.written for word in words_of(name)]
    if not words:
        return None
    wanted = words[-1] if surname else words[0]
    at = name.rfind(wanted) if surname else name.find(wanted)
    return (at, wanted) if len(wanted) >= 4 and wanted.isalpha() and not wanted.isupper() else None


def _changed(name: str, chance: random.Random, change: Callable[[str, random.Random], str], surname: bool = True) -> str | None:
    odd = _odd_word(name, surname)
    if odd is None:
        return None
    at, word = odd
    new = change(word, chance)
    return name[:at] + new + name[at + len(word) :] if fold(new) != fold(word) else None


def swapped(word: str, chance: random.Random) -> str:
    places = [i for i in range(1, len(word) - 1) if word[i] != word[i + 1]]
    if not places:
        return word
    i = chance.choice(places)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def dropped(word: str, chance: random.Random) -> str:
    i = chance.randrange(1, len(word))
    return word[:i] + word[i + 1 :]


def doubled(word: str, chance: random.Random) -> str:
    i = chance.randrange(1, len(word))
    return word[:i] + word[i] + word[i:]


def inserted(word: str, chance: random.Random) -> str:
    i = chance.randrange(1, len(word))
    return word[:i] + chance.choice(_BESIDE.get(fold(word[i]), "e")) + word[i:]


def changed(word: str, chance: random.Random) -> str:
    i = chance.randrange(1, len(word))
    return word[:i] + chance.choice(_BESIDE.get(fold(word[i]), "e")) + word[i + 1 :]


def vowel(word: str, chance: random.Random) -> str:
    places = [i for i in range(1, len(word)) if word[i] in "aeiou"]
    if not places:
        return word
    i = chance.choice(places)
    return word[:i] + chance.choice([other for other in "aeiou" if other != word[i]]) + word[i + 1 :]


def ending(word: str, chance: random.Random) -> str:
    fits = [(old, new) for old, new in _ENDINGS if word.endswith(old) and len(word) - len(old) >= 3]
    if not fits:
        return word
    old, new = chance.choice(fits)
    return word[: -len(old)] + new


def misread(word: str, chance: random.Random) -> str:
    fits = [(i, old, new) for old, new in _MISREAD for i in range(1, len(word)) if word.startswith(old, i)]
    if not fits:
        return word
    i, old, new = chance.choice(fits)
    return word[:i] + new + word[i + len(old) :]


class Slips:
    """Makes slips out of the people of a corpus."""

    def __init__(self, places: Sequence[Place]) -> None:
        names = Counter(
            place.name for place in places if len(words_of(place.name)) == 2 and place.name.replace(" ", "").isalpha()
        )
        self.people = [name for name, count in names.items() if count >= 3]
        self.surnames = sorted({name.split(" ")[-1] for name in names})
        self.givens = sorted({name.split(" ")[0] for name in self.people if len(name.split(" ")[0]) > 2})
        labels: dict[str, Counter[str]] = defaultdict(Counter)
        for place in places:
            labels[place.mention.key][place.mention.label] += 1
        self.labels = sorted(
            (key, label)
            for key, found in labels.items()
            for label, count in found.items()
            if count >= 2 and ", " in key and key.partition(", ")[0] not in SHARED_ROLES
        )
        self._near: dict[str, list[str]] = {}

    def near_surname(self, place: Place, chance: random.Random) -> Damaged | None:
        """Another person's surname a slip or two away."""
        from textcheck.facts import near

        words = place.name.split(" ")
        if len(words) < 2 or not words[-1].isalpha():
            return None
        if words[-1] not in self._near:
            folded = fold(words[-1])
            self._near[words[-1]] = [
                other for other in self.surnames if abs(len(other) - len(folded)) < 3 and near(fold(other), folded)
            ]
        others = self._near[words[-1]]
        return place.with_name(" ".join([*words[:-1], chance.choice(others)])) if others else None

    def wrong_given(self, place: Place, chance: random.Random) -> Damaged | None:
        """A given name of somebody else, and of no one of that surname."""
        words = place.name.split(" ")
        if len(words) != 2:
            return None
        given = chance.choice(self.givens)
        if same_given(fold(given), fold(words[0])) or f"{given} {words[1]}" in self.people:
            return None
        return place.with_name(f"{given} {words[1]}")

    def crossed(self, place: Place, chance: random.Random) -> Damaged | None:
        """The surname of another person in the news after the given name, or another's given name before the surname."""
        words = place.name.split(" ")
        other = chance.choice(self.people).split(" ")
        if len(words) != 2 or other[1] == words[1] or same_given(fold(other[0]), fold(words[0])):
            return None
        return place.with_name(f"{words[0]} {other[1]}" if chance.random() < 0.5 else f"{other[0]} {words[1]}")

    def wrong_office(self, place: Place, chance: random.Random) -> Damaged | None:
        """The role of another office before the name."""
        mention, text = place.mention, place.text.text
        if (
            mention.role in SHARED_ROLES
            or mention.past
            or not text.startswith(mention.label, start := mention.start - len(mention.label) - 1)
        ):
            return None
        key, label = chance.choice(self.labels)
        if start < 0 or key.partition(", ")[2] == (mention.where or "") or key.partition(", ")[0] == mention.role:
            return None
        new = text[:start] + label + text[mention.start - 1 :]
        return Damaged(new, start, start + len(label) + 1 + len(mention.name))


def _letters(change: Callable[[str, random.Random], str], surname: bool = True) -> Callable[..., Damaged | None]:
    def make(slips: Slips, place: Place, chance: random.Random) -> Damaged | None:
        name = _changed(place.name, chance, change, surname)
        return None if name is None else place.with_name(name)

    return make


LETTERS = {
    "swapped": swapped, "dropped": dropped, "doubled": doubled, "inserted": inserted, "changed": changed, "vowel": vowel, "ending": ending,
    "misread": misread,
}  # fmt: skip
KINDS: dict[str, Callable[..., Damaged | None]] = {
    **{kind: _letters(change) for kind, change in LETTERS.items()},
    "given name": lambda slips, place, chance: (
        _letters(LETTERS[chance.choice(sorted(LETTERS))], False)(slips, place, chance) if " " in place.name else None
    ),
    "near surname": Slips.near_surname,
    "wrong given name": Slips.wrong_given,
    "crossed people": Slips.crossed,
    "wrong office": Slips.wrong_office,
}


def two_spellings(text: Text, chance: random.Random, found: Sequence[Mention]) -> Damaged | None:
    """One of the places of a surname, misspelled: mostly a later one, sometimes the one beside the role."""
    surnames = []
    for mention in found:
        words = words_of(mention.name)
        if words and len(words[-1].written) >= 4 and text.text.count(words[-1].written) >= 2:
            surnames.append((mention, words[-1].written))
    if not surnames:
        return None
    mention, surname = chance.choice(surnames)
    places = []
    at = text.text.find(surname)
    while at >= 0:
        end = at + len(surname)
        if not text.text[at - 1 : at].isalnum() and not text.text[end : end + 1].isalnum():
            places.append(at)
        at = text.text.find(surname, end)
    # Which of two places is the odd one, nobody can know.
    if len(places) < 2:
        return None
    at = chance.choice(places)
    new = LETTERS[chance.choice(sorted(LETTERS))](surname, chance)
    if fold(new) == fold(surname) or new in text.text:
        return None
    return Damaged(text.text[:at] + new + text.text[at + len(surname) :], at, at + len(new))


def is_known(mention: Mention, profile: CorpusProfile | None, facts: bool) -> bool:
    """Whether the facts or the profile know the person in the role, under a full name."""
    if len(words_of(mention.name)) < 2 and len(mention.name) < 6:
        return False
    if facts:
        known = holders(mention.key) if mention.where is not None else holders_anywhere(mention.role, mention.name)
        if any(_is(mention.name, name) for holder in known for name in holder.names):
            return True
        if _in_news(mention):
            return True
    return profile is not None and any(
        holder.documents >= 2 and _is(mention.name, holder.name) for holder in profile.namesakes(mention.key, mention.name)
    )


def _in_news(mention: Mention) -> bool:
    return any(_is(mention.name, holder.name) for holder in newsmakers().namesakes(mention.key, mention.name))


def _is(name: str, known: str) -> bool:
    words = words_of(known)
    return (
        len(words) > 1
        and words[-1].folded in {word.folded for word in words_of(name)}
        and compare(name, known, True).kinship is Kinship.SAME
    )


# The roles for which the packaged facts are to suffice.
def is_leader(mention: Mention) -> bool:
    role = mention.role
    if role in ("prime minister", "chancellor", "secretary of state", "chief minister") or role.startswith("minister of "):
        return True
    return mention.where is not None and role in ("president", "head", "chair", "secretary general")


class Row:
    def __init__(self) -> None:
        self.slips = self.found = self.sure = self.first = self.others = self.sure_others = 0

    def cells(self) -> str:
        found = max(1, self.found)
        of = max(1, self.slips)
        precision = self.found / max(1, self.found + self.others)
        sure_precision = self.sure / max(1, self.sure + self.sure_others)
        return (
            f"{self.slips:6d} {self.found / of:6.3f} {self.sure / of:6.3f} {self.first / found:6.3f} {self.others:6d} {precision:9.3f} "
            f"{sure_precision:9.3f}"
        )


def evaluate(
    mode: str, texts: Sequence[Text], places: Sequence[Place], profile: CorpusProfile | None, arguments: argparse.Namespace
) -> None:
    facts, profiled = MODES[mode]
    checker = Checker(Config(select=("NAM",), facts=facts), profile=profile if profiled else None)
    slips = Slips(places)
    rows: dict[str, Row] = defaultdict(Row)
    shown: dict[str, list[str]] = defaultdict(list)

    def judge(kind: str, clean: Text, damaged: Damaged, leader: bool) -> None:
        report = checker.check(damaged.text, date=clean.day)
        touching = [finding for finding in report.findings if finding.start < damaged.end and finding.end > damaged.start]
        others = [finding for finding in report.findings if finding not in touching]
        sure = any(finding.severity >= Severity.WARNING for finding in touching)
        first = False
        best = max(touching, key=lambda finding: finding.confidence, default=None)
        if best is not None and best.repairs:
            repair = best.repairs[0]
            first = damaged.text[: repair.start] + repair.text + damaged.text[repair.end :] == clean.text
        for name in (kind, "ALL", *(("leaders",) if leader else ())):
            if name != kind and kind == "wrong office":
                name = f"{name} with wrong office"
            row = rows[name]
            row.slips += 1
            row.found += bool(touching)
            row.sure += sure
            row.first += first
            row.others += len(others)
            row.sure_others += sum(finding.severity >= Severity.WARNING for finding in others)
        if others:
            shown["others"].append(in_context(damaged.text, others[0]) + "  " + others[0].message)
        if not sure or not first:
            around = damaged.text[max(0, damaged.start - 50) : damaged.start], damaged.text[damaged.end : damaged.end + 20]
            was = clean.text[damaged.start : damaged.start + damaged.end - damaged.start + 3]
            what = (
                "missed"
                if best is None
                else f"{best.code} {best.confidence:.2f} → {best.repairs[0].text if best.repairs else '-'}"
            )
            shown[kind].append(
                f"{around[0]}⟦{damaged.text[damaged.start : damaged.end]}⟧{around[1]}  was {was!r}: {what}".replace("\n", " ")
            )

    if mode == "document":
        by_text: dict[int, list[Mention]] = defaultdict(list)
        for place in places:
            by_text[id(place.text)].append(place.mention)
        chance = random.Random(arguments.seed)
        order = [text for text in texts if id(text) in by_text]
        chance.shuffle(order)
        for text in order:
            if rows["two spellings"].slips < arguments.each * 5:
                damaged = two_spellings(text, chance, by_text[id(text)])
                if damaged is not None:
                    judge("two spellings", text, damaged, False)
    else:
        known = [
            place
            for place in places
            if place.mention.role != "title" and is_known(place.mention, profile if profiled else None, facts)
        ]
        print(f"{len(known)} of {len(places)} mentions are of people known to {mode}")
        for number, (kind, make) in enumerate(KINDS.items()):
            chance = random.Random(arguments.seed * 100 + number)
            order = known[:]
            chance.shuffle(order)
            for place in order:
                if rows[kind].slips >= arguments.each:
                    break
                damaged = make(slips, place, chance)
                if damaged is not None:
                    judge(kind, place.text, damaged, is_leader(place.mention))
    print(f"\n{mode:30s} {'slips':>6} {'found':>6} {'sure':>6} {'first':>6} {'others':>6} {'precision':>9} {'sure prec':>9}")
    for kind, row in sorted(rows.items(), key=lambda item: (item[0] in ("ALL", "leaders") or "with" in item[0], item[0])):
        print(f"{kind:30s} {row.cells()}")
    for kind, lines in shown.items():
        for line in random.Random(arguments.seed).sample(lines, min(arguments.show, len(lines))):
            print(f"  [{kind}] {line}")


def untouched(mode: str, texts: Sequence[Text], profile: CorpusProfile | None, show_notes: int) -> None:
    facts, profiled = MODES[mode]
    checker = Checker(Config(select=("NAM",), facts=facts), profile=profile if profiled else None)
    warnings: list[str] = []
    notes: list[str] = []
    for text in texts:
        for finding in checker.check(text.text, date=text.day).findings:
            listed = warnings if finding.severity >= Severity.WARNING else notes
            listed.append(f"  {finding.code} {finding.confidence:.2f} {in_context(text.text, finding)}  [{finding.message}]")
    print(
        f"{mode}: {len(texts)} documents, {len(warnings)} warnings ({len(warnings) * 1000 / max(1, len(texts)):.2f} per 1,000), {len(notes)} notes"
    )
    print("\n".join(warnings))
    for note in random.Random(1).sample(notes, min(show_notes, len(notes))):
        print("  note", note)


def ordinary(folder: Path, count: int, seed: int) -> list[Text]:
    """Documents of every genre but news, equally many of each."""
    paths = sorted(path for path in folder.glob("*.jsonl*") if "news" not in path.name)
    texts: list[Text] = []
    for path in paths:
        with OPENERS[path.suffix](path, "rt", encoding="utf-8") as lines:
            genre = [json.loads(line)["text"] for line in lines]
        random.Random(seed).shuffle(genre)
        texts += [Text(text[:20000], None) for text in genre[: -(-count // len(paths))]]
    return texts


def the_profile(path: Path, since: str, kept: Path | None) -> CorpusProfile:
    if kept is not None and kept.exists():
        return CorpusProfile.load(kept)
    stream = ((text.text, text.day) for text in read(path, "", since))
    profile = CorpusProfile()
    while chunk := list(islice(stream, 20000)):
        profile += CorpusProfile.build([text for text, _ in chunk], dates=[day for _, day in chunk])
    if kept is not None:
        profile.save(kept)
    return profile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--since", default="2023-12-01", help="the first day of the documents that are checked")
    parser.add_argument("--until", default="9999")
    parser.add_argument("--profile", type=Path, help="where the profile of the documents before is kept")
    parser.add_argument("--modes", nargs="+", choices=MODES, default=list(MODES))
    parser.add_argument("--each", type=int, default=200, help="slips of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="slips of each kind shown that were missed or got another repair")
    parser.add_argument("--untouched", action="store_true", help="check the documents as they are")
    parser.add_argument(
        "--ordinary", type=int, default=0, help="check so many documents without news of the corpora of a folder"
    )
    arguments = parser.parse_args()
    if arguments.ordinary:
        untouched("facts", ordinary(arguments.corpus, arguments.ordinary, arguments.seed), None, arguments.show)
        return
    texts = list(read(arguments.corpus, arguments.since, arguments.until))
    needs_profile = any(MODES[mode][1] for mode in arguments.modes)
    profile = the_profile(arguments.corpus, arguments.since, arguments.profile) if needs_profile else None
    if arguments.untouched:
        for mode in arguments.modes:
            untouched(mode, texts, profile if MODES[mode][1] else None, arguments.show)
        return
    places = list(all_mentions(texts))
    for mode in arguments.modes:
        evaluate(mode, texts, places, profile, arguments)


if __name__ == "__main__":
    main()

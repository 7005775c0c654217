"""Packs office-holders, office names and nicknames into the tables the name rules read.

    python tools/build_facts.py FACTS_DIRECTORY [--out DIRECTORY]
    python tools/build_facts.py --news NEWS.jsonl.xz [--before 2023-12-01] [--out DIRECTORY]

The first reads `office-holders.csv`, `office-aliases.csv` and `nicknames.csv` there and `holders.csv` beside this program, and writes
`offices.txt` and `offices-nicknames.txt` into the package's data; the second reads documents (`date`, `text`) and writes `offices-news.txt`: who the news names in which role, in
how many documents, from when to when. Each gives the same bytes for the same input. `offices-places.txt` is written by hand.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import lzma
import re
from collections import Counter, defaultdict
from pathlib import Path

from textcheck.facts import Kinship, compare, fold, words_of
from textcheck.mentions import SHARED_ROLES, normalise_where, places, portfolio, role_of

DATA = Path(__file__).parent.parent / "src" / "textcheck" / "data"
# Holders before 2000 and leaders of parliaments, written by hand for the table.
HOLDERS = Path(__file__).parent / "holders.csv"

# Offices nobody names with a role and a name in running text, or that many hold at once without being told apart.
SKIPPED = ("judge of", "Justice of the Supreme Court", "Judge of")

# Keys that a literal reading of the office does not give.
EXTRA_KEYS = {
    ("Head of the Hamas political bureau", "Hamas"): ("head, hamas",),
    ("Leader of Hamas in Gaza", "Hamas"): ("head, hamas",),
    ("Chief of Staff of the Israel Defense Forces", "Israel"): ("chief of staff, israel", "chief of staff, military israel"),
    ("Secretary of Defense", "United States"): ("head, pentagon",),
    ("Leader of the Labour Party", "United Kingdom"): ("head, labour", "head, labour party"),
    ("President of the European Commission", "European Union"): ("president, european commission", "head, european commission"),
    ("President of the European Council", "European Union"): ("president, european council", "head, european council"),
    ("High Representative for Foreign Affairs", "European Union"): ("minister of foreign, european union",),
    ("Pope", "Catholic Church"): (),
    ("Kremlin Spokesman", "Russia"): ("spokesperson, kremlin",),
    ("White House Press Secretary", "United States"): ("press secretary, white house", "press secretary, united states"),
    ("State Department Spokesperson", "United States"): ("spokesperson, state department", "spokesperson, us state department"),
}
# What the table of places holds beside countries and states.
ORGANISATIONS = frozenset(
    "cia|fbi|federal reserve|imf|iaea|mossad|nato|nsa|nsc|shin bet|israel defense forces|united nations|white house|who|wto|ecb|"
    "jpmorgan chase|disney|exxon mobil|general motors|twitter|google".split("|")
)
# Monarchs and popes are named by one word and a number: nothing to be near to.
UNNAMED = ("Pope", "Archbishop")


def keys_of(office: str, where: str, aliases: dict[str, list[str]]) -> list[str]:
    """Every role key under which an office may be named."""
    found: dict[str, None] = {}
    countries = set(places().values()) - ORGANISATIONS
    for phrase in (office, *aliases.get(office, ())):
        key = role_of(phrase, where)
        # Of one office name for many countries, "US Secretary of State" is only the American's.
        named = role_of(phrase)
        elsewhere = (
            named is not None and named.partition(", ")[2] in countries and named.partition(", ")[2] != normalise_where(where)
        )
        if key is not None and ", " in key and not elsewhere:
            found[key] = None
    if office.startswith(("Minister of ", "Minister for ", "Secretary of State for ")) and "Minister of State" not in office:
        field = office.split(" for ", 1)[1] if " for " in office else office.split(" of ", 1)[1]
        place = normalise_where(where)
        for part in field.replace(",", " and ").split(" and "):
            if part.strip() and (name := portfolio(part.split())):
                found[f"minister of {name}, {place}"] = None
    for extra in EXTRA_KEYS.get((office, where), ()):
        found[extra] = None
    organisation = normalise_where(where)
    if organisation is not None and organisation not in countries:
        # The one person a company or agency is known by: the press calls her its head whatever her title.
        found[f"head, {organisation}"] = None
    return list(found)


def main() -> None:
    """Runs the tool."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("facts", type=Path, nargs="?")
    parser.add_argument("--news", type=Path, help="documents to count who is named in which role")
    parser.add_argument("--before", default="2023-12-01", help="documents of this day and later are left out")
    parser.add_argument("--out", type=Path, default=DATA, help="where the tables go (default: the package's data)")
    arguments = parser.parse_args()
    out: Path = arguments.out
    if arguments.news:
        count_news(arguments.news, arguments.before, out)
        return
    if arguments.facts is None:
        parser.error("name the folder of the facts, or --news")
    facts: Path = arguments.facts

    # First, because comparing the holders needs them.
    nicknames: dict[str, set[str]] = defaultdict(set)
    with (facts / "nicknames.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given, nickname = fold(row["given"]), fold(row["nickname"])
            if given != nickname and " " not in given + nickname and given and nickname:
                nicknames[given].add(nickname)
    text = "".join(f"{given}:{' '.join(sorted(nicknames[given]))}\n" for given in sorted(nicknames))
    (out / "offices-nicknames.txt").write_text(text, encoding="utf-8")

    aliases: dict[str, list[str]] = defaultdict(list)
    with (facts / "office-aliases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            aliases[row["office"]].append(row["alias"])

    offices: dict[str, list[list[str]]] = defaultdict(list)
    by_hand: dict[str, list[str]] = defaultdict(list)
    dropped = 0
    with (facts / "office-holders.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with HOLDERS.open(encoding="utf-8", newline="") as file:
        rows += [{**row, "source": "hand"} for row in csv.DictReader(file)]
    rows.sort(key=lambda row: (row["source"] != "hand", row["office"], row["name"], row["start"]))
    for row in rows:
        keys = (
            []
            if row["office"].startswith((*SKIPPED, *UNNAMED))
            else keys_of(row["office"], row["organisation_or_country"], aliases)
        )
        dropped += not keys
        names = list(dict.fromkeys(filter(None, map(latin_name, (row["name"], *row["aliases"].split("|"))))))
        if not any(len(words_of(name)) > 1 for name in names):
            continue
        for key in keys:
            add(offices[key], names, month(row["start"]), month(row["end"]))
            if row["source"] == "hand":
                by_hand[key].append(month(row["start"]))

    lines = ["# Built by tools/build_facts.py; see offices.md. key, then holders: name|first|last|alias..."]
    people = 0
    for key in sorted(offices):
        for entry in offices[key]:
            # The older source leaves the terms of 2022 open; a later holder's beginning, known by hand, closes them.
            later = [start for start in by_hand[key] if entry[1] < start]
            if not entry[2] and later and key.partition(",")[0] not in SHARED_ROLES:
                entry[2] = min(later)
        held = sorted(offices[key], key=lambda entry: (entry[1], entry[0]))
        people += len(held)
        lines.append("\t".join((key, *("|".join(entry) for entry in held))))
    (out / "offices.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    print(
        f"{len(rows)} rows, {dropped} without a key, {len(offices)} role keys, {people} terms of office, {len(nicknames)} given names"
    )


def count_news(path: Path, before: str, out: Path) -> None:
    """Counts who is named in which role, keeps those whom two documents name, and writes them."""
    from textcheck.document import Document
    from textcheck.mentions import mentions

    roles: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    documents = 0
    opener = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["date"] >= before:
                continue
            documents += 1
            doc = Document(record["text"])
            for key, name in {(mention.key, mention.name) for mention in mentions(doc) if mention.role != "title"}:
                roles[key][name].append(record["date"][:7])
    # A name that one document gives to one role is kept where others name the person in other roles.
    everywhere = Counter(name for names in roles.values() for name, months in names.items() for _ in months)
    packed = ["# Built by tools/build_facts.py; see offices.md. key, then names: name|documents|first month|last month"]
    pairs = 0
    for key in sorted(roles):
        full = {word.folded for name in roles[key] if len(words_of(name)) > 1 for word in words_of(name)}
        entries = []
        for name, months in sorted(roles[key].items()):
            words = words_of(name)
            # One word alone is a surname known by its full name, or no name at all.
            told_apart = len(words) > 1 or (words[0].folded in full and len(words[0].folded) > 2)
            if told_apart and everywhere[name] > 1 and "|" not in name:
                entries.append(f"{name}|{len(months)}|{min(months)}|{max(months)}")
        if entries:
            packed.append("\t".join((key, *entries)))
            pairs += len(entries)
    (out / "offices-news.txt").write_text("\n".join(packed) + "\n", encoding="utf-8")
    print(f"{documents} documents, {len(packed) - 1} role keys, {pairs} names in roles")


def month(iso: str) -> str:
    """A date cut to its month or, where the source knows no more, its year; empty where it is neither."""
    found = re.match(r"\d{4}(?:-\d\d)?(?![^-])", iso)
    return found.group() if found else ""


def latin_name(name: str) -> str:
    """A name without titles of nobility after a comma; empty where it is written in another script."""
    plain = name.partition(",")[0].strip()
    return (
        plain
        if all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or ord(letter) in (0x2019, 0x2011) for letter in plain)
        else ""
    )


def add(held: list[list[str]], names: list[str], first: str, last: str) -> None:
    """Adds a term of office, or joins it to the same person's term where the two overlap or are two sources for one."""
    for entry in held:
        known = [entry[0], *entry[3:]]
        same = any(compare(one, other).kinship is Kinship.SAME and len(words_of(one)) > 1 for one in names for other in known)
        if same and len(words_of(entry[0])) > 1 and _meet(entry[1], entry[2], first, last):
            entry.extend(name for name in names if name not in known)
            entry[1] = min(entry[1], first) if entry[1] and first else entry[1] or first
            # A source that ends in 2022 leaves open what a later source closes: the earlier entry, from the later source, wins.
            return
    held.append([names[0], first, last, *names[1:]])


def _meet(first: str, last: str, other_first: str, other_last: str) -> bool:
    return (not last or other_first <= last) and (not other_last or first <= other_last)


if __name__ == "__main__":
    main()

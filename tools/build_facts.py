"""Packs office-holders, office names and nicknames into the tables the name rules read.

    python tools/build_facts.py FACTS_DIRECTORY [--out DIRECTORY]

reads `office-holders.csv`, `office-aliases.csv` and `nicknames.csv` there and writes `offices.txt` and `offices-nicknames.txt` into
the package's data, the same bytes for the same input. `offices-places.txt` is written by hand.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from pathlib import Path

from textcheck.facts import Kinship, compare, fold, words_of
from textcheck.mentions import SHARED_ROLES, normalise_where, places, portfolio, role_of

DATA = Path(__file__).parent.parent / "src" / "textcheck" / "data"

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
    parser.add_argument("facts", type=Path)
    parser.add_argument("--out", type=Path, default=DATA, help="where the tables go (default: the package's data)")
    arguments = parser.parse_args()
    facts: Path = arguments.facts
    out: Path = arguments.out

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
        rows = sorted(csv.DictReader(file), key=lambda row: (row["source"] != "hand", row["office"], row["name"], row["start"]))
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

"""Damage by encodings: mojibake, lost characters, controls, and escapes that nobody resolved."""

from __future__ import annotations

import html
import html.entities
import quopri
import random
import re
from urllib.parse import quote

import ftfy

from corruptors import Damage, a_match, corrupts, replaced

CONTRACTION = r"\b(?:[Dd]o|[Dd]id|[Ii]s|[Ww]as|[Ww]ere|[Dd]oes|[Hh]as|[Cc]ould|[Ww]ould)n['’]t\b|\b(?:[Ii]t|[Tt]hat|[Tt]here|[Hh]e|[Ss]he)['’]s\b|\b(?:[Tt]hey|[Ww]e|[Yy]ou)['’](?:re|ve|ll)\b"
POSSESSIVE = r"\b[A-Za-z]{3,}['’]s\b"
WORD = r"\b[a-z]{5,}\b"
# Words of other languages as they stand in English text.
FOREIGN = (
    "café", "naïve", "façade", "résumé", "São", "José", "München", "Málaga", "Zürich", "García", "déjà", "crème", "Beyoncé", "Müller",
    "jalapeño", "Gödel", "Köln", "François", "Bogotá", "Björk", "fiancée", "protégé", "Perón", "señor", "Citroën", "piñata",
)  # fmt: skip
CODEPAGES = ("latin-1", "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso8859_2", "mac_roman", "cp437")


def curled(text: str) -> str:
    """The text with typographic apostrophes and quotation marks, as much as can be told."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return re.sub(r'"([^"\n]{1,300})"', r"“\1”", text)


def misread(text: str, codepage: str) -> str | None:
    """The text as UTF-8 read in a codepage; bytes that it has not are read as Latin-1, as browsers do."""
    parts = []
    for byte in text.encode():
        try:
            parts.append(bytes([byte]).decode(codepage))
        except UnicodeDecodeError:
            if codepage not in ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257"):
                return None
            parts.append(chr(byte))
    return "".join(parts)


def with_word(text: str, chance: random.Random, new: str) -> tuple[str, int] | None:
    """The text with one of its words exchanged, and where."""
    word = a_match(r"(?<=[a-z] )[a-z]{4,}(?= [a-z])", text, chance)
    return None if word is None else (text[: word.start()] + new + text[word.end() :], word.start())


def as_ftfy(damage: Damage, repairs: bool) -> Damage | None:
    """The damage, where ftfy repairs it as wanted or not; what ftfy leaves alone is for another rule to find."""
    return damage if (ftfy.fix_encoding(damage.text) in damage.wanted) == repairs else None


def whole_misread(text: str, chance: random.Random, repairs: bool) -> Damage | None:
    """All of a text with curly marks, read in one of the codepages."""
    clean = curled(text)
    if clean.isascii():
        return None
    damaged = misread(clean, chance.choice(CODEPAGES))
    if damaged is None:
        return None
    return as_ftfy(Damage(damaged, ((0, len(damaged)),), (clean, text, clean.replace("\u00a0", " "))), repairs)


def mark_misread(text: str, chance: random.Random, repairs: bool) -> Damage | None:
    found = a_match(CONTRACTION + "|" + POSSESSIVE, text, chance)
    bad = misread("’", chance.choice(CODEPAGES))
    if found is None or bad is None:
        return None
    at = found.start() + re.search("['’]", found.group()).start()  # type: ignore[union-attr]
    damage = replaced(text, at, at + 1, bad)
    return as_ftfy(damage._replace(wanted=(text, text[:at] + "’" + text[at + 1 :])), repairs)


def word_misread(text: str, chance: random.Random, repairs: bool) -> Damage | None:
    word = chance.choice(FOREIGN)
    bad = misread(word, chance.choice(("latin-1", "cp1252", "cp1252", "cp1250", "mac_roman", "cp437", "cp1254")))
    if bad is None or (made := with_word(text, chance, word)) is None:
        return None
    clean, at = made
    return as_ftfy(replaced(clean, at, at + len(word), bad)._replace(wanted=(clean,)), repairs)


@corrupts("ENC101", repaired=True)
def whole_text_misread(text: str, chance: random.Random) -> Damage | None:
    return whole_misread(text, chance, True)


@corrupts("ENC101", repaired=True)
def apostrophe_misread(text: str, chance: random.Random) -> Damage | None:
    return mark_misread(text, chance, True)


@corrupts("ENC101", repaired=True)
def foreign_word_misread(text: str, chance: random.Random) -> Damage | None:
    return word_misread(text, chance, True)


@corrupts("ENC103", repaired=True)
def whole_text_misread_that_ftfy_leaves(text: str, chance: random.Random) -> Damage | None:
    return whole_misread(text, chance, False)


@corrupts("ENC103", repaired=True)
def apostrophe_misread_that_ftfy_leaves(text: str, chance: random.Random) -> Damage | None:
    return mark_misread(text, chance, False)


@corrupts("ENC103", repaired=True)
def foreign_word_misread_that_ftfy_leaves(text: str, chance: random.Random) -> Damage | None:
    return word_misread(text, chance, False)


@corrupts("ENC101", repaired=True)
def misread_twice(text: str, chance: random.Random) -> Damage | None:
    found = a_match(CONTRACTION + "|" + POSSESSIVE, text, chance)
    if found is None:
        return None
    bad = misread(misread("’", "cp1252") or "", "cp1252") or ""
    at = found.start() + re.search("['’]", found.group()).start()  # type: ignore[union-attr]
    return replaced(text, at, at + 1, bad)._replace(wanted=(text, text[:at] + "’" + text[at + 1 :]))


def apostrophe_as(text: str, chance: random.Random, pattern: str, new: str) -> Damage | None:
    found = a_match(pattern, text, chance)
    if found is None:
        return None
    at = found.start() + re.search("['’]", found.group()).start()  # type: ignore[union-attr]
    return replaced(text, at, at + 1, new)._replace(
        wanted=(text, text[:at] + "’" + text[at + 1 :], text[:at] + "'" + text[at + 1 :])
    )


@corrupts("ENC102", repaired=True)
def apostrophe_of_another_codepage(text: str, chance: random.Random) -> Damage | None:
    return apostrophe_as(text, chance, CONTRACTION, chance.choice(("Õ", "í", "Æ", "â€TM", "â", "¹", "´", "â ", "â€")))


@corrupts("ENC102", repaired=True)
def possessive_of_another_codepage(text: str, chance: random.Random) -> Damage | None:
    return apostrophe_as(text, chance, POSSESSIVE, chance.choice(("Õ", "â€TM", "´", "¹")))


@corrupts("ENC102", repaired=True)
def quotes_of_another_codepage(text: str, chance: random.Random) -> Damage | None:
    said = a_match(r"(?<![^\s])[\"“](?=\w)[^\"“”\n]{3,200}[,.!?][\"”](?=\s)", text, chance)
    if said is None:
        return None
    opening, closing = chance.choice((("Ò", "Ó"), ("ì", "î"), ("³", "²"), ("ô", "ö"), ("â", "â")))
    damage = replaced(text, *said.span(), opening + said.group()[1:-1] + closing)
    curly = text[: said.start()] + "“" + said.group()[1:-1] + "”" + text[said.end() :]
    return damage._replace(wanted=(text, curly))


@corrupts("ENC202", repaired=True)
def contraction_lost(text: str, chance: random.Random) -> Damage | None:
    return apostrophe_as(text, chance, CONTRACTION, "\ufffd" * chance.choice((1, 1, 3)))


@corrupts("ENC202", repaired=True)
def foreign_letter_lost(text: str, chance: random.Random) -> Damage | None:
    word = chance.choice(FOREIGN)
    bad = re.sub(r"[^\x00-\x7f]", "\ufffd" * chance.choice((1, 1, 2)), word)
    if (made := with_word(text, chance, word)) is None:
        return None
    clean, at = made
    return replaced(clean, at, at + len(word), bad)._replace(wanted=(clean,))


@corrupts("ENC202")
def any_character_lost(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"[a-z]{3}|[\"“”–—']|(?<=\d)[-–](?=\d)", text, chance)
    return None if found is None else replaced(text, found.start(), found.start() + 1, "\ufffd")


@corrupts("ENC203", repaired=True)
def contraction_asked(text: str, chance: random.Random) -> Damage | None:
    return apostrophe_as(text, chance, CONTRACTION + "|" + POSSESSIVE, "?")


@corrupts("ENC203", repaired=True)
def foreign_letter_asked(text: str, chance: random.Random) -> Damage | None:
    word = chance.choice(FOREIGN)
    bad = re.sub(r"[^\x00-\x7f]", "?", word)
    if (made := with_word(text, chance, word)) is None:
        return None
    clean, at = made
    return replaced(clean, at, at + len(word), bad)._replace(wanted=(clean,))


@corrupts("ENC203", repaired=True)
def quotes_asked(text: str, chance: random.Random) -> Damage | None:
    said = a_match(r"(?<![^\s])[\"“](?=\w)[^\"“”?\n]{3,200}[,.!][\"”](?=\s)", text, chance)
    if said is None:
        return None
    damage = replaced(text, *said.span(), "?" + said.group()[1:-1] + "?")
    curly = text[: said.start()] + "“" + said.group()[1:-1] + "”" + text[said.end() :]
    return damage._replace(wanted=(text, curly))


@corrupts("ENC203")
def words_asked(text: str, chance: random.Random) -> Damage | None:
    """A name in another script, of which only question marks are left."""
    found = a_match(r"(?<=[a-z]) (?=[a-z])", text, chance)
    name = " ".join("?" * chance.randint(2, 9) for _ in range(chance.randint(2, 4))) + " ???"
    return None if found is None else replaced(text, found.end(), found.end(), name + " ")


@corrupts("ENC204", repaired=True)
def surrogates_apart(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[.!?]) (?=[A-Z])", text, chance)
    if found is None:
        return None
    face = chance.choice("😀🎉🔥🌍👍𝒳𠮷")
    halves = face.encode("utf-16-le")
    pair = "".join(chr(int.from_bytes(halves[at : at + 2], "little")) for at in (0, 2))
    clean = text[: found.start()] + " " + face + text[found.start() :]
    return replaced(clean, found.start() + 1, found.start() + 2, pair)._replace(wanted=(clean,))


@corrupts("ENC204", repaired=True)
def bytes_kept_as_surrogates(text: str, chance: random.Random) -> Damage | None:
    word = chance.choice(FOREIGN)
    if (made := with_word(text, chance, word)) is None:
        return None
    clean, at = made
    bad = word.encode(chance.choice(("utf-8", "latin-1"))).decode("ascii", "surrogateescape")
    return replaced(clean, at, at + len(word), bad)._replace(wanted=(clean,))


@corrupts("ENC205", repaired=True)
def control_in_word(text: str, chance: random.Random) -> Damage | None:
    word = a_match(WORD, text, chance)
    if word is None:
        return None
    at = word.start() + chance.randint(1, len(word.group()) - 1)
    return replaced(
        text, at, at, chance.choice("\x00\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10\x11\x12\x15\x16\x1a\x7f\x81\x8d\x9d")
    )


@corrupts("ENC205", repaired=True)
def control_at_word(text: str, chance: random.Random) -> Damage | None:
    gap = a_match(r"(?<=[a-z.]) (?=[A-Za-z])", text, chance)
    return None if gap is None else replaced(text, gap.end(), gap.end(), chance.choice("\x00\x01\x02\x03\x0f\x16\x1a\x7f"))


@corrupts("ENC205", repaired=True)
def colours_of_a_terminal(text: str, chance: random.Random) -> Damage | None:
    word = a_match(WORD, text, chance)
    if word is None:
        return None
    return replaced(text, *word.span(), f"\x1b[{chance.choice(('1', '31', '0;32', '38;5;208'))}m{word.group()}\x1b[0m")


@corrupts("ENC205", repaired=True)
def apostrophe_without_its_high_byte(text: str, chance: random.Random) -> Damage | None:
    return apostrophe_as(text, chance, CONTRACTION + "|" + POSSESSIVE, "\x19")


@corrupts("ENC206", repaired=True)
def mark_in_text(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"\b(?=\w)|(?<=\w)(?=\w)|\n", text, chance)
    return None if found is None else replaced(text, found.end(), found.end(), "\ufeff")


@corrupts("ENC301", repaired=True)
def foreign_word_percented(text: str, chance: random.Random) -> Damage | None:
    word = chance.choice(FOREIGN)
    if (made := with_word(text, chance, word)) is None:
        return None
    clean, at = made
    bad = quote(word)
    return replaced(
        clean, at, at + len(word), bad if chance.random() < 0.7 else bad.lower() if word.islower() else bad
    )._replace(wanted=(clean,))


@corrupts("ENC301", repaired=True)
def phrase_percented(text: str, chance: random.Random) -> Damage | None:
    phrase = a_match(r"(?<=[a-z] )[a-z]{2,}(?: [a-z]+){1,4}(?=[ ,.])", text, chance)
    return None if phrase is None else replaced(text, *phrase.span(), quote(phrase.group()))


@corrupts("ENC301", repaired=True)
def apostrophe_percented(text: str, chance: random.Random) -> Damage | None:
    return apostrophe_as(text, chance, CONTRACTION + "|" + POSSESSIVE, chance.choice(("%27", "%E2%80%99", "%u2019")))


@corrupts("ENC302", repaired=True)
def apostrophe_quoted_printable(text: str, chance: random.Random) -> Damage | None:
    return apostrophe_as(text, chance, CONTRACTION + "|" + POSSESSIVE, chance.choice(("=E2=80=99", "=E2=80=99", "=92")))


@corrupts("ENC302", repaired=True)
def paragraph_quoted_printable(text: str, chance: random.Random) -> Damage | None:
    """A paragraph as mail carries it."""
    paragraph = a_match(r"[^\n]{120,}", text, chance)
    if paragraph is None or "=" in paragraph.group():
        return None
    clean = text[: paragraph.start()] + curled(paragraph.group()) + text[paragraph.end() :]
    encoded = quopri.encodestring(curled(paragraph.group()).encode()).decode("ascii")
    damage = replaced(text, *paragraph.span(), encoded)
    return damage._replace(wanted=(clean, text))


@corrupts("ENC303", repaired=True)
def apostrophe_escaped(text: str, chance: random.Random) -> Damage | None:
    new = chance.choice(
        ("\\'", "\\u2019", "\\u0027", "\\x92", "\\xe2\\x80\\x99", "\\\\'", "u2019", "\\\\u2019", "\\342\\200\\231")
    )
    return apostrophe_as(text, chance, CONTRACTION, new)


@corrupts("ENC303", repaired=True)
def breaks_escaped(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[^\n])\n+(?=[^\n])", text, chance)
    if found is None:
        return None
    return replaced(text, *found.span(), found.group().replace("\n", chance.choice(("\\n", "\\n", "\\r\\n"))))


@corrupts("ENC303", repaired=True)
def quotes_escaped(text: str, chance: random.Random) -> Damage | None:
    said = a_match(r"(?<![^\s])\"(?=\w)[^\"“”\n]{3,200}\"(?=[\s.,])", text, chance)
    return None if said is None else replaced(text, *said.span(), '\\"' + said.group()[1:-1] + '\\"')


@corrupts("ENC303", repaired=True)
def foreign_word_escaped(text: str, chance: random.Random) -> Damage | None:
    word = chance.choice(FOREIGN)
    if (made := with_word(text, chance, word)) is None:
        return None
    clean, at = made
    bad = word.encode("ascii", "backslashreplace").decode("ascii").replace("\\x", chance.choice(("\\u00", "\\u00", "\\x")))
    return replaced(clean, at, at + len(word), bad)._replace(wanted=(clean,))


ENTITIES = {
    "'": (
        "&#39;",
        "&#8217;",
        "&rsquo;",
        "&apos;",
        "&#x27;",
        "&#x2019;",
        "&amp;#8217;",
        "&amp;rsquo;",
        "&#039;",
        "&#146;",
        "&rsquo",
        "#8217;",
    ),
    " ": ("&nbsp;", "&#160;", "&amp;nbsp;", "&nbsp", "&#xA0;", "& nbsp;"),
    '"': ("&quot;", "&#34;", "&amp;quot;", "&ldquo;", "&#8220;", "&quot"),
    "&": ("&amp;", "&amp;amp;", "&#38;", "&#038;", "& amp;"),
}


@corrupts("ENC304", repaired=True)
def apostrophe_as_entity(text: str, chance: random.Random) -> Damage | None:
    return apostrophe_as(text, chance, CONTRACTION + "|" + POSSESSIVE, chance.choice(ENTITIES["'"]))


@corrupts("ENC304", repaired=True)
def space_as_entity(text: str, chance: random.Random) -> Damage | None:
    gap = a_match(r"(?<=[a-z,.]) (?=[A-Za-z])", text, chance)
    return None if gap is None else replaced(text, *gap.span(), chance.choice(ENTITIES[" "]))


@corrupts("ENC304", repaired=True)
def ampersand_as_entity(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[a-z]) and (?=[a-z])", text, chance)
    if found is None:
        return None
    clean = text[: found.start()] + " & " + text[found.end() :]
    return replaced(clean, found.start() + 1, found.start() + 2, chance.choice(ENTITIES["&"]))._replace(wanted=(clean,))


@corrupts("ENC304", repaired=True)
def whole_paragraph_escaped(text: str, chance: random.Random) -> Damage | None:
    """All marks of a paragraph as entities, behind a less-than sign."""
    paragraph = a_match(r"[^\n]*[\"'’“][^\n]*", text, chance)
    if paragraph is None or "&" in paragraph.group():
        return None
    clean = text[: paragraph.start()] + "I <3 this. " + text[paragraph.start() :]
    at = paragraph.start() + len("I <3 this. ")
    escaped = html.escape(paragraph.group()).encode("ascii", "xmlcharrefreplace").decode("ascii")
    end = at + len(paragraph.group())
    return replaced(clean, at, end, escaped)._replace(wanted=(clean,))


@corrupts("ENC304", repaired=True)
def foreign_word_as_entities(text: str, chance: random.Random) -> Damage | None:
    word = chance.choice(FOREIGN)
    if (made := with_word(text, chance, word)) is None:
        return None
    clean, at = made
    names = {code: name for name, code in html.entities.name2codepoint.items()}
    kind = chance.choice(("named", "decimal", "hexadecimal", "twice"))
    forms = {
        "named": lambda letter: f"&{names[ord(letter)]};",
        "decimal": lambda letter: f"&#{ord(letter)};",
        "hexadecimal": lambda letter: f"&#x{ord(letter):x};",
        "twice": lambda letter: f"&amp;{names[ord(letter)]};",
    }
    bad = re.sub(r"[^\x00-\x7f]", lambda match: forms[kind](match.group()), word)
    return replaced(clean, at, at + len(word), bad)._replace(wanted=(clean,))

"""A menu, sidebar or list of sections left as a run of short lines: "Home", "News", "About us", "Contact".

The finding is the run, from four lines on, of which at least two and a fair part are items that menus hold, or which follows the
heading of a sidebar ("Recent Posts", "Archives"); its repair takes the run out, and is not SAFE.

Left alone: lists of the text itself, tables of contents, poems, shopping lists and recipes, indexes, and lists whose lines are
sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.roles import deletion, gate
from textcheck.rule import Document, Finding, Rule, Severity, pattern

# Items that nobody but a menu puts in a line of its own, and items that stand there as well as in a list of the text.
_SURE = r"""
    home(?: ?page)?|about us|contact(?: us)?|site ?map|faqs?|log ?in|log ?out|sign ?in|sign ?up|sign ?out|my account
    register|privacy policy|terms of (?:use|service)|terms (?:and|&) conditions|advertise(?: with us)?|subscribe
    rss(?: feeds?)?|newsletters?|careers|search|help|menu|blog|forums?|donate|press releases?|press room|newsroom
    our team|our services|site index|e-?edition|classifieds|obituaries|horoscopes?|privacy|shop|store|cart|checkout
    wish ?list|customer service|gift cards|store locator|our story|skip to (?:main )?content|cookie policy|press
    work with us|join us|get involved|testimonials|view cart|facebook|twitter|instagram|youtube|linkedin|pinterest
    startseite|über uns|kontakt|impressum|datenschutz|anmelden|accueil|contactez-nous|mentions légales|qui sommes-nous
    à propos|plan du site|inicio|contacto|quiénes somos|aviso legal|iniciar sesión|nosotros|chi siamo|contatti
    quem somos|contato
"""
_LIKELY = r"""
    news|sports?|business|opinions?|politics|world|local|national|international|entertainment|lifestyle|life|health
    technology|tech|science|travel|weather|videos?|photos?|gallery|events?|calendar|products?|services?|solutions
    support|about|jobs|media|archives?|community|members(?:hip)?|podcasts?|autos?|real estate|education|culture|arts?
    books?|music|movies?|film|tv|food|recipes|style|fashion|money|markets|economy|finance|features?|reviews?|columns?
    editorials?|letters|resources|downloads?|documentation|pricing|team|staff|portfolio|projects|publications|research
    library|categories|topics|archive|tags|pages|links|recent (?:posts|comments)|categories|blogroll|meta|top stories
    latest news|trending|more|menu|crosswords?|games|deals|women|men|kids|sale|new arrivals|brands|industries|partners
    investors|company|case studies|webinars|white ?papers|dashboard|settings|profile|notifications|messages|video|photo
    nachrichten|politik|wirtschaft|sport|kultur|wissen|actualité|économie|culture|société|noticias|deportes|economía
    mundo|cultura
"""
# Headings of sidebars: what follows in short lines belongs to them.
_HEADING = r"(?:recent (?:posts|comments|articles|entries)|archives?|categories|blogroll|popular posts|top posts|blog archive|my blog list|quick links|useful links|site links|tag cloud|tags|meta|pages|about me|labels|links|topics|followers|search this blog|subscribe to|neueste beiträge|neueste kommentare|archiv|kategorien|articles récents|commentaires récents|catégories|entradas recientes|comentarios recientes|categorías)"
_GATE = gate(
    r"""
    (?:home(?: ?page)?|about us|contact us|contact|site ?map|faqs?|log ?in|sign ?in|my account|privacy policy|terms of (?:use|service)|advertise(?: with us)?|rss(?: feeds?)?|newsletters?|careers|obituaries|classifieds|startseite|.ber uns|impressum|accueil|contactez-nous|inicio|contacto|qui.nes somos|recent (?:posts|comments|articles|entries)|archives?|categories|blogroll|popular posts|top posts|blog archive|quick links|tag cloud|meta|pages|topics|neueste beitr.ge|articles r.cents|entradas recientes|archiv|kategorien|cat.gories|categor.as)[ \t\xbb>]*(?:\r?\n|\z)
    """
)
_ITEM = re.compile(r"[\s•·*»›>|–-]*[^\W_][^.!?;:|\n“”\"]{0,44}(?:\.\.\.|…)?[\s»›>|]*")
# Lines that a list of goods, a poem or a table would hold.
_NO_ITEM = re.compile(
    r",$|\b(?:is|was|were|had|have|cups?|tbsp|tsp|teaspoons?|tablespoons?|ounces?|grams?)\b|[a-z]{2},\s", re.IGNORECASE
)
_MARKS = " \t•·*»›>|–-\N{NO-BREAK SPACE}[]()"
_FEWEST = 4
_MOST = 150
_MOST_WORDS = 6
_LEAST_SHARE = 0.3


def detect(doc: Document) -> Iterator[Finding]:
    lines = doc.lines
    text = doc.text
    sure, heading = re.compile(_table(_SURE), re.IGNORECASE), re.compile(_HEADING, re.IGNORECASE)
    known = re.compile(f"{_table(_SURE)}|{_table(_LIKELY)}|{_HEADING}", re.IGNORECASE)
    done = -1
    number = 0
    for match in pattern(_GATE).finditer(doc.codes):
        at = match.start() + (text[match.start()] in "\n\r")
        if at < done:
            continue
        number = _line_of(lines, at, number)
        first, last = number, number
        while first > 0 and number - first < _MOST and lines[first - 1][0] >= done and _is_item(text, lines[first - 1]):
            first -= 1
        while last + 1 < len(lines) and last - number < _MOST and _is_item(text, lines[last + 1]):
            last += 1
        first, last = _trimmed(text, lines, first, last, known)
        done = lines[last][1] + 1
        items = [item for start, end in lines[first : last + 1] if (item := text[start:end].strip(_MARKS))]
        if len(items) < _FEWEST:
            continue
        surely = sum(1 for item in items if sure.fullmatch(item))
        all_known = sum(1 for item in items if known.fullmatch(item))
        headings = sum(1 for item in items if heading.fullmatch(item))
        few = surely >= 2 and all_known >= _LEAST_SHARE * len(items)
        if not (few or (surely and all_known >= _FEWEST and all_known * 2 >= len(items)) or headings >= 2):
            continue
        start, end = lines[first][0], lines[last][1]
        start += len(text[start:end]) - len(text[start:end].lstrip())
        repair = deletion(text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, f"menu or sidebar of {len(items)} lines", confidence=0.85, repairs=[repair])


def _trimmed(text: str, lines: tuple[tuple[int, int], ...], first: int, last: int, known: re.Pattern[str]) -> tuple[int, int]:
    """A run without the blank lines at its ends and without items there that a blank line parts from it and no menu holds."""

    def goes(at: int, inner: int) -> bool:
        item = text[slice(*lines[at])].strip(_MARKS)
        return not item or (not text[slice(*lines[inner])].strip() and known.fullmatch(item) is None)

    while first < last and goes(first, first + 1):
        first += 1
    while first < last and goes(last, last - 1):
        last -= 1
    return first, last


def _table(source: str) -> str:
    return "|".join(filter(None, (line.strip() for line in source.splitlines())))


def _line_of(lines: tuple[tuple[int, int], ...], at: int, number: int) -> int:
    while number + 1 < len(lines) and lines[number + 1][0] <= at:
        number += 1
    return number


def _is_item(text: str, span: tuple[int, int]) -> bool:
    """Whether a line is blank or short enough, and plain enough, for an item of a menu."""
    if span[1] - span[0] > 60:
        return False
    line = text[span[0] : span[1]]
    if not line.strip():
        return True
    return len(line.split()) <= _MOST_WORDS and _ITEM.fullmatch(line) is not None and _NO_ITEM.search(line) is None


RULE = Rule(
    code="BLR122",
    name="menu-list",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)

"""A note from the editors of a wiki copied into the text: "[edit]" after a heading, "[citation needed]", "[who?]", "[update]", a leading "↑".

They belong to the page and not to what it says, so that taking them out is SAFE. English, German, French, Spanish, Italian and Portuguese
ones are known.

Left alone: notes of scholars and courts ([sic], [emphasis added], [his]), transcripts ([laughter]), notes of forum writers ("[edit: a typo]"),
"[UPDATE]" that opens a report, bare numbers (citation-number finds them), arrows within a line, text that speaks of such notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, Document, Finding, Repair, Rule, Severity, pattern

_DATED = rb"(?: (?:since|as of) [A-Za-z]+ ?\d{0,4})?"
_NEEDED = (
    rb"(?:full |additional |better |self-published |non-primary |primary |third-party |independent |medical )?(?:citations?|sources?|references?|clarification|verification|"
    rb"quotation|page(?: number)?|year|date|attribution|time ?frame|disambiguation|specify|example|context|further explanation|update|translation|copyedit|image|source) needed"
)
_NOTES = (
    rb"(?:"
    + _NEEDED
    + rb"|(?:who|when|where|which|why|how|what|by whom|according to whom|for whom|in whom|to whom|compared to\?|clarify|vague|dubious|verify|citation|weasel words|peacock term|"
    rb"jargon|ambiguous|original research|synthesis|opinion|relevant|unreliable source|unreliable medical source|neutrality disputed|where at|how often|how many|which)\?"
    rb"|(?:edit(?: source| section| this section)?|edit ?\| ?edit source|edit \xb7 [^\[\]\n]*|update|needs update|dead link|permanent dead link|broken anchor|failed verification|not in citation given|"
    rb"not verified in body|verification needed|unreliable source|weasel words|peacock term|vague|disputed|neutrality is disputed|dubious \x96 discuss|discuss|according to whom|original research|"
    rb"circular reference|self-published source|excessive citations|specify|clarify|tone|improper synthesis|contradictory|misquoted|non sequitur|scope|globalize|relevant|undue weight|irrelevant citation)"
    rb"|(?:bearbeiten|quelltext bearbeiten|bearbeiten \| quelltext bearbeiten|beleg fehlt|belege fehlen|wer\?|wann\?|editar|editar c\xf3digo|editar la fuente|cita requerida|modifier|modifier le code|modifier \| modifier le code|"
    rb"r\xe9f\. n\xe9cessaire|r\xe9f\. souhait\xe9e|citation n\xe9cessaire|source insuffisante|pas clair|modifica|modifica wikitesto|modifica \| modifica wikitesto|senza fonte|citazione necessaria|carece de fontes\?|bewerken|bron\?|redigera|rediger))"
)
_MARK = rb"(?i)\[ ?" + _NOTES + _DATED + rb" ?\]"
_ARROW = "(?m)^↑[ \t]*(?=\\S)"
_JUMP = rb"(?m)^(?:\^|\?) (?:Jump up (?:to:? ?)?(?:[a-z] )*(?:\^ ?)?|(?:[a-z] ){2,})"
_GATE = rb"(?i)\[ ?(?:" + _NOTES + _DATED + rb") ?\]|(?m:^)Jump up |(?m:^)(?:\^|\?) ?(?:Jump up|[a-z] [a-z] |[A-Z\"\x93])"
_SOURCES = frozenset(("json", "code"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    for match in pattern(_MARK).finditer(doc.codes):
        start, end = match.span()
        if (
            text[start:end].count("?") != doc.codes[start:end].count(b"?")
            or _opens(text, start, end)
            or is_spoken_of(doc, start, end, "wiki", near=False)
        ):
            continue
        yield _finding(text, start, end, f"note of a wiki's editors: {text[start:end]}")
    for match in pattern(_JUMP_OR_ARROW).finditer(doc.codes):
        start, end = match.span()
        if text[start] == "?" or (match.group()[:1] == b"?" and text[start] not in "↑^J"):
            continue
        end = start + len(text[start:end].rstrip())
        yield _finding(text, start, end, f"a wiki's way back from a footnote: {text[start:end]}")


# The arrow has no byte in the codes: it is a question mark there.
_JUMP_OR_ARROW = rb"(?m)^(?:Jump up (?:to:? ?)?(?:\^ ?)?(?:[a-z] )*|\^ (?:Jump up (?:to:? ?)?|)(?:[a-z] ){2,}|\^ Jump up[ :]*(?:to:? ?)?(?:\^ ?)?|\? ?(?:Jump up (?:to:? ?)?|)(?:(?:[a-z] ){2,}|\^ )?)"


_PLAIN = frozenset(
    "relevant disputed vague tone scope discuss specify clarify update contradictory misquoted globalize".split()
)


_HEADED = frozenset(("edit", "editar", "modifier", "modifica"))


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a note opens a report or a reply: `[Update] The mayor …`, `[edit] I was wrong`."""
    said = text[start + 1 : end - 1].strip().lower()
    if said in _PLAIN and not text[start - 1 : start].strip():
        # What a court or an editor puts in: `to the [relevant] agency`.
        return True
    if said not in ("update", "edit", "discuss", "clarify", "specify", "tone", "scope", "modifica", "editar", "modifier"):
        return False
    before = text[max(0, start - 2) : start]
    opens = before[-1:] in ("", "\n")
    after = text[end : end + 1]
    if said in _HEADED and before.strip() and before[-1] == " " and before[0].isalpha() and text[start + 1].islower():
        # After a heading that has lost its line: `Early life [edit] She was born`.
        return text[end : end + 1] == " " and not text[end + 1 : end + 2].isupper()
    return (opens and after not in ("\n", "")) or text[start + 1].isupper() or (before.endswith(" ") and after == " ")


def _finding(text: str, start: int, end: int, message: str) -> Finding:
    first, last, new = taken_out(text, start, end)
    if text[start] in "↑^" and text[end : end + 1] == " ":
        last = end + 1
    repair = Repair(first, last, new, SAFE, 0.97, "it speaks to the wiki's editors, not to its readers")
    return RULE.finding(start, end, message, confidence=0.95, repairs=[repair])


RULE = Rule(
    code="MRK118",
    name="wiki-editor-note",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)

"""A line of tags or categories, such as "Tags: harbour, council" or "Filed under: News".

The finding is the line; its repair takes it out, and is not SAFE: tags may be wanted as data.

Left alone: the keywords of a paper, definitions and dialogue that begin with the same words, and lists that are sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:tags?|tagged|labels?|filed (?:under|in|to)|posted (?:in|under)|categor(?:y|ies|ized)|topics?|sections?|archived|related (?:tags|topics)|hashtags|more (?:on|about)|in this (?:story|article)|subjects?|genres?|keywords? ?:|published in|schlagw.rter|schlagworte|kategorien?|themen|abgelegt|mots[- ]cl.s|cat.gories?|.tiquettes?|class. dans|etiquetas?|categor.as?|archivado|temas|palabras clave|tagged as|tag:|tagi|etichette|categorie|marcadores)(?: (?:with|as|in|under|archives?))? ?[:|>\xbb\n#]
    (?:tagged|filed (?:under|in)|posted (?:in|under)|categorized (?:in|as|under)|archived (?:in|under)) [A-Z]
    (?:\x23[A-Za-z]\w* ){2}
    """,
    r"""
    #[A-Za-z]\w* #[A-Za-z]\w* #[A-Za-z]
    """,
)
_ITEM = r"[^.,;:|!?\n]{1,45}"
_LIST = rf"{_ITEM}(?:(?: ?[,|•·;/>»]|\s+#| #| and| &) ?{_ITEM}){{0,25}}"
_SAYS = rf"""
    (?:tags?|tagged(?: (?:with|as|in|under))?|labels?|filed (?:under|in|to)|posted (?:in|under)|categor(?:y|ies)|categorized (?:in|as|under)|topics?|sections?|archived (?:in|under)|related tags|hashtags|related topics|in this (?:story|article)|more (?:on|about)|schlagwörter|schlagworte|kategorien?|themen|abgelegt unter|mots-clés|catégories?|étiquettes?|classé dans|etiquetas?|categorías?|archivado en|temas|etichette|categorie|marcadores) ?[:|>»]? ?:?[ #]*{_LIST}
    \#?[A-Za-z]\w*(?:[ ,]+\#[A-Za-z]\w*){{2,20}}
"""
_ROLE = Role(says=_SAYS)


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "line of tags or categories", confidence=0.85, repairs=[repair])


RULE = Rule(
    code="BLR118",
    name="tag-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)

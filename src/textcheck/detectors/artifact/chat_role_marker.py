"""The name of a part in a chat with a language model at the head of a paragraph: `Human:`, `Assistant:`, `### Instruction:`.

Both parts must occur, that of the user and that of the model, for a warning; one alone, in a text without other speakers, is a note. Headings of
training data (`### Response:`) are enough by themselves. It is a repair to take the name out, UNSAFE because a talk without its speakers may
be worth less than one with them.

Left alone: plays, interviews and chat logs, which name other speakers; glossaries and lists (`User: a person who ...`); code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, in_quotation, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_USER = "Human|User|Prompt|USER|HUMAN"
_MODEL = "Assistant|AI|ChatGPT|GPT-4|GPT|Claude|Gemini|Bard|Copilot|Bot|Chatbot|AI Assistant|ASSISTANT|Model"
_HEADING = r"#{2,4} ?(?:Instructions?|Response|Human|Assistant|User|System|Input|Output):"
_MARKER = (
    rb"### ?(?:Instructions?|Response|Human|Assistant|User|System):|(?:\A|\n|[.!?\"\x94] )(?:> ?)?(?:#{2,4} ?(?:Instructions?|Response|Human|Assistant|User|System|Input|Output):|"
    rb"(?:\*\*)?\[?(?:" + _USER.encode() + rb"|" + _MODEL.encode() + rb")\]?(?::\*\*|\*\*:|:))(?: |\n|\z)"
)
_NAME = expression(rf"{_HEADING}|\*{{0,2}}\[?({_USER}|{_MODEL})\]?(?::\*\*|\*\*:|:)")
_SPEAKER = expression(r"^[ >*]{0,4}[A-Z][\w.’' -]{0,24}(?::\*\*|\*\*:|:)[ \n]", re.MULTILINE)
# So many other speakers make it a play or a transcript.
_OTHERS = 2
_READ = 20_000


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    found = []
    for match in pattern(_MARKER).finditer(doc.codes):
        name = _NAME.search(text, match.start(), match.end())
        if name is not None and not in_quotation(text, name.start()):
            found.append((name.start(), name.end(), name.group(1), match.start() == 0 or text[match.start()] == "\n"))
    if not found:
        return
    users = {part for _, _, part, _ in found if part in _USER.split("|")}
    models = {part for _, _, part, _ in found if part in _MODEL.split("|")}
    paired = bool(users and models)
    known = {part for _, _, part, _ in found}
    speakers = {match.group().strip(" >*:\n") for match in _SPEAKER.finditer(text[:_READ])} - known - {None}
    for start, end, part, heads in found:
        heading = part is None
        if not heading and (len(speakers) >= _OTHERS or (not paired and not heads)):
            continue
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        sure = heading or paired
        noted = around is Standing.TALK or not sure
        after = end
        while text[after : after + 1] in (" ", "\n") and after - end < 3:
            after += 1
        yield RULE.finding(
            start,
            end,
            f"'{text[start:end]}' names a part in a chat with a language model",
            confidence=0.5 if noted else 0.9,
            severity=Severity.NOTE if noted else Severity.WARNING,
            repairs=[Repair(start, after, "", UNSAFE, 0.8, "who speaks may matter to what is said")],
        )


RULE = Rule(
    code="ART114",
    name="chat-role-marker",
    severity=Severity.WARNING,
    detect=detect,
    gate=_MARKER,
)

"""A reflexive pronoun that contradicts how the document names the only person it can mean.

"Spokeswoman Ada Byron himself signed the letter", "Mr. Thorncastle, who described herself as a sailor": a reflexive pronoun means the subject of
its clause, and of that subject a title (Mr., Ms.), a role (spokeswoman, chairman) or a relation ("his wife, Ada Byron") tells whether it is he
or she. A note: which of the two is wrong the text does not say.

Left alone: all other pronouns, which may mean somebody else ("Ms. Byron said he would resign"); a pronoun behind the object of another's deed
("He met Ms. Byron himself"); surnames that two people of the text share; titles that say nothing of he or she (Dr., Prof., Sen.).
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.exchanged import reflexives
from textcheck.rule import DISPLAY, Document, Finding, Repair, Rule, Severity


def detect(doc: Document) -> Iterator[Finding]:
    for found in reflexives(doc):
        other = "herself" if found.pronoun == "himself" else "himself"
        yield RULE.finding(
            found.start,
            found.end,
            f"'{found.pronoun}' of {found.name}, whom the document calls {found.told}",
            confidence=0.6,
            repairs=[Repair(found.start, found.end, other, DISPLAY, 0.5, "the title or role may be wrong instead")],
        )


RULE = Rule(
    code="NAM109",
    name="contradicted-pronoun",
    severity=Severity.NOTE,
    detect=detect,
    gate=rb"[A-Za-z\xdf-\xff,] (?:him|her)self\b",
)

"""A line that many documents of the corpus hold: boilerplate such as a banner, a call to subscribe, or a running head.

It runs only where the checker was given a CorpusProfile. A line of three words or more is a finding where at least 5 documents of the corpus, and one in 500,
hold it, figures aside: "Page 3 of 12" and "Page 4 of 15" are the same line. It is a warning from 20 documents and one in 50 on, else a note.
The repair deletes the line and is UNSAFE: what a corpus says often may be its subject.

Left alone: shorter lines, such as "Introduction" or "Yes."; lines of figures and marks; lines of rare documents; everything where there is no profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, RoleHolders, Rule, Severity, severity_at

FEWEST, LEAST_SHARE = 5, 1 / 500
MANY, LARGE_SHARE = 20, 1 / 50


def _has_profile(doc: Document) -> bool:
    return doc.context.profile is not None


def detect(doc: Document) -> Iterable[Finding]:
    profile = doc.context.profile
    return () if profile is None or profile.documents < FEWEST else _found(doc, profile)


def _found(doc: Document, profile: RoleHolders) -> Iterator[Finding]:
    least = max(FEWEST, LEAST_SHARE * profile.documents)
    at = 0
    for line in doc.text.split("\n"):
        count = profile.documents_with(line)
        if count >= least:
            said = line.strip()
            start = at + line.index(said[0])
            end = start + len(said)
            confidence = 0.85 if count >= max(MANY, LARGE_SHARE * profile.documents) else 0.5
            # A line goes with the break after it, the last one with that before it.
            cut = (at, at + len(line) + 1) if at + len(line) < len(doc.text) else (max(0, at - 1), at + len(line))
            yield RULE.finding(
                start,
                end,
                f"line that {count} of {profile.documents} documents of the corpus hold",
                confidence=confidence,
                severity=severity_at(confidence),
                repairs=[Repair(*cut, "", UNSAFE, confidence, "what a corpus says often may be its subject")],
            )
        at += len(line) + 1


RULE = Rule(code="REP107", name="recurring-line", severity=Severity.WARNING, detect=detect, when=_has_profile)

"""Code of a web page in the middle of a text: `window.dataLayer = window.dataLayer || [];`, `gtag('config', 'UA-1');`, `(function() { ... })();`.

Statements that follow each other are one finding. It is a repair to take them out, UNSAFE because the text may show them; where the
text speaks of programs, a finding is a note.

Left alone: documents that are programs, and code in quoted code; the words function, window and document of prose ("he looked out of the
window.", "the function f(x)").
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, island_end, removal, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_START = rb"|".join(
    (
        rb"[(!;]*\bfunction\s*[A-Za-z_$][A-Za-z0-9_$]*\s*\([A-Za-z0-9_$, ]*\)\s*\{|[(!;]*\bfunction\s*\([A-Za-z0-9_$, ]*\)\s*\{",
        rb"\(?\b(?:window|document|navigator|localStorage|sessionStorage|console|jQuery|googletag|adsbygoogle|dataLayer|_gaq|_paq|ga|twttr|FB|Sys|"
        rb"mixpanel|ttq|OneTrust|wp|Drupal|require|module|exports|process|Object|JSON|Math|YAHOO|angular|React|Vue|disqus_[a-z]+)(?:\.[A-Za-z_$][A-Za-z0-9_$]*)+\s*(?:=[^=]|\(|\|\|)",
        rb"\b(?:window|document)\.[A-Za-z_$][A-Za-z0-9_$.]*\s*=[^=]|\b(?:window|dataLayer|_gaq)\[['\"]",
        rb"\$\((?:document|window|function|['\"]|this)[^\n]|\bjQuery\(|\b(?:gtag|ga|fbq|hj|clarity|snaptr|__tcfapi|pintrk|twq|lintrk|rdt|_satellite|require|define|setTimeout|setInterval|addEventListener|"
        rb"eval|unescape|decodeURIComponent|parseInt|alert)\((?:['\"]|function|\(\)|\[|document|window|new |\$)",
        rb"\b(?:(?:var|const) [A-Za-z_$]|let [A-Za-z_$][A-Za-z0-9_$])[A-Za-z0-9_$]*\s*=[^=\n][^\n]*;|\b(?:var|let) [A-Za-z_$][A-Za-z0-9_$]*(?:, ?[A-Za-z_$][A-Za-z0-9_$]*)*;",
        rb"\bif ?\((?:typeof |!?window|!?document|top |self |!?self|navigator|location)[^\n]*",
        rb"\(?adsbygoogle\s*=\s*window|\b_gaq\s*=|\bgoogle_ad_[a-z]+ ?= ?|\b(?:async|const [a-z]+ =) ?\([a-zA-Z_, ]*\) ?=> ?\{|(?:^|[\n;])\([a-zA-Z_, ]*\) ?=> ?\{",
        rb"//\s?<!\[CDATA\[|//\s?\]\]>|\bimport (?:\{[^{}\n]*\}|[A-Za-z]+|\* as [a-z]+) from ['\"]|\bmodule\.exports\s*=|\bself\.__next_f\.push\(",
        rb"\bnew (?:Image|Date|Swiper|Vue|XMLHttpRequest|Promise|IntersectionObserver|google\.[a-z]+\.[A-Za-z]+)\([^()\n]*\)\.?[a-zA-Z]*[;=]",
    )
)
# What may follow a statement and still be code.
_GOES_ON = expression(
    r"\s*(?:[)};,]+|(?:[\w$]+\.)+[\w$]+\s*(?:=[^=]|\()|[\w$]+\s*(?:=[^=\s]|= |\+\+|\([^()\n]*\)\s*;)|(?:var|let|const|return|if|else|for|try|catch|new|function|while|switch)\b ?[({$\w\"'][^\n]{0,200}?[;{}(=]|"
    r"//[^\n]*|/\*|[\"'][\w-]+[\"']:)"
)
_CLOSERS = expression(r"\s*[)};,]+")
_BLOCK = expression(r"\s*[(!;]*\s*(?:async )?(?:function\b|if\b|for\b|while\b|try\b|else\b|switch\b|catch\b)")
_TAIL = expression(r"\s*(?:\)|\([^()\n]{0,300}\)|;|,)+")
_COMMENT = expression(r"\s*//[^\n]*")
_MOST_STATEMENTS = 400


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    spans: list[tuple[int, int]] = []
    for match in pattern(_START).finditer(doc.codes):
        start = match.start()
        while text[start] in "\n;":
            start += 1
        if spans and start < spans[-1][1]:
            continue
        end = _end(text, start)
        if spans and start - spans[-1][1] < 200 and not text[spans[-1][1] : start].strip(" \n\t;})"):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for start, end in spans:
        around = standing(doc, start, end)
        if around is Standing.NOTATION or not _is_code(text[start:end]):
            continue
        talk = around is Standing.TALK
        left, right = removal(text, start, end)
        yield RULE.finding(
            start,
            end,
            "code of a web page in the middle of a text",
            confidence=0.5 if talk else 0.93,
            severity=Severity.NOTE if talk else Severity.ERROR,
            repairs=[Repair(left, right, "", UNSAFE, 0.6 if talk else 0.93, "the text may show it on purpose")],
        )


def _end(text: str, start: int) -> int:
    """Where the statements that begin at a place end."""
    at = start
    for _ in range(_MOST_STATEMENTS):
        comment = _COMMENT.match(text, at)
        end = comment.end() if comment else _statement(text, at)
        if end <= at:
            break
        at = end
        going = _GOES_ON.match(text, at)
        if going is None or text[at : going.end()].count("\n") > 1:
            break
        marks = _CLOSERS.match(text, at)
        if marks:
            at = marks.end()
            if _GOES_ON.match(text, at) is None:
                break
    return len(text[start:at].rstrip()) + start


def _statement(text: str, start: int) -> int:
    """Where one statement ends: at its semicolon, at its line's end, or with the brace that closes its block."""
    head = _BLOCK.match(text, start)
    if head is None:
        return island_end(text, start, stops=";\n")[0]
    opening = text.find("{", start, start + 400)
    if opening < 0:
        return island_end(text, start, stops=";\n")[0]
    end, _ = island_end(text, opening)
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


_CODE = expression(r"[;{}=()\[\]]")


def _is_code(island: str) -> bool:
    return len(_CODE.findall(island[:500])) >= 2


RULE = Rule(
    code="ART112",
    name="script-island",
    severity=Severity.ERROR,
    detect=detect,
    gate=_START,
)

"""A command of LaTeX left in prose: `\\textbf{word}`, `\\cite{smith99}`, `\\section{Results}`, `\\begin{itemize}`, `\\item`, `\\ldots`.

The repair shows what a page would: the words of a command stay, references and settings go, a symbol becomes its character. SAFE where the
command is known and nothing of the text goes with it; what points elsewhere (`\\cite`, `\\ref`) or is unknown is UNSAFE.

Left alone: TeX sources and mathematics that is set in TeX throughout, commands within mathematics (`$\\alpha$`), paths (`C:\\temp`),
regular expressions (`\\bword\\b`), escapes (`\\n`, `\\u201c`), quoted code, text that speaks of commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import is_spoken_of, mathematics, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

# Commands whose last argument is what is read.
_WORDED = frozenset(
    "textbf textit emph text texttt textsc textsf textrm textsl textup textmd textnormal underline uline mbox hbox fbox textcolor colorbox "
    "section subsection subsubsection chapter paragraph subparagraph part title author date caption enquote url path nolinkurl href footnotesize "
    "textsuperscript textsubscript mathrm mathbf mathit mathcal mathbb mathsf lstinline centerline textquote hl st so sout gls acrshort acrlong "
    "acrfull ac item affil email keywords abstract operatorname boldsymbol bm ensuremath foreignlanguage texorpdfstring sisetup num SI".split()
)
# Commands that go with their arguments; of those in the second list nothing in the text is lost.
_POINTING = frozenset(
    "cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite autocite textcite footcite supercite fullcite nocite Citet "
    "Citep ref eqref pageref autoref cref Cref vref nameref subref footnote footnotemark footnotetext thanks todo marginpar input include "
    "includegraphics".split()
)
_SETTING = frozenset(
    "label index vspace hspace vskip hskip usepackage pagestyle thispagestyle setlength addtolength setcounter addtocounter bibliography "
    "bibliographystyle addcontentsline phantomsection hyphenation newcommand renewcommand printbibliography includeonly documentclass graphicspath "
    "linespread selectlanguage markboth markright".split()
)
# Commands without arguments, and what is read in their place.
_SYMBOLS = {
    **dict.fromkeys(
        "noindent indent centering raggedright raggedleft maketitle tableofcontents newpage clearpage cleardoublepage pagebreak nopagebreak "
        "bigskip medskip smallskip hfill vfill hline toprule midrule bottomrule appendix item tiny scriptsize footnotesize small normalsize large Large "
        "LARGE huge Huge bfseries itshape rmfamily ttfamily sffamily scshape upshape mdseries slshape bf it tt rm sf sc sl em protect "
        "relax frontmatter mainmatter backmatter listoffigures listoftables nobreak allowbreak sloppy doublespacing onehalfspacing".split(),
        "",
    ),
    **dict.fromkeys(("newline", "linebreak"), "\n"),
    **dict.fromkeys(("par",), "\n\n"),
    **dict.fromkeys(("quad", "qquad", "thinspace", "enspace", "space", "hskip", "xspace"), " "),
    "ldots": "…", "dots": "…", "cdots": "⋯", "LaTeX": "LaTeX", "TeX": "TeX", "textendash": "–", "textemdash": "—", "textellipsis": "…",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "textdegree": "°", "degree": "°",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<", "textgreater": ">", "textbullet": "•",
    "textdollar": "$", "textunderscore": "_", "textpercent": "%", "slash": "/", "today": "today",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "theta": "θ", "lambda": "λ", "sigma": "σ",
    "omega": "ω", "phi": "φ", "rho": "ρ", "tau": "τ", "chi": "χ", "Delta": "Δ", "Omega": "Ω", "Sigma": "Σ", "Gamma": "Γ", "Lambda": "Λ",
    "times": "×", "cdot": "·", "approx": "≈", "leq": "≤", "geq": "≥", "neq": "≠", "infty": "∞", "rightarrow": "→", "leftarrow": "←",
    "Rightarrow": "⇒", "sim": "∼", "propto": "∝", "subset": "⊂", "forall": "∀", "exists": "∃", "partial": "∂", "nabla": "∇",
}  # fmt: skip
# Those that stand in formulas: what else belonged to one is unknown.
_MATHEMATICAL = frozenset(
    "alpha beta gamma delta epsilon varepsilon theta lambda sigma omega phi rho tau chi Delta Omega Sigma Gamma Lambda times cdot cdots approx leq "
    "geq neq infty rightarrow leftarrow Rightarrow sim propto subset forall exists partial nabla".split()
)
_SWITCHES = frozenset("bf it tt rm sc sl sf em bfseries itshape scshape ttfamily small large Large tiny footnotesize".split())
_FLOATS = frozenset(
    "table tabular figure equation align array tikzpicture lstlisting verbatim algorithm thebibliography longtable".split()
)
_COMMAND = rb"\\[A-Za-z]{2,}\*?"
_GATE = (
    rb"(?:^|[^\w\\:/.])\\(?:[A-Za-z]{2,}\*?[\[{]|(?:"
    + b"|".join(name.encode() for name in sorted(_SYMBOLS, key=lambda name: (-len(name), name)))
    + rb")(?:[^A-Za-z\\]|\\[^A-Za-z]|\z))|[a-z0-9,.;~)]\\(?:[A-Za-z]{3,}\*?[\[{]|(?:l?dots|degree|text[a-z]+)\b)"
)
_LONGEST = 3000
_SOURCES = frozenset(("json", "code", "tex"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    formulas = mathematics(doc)
    at = 0
    for match in pattern(_COMMAND).finditer(doc.codes):
        start, end = match.span()
        while at < len(formulas) and formulas[at][1] <= start:
            at += 1
        if at < len(formulas) and formulas[at][0] <= start:
            continue
        finding = _command(doc, start, end)
        if finding is not None:
            yield finding


def _command(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    name = text[start + 1 : end].rstrip("*")
    before = text[start - 1 : start]
    spans = _arguments(text, end)
    braced = any(text[first] == "{" for first, _ in spans)
    if not braced and text[end : end + 1] == "{":
        return _unclosed(doc, start, end, name)
    glued = before.isalnum() and not (name in ("ldots", "dots", "degree") or name.startswith("text"))
    if not braced and (
        name not in _SYMBOLS or glued or before in ("\\", ":", "/", ".", "_", "-") or text[end : end + 1] == "\\"
    ):
        return None
    if before == "\\" or (glued and not braced) or (before == ":" and text[start - 2 : start - 1].isupper()):
        return None
    last = max([end, *(stop for _, stop in spans)])
    content = next((text[first + 1 : stop - 1] for first, stop in reversed(spans) if text[first] == "{"), "")
    group = _group(text, start, end) if name in _SWITCHES else None
    if is_spoken_of(doc, start, last, "tex", near=not braced or name not in _WORDED | _POINTING | _SETTING | {"begin", "end"}):
        return None
    safe, new, kept = True, "", False
    if name in ("begin", "end"):
        safe = content.rstrip("*") not in _FLOATS
    elif braced and name in _WORDED:
        new, kept = content.strip(), True
    elif name in _POINTING:
        safe = False
    elif name in _SETTING:
        pass
    elif name in _SYMBOLS:
        new = _SYMBOLS[name]
        safe = name not in _MATHEMATICAL
        if content:
            # A declaration before a group: what the braces hold is text.
            last = end
        kept = bool(new)
    else:
        new, kept, safe = content.strip(), bool(content.strip()), False
    if kept:
        edit = (start, last, new)
        if new.isspace():
            right = last
            while right < len(text) and text[right] in " \t\n":
                right += 1
            left = start
            while left and text[left - 1] in " \t":
                left -= 1
            edit = (left, right, new if left > 0 and right < len(text) else "")
    else:
        left = start
        # A tie holds the reference to its word.
        while left and text[left - 1] == "~":
            left -= 1
        edit = taken_out(text, left, last)
    shown = " ".join(text[start : min(last, start + 40)].split())
    if group is not None:
        edit = (start - 1, group, text[last : group - 1].strip())
        start, last = start - 1, group
    known = name in _WORDED or name in _POINTING or name in _SETTING or name in _SYMBOLS or name in ("begin", "end")
    if text[edit[0] : edit[1]] == edit[2]:
        return None
    repair = Repair(
        *edit,
        SAFE if safe else UNSAFE,
        0.95 if safe else 0.8,
        "a reader of the page never sees the command"
        if safe
        else "what the command showed is not in the text"
        if known
        else "the command is unknown",
    )
    return RULE.finding(
        start, last, f"LaTeX command left in the text: {shown}", confidence=0.95 if known else 0.85, repairs=[repair]
    )


def _group(text: str, start: int, end: int) -> int | None:
    """Where the group ends that a switch of type opens, as in `{\\bf word}`; None where there is none."""
    if text[start - 1 : start] != "{" or text[end : end + 1] not in (" ", "\n", "{", "\\"):
        return None
    found = _arguments(text, start - 1)
    return found[0][1] if found else None


def _unclosed(doc: Document, start: int, end: int, name: str) -> Finding | None:
    """A known command whose brace stays open: only its beginning is found."""
    if name not in _WORDED | _POINTING | _SETTING or is_spoken_of(doc, start, end + 1, "tex"):
        return None
    repair = Repair(start, end + 1, "", UNSAFE, 0.7, "where the command ended is unknown")
    return RULE.finding(start, end + 1, f"LaTeX command left in the text: \\{name}{{", confidence=0.85, repairs=[repair])


def _arguments(text: str, at: int) -> list[tuple[int, int]]:
    """The spans of the arguments that follow a command, brackets included; none where a brace stays open."""
    found: list[tuple[int, int]] = []
    while len(found) < 4 and text[at : at + 1] in ("{", "[") and text[at : at + 1]:
        if text[at] == "[":
            end = text.find("]", at, at + 200)
            if end < 0 or "\n" in text[at:end]:
                break
            end += 1
        else:
            depth, end = 0, at
            for mark in _BRACE.finditer(text, at, at + _LONGEST):
                depth += 1 if mark.group() == "{" else -1
                if not depth:
                    end = mark.end()
                    break
            if end == at:
                break
        found.append((at, end))
        at = end
    if found and all(text[first] == "[" for first, _ in found):
        return []
    return found


_BRACE = re.compile(r"(?<!\\)[{}]")

RULE = Rule(
    code="MRK113",
    name="latex-command",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)

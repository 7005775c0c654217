"""A variable of a template that was never filled in: `{{ first_name }}`, `%FIRSTNAME%`, `«Name»`, `${price}`, `{0}`, `%s`.

Known are the marks of Jinja, Handlebars, ERB, PHP, Liquid, Mailchimp (`*|FNAME|*`), mail merge (`«First_Name»`), shells, .NET and Python
(`{0}`, `%(name)s`), printf (`%s`, `%1$d`), and the home-made `[[name]]`, `@@name@@`, `##name##` and `__NAME__`. What belonged there is
unknown, so no repair is proposed. Where a text speaks of programs, a finding is a note.

Left alone: variables in backticks, in quotation marks or in code; French quotations («Oui»); wiki links and templates; sets and footnotes (`{1}`);
variables of an operating system (`%PATH%`); names with double underscores in programs (`__init__`) and words in bold Markdown (`__WARNING__`);
percentages; words in braces that no variable is called by, which are the affair of spintax-residue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, is_quoted, is_variable, line_of, standing
from textcheck.rule import Document, Finding, Rule, Severity, is_foreign, pattern

_FORMS = (
    rb"\{\{\{? ?[A-Za-z_$@.][^{}\n]*\}\}\}?",
    rb"[$#@!]!?\{[A-Za-z_$.][^{}\n ]*\}",
    rb"\{[$!]?[A-Za-z_][A-Za-z0-9_. -]*\}",
    rb"\{[0-9](?::[^{}\n ]*)?\}",
    rb"<%[=-] ?[^%\n]*%>",
    rb"<\?= ?[^\n?]*\?>",
    rb"\xab ?[A-Za-z][A-Za-z_0-9 ]*\xbb",
    rb"%%?[A-Za-z][A-Za-z0-9_.]*%",
    rb"<<[A-Za-z][A-Za-z_0-9 ]*>>|@Model\.[A-Za-z.]+|\[%-? ?[a-z_.]+ ?-?%\]",
    rb"\*\|[A-Za-z_:]+\|\*",
    rb"%\([A-Za-z_]+\)[sdif]",
    rb"%(?:[0-9]\$)?[sdi@]",
    rb"%\.[0-9]f",
    rb"\[\[? ?[A-Za-z]+(?:[ _.-][A-Za-z_]+)* ?\]\]?",
    rb"\{\}|\{\{ ?\}\}|\$[a-z]+(?:_[a-z]+|[A-Z][a-z]+)+\$|#[a-z]+(?:_[a-z]+|[A-Z][a-z]+)+#|@@[A-Za-z_]+@@|##[A-Za-z_]+##|\$\([A-Za-z_]+\)|\$[A-Z]+_[A-Z_]+\$?",
    rb"__[A-Za-z]+(?:_[A-Za-z]+)*__",
    rb"\$\$[A-Za-z_]+\$\$|\$[a-z]+(?:_[a-z]+)+",
)
_ANY = rb"|".join(_FORMS)

# Variables of Windows, which a guide may name.
_ENVIRONMENT = frozenset(
    "PATH APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES USERPROFILE USERNAME TEMP TMP WINDIR SYSTEMROOT SYSTEMDRIVE HOMEPATH HOMEDRIVE "
    "COMPUTERNAME ERRORLEVEL COMSPEC ALLUSERSPROFILE PUBLIC PATHEXT USERDOMAIN CD".split()
)
# Wiki templates whose names could be variables.
_WIKI = frozenset(
    "reflist stub cn fact main see toc notelist citation sfn cite infobox clear refbegin refend portal dead authority commons "
    "citation needed short description use coord convert lang quote".split()
)
_MATHEMATICAL = expression(
    r"\b(?:sets?|subspace|ideal|kernel|singleton|ring|module|group|union|subset|element|modulo|vector|space)\b|[∈⊂⊆∪∩=≠∅]"
)
# A string that a call is given.
_CALL = expression(r"\w\([\"'][^\"'\n]*\Z")
_PRINTF = expression(r"%(?:\d\$)?[sdi@]|%\.\df")
_VALID_TEMPLATE = expression(
    r"[A-Za-z_$@.][\w.$\[\]\"'()-]*(?:(?: ?\| ?|\|\|| \?\? )[\w:,. \"'()-]+)*|[A-Za-z]+(?: [A-Za-z]+){1,3}"
)


# A document with so many is a reference that names things so.
_CUSTOM = 25


def detect(doc: Document) -> Iterator[Finding]:
    found = [finding for match in pattern(_ANY).finditer(doc.codes) if (finding := _judged(doc, *match.span())) is not None]
    if len(found) >= _CUSTOM:
        found = [finding._replace(severity=Severity.NOTE) for finding in found]
    yield from found


def _judged(doc: Document, start: int, end: int) -> Finding | None:
    if end - start > 120:
        return None
    written = doc.text[start:end]
    sure = _sure(doc, start, end, written)
    if not sure or is_quoted(doc.text, start, end):
        return None
    around = standing(doc, start, end)
    if around is Standing.NOTATION:
        return None
    talk = around is Standing.TALK
    return RULE.finding(
        start,
        end,
        f"variable '{written}' of a template was never filled in",
        confidence=sure / 2 if talk else sure,
        severity=Severity.NOTE if talk or sure < 0.8 else Severity.WARNING,
    )


def _sure(doc: Document, start: int, end: int, written: str) -> float:
    """How sure it is that this is a variable where it stands; 0 where it is none."""
    text = doc.text
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    inner = written.strip("{}$#@!<>%=-?«»*|[]_()& ")
    if not inner:
        # The place of a value in a format string; the empty set is spoken of as such.
        left, right = line_of(text, start, end, 60)
        among = re.search(r"[^\W\d_][,;:]? \Z", left) and re.match(r"[.,;:!?]|\s[^\W\d_]", right)
        return 0.85 if among and not _MATHEMATICAL.search(left) and not _MATHEMATICAL.search(right) else 0.0
    if re.fullmatch(r"[$#]\w+[$#]", written):
        return 0.9 if is_variable(re.sub(r"_|(?<=[a-z])(?=[A-Z])", " ", inner).lower()) else 0.0
    if written.startswith("{{"):
        return _double_brace(doc, inner, before, after)
    if written[0] in "$#@!" and "{" in written:
        shell = after == "/" or inner in ("HOME", "USER", "PATH", "PWD", "SHELL", "LANG", "TMPDIR")
        return 0.95 if before not in ("\\", "`") and not before.isalnum() and not shell else 0.0
    if written[0] == "{":
        return _single_brace(doc, start, end, inner, written)
    if written.startswith("<<"):
        return 0.9 if is_variable(inner) or "_" in inner else 0.0
    if written.startswith(("<%", "<?", "*|", "%(", "##", "@@", "@M", "[%")):
        return 0.95 if before not in ("#", "@", "\\") else 0.0
    if written[0] == "«":
        coded = "_" in inner or re.fullmatch(r"(?:[A-Z][a-z]+){2,4}", inner) is not None
        # Russian and Greek quote so, too, and their function words are not known.
        other = is_foreign(doc, start) or any(
            letter.isalpha() and letter > "\u0370" for letter in text[max(0, start - 40) : start]
        )
        return 0.95 if coded or (is_variable(inner) and not other and " " not in written) else 0.0
    if _PRINTF.fullmatch(written):
        return _printf(text, start, before, after, written)
    if written[0] == "%":
        if before.isalnum() or before == "%" or after.isalnum() or inner.upper() in _ENVIRONMENT:
            return 0.0
        return 0.95 if len(inner) > 2 and (is_variable(inner) or written.startswith("%%")) else 0.0
    if written[0] == "[":
        return _square(doc, inner, written, before, after)
    if written.startswith("$"):
        # Shells and guides to them write so, too.
        if before.isalnum() or before == "$" or after.isalnum() or (after and after in "/$"):
            return 0.0
        if written[1].islower() or written[1] == "$":
            # The names of a shell's or a program's variables are in small letters, too.
            return 0.85 if is_variable(inner.replace("_", " ").lower()) else 0.0
        return 0.85 if written.endswith("$") else 0.6
    # Names between double underscores: of the upper case, as those of the lower are Python's.
    words = inner.replace("_", " ")
    return 0.9 if is_variable(words.lower()) and not before.isalnum() and not after.isalnum() and " " not in written else 0.0


def _is_wiki(doc: Document) -> bool:
    return "[[" in doc.text or "'''" in doc.text


def _counts_from_zero(doc: Document) -> bool:
    """Whether a document has the first of the numbered variables: notes are numbered from one."""
    return "{0}" in doc.text or "{0:" in doc.text


def _double_brace(doc: Document, inner: str, before: str, after: str) -> float:
    name = re.split(r"[|: ]", inner, maxsplit=1)[0].lower()
    if name in _WIKI or before in ("{", "\\", "$") or after == "}" or not _VALID_TEMPLATE.fullmatch(inner):
        return 0.0
    # A wiki names its templates as it names everything, beside links and apostrophes for bold.
    if doc.view(_is_wiki) and not ("_" in inner or "." in inner):
        return 0.0
    plain = " " not in inner or "|" in inner or is_variable(inner)
    return 0.95 if plain else 0.7


def _single_brace(doc: Document, start: int, end: int, inner: str, written: str) -> float:
    text = doc.text
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if (before and (before.isalnum() or before in "\\_$#%=@)]}{^*+?&")) or (after and (after.isalnum() or after in "_{}=^")):
        return 0.0
    left, right = line_of(text, start, end, 60)
    if inner[:1].isdigit():
        if _MATHEMATICAL.search(left) or _MATHEMATICAL.search(right[:20]):
            return 0.0
        if doc.view(_counts_from_zero):
            return 0.9
        # A note's number follows a word or a stop; between two words of a sentence there is none.
        return 0.6 if re.search(r"[a-z,] \Z", left) and re.match(r" [a-z]", right) else 0.0
    if written[1] in "$!":
        return 0.95
    return 0.9 if is_variable(inner) and not (len(inner) <= 3 and inner.isupper()) else 0.0


def _printf(text: str, start: int, before: str, after: str, written: str) -> float:
    if after.isalnum() or after in ("%", "\\") or before.isalnum() or before in ("%", "\\", "_"):
        return 0.0
    if before.isspace() and text[max(0, start - 2) : start - 1].isdigit():
        return 0.0
    if _CALL.search(text, max(0, start - 80), start):
        return 0.0
    return 0.6 if written == "%i" else 0.9


def _square(doc: Document, inner: str, written: str, before: str, after: str) -> float:
    if before.isalnum() or after in ("(", "[", ":") or before in ("]", "!", "[", "\\", "#"):
        return 0.0
    coded = "_" in inner or "." in inner
    if written.startswith("[["):
        if not written.endswith("]]"):
            return 0.0
        return 0.9 if is_variable(inner) or (coded and " " not in inner) else 0.0
    if written.endswith("]]"):
        return 0.0
    joined = inner.replace(" ", "").upper()
    if coded and " " not in inner and is_variable(inner.replace("_", " ").lower()):
        return 0.9
    return 0.85 if " " not in inner and inner.isupper() and joined in _MERGE_FIELDS else 0.0


# Names in square brackets and capitals that are fields, not editors' remarks.
_MERGE_FIELDS = frozenset(
    "FIRSTNAME LASTNAME FULLNAME FNAME LNAME USERNAME EMAILADDRESS COMPANYNAME SUBNAME UNSUBSCRIBE ORDERNUMBER YEAR CITY TOWN STATE COUNTRY "
    "PHONE EMAIL COMPANY PRICE AMOUNT".split()
)


RULE = Rule(
    code="ART102",
    name="template-variable",
    severity=Severity.WARNING,
    detect=detect,
    gate=_ANY,
)

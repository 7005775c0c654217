"""A shortcode of a publishing system left unexpanded: `[gallery ids="1,2"]`, `[caption id="a"]…[/caption]`, `{{< figure src="a.jpg" >}}`, `{code}`.

Shortcodes that stand for a picture, a form or a player go whole; of those around words (`[caption]`, `[vc_column_text]`) the marks go and the
words stay. SAFE where attributes or a closing half show what they are, else UNSAFE.

Left alone: text that speaks of shortcodes, quoted code, programs and their data, forum code (bbcode-tag finds it), editors' brackets
([sic], [laughter]), indices, placeholders ([your name]), template variables (`{name}`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, runs, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

# Names that no editor puts in brackets; others need an attribute, and those of one word a closing half.
_KNOWN = (
    rb"(?:gallery|caption|embed|playlist|contact-form(?:-7)?|wpforms|ninja_forms?|gravityforms?|mc4wp_form|soundcloud|vimeo|youtube|youtu_be|tweet|instagram|"
    rb"slideshow|pullquote|blockquote|dropcap|columns?|one_half|one_third|two_third|toggle|accordion|tabs?|button|su_[a-z_]+|vc_[a-z_]+|et_pb_[a-z_]+|fusion_[a-z_]+|"
    rb"av_[a-z_]+|wc_[a-z_]+|woocommerce_[a-z_]+|elementor-[a-z]+|mk_[a-z_]+|rev_slider|layerslider|product(?:s|_[a-z]+)?|add_to_cart|recent_posts|audio|video|nggallery|ngg_[a-z_]+|"
    rb"wp_[a-z_]+|sc|raw|shortcode|adsense|ad|dfp_[a-z_]+|jetpack_[a-z_]+|googlemaps?|map|polldaddy|poll|quiz|sidebar|divider|spacer|icon|highlight|table|tablepress|footnote|ref|"
    rb"timeline|iframe|pdf|scribd|slideshare|flickr|vine|gist|code|sourcecode|python|php|html|css|javascript|audio|box|alert|note|info|warning|success)"
)
_ATTRIBUTES = rb"(?:\s+[A-Za-z_][A-Za-z0-9_-]*=(?:\"[^\"\n]*\"|\x27[^\x27\n]*\x27|\x93[^\x94\n]*\x94|\x94[^\x94\n]*\x94|[^\s\]\"\x27]+)|\s+\d[\d,]*)+"
_BRACKETED = rb"(?i)\[/?[a-z][a-z0-9_-]*(?:" + _ATTRIBUTES + rb"|\s+https?://[^\s\[\]]+)?\s*/?\]"
_BRACED = rb"\{\{[<%]\s*/?[^{}\n]*?\s*[%>]\}\}|(?i)\{(?:code|noformat|quote|panel|color|toc|info|note|warning|tip|expand|section|column|excerpt|anchor)(?::[^{}\n]*)?\}"
_DRUPAL = rb"\[\[\{\"[^\n]*?\}\]\]"
_GATE = (
    rb"(?i)\[/?[a-z0-9]+[_-][a-z0-9_-]+(?:\s+[a-z_-]+=[^\[\]\n]*)?\s*/?\]|\[/?"
    + _KNOWN
    + rb"(?:\s+[^\[\]\n]*=[^\[\]\n]*|\s+https?:[^\[\]\n]*)?\s*/?\]|\[[a-z][a-z0-9_-]*\s+[a-z_-]+=[\"\x27\x93\x94]"
    rb"|\{\{[<%]|\{(?:code|noformat|quote|panel|color)(?::[^{}\n]*)?\}|\[\[\{\""
)
_MACRO = re.compile(r"[:}]")
_SIMPLE = re.compile(r"\[(/?)([a-z0-9_-]+)", re.IGNORECASE)
_IS_KNOWN = re.compile(_KNOWN.decode(), re.IGNORECASE)
# Of these the words within stay; the names of forum code are another rule's.
_FORUM = frozenset(
    "b i u s url img quote size color font center left right list email spoiler attach user mention thread post float hide tab td tr th flash mail media".split()
)
# Prefixes that only page builders use.
_BUILDERS = re.compile(
    r"(?:su|vc|et_pb|fusion|av|wc|woocommerce|mk|wp|ngg|jetpack|dfp|mc4wp)_|contact-form|elementor-|wpforms|nggallery|tablepress|rev_slider|gallery$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(
    r"(?i)\[(embed|audio|video|youtube|vimeo|soundcloud|tweet|instagram|gist|pdf|iframe|googlemaps?)\b[^\[\]\n]*\]\s*https?://[^\s\[\]]+\s*\[/\1\]"
)
_SOURCES = frozenset(("json", "code"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    marks = [match.span() for match in pattern(_BRACKETED).finditer(doc.codes)]
    named = [mark.groups() for start, _ in marks if (mark := _SIMPLE.match(text, start)) is not None]
    closed = {name.lower() for slash, name in named if slash}
    opened = {name.lower() for slash, name in named if not slash}
    found: list[tuple[int, int, bool]] = []
    at = 0
    for start, end in marks:
        if start < at:
            continue
        embedded = _EMBEDDED.match(text, start, start + 600)
        if embedded:
            found.append((start, embedded.end(), True))
            at = embedded.end()
            continue
        sure = _is_shortcode(text, start, end, opened & closed)
        if sure is not None:
            found.append((start, end, sure))
    braced = [match.span() for match in pattern(_BRACED).finditer(doc.codes)]
    names = [text[start:end] for start, end in braced]
    macros = Counter(_MACRO.split(name)[0] for name in names)
    for (start, end), name in zip(braced, names, strict=True):
        # `{quote}` alone may be a variable: the marks of a wiki come in pairs.
        if name.startswith("{{") or ":" in name or macros[_MACRO.split(name)[0]] > 1:
            found.append((start, end, True))
    found += [(*match.span(), True) for match in pattern(_DRUPAL).finditer(doc.codes)]
    for start, end, sure in runs(span for span in found if not is_spoken_of(doc, span[0], span[1], "bbcode")):
        first, last, new = taken_out(text, start, end)
        repair = Repair(
            first,
            last,
            new,
            SAFE if sure else UNSAFE,
            0.95 if sure else 0.75,
            "a reader never sees a shortcode" if sure else "what the shortcode stood for is not in the text",
        )
        yield RULE.finding(
            start,
            end,
            f"unexpanded shortcode: {' '.join(text[start : min(end, start + 40)].split())}",
            confidence=0.95 if sure else 0.82,
            repairs=[repair],
        )


def _is_shortcode(text: str, start: int, end: int, paired: set[str]) -> bool | None:
    """Whether a bracket surely is a shortcode; None where it is none."""
    simple = _SIMPLE.match(text, start)
    if (
        simple is None
        or (text[start - 1 : start].isalnum() and not simple.group(1) and "=" not in text[start:end])
        or text[end : end + 1] == "("
    ):
        return None
    name = simple.group(2).lower()
    if name in _FORUM:
        return None
    valued = "=" in text[start:end] or "://" in text[start:end]
    if valued:
        return True
    builder = _BUILDERS.match(name) is not None
    if name in paired and ("_" in name or "-" in name or _IS_KNOWN.fullmatch(name)):
        return True
    if builder and (not name[0].isdigit()):
        # Capitals in brackets are another's placeholder.
        return True if name != "gallery" else None if text[start:end].strip("[]")[:1].isupper() else False
    if simple.group(1) and _IS_KNOWN.fullmatch(name):
        return True
    return None


RULE = Rule(
    code="MRK116",
    name="shortcode",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)

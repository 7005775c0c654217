"""Residue of markup: tags, wiki text, Markdown, BBCode, TeX, shortcodes, markers of citations, front matter."""

from __future__ import annotations

import random
import re

from corruptors import Damage, a_match, corrupts, replaced

_WORDS = r"(?<![\w'’-])[A-Za-z]{3,}(?: [A-Za-z]+){0,4}(?![\w'’-])"
_SENTENCE_END = r"(?<=[a-z][.!?])(?= [A-Z])"
_SPACE = r"(?<=[a-z,]) (?=[a-z])"
_URLS = (
    "https://www.example.com/2021/03/story.html",
    "http://example.org/",
    "/about/contact?id=12&ref=home",
    "https://news.example.net/a-b-c",
    "https://en.wikipedia.org/wiki/Harbour_(town)",
)


def _around(text: str, chance: random.Random, opening: str, closing: str) -> Damage | None:
    """Marks on both sides of a few words."""
    words = a_match(_WORDS, text, chance)
    if words is None:
        return None
    return _both(text, *words.span(), opening, closing)


def _both(text: str, start: int, end: int, opening: str, closing: str) -> Damage:
    damaged = text[:start] + opening + text[start:end] + closing + text[end:]
    first = (start, start + len(opening))
    second = (end + len(opening), end + len(opening) + len(closing))
    return Damage(damaged, (first, second))


def _after_sentence(text: str, chance: random.Random, mark: str) -> Damage | None:
    """A mark glued to the end of a sentence."""
    place = a_match(_SENTENCE_END, text, chance)
    return None if place is None else replaced(text, place.start(), place.start(), mark)


def _own_line(text: str, chance: random.Random, line: str) -> Damage | None:
    """A line of its own between two paragraphs, or before the first."""
    places = [0, *(match.end() for match in re.finditer(r"\n\n", text))]
    at = chance.choice(places)
    return replaced(text, at, at, line + chance.choice(("\n", "\n\n")))


def _paragraph(text: str, chance: random.Random) -> tuple[int, int]:
    spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return chance.choice(spans)


@corrupts("MRK101", repaired=True)
def inline_tag(text: str, chance: random.Random) -> Damage | None:
    name = chance.choice(("b", "i", "em", "strong", "u", "span", "font", "small", "cite", "code", "mark", "q", "STRONG", "B"))
    attributes = chance.choice(("", "", "", ' class="x"', ' style="font-weight: bold;"', " id='s1'"))
    return _around(text, chance, f"<{name}{attributes}>", f"</{name}>")


@corrupts("MRK101", repaired=True)
def link_tag(text: str, chance: random.Random) -> Damage | None:
    extra = chance.choice(
        ("", ' target="_blank"', ' rel="nofollow noopener" title="More about this"', ' class="link external" ')
    )
    quote = chance.choice(('"', '"', "'", ""))
    return _around(text, chance, f"<a href={quote}{chance.choice(_URLS)}{quote}{extra}>", "</a>")


@corrupts("MRK101", repaired=True)
def paragraph_tags(text: str, chance: random.Random) -> Damage:
    start, end = _paragraph(text, chance)
    name, attributes = chance.choice(
        (("p", ""), ("p", ' class="story"'), ("div", ""), ("blockquote", ""), ("P", ' align="left"'), ("li", ""))
    )
    return _both(text, start, end, f"<{name}{attributes}>", f"</{name}>")


@corrupts("MRK101", repaired=True)
def break_tag(text: str, chance: random.Random) -> Damage | None:
    place = a_match(_SENTENCE_END, text, chance)
    if place is None:
        return None
    tag = chance.choice(("<br>", "<br/>", "<br />", "<BR>", "<br><br>", "<br />\n", '<br clear="all" />'))
    at = place.start()
    damaged = text[:at] + tag + text[at:]
    wanted = tuple(text[:at] + gap + text[at + 1 :] for gap in ("\n", "\n\n"))
    return Damage(damaged, ((at, at + len(tag.rstrip())),), (*wanted, text))


@corrupts("MRK101", repaired=True)
def block_line(text: str, chance: random.Random) -> Damage | None:
    line = chance.choice(
        (
            "<div>",
            "</div>",
            '<div class="entry-content" id="post-41">',
            "<hr />",
            "</td></tr></table>",
            '<img src="/img/a.jpg" alt="A view" width="300" />',
            '<iframe src="https://example.com/v/1" width="560" height="315" frameborder="0" allowfullscreen></iframe>',
            "<p></p>",
            "</section>\n</article>",
        )
    )
    return _own_line(text, chance, line)


@corrupts("MRK101", repaired=True)
def script_block(text: str, chance: random.Random) -> Damage | None:
    block = chance.choice(
        (
            "<script>var a = 1; if (a < 2) { go(); }</script>",
            '<script type="text/javascript">\n  (adsbygoogle = window.adsbygoogle || []).push({});\n</script>',
            "<style>\n.a { color: red; }\n</style>",
            '<style type="text/css">p { margin: 0 }</style>',
            '<script async src="//platform.example.com/widgets.js" charset="utf-8"></script>',
        )
    )
    return _own_line(text, chance, block)


@corrupts("MRK101", repaired=True)
def foreign_tag(text: str, chance: random.Random) -> Damage | None:
    opening, closing = chance.choice(
        (
            ("<o:p>", "</o:p>"),
            ('<st1:place w:st="on">', "</st1:place>"),
            ("<dc:title>", "</dc:title>"),
            ('<term id="4">', "</term>"),
            ("<persName>", "</persName>"),
            ('<xref ref-type="bibr" rid="b1">', "</xref>"),
            ("<media:content>", "</media:content>"),
        )
    )
    return _around(text, chance, opening, closing)


@corrupts("MRK101", repaired=True)
def whole_text_in_tags(text: str, chance: random.Random) -> Damage:
    opening, closing = chance.choice((("<p>", "</p>"), ('<p class="body">', "</p>"), ("<div><p>", "</p></div>")))
    spans, parts, at = [], [], 0
    for piece in re.split(r"(\n+)", text):
        whole = piece if not piece.strip() else opening + piece + closing
        if whole is not piece:
            spans += [(at, at + len(opening)), (at + len(whole) - len(closing), at + len(whole))]
        parts.append(whole)
        at += len(whole)
    return Damage("".join(parts), tuple(spans))


@corrupts("MRK102", repaired=True)
def unclosed_tag(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(("<br", "<br /", "</p", "</strong", "</div", "</span", '<span class="x"', '<div style="clear:both"'))
    place = a_match(_SENTENCE_END, text, chance)
    if place is None:
        return None
    damage = replaced(text, place.start(), place.start(), mark)
    at = place.start()
    wanted = tuple(text[:at] + gap + text[at + 1 :] for gap in ("\n", "\n\n"))
    return damage._replace(wanted=(*wanted, text))


@corrupts("MRK102", repaired=True)
def headless_tag(text: str, chance: random.Random) -> Damage | None:
    url = chance.choice(_URLS)
    mark = chance.choice(
        (
            f'a href="{url}">',
            f'href="{url}" target="_blank">',
            'class="wp-caption-text">',
            'style="text-align: center;">',
            f"target=_blank href={url}>",
            f'src="{url}" alt="" width="1" height="1" />',
            'div class="row">',
        )
    )
    place = a_match(_SPACE, text, chance)
    return None if place is None else replaced(text, place.end(), place.end(), mark)


@corrupts("MRK102", repaired=True)
def torn_tag(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice((" />", "< br />", "< p >", "</ p>", "< /b >", "<\\/p>", "/p>", "br />", "/div>", "/span>"))
    place = a_match(_SENTENCE_END, text, chance)
    if place is None:
        return None
    at = place.start()
    wanted = tuple(text[:at] + gap + text[at + 1 :] for gap in ("\n", "\n\n"))
    return replaced(text, at, at, mark)._replace(wanted=(*wanted, text))


@corrupts("MRK102", repaired=True)
def left_attribute(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            ' class="intro"',
            ' style="color: #333; margin: 0"',
            f' href="{chance.choice(_URLS)}"',
            ' target="_blank" rel="noopener"',
            ' data-id="41" class="b c"',
        )
    )
    return _after_sentence(text, chance, mark)


@corrupts("MRK102", repaired=True)
def cut_tag_at_the_end(text: str, chance: random.Random) -> Damage:
    mark = chance.choice(
        (
            f'<a href="{chance.choice(_URLS)}',
            '<div class="c-float-left',
            "<a",
            '<img src="/a.jpg" alt="',
            "<p",
            "</p",
            '<a href="',
        )
    )
    end = len(text.rstrip())
    return replaced(text[:end], end, end, chance.choice(("\n", " ")) + mark)._replace(wanted=(text[:end],))


@corrupts("MRK103", repaired=True)
def comment(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            "<!--more-->",
            "<!-- ad -->",
            "<!-- wp:paragraph -->",
            "<!-- .entry-header -->",
            "<!--nextpage-->",
            "<!--\n  old text\n-->",
            "<!-- google_ad_section_start -->",
        )
    )
    return (_own_line if chance.random() < 0.5 else _after_sentence)(text, chance, mark)


@corrupts("MRK103", repaired=True)
def conditional_comment(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            "<!--[if gte mso 9]><xml>\n <w:WordDocument>\n  <w:View>Normal</w:View>\n </w:WordDocument>\n</xml><![endif]-->",
            "<!--[if IE]><p>Please update.</p><![endif]-->",
            "<!--[if !IE]><!-->",
            "<![endif]-->",
            "<!--[endif]-->",
            "<!--[if !supportLists]-->",
            "<!--[if !mso]>",
        )
    )
    return _own_line(text, chance, mark)


@corrupts("MRK104", repaired=True)
def declaration(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            "<!DOCTYPE html>",
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
            '<?xml version="1.0" encoding="utf-8"?>',
            "<?php the_content(); ?>",
            '<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />',
        )
    )
    start = text.find("\n\n") + 2
    return None if start < 2 else replaced(text, start, start, mark + "\n")


@corrupts("MRK104", repaired=True)
def character_data(text: str, chance: random.Random) -> Damage | None:
    if chance.random() < 0.6:
        return _both(text, *_paragraph(text, chance), "<![CDATA[", "]]>")
    return _after_sentence(text, chance, "]]>")


@corrupts("MRK105", repaired=True)
def wiki_link(text: str, chance: random.Random) -> Damage | None:
    target = chance.choice(
        ("", "", "Old harbour|", "River Rhine#Course|", ":Category:Ports|", "List of mills (north)|", "fr:Port|")
    )
    words = a_match(_WORDS, text, chance)
    return None if words is None else _both(text, *words.span(), f"[[{target}", "]]")


@corrupts("MRK105", repaired=True)
def wiki_external_link(text: str, chance: random.Random) -> Damage | None:
    url = chance.choice([url for url in _URLS if "://" in url] + ["//example.com/x"])
    return _around(text, chance, f"[{url} ", "]")


@corrupts("MRK105", repaired=True)
def wiki_image_or_category(text: str, chance: random.Random) -> Damage | None:
    line = chance.choice(
        (
            "[[File:Harbour at dusk.jpg|thumb|upright=1.2|left|The ''old'' [[harbour]], 1904.]]",
            "[[Image:Map.svg|250px]]",
            "[[Category:Ports in the north]]",
            "[[fr:Vieux port]]",
            "[[Kategorie:Hafen]]",
            "[[Fichier:Vue.png|vignette|Vue du port en [[1904]]]]",
            "[[Category:Living people|Smith, Ada]]",
        )
    )
    return _own_line(text, chance, line)


@corrupts("MRK105", repaired=True)
def half_a_wiki_link(text: str, chance: random.Random) -> Damage | None:
    words = a_match(_WORDS, text, chance)
    if words is None:
        return None
    if chance.random() < 0.5:
        return replaced(text, words.start(), words.start(), "[[")
    return replaced(text, words.end(), words.end(), "]]")


@corrupts("MRK106", repaired=True)
def wiki_bold(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(("'''", "'''", "'''''"))
    return _around(text, chance, mark, mark)


@corrupts("MRK106", repaired=True)
def wiki_slanted(text: str, chance: random.Random) -> Damage | None:
    return _around(text, chance, "''", "''")


@corrupts("MRK106", repaired=True)
def wiki_heading(text: str, chance: random.Random) -> Damage | None:
    sign = chance.choice(("==", "==", "===", "===="))
    space = chance.choice((" ", " ", ""))
    heading = chance.choice(("History", "Early life", "See also", "External links", "Career and later years", "Notes"))
    at = chance.choice([0, *(match.end() for match in re.finditer(r"\n\n", text))])
    after = chance.choice(("\n", "\n\n"))
    damage = replaced(text, at, at, f"{sign}{space}{heading}{space}{sign}{after}")
    return damage._replace(wanted=(text[:at] + heading + after + text[at:],))


@corrupts("MRK106", repaired=True)
def wiki_switch(text: str, chance: random.Random) -> Damage | None:
    return _own_line(text, chance, chance.choice(("__NOTOC__", "__TOC__", "__NOEDITSECTION__", "#REDIRECT [[Old harbour]]")))


@corrupts("MRK107", repaired=True)
def wiki_template(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            "{{cite web |url=http://example.org/a |title=A title: part 2 |publisher=Example |access-date=2 May 2011}}",
            "{{Citation needed|date=May 2010}}",
            "{{cn}}",
            "{{sfn|Smith|1999|p=12}}",
            "{{efn|Some say {{circa|1900}}.}}",
            "{{dead link|date=July 2016}}",
            "{{cite book|last=Smith|first=A.|title=Mills|year=1999|isbn=0-00-000000-0}}",
            "{{Coord|51|30|N|0|7|W|display=inline}}",
        )
    )
    return _after_sentence(text, chance, mark)


@corrupts("MRK107", repaired=True)
def wiki_box(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            "{{Infobox settlement\n| name = Old Harbour\n| population = 1204\n| founded = {{start date|1820}}\n}}",
            "{{Main|History of the harbour}}",
            "{{Reflist|2}}",
            "{{DEFAULTSORT:Smith, Ada}}",
            "{{Use dmy dates|date=May 2013}}",
            "{{Navbox harbour}}",
            "{{Commons category|Harbours}}",
            '{| class="wikitable sortable"\n! Year !! Boats\n|-\n| 1990 || 14\n|-\n| 1991 || 12\n|}',
            '{| border=1\n|-\n|align="right"| 14\n|}',
        )
    )
    return _own_line(text, chance, mark)


@corrupts("MRK107", repaired=True)
def wiki_worded_template(text: str, chance: random.Random) -> Damage | None:
    opening = chance.choice(("{{lang|fr|", "{{nowrap|", "{{small|", "{{lang-de|", "{{abbr|"))
    return _around(text, chance, opening, "}}")


@corrupts("MRK108", repaired=True)
def wiki_reference(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            "<ref>Smith 1999, p. 4.</ref>",
            '<ref name="a">{{cite web|url=http://example.org|title=A}}</ref>',
            "<ref name=smith/>",
            '<ref name="b" group="n" />',
            "<ref>[http://example.org/x A page], read in 2004.</ref>",
            "<ref>One.</ref><ref>Two.</ref>",
        )
    )
    return _after_sentence(text, chance, mark)


@corrupts("MRK108", repaired=True)
def wiki_reference_list(text: str, chance: random.Random) -> Damage | None:
    return _own_line(
        text,
        chance,
        chance.choice(
            (
                "<references />",
                "<references/>",
                "<nowiki/>",
                "<ref name=x>",
                "<references>\n<ref name=a>Smith.</ref>\n</references>",
            )
        ),
    )


@corrupts("MRK109", repaired=True)
def markdown_link(text: str, chance: random.Random) -> Damage | None:
    url = chance.choice((*_URLS, "mailto:ada@example.org", "#notes", "img/a.html", "../b/c.md", "<https://example.com/a>"))
    title = chance.choice(("", "", ' "More"'))
    return _around(text, chance, "[", f"]({url}{title})")


@corrupts("MRK109", repaired=True)
def markdown_image(text: str, chance: random.Random) -> Damage | None:
    line = chance.choice(
        (
            "![](/a/b.png)",
            "![A view of the harbour](https://example.com/harbour.jpg)",
            '![logo](logo.svg "Our logo")',
            "[![Build](https://example.com/b.svg)](https://example.com/b)",
        )
    )
    return _own_line(text, chance, line)


@corrupts("MRK109", repaired=True)
def markdown_reference_link(text: str, chance: random.Random) -> Damage | None:
    label = chance.choice(("1", "report", "a-b"))
    damage = _around(text, chance, "[", f"][{label}]")
    if damage is None:
        return None
    damaged = damage.text.rstrip() + "\n\n"
    definition = f"[{label}]: https://www.example.com/report"
    return Damage(damaged + definition, (*damage.spans, (len(damaged), len(damaged) + len(definition))), (text.rstrip(), text))


@corrupts("MRK109", repaired=True)
def broken_markdown_link(text: str, chance: random.Random) -> Damage | None:
    words = a_match(_WORDS, text, chance)
    return (
        None
        if words is None
        else replaced(text, words.end(), words.end(), f"]({chance.choice([url for url in _URLS if '(' not in url])})")
    )


@corrupts("MRK110", repaired=True)
def markdown_bold(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(("**", "**", "__", "***"))
    # One word between underscores may be a name.
    words = a_match(_WORDS.replace("{0,4}", "{1,4}") if mark == "__" else _WORDS, text, chance)
    return None if words is None else _both(text, *words.span(), mark, mark)


@corrupts("MRK110", repaired=True)
def markdown_bold_lead(text: str, chance: random.Random) -> Damage | None:
    """The first words of a paragraph, with or without their stop."""
    words = a_match(r"(?m)^[A-Z][^\n*_.:]{2,60}[.:,]?(?= )", text, chance)
    return None if words is None else _both(text, *words.span(), "**", "**")


@corrupts("MRK110", repaired=True)
def markdown_struck_out(text: str, chance: random.Random) -> Damage | None:
    return _around(text, chance, "~~", "~~")


@corrupts("MRK111", repaired=True)
def markdown_heading(text: str, chance: random.Random) -> Damage | None:
    sign = chance.choice(("#", "##", "##", "###", "####"))
    heading = chance.choice(
        (
            "Introduction",
            "What we found",
            "Step 2: Wait for the tide",
            "Key takeaways",
            "Frequently asked questions",
            "3. The harbour",
        )
    )
    at = chance.choice([0, *(match.end() for match in re.finditer(r"\n\n", text))])
    closing = chance.choice(("", "", f" {sign}"))
    damage = replaced(text, at, at, f"{sign} {heading}{closing}\n\n")
    return damage._replace(wanted=(text[:at] + heading + "\n\n" + text[at:],))


@corrupts("MRK111", repaired=True)
def markdown_fence(text: str, chance: random.Random) -> Damage | None:
    return _own_line(text, chance, chance.choice(("```", "```markdown", "~~~", "```text")))


@corrupts("MRK111", repaired=True)
def markdown_table_rule(text: str, chance: random.Random) -> Damage | None:
    return _own_line(text, chance, chance.choice(("|---|---|", "| --- | :---: | ---: |", "---|---", "|:-----|")))


@corrupts("MRK111", repaired=True)
def markdown_rule(text: str, chance: random.Random) -> Damage | None:
    return _own_line(text, chance, chance.choice(("---", "___", "- - -")))


@corrupts("MRK111", repaired=True)
def markdown_quotation(text: str, chance: random.Random) -> Damage | None:
    start, _ = _paragraph(text, chance)
    return replaced(text, start, start, "> ")


@corrupts("MRK112", repaired=True)
def bbcode_pair(text: str, chance: random.Random) -> Damage | None:
    opening, closing = chance.choice(
        (
            ("[b]", "[/b]"),
            ("[i]", "[/i]"),
            ("[U]", "[/U]"),
            ("[url=https://www.example.com/t?x=1]", "[/url]"),
            ('[color="#ff0000"]', "[/color]"),
            ("[size=150]", "[/size]"),
            ("[b][i]", "[/i][/b]"),
            ("[FONT=Arial]", "[/FONT]"),
            ('[url="http://example.org/a"]', "[/url]"),
        )
    )
    return _around(text, chance, opening, closing)


@corrupts("MRK112", repaired=True)
def bbcode_quotation(text: str, chance: random.Random) -> Damage | None:
    opening = chance.choice(
        ("[quote]", '[quote="Ada"]', "[QUOTE=Ben;1042]", "[quote name='Cem' date='3 May']", "[center]", "[spoiler]")
    )
    closing = "[/" + re.split(r"[\[= \]]", opening)[1] + "]"
    return _both(text, *_paragraph(text, chance), opening, closing)


@corrupts("MRK112", repaired=True)
def bbcode_image(text: str, chance: random.Random) -> Damage | None:
    return _own_line(
        text,
        chance,
        chance.choice(
            (
                "[img]https://example.com/a.jpg[/img]",
                "[IMG]http://i.example.com/1.png[/IMG]",
                "[youtube]abc123[/youtube]",
                "[img=320x200]http://example.org/b.gif[/img]",
            )
        ),
    )


@corrupts("MRK112", repaired=True)
def half_a_bbcode_tag(text: str, chance: random.Random) -> Damage | None:
    return _after_sentence(text, chance, chance.choice(("[/b]", "[/quote]", "[/url]", "[/color]", "[/size]", "[/center]")))


@corrupts("MRK113", repaired=True)
def latex_worded_command(text: str, chance: random.Random) -> Damage | None:
    opening = chance.choice(
        (
            r"\textbf{",
            r"\emph{",
            r"\textit{",
            r"\underline{",
            r"\texttt{",
            r"\textsc{",
            r"\href{https://www.example.com/a}{",
            r"\mbox{",
            r"\textcolor{red}{",
            r"\myterm{",
        )
    )
    return _around(text, chance, opening, "}")


@corrupts("MRK113", repaired=True)
def latex_reference(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            r"~\cite{smith99}",
            r" \cite{smith99,jones2004}",
            r"\cite[p.~4]{smith:99}",
            r" \citep{Smith1999}",
            r"\footnote{See the list.}",
            r"\label{sec:a}",
            r"~\ref{fig:1}",
            r" \autocite{a_b}",
        )
    )
    place = a_match(r"(?<=[a-z])(?=[.,] )", text, chance)
    return None if place is None else replaced(text, place.start(), place.start(), mark)


@corrupts("MRK113", repaired=True)
def latex_heading(text: str, chance: random.Random) -> Damage | None:
    opening = chance.choice((r"\section{", r"\subsection{", r"\section*{", r"\paragraph{", r"\title{", r"\chapter{"))
    heading = chance.choice(("Introduction", "Related work", "What we found", "Results and discussion"))
    at = chance.choice([0, *(match.end() for match in re.finditer(r"\n\n", text))])
    damage = replaced(text, at, at, f"{opening}{heading}}}\n\n")
    return damage._replace(wanted=(text[:at] + heading + "\n\n" + text[at:],))


@corrupts("MRK113", repaired=True)
def latex_line(text: str, chance: random.Random) -> Damage | None:
    line = chance.choice(
        (
            r"\begin{itemize}",
            r"\end{itemize}",
            r"\noindent",
            r"\maketitle",
            r"\begin{abstract}",
            r"\end{document}",
            r"\bibliographystyle{plain}",
            r"\newpage",
            r"\vspace{1cm}",
            r"\centering",
            r"\begin{table}[htbp]",
        )
    )
    return _own_line(text, chance, line)


@corrupts("MRK113", repaired=True)
def latex_item_or_symbol(text: str, chance: random.Random) -> Damage | None:
    if chance.random() < 0.5:
        start, _ = _paragraph(text, chance)
        return replaced(text, start, start, r"\item ")
    place = a_match(_SENTENCE_END, text, chance)
    if place is None:
        return None
    at = place.start()
    mark, character = chance.choice(
        ((r" \ldots", " …"), (r" \LaTeX{}", " LaTeX"), (r" \textregistered", " ®"), (r" \copyright{}", " ©"))
    )
    return replaced(text, at, at, mark)._replace(wanted=(text[:at] + character + text[at:],))


@corrupts("MRK114", repaired=True)
def escaped_character(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=\d)%|(?<= )&(?= )|(?<=\s)\$(?=\d)|(?<=[a-z])_(?=[a-z])", text, chance)
    return None if found is None else replaced(text, found.start(), found.start() + 1, "\\" + found.group())


@corrupts("MRK114", repaired=True)
def escaped_apostrophe(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[a-z])'(?=[a-z])", text, chance)
    return None if found is None else replaced(text, found.start(), found.start(), "\\")


@corrupts("MRK114", repaired=True)
def escaped_quotation(text: str, chance: random.Random) -> Damage | None:
    words = a_match(_WORDS, text, chance)
    if words is None:
        return None
    wanted = text[: words.start()] + '"' + words.group() + '"' + text[words.end() :]
    return _both(text, *words.span(), '\\"', '\\"')._replace(wanted=(wanted,))


@corrupts("MRK114", repaired=True)
def tex_accent(text: str, chance: random.Random) -> Damage | None:
    words = a_match(r"(?<=[a-z] )[A-Za-z]+(?= [a-z])", text, chance)
    if words is None:
        return None
    written, read = chance.choice(
        (
            (r"Schr\"odinger", "Schrödinger"),
            (r"caf\'{e}", "café"),
            (r"Erd\H{o}s", "Erdős"),
            (r"Fran{\c c}ois", "François"),
            (r"Stra{\ss}e", "Straße"),
            (r"na\"{\i}ve", "naïve"),
            (r"Ko{\v{s}}ice", "Košice"),
            (r"G{\"o}del", "Gödel"),
            (r"\"{U}ber", "Über"),
            (r"Fr\'echet", "Fréchet"),
            (r"{\O}rsted", "Ørsted"),
            (r"Ma\~{n}ana", "Mañana"),
        )
    )
    damage = replaced(text, *words.span(), written)
    return damage._replace(wanted=(text[: words.start()] + read + text[words.end() :],))


@corrupts("MRK114", repaired=True)
def tex_tie(text: str, chance: random.Random) -> Damage | None:
    place = a_match(_SENTENCE_END, text, chance)
    if place is None:
        return None
    at = place.start()
    written = chance.choice(
        (" Fig.~3 shows it.", " See Section~4.2.", " Dr.~Smith agrees.", " Table~1 lists all.", " So does A.~Jones.")
    )
    return replaced(text, at, at, written)._replace(wanted=(text[:at] + written.replace("~", " ") + text[at:],))


@corrupts("MRK114", repaired=True)
def tex_line_end(text: str, chance: random.Random) -> Damage | None:
    places = list(re.finditer(r"(?<=[a-z.,])(?=\n)", text))
    if not places:
        return None
    at = chance.choice(places).start()
    return replaced(text, at, at, chance.choice(("\\\\", " \\\\", "\\\\[2pt]")))


@corrupts("MRK115")
def tex_formula(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            r" $x^2 + y^2$",
            r" $\alpha$",
            r" \(a \leq b\)",
            r" $n$",
            r" $$E = mc^2$$",
            r" $p_{ij} = 0.5$",
            r" \[ \sum_{i=1}^n i \]",
            r" $10^{-3}$",
        )
    )
    place = a_match(r"(?<=[a-z])(?= [a-z])", text, chance)
    return None if place is None else replaced(text, place.start(), place.start(), mark)


@corrupts("MRK116", repaired=True)
def shortcode_line(text: str, chance: random.Random) -> Damage | None:
    line = chance.choice(
        (
            '[gallery ids="4,8,15" columns="3" link="file"]',
            "[gallery]",
            '[contact-form-7 id="404" title="Contact form 1"]',
            "[embed]https://www.example.com/watch?v=1[/embed]",
            '{{< figure src="/a.jpg" title="The harbour" >}}',
            "{{% notice info %}}",
            '[su_divider top="no" size="1"]',
            "[/vc_column_text][/vc_column][/vc_row]",
            '[et_pb_section fb_built="1" _builder_version="3.22"]',
            "[youtube https://www.example.com/watch?v=abc]",
            '[audio mp3="http://example.com/a.mp3"][/audio]',
            '[[{"fid":"12","view_mode":"default"}]]',
            "[wp_ad_camp_1]",
            "[mc4wp_form id=12]",
        )
    )
    return _own_line(text, chance, line)


@corrupts("MRK116", repaired=True)
def shortcode_pair(text: str, chance: random.Random) -> Damage | None:
    opening, closing = chance.choice(
        (
            ('[caption id="attachment_12" align="alignright" width="300"]', "[/caption]"),
            ("[vc_column_text]", "[/vc_column_text]"),
            ("[pullquote]", "[/pullquote]"),
            ('[dropcap style="1"]', "[/dropcap]"),
            ("[one_half]", "[/one_half]"),
            ("{quote}", "{quote}"),
            ("{color:red}", "{color}"),
            ("[toggle title='More']", "[/toggle]"),
        )
    )
    return _both(text, *_paragraph(text, chance), opening, closing)


@corrupts("MRK117", repaired=True)
def emoji_name(text: str, chance: random.Random) -> Damage | None:
    name, picture = chance.choice(
        (
            ("smile", "😄"),
            ("tada", "🎉"),
            ("thumbsup", "👍"),
            ("slightly_smiling_face", "🙂"),
            ("rocket", "🚀"),
            ("heart_eyes", "😍"),
            ("100", "💯"),
            ("+1", "👍"),
        )
    )
    place = a_match(_SENTENCE_END, text, chance)
    if place is None:
        return None
    at = place.start()
    return replaced(text, at, at, f" :{name}:")._replace(wanted=(f"{text[:at]} {picture}{text[at:]}",))


@corrupts("MRK118", repaired=True)
def note_of_editors(text: str, chance: random.Random) -> Damage | None:
    mark = chance.choice(
        (
            "[citation needed]",
            "[who?]",
            "[clarification needed]",
            "[dead link]",
            "[by whom?]",
            "[when?]",
            "[better source needed]",
            "[failed verification]",
            "[page needed]",
            "[according to whom?]",
            "[update]",
            "[original research?]",
            "[not verified in body]",
            "[Citation Needed]",
        )
    )
    return _after_sentence(text, chance, mark)


@corrupts("MRK118", repaired=True)
def heading_with_edit(text: str, chance: random.Random) -> Damage | None:
    heading = chance.choice(("History", "Early life", "See also", "Later years"))
    mark = chance.choice(
        (
            "[edit]",
            " [edit]",
            "[edit source]",
            "[edit | edit source]",
            "[Bearbeiten]",
            "[modifier | modifier le code]",
            "[editar]",
        )
    )
    at = chance.choice([0, *(match.end() for match in re.finditer(r"\n\n", text))])
    damage = replaced(text, at, at, f"{heading}{mark}\n\n")
    start = at + len(heading)
    return damage._replace(spans=((start, start + len(mark)),), wanted=(f"{text[:at]}{heading}\n\n{text[at:]}",))


@corrupts("MRK118", repaired=True)
def way_back(text: str, chance: random.Random) -> Damage | None:
    start, _ = _paragraph(text, chance)
    mark = chance.choice(("↑ ", "^ Jump up to: a b ", "^ a b c ", "↑ a b ", "^ Jump up "))
    return replaced(text, start, start, mark)


@corrupts("MRK119", repaired=True)
def citation_number(text: str, chance: random.Random) -> Damage | None:
    number = chance.randrange(1, 140)
    mark = chance.choice(
        (
            f"[{number}]",
            f"[{number}][{number + 1}]",
            f"[{number},{number + 2}]",
            f"[{number}–{number + 3}]",
            "[note 2]",
            f"[{number}]:{number}",
            "[^3]",
            f"[{number}] [{number + 1}]",
        )
    )
    return _after_sentence(text, chance, mark)


@corrupts("MRK119", repaired=True)
def citation_number_in_a_sentence(text: str, chance: random.Random) -> Damage | None:
    number = chance.randrange(1, 60)
    place = a_match(r"(?<=[a-z]{4})(?= [a-z]{3})|(?<=[a-z],)(?= [a-z])", text, chance)
    return (
        None
        if place is None
        else replaced(
            text,
            place.start(),
            place.start(),
            chance.choice(
                (f"[{number}]", f"[{number}][{number + 1}]", f" [{number}, {number + 4}]", f" [{number}][{number + 1}]")
            ),
        )
    )


@corrupts("MRK119", repaired=True)
def footnote_digit(text: str, chance: random.Random) -> Damage | None:
    number = chance.randrange(1, 40)
    raised = str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    place = a_match(r"(?<=[a-z]{4}\.)(?= [A-Z])", text, chance)
    return None if place is None else replaced(text, place.start(), place.start(), chance.choice((str(number), raised)))


@corrupts("MRK120", repaired=True)
def front_matter(text: str, chance: random.Random) -> Damage:
    head = chance.choice(
        (
            '---\ntitle: "The old harbour"\ndate: 2019-05-03\ntags: [ports, history]\n---\n',
            "---\nlayout: post\ncategories:\n  - news\n  - ports\nauthor: Ada Smith\n---\n\n",
            '+++\ntitle = "Harbour"\ndraft = false\ndate = "2020-01-02T10:00:00Z"\n+++\n\n',
            "---\nid: harbour\nslug: /harbour\nsidebar_position: 3\n---\n",
            "---\ntitle: >-\n  The old\n  harbour\npermalink: /a/b/\ncomments: true\n---\n\n",
        )
    )
    return replaced(text, 0, 0, head)


@corrupts("MRK121", repaired=True)
def rest_role(text: str, chance: random.Random) -> Damage | None:
    opening, closing = chance.choice(
        (
            (":ref:`", "`"),
            (":doc:`", " </guide/a>`"),
            (":class:`", "`"),
            (":py:func:`", "`"),
            ("`", " <https://www.example.com/a>`_"),
            (":term:`", "`"),
        )
    )
    return _around(text, chance, opening, closing)


@corrupts("MRK121", repaired=True)
def rest_line(text: str, chance: random.Random) -> Damage | None:
    return _own_line(
        text,
        chance,
        chance.choice(
            (
                ".. note::",
                ".. _harbour-label:",
                ".. image:: /img/a.png\n   :alt: A view\n   :width: 300px",
                ".. code-block:: python",
                ".. versionadded:: 2.1",
                ".. toctree::\n   :maxdepth: 2",
            )
        ),
    )


@corrupts("MRK122", repaired=True)
def lightweight_line(text: str, chance: random.Random) -> Damage | None:
    return _own_line(
        text,
        chance,
        chance.choice(
            (
                "#+BEGIN_QUOTE",
                "#+TITLE: Harbour",
                ":PROPERTIES:\n:END:",
                "image::a.png[A view]",
                "[source,python]",
                "#+OPTIONS: toc:nil",
                "[[anchor-name]]",
                "include::a.adoc[]",
            )
        ),
    )


@corrupts("MRK122", repaired=True)
def lightweight_link(text: str, chance: random.Random) -> Damage | None:
    opening, closing = chance.choice(
        (
            ("[[https://www.example.com/a][", "]]"),
            ("link:/a/b.html[", "]"),
            ("xref:a.adoc[", "]"),
            ("https://www.example.org[", "]"),
            ("[[file:a.org][", "]]"),
        )
    )
    return _around(text, chance, opening, closing)


@corrupts("MRK101", repaired=True)
def tag_never_closed(text: str, chance: random.Random) -> Damage | None:
    """The opening half alone, as by a writer who forgot the slash of the other."""
    words = a_match(_WORDS, text, chance)
    if words is None:
        return None
    name = chance.choice(("b", "i", "em", "strong", "span", "u"))
    if chance.random() < 0.5:
        return _both(text, *words.span(), f"<{name}>", f"<{name}/>")
    return replaced(text, words.start(), words.start(), f"<{name}>")


@corrupts("MRK102", repaired=True)
def end_of_a_quoted_attribute(text: str, chance: random.Random) -> Damage | None:
    words = a_match(r"(?<=[a-z]) (?=[a-z])", text, chance)
    if words is None:
        return None
    mark = chance.choice(
        (' width="300" height="200" alt="A view"', ' alt="Boats"', ' align="left"', ' style="width:10px" class="a"')
    )
    return replaced(text, words.start(), words.start(), mark)


@corrupts("MRK105", repaired=True)
def settings_of_a_wiki_image(text: str, chance: random.Random) -> Damage | None:
    start, _ = _paragraph(text, chance)
    return replaced(
        text,
        start,
        start,
        chance.choice(
            (
                "thumb|right|250px|",
                "Harbour.jpg|thumb|left|",
                "thumb|upright=1.3|",
                "right|200px|",
                "thumb|250x200px|alt=A view|",
            )
        ),
    )


@corrupts("MRK113", repaired=True)
def tex_group(text: str, chance: random.Random) -> Damage | None:
    return _around(text, chance, chance.choice((r"{\bf ", r"{\it ", r"{\em ", r"{\small ", r"{\sc ")), "}")


@corrupts("MRK113", repaired=True)
def unclosed_latex_command(text: str, chance: random.Random) -> Damage | None:
    words = a_match(_WORDS, text, chance)
    return (
        None
        if words is None
        else replaced(text, words.start(), words.start(), chance.choice((r"\textbf{", r"\emph{", r"\textit{")))
    )


@corrupts("MRK118", repaired=True)
def heading_run_into_its_text(text: str, chance: random.Random) -> Damage | None:
    start, _ = _paragraph(text, chance)
    if not text[start].isupper():
        return None
    damage = replaced(text, start, start, "Early life [edit] ")
    return damage._replace(spans=((start + 11, start + 17),), wanted=(f"{text[:start]}Early life {text[start:]}",))


@corrupts("MRK119", repaired=True)
def citation_letter_or_raised(text: str, chance: random.Random) -> Damage | None:
    return _after_sentence(text, chance, chance.choice(("[a]", "[b]", "^[3]", "[ 4 ]", "[n 1]", "[lower-alpha 2]", "[nb 3]")))


@corrupts("MRK122", repaired=True)
def admonition(text: str, chance: random.Random) -> Damage | None:
    return _own_line(text, chance, chance.choice((":::note", ":::", "::: warning", ':::tip{title="A"}')))

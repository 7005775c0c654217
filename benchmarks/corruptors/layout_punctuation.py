"""Damage to punctuation and spacing inside lines."""

from __future__ import annotations

import random
import re

from corruptors import Damage, a_match, corrupts, replaced


def _cut(text: str, match: re.Match[str] | None, new: str) -> Damage | None:
    """`new` in place of a match, or of its first group; a finding counts on it and on one character of either side."""
    return None if match is None else replaced(text, *match.span(match.re.groups and 1), new, margin=1)


# Joined sentences


@corrupts("LAY101", repaired=True)
def space_lost_after_stop(text: str, chance: random.Random) -> Damage | None:
    """`the war.He`, before any capitalised word."""
    return _cut(text, a_match(r"(?<=[a-z]{3}[.!?]) (?=[A-Z][a-z]+[ ,’'])", text, chance), "")


@corrupts("LAY101", repaired=True)
def space_lost_after_number(text: str, chance: random.Random) -> Damage | None:
    """`in 1987.They`, `(see below).The`, `by 5%.It`."""
    return _cut(text, a_match(r"(?:\b[12][0-9]{3}|[0-9]%|[a-z]\))\.( )(?=[A-Z][a-z]+ [a-z])", text, chance), "")


@corrupts("LAY101", repaired=True)
def space_lost_before_quotation(text: str, chance: random.Random) -> Damage | None:
    """`to the council.“We`, and the same after a comma."""
    return _cut(text, a_match(r"(?<=[a-z]{2}[.!?,]) (?=“[A-Z][^“”\n]{0,400}”)", text, chance), "")


@corrupts("LAY101", repaired=True)
def space_lost_after_quotation(text: str, chance: random.Random) -> Damage | None:
    """`it leaked.”He looked`."""
    return _cut(text, a_match(r"(?<=[a-z][.!?]”) (?=[A-Z][a-z]+ [a-z])", text, chance), "")


@corrupts("LAY101", repaired=True)
def space_on_the_wrong_side_of_stop(text: str, chance: random.Random) -> Damage | None:
    """`the war .He left`."""
    found = a_match(r"(?<=[a-z]{3})\. (?=[A-Z][a-z]+ [a-z])", text, chance)
    return _cut(text, found, " .")


@corrupts("LAY101", repaired=True)
def space_lost_before_title(text: str, chance: random.Random) -> Damage | None:
    """`it is over.Mr. Smith`, `by May.Traffic`."""
    return _cut(text, a_match(r"(?<=[a-z]{2}\.) (?=(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov)\. [A-Z])", text, chance), "")


# Quotation marks


@corrupts("LAY102", repaired=True)
def space_after_opening_curly(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[ \n]“)(?=[A-Za-z][^“”\n]{3,300}”)", text, chance), " ")


@corrupts("LAY102", repaired=True)
def space_before_closing_curly(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[a-z,.!?])(?=”[ \n.])", text, chance), " ")


@corrupts("LAY102", repaired=True)
def space_after_opening_straight(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r'(?:(?<=^")|(?<= "))(?=[A-Za-z]+ [^“”"\n]{3,300}")', text, chance), " ")


@corrupts("LAY102", repaired=True)
def space_before_closing_straight(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r'(?m)(?:^|[a-z,.] )"[A-Za-z][^“”"\n]{8,300}[a-z,.!?]()(?=" )', text, chance), " ")


@corrupts("LAY103")
def closing_quotation_mark_lost(text: str, chance: random.Random) -> Damage | None:
    """The mark that closes words quoted in a sentence is gone, in a paragraph that is not the last."""
    found = a_match(r'(?<=[a-z] )(?:“[^“”"\n]{3,200}”|"[^“”"\n]{3,200}")(?= [a-z][^“”"\n]*\.\n)', text, chance)
    if found is None:
        return None
    kept = found.group()[:-1]
    return Damage(text[: found.start()] + kept + text[found.end() :], ((found.start(), found.start() + len(kept) + 1),))


@corrupts("LAY103")
def opening_quotation_mark_lost(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r'(?<=[a-z] )(?:“[^“”"\n]{3,200}”|"[^“”"\n]{3,200}")(?= [a-z][^“”"\n]*\.\n)', text, chance)
    if found is None or "\n" not in text[: found.start()]:
        return None
    kept = found.group()[1:]
    return Damage(text[: found.start()] + kept + text[found.end() :], ((found.start(), found.start() + len(kept) + 1),))


# Spaces and punctuation


@corrupts("LAY104", repaired=True)
def space_lost_after_comma(text: str, chance: random.Random) -> Damage | None:
    """`the river,which`."""
    return _cut(text, a_match(r"(?<=[a-z]{2},) (?=[a-zA-Z][a-z]+[ ,.])", text, chance), "")


@corrupts("LAY104", repaired=True)
def space_lost_after_comma_before_number(text: str, chance: random.Random) -> Damage | None:
    """`in May,2019`, `of them,12 were`."""
    return _cut(text, a_match(r"(?<=[a-z]{3},) (?=[0-9]+[ ,.])", text, chance), "")


@corrupts("LAY104", repaired=True)
def space_lost_after_semicolon(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[a-z]{2};) (?=[a-z]+ )", text, chance), "")


@corrupts("LAY104", repaired=True)
def space_lost_after_colon(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"[a-z] [a-z]{3,}:( )(?=[A-Za-z]+ [a-z])", text, chance), "")


@corrupts("LAY104", repaired=True)
def space_lost_after_bracket_and_comma(text: str, chance: random.Random) -> Damage | None:
    """`(in brackets),which`."""
    return _cut(text, a_match(r"(?<=[a-z]\),) (?=[a-z]+ [a-z])", text, chance), "")


@corrupts("LAY105", repaired=True)
def doubled_space(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[a-z,]) (?=[a-zA-Z])", text, chance)
    return _cut(text, found, chance.choice(["  ", "  ", "   ", "\xa0 ", " \xa0", "\xa0\xa0"]))


@corrupts("LAY105", repaired=True)
def doubled_space_between_sentences(text: str, chance: random.Random) -> Damage | None:
    """In a text that sets one space after its other stops."""
    if len(re.findall(r"[a-z]\. [A-Z]", text)) < 4:
        return None
    return _cut(text, a_match(r"(?<=[a-z]\.) (?=[A-Z])", text, chance), chance.choice(["  ", "   ", " \xa0"]))


@corrupts("LAY106", repaired=True)
def space_before_comma(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[a-z]{2})(?=, [a-zA-Z])", text, chance), " ")


@corrupts("LAY106", repaired=True)
def space_before_stop(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[a-z0-9]{2})(?=\.(?: [A-Z]|\n|$))", text, chance), " ")


@corrupts("LAY106", repaired=True)
def space_before_other_mark(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[a-z]{2})(?=[;:!?] [a-zA-Z])", text, chance), " ")


@corrupts("LAY106", repaired=True)
def space_before_comma_after_bracket(text: str, chance: random.Random) -> Damage | None:
    """What is left where a note or a link behind the bracket was cut out."""
    return _cut(text, a_match(r"(?<=[a-z0-9]\))(?=[,.] )", text, chance), " ")


@corrupts("LAY107", repaired=True)
def space_after_opening_bracket(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<= [(])(?=[A-Za-z0-9][^()\n]*[a-z0-9]\)[ .,])", text, chance), " ")


@corrupts("LAY107", repaired=True)
def space_before_closing_bracket(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[A-Za-z0-9])(?=\)[ .,])", text, chance), " ")


@corrupts("LAY107", repaired=True)
def spaces_on_both_sides_in_brackets(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<= )\([A-Za-z][^()\n]*[a-z0-9]\)(?=[ .,])", text, chance)
    return None if found is None else replaced(text, *found.span(), f"( {found.group()[1:-1]} )")


@corrupts("LAY108", repaired=True)
def split_possessive(text: str, chance: random.Random) -> Damage | None:
    """`the company 's`."""
    return _cut(text, a_match(r"(?<=[a-z]{2})(?=['’]s [a-z])", text, chance), " ")


@corrupts("LAY108", repaired=True)
def split_negation(text: str, chance: random.Random) -> Damage | None:
    """`did n't`."""
    return _cut(text, a_match(r"(?i)(?<=do|es|id|as|ve|ad|is|re|ca|wo|ld)(?=n['’]t )", text, chance), " ")


@corrupts("LAY108", repaired=True)
def split_verb(text: str, chance: random.Random) -> Damage | None:
    """`they 're`."""
    return _cut(
        text, a_match(r"\b(?:[Tt]hey|[Ww]e|[Yy]ou|I|[Hh]e|[Ss]he|[Ii]t|[Tt]hat)()(?=['’](?:re|ve|ll|m|d) )", text, chance), " "
    )


@corrupts("LAY108", repaired=True)
def space_after_apostrophe(text: str, chance: random.Random) -> Damage | None:
    """`don' t`, `it’ s`."""
    return _cut(text, a_match(r"(?<=[a-z]['’])(?=(?:t|s|re|ve|ll) [a-z])", text, chance), " ")


@corrupts("LAY108", repaired=True)
def spaces_around_apostrophe(text: str, chance: random.Random) -> Damage | None:
    """`don ' t`, `it ’ s`."""
    found = a_match(r"(?<=[a-z])['’](?=(?:t|s|re|ve|ll) [a-z])", text, chance)
    return None if found is None else replaced(text, *found.span(), f" {found.group()} ")


@corrupts("LAY109")
def closing_bracket_lost(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[a-z] )\([A-Za-z][^()\n]{3,150}\)(?=[ .,][^()]*$)", text, chance) or a_match(
        r"(?<=[a-z] )\([A-Za-z][^()\n]{3,150}\)(?=[ .,][^()\n]*\n)", text, chance
    )
    if found is None:
        return None
    kept = found.group()[:-1]
    return Damage(text[: found.start()] + kept + text[found.end() :], ((found.start(), found.start() + len(kept) + 1),))


@corrupts("LAY109")
def opening_bracket_lost(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[a-z] )\([A-Za-z][^()\n]{3,150}[a-z]\)(?=[ .,])", text, chance)
    if found is None:
        return None
    kept = found.group()[1:]
    return Damage(text[: found.start()] + kept + text[found.end() :], ((found.start(), found.start() + len(kept) + 1),))


@corrupts("LAY110", repaired=True)
def one_straight_quotation(text: str, chance: random.Random) -> Damage | None:
    """One quotation in straight marks among curly ones of its paragraph."""
    pairs = list(re.finditer(r"(?<= )“[^“”\n\"]{2,300}”(?=[ .,\n])", text))
    pairs = [pair for pair in pairs if text[text.rfind("\n", 0, pair.start()) + 1 :].partition("\n")[0].count("“") > 1]
    if not pairs:
        return None
    found = chance.choice(pairs)
    return replaced(text, *found.span(), f'"{found.group()[1:-1]}"')


@corrupts("LAY110", repaired=True)
def one_straight_apostrophe(text: str, chance: random.Random) -> Damage | None:
    """One straight apostrophe in a paragraph of curly ones."""
    places = [
        match
        for match in re.finditer(r"(?<=[a-z])’(?=[a-z])", text)
        if len(re.findall(r"[a-z]’[a-z]", text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0])) > 1
    ]
    return _cut(text, chance.choice(places), "'") if places else None


@corrupts("LAY111", repaired=True)
def doubled_comma(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[a-z]{3}),(?= [a-z])", text, chance), ",,")


@corrupts("LAY111", repaired=True)
def doubled_stop(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[a-z]{3})\.(?= [A-Z])", text, chance), "..")


@corrupts("LAY111")
def stop_and_comma(text: str, chance: random.Random) -> Damage | None:
    return _cut(text, a_match(r"(?<=[a-z]{4}),(?= [a-z])", text, chance), chance.choice([".,", ",.", ",;", ";,", ",:"]))


@corrupts("LAY111", repaired=True)
def doubled_semicolon_or_colon(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[a-z]{3})[;:](?= [a-z])", text, chance)
    return None if found is None else replaced(text, *found.span(), found.group() * 2, margin=1)


@corrupts("LAY112", repaired=True)
def doubled_function_word(text: str, chance: random.Random) -> Damage | None:
    found = a_match(
        r"(?<=[a-z] )(?:the|to|of|and|in|a|for|on|with|is|was|at|by|from|as|an|are|be|this|or|which|they|their)(?= [a-z])",
        text,
        chance,
    )
    return None if found is None else replaced(text, *found.span(), f"{found.group()} {found.group()}")


@corrupts("LAY112", repaired=True)
def doubled_content_word(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[a-z] )(?!that\b|very\b|had\b)[a-z]{4,}(?= [a-z])", text, chance)
    return None if found is None else replaced(text, *found.span(), f"{found.group()} {found.group()}")


@corrupts("LAY112", repaired=True)
def word_doubled_across_lines(text: str, chance: random.Random) -> Damage | None:
    """A line broken in prose, its last word set again at the head of the next."""
    found = a_match(r"(?<=[a-z] )(?:the|to|of|and|in|a|for|with|is|was|by|from|as|are|be)(?= [a-z])", text, chance)
    if found is None:
        return None
    word = found.group()
    wanted = (
        text,
        text[: found.end()] + "\n" + text[found.end() + 1 :],
        text[: found.start() - 1] + "\n" + text[found.start() :],
    )
    damage = replaced(text, *found.span(), f"{word}\n{word}")
    return damage._replace(wanted=wanted)


_TOKENS = re.compile(
    r"(?<=\w)(?=n['’]t\b)|(?<=\w)(?=['’](?:s|re|ve|ll|d|m)\b)|(?<=[\w)”\"'’.])(?=[,;:?!)](?![\w/]))|(?<=[(])(?=\w)"
)
_LAST_STOP = re.compile(r"(?<=[\w)])(?=\.[\"”]?(?:\s|$))")


def _tokenised(text: str) -> str:
    """Text as the tokeniser of the Penn Treebank writes it."""
    text = re.sub(r'(?:(?<=\s)|^)["“](?=\w)', "`` ", text)
    text = re.sub(r'[”"](?=[\s.,;:!?)]|$)', " ''", text)
    text = re.sub(r"(?<=[,.!?]) ''", " ''", text)
    text = _TOKENS.sub(" ", text.replace("’", "'"))
    text = _LAST_STOP.sub(" ", text)
    return re.sub(r"\b(can)(not)\b", r"\1 \2", text)


@corrupts("LAY113", repaired=True)
def tokenised_text(text: str, chance: random.Random) -> Damage | None:
    """The whole text as a tokeniser leaves it: `` ( it said ) , n't , 's `` and the marks set apart."""
    taken = re.sub(r"\bcannot\b", "could not", text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'"))
    if any(mark in taken for mark in ("`", "\t", "  ", "…", "...", "[", "{")) or re.search(r"\s[.,;:!?'\"]|['\"]{2}", taken):
        return None
    damaged = _tokenised(taken)
    return Damage(damaged, ((0, len(damaged)),), (taken,))


@corrupts("LAY113", repaired=True)
def bracket_tokens(text: str, chance: random.Random) -> Damage | None:
    """`-LRB- in brackets -RRB-`."""
    found = a_match(r"(?<= )\([A-Za-z][^()\n]*[a-z0-9]\)(?=[ .,])", text, chance)
    return None if found is None else replaced(text, *found.span(), f"-LRB- {found.group()[1:-1]} -RRB-")


@corrupts("LAY113", repaired=True)
def latex_quotation_marks(text: str, chance: random.Random) -> Damage | None:
    """`` it said '' for one quotation of a text."""
    found = a_match(r'(?<= )["“][A-Za-z][^"“”\n]{2,200}["”](?=[ \n])', text, chance)
    if found is None:
        return None
    straight = text[: found.start()] + f'"{found.group()[1:-1]}"' + text[found.end() :]
    curly = text[: found.start()] + f"“{found.group()[1:-1]}”" + text[found.end() :]
    return replaced(text, *found.span(), f"`` {found.group()[1:-1]} ''")._replace(wanted=(straight, curly))


@corrupts("LAY115", repaired=True)
def space_lost_before_bracket(text: str, chance: random.Random) -> Damage | None:
    """`the mayor(in office until May)`."""
    return _cut(text, a_match(r"(?<=[a-z]{3}) (?=\([A-Za-z0-9][^()\n]*\)[ .,])", text, chance), "")


@corrupts("LAY115", repaired=True)
def space_lost_after_bracket(text: str, chance: random.Random) -> Damage | None:
    """`(in office until May)opened`."""
    return _cut(text, a_match(r"(?<=[a-z0-9]\)) (?=[a-z]+[ .,])", text, chance), "")


@corrupts("LAY116", repaired=True)
def space_lost_before_quoted_words(text: str, chance: random.Random) -> Damage | None:
    """`they call it“the nap”`."""
    return _cut(text, a_match(r"(?<=[a-z]{3}) (?=“[A-Za-z][^“”\n]*”)", text, chance), "")


@corrupts("LAY116", repaired=True)
def space_lost_after_quoted_words(text: str, chance: random.Random) -> Damage | None:
    """`“the nap”in the village`."""
    return _cut(text, a_match(r"(?<=“[A-Za-z])[^“”\n]*[a-z]”( )(?=[a-z]+[ .,])", text, chance), "")


@corrupts("LAY116", repaired=True)
def space_lost_beside_straight_quotation(text: str, chance: random.Random) -> Damage | None:
    """`they call it"the nap" in the village`, `the "nap"in`."""
    before = r"(?m)^[^\"\n]*[a-z]{3}( )(?=\"[A-Za-z][^\"\n]*\"[ .,][^\"\n]*$)"
    after = r"(?m)^[^\"\n]* \"[A-Za-z][^\"\n]*[a-z]\"( )(?=[a-z]+[ .,][^\"\n]*$)"
    return _cut(text, a_match(chance.choice([before, after]), text, chance), "")


@corrupts("LAY101", repaired=True)
def space_lost_before_bracket_or_single_mark(text: str, chance: random.Random) -> Damage | None:
    """`it was sold.(The buyer`, `he said.‘No`."""
    return _cut(text, a_match(r"(?<=[a-z]{3}[.!?]) (?=[(‘][A-Z][a-z]*[ ,’])", text, chance), "")


@corrupts("LAY114")
def element_lost_in_brackets(text: str, chance: random.Random) -> Damage | None:
    """`Lodz ( ; born 5 May)`: what stood in another script or in a link is gone, its punctuation stayed."""
    found = a_match(r"(?<=[a-z] )\([A-Za-z][^()\n]{2,80}\)(?=[ .,])", text, chance)
    if found is None:
        return None
    return replaced(text, *found.span(), chance.choice(["( )", "()", "( , )", "(, )", "(; )", "( ; )", "(,)"]), margin=1)


@corrupts("LAY114")
def element_lost_at_head_of_brackets(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<=[a-z] \()(?=[A-Za-z][^()\n]{2,80}\)[ .,])", text, chance)
    return _cut(text, found, chance.choice(["; ", ", ", " ; ", " , "]))


@corrupts("LAY114")
def link_lost_before_comma(text: str, chance: random.Random) -> Damage | None:
    """`a report by , who`, `in , the`."""
    found = a_match(r"(?<= )(?:by|of|in|at) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=, [a-z])", text, chance)
    return None if found is None else replaced(text, *found.span(found.re.groups), "", margin=2)


@corrupts("LAY114")
def link_lost_before_stop(text: str, chance: random.Random) -> Damage | None:
    found = a_match(r"(?<= )(?:by|of|in|at|the) ([A-Za-z]+)(?=\.(?: [A-Z]|\n))", text, chance)
    return None if found is None else replaced(text, *found.span(found.re.groups), "", margin=2)


@corrupts("LAY114")
def link_lost_between_words(text: str, chance: random.Random) -> Damage | None:
    """`is a  of`: a linked word fell out and left both its spaces."""
    found = a_match(r"(?<= )(?:the|an|a|its|their) ([a-z]{4,})(?= (?:of|in|and|for|is|was|to|with|that) [a-z])", text, chance)
    return None if found is None else replaced(text, *found.span(found.re.groups), "", margin=2)


@corrupts("LAY114")
def word_lost_between_commas(text: str, chance: random.Random) -> Damage | None:
    """`, , anyone?`."""
    found = a_match(r"(?<=[a-z], )[a-zA-Z]+(?: [a-z]+)?(?=, [a-z])", text, chance)
    return None if found is None else replaced(text, *found.span(found.re.groups), "", margin=2)

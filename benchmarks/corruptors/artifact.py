"""Stray artifacts of templates, programs and language models."""

from __future__ import annotations

import random

from corruptors import Damage, a_match, corrupts, replaced

# Places of running text: some words between others, one word, and the gap between two words.
_WORDS = r"(?<=[a-z] )[a-z]+ [a-z]+(?= [a-z])"
_WORD = r"(?<=[a-z] )[a-z]{3,}(?= [a-z])"
_GAP = r"(?<=[a-z]) (?=[a-z])"
_SENTENCE_GAP = r"(?<=[a-z][.!?]) (?=[A-Z][a-z])"

_SYNONYMS = (
    "quick|fast", "large|huge|enormous", "start|begin", "nice|lovely", "a lot of|many", "ways|methods", "simply|just", "get|obtain",
    "folks|people", "regularly|often", "very best|finest", "in fact|actually", "assist|aid", "purchase|acquire", "amazing|superb",
)  # fmt: skip


@corrupts("ART101", repaired=True)
def brace_around_words(text: str, chance: random.Random) -> Damage | None:
    """The braces that a spinner leaves around one alternative: `{that a}`."""
    words = a_match(_WORDS, text, chance)
    return None if words is None else replaced(text, *words.span(), "{" + words.group() + "}")


@corrupts("ART101", repaired=True)
def angle_around_words(text: str, chance: random.Random) -> Damage | None:
    """The same in angle brackets: `<that a>`."""
    words = a_match(_WORDS, text, chance)
    return None if words is None else replaced(text, *words.span(), "<" + words.group() + ">")


@corrupts("ART101", repaired=True)
def spinner_group(text: str, chance: random.Random) -> Damage | None:
    """A whole group, its first alternative the right one: `{word|other|third}`."""
    word = a_match(_WORD, text, chance)
    if word is None:
        return None
    pad = chance.choice(("", "", " "))
    others = chance.choice(_SYNONYMS).replace("|", f"{pad}|{pad}")
    return replaced(text, *word.span(), f"{{{word.group()}{pad}|{pad}{others}}}")


@corrupts("ART101", repaired=True)
def nested_group(text: str, chance: random.Random) -> Damage | None:
    """A group within a group: `{{a|b} c|d}`."""
    words = a_match(_WORDS, text, chance)
    if words is None:
        return None
    first, second = words.group().split()
    other = chance.choice(_SYNONYMS)
    form = chance.choice(
        (
            "{{%(a)s|%(o)s} %(b)s|%(o)s}",
            "{%(a)s {%(b)s|%(o)s}|%(o)s}",
            "{%(a)s {%(b)s|{%(o)s}}|%(o)s}",
            "{{%(a)s|%(o)s} {%(b)s|%(o)s}|other thing}",
        )
    )
    return replaced(text, *words.span(), form % {"a": first, "b": second, "o": other})


@corrupts("ART101", repaired=True)
def square_group(text: str, chance: random.Random) -> Damage | None:
    """A group in square brackets: `[word|other]`."""
    word = a_match(_WORD, text, chance)
    return None if word is None else replaced(text, *word.span(), f"[{word.group()}|{chance.choice(_SYNONYMS)}]")


@corrupts("ART101", repaired=True)
def group_without_end(text: str, chance: random.Random) -> Damage | None:
    """A group that lost its last brace: `{word|other`."""
    word = a_match(_WORD, text, chance)
    return (
        None
        if word is None
        else replaced(text, *word.span(), f"{{{word.group()}|{chance.choice(('other', 'different', 'fine'))}")
    )


@corrupts("ART101", repaired=True)
def group_without_beginning(text: str, chance: random.Random) -> Damage | None:
    """A group that lost its first brace: `word|other}`."""
    word = a_match(_WORD, text, chance)
    return None if word is None else replaced(text, *word.span(), f"{word.group()}|{chance.choice(_SYNONYMS)}}}")


@corrupts("ART101", repaired=True)
def lone_brace(text: str, chance: random.Random) -> Damage | None:
    """One brace left of a group: `{that a`."""
    word = a_match(_WORD, text, chance)
    if word is None:
        return None
    return replaced(text, *word.span(), chance.choice(("{" + word.group(), word.group() + "}")))


_NAMES = (
    "first_name",
    "name",
    "user.city",
    "customerName",
    "COMPANY",
    "order_id",
    "event date",
    "lastName",
    "EMAIL",
    "product",
)
_MARKS = (
    "{{ %s }}", "{{%s}}", "{{{%s}}}", "{%s}", "${%s}", "#{%s}", "<%%= %s %%>", "{{ %s|upper }}", "{$%s}", "*|%s|*", "%%%s%%", "«%s»",
    "[[%s]]", "@@%s@@", "{{ %s | default: 'you' }}", "%%(%s)s", "{!%s}", "##%s##",
)  # fmt: skip


@corrupts("ART102")
def variable_for_a_word(text: str, chance: random.Random) -> Damage | None:
    """A word whose place a named variable of some engine holds."""
    word = a_match(_WORD, text, chance)
    if word is None:
        return None
    mark = chance.choice(_MARKS)
    name = chance.choice(_NAMES)
    if mark in ("*|%s|*", "%%%s%%", "##%s##", "@@%s@@"):
        name = name.upper().replace(" ", "_").replace(".", "_")
    elif mark in ("«%s»", "[[%s]]"):
        name = chance.choice(("First_Name", "LastName", "Company_Name", "order_date", "street_address"))
    elif mark != "{%s}":
        name = name.replace(" ", "_")
    return replaced(text, *word.span(), mark % name)


@corrupts("ART102")
def number_for_a_word(text: str, chance: random.Random) -> Damage | None:
    """A word whose place a numbered or nameless variable holds: `{0}`, `%s`."""
    word = a_match(_WORD, text, chance)
    mark = chance.choice(("%s", "%d", "%1$s", "{0}", "{0:.2f}", "%s", "{1}", "%@", "%.2f"))
    return None if word is None else replaced(text, *word.span(), mark)


_TAGS = (
    ("{% if user.is_member %}", "{% endif %}"), ("{% for x in items %}", "{% endfor %}"), ("{{#if name}}", "{{/if}}"),
    ("<% if @user %>", "<% end %>"), ("<?php if ($x): ?>", "<?php endif; ?>"), ("{#each list as item}", "{/each}"),
    ("{%- unless a == b -%}", "{%- endunless -%}"), ("*|IF:MEMBER|*", "*|END:IF|*"), ("{{/* a note */}}", "{{end}}"),
    ("{{ if .Name }}", "{{ end }}"), ("{# a remark #}", "{% block title %}"), ("{{> header}}", "{{!-- a note --}}"),
)  # fmt: skip


@corrupts("ART103", repaired=True)
def template_tag_between_words(text: str, chance: random.Random) -> Damage | None:
    """A tag that steers a template, between two words."""
    gap = a_match(_GAP, text, chance)
    return None if gap is None else replaced(text, *gap.span(), f" {chance.choice(chance.choice(_TAGS))} ")


@corrupts("ART103", repaired=True)
def template_tag_on_its_line(text: str, chance: random.Random) -> Damage | None:
    """The same between two paragraphs."""
    gap = a_match(r"\n\n", text, chance)
    return None if gap is None else replaced(text, *gap.span(), f"\n\n{chance.choice(chance.choice(_TAGS))}\n\n")


_ASKED = (
    "[Your Name]", "[insert name]", "[Company Name]", "[INSERT DATE HERE]", "<your company>", "[insert link to source]", "[add reference]",
    "<insert figure>", "{insert quote}", "[your city]", "(insert number)", "[Product Name]", "[describe the problem]", "[Phone Number]",
    "XX/XX/XXXX", "MM/DD/YYYY", "XXX-XXX-XXXX", "[City, State]", "$XX.XX", "XX%", "[TODO]", "[TBD]", "[Recipient's Name]", "<company name>",
    "[name of the recipient]", "[Date]", "[enter amount]", "[specify the year]", "<YOUR NAME>", "(your name)", "[Link]",
)  # fmt: skip


@corrupts("ART104")
def placeholder_for_a_word(text: str, chance: random.Random) -> Damage | None:
    """A word whose place a placeholder holds."""
    word = a_match(_WORD, text, chance)
    return None if word is None else replaced(text, *word.span(), chance.choice(_ASKED))


_REMINDERS = (
    "TODO: add a source.", "Your text goes here.", "Click here to edit text.", "TODO add more detail.", "FIXME: wrong figure.",
    "This is placeholder text.", "Insert text here.", "Add your content here.", "Enter your caption here.", "TKTK.", "TODO(ann): check this.",
    "Description goes here.", "Example text goes here.", "[TODO: insert chart]", "Replace this text.", "Double click to edit text.",
)  # fmt: skip


@corrupts("ART104")
def reminder_between_sentences(text: str, chance: random.Random) -> Damage | None:
    """What a writer or a template left to be done, between two sentences."""
    gap = a_match(_SENTENCE_GAP, text, chance)
    return None if gap is None else replaced(text, *gap.span(), f" {chance.choice(_REMINDERS)} ")


_FILLERS = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod tempor invidunt ut labore.",
    "Sed ut perspiciatis unde omnis iste natus error sit voluptatem accusantium doloremque laudantium.",
    "Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat.",
    "Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.",
    "Vivamus sagittis lacus vel augue laoreet rutrum faucibus dolor auctor.",
    "Nullam quis risus eget urna mollis ornare vel eu leo. Curabitur blandit tempus porttitor.",
    "Donec sed odio dui. Vestibulum id ligula porta felis euismod semper.",
    "Lorem Ipsum is simply dummy text of the printing and typesetting industry.",
)


@corrupts("ART105", repaired=True)
def filler_paragraph(text: str, chance: random.Random) -> Damage | None:
    """Filler text as a paragraph of its own."""
    gap = a_match(r"\n\n", text, chance)
    filler = " ".join(chance.sample(_FILLERS[:8], chance.choice((1, 2, 3))))
    return None if gap is None else replaced(text, *gap.span(), f"\n\n{filler}\n\n")


@corrupts("ART105", repaired=True)
def filler_sentence(text: str, chance: random.Random) -> Damage | None:
    """A sentence of filler text between two sentences."""
    gap = a_match(_SENTENCE_GAP, text, chance)
    return None if gap is None else replaced(text, *gap.span(), f" {chance.choice(_FILLERS)} ")

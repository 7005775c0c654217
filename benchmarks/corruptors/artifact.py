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


def _inserted(text: str, chance: random.Random, pieces: tuple[str, ...], gap: str = _SENTENCE_GAP) -> Damage | None:
    """One of some pieces put into a gap of a text, with the gap on both sides."""
    place = a_match(gap, text, chance)
    return None if place is None else replaced(text, *place.span(), f"{place.group()}{chance.choice(pieces)}{place.group()}")


_CHAT_TOKENS = (
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "[INST]", "[/INST]", "<|eot_id|>", "<|assistant|>", "<|user|>", "<<SYS>>", "</s>", "<s>",
    "<|end_of_turn|>", "<start_of_turn>", "<end_of_turn>", "<eos>", "<bos>", "<pad>", "[MASK]", "[SEP]", "<｜end▁of▁sentence｜>", "</think>",
    "<|begin_of_text|>", "<tool_call>", "<|fim_middle|>", "<|system|>", "<unk>", "<|reserved_special_token_0|>",
)  # fmt: skip


@corrupts("ART113", repaired=True)
def chat_token_between_words(text: str, chance: random.Random) -> Damage | None:
    """A special token between two words."""
    return _inserted(text, chance, _CHAT_TOKENS, _GAP)


@corrupts("ART113", repaired=True)
def chat_token_at_the_end(text: str, chance: random.Random) -> Damage | None:
    """A special token at the end of a text or of a paragraph."""
    place = a_match(r"(?<=[a-z.])\n\n|(?<=[.])\Z", text, chance)
    token = chance.choice(_CHAT_TOKENS)
    return None if place is None else replaced(text, place.start(), place.start(), token)


@corrupts("ART113", repaired=True)
def thought_before_a_paragraph(text: str, chance: random.Random) -> Damage | None:
    """A stretch of thinking before an answer."""
    place = a_match(r"\n\n|\A", text, chance)
    tag = chance.choice(("think", "thinking", "reasoning"))
    thought = f"<{tag}>\nThe reader wants a short text. I should keep to the facts.\n</{tag}>\n\n"
    return None if place is None else replaced(text, place.end(), place.end(), thought)


@corrupts("ART114", repaired=True)
def chat_roles(text: str, chance: random.Random) -> Damage | None:
    """Two paragraphs as the turns of a chat."""
    gap = a_match(r"\n\n", text, chance)
    if gap is None:
        return None
    user, model = chance.choice(
        (("Human: ", "Assistant: "), ("User: ", "AI: "), ("### Instruction:\n", "### Response:\n"), ("**User:** ", "**Assistant:** "),
         ("USER: ", "ASSISTANT: "), ("User: ", "ChatGPT: "), ("Human: ", "AI: "))
    )  # fmt: skip
    damaged = user + text[: gap.end()] + model + text[gap.end() :]
    at = len(user) + gap.end()
    return Damage(damaged, ((0, len(user)), (at, at + len(model))))


_DISCLAIMERS = (
    "As an AI language model, I cannot provide personal opinions on this matter.",
    "I'm sorry, but I can't assist with that request.",
    "I’m sorry, but I cannot fulfill this request.",
    "As of my last knowledge update in September 2021, this was still the case.",
    "As an AI developed by OpenAI, I don't have feelings.",
    "I don't have access to real-time data, so please check a current source.",
    "I apologize, but I cannot provide information on that topic.",
    "Please note that my knowledge cutoff is January 2022.",
    "I am just an AI and do not have personal experiences.",
    "Sorry, but I can't help with that.",
    "I cannot browse the internet or open links.",
    "As a large language model, I do not hold beliefs.",
    "It is important to note that as an AI, I cannot give medical advice.",
    "I'm sorry, as an AI language model, I am not able to do that.",
    "Unfortunately, I cannot generate content of this kind.",
    "I was trained by Google on a large collection of texts.",
    "I do not have personal opinions or beliefs.",
    "I am an AI assistant, so I have no first-hand experience of it.",
    "My training data only goes up to 2023.",
    "I can't comply with that request because it goes against my guidelines.",
)


@corrupts("ART115", repaired=True)
def disclaimer_between_sentences(text: str, chance: random.Random) -> Damage | None:
    """A sentence in which a model speaks of itself or refuses."""
    return _inserted(text, chance, _DISCLAIMERS)


@corrupts("ART115", repaired=True)
def disclaimer_paragraph(text: str, chance: random.Random) -> Damage | None:
    """The same as a paragraph of its own."""
    return _inserted(text, chance, _DISCLAIMERS, r"\n\n")


_OPENINGS = (
    "Certainly! Here is a rewritten version of the text:", "Sure, here's a summary of the article:", "Of course! Here's the revised paragraph:",
    "Here is a paraphrased version of the passage:", "Absolutely! Below is a more concise version:", "Sure! Here are five ideas for a title:",
    "Certainly, here is the translation you asked for:", "Here's a polished version of your text:", "Great! Here's an outline of the essay:",
    "I have rewritten the text to make it more engaging.", "Sure thing! Here's a simplified version:", "Here is the improved text:",
    "Certainly! I'd be happy to help with that.", "Okay, here's a draft of the introduction:", "Below is a revised version of the article:",
)  # fmt: skip


@corrupts("ART116", repaired=True)
def opening_of_a_model(text: str, chance: random.Random) -> Damage | None:
    """What a model says before the text that it was asked for."""
    opening = chance.choice(_OPENINGS)
    return replaced(text, 0, 0, f"{opening}\n\n")


_CLOSINGS = (
    "I hope this helps!", "Let me know if you have any other questions.", "Feel free to ask if you need further help.",
    "Is there anything else I can help you with?", "Would you like me to expand on any of these points?", "I hope this is helpful.",
    "Please let me know if you'd like any changes.", "Don't hesitate to reach out if you need anything else.", "Hope this helps!",
    "I hope this rewritten version meets your needs.", "If you'd like, I can make it shorter.", "Do you want me to provide more examples?",
    "I'd be happy to provide more detail.", "Word count: 512", "If you need me to adjust the tone, just say so.",
)  # fmt: skip


@corrupts("ART116", repaired=True)
def closing_of_a_model(text: str, chance: random.Random) -> Damage | None:
    """What a model says after it."""
    end = len(text.rstrip())
    return replaced(text, end, end, f"\n\n{chance.choice(_CLOSINGS)}")


_CITATIONS = (
    " :contentReference[oaicite:2]{index=2}", ":contentReference[oaicite:0]{index=0}", " [oaicite:1]", " citeturn0search3", " turn0search12",
    " 【4†source】", "【12:3†report.pdf】", "\ue200cite\ue202turn0search3\ue202turn1news2\ue201", " [cite: 12]", " [cite: 3, 4]", "[^3^]", " [web:5]",
    " citeturn0search0turn0search4", " oai_citation:3‡example.org", " ({\"attribution\":{\"attributableIndex\":\"1009-1\"}})", " [attached_file:1]",
    " [1†source]", " turn3view0", '<grok-card data-id="4c2" data-type="citation_card"></grok-card>',
)  # fmt: skip


@corrupts("ART117", repaired=True)
def citation_after_a_sentence(text: str, chance: random.Random) -> Damage | None:
    """A reference token at the end of a sentence, before or after its stop."""
    place = a_match(r"(?<=[a-z])(?=\.\s)|(?<=[a-z]\.)(?= [A-Z])", text, chance)
    return None if place is None else replaced(text, *place.span(), chance.choice(_CITATIONS))


@corrupts("ART117", repaired=True)
def citation_before_a_sentence(text: str, chance: random.Random) -> Damage | None:
    """The token that marks where a cited sentence begins."""
    place = a_match(r"(?<=[a-z]\. )(?=[A-Z])", text, chance)
    return None if place is None else replaced(text, *place.span(), chance.choice(("[cite_start]", "[cite_start] ")))


_NUMBER = r"(?<=[a-z] )\d[\d,.]*\d(?= [a-z])"
_OBJECT_PLACE = r"(?<= (?:by|of|in|to|on) )[A-Z][a-z]+(?=[.,;])"


@corrupts("ART106")
def value_for_a_number(text: str, chance: random.Random) -> Damage | None:
    """A number whose place a value of a program holds."""
    number = a_match(
        r"(?<=[a-z$] |\s\$)\d[\d,.]*\d(?= (?:per|percent|dollars|people|years|days|miles|million|times|hours)|%)", text, chance
    )
    if number is None:
        return None
    return replaced(
        text, *number.span(), chance.choice(("NaN", "undefined", "null", "[object Object]", "NaN", "#REF!", "#DIV/0!", "NaN"))
    )


@corrupts("ART106")
def value_for_a_name(text: str, chance: random.Random) -> Damage | None:
    """A name whose place a value of a program holds, before a stop."""
    name = a_match(_OBJECT_PLACE, text, chance)
    if name is None:
        return None
    return replaced(
        text,
        *name.span(),
        chance.choice(("undefined", "null", "None", "[object Object]", "undefined undefined", "(null)", "NaN")),
    )


@corrupts("ART106")
def value_for_a_word(text: str, chance: random.Random) -> Damage | None:
    """A word whose place a value that is no word holds."""
    word = a_match(_WORD, text, chance)
    values = (
        "[object Object]",
        "NaN",
        "[object HTMLElement]",
        "#NAME?",
        "(null)",
        "[object Promise]",
        "#VALUE!",
        "Invalid Date",
        "1.#INF",
    )
    return None if word is None else replaced(text, *word.span(), chance.choice(values))


@corrupts("ART106")
def value_in_a_greeting(text: str, chance: random.Random) -> Damage | None:
    """A greeting or a byline without its name, before a paragraph."""
    place = a_match(r"\A|(?<=\n\n)", text, chance)
    greeting = chance.choice(
        ("Dear null,\n\n", "Hello undefined, welcome back.\n\n", "Posted by undefined on March 3.\n\n", "By None\n\n", "Dear None,\n\n",
         "Written by null | 5 min read\n\n", "Hi undefined!\n\n", "Total: $NaN\n\n", "Published on Invalid Date\n\n")
    )  # fmt: skip
    return None if place is None else replaced(text, *place.span(), greeting)


_REPRS = (
    "<app.models.User object at 0x7f3a2c1b5e80>", "<__main__.Article object at 0x10a2b3c40>", "<function render at 0x7f9e0c>", "<class 'str'>",
    "<bound method Page.title of <Page: 12>>", "com.example.model.User@1b6d3586", "[Ljava.lang.String;@3d4eac69", "System.String[]",
    "System.Collections.Generic.List`1[System.String]", "#<User:0x00007f8b1c0a>", "<generator object items at 0x7f1>", "<QuerySet [<Tag: news>]>",
    "Array ( [0] => red [1] => blue )", "datetime.datetime(2021, 3, 4, 12, 30)", "['news', 'sport']", "OrderedDict([('a', 1)])",
    "defaultdict(<class 'list'>, {})", "UUID('0f8fad5b-d9cb-469f-a165-70867728950e')", "ObjectId('507f1f77bcf86cd799439011')", "[Function: toString]",
    "<Response [200]>", "[u'red', u'blue']", "dict_keys(['a', 'b'])", "<User: alice>",
)  # fmt: skip


@corrupts("ART107")
def object_for_a_word(text: str, chance: random.Random) -> Damage | None:
    """A word whose place a program's object holds."""
    word = a_match(_WORD, text, chance)
    return None if word is None else replaced(text, *word.span(), chance.choice(_REPRS))


@corrupts("ART107", repaired=True)
def object_around_a_word(text: str, chance: random.Random) -> Damage | None:
    """A word as a program shows it: `b'word'`, `['word']`."""
    word = a_match(_WORD, text, chance)
    form = chance.choice(("b'{}'", "['{}']", "('{}',)", "Text('{}')", "[u'{}']", "Decimal('{}')"))
    return None if word is None else replaced(text, *word.span(), form.format(word.group()))


_ERRORS = (
    'Traceback (most recent call last):\n  File "/app/views.py", line 31, in index\n    return page.body[0]\nIndexError: list index out of range',
    "Warning: include(header.php): failed to open stream: No such file or directory in /var/www/html/index.php on line 12",
    "Notice: Undefined variable: title in /home/site/public_html/page.php on line 7",
    "Fatal error: Uncaught Error: Call to undefined function get_header() in /srv/www/wp/index.php:3",
    "Uncaught TypeError: Cannot read properties of undefined (reading 'map')",
    "TypeError: undefined is not a function",
    "java.lang.NullPointerException\n\tat com.site.Page.render(Page.java:88)\n\tat com.site.App.main(App.java:12)",
    "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax near '' at line 1",
    "SQLSTATE[HY000] [2002] Connection refused",
    "ORA-00942: table or view does not exist",
    'Exception in thread "main" java.lang.IllegalStateException: closed\n\tat org.app.Job.run(Job.java:5)',
    "thread 'main' panicked at 'index out of bounds', src/main.rs:4:5",
    "Error: Cannot find module 'express'\n    at Function.Module._resolveFilename (module.js:336:15)\n    at Function.Module._load (module.js:278:25)",
    "Object reference not set to an instance of an object.",
    "Segmentation fault (core dumped)",
    "ReferenceError: jQuery is not defined",
    "mysqli_connect(): (HY000/1045): Access denied for user 'web'@'localhost'",
    "KeyError: 'title'",
    "npm ERR! code ELIFECYCLE",
    "Deprecated: Function create_function() is deprecated in /www/plugins/a.php on line 258",
    "NoMethodError: undefined method `name' for nil:NilClass",
)


@corrupts("ART108", repaired=True)
def error_message_paragraph(text: str, chance: random.Random) -> Damage | None:
    """What a failing program printed, as a paragraph."""
    return _inserted(text, chance, _ERRORS, r"\n\n")


@corrupts("ART108", repaired=True)
def error_message_in_a_paragraph(text: str, chance: random.Random) -> Damage | None:
    """The same on one line between two sentences."""
    return _inserted(text, chance, (_ERRORS[1], _ERRORS[2], _ERRORS[4], _ERRORS[13], _ERRORS[14], _ERRORS[19]), _SENTENCE_GAP)


_LOGS = (
    "2024-03-01 12:00:01,123 INFO app.server: request done in 12 ms",
    "2023-11-05T08:15:30.123Z ERROR [worker-3] connection timed out",
    "[2021-06-30 23:59:59] production.ERROR: could not connect to the database",
    "INFO:root:starting the crawl",
    "WARNING:urllib3.connectionpool:Retrying after connection broken",
    "[INFO] building 12 pages\n[WARN] one picture is missing\n[INFO] done",
    '10.1.2.3 - - [05/Nov/2023:08:15:30 +0000] "GET /index.html HTTP/1.1" 200 5123',
    "Nov  5 08:15:30 web01 sshd[1234]: Accepted publickey for deploy",
    "ERROR 2023-11-05 08:15:30 page.views 412 could not render",
    "[Sun Nov 05 08:15:30 2023] [error] [client 10.1.2.3] File does not exist: /var/www/favicon.ico",
    "08:15:30.123 [main] DEBUG org.site.Page - rendering",
    "2023/11/05 08:15:30 [notice] 1234#0: signal process started",
    "[   12.345678] usb 1-1: new device found",
    'time="2023-11-05T08:15:30Z" level=info msg="started"',
    "[webpack] compiled with 2 warnings",
    "DEBUG - loading the page from the cache",
)


@corrupts("ART109", repaired=True)
def log_between_paragraphs(text: str, chance: random.Random) -> Damage | None:
    """Lines of a log as a paragraph."""
    return _inserted(text, chance, _LOGS, r"\n\n")


@corrupts("ART109", repaired=True)
def log_after_a_line(text: str, chance: random.Random) -> Damage | None:
    """A line of a log directly below a paragraph."""
    end = a_match(r"(?<=[a-z.])(?=\n\n)", text, chance)
    return None if end is None else replaced(text, *end.span(), f"\n{chance.choice(_LOGS)}")


_RECORDS = (
    '{"@context":"https://schema.org","@type":"NewsArticle","headline":"A day","author":{"@type":"Person","name":"Ann Lee"}}',
    '{"id": 1234, "slug": "a-day", "tags": ["news", "local"], "published": true}',
    "{'user': 'anon', 'score': 3.5, 'items': [1, 2, 3]}",
    '[{"src": "/img/1.jpg", "alt": "", "width": 640}, {"src": "/img/2.jpg", "alt": "", "width": 320}]',
    '{\n  "name": "widget",\n  "options": {\n    "lazy": true\n  }\n}',
    '{"props":{"pageProps":{"id":"42","locale":"en"}},"page":"/news/[id]","buildId":"k2j3"}',
    'window.__STATE__ = {"route": "/home", "user": null};',
    '{"error": {"code": 404, "message": "Not found"}}',
)


@corrupts("ART110", repaired=True)
def record_between_paragraphs(text: str, chance: random.Random) -> Damage | None:
    """A record as a paragraph."""
    return _inserted(text, chance, _RECORDS, r"\n\n")


@corrupts("ART110", repaired=True)
def record_between_sentences(text: str, chance: random.Random) -> Damage | None:
    """A record on one line between two sentences."""
    return _inserted(text, chance, tuple(record for record in _RECORDS if "\n" not in record), _SENTENCE_GAP)


_SHEETS = (
    ".ad-box { margin: 0 auto; width: 300px; }", "#content p { font-size: 14px; line-height: 1.6 }", "body{background:#fff;color:#333}",
    "@media screen and (max-width: 768px) { .sidebar { display: none; } }", ".mw-parser-output .hatnote{font-style:italic}",
    "table.wikitable > tr > th, table.wikitable > tr > td { border: 1px solid #aaa; padding: 0.2em }",
    ".wp-block-image img { max-width: 100%; height: auto; }\n.wp-caption { text-align: center; }", "a:hover { text-decoration: underline; }",
    "@import url('https://fonts.example.org/css?family=Lato');", "p.MsoNormal, li.MsoNormal { margin: 0in; font-family: \"Times New Roman\"; }",
    "@font-face { font-family: 'Lato'; src: url(lato.woff2) format('woff2'); }", "font-size: 12px; color: #333333; text-align: center;",
    ".elementor-12 .elementor-element { --display: flex; }", "@keyframes fade { from { opacity: 0; } to { opacity: 1; } }",
)  # fmt: skip


@corrupts("ART111", repaired=True)
def stylesheet_between_paragraphs(text: str, chance: random.Random) -> Damage | None:
    """Rules of a stylesheet as a paragraph."""
    return _inserted(text, chance, _SHEETS, r"\n\n")


@corrupts("ART111", repaired=True)
def stylesheet_between_sentences(text: str, chance: random.Random) -> Damage | None:
    """Rules of a stylesheet between two sentences."""
    return _inserted(text, chance, tuple(sheet for sheet in _SHEETS if "\n" not in sheet), _SENTENCE_GAP)


_SCRIPTS = (
    "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);} gtag('js', new Date()); gtag('config', 'G-12345');",
    "(adsbygoogle = window.adsbygoogle || []).push({});",
    "$(document).ready(function(){ $('#menu').slideToggle('slow'); });",
    "document.write(unescape('%3Cscript src=\"/a.js\"%3E%3C/script%3E'));",
    "var _gaq = _gaq || [];\n_gaq.push(['_setAccount', 'UA-1-1']);\n_gaq.push(['_trackPageview']);",
    "!function(f,b,e,v){if(f.fbq)return;f.fbq=function(){v.push(arguments)}}(window,document,'script');",
    "googletag.cmd.push(function() { googletag.display('div-gpt-ad-1'); });",
    "if (typeof jQuery === 'undefined') { document.getElementById('x').style.display = 'none'; }",
    "function toggle(id) {\n  var e = document.getElementById(id);\n  e.hidden = !e.hidden;\n}",
    "var disqus_shortname = 'site'; (function() { var d = document.createElement('script'); d.async = true; })();",
    "console.log('loaded');",
    "fbq('track', 'PageView');",
    "document.addEventListener('DOMContentLoaded', () => { init(); });",
    "setTimeout(function(){ location.reload(); }, 3000);",
    "jQuery(function($){ $('.slider').slick({ dots: true }); });",
    "ga('create', 'UA-1-1', 'auto'); ga('send', 'pageview');",
    "const data = fetch('/api/items').then(r => r.json());",
    "//<![CDATA[\nvar page = 'home';\n//]]>",
)


@corrupts("ART112", repaired=True)
def script_between_paragraphs(text: str, chance: random.Random) -> Damage | None:
    """Code of a web page as a paragraph."""
    return _inserted(text, chance, _SCRIPTS, r"\n\n")


@corrupts("ART112", repaired=True)
def script_between_sentences(text: str, chance: random.Random) -> Damage | None:
    """Code of a web page between two sentences."""
    return _inserted(text, chance, tuple(script for script in _SCRIPTS if "\n" not in script), _SENTENCE_GAP)


_TRACKERS = (
    "utm_source=newsletter&utm_medium=email&utm_campaign=may", "fbclid=IwAR2xYz", "gclid=Cj0KCQ", "utm_source=chatgpt.com", "mc_cid=12ab&mc_eid=34cd",
    "igshid=MzRlODBiNWFlZA==", "ref_src=twsrc%5Etfw", "msclkid=9f1c", "utm_content=a&utm_term=b", "_hsenc=p2ANq&_hsmi=1234", "srsltid=AfmBOo", "yclid=77",
)  # fmt: skip


@corrupts("ART118", repaired=True)
def tracked_address(text: str, chance: random.Random) -> Damage | None:
    """An address with parameters that track, beside others."""
    place = a_match(_GAP, text, chance)
    if place is None:
        return None
    page = chance.choice(
        ("https://www.example.com/news/2021/story", "http://example.org/a.html", "https://shop.example.net/item")
    )
    own = chance.choice(("", "", "id=12", "page=2"))
    fragment = chance.choice(("", "", "#top"))
    form = chance.choice((" {} ", " ({}) ", " [link]({}) ", " <{}> "))
    tracker = chance.choice(_TRACKERS)
    query = f"{own}&{tracker}" if own else tracker
    damaged = replaced(text, *place.span(), form.format(f"{page}?{query}{fragment}"))
    clean = f"{page}?{own}{fragment}" if own else f"{page}{fragment}"
    return damaged._replace(wanted=(text[: place.start()] + form.format(clean) + text[place.end() :],))


def _base64(chance: random.Random, size: int) -> str:
    import base64

    return base64.b64encode(chance.randbytes(size)).decode()


@corrupts("ART119", repaired=True)
def blob_between_paragraphs(text: str, chance: random.Random) -> Damage | None:
    """An encoded file as a paragraph, on one line or on several."""
    blob = _base64(chance, chance.choice((60, 200, 900)))
    if chance.random() < 0.5:
        blob = "\n".join(blob[at : at + 76] for at in range(0, len(blob), 76))
    return _inserted(text, chance, (blob,), r"\n\n")


@corrupts("ART119", repaired=True)
def blob_between_words(text: str, chance: random.Random) -> Damage | None:
    """An encoded file, or the address that holds one, between two words."""
    blob = _base64(chance, chance.choice((31, 45, 120)))
    form = chance.choice(("{}", "data:image/png;base64,{}", "data:text/html;base64,{}", "data:image/svg+xml;utf8,%3Csvg%20{}"))
    return _inserted(text, chance, (form.format(blob),), _GAP)


@corrupts("ART120", repaired=True)
def digest_between_words(text: str, chance: random.Random) -> Damage | None:
    """A digest or an identifier between two words."""
    size = chance.choice((16, 20, 32, 64, 12))
    digest = chance.randbytes(size).hex()
    if size == 16 and chance.random() < 0.6:
        digest = f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}"
    if chance.random() < 0.2:
        digest = digest.upper()
    return _inserted(text, chance, (digest, f"({digest})", digest), _GAP)

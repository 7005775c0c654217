"""A token that steers a language model and that no reader was to see: `<|im_start|>`, `[INST]`, `<|endoftext|>`, `</s>`, `<think>`.

In running prose a token is taken out, which is SAFE; a stretch of thinking between `<think>` and `</think>` is taken out as a whole, which
is UNSAFE, since it may hold what the answer repeats.

Left alone: tokens in backticks, in quotation marks or in code; struck-out text (`<s>old</s>`); a text that speaks of models, tokens or prompts
gets notes whose repairs are not SAFE.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, is_quoted, removal, standing
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_THOUGHT = rb"think|thinking|thought|reasoning|scratchpad|reflection|antThinking|inner_monologue"
_TAGS = (
    rb"tool_calls?|tool_response|tool_code|tool_outputs?|function_calls?|function_results|antArtifact|final_answer|start_of_turn|end_of_turn|"
    rb"bos|eos|pad|unk|mask_token|extra_id_[0-9]+|start_of_image|image_soft_token|search_quality_reflection|answer|userStyle|user_query|assistant_response"
)
_TOKEN = rb"|".join(
    (
        rb"<\|[A-Za-z_/][A-Za-z0-9_/.-]*\|>(?:(?:system|user|assistant|tool)\b)?",
        rb"<\?[A-Za-z?_ ]+\?>",
        rb"<0x[0-9A-F]{2}>|\[/?INST\]|<</?SYS>>|</?s>",
        rb"\[(?:g?MASK|CLS|SEP|PAD|UNK|BOS|EOS|/?SYSTEM_PROMPT|/?AVAILABLE_TOOLS|TOOL_CALLS)\]",
        rb"</?(?:" + _THOUGHT + rb"|" + _TAGS + rb")(?: [a-zA-Z]+=\"[^\"<>\n]*\")*>(?:(?:user|model)\b)?",
    )
)
_ABBREVIATIONS = ("[MASK]", "[CLS]", "[SEP]", "[PAD]", "[UNK]", "[BOS]", "[EOS]")
_THOUGHTS = expression(r"<(think|thinking|thought|reasoning|scratchpad|reflection|antThinking|inner_monologue)>")
_LONGEST_THOUGHT = 20_000
_LONGEST_STRUCK = 500


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = 0
    for match in pattern(_TOKEN).finditer(doc.codes):
        start, end = match.span()
        if start < done or end - start > 120 or is_quoted(text, start, end):
            continue
        written = text[start:end]
        if written.startswith("<?") or (written[1] != "?" and "?" in written):
            continue
        # Full-width bars stand as question marks in the codes.
        if doc.codes[start + 1 : start + 2] == b"?" and text[start + 1] != "\N{FULLWIDTH VERTICAL LINE}":
            continue
        if written in ("<s>", "</s>") and not _is_model_mark(text, start, end, written):
            continue
        thought = _THOUGHTS.fullmatch(written)
        if thought is not None:
            close = text.find(f"</{thought.group(1)}>", end, end + _LONGEST_THOUGHT)
            if close >= 0:
                end = close + len(written) + 1
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        done = end
        # A lone abbreviation in brackets may be an editor's.
        doubtful = around is Standing.TALK or (written in _ABBREVIATIONS and doc.view(_abbreviations) == 1)
        yield _finding(text, start, end, written, doubtful=doubtful, whole=thought is not None)


def _abbreviations(doc: Document) -> int:
    """How many of the tokens that could be abbreviations a document has."""
    return sum(mark in doc.text for mark in _ABBREVIATIONS)


def _is_model_mark(text: str, start: int, end: int, written: str) -> bool:
    """Whether `<s>` or `</s>` bounds what a model read or wrote, rather than strikes words out."""
    if written == "<s>":
        return text[end : end + 8].lstrip().startswith(("[INST", "<<SYS")) or "</s>" not in text[end : end + _LONGEST_STRUCK]
    return (
        "<s>" not in text[max(0, start - _LONGEST_STRUCK) : start] or "[/INST]" in text[max(0, start - _LONGEST_STRUCK) : start]
    )


def _finding(text: str, start: int, end: int, written: str, *, doubtful: bool, whole: bool) -> Finding:
    left, right = removal(text, start, end)
    new = ""
    if (left, right) == (start, end) and text[start - 1 : start].strip() and text[end : end + 1].isalnum():
        # What the token held apart must not grow together.
        new = " "
    safe = not doubtful and not whole
    reason = "it steers a language model and is not for readers"
    return RULE.finding(
        start,
        end,
        f"'{written}' steers a language model and was left in the text",
        confidence=0.5 if doubtful else 0.97,
        severity=Severity.NOTE if doubtful else Severity.ERROR,
        repairs=[Repair(left, right, new, SAFE if safe else UNSAFE, 0.95 if safe else 0.7, reason)],
    )


RULE = Rule(
    code="ART113",
    name="chat-token",
    severity=Severity.ERROR,
    detect=detect,
    gate=_TOKEN,
)

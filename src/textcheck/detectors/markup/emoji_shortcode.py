"""The name of an emoji between colons where its picture should stand: `:smile:`, `:thumbs_up:`, `:tada:`. A note.

Chat programs and some sites turn the name into a picture; in plain text it stays. The repair puts the picture and is UNSAFE: the
writer may have typed the name on purpose.

Left alone: names that are no emoji's (`:all:`, `:deprecated:`), fields (`:name: x` at the beginning of a line), times (10:30:15),
ratios, addresses, scopes of programs (`a::b::c`), quoted code.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

# The names that the common chat programs know, with the picture of each.
_EMOJI = {
    "smile": "😄", "smiley": "😃", "grin": "😁", "grinning": "😀", "laughing": "😆", "joy": "😂", "rofl": "🤣", "wink": "😉", "blush": "😊",
    "heart": "❤️", "heart_eyes": "😍", "kissing_heart": "😘", "broken_heart": "💔", "cry": "😢", "sob": "😭", "sad": "😢", "angry": "😠",
    "rage": "😡", "thinking": "🤔", "thinking_face": "🤔", "sunglasses": "😎", "scream": "😱", "sweat_smile": "😅", "upside_down_face": "🙃", "unamused": "😒",
    "relaxed": "☺️", "relieved": "😌", "stuck_out_tongue": "😛", "stuck_out_tongue_winking_eye": "😜", "neutral_face": "😐", "confused": "😕",
    "disappointed": "😞", "pensive": "😔", "weary": "😩", "tired_face": "😫", "flushed": "😳", "dizzy_face": "😵", "sleeping": "😴", "mask": "😷",
    "innocent": "😇", "smirk": "😏", "rolling_eyes": "🙄", "face_with_rolling_eyes": "🙄", "facepalm": "🤦", "shrug": "🤷", "hugs": "🤗", "nerd_face": "🤓",
    "thumbsup": "👍", "+1": "👍", "thumbs_up": "👍", "thumbsdown": "👎", "-1": "👎", "thumbs_down": "👎", "clap": "👏", "wave": "👋", "pray": "🙏",
    "ok_hand": "👌", "raised_hands": "🙌", "muscle": "💪", "point_up": "☝️", "point_down": "👇", "point_right": "👉", "point_left": "👈", "fist": "✊", "v": "✌️",
    "eyes": "👀", "fire": "🔥", "100": "💯", "tada": "🎉", "party_popper": "🎉", "confetti_ball": "🎊", "boom": "💥", "star": "⭐", "star2": "🌟", "sparkles": "✨",
    "rocket": "🚀", "warning": "⚠️", "white_check_mark": "✅", "heavy_check_mark": "✔️", "x": "❌", "bulb": "💡", "bug": "🐛", "memo": "📝", "book": "📖", "books": "📚",
    "link": "🔗", "lock": "🔒", "key": "🔑", "bell": "🔔", "calendar": "📅", "camera": "📷", "coffee": "☕", "beer": "🍺", "beers": "🍻", "cake": "🍰", "birthday": "🎂",
    "gift": "🎁", "pizza": "🍕", "apple": "🍎", "cat": "🐱", "dog": "🐶", "sunny": "☀️", "umbrella": "☔", "snowflake": "❄️", "rainbow": "🌈", "earth_americas": "🌎",
    "moneybag": "💰", "dollar": "💵", "trophy": "🏆", "soccer": "⚽", "musical_note": "🎵", "notes": "🎶", "movie_camera": "🎥", "tv": "📺", "computer": "💻",
    "iphone": "📱", "phone": "☎️", "email": "📧", "mailbox": "📫", "house": "🏠", "car": "🚗", "airplane": "✈️", "ship": "🚢", "hourglass": "⌛", "zap": "⚡",
    "ok": "🆗", "new": "🆕", "question": "❓", "exclamation": "❗", "arrow_right": "➡️", "arrow_left": "⬅️", "arrow_up": "⬆️", "arrow_down": "⬇️", "see_no_evil": "🙈",
    "monkey_face": "🐵", "ghost": "👻", "skull": "💀", "poop": "💩", "robot": "🤖", "alien": "👽", "crown": "👑", "gem": "💎", "rose": "🌹", "tulip": "🌷", "slightly_smiling_face": "🙂",
    "slight_smile": "🙂", "face_with_tears_of_joy": "😂", "smiling_face_with_heart_eyes": "😍", "red_heart": "❤️", "blue_heart": "💙", "green_heart": "💚",
    "yellow_heart": "💛", "purple_heart": "💜", "two_hearts": "💕", "loudly_crying_face": "😭", "folded_hands": "🙏", "clapping_hands": "👏", "partying_face": "🥳",
    "exploding_head": "🤯", "construction": "🚧", "pushpin": "📌", "round_pushpin": "📍", "speech_balloon": "💬", "thought_balloon": "💭", "lol": "😂", "wink2": "😉",
}  # fmt: skip
_NAME = rb":[a-z0-9+-][a-z0-9_]*:"
_GATE = rb"(?:^|[^\w:/\]])" + _NAME + rb"(?:[^\w:/`]|\z|:[a-z0-9+-])|[a-z]:(?:smile|heart|joy|tada|thumbsup|fire|rocket):"


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes):
        return
    text = doc.text
    reached = 0
    for match in pattern(_NAME).finditer(doc.codes):
        start, end = match.span()
        name = text[start + 1 : end - 1]
        picture = _EMOJI.get(name)
        before, after = text[start - 1 : start], text[end : end + 1]
        if picture is None or before in (":", "/", "`") or (after in (":", "`") and not text[end : end + 2][1:].isalpha()):
            continue
        if (before.isalnum() and (before.isdigit() or name not in _GLUED)) or after.isalnum():
            continue
        if before in ("", "\n") and after == " " and text[end + 1 : end + 2].islower() and name in _FIELDS:
            continue
        if start < reached or doc.is_verbatim(start, end):
            continue
        reached = end
        repair = Repair(start, end, picture, UNSAFE, 0.85, "the writer may have typed the name on purpose")
        yield RULE.finding(
            start, end, f"name of an emoji in place of its picture: {text[start:end]}", confidence=0.7, repairs=[repair]
        )


_GLUED = frozenset("smile heart joy tada thumbsup fire rocket".split())
# Names that stand as fields of a list, too.
_FIELDS = frozenset("link email phone key book new warning calendar question x v star camera memo notes".split())

RULE = Rule(
    code="MRK117",
    name="emoji-shortcode",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)

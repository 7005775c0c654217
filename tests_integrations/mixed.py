"""Records as pipelines meet them: clean, spun, damaged, in many languages and notations, empty, missing, and no text at all."""

from __future__ import annotations

import random
from typing import Any

CLEAN = (
    "The ferry leaves at nine, and the last one back is at six.",
    "“We had hoped for more time,” said the mayor, who had walked over from the town hall.",
    "In 1987 the mill burned down; it was never rebuilt, though there were plans.",
    "Nobody on the quay was surprised that the boat was late again.",
    "Prices rose by 3.5 percent in May, the bank said on Thursday.",
    "She closed the window, sat down at the piano and began to play.",
    "The committee will meet again when the report on the bridge is ready.",
    "Heat the oil in a wide pan and fry the onions until they are golden.",
)
DAMAGED = (
    "The White Home is hoping {that a} bigger deal is near.",
    "CIA Director Bill Burr flew to Doha on Friday.",
    "He doesnâ€™t think that the cafÃ© will open again.",
    "The Center East was calm , officials stated .",
    "Dear {{first_name}}, thank you for your order.",
    "The price is &amp;pound;20 &nbsp; and&#8217;s final.",
    "tbe house was bui1t in tlie year of tbe great f1ood",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "Click here to read more. Accept all cookies. Share this: Facebook Twitter",
    "It was the the end of of the road.",
    "She said \u200bthat the na\u00adme was wrong.",
    "The inter-\nnational agree-\nment was signed.",
)
ELSEWHERE = (
    "Il fait beau et les enfants jouent devant la maison.",
    "Der Zug hatte wieder Verspätung, und niemand wunderte sich.",
    "会議は月曜日に開かれた。結果はまだ発表されていない。",
    "Поезд опоздал на два часа, и пассажиры ждали на вокзале.",
    "وصل القطار متأخرا إلى المحطة.",
    "รถไฟมาถึงช้ากว่ากำหนด",
    "बैठक सोमवार को हुई।",
    "The ferry 🚢 leaves at nine 👩‍👩‍👧‍👦 ❤️",
    "def area(r):\n    return 3.14159 * r ** 2",
    '{"name": "ferry", "departs": ["09:00", "18:00"]}',
    "| a | b |\n|---|---|\n| 1 | 2 |",
)
NO_TEXTS = (None, "", " \n ", "\x00", "a" * 300)


def records(number: int) -> list[dict[str, Any]]:
    """That many records, the same every time: an id, a text or null, and a day as an ISO date or null."""
    chance = random.Random(2_000)
    found = []
    for place in range(number):
        kind = chance.random()
        if kind < 0.06:
            text = chance.choice(NO_TEXTS)
        else:
            pool = CLEAN if kind < 0.6 else CLEAN + DAMAGED if kind < 0.8 else CLEAN + ELSEWHERE + DAMAGED
            parts = chance.sample(pool, chance.choice((1, 2, 3, 7)))
            text = chance.choice((" ", "\n", "\n\n")).join(parts)
        day = chance.choice((None, "2023-05-01", "1999-12-31T10:00:00Z"))
        found.append({"id": f"r{place:04d}", "text": text, "day": day})
    return found

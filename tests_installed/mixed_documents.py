"""Fifty documents of many kinds, clean and damaged, in several languages."""

from __future__ import annotations

from pathlib import Path

FERRY = "The ferry to the island sails at nine and comes back at six. In winter there is one crossing a day, and none when the wind stands in the north.\n"
COUNCIL = (
    "The council met on Monday to talk about the old bridge. Four members wanted to keep it, seven to build a new one, and the mayor said "
    "that both would cost more than the town has.\n"
)
CAKE = "Beat the eggs with the sugar until they are pale. Fold in the flour, then the melted butter, and bake for forty minutes in a slow oven.\n"
FAEHRE = "Die Fähre zur Insel fährt um neun Uhr und kommt um sechs zurück. Im Winter gibt es nur eine Überfahrt am Tag, und bei Nordwind gar keine.\n"
BAC = "Le bac pour l’île part à neuf heures et revient à six heures. En hiver, il n’y a qu’une traversée par jour, et aucune quand le vent vient du nord.\n"
BARCO = "El barco a la isla sale a las nueve y vuelve a las seis. En invierno solo hay un viaje al día, y ninguno cuando el viento viene del norte.\n"
SPUN = (
    "The White Home is sending its envoy again to the Center East subsequent week, in response to officers acquainted with the plan. A spokesman "
    "mentioned it had’t seen the proposal and received’t touch upon it till an settlement is reached.\n"
)


def misread(text: str) -> str:
    """A text whose UTF-8 was read as Windows-1252."""
    return text.encode().decode("cp1252")


# By name: the document, and what stays of it when the safe repairs are applied, where they change it.
CLEAN: dict[str, str] = {
    "clean/ferry.txt": FERRY,
    "clean/council.txt": COUNCIL,
    "clean/cake.txt": CAKE,
    "clean/all.md": f"# Three texts\n\n{FERRY}\n{COUNCIL}\n{CAKE}",
    "clean/faehre.txt": FAEHRE,
    "clean/bac.txt": BAC,
    "clean/barco.txt": BARCO,
    "clean/parom.txt": "Паром на остров отходит в девять и возвращается в шесть. Зимой есть только один рейс в день.\n",
    "clean/fune.txt": "島への船は九時に出て、六時に戻ります。冬は一日に一便だけで、北風の日は欠航します。\n",
    "clean/duchuan.txt": "去岛上的渡船九点开，六点回来。冬天每天只有一班，刮北风的时候停航。\n",
    "clean/abbara.txt": "تبحر العبارة إلى الجزيرة في التاسعة وتعود في السادسة. في الشتاء هناك رحلة واحدة في اليوم.\n",
    "clean/naav.txt": "द्वीप के लिए नाव नौ बजे चलती है और छह बजे लौटती है। सर्दियों में दिन में एक ही फेरी होती है।\n",
    "clean/traghetto.txt": "Il traghetto per l’isola parte alle nove e torna alle sei. D’inverno c’è una sola corsa al giorno.\n",
    "clean/veerboot.txt": "De veerboot naar het eiland vaart om negen uur en komt om zes uur terug. In de winter is er één overtocht per dag.\n",
    "notations/guide.md": "# Start\n\nSet `{{ HOST }}` in `app.toml`, then run `make up`.\n\n| key | value |\n|---|---|\n| a | {b} |\n",
    "notations/page.rst": "Ferry\n=====\n\nThe times are in ``times.csv``.\n\n.. note:: In winter there is one crossing.\n",
    "notations/page.adoc": "= Ferry\n\nThe times are in `times.csv`.\n",
    "notations/notes.org": "* Ferry\n** Times\nNine and six.\n",
    "notations/script.txt": "def f(x):\n    return {'a': x}\n\nprint(f(1))\n",
    "notations/sets.txt": "Let A = {x | x > 0} and B = {a, b}. Then A ∩ B is empty unless a > 0 or b > 0.\n",
    "notations/table.txt": "name\tyear\ttons\nAnna\t1912\t340\nBerta\t1920\t410\n",
    "notations/chat.txt": "[12:01] ana: lol ok\n[12:02] bo: :-) {brb}\n[12:03] ana: k\n",
    "notations/poem.txt": "The sea, the sea,\n    it comes to me,\nand goes,\n    and goes.\n",
    "notations/play.txt": "ADA. Who is there?\n\nBEN. [Aside] Nobody, I hope.\n\nADA. Speak up!\n",
    "notations/recipe.txt": f"{CAKE}\n- 3 eggs\n- 100 g sugar\n- 80 g flour\n",
}
REPAIRED: dict[str, tuple[str, str]] = {
    "web/braces.txt": (f"We hope {{that a}} deal is near.\n\n{FERRY}", f"We hope that a deal is near.\n\n{FERRY}"),
    "web/mojibake.txt": (f"It hasnâ€™t been signed.\n\n{COUNCIL}", f"It hasn’t been signed.\n\n{COUNCIL}"),
    "web/faehre.txt": (misread(FAEHRE), FAEHRE),
    "web/windows.txt": (
        "We hope {that a} deal is near.\r\nIt hasnâ€™t come.\r\n",
        "We hope that a deal is near.\r\nIt hasn’t come.\r\n",
    ),
    "web/joined.txt": (
        f"The bridge was closed.The mayor was not told.\n\n{FERRY}",
        f"The bridge was closed. The mayor was not told.\n\n{FERRY}",
    ),
    "web/entities.txt": (f"Fish &amp;amp; chips are sold all day.\n\n{FERRY}", f"Fish & chips are sold all day.\n\n{FERRY}"),
    "web/hidden.txt": (f"The fer\u200bry sails at nine.\n\n{COUNCIL}", f"The ferry sails at nine.\n\n{COUNCIL}"),
    "web/spaces.txt": (f"The tide is high , they say.\n\n{COUNCIL}", f"The tide is high, they say.\n\n{COUNCIL}"),
    "web/tags.txt": (f"{FERRY}<br />\n<p>{COUNCIL}</p>\n", f"{FERRY}{COUNCIL}"),
    "web/parom.txt": ("Паром на ост\u200bров отходит в девять.\n", "Паром на остров отходит в девять.\n"),
}
# What has no safe repair, and the rule that says so.
LEFT: dict[str, tuple[str, str]] = {
    "news/spun.txt": (SPUN, "SPN101"),
    "news/names.txt": (f"CIA Director Bill Burr arrived on Tuesday.\n\n{COUNCIL}", "NAM101"),
    "news/macron.txt": (f"French President Emanuel Macron spoke first.\n\n{COUNCIL}", "NAM101"),
    "web/template.txt": (f"Dear {{{{ first_name }}}},\n\n{FERRY}", "ART102"),
    "web/values.txt": (f"Posted by [object Object] on undefined at NaN.\n\n{COUNCIL}", "ART106"),
    "web/model.txt": (f"Certainly! Here is a short article about the ferry:\n\n{FERRY}", "ART116"),
    "web/cookies.txt": (f"We use cookies to improve your experience. Accept all cookies\n\n{COUNCIL}", "BLR103"),
    "scans/page-1.txt": (
        "The inhabi-\ntants of the valley paid tbeir rents in wool.\nIt was said tliat the old lord had never seen a coin.\n",
        "OCR101",
    ),
    "scans/page-2.txt": ("Tlie weather was fair aud the wind light, so that we rnade good way before noon.\n", "OCR101"),
    "web/empty.txt": ("", "TRN101"),
    "web/mixed.txt": (f"{BARCO}\n{COUNCIL}\n{BARCO.replace('El barco', 'Otro barco').replace('seis', 'siete')}", "LNG101"),
}
# Bytes that are no UTF-8; the first can be read all the same.
BYTES: dict[str, bytes] = {
    "bytes/utf-16.txt": FAEHRE.encode("utf-16"),
    "bytes/mark.txt": b"\xef\xbb\xbf" + FERRY.encode(),
    "bytes/latin-1.txt": FAEHRE.encode("latin-1"),
    "bytes/carriage.txt": FERRY.replace("\n", "\r\n").encode(),
}


def write(folder: Path) -> dict[str, bytes]:
    """Write the documents; returns what each holds."""
    contents = {name: text.encode() for name, text in CLEAN.items()}
    contents |= {name: text.encode() for name, (text, _) in (REPAIRED | LEFT).items()} | BYTES
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return contents

"""Passages in another language or script, random and shuffled words, and lists of search terms, inside clean text."""

from __future__ import annotations

import random

from corruptors import Damage, a_match, corrupts

# Sentences on everyday things, written for this; no two languages say the same, so that lengths and words vary.
SENTENCES = {
    "de": (
        "Der Zug nach Hamburg hatte wieder einmal eine halbe Stunde Verspätung.",
        "Nach dem Regen roch der Garten nach Erde, und die Kinder liefen barfuß über die Wiese.",
        "Wer früh aufsteht, sieht auf dem Markt die besten Tomaten.",
        "Sie hatte den Brief dreimal gelesen und wusste noch immer nicht, was er bedeuten sollte.",
        "Im Winter wird die Fähre eingestellt, weil das Eis zu dick ist.",
    ),
    "fr": (
        "Le train de Lyon avait encore une demi-heure de retard ce matin.",
        "Après la pluie, les enfants couraient pieds nus dans le jardin de leur grand-mère.",
        "Elle avait lu la lettre trois fois sans comprendre ce que cela voulait dire.",
        "On trouve les meilleures tomates au marché quand on se lève tôt.",
        "En hiver, le bac ne circule pas parce que la glace est trop épaisse.",
    ),
    "es": (
        "El tren de Sevilla llegó otra vez con media hora de retraso.",
        "Después de la lluvia los niños corrían descalzos por el jardín de su abuela.",
        "Había leído la carta tres veces y todavía no sabía lo que significaba.",
        "Los mejores tomates del mercado se venden muy temprano por la mañana.",
        "En invierno el barco no sale porque el hielo es demasiado grueso.",
    ),
    "it": (
        "Il treno per Bologna è arrivato di nuovo con mezz'ora di ritardo.",
        "Dopo la pioggia i bambini correvano a piedi nudi nel giardino della nonna.",
        "Aveva letto la lettera tre volte e non sapeva ancora che cosa volesse dire.",
        "I pomodori migliori si trovano al mercato la mattina presto.",
    ),
    "pt": (
        "O comboio do Porto chegou outra vez com meia hora de atraso.",
        "Depois da chuva as crianças corriam descalças pelo jardim da avó.",
        "Ela tinha lido a carta três vezes e ainda não sabia o que aquilo queria dizer.",
        "Os melhores tomates do mercado vendem-se muito cedo, quando a cidade ainda dorme.",
    ),
    "nl": (
        "De trein naar Utrecht had vanochtend weer een half uur vertraging.",
        "Na de regen liepen de kinderen op blote voeten door de tuin van hun oma.",
        "Ze had de brief drie keer gelezen en wist nog steeds niet wat hij betekende.",
        "In de winter vaart de pont niet, omdat het ijs te dik is.",
    ),
}
# Languages of Latin letters that the core has no words of.
UNKNOWN = {
    "tr": (
        "Ankara treni bu sabah yine yarım saat geç kaldı.",
        "Yağmurdan sonra çocuklar büyükannelerinin bahçesinde yalın ayak koştular.",
        "Mektubu üç kez okumuştu ama ne anlama geldiğini hâlâ bilmiyordu.",
        "Kışın buz çok kalın olduğu için vapur çalışmıyor.",
    ),
    "vi": (
        "Sáng nay chuyến tàu từ Huế lại đến muộn nửa tiếng.",
        "Sau cơn mưa, bọn trẻ chạy chân đất trong vườn của bà ngoại.",
        "Cô ấy đã đọc bức thư ba lần mà vẫn không hiểu nó nói gì.",
        "Mùa đông phà không chạy vì băng quá dày.",
    ),
    "fi": (
        "Tampereen juna oli tänä aamuna taas puoli tuntia myöhässä.",
        "Sateen jälkeen lapset juoksivat paljain jaloin isoäidin puutarhassa.",
        "Hän oli lukenut kirjeen kolme kertaa eikä vieläkään tiennyt, mitä se tarkoitti.",
        "Talvella lautta ei kulje, koska jää on liian paksua.",
    ),
    "hu": (
        "A szegedi vonat ma reggel megint fél órát késett.",
        "Eső után a gyerekek mezítláb szaladgáltak a nagymama kertjében.",
        "Háromszor is elolvasta a levelet, de még mindig nem tudta, mit jelent.",
        "Télen nem jár a komp, mert túl vastag a jég.",
    ),
    "cs": (
        "Vlak z Brna měl dnes ráno zase půl hodiny zpoždění.",
        "Po dešti běhaly děti bosé po babiččině zahradě.",
        "Přečetla si ten dopis třikrát a pořád nevěděla, co znamená.",
        "V zimě přívoz nejezdí, protože je led příliš silný.",
    ),
    "sw": (
        "Treni la kutoka Mombasa limechelewa tena nusu saa asubuhi ya leo.",
        "Baada ya mvua watoto walikimbia bila viatu katika bustani ya bibi yao.",
        "Alikuwa ameisoma barua ile mara tatu na bado hakujua maana yake.",
    ),
}
SCRIPTS = (
    "Поезд из Твери опять опоздал на полчаса, и никто не знал почему.",
    "После дождя дети бегали босиком по саду, а бабушка варила варенье.",
    "Το τρένο από τον Βόλο άργησε πάλι μισή ώρα και κανείς δεν ήξερε γιατί.",
    "تأخر القطار القادم من الإسكندرية نصف ساعة مرة أخرى هذا الصباح.",
    "הרכבת מחיפה איחרה שוב בחצי שעה, ואיש לא ידע מדוע.",
    "लखनऊ से आने वाली रेलगाड़ी आज फिर आधा घंटा देर से पहुँची।",
    "รถไฟจากเชียงใหม่มาสายครึ่งชั่วโมงอีกแล้วในเช้าวันนี้",
    "今天早上从南京来的火车又晚点了半个小时，谁也不知道为什么。",
    "今朝、仙台からの列車はまた三十分遅れて到着しました。",
    "오늘 아침 부산에서 오는 기차가 또 삼십 분 늦게 도착했습니다.",
)
TERMS = ("shoes", "flights", "hotels", "insurance", "laptops", "mattress", "loans", "watches", "car rental", "web design")
ROUNDS = (
    "cheap {}",
    "best {}",
    "buy {} online",
    "{} for sale",
    "discount {}",
    "{} near me",
    "{} reviews",
    "affordable {}",
    "{} deals",
    "top {} brands",
)


def _between_paragraphs(text: str, passage: str, chance: random.Random) -> Damage | None:
    breaks = [at for at in range(len(text)) if text.startswith("\n\n", at)]
    if not breaks:
        return None
    at = chance.choice(breaks)
    start = at + 2
    return Damage(f"{text[:at]}\n\n{passage}{text[at:]}", ((start, start + len(passage)),))


def _between_sentences(text: str, passage: str, chance: random.Random) -> Damage | None:
    place = a_match(r"(?<=[a-z]{3}[.!?]) (?=[A-Z][a-z]+ [a-z])", text, chance)
    if place is None:
        return None
    start = place.start() + 1
    return Damage(f"{text[:start]}{passage} {text[start:]}", ((start, start + len(passage)),))


@corrupts("LNG101")
def paragraph_of_another_language(text: str, chance: random.Random) -> Damage | None:
    sentences = SENTENCES[chance.choice(list(SENTENCES))]
    return _between_paragraphs(text, " ".join(chance.sample(sentences, chance.randint(2, 4))), chance)


@corrupts("LNG106")
def paragraph_of_a_language_without_words(text: str, chance: random.Random) -> Damage | None:
    sentences = UNKNOWN[chance.choice(list(UNKNOWN))]
    return _between_paragraphs(text, " ".join(chance.sample(sentences, chance.randint(2, 3))), chance)


@corrupts("LNG103")
def sentence_of_another_language(text: str, chance: random.Random) -> Damage | None:
    return _between_sentences(text, chance.choice(SENTENCES[chance.choice(list(SENTENCES))]), chance)


@corrupts("LNG102")
def paragraph_of_another_script(text: str, chance: random.Random) -> Damage | None:
    return _between_paragraphs(text, chance.choice(SCRIPTS), chance)


@corrupts("LNG104")
def random_words(text: str, chance: random.Random) -> Damage | None:
    """Words of content drawn at random from the text itself."""
    words = sorted({word.lower() for word in text.split() if word.isalpha() and word.isascii() and len(word) > 3})
    if len(words) < 60:
        return None
    return _between_paragraphs(text, " ".join(chance.sample(words, chance.randint(30, 60))), chance)


@corrupts("LNG104")
def shuffled_paragraph(text: str, chance: random.Random) -> Damage | None:
    """A paragraph whose words are shuffled."""
    place = a_match(r"(?<=\n\n)[A-Z][^\n]{500,1500}(?=\n\n)", text, chance)
    if place is None:
        return None
    words = place.group().split()
    chance.shuffle(words)
    passage = " ".join(words)
    return Damage(text[: place.start()] + passage + text[place.end() :], ((place.start(), place.start() + len(passage)),))


@corrupts("LNG105", repaired=True)
def search_terms(text: str, chance: random.Random) -> Damage | None:
    term = chance.choice(TERMS)
    return _between_paragraphs(
        text, ", ".join(form.format(term) for form in chance.sample(ROUNDS, chance.randint(6, 10))), chance
    )

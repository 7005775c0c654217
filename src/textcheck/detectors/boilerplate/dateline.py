"""A dateline: the place, and often the agency and the day, before the first sentence of a report: "LONDON (Reuters) - ".

The finding is the dateline with its dash, without the sentence behind it; its repair takes it out, and is not SAFE, since place and
day may be wanted.

Left alone: speakers of a play or an interview ("HAMLET — ..."), headings and warnings ("NOTE — ..."), definitions, and prose that
begins with a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_KNOWN = r"(?:AP|Reuters|REUTERS|AFP|UPI|Xinhua|XINHUA|TASS|Interfax|dpa|DPA|AP/dpa|EFE|ANSA|Bloomberg|CNN|BBC|CBS|ABC|NBC|WNN|PTI|ANI|IANS|APP|Kyodo|Yonhap|IRNA|WAFA|WAM|SANA|Petra|MENA|QNA|KUNA|BUSINESS WIRE|Business Wire|PRNewswire|PRNEWSWIRE|PRWEB|PRWeb|GLOBE NEWSWIRE|Globe Newswire|Marketwire|MARKETWIRE|Newsfile Corp\.?|ACCESSWIRE|EUROPA PRESS|Europa Press|Notimex|AAP|CP|The Canadian Press|JTA|CNS|RNS|KCNA|Agencies|agencies|Thomson Reuters Foundation|AP Photo)"
# A dash behind the brackets makes any name in them an agency.
_AGENCY = rf"(?:{_KNOWN}|[A-Z][A-Za-z]{{1,14}}(?: [A-Z][A-Za-z]{{1,12}}){{0,2}})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC|January|February|March|April|August|September|October|November|December|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|ene|mar|abr|ago|dic)\.?"
_DAY = rf"(?:(?:le )?[0-9]{{1,2}}(?:er)?\.? (?:de )?{_MONTH}(?:,? (?:de )?[0-9]{{4}})?|{_MONTH} [0-9]{{1,2}}(?:, [0-9]{{4}})?|[0-9]{{1,2}}/[0-9]{{1,2}}(?:/[0-9]{{2,4}})?|[0-9]{{1,2}}\.[0-9]{{1,2}}\.(?:[0-9]{{2,4}})?)"
_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]+(?:[ -](?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]*|de|d'|of|upon|am|sur)){0,3}"
_TITLED = r"[A-ZÀ-ÖØ-Þ][\w.'’]+(?:[ -](?:[A-ZÀ-ÖØ-Þ][\w.'’]*|de|del|la|of|upon|am|sur)){0,3}"
_REGION = rf"(?:(?:, ?|/)(?:{_CAPS}|{_TITLED}|[A-Z]\.[A-Z]\.(?:[A-Z]\.)?))"
_DASH = r"\s?(?:[-–—]{1,2}|―)\s?"
_WIRE = re.compile(
    rf"(?P<place>(?:{_CAPS}|{_TITLED}){_REGION}{{0,2}})(?:(?:,? {_DAY})?(?:,? ?(?:--)? ?[(\[/](?:(?:{_AGENCY})(?:/[A-Z][\w ]+)?[)\]/](?:,? {_DAY})?(?:{_DASH}|: |\.- ?)|(?:{_KNOWN})[)\]/](?:,? {_DAY})?(?:{_DASH}|: |\.- ?| )))|, {_DAY}(?:,? ?\({_AGENCY}\))?(?:{_DASH}|: )|--\({_AGENCY}\)--)(?=[A-ZÀ-ÖØ-Þ“\"‘'0-9$«„])"
)
_PLACED = re.compile(
    rf"(?P<place>{_CAPS})(?P<region>{_REGION}{{0,2}})(?:,? {_DAY})?\s?(?:[–—]|--?| -)\s?(?=[A-ZÀ-ÖØ-Þ“\"‘'$«„]|[0-9])"
)
# An agency or the end of brackets before a dash; capitals, or a place and a day, from the beginning of a line to a dash.
_GATE = (
    rb"\) ?(?:--|\x96|\x97|- )|\((?:AP|Reuters|REUTERS|AFP|Xinhua|XINHUA|dpa|EFE|BUSINESS WIRE|Business Wire|PRWEB|PRWeb|GLOBE NEWSWIRE|Marketwire)\)|/PRNewswire|/PRNEWSWIRE"
    rb"|(?:\A|\n)[ \t]{0,4}[A-Z\xc0-\xde][A-Z\xc0-\xde.'\x92]{2,}[A-Z\xc0-\xde.' \x92-]*(?:[,/][A-Za-z0-9.,/ ]+)?[\x96\x97-]"
    rb"|(?:\A|\n)[ \t]{0,4}[A-Z\xc0-\xde][a-z\xc0-\xff]+(?: [A-Z][a-z]+)?, (?:le )?(?:[0-9]{1,2}\.? )?(?:de )?[A-Za-z\xc0-\xff]+\.?(?: [0-9]{1,2})?(?:,? [0-9]{4})? ?[\x96\x97-]"
)
# The places that reports are filed from most often without an agency or a day; with a region any place will do.
_PLACES = frozenset(
    "WASHINGTON|NEW YORK|LOS ANGELES|CHICAGO|BOSTON|HOUSTON|DALLAS|MIAMI|ATLANTA|PHILADELPHIA|SAN FRANCISCO|SEATTLE|DENVER|PHOENIX|DETROIT|BALTIMORE|"
    "CLEVELAND|PITTSBURGH|MINNEAPOLIS|ST. LOUIS|MILWAUKEE|INDIANAPOLIS|CINCINNATI|SAN DIEGO|SAN ANTONIO|LAS VEGAS|NEW ORLEANS|SALT LAKE CITY|HONOLULU|OKLAHOMA CITY|"
    "LONDON|PARIS|BERLIN|MADRID|ROME|ROMA|BRUSSELS|BRUXELLES|VIENNA|WIEN|GENEVA|GENF|GENÈVE|ZURICH|AMSTERDAM|THE HAGUE|ATHENS|LISBON|LISBOA|DUBLIN|BELFAST|EDINBURGH|GLASGOW|MANCHESTER|"
    "STOCKHOLM|OSLO|COPENHAGEN|HELSINKI|WARSAW|PRAGUE|BUDAPEST|BUCHAREST|SOFIA|BELGRADE|ZAGREB|SARAJEVO|KYIV|KIEV|MOSCOW|MINSK|ISTANBUL|ANKARA|VATICAN CITY|MILAN|BARCELONA|FRANKFURT|MUNICH|MÜNCHEN|HAMBURG|KÖLN|"
    "JERUSALEM|TEL AVIV|GAZA|GAZA CITY|RAMALLAH|BEIRUT|DAMASCUS|AMMAN|BAGHDAD|TEHRAN|RIYADH|DUBAI|ABU DHABI|DOHA|CAIRO|TRIPOLI|TUNIS|ALGIERS|RABAT|KHARTOUM|NAIROBI|"
    "LAGOS|ABUJA|ACCRA|DAKAR|KINSHASA|KAMPALA|KIGALI|ADDIS ABABA|MOGADISHU|HARARE|LUSAKA|JOHANNESBURG|PRETORIA|CAPE TOWN|KABUL|ISLAMABAD|KARACHI|LAHORE|NEW DELHI|MUMBAI|KOLKATA|CHENNAI|"
    "BANGALORE|HYDERABAD|DHAKA|KATHMANDU|COLOMBO|YANGON|BANGKOK|HANOI|PHNOM PENH|KUALA LUMPUR|SINGAPORE|JAKARTA|MANILA|BEIJING|SHANGHAI|HONG KONG|TAIPEI|SEOUL|PYONGYANG|TOKYO|OSAKA|"
    "SYDNEY|MELBOURNE|CANBERRA|BRISBANE|PERTH|WELLINGTON|AUCKLAND|OTTAWA|TORONTO|MONTREAL|VANCOUVER|CALGARY|EDMONTON|WINNIPEG|MEXICO CITY|CIUDAD DE MÉXICO|HAVANA|LA HABANA|BOGOTA|BOGOTÁ|CARACAS|LIMA|QUITO|LA PAZ|"
    "SANTIAGO|BUENOS AIRES|MONTEVIDEO|BRASILIA|SAO PAULO|SÃO PAULO|RIO DE JANEIRO|PORT-AU-PRINCE|SAN JUAN|GUATEMALA CITY|SAN SALVADOR|TEGUCIGALPA|MANAGUA|PANAMA CITY|KINGSTON|UNITED NATIONS|DAVOS|STRASBOURG|LUXEMBOURG|NICOSIA|REYKJAVIK|TALLINN|RIGA|VILNIUS|TBILISI|YEREVAN|BAKU|TASHKENT|ALMATY".split(
        "|"
    )
)
_SHORTEST = 40
_WIDEST = 160
# What capitals before a dash mean where no place is meant, also with something that looks like a region.
_NO_PLACE = re.compile(
    r"\b(?:NOTE|WARNING|CAUTION|CHAPTER|PART|SECTION|ACT|SCENE|STEP|FIGURE|TABLE|EXAMPLE|ANSWER|QUESTION|MR|MRS|MS|DR|JR|INC|LLC|JUSTICE|CHIEF|JUDGE|SENATOR|THE COURT|UPDATE|BREAKING|NO|YES)\b"
)
_STATE = re.compile(
    r", ?(?:[A-Z]\.[A-Z]\.|[A-Z][a-z]{1,4}\.|Alaska|Hawaii|Idaho|Iowa|Maine|Ohio|Texas|Utah|California|Florida|Illinois|England|Scotland|Wales|Northern Ireland|Ireland|France|Germany|Italy|Spain|Russia|Ukraine"
    r"|China|Japan|India|Pakistan|Afghanistan|Iraq|Iran|Syria|Israel|Egypt|Turkey|Greece|Poland|Mexico|Brazil|Canada|Australia|Nigeria|Kenya|South Africa|West Bank|Gaza Strip|Lebanon|Switzerland|Austria|Belgium|Colombia|Haiti"
    r"|[A-Z]{2}|[A-Z][a-z]+)\Z"
)


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = -1
    for match in pattern(_GATE).finditer(doc.codes):
        # The dateline begins its line, and so may lie before what was found.
        start = match.start() + (text[match.start()] == "\n")
        start = text.rfind("\n", max(0, start - _WIDEST), start) + 1
        while start < match.end() and text[start].isspace():
            start += 1
        if start <= done:
            continue
        done = start
        found = _WIRE.match(text, start, start + 160) or _placed(text, start)
        if found is None:
            continue
        end = found.end()
        # A report follows: a line that ends here or soon after is an entry of a list.
        if text.find("\n", end, end + _SHORTEST) >= 0 or len(text) - end < _SHORTEST:
            continue
        repair = Repair(start, end, "", UNSAFE, 0.9, "place and day may be wanted")
        yield RULE.finding(start, end, f"dateline of {found.group('place')}", confidence=0.9, repairs=[repair])


def _placed(text: str, start: int) -> re.Match[str] | None:
    found = _PLACED.match(text, start, start + 160)
    if found is None or _NO_PLACE.search(found.group("place")):
        return None
    named = found.group("place") in _PLACES
    return found if named or (found.group("region") and _STATE.search(found.group("region"))) else None


RULE = Rule(
    code="BLR112",
    name="dateline",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)

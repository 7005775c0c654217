"""A line that says when a page was published or changed, or how long it takes to read: "Last updated: 3 May 2019", "5 min read".

The finding is the line; its repair takes it out, and is not SAFE: the time may be wanted as data.

Left alone: a bare date, which may head a letter or a diary, times in a story, schedules and histories.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:this (?:page|article|story|post|entry|item|document) (?:was|has been) )?(?:last |first |originally |page |article |story |date |post(?:ed)? )?(?:updated|modified|revised|reviewed|published|posted|submitted|edited|changed|created|issued|released|uploaded|added|on|updated on|copyedited|accessed|filed)\s*(?:[:|\x96\x97-]|on\b|at\b|by\b|[0-9]|today|yesterday|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))
    (?:date|time|publication date|pub(?:lish)? date|release date|timestamp)\s*(?:posted|published|modified)?:
    [0-9]+ (?:seconds?|sec|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago
    (?:[0-9]+)[ -]min(?:ute)?s?(?:\.)? read|(?:estimated )?reading time|read(?:ing)? time|read: ?[0-9]|time to read
    (?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?,? (?:[0-9]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))
    (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? [0-9]{1,2},? [0-9]{4},?(?: [|\xb7-])?(?: at)? [0-9]{1,2}[:.][0-9]{2}
    [0-9]{1,2}[/. ](?:[0-9]{1,2}|[a-z]{3,9})[/. ][0-9]{2,4},? (?:at )?[0-9]{1,2}:[0-9]{2}
    [0-9]{4}-[0-9]{2}-[0-9]{2}[ t][0-9]{2}:[0-9]{2}
    (?:zuletzt )?(?:stand|aktualisiert|ver.ffentlicht|erstellt|erschienen|letzte (?:.nderung|aktualisierung)|ge.ndert)[^\n]{0,4}[: a0-9]
    lesezeit|(?:publi.e?|mis . jour|post.|cr..|modifi.|derni.re (?:mise|modification)|temps de lecture|article publi.)
    (?:publicado|actualizado|creado|.ltima (?:actualizaci.n|modificaci.n)|fecha(?: de)?|tiempo de lectura|modificado)
    (?:pubblicato|aggiornato|ultimo aggiornamento|ultima modifica|atualizado|.ltima atualiza)
    laatst (?:bijgewerkt|gewijzigd)|gepubliceerd|vor [0-9]+ (?:minuten|stunden|tagen)|il y a [0-9]+|hace [0-9]+
    """,
    "",
)
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro|januari|februari|maart|mei|augustus)\.?"
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\.?,?"
_DATE = rf"(?:{_DAY} )?(?:the )?(?:[0-9]{{1,2}}(?:st|nd|rd|th|er|º|\.)?[ -](?:de |of )?{_MONTH},?(?:[ -](?:de )?[0-9]{{2,4}})?|{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?,?(?: [0-9]{{4}})?|{_MONTH},? [0-9]{{4}}|[0-9]{{1,4}}[./-][0-9]{{1,2}}[./-][0-9]{{2,4}}|today|yesterday|{_DAY}|[0-9]{{4}})"
_TIME = r"(?:[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2})?(?: ?[ap]\.?m\.?)?|[0-9]{1,2} ?[ap]\.?m\.?|noon|midnight)(?: ?\(?(?:[a-z]{2,5}(?:[+-][0-9:]+)?|uhr|eastern time|local time)\)?)?"
_AGO = r"(?:(?:about |over |almost )?[0-9]+ ?(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|months?|years?|y) ago)"
_WHEN = rf"(?:{_DATE}(?:,? ?(?:at|um|à|a las|[|·@–-]|,)? ?{_TIME})?|{_TIME}(?:,? ?(?:on|[|·–-])? ?{_DATE})|{_AGO}|{_TIME})"
_DONE = r"(?:updated?|modified|revised|reviewed|published|posted|submitted|edited|changed|created|issued|released|uploaded|added|filed|copyedited)"
_SAYS = rf"""
    (?:this (?:page|article|story|post|entry|item|document|site) (?:was|has been) )?(?:last |first |originally |page |article |story |date |content |news |post )*{_DONE}(?: (?:date|by [\w .'-]{{2,40}}))?(?: (?:on|at))?\s*[:|–—-]? ?{_WHEN}(?:(?:,| ?[|·•–—/-]| and|;)? ?(?:last )?(?:{_DONE})?(?: (?:on|at))?:? ?{_WHEN}){{0,2}}(?: ?[|·•,–-]? ?(?:by .{{1,50}}|in .{{1,30}}|[0-9]+ min(?:ute)?s? read|[0-9]+ comments?))?
    (?:date|time|publication date|pub(?:lish)? date|release date|timestamp) ?: ?{_WHEN}|{_AGO}(?: ?[|·•-] ?.{{0,40}})?
    (?:estimated |approx\.? )?(?:reading|read) time ?:?.{{0,6}}[0-9]+ ?min.{{0,12}}|time to read.{{0,20}}
    [0-9]+[ -](?:min(?:ute)?s?\.?) (?:read|to read)(?: ?[|·•-] ?.{{0,40}})?
    (?:{_DATE} ?[|·•–-] ?)?[0-9]+ min(?:ute)?s? read(?: ?[|·•–-] ?{_DATE})?
    {_DATE}(?:,| at| [|·•@–-]| um| à)* {_TIME}(?: ?[|·•/–-] ?.{{0,50}})?(?: (?:updated|published|by|posted).{{0,60}})?
    (?:zuletzt |letzte )?(?:stand|aktualisiert|veröffentlicht|erstellt|erschienen|änderung|aktualisierung|geändert)(?: (?:am|um|:))?:? ?(?:am )?{_WHEN}.{{0,20}}
    lesezeit.{{0,20}}|vor [0-9]+ (?:minuten|stunden|tagen)
    (?:article )?(?:publiée?|mise? à jour|posté|créé|modifiée?|dernière (?:mise à jour|modification))(?: (?:le|à))?(?: ?:)? ?(?:le )?{_WHEN}.{{0,40}}
    temps de lecture.{{0,20}}|il y a [0-9]+ .{{1,12}}
    (?:publicado|actualizado|creado|modificado|última (?:actualización|modificación)|fecha(?: de publicación)?)(?: (?:el|en|a las))?(?: ?:)? ?(?:el )?{_WHEN}.{{0,30}}
    tiempo de lectura.{{0,20}}|hace [0-9]+ (?:minutos?|horas?|días?)
    (?:pubblicato|aggiornato|ultimo aggiornamento|ultima modifica|atualizado|publicado|última atualização)(?: (?:il|alle|em|às))?(?: ?:)? ?{_WHEN}.{{0,30}}
    (?:laatst (?:bijgewerkt|gewijzigd)|gepubliceerd)(?: (?:op|om))?(?: ?:)? ?{_WHEN}.{{0,20}}
"""
_ROLE = Role(says=_SAYS, asides=rf"{_WHEN}|et|est|edt|gmt|updated|published|posted|share|print|comments?|by .{{2,50}}")


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "line that says when a page was published", confidence=0.85, repairs=[repair])


RULE = Rule(
    code="BLR117",
    name="publication-time",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)

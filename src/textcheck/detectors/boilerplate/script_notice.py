"""A notice of a page about scripts, browsers or players, such as "Please enable JavaScript to view the comments".

It was written to the browser's user, not to the reader of the text; the repair takes it out.

Left alone: documentation that tells how scripts are enabled, in sentences of its own, and prose about browsers.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    loading\s*(?:[.\x85?]|comments|more|\n)|please wait|(?:error )?404|page not found|access denied|just a moment
    checking (?:your|if the)|verify(?:ing)? (?:that )?you(?: are)? (?:are )?(?:a )?human
    you (?:are using|appear to be using|need to enable|must (?:have|enable))
    this (?:page|video|content|site|browser|feature|media)|the (?:video|page|media) (?:could|cannot|can.t)
    ddos protection
    (?:get|download|install) (?:the )?(?:latest )?(?:adobe )?flash|are you a robot
    please (?:verify|confirm|complete|upgrade|update|use)|enable (?:javascript|cookies)
    performance (?:&|and) security by|ray id|an error (?:has )?occurred|something went wrong|oops
    """,
    r"""
    java ?script\b
    your (?:web )?browser (?:does|is|doesn|needs|must|appears|cannot|can.t|has|settings|may)|ihr browser
    votre navigateur|(?:su|tu) navegador|outdated browser|flash player|(?:supports?|supporting) html5
    """,
)
_SENTENCE = r"""
    .{0,100}\b(?:please|you need to|you must|you'll need to|must|kindly|sorry,?) .{0,40}(?:enable|activate|turn on|switch on|allow|have) .{0,30}java ?script\b.{0,140}
    (?:enable|turn on|activate) (?:java ?script|cookies|javascript and cookies)(?: (?:and cookies )?(?:in your browser|to .{1,80}|for .{1,60}))?
    .{0,40}\bjava ?script\b.{0,30}(?:is|must be|has been|seems to be|appears to be|needs to be) (?:currently )?(?:disabled|required|not enabled|turned off|enabled|off|unavailable|not available|not supported|blocked)(?: (?:in|on|for|to|by|and|or|with|,).{0,140})?
    (?:this|our|the) (?:site|page|website|app|application|feature|video|content|form|slideshow|gallery|web ?page) (?:requires?|needs|works best with|relies on|uses) (?:java ?script|adobe flash|the flash|flash player|cookies to be enabled|a modern browser|html5).{0,120}
    .{0,60}\byour (?:web )?browser (?:does not|doesn.t|is not|isn.t|cannot|can.t|is (?:out ?dated|too old|out of date|no longer supported|unsupported|not supported)|has javascript|needs to be|must).{0,160}
    (?:it (?:looks|seems|appears) (?:like|that) )?you (?:are|appear to be|may be|seem to be|'re) using an? (?:old|out ?dated|unsupported|older) (?:version of .{0,30}|(?:web )?browser).{0,120}
    .{0,60}(?:upgrade|update|switch to|use) (?:your|to|a) (?:[a-z]+ ){0,3}browser.{0,100}
    to (?:view|see|play|watch|use) this (?:video|page|content|site|media|slideshow|form).{0,20}(?:please )?(?:enable|upgrade|install|you need|download).{0,120}
    (?:bitte )?aktivieren sie .{0,20}java ?script.{0,120}
    .{0,30}java ?script .{0,20}(?:deaktiviert|aktiviert|benötigt|aktivieren|erforderlich).{0,80}
    ihr browser (?:unterstützt|ist (?:veraltet|nicht)|kann).{0,120}
    .{0,40}(?:veuillez|merci d'|pour) .{0,30}activer .{0,20}java ?script.{0,120}
    votre navigateur (?:ne|n'est|est obsolète).{0,120}
    (?:por favor,? )?(?:active|activa|habilite|habilita|habilitar) (?:el )?java ?script.{0,120}
    (?:su|tu) navegador (?:no|está).{0,120}
"""
_SAYS = (
    _SENTENCE
    + r"""
    loading(?: (?:comments|more(?: posts| articles| stories)?|content|video|player|data|results|the player))?
    please wait(?: (?:while|for|as|a moment|a few).{0,100})?|just a moment(?: please)?
    (?:error )?404(?: error)?(?: ?[:–-]? ?(?:page |file )?not found)?|(?:sorry,? )?page not found|access denied
    403 forbidden|500 internal server error|502 bad gateway|503 service unavailable
    checking (?:your browser|if the site connection is secure).{0,80}
    (?:please )?(?:verify|verifying|confirm|complete) (?:that )?(?:you are|you're|the security check).{0,80}
    are you a robot|ddos protection by .{1,30}|performance (?:&|and) security by .{1,30}|(?:cloudflare )?ray id: \w+
    (?:this|the) (?:video|content|media|page|tweet|post|feature) (?:is (?:not|no longer|currently un|un)available|is not supported|cannot be (?:displayed|played|loaded|shown)|can't be (?:displayed|played)|could not be (?:loaded|played|displayed)|failed to load|will (?:automatically )?(?:refresh|reload|redirect)).{0,100}
    (?:get|download|install)(?: the)?(?: latest)?(?: version of)?(?: adobe)? flash(?: player)?.{0,60}
    an error (?:has )?occurred(?: (?:while|and|please).{0,80})?|something went wrong(?: (?:please|while).{0,60})?
    (?:success\W+)?please wait for the page to (?:re)?load.{0,20}|if the page does not (?:re)?load .{0,80}
    no ?script|video unavailable|watch this video on youtube|(?:the )?video player is loading|this is a modal window
    beginning of dialog window.{0,100}|end of dialog window|no compatible source was found for this media
    """
)
_ROLE = Role(
    says=_SAYS,
    asides=r"success|sorry|oops|error|please try again(?: later)?|try again(?: later)?|reload(?: the page)?|play|pause|mute|unmute|fullscreen|volume|current time.{0,12}|duration.{0,12}|loaded: .{1,8}|learn more|close|if (?:the page|you|this).{0,120}",
    sentence=_SENTENCE,
)


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "notice to the user of a browser", confidence=0.9, repairs=[repair])


RULE = Rule(
    code="BLR104",
    name="script-notice",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)

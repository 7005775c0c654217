"""A line of a login or an account form: "Log in", "Forgot your password?", "Create an account".

The finding is the line, with its neighbours of the same kind; its repair takes it out, and is not SAFE.

Left alone: sentences that tell how to log in, as manuals and stories do, and headings of documentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:please )?(?:log|sign)[ -]?(?:in|out|up|on|off)\s*(?:\n|\z|[|/\xbb>\x95\xb7,.!]|with|to (?:your|view|access|save|continue|my|manage|see|read|watch|get|add|download|[a-z]+ )|or|here|now|using|required)
    log ?(?:in|out)|register\s*(?:\n|now|here|free|today|\||for free|or|an account|with|to )
    (?:create|open|set up) (?:an?|your|my|new|a new|a free) (?:free )?(?:account|profile|login)
    (?:i )?(?:forgot|forgotten|lost|reset|change|enter|confirm|choose|show|hide)[ -](?:your |my |a )?(?:new )?(?:password|username|user name|passcode|login|log in|email)
    remember (?:me|my)|my account|your account|(?:user ?name|password|e-mail|login)(?: or e?-?mail)?(?: address)? ?[:*(]
    (?:already )?(?:have an account|registered|a member)|already (?:have|registered|a |got)
    not (?:a member|registered|you\?|yet)|don.t have (?:an account|a)|new (?:user|here|customer|member|to )|no account
    invalid|incorrect|wrong|welcome,? (?:guest|back|visitor|to your)
    you are (?:not |currently |now )?(?:not )?(?:logged|signed|registered)|keep me|stay (?:logged|signed)|your session
    session (?:expired|timed)|please (?:check|login|log|sign|enter|register|verify|fill|activate)
    we(?:.ve| have) (?:sent|emailed)|(?:an? )?(?:e-?mail|link|message|confirmation) (?:has been|was|with)
    use the form below|verify your|activate your|continue (?:with|as)|account (?:settings|login|details|information)
    members? (?:login|area|only|sign)|(?:this )?profile is|hi,? \{|enter your|(?:or )?(?:sign|log) (?:in|up) with
    guest\b
    (?:jetzt anmelden|anmelden|einloggen|abmelden|ausloggen|registrieren|passwort|mein konto|benutzername|kennwort|angemeldet|noch kein|bereits (?:registriert|kunde)|konto erstellen|jetzt registrieren|hier anmelden)
    (?:se connecter|connexion|d.connexion|s.inscrire|s.identifier|cr.er (?:un|mon) compte|mot de passe|mon compte|identifiant|d.j. (?:inscrit|membre|client)|rester connect)
    (?:iniciar? sesi.n|inicia sesi.n|cerrar sesi.n|registrarse|reg.strate|reg.strese|crear (?:una )?cuenta|.?(?:olvidaste|has olvidado|ha olvidado|olvid.) |mi cuenta|contrase.a|acceder|nombre de usuario|recordarme)
    accedi|registrati|password dimenticata|(?:fazer login|entrar|cadastre-se|esqueceu)|inloggen|wachtwoord|registreren
    """,
    "",
)
_SERVICE = r"(?:facebook|google|twitter|apple|linkedin|e-?mail|microsoft|amazon|yahoo|github|openid|x|sso|your .{1,20})"
_SAYS = rf"""
    (?:please )?(?:(?:log|sign)[ -]?(?:in|on)|login)(?: ?[|/,&] ?.{{0,60}}| (?:or|and|to|here|now|with|using|via|below|required|first|again|securely|as)\b[^,;]{{0,60}})?
    (?:(?:log|sign)[ -]?(?:out|off)|logout)(?: of .{{1,30}})?|sign[ -]?up(?: (?:free|with .{{1,30}}|or .{{1,20}}))?
    register(?: (?:now|here|free|for free|today|an account|or (?:log|sign) in|/ ?log ?in|to .{{1,40}}|with .{{1,30}}))
    register
    (?:create|open|set up)(?: (?:an?|your|my|new|free))+ (?:account|profile|login|password)(?: .{{0,50}})?
    (?:i )?(?:forgot|forgotten|lost|reset|change|enter|confirm|choose|show|hide|recover)(?: (?:your|my|a|the|new|current))* ?(?:password|user ?name|passcode|login(?: details| information)?|user id)(?: ?(?:or|/|and) (?:password|user ?name|e-?mail))?(?:\? .{{0,40}}| (?:here|below|again).{{0,30}})?
    user ?name or e-?mail(?: address)?|remember (?:me|my .{{1,20}})(?: .{{0,30}})?|my account
    (?:user ?name|password|login|user id|email)(?: or e-?mail)?(?: address)?(?: ?[:*(]| required).{{0,40}}
    (?:already )?(?:have|got) an? (?:account|login|subscription).{{0,50}}
    already (?:a |an )?(?:member|registered|user|customer|signed up|have one|have an account)(?: .{{0,50}})?(?:\? .{{0,50}})?
    not (?:a member|registered|a user)(?: yet)?(?:\?? .{{0,60}})?
    (?:don't|do not) (?:yet )?have (?:an account|a login|one|a profile)(?: yet)?(?:\?? .{{0,60}})?
    (?:new (?:user|here|customer|member|visitor)s?|new to .{{1,30}}\?)(?:[?:]? .{{0,60}})?
    no account(?: yet)?(?:\? .{{0,40}})?
    (?:invalid|incorrect|wrong) (?:user ?name|e-?mail|password|login|credentials)(?:/| or )?.{{0,60}}
    welcome,? (?:guest|visitor|back)(?: .{{0,60}})?
    you are (?:not |currently |now )*(?:logged|signed|registered).{{0,60}}
    (?:keep me|stay) (?:logged|signed) in(?: .{{0,30}})?
    (?:your )?session (?:has )?(?:expired|timed out|is about).{{0,60}}
    please (?:check your e-?mail|log ?in|sign in|register|enter (?:your|a valid)|verify your|activate your|fill (?:in|out)).{{0,100}}
    (?:we(?:'ve| have) (?:sent|e-?mailed) (?:you )?|(?:an? )?(?:confirmation |verification |password reset |activation )*(?:e-?mail|link|message) (?:has been|was) sent ).{{0,100}}
    use the form below to .{{0,100}}|when you've submitted your .{{0,120}}
    (?:verify|activate|confirm) your (?:account|e-?mail|identity).{{0,40}}
    continue (?:with|as) (?:{_SERVICE}|guest).{{0,20}}|account (?:settings|login|details|information)
    members?(?:' | )(?:login|area|only|sign[ -]in)|(?:or )?(?:sign|log) (?:in|up) (?:with|using) .{{1,40}}
    enter your (?:e-?mail|user ?name|password|details|account)(?: .{{0,80}})?
    (?:hi|hello),? (?:guest|\{{.{{1,20}}\}}).{{0,100}}|this profile is .{{0,100}}|log in to retrieve .{{0,50}}
    sign in to (?:add|see|access|save|view|continue|manage|your).{{0,60}}
    (?:jetzt |hier )?(?:anmelden|einloggen|abmelden|ausloggen|registrieren|login)(?: ?[|/] ?.{{0,30}})?
    passwort (?:vergessen|zurücksetzen|ändern).{{0,20}}|mein konto|benutzername.{{0,20}}
    (?:konto erstellen|angemeldet bleiben|noch kein(?:e)? .{{1,40}}|bereits (?:registriert|kunde|abonnent).{{0,40}})
    (?:se connecter|connexion|déconnexion|s'inscrire|s'identifier|inscription)(?: ?[|/] ?.{{0,30}})?
    créer (?:un|mon|votre) compte.{{0,30}}|mot de passe (?:oublié|perdu).{{0,20}}|mon compte|identifiant.{{0,20}}
    (?:déjà (?:inscrit|membre|client|un compte).{{0,40}})|rester connecté
    (?:inici(?:ar?|e)|cerrar) sesión(?: ?[|/] ?.{{0,30}}| con .{{1,20}})?|registrarse|regístr(?:ate|ese)(?: .{{0,30}})?
    crear (?:una )?cuenta.{{0,30}}
    (?:olvidaste|has olvidado|ha olvidado|olvidó|olvidé) (?:tu|su|mi|la) (?:contraseña|clave).{{0,20}}|mi cuenta
    recordarme|accedi|registrati.{{0,20}}|password dimenticata|fazer login|cadastre-se|esqueceu .{{0,20}}senha|inloggen
    wachtwoord vergeten|registreren
"""
_ASIDES = r"""
    or|and|submit|password|user ?name|e-?mail(?: address)?|name|cancel|close|search|home|menu|help|required|show|hide
    guest|\*|subscribe|register|login|sign ?up|cart(?: \(?[0-9]+\)?)?|contact(?: us)?|passwort|benutzername|mot de passe
    contraseña|usuario|entrar|acceder|facebook|google|twitter|apple|country|first name|last name|confirm password|note
    success|.{0,80}\b(?:password|log ?in|sign ?in|register|account|e-?mail)\b.{0,80}
"""
_ROLE = Role(says=_SAYS, asides=_ASIDES)


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "line of a login or an account form", confidence=0.85, repairs=[repair])


RULE = Rule(
    code="BLR116",
    name="account-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)

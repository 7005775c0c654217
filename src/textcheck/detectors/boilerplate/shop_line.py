"""A line of a shop: a button, a price list, what is in stock, what shipping costs ("Add to cart", "Only 3 left in stock").

The finding is the line, or a run of at least three lines that end in a price; its repair takes it out, and is not SAFE: of a page
that describes goods the price may be the text.

Left alone: prose with prices, menus and tables whose lines hold more than a name and a price, and recipes.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:\+ ?)?add(?:ed)? to (?:cart|bag|basket|wish|list|compare|registry|favou?rites|shopping|trolley|my)
    buy (?:it )?now|buy (?:on|at|from|this)|(?:currently )?(?:in|out of) stock|sold out|only [0-9]+ left
    free (?:shipping|delivery|returns|standard|uk|us|next)|ships (?:in|within|from|free)
    (?:qty|quantity|sku|upc|msrp|rrp|isbn|asin|list price|our price|regular price|sale price|you save|unit price|price|availability|item (?:no|#|number|code|model)|product (?:code|id|number)|model(?: no)?|part (?:no|number)|was|now|from)[ :.#]
    check ?out\s*(?:\n|now)|view (?:cart|basket|bag)|(?:your|my|shopping) (?:shopping )?(?:cart|bag|basket)|proceed to
    continue shopping|select (?:a )?(?:size|options|colou?r|quantity)|choose (?:an option|a size|size|options|colou?r)
    size (?:guide|chart)|customer reviews|(?:be the first to )?review this|secure (?:checkout|payment)
    quick (?:view|shop|buy)|estimated (?:delivery|shipping)|delivery (?:time|in|within)|money[- ]back|30[- ]day
    order (?:now|today|online)|pre-?order|shop (?:now|all|by|the)|save [0-9$\xa3\x80]|up to [0-9]+% off|[0-9]+% off
    use code|coupon|enter code|notify me when|back in stock|email me when|gift card|compare (?:at|price|products)
    more (?:buying|sizes|colou?rs)|price (?:includes|excludes|match|incl)|incl(?:uding|\.) vat|tax included
    product (?:description|details|information|specifications)
    (?:you don.t have|there are no|no) (?:any )?(?:saved|items|products)|request a quote|get (?:a|the) (?:quote|deal)
    (?:[0-9.]+ )?(?:out of 5|stars)|based on [0-9]+ reviews|this item|frequently bought|earn [0-9]+
    (?:in den warenkorb|zum warenkorb|warenkorb|auf lager|sofort lieferbar|lieferzeit|ausverkauft|inkl\. ?mwst|zzgl|versandkosten|jetzt kaufen|in den einkaufswagen)
    (?:ajouter au panier|en stock|rupture de stock|livraison|panier|acheter|voir le panier|prix)
    (?:a.adir (?:al carrito|a la cesta)|agregar al carrito|agotado|env.o (?:gratis|gratuito)|comprar ahora|ver carrito|en existencia)
    aggiungi al carrello|adicionar ao carrinho|in winkelwagen|op voorraad
    """,
    r"""
    (?:EUR|USD|GBP|AUD|CAD|[$\xa3\x80]) ?[0-9][0-9,]*[.,][0-9]{2}\s*\n[^\n]*(?:EUR|USD|GBP|AUD|CAD|[$\xa3\x80]) ?[0-9][0-9,]*[.,][0-9]{2}\s*(?:\n|\z)
    """,
)
_MONEY = r"(?:(?:eur|usd|gbp|aud|cad|us|[$£€¥])+ ?[0-9][0-9,.]*|[0-9][0-9,.]* ?(?:eur|usd|gbp|€|£|kr|chf|euros?))"
_SAYS = rf"""
    add(?:ed)? to (?:my |your |the |shopping )*(?:cart|bag|basket|wish ?list|list|compare|comparison|registry|favou?rites|trolley)(?: .{{0,40}})?
    buy (?:it )?(?:now|here|online|today|this .{{1,30}})(?: .{{0,60}})?
    buy (?:on|at|from) (?:amazon|ebay|itunes|.{{1,20}}\.com|walmart|etsy).{{0,30}}
    (?:currently |temporarily )?(?:in|out of) stock(?:(?: (?:now|and|soon|online|at|for|ready|-|–|\()|[:,;]).{{0,50}})?
    sold out|only [0-9]+ left.{{0,40}}|free (?:shipping|delivery|returns|standard|uk|us|next)(?: .{{0,80}})?
    ships (?:in|within|from|free).{{0,60}}
    (?:qty|quantity|sku|upc|msrp|rrp|asin|list price|our price|regular price|sale price|you save|unit price|price|availability|item (?:no|#|number|code|model)|product (?:code|id|number)|part (?:no|number))(?: ?[:.#]+ ?| )(?:{_MONEY}|in stock|out of stock|[0-9#][\w./-]*|[A-Z]*-?[0-9][\w./-]*|usually .{{1,40}}|available.{{0,30}}|\(?[0-9]+%.{{0,12}})(?: ?\(?(?:each|inc.{{0,12}}|excl?.{{0,12}}|{_MONEY}|[0-9]+%.{{0,10}}|save .{{1,20}})\)?)*
    (?:was|now|from|only|just):? {_MONEY}(?: ?(?:now|save|was|each|only|-):? ?{_MONEY})*
    {_MONEY} (?:{_MONEY}|each|add to .{{1,10}}|in stock|buy now|sale|save .{{1,20}}|\(?(?:inc|excl)\.? .{{1,10}})
    check ?out(?: now)?|view (?:cart|basket|bag)(?: .{{0,20}})?
    (?:your |my |shopping )+(?:cart|bag|basket)(?: (?:is (?:currently )?empty|\(?[0-9]+\)?(?: items?)?))?(?: .{{0,30}})?
    proceed to (?:checkout|payment)|continue shopping
    (?:please )?(?:select|choose) (?:an? |your )?(?:size|options?|colou?r|quantity)(?: .{{0,30}})?|size (?:guide|chart)
    (?:customer )?reviews? ?\([0-9]+\)|customer reviews|secure (?:checkout|payments?|shopping)(?: .{{0,30}})?
    quick (?:view|shop|buy)|estimated (?:delivery|shipping).{{0,60}}|delivery (?:time|in|within).{{0,50}}
    .{{0,30}}money[- ]back guarantee.{{0,40}}
    (?:order|shop|pre-?order) (?:now|today|online|all|the (?:look|sale|collection))(?: .{{0,60}})?
    save (?:up to )?(?:{_MONEY}|[0-9]+ ?%).{{0,60}}|(?:up to |extra |get )?[0-9]+ ?% off.{{0,60}}
    enter (?:promo |coupon )?code(?: .{{0,30}})?|(?:notify|email) me when .{{0,40}}|gift cards?
    compare (?:at|prices?|products)(?: {_MONEY})?|price (?:includes|excludes|match|incl).{{0,40}}
    incl(?:uding|\.) vat.{{0,40}}|tax included.{{0,60}}
    you (?:don't|do not) have any (?:saved )?(?:items|products|vehicles).{{0,60}}
    there are no (?:items|products) in .{{0,40}}|no (?:items|products) (?:in|found).{{0,40}}
    once you've saved some .{{0,80}}|look for this link on your favorites|request a quote
    get (?:a (?:free )?quote|the deal)(?: .{{0,30}})?
    [0-9](?:\.[0-9]+)? (?:out of|/) 5(?: stars?)?(?: .{{0,40}})?|[0-9](?:\.[0-9])? stars?(?: .{{0,40}})?
    based on [0-9,]+ (?:customer )?(?:reviews?|ratings?).{{0,20}}|frequently bought together
    this item (?:is|ships|will|has been|can|qualifies).{{0,80}}|earn [0-9]+ (?:reward )?points.{{0,40}}
    (?:in den (?:warenkorb|einkaufswagen)|zum warenkorb|(?:sofort |nicht )?(?:lieferbar|auf lager|ausverkauft)(?: .{{0,40}})?|lieferzeit.{{0,40}}|inkl\. ?mwst.{{0,60}}|zzgl\.? .{{0,40}}|jetzt kaufen|.{{0,20}}versandkosten.{{0,30}})
    (?:ajouter au panier|en stock|rupture de stock|(?:livraison|expédition) (?:gratuite|offerte|en|sous).{{0,50}}|voir le panier|acheter(?: maintenant)?)
    (?:añadir (?:al carrito|a la cesta)|agregar al carrito|agotado|envío (?:gratis|gratuito).{{0,40}}|comprar(?: ahora)?|ver carrito|en existencia)
    aggiungi al carrello|adicionar ao carrinho|in winkelwagen|op voorraad
"""
_PRICED = rf".{{2,90}}\s{_MONEY}(?:\s*(?:-|–)?\s*{_MONEY})?"
_ASIDES = rf"""
    {_MONEY}(?: - {_MONEY})?|qty|quantity|size|colou?r|compare|sale|new|details|description|specifications|reviews?
    [0-9]+|\(?[0-9]+ (?:customer )?reviews?\)?|share|wish ?list|checkout|each|save|buy|-?[0-9]+%|{_PRICED}
"""
_ROLE = Role(says=_SAYS, asides=_ASIDES)
_LIST = Role(says=_PRICED, asides=_MONEY)
# So many lines that end in a price are a list of goods.
_FEWEST = 3


def detect(doc: Document) -> Iterator[Finding]:
    found = list(role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)))
    lists = [
        (start, end)
        for start, end in role_lines(doc, _LIST, pattern(_GATE).finditer(doc.codes))
        if doc.text.count("\n", start, end) >= _FEWEST - 1
    ]
    reach = -1
    for start, end in sorted([*found, *lists]):
        if start < reach:
            continue
        reach = end
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "line of a shop", confidence=0.85, repairs=[repair])


RULE = Rule(
    code="BLR115",
    name="shop-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)

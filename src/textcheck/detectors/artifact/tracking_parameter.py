"""A parameter of an address on the web that says only where its reader came from: `?utm_source=newsletter`, `&fbclid=...`, `?igshid=...`.

The page is the same without it, so taking it out is SAFE; other parameters and the fragment stay. A finding is a note, except where
the parameter says that a language model gave the address (`utm_source=chatgpt.com`): then it is a warning.

Left alone: parameters that choose what a page shows (`?id=12`, `?q=bread`, `?page=2`, `&t=90s` of a film), names of trackers outside addresses, and
quoted code. Short names that trackers share with others (`si`, `ref`, `s`) count only on the sites whose trackers they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.rule import SAFE, Document, Finding, Repair, Rule, Severity, pattern

_ALWAYS = (
    rb"utm_[A-Za-z_]+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ttclid|twclid|li_fat_id|igshid|igsh|mibextid|_ga|_gl|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|"
    rb"__hs[a-z]+|hsCtaTracking|hsa_[a-z]+|vero_(?:id|conv)|oly_(?:enc|anon)_id|rb_clickid|s_cid|s_kwcid|wickedid|ref_src|ref_url|cmpid|ncid|soc_(?:src|trk)|"
    rb"guccounter|guce_referrer(?:_sig)?|spm|scm|epik|srsltid|_openstat|wt[._]mc[a-z_]*|WT\.mc_id|ocid|__twitter_impression|icid|trkCampaign|trkInfo|"
    rb"pk_(?:campaign|source|medium|kwd|keyword)|mtm_[a-z]+|piwik_[a-z]+|itm_[a-z]+|at_(?:medium|campaign|custom[0-9])|xtor|elqTrackId|cm_mmc|"
    rb"fb_(?:action_ids|action_types|source|ref)|action_object_map|ns_(?:source|mchannel|campaign|linkname|fee)|share_id|sharedid|rdid|__s|mbid|sr_share|amp_js_v|usqp"
)
# Names that trackers of some sites share with what other sites need.
_SITES = (
    (expression(r"(?:youtube\.com|youtu\.be|spotify\.com)\Z"), expression(r"si|feature")),
    (expression(r"(?:^|\.)(?:twitter\.com|x\.com)\Z"), expression(r"s|t|ref_\w+")),
    (
        expression(r"amazon\.[a-z.]{2,6}\Z"),
        expression(r"ref_?|tag|linkCode|linkId|camp|creative\w*|pd_rd_\w+|pf_rd_\w+|qid|sr|crid|dib\w*|sprefix|psc|ascsubtag"),
    ),
    (
        expression(r"(?:nytimes|washingtonpost|theguardian|wsj|bbc)\.(?:com|co\.uk)\Z"),
        expression(r"smid|smtyp|partner|emc|itid|CMP|mod|reflink|referringSource|unlocked_article_code"),
    ),
    (expression(r"linkedin\.com\Z"), expression(r"trk|lipi|lici|refId|trackingId|rcm")),
    (
        expression(r"(?:instagram|facebook|threads)\.(?:com|net)\Z"),
        expression(r"ref|fref|hc_ref|__tn__|__xts__.*|__cft__.*|rdid|share_url|eid|xmt"),
    ),
    (expression(r"tiktok\.com\Z"), expression(r"_r|_t|is_from_webapp|sender_device|web_id|is_copy_url")),
    (
        expression(r"(?:ebay|etsy|aliexpress)\.[a-z.]{2,6}\Z"),
        expression(r"mkcid|mkrid|campid|toolid|mkevt|ga_\w+|organic_search_click|pvid|algo_\w+|ref"),
    ),
)
_SHARED = rb"si|s|ref|ref_|tag|smid|trk|fref|linkCode|pd_rd_[a-z]|pf_rd_[a-z]|qid|feature|_r|is_from_webapp|mkcid|CMP|partner|emc|lipi|t"
_PARAMETER = rb"[?&;](?:" + _ALWAYS + rb"|" + _SHARED + rb")=[^\s]"
_NAME = expression(_ALWAYS.decode())
_ADDRESS = expression(r"(?:https?://|www\.)([^\s/?#<>\"'“”()\[\]]+)|([\w-]+(?:\.[\w-]+)+)(?=/)")
_REST = expression(r"[^\s<>\"'“”‘’|\\^`{}\[\]()]*")
_MODELS = expression(r"utm_source=(?:chatgpt|openai|perplexity|copilot|claude|gemini|bing\.?chat|grok)", re.IGNORECASE)
_LONGEST = 2000


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = 0
    for match in pattern(_PARAMETER).finditer(doc.codes):
        if match.start() < done:
            continue
        # The address is what stands before without a space.
        low = max(done, match.start() - _LONGEST)
        head = re.split(r"[\s<>\"'“”|]", text[low : match.start()])[-1]
        address = _ADDRESS.search(head)
        if address is None:
            # No address begins before this place, so that the next one need not look there.
            done = match.end()
            continue
        begin = match.start() - len(head) + address.start()
        question = text.find("?", begin, match.start() + 1)
        if question < 0:
            continue
        rest = _REST.match(text, question, question + _LONGEST)
        assert rest is not None
        end = question + len(rest.group().rstrip(".,;:!?*_"))
        done = end
        query, mark, fragment = text[question + 1 : end].partition("#")
        site = (address.group(1) or address.group(2)).lower()
        kept, dropped = _sorted_out(query, site)
        if not dropped or doc.is_verbatim(begin, end):
            continue
        end -= len(mark) + len(fragment)
        by_model = _MODELS.search(query) is not None
        names = ", ".join(dict.fromkeys(name for name in dropped))
        yield RULE.finding(
            question,
            end,
            f"address with {names}, which only says where a reader came from" + (": from a language model" if by_model else ""),
            confidence=0.97,
            severity=Severity.WARNING if by_model else Severity.NOTE,
            repairs=[Repair(question, end, f"?{kept}" if kept else "", SAFE, 0.97, "the page is the same without it")],
        )


def _sorted_out(query: str, site: str) -> tuple[str, list[str]]:
    """The query without what tracks, and the names of what does."""
    kept, dropped = "", []
    for piece in re.split(r"(&amp;|&|;)", query):
        if piece in ("&amp;", "&", ";"):
            kept += piece
            continue
        name = piece.partition("=")[0]
        if _NAME.fullmatch(name) or any(where.search(site) and names.fullmatch(name) for where, names in _SITES):
            dropped.append(name)
        else:
            kept += piece
    if not dropped:
        return query, []
    kept = re.sub(r"(?:&amp;|&|;)(?=(?:&amp;|&|;|\Z))|\A(?:&amp;|&|;)+", "", kept)
    return kept, dropped


RULE = Rule(
    code="ART118",
    name="tracking-parameter",
    severity=Severity.NOTE,
    detect=detect,
    gate=_PARAMETER,
)

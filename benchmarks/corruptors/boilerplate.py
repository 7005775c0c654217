"""Lines of web pages among the paragraphs of a text, as extraction leaves them, one role each."""

from __future__ import annotations

import random

from corruptors import Damage, corrupts

NAMES = ("Ada Quill", "Tomos Pryce", "Mirela Dunst", "Ines Faro", "Jonas Berg", "Maya O'Neill", "Lin Wei", "Carlos de Souza")
PLACES = ("LONDON", "WASHINGTON", "NEW DELHI", "PARIS", "NAIROBI", "TOKYO", "BRUSSELS", "SAN FRANCISCO", "MEXICO CITY")
MONTHS = ("January", "March", "May", "June", "August", "October", "December")

LINES = {
    "BLR103": """
        We use cookies to personalise content and ads, to provide social media features and to analyse our traffic.
        This website uses cookies to ensure you get the best experience on our website. Got it!
        By continuing to use this site, you consent to our use of cookies.
        We and our partners store and/or access information on a device, such as cookies, and process personal data.
        Accept all cookies
        Cookie settings
        We value your privacy
        This site uses cookies. Learn more
        Our website uses cookies to improve your browsing experience. Accept Reject Read more
        Manage consent preferences
        I agree to the use of cookies
        By clicking "Accept All", you agree to the storing of cookies on your device to enhance site navigation.
        Strictly Necessary Cookies
        Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren. Alle akzeptieren
        Nous utilisons des cookies pour améliorer votre expérience. Accepter
        Este sitio web utiliza cookies para mejorar su experiencia. Aceptar
        Do Not Sell My Personal Information
        Please accept cookies to continue.
    """,
    "BLR104": """
        Please enable JavaScript to continue.
        JavaScript must be enabled to view this page.
        You need to enable JavaScript to run this app.
        Your browser does not support HTML5 video.
        Your browser is out of date. Please update it to view this site correctly.
        This site requires JavaScript to function properly.
        It looks like JavaScript is disabled in your browser.
        Please wait while the page is loading...
        Page not found
        Checking your browser before accessing the site.
        To view this video please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video
        Sorry, your browser doesn't support embedded videos.
        Bitte aktivieren Sie JavaScript, um diese Seite zu nutzen.
        Veuillez activer JavaScript pour afficher cette page.
        Please verify you are a human
        This video is unavailable.
    """,
    "BLR105": """
        Home > News > Politics
        Home / Blog / Harbours
        Home » Recipes » Desserts » Apple Cake
        You are here: Home > About
        Home | About Us | Services | Contact
        News | Sport | Business | Opinion | Culture
        Skip to main content
        Skip to navigation
        Jump to navigation
        Back to top
        ← Previous Post
        Next article »
        « Older Posts | Newer Posts »
        Page 3 of 12
        1 2 3 4 5 Next
        Toggle navigation
        Main menu
        Home · News · Forum · Contact
        Startseite > Nachrichten > Politik
        Accueil > Actualités > Culture
        Previous: The long winter
        Back to home page
        Site Map
        Search this site
    """,
    "BLR106": """
        Share on Facebook
        Share on Twitter
        Share this article
        Share this:
        Tweet this
        Pin it
        Click to share on WhatsApp (Opens in new window)
        Follow us on Facebook, Twitter and Instagram
        Follow @harbourgazette on Twitter
        Like us on Facebook
        Find us on Facebook
        Share via Email
        Facebook Twitter LinkedIn WhatsApp Email
        Share Tweet Pin Email
        Connect with us on social media
        12.4K Shares
        Join the conversation on Twitter with #harbour
        Auf Facebook teilen
        Partager sur Facebook
        Compartir en Twitter
        Folgen Sie uns auf Instagram
        Share this story with your friends
    """,
    "BLR107": """
        Subscribe to our newsletter
        Sign up for our free daily newsletter
        Sign up to get the latest news delivered to your inbox every morning.
        Enter your email address to subscribe to this blog and receive notifications of new posts by email.
        Get our best stories in your inbox.
        Subscribe now
        Subscribe today for full access
        Already a subscriber? Sign in
        Join our mailing list
        Become a member and support independent journalism.
        Support our journalism
        Donate today
        Never miss an update
        Don't miss out! Subscribe to our newsletter.
        You can unsubscribe at any time.
        Thank you for subscribing!
        Download our app
        Melden Sie sich für unseren Newsletter an
        Inscrivez-vous à notre newsletter
        Suscríbete a nuestro boletín de noticias
        By signing up, you agree to our Terms of Service and Privacy Policy.
        Stay up to date with our weekly email
    """,
    "BLR108": """
        Read more
        Read More »
        Read more...
        Continue reading →
        Continue Reading
        Click here to read more
        Click here
        Learn more
        Read the full article
        Read the full story here
        View full article
        See more
        Show more
        More...
        Find out more
        Keep reading
        Click here for details
        Load more
        Read the rest of this entry »
        Mehr lesen
        En savoir plus
        Seguir leyendo
        Click on the link below to read the full report.
    """,
    "BLR109": """
        Related articles
        Related: How the harbour wall was built
        RELATED STORIES
        You might also like
        You may also be interested in
        Recommended stories
        More from Politics
        Read also: Ten walls that fell
        READ MORE: Ten walls that fell
        See also: Ten walls that fell
        Most Popular
        Most viewed this week
        Trending now
        Editor's picks
        Don't miss
        More on this story
        Recent Posts
        Popular posts
        People who read this also read
        Up next
        Lesen Sie auch: Zehn Mauern, die fielen
        À lire aussi : dix murs qui sont tombés
        Lea también: Diez muros que cayeron
        Latest news
        Similar posts
    """,
    "BLR110": """
        Leave a comment
        Leave a Reply
        Post a comment
        Add your comment
        2 comments
        No comments yet
        Comments (14)
        Comments are closed.
        Be the first to comment!
        You must be logged in to post a comment.
        Log in or register to post comments
        Sign in to reply
        Reply Quote
        Report abuse
        Flag as inappropriate
        Your email address will not be published. Required fields are marked *
        Save my name, email, and website in this browser for the next time I comment.
        Notify me of follow-up comments by email.
        Was this review helpful to you?
        14 of 20 people found this review helpful
        View all 36 comments
        Join the discussion
        What do you think? Let us know in the comments below!
        Einen Kommentar schreiben
        Laisser un commentaire
        Dejar un comentario
        Sort by: Newest first
        3 Replies
    """,
    "BLR111": """
        Photo: {name}/Getty Images
        Photo: {name}
        Photo by {name}
        Photo credit: {name}
        Image: {name} / Shutterstock
        (AP Photo/{name})
        (Photo by {name}/AFP via Getty Images)
        REUTERS/{name}
        {name}/Reuters
        Credit: {name}
        Photograph: {name}/The Guardian
        Picture: {name}
        Image courtesy of {name}
        A crowd gathers at the gate on Tuesday. (AP Photo/{name})
        Protesters march through the old town on Sunday. {name}/AFP
        Foto: {name}/dpa
        Crédit photo : {name}
        Photos by {name}
        Illustration by {name}
        Image source: Wikimedia Commons
        Getty Images
        Courtesy of {name}
        {name} for The New York Times
    """,
    "BLR113": """
        ADVERTISEMENT
        Advertisement
        - Advertisement -
        Advertisement - Continue Reading Below
        Story continues below
        Story continues below advertisement
        Article continues after advertisement
        Continue reading the main story
        Sponsored
        Sponsored Content
        Sponsored by Harbour Bank
        Paid content
        Promoted content
        Skip advertisement
        Scroll to continue
        Ads by Google
        This post contains affiliate links.
        We may earn a commission if you click on links in this article.
        Anzeige
        La suite après la publicité
        Advertise with us
        Report this ad
        SCROLL TO CONTINUE WITH CONTENT
    """,
    "BLR114": """
        Terms of Use | Privacy Policy
        Privacy Policy
        Terms and Conditions
        Terms of Service • Privacy Policy • Cookie Policy
        About | Contact | Privacy | Terms
        This material may not be published, broadcast, rewritten, or redistributed without permission.
        Reprinted with permission.
        Republished with permission of the author.
        No part of this publication may be reproduced without the written permission of the publisher.
        The views expressed in this article are the author's own and do not necessarily reflect our editorial policy.
        Disclaimer: The information on this site is for general purposes only.
        This article is for informational purposes only and does not constitute legal advice.
        All trademarks are the property of their respective owners.
        Powered by WordPress
        Proudly powered by WordPress | Theme: Harbour by Quill
        Licensed under a Creative Commons Attribution 4.0 License.
        Unauthorized use is prohibited.
        Impressum | Datenschutz
        Mentions légales | Politique de confidentialité
        This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.
    """,
    "BLR115": """
        Add to cart
        Add to Wishlist
        Buy now
        In stock
        Out of stock
        Only 2 left in stock - order soon.
        Free shipping on orders over $35
        SKU: HB-20331
        Quantity: 1
        Price: $24.99
        View cart
        Your cart is empty
        Proceed to checkout
        Add to basket
        Select options
        4.5 out of 5 stars
        In den Warenkorb
        Ajouter au panier
        Añadir al carrito
        Save 20% today
    """,
    "BLR116": """
        Log in
        Sign in
        Login | Register
        Sign in to your account
        Forgot your password?
        Lost your password?
        Create an account
        Create a free account
        Don't have an account? Sign up
        Already have an account? Log in
        Not a member? Join now
        Remember me
        Log out
        My Account
        You are not logged in.
        Username or email address *
        Anmelden
        Se connecter
        Iniciar sesión
        Continue with Google
    """,
    "BLR117": """
        Last updated: {month} 12, 2018
        Updated {month} 12, 2018
        Published {month} 12, 2018
        Published: {month} 12, 2018, 10:15 AM
        Posted on {month} 12, 2018
        Posted by {name} on {month} 12, 2018
        Last modified on {month} 12, 2018
        {month} 12, 2018 at 4:30 pm
        4 min read
        3 days ago
        2 hours ago
        Reading time: 6 minutes
        First published on {month} 12, 2018
        Updated at 11:20 a.m. ET
        Zuletzt aktualisiert: 12.03.2018
        Publié le 12 mars 2018
        Publicado el 12 de marzo de 2018
        This page was last edited on 12 {month} 2018, at 09:41.
        Mon 12 {month} 2018 09.41 GMT
    """,
    "BLR118": """
        Tags: harbour, storms, council
        Tags: politics
        Filed under: News, Politics
        Filed Under: Recipes
        Posted in News
        Posted in Uncategorized | Tagged harbour, storm
        Tagged with: harbour, walls
        Categories: Travel, Food
        Category: Opinion
        Topics: climate, weather
        #harbour #walls #storm2018
        Labels: harbour, walls
        Schlagwörter: Hafen, Mauer
        Mots-clés : port, mur
        Etiquetas: puerto, muro
        Related Topics: Harbours, Walls
    """,
    "BLR119": """
        Print this page
        Print
        Email this page
        Print | Email
        Printer-friendly version
        Text size
        1,204 views
        Views: 5,310
        Click to enlarge
        Click image to enlarge
        Send to a friend
        Download PDF
        Copy link
        Report an error
        This page has been viewed 2,140 times
        Listen to this article
        Bookmark this page
        Artikel drucken
        Imprimer cette page
        Hide caption
        View slideshow
    """,
    "BLR120": """
        Contact us
        For more information, contact {name} at 555-0147.
        For more information, visit www.harbour-gazette.example.org.
        Media contact: {name}, press@example.org
        Contact the author at author@example.org
        Email the author at author@example.org
        Get in touch
        Got a tip? Email tips@example.org
        Send your comments to letters@example.org
        Contact {name} at author@example.org
        Press Contact
        Have a question? Contact us at help@example.org.
        Contactez-nous
        Questions? Email help@example.org
    """,
}


def _filled(line: str, chance: random.Random) -> str:
    return line.replace("{name}", chance.choice(NAMES)).replace("{month}", chance.choice(MONTHS))


def _inserted(text: str, line: str, chance: random.Random) -> Damage | None:
    """A line of its own between two paragraphs, or at the end, with or without blank lines around it."""
    breaks = [at for at in range(len(text)) if text.startswith("\n\n", at)]
    if breaks and chance.random() < 0.8:
        at = chance.choice(breaks)
        before = "\n\n" if chance.random() < 0.7 else "\n"
        return Damage(text[:at] + before + line + text[at:], ((at + len(before), at + len(before) + len(line)),))
    start = len(text) + 2
    return Damage(f"{text}\n\n{line}", ((start, start + len(line)),))


def _line_of(code: str) -> None:
    lines = [line.strip() for line in LINES[code].strip().splitlines()]

    def line_of_page(text: str, chance: random.Random) -> Damage | None:
        return _inserted(text, _filled(chance.choice(lines), chance), chance)

    corrupts(code, repaired=True)(line_of_page)


for _code in LINES:
    _line_of(_code)


@corrupts("BLR105", repaired=True)
def breadcrumbs(text: str, chance: random.Random) -> Damage | None:
    """A trail of sections before the text."""
    mark = chance.choice((" > ", " » ", " / ", " › "))
    trail = mark.join(["Home", *chance.sample(["News", "Local", "Opinion", "The harbour", "2018", "Reviews"], 2)])
    return Damage(f"{trail}\n\n{text}", ((0, len(trail)),))


@corrupts("BLR122", repaired=True)
def menu(text: str, chance: random.Random) -> Damage | None:
    """The menu of a page, an item a line, before or after the text."""
    items = [
        "Home",
        "About us",
        "Contact",
        "News",
        "Sports",
        "Business",
        "Opinion",
        "Subscribe",
        "Log in",
        "Events",
        "Archive",
        "FAQ",
    ]
    lines = "\n".join(["Home", *chance.sample(items[1:], chance.randint(4, 9))])
    if chance.random() < 0.5:
        return Damage(f"{lines}\n\n{text}", ((0, len(lines)),))
    return Damage(f"{text}\n\n{lines}", ((len(text) + 2, len(text) + 2 + len(lines)),))


@corrupts("BLR112", repaired=True)
def dateline(text: str, chance: random.Random) -> Damage | None:
    """Place, day and agency before the first sentence."""
    place = chance.choice(PLACES)
    month = chance.choice(MONTHS)
    form = chance.choice(
        (
            "{place} (Reuters) - ",
            "{place} (AP) — ",
            "{place} — ",
            "{place}, {month} 3 (Xinhua) -- ",
            "{place}, {month} 3, 2018 /PRNewswire/ -- ",
            "{place}: ",
            "{place} (AFP) – ",
            "{place}, {month} 3 — ",
        )
    )
    if form == "{place}: " or not text[:1].isupper():
        form = "{place} (CNN) - "
    line = form.format(place=place, month=month)
    return Damage(line + text, ((0, len(line)),))


@corrupts("BLR121", repaired=True)
def author_note(text: str, chance: random.Random) -> Damage | None:
    """What stands about the author below an article."""
    name = chance.choice(NAMES)
    line = chance.choice(
        (
            f"About the author: {name} writes about harbours and lives in Leeds.",
            f"Follow {name} on Twitter: @example",
            f"{name} can be reached at author@example.org.",
            f"{name} lives in Leeds and writes about harbours.",
            "Follow him on Twitter @example.",
            f"You can follow {name} on Twitter at @example.",
            f"{name} teaches history in Leeds. Her latest book is about walls.",
        )
    )
    return Damage(f"{text}\n\n{line}", ((len(text) + 2, len(text) + 2 + len(line)),))


@corrupts("BLR101")
def copyright_line(text: str, chance: random.Random) -> Damage | None:
    line = chance.choice(
        (
            "© 2018 The Harbour Gazette. All rights reserved.",
            "Copyright 2018 Harbour Media Ltd.",
            "All rights reserved.",
            "(c) 2018 Harbour Media",
        )
    )
    return _inserted(text, line, chance)


@corrupts("BLR102")
def byline(text: str, chance: random.Random) -> Damage | None:
    name, other = chance.sample(NAMES, 2)
    line = chance.choice(
        (
            f"By {name}",
            f"By {name} and {other}",
            f"BY {name.upper()}",
            f"By {name}, Staff Writer",
            f"By {name} | {chance.choice(MONTHS)} 3, 2018",
            f"by {name}",
            f"Written by {name}",
            f"Posted by {name}",
            f"Author: {name}",
            f"Story by {name}",
            f"By {name}, Associated Press",
            f"By {name} for the Harbour Gazette",
        )
    )
    return Damage(f"{line}\n\n{text}", ((0, len(line)),))

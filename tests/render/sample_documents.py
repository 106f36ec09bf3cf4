"""Documents for the tests of the page, built by hand as composition would build them.

The text is the reference brief's own: long enough to fill two pages, so that what the tests measure is a
real page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import fields, replace

from plaidoyer.compose.document import (
    Bar,
    Block,
    Calculation,
    Cell,
    Chart,
    Document,
    Entry,
    Heading,
    Item,
    KeyFigure,
    List,
    Paragraph,
    Part,
    Section,
    Table,
)
from plaidoyer.words import Claim, Foreign, Inline, Link, Note, Styled, Text

NNBSP, NBSP = "\u202f", "\u00a0"


def french(text: str) -> str:
    """The spaces that composition would have set."""
    for mark in (";", "!", "?"):
        text = text.replace(f" {mark}", f"{NNBSP}{mark}")
    text = text.replace("« ", f"«{NNBSP}").replace(" »", f"{NNBSP}»")
    for mark in (":", "%", "€"):
        text = text.replace(f" {mark}", f"{NBSP}{mark}")
    return text.replace("20 000", f"20{NNBSP}000").replace("75 000", f"75{NNBSP}000").replace("'", "’")


def strong(text: str) -> Styled:
    """Words in bold."""
    return Styled("strong", (Text(french(text)),))


def note(*numbers: int) -> Note:
    """A call to entries of the list of sources."""
    links: list[Inline] = []
    for number in numbers:
        links += [Text(", "), Link(f"#source-{number}", (Text(str(number)),))]
    return Note("call", tuple(links[1:]))


_count = iter(range(1, 10_000))


def claim(*content: str | Inline, notes: tuple[int, ...] = (), broken: tuple[str, ...] = ()) -> Claim:
    """A sentence with its note: before the full stop, as French typography wants."""
    children = tuple(Text(french(part)) if isinstance(part, str) else part for part in content)
    if notes:
        last = children[-1]
        assert isinstance(last, Text)
        stem, stop = (last.text[:-1], last.text[-1]) if last.text.endswith((".", ";")) else (last.text, "")
        children = (*children[:-1], Text(stem), note(*notes), Text(stop))
    return Claim(f"claim-{next(_count)}", children, broken)


def p(*content: str | Inline) -> Paragraph:
    """A paragraph."""
    return Paragraph(tuple(Text(french(part)) if isinstance(part, str) else part for part in content))


def bullets(*items: tuple[str | Inline, ...], ordered: bool = False) -> List:
    """A list of one-paragraph items."""
    return List(ordered, 1, tuple(Item((p(*item),)) for item in items))


_NO_ALIGN: Literal[""] = ""


def table(caption: tuple[Inline, ...], *rows: tuple[str, ...], strong_rows: tuple[int, ...] = ()) -> Table:
    """A table; the first row is its head."""
    cells = [tuple(Cell((Text(french(cell)),)) for cell in row) for row in rows]
    return Table(caption, cells[0], tuple(cells[1:]), (_NO_ALIGN,) * len(rows[0]), strong_rows)


CHART = Chart(
    id="rapports",
    title=(Text(french("Rapports reçus par l'IWF au sujet d'images générées par IA")),),
    bars=(
        Bar("avr. 2023 – mars 2024 (12 mois)", "70 rapports, soit 5,8 par mois", 0.473, "observed", "", False),
        Bar("avr. – sept. 2024 (6 mois)", "74 rapports, soit 12,3 par mois", 1.0, "observed", "", True),
    ),
    alt="Rapports reçus : 70 en douze mois, puis 74 en six mois.",
    source=(Text(french("Source : IWF, cité par AFP, octobre 2024")), note(1)),
    caveats=(),
    blocks=(p("Barres proportionnelles à la moyenne mensuelle : les deux périodes n'ont pas la même durée."),),
)

KEY_FIGURE = KeyFigure(
    id="part-affaires",
    number=f"40{NBSP}%",
    unit="",
    of=french("des affaires où la consultation a entraîné un passage à l'acte"),
    kind_word="estimation",
    source=(Text(french("selon l'Office des mineurs, cité par AFP, octobre 2024")), note(1)),
    caveat="",
    blocks=(),
)

_MESSAGES = Part(
    "key-messages",
    "",
    (),
    (
        bullets(
            (
                claim(
                    strong("Le phénomène est mesuré."),
                    " L'Internet Watch Foundation (IWF) a reçu 74 rapports en six mois, d'avril à fin septembre"
                    " 2024, contre"
                    " 70 sur les douze mois précédents.",
                    notes=(1,),
                ),
            ),
            (
                claim(
                    strong("La loi n'est pas muette ; elle est incomplète."),
                    " Lorsque le mineur représenté a quinze ans ou plus, l'article 227-23 ne vise l'acte de"
                    " création que s'il"
                    " est commis « en vue de sa diffusion ».",
                    notes=(3,),
                ),
            ),
            (
                strong("Une phrase suffit."),
                " Elle reprend les mots du code et ne modifie ni la diffusion, ni la détention.",
            ),
        ),
    ),
)

_SIDEBAR = Part(
    "sidebar",
    "",
    (),
    (
        p(strong("Mineur de quinze ans")),
        p("Dans le code pénal, ces mots désignent un mineur de ", strong("moins"), " de quinze ans."),
    ),
)

_WORDING = Part(
    "sidebar",
    "",
    (),
    (
        p(strong("La phrase proposée")),
        p(
            "« Le fait de créer, par un montage ou au moyen d'un traitement algorithmique, l'image ou la"
            " représentation d'un"
            " mineur lorsque cette image ou cette représentation présente un caractère pornographique est puni des"
            " mêmes"
            " peines, même s'il n'a pas été commis en vue de la diffusion de cette image ou représentation. »"
        ),
    ),
)

_PROBLEM = Section(
    "problem",
    (Text("Le problème"),),
    (
        p(
            claim(
                "En septembre 2023, plus de 20 000 images générées par intelligence artificielle (IA) ont été"
                " publiées en un"
                " mois sur un forum du ",
                Foreign("en", (Styled("emphasis", (Text("dark web"),)),)),
                ", selon l'IWF, citée par l'AFP.",
                notes=(1,),
            ),
            " ",
            claim(
                "L'association en a jugé 2 978 contraires au droit britannique ; les autres n'ont pas été"
                " retenues, ou ne"
                " représentaient pas d'enfant.",
                notes=(2,),
            ),
            " ",
            claim("L'ordre de grandeur importe moins que la tendance, que l'IWF juge « glaçante ».", notes=(1,)),
        ),
        p(
            "Deux conséquences sont rapportées. ",
            claim(
                "Les services d'enquête peinent davantage à identifier et à protéger les enfants réellement victimes.",
                notes=(1,),
            ),
            " ",
            claim(
                "Et l'Office des mineurs (Ofmin) estime que, dans 40 % des affaires, la consultation de tels contenus a"
                " entraîné un passage à l'acte.",
                notes=(1,),
            ),
            " ",
            claim(
                "Sa cheffe, Gabrielle Hazan, prévoyait en juillet 2024 que, « dans quelques années », 95 % des images"
                " pédocriminelles diffusées sur Internet seraient issues de l'IA.",
                notes=(1,),
            ),
            " Il s'agit d'une prévision, non d'une mesure.",
        ),
        CHART,
    ),
)

_LAW = Section(
    "law",
    (Text("Ce que dit le droit, ce qu’il ne dit pas"),),
    (
        p(
            claim(
                "L'article 227-23, dans sa version en vigueur depuis le 23 avril 2021, réprime « l'image ou la"
                " représentation »"
                " d'un mineur présentant un caractère pornographique.",
                notes=(3,),
            ),
            " ",
            claim(
                "Le mot « représentation » ne suppose pas d'enfant réel : la Cour de cassation a rejeté en 2007 le"
                " pourvoi de"
                " personnes condamnées pour la diffusion d'un film d'animation.",
                notes=(4,),
            ),
        ),
        _SIDEBAR,
        table(
            (Text(french("Peines encourues selon l'âge du mineur représenté (article 227-23)")), note(3)),
            ("Acte", "Moins de quinze ans", "Quinze ans ou plus"),
            ("Fixer, enregistrer en vue de diffuser (al. 1)", "5 ans, 75 000 €", "5 ans, 75 000 €"),
            ("Les mêmes actes, sans intention de diffuser (al. 1)", "5 ans, 75 000 €", "Non visé"),
            ("Diffuser, offrir, rendre disponible (al. 2)", "5 ans, 75 000 €", "5 ans, 75 000 €"),
            ("Acquérir, détenir (al. 4)", "5 ans, 75 000 €", "5 ans, 75 000 €"),
            strong_rows=(1,),
        ),
        p(
            claim(
                "L'article 226-8-1, issu de la loi du 21 mai 2024, punit de deux ans d'emprisonnement et de 60 000"
                " euros"
                " d'amende le fait de porter un montage sexuel à la connaissance du public ou d'un tiers, sans"
                " consentement.",
                notes=(3,),
            ),
            " Il ne vise pas la création.",
        ),
    ),
)

_OPTIONS = Section(
    "options",
    (Text("Trois options"),),
    (
        p(
            strong("1. S'en remettre au juge."),
            " « Fixer » et « enregistrer » peuvent être lus comme visant la génération d'une image. Cette lecture"
            " reste à"
            " confirmer ; la loi pénale est d'interprétation stricte.",
        ),
        p(
            strong("2. Supprimer « en vue de sa diffusion »."),
            " La mesure atteindrait aussi les images que des adolescents font d'eux-mêmes. Nous ne la recommandons"
            " pas.",
        ),
        Part(
            "recommended",
            "",
            (),
            (
                p(
                    strong("3. Compléter le premier alinéa."),
                    " Une phrase vise la seule création par montage ou par traitement algorithmique, à peine égale."
                    " L'amendement figure en annexe.",
                ),
            ),
        ),
        _WORDING,
    ),
)


def _objection(words: str, *reply: str | Inline) -> Part:
    return Part("objection", "", (), (p(strong(words), " ", *reply),))


_OBJECTIONS = Section(
    "objections",
    (Text("Objections et réponses"),),
    (
        _objection(
            "« La détention est déjà punie. »",
            "C'est exact, et de la même peine. Mais la détention suppose un fichier conservé. L'acte de création,"
            " commis à"
            " distance ou suivi d'un effacement, peut y échapper ; il est aussi celui qui atteint l'enfant dont"
            " l'image est"
            " détournée.",
        ),
        _objection(
            "« Le Sénat l'a déjà refusé. »",
            claim(
                "L'amendement n° 1 rectifié du 10 février 2026 a été retiré après deux avis défavorables.",
                notes=(5,),
            ),
            " Il visait tout contenu « à caractère sexuel », son compris, et incriminait de nouveau la diffusion. Notre"
            " rédaction garde le mot « pornographique » et se limite à la création.",
        ),
        _objection(
            "« La création artistique serait menacée. »",
            "La proposition n'étend pas la notion de « représentation » : elle vise des contenus que le code"
            " interdit déjà de"
            " diffuser et de détenir.",
        ),
    ),
)

_IMPLEMENTATION = Section(
    "implementation",
    (Text("Mise en œuvre"),),
    (
        p(
            claim(
                "La Fondation pour l'enfance demande de pénaliser « la création de montages à caractère sexuel"
                " représentant des"
                " mineurs » ; la rédaction proposée ici est la nôtre, et plus étroite.",
                notes=(1,),
            ),
            " Elle appelle une mention d'application outre-mer et un rendez-vous d'évaluation dans les trois ans.",
        ),
    ),
)


def _entries(*texts: str | tuple[Inline, ...]) -> tuple[Entry, ...]:
    return tuple(
        Entry(f"source-{number}", (Text(french(text)),) if isinstance(text, str) else text)
        for number, text in enumerate(texts, start=1)
    )


FRENCH = Document(
    slug="amender-code-penal",
    lang="fr",
    draft=False,
    title=french("Montages pédocriminels et IA : punir la création, non la seule diffusion"),
    subtitle="",
    date="24 novembre 2026",
    date_iso="2026-11-24",
    version="1",
    authors=(),
    issuer="",
    audience=french("Commissions des lois des deux assemblées"),
    recipients=(),
    ask=(
        Text(
            french(
                "Que le Parlement complète, dans le premier texte de droit pénal qui lui sera soumis, le premier"
                " alinéa de"
                " l'article 227-23 du code pénal, afin que la création d'un contenu pornographique représentant un"
                " mineur par"
                " montage ou par traitement algorithmique soit punie même sans intention de le diffuser."
            )
        ),
    ),
    contact="demonstration@example.org",
    transparency=french("Aucun financement n'a été reçu pour cette note."),
    notice=french("Démonstration établie à partir de sources publiques. N'émane pas de la Fondation pour l'enfance."),
    keywords=("protection de l’enfance", "code pénal"),
    abbreviations=(
        ("AFP", "Agence France-Presse"),
        ("IA", "intelligence artificielle"),
        ("IWF", "Internet Watch Foundation"),
        ("Ofmin", "Office des mineurs"),
    ),
    large_print=False,
    lead=(),
    parts={"key-messages": (_MESSAGES,)},
    sections=(_PROBLEM, _LAW, _OPTIONS, _OBJECTIONS, _IMPLEMENTATION),
    entries=_entries(
        "Agence France-Presse, « L'intelligence artificielle, nouvelle arme inquiétante de la pédocriminalité »,"
        " octobre 2024."
        " Source secondaire : rapporte l'IWF, l'Ofmin et la Fondation pour l'enfance.",
        (
            Text("Internet Watch Foundation, "),
            Foreign(
                "en", (Styled("emphasis", (Text("How AI is being abused to create child sexual abuse imagery"),)),)
            ),
            Text(", octobre 2023. "),
            Link("https://www.iwf.org.uk/about-us/", (Text("www.iwf.org.uk"),)),
            Text("."),
        ),
        "Code pénal, art. 227-23 (LEGIARTI000043409170, en vigueur depuis le 23 avril 2021) et art. 226-8-1"
        " (LEGIARTI000049567458), vus le 22 novembre 2026.",
        "Cass. crim., 12 septembre 2007, n° 06-86.763.",
        "Sénat, amendement n° 1 rect., proposition de loi n° 339 (2025-2026), 10 février 2026.",
    ),
    calculations=(Calculation("calculation-illicites", "a", french(f"calcul : 2{NNBSP}562 + 416 = 2{NNBSP}978")),),
    numbered=True,
)


def _english_section(id_: str, title: str, *content: Block) -> Section:
    return Section(id_, (Text(title),), content)


ENGLISH = replace(
    FRENCH,
    slug="close-the-gap",
    lang="en",
    title="AI-made images of child abuse: make creation an offence, not distribution alone",
    date="24 November 2026",
    audience="Law committees of the National Assembly and of the Senate",
    ask=(
        Text(
            "That Parliament add one sentence to article 227-23 of the Penal Code, in the next criminal law bill,"
            " so that"
            " creating a pornographic image of a minor by montage or by algorithm is punished even without intent to"
            " distribute it."
        ),
    ),
    transparency="No funding was received for this brief.",
    notice="A demonstration built from public sources. It is not issued by the Fondation pour l’enfance.",
    keywords=("child protection", "penal code"),
    abbreviations=(("IWF", "Internet Watch Foundation"),),
    parts={
        "key-figure": (
            KeyFigure(
                "reports",
                "74",
                "reports",
                "on AI-generated images reached the IWF",
                "",
                (Text("IWF, as reported by AFP, April to September 2024"), note(1)),
                "Against 70 over the twelve months before.",
                (),
            ),
            KeyFigure(
                "images",
                "more than 20,000",
                "images",
                "posted in one month on one forum",
                "",
                (Text("IWF, as reported by AFP, September 2023"), note(1)),
                "2,978 were found criminal under UK law.",
                (),
            ),
            KeyFigure(
                "share",
                "40%",
                "",
                "of cases in which viewing led to contact abuse",
                "estimate",
                (Text("Office for Minors (Ofmin), as reported by AFP, October 2024"), note(1)),
                "",
                (),
            ),
        ),
        "wording": (
            Part(
                "wording",
                "",
                (),
                (
                    p(
                        Foreign(
                            "fr",
                            (
                                Text(
                                    french(
                                        "« Le fait de créer, par un montage ou au moyen d'un traitement"
                                        " algorithmique, l'image ou"
                                        " la représentation d'un mineur lorsque cette image ou cette"
                                        " représentation présente un"
                                        " caractère pornographique est puni des mêmes peines, même s'il n'a pas"
                                        " été commis en vue"
                                        " de la diffusion de cette image ou représentation. »"
                                    )
                                ),
                            ),
                        )
                    ),
                ),
            ),
        ),
    },
    sections=(
        _english_section(
            "gap",
            "The gap is narrow, and real",
            p(
                claim(
                    "Article 227-23 punishes fixing, recording or transmitting the image of a minor when it is"
                    " done with a view"
                    " to distribution.",
                    notes=(2,),
                ),
                " That condition falls only when the minor is under fifteen. Creating, without intent to"
                " distribute, an image of"
                " a minor of fifteen to seventeen is therefore not clearly covered.",
            ),
            p(
                "Possession is punished already, with the same penalty. But possession supposes a file that is"
                " kept: an image"
                " made at a distance, seen and erased, may escape it."
            ),
        ),
        _english_section(
            "answer",
            "One sentence is enough",
            p(
                "It takes up the words of the code and changes neither distribution nor possession. It leaves out"
                " nude montages"
                " that are not pornographic, and does not reach the pictures that adolescents take of themselves."
            ),
            p(
                "A wider wording was tabled in the Senate on 10 February 2026 and withdrawn after two unfavourable"
                " opinions."
                " Ours keeps to creation and to the word “pornographic”."
            ),
        ),
    ),
    entries=_entries(
        "Agence France-Presse, October 2024. Secondary source: reports the IWF and the Ofmin.",
        "Penal Code (France), art. 227-23, in force since 23 April 2021, last read on 22 November 2026.",
    ),
    calculations=(),
)


def drafted(document: Document, *rules: str) -> Document:
    """The same document as a draft in which every claim, chart and key figure breaks these rules."""
    broken: Document = _broken(document, rules)
    return replace(broken, draft=True)


def _broken(node: Any, rules: tuple[str, ...]) -> Any:
    if isinstance(node, tuple):
        return tuple(_broken(child, rules) for child in node)
    if isinstance(node, dict):
        return {name: _broken(child, rules) for name, child in node.items()}
    if not isinstance(node, Struct):
        return node
    inner = {one.name: _broken(getattr(node, one.name), rules) for one in fields(node)}
    return type(node)(**({**inner, "broken": rules} if "broken" in inner else inner))


def footnoted(document: Document) -> Document:
    """The same document with its notes at the foot of the page, each of which names the note and its source."""
    count = iter(range(1, 10_000))
    noted: Document = _noted(document, lambda: Note("footnote", (Text(f"Note {next(count)}, article 227-23."),)))
    return replace(noted, calculations=(), numbered=False)


def _noted(node: Any, footnote: Callable[[], Note]) -> Any:
    if isinstance(node, Note):
        return footnote()
    if isinstance(node, tuple):
        return tuple(_noted(child, footnote) for child in node)
    if isinstance(node, dict):
        return {name: _noted(child, footnote) for name, child in node.items()}
    if not isinstance(node, Struct):
        return node
    return type(node)(**{one.name: _noted(getattr(node, one.name), footnote) for one in fields(node)})


def headed(document: Document) -> Document:
    """The same document with two headings of level 3 in its second section."""
    first, second, *others = document.sections
    half = len(second.blocks) // 2
    blocks = (
        Heading(3, "section.2.1", (Text("L’article en vigueur"),)),
        *second.blocks[:half],
        Heading(3, "section.2.2", (Text("Ce qui reste"),)),
        *second.blocks[half:],
    )
    return replace(document, sections=(first, replace(second, blocks=blocks), *others))


DOSSIER = headed(footnoted(FRENCH))

LETTER = replace(
    FRENCH,
    title="Envoi d’un dossier",
    issuer="Campagne d’essai",
    recipients=(
        "Madame la présidente ou",
        "Monsieur le président",
        "de la commission des jardins",
        "Assemblée des maires",
        "12, rue des Lacs",
        "75000 Paris",
    ),
    lead=(
        p("Madame la Présidente, Monsieur le Président,"),
        p(
            claim("Le maire a compté 74 rapports en six mois, contre 70 sur les douze mois précédents."),
            " Une phrase suffit ; elle garde les peines de l'article et ne touche ni à la diffusion ni à la détention.",
        ),
        *(p("Le dossier ci-joint rassemble les faits, le droit, les objections et leurs réponses. " * 3),) * 2,
        p("Nous vous prions d'agréer, Madame, Monsieur, l'expression de notre haute considération."),
    ),
    parts={
        "enclosures": (Part("enclosures", "", (), (bullets(("Le dossier",), ("La note, et le texte à déposer",)),)),)
    },
    sections=(),
    entries=(),
    calculations=(),
)

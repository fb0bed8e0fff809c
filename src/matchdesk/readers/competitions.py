"""What competitions are called in headings, and the ids they stand for.

A heading such as "Primera División de España 2017/18" is folded, its season and country words are
taken out, and what is left is looked up: first among names that need no country, then among those
of the country. What no table holds gives None; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matchdesk.core.competition import COMPETITION_ID, CompetitionId
from matchdesk.core.season import Season
from matchdesk.core.text import fold

__all__ = ["PLACES_AT_STAKE", "ZONES", "Heading", "competition_named", "heading_of", "zone_of"]

# Country code of ids → words for the country and its people, folded.
COUNTRIES: dict[str, tuple[str, ...]] = {
    "es": ("spain", "espana", "spanish", "spanien"),
    "en": ("england", "english", "inglaterra"),
    "sco": ("scotland", "scottish", "schottland", "escocia"),
    "wal": ("wales", "welsh", "cymru"),
    "nir": ("northern ireland", "northern irish"),
    "ie": ("ireland", "irish", "republic of ireland"),
    "de": ("germany", "german", "deutsche", "deutscher", "deutschland", "alemania"),
    "it": ("italy", "italian", "italia", "italiana", "italien"),
    "fr": ("france", "french", "francaise", "francia"),
    "pt": ("portugal", "portuguese", "portuguesa"),
    "nl": ("netherlands", "dutch", "holland", "nederland"),
    "be": ("belgium", "belgian", "belgique", "belgie"),
    "tr": ("turkey", "turkish", "turkiye"),
    "gr": ("greece", "greek", "hellas"),
    "at": ("austria", "austrian", "osterreich", "osterreichische", "osterr", "oesterreich"),
    "ch": ("switzerland", "swiss", "schweiz", "schweizer"),
    "dk": ("denmark", "danish", "danmark"),
    "se": ("sweden", "swedish", "sverige"),
    "no": ("norway", "norwegian", "norge"),
    "fi": ("finland", "finnish", "suomi"),
    "is": ("iceland", "icelandic"),
    "pl": ("poland", "polish", "polska"),
    "ru": ("russia", "russian"),
    "ua": ("ukraine", "ukrainian"),
    "cz": ("czech republic", "czech", "czechia"),
    "sk": ("slovakia", "slovak"),
    "hu": ("hungary", "hungarian", "magyar"),
    "ro": ("romania", "romanian"),
    "bg": ("bulgaria", "bulgarian"),
    "rs": ("serbia", "serbian"),
    "hr": ("croatia", "croatian", "hrvatska"),
    "si": ("slovenia", "slovenian", "slovenska"),
    "ba": ("bosnia and herzegovina", "bosnia herzegovina", "bosnia", "bosnian"),
    "mk": ("north macedonia", "macedonia", "macedonian"),
    "me": ("montenegro", "montenegrin"),
    "al": ("albania", "albanian"),
    "xk": ("kosovo", "kos"),
    "cy": ("cyprus", "cypriot"),
    "mt": ("malta", "maltese"),
    "lu": ("luxembourg", "luxemburg"),
    "li": ("liechtenstein", "liechtensteiner"),
    "ad": ("andorra", "andorran"),
    "sm": ("san marino", "san marinese"),
    "gi": ("gibraltar",),
    "fo": ("faroe islands", "faroese", "faroe"),
    "ee": ("estonia", "estonian"),
    "lv": ("latvia", "latvian"),
    "lt": ("lithuania", "lithuanian"),
    "by": ("belarus", "belarusian"),
    "md": ("moldova", "moldovan"),
    "ge": ("georgia", "georgian"),
    "am": ("armenia", "armenian"),
    "az": ("azerbaijan", "azerbaijani"),
    "kz": ("kazakhstan", "kazakh"),
    "il": ("israel", "israeli"),
    "br": ("brazil", "brazilian", "brasil", "brasileiro"),
    "ar": ("argentina", "argentine", "argentinian"),
    "uy": ("uruguay", "uruguayan"),
    "cl": ("chile", "chilean"),
    "co": ("colombia", "colombian"),
    "ec": ("ecuador", "ecuadorian"),
    "pe": ("peru", "peruvian"),
    "py": ("paraguay", "paraguayan"),
    "bo": ("bolivia", "bolivian"),
    "ve": ("venezuela", "venezuelan"),
    "mx": ("mexico", "mexican"),
    "us": ("usa", "united states"),
    "ca": ("canada", "canadian"),
    "cr": ("costa rica", "costa rican"),
    "jp": ("japan", "japanese"),
    "kr": ("south korea", "korea", "korean"),
    "cn": ("china", "chinese"),
    "au": ("australia", "australian"),
    "nz": ("new zealand",),
    "in": ("india", "indian"),
    "sa": ("saudi arabia", "saudi"),
    "ir": ("iran", "iranian"),
    "eg": ("egypt", "egyptian"),
    "ma": ("morocco", "moroccan"),
    "dz": ("algeria", "algerian"),
    "tn": ("tunisia", "tunisian"),
    "ng": ("nigeria", "nigerian"),
    "gh": ("ghana", "ghanaian"),
    "ke": ("kenya", "kenyan"),
    "tz": ("tanzania", "tanzanian"),
    "ug": ("uganda", "ugandan"),
    "zm": ("zambia", "zambian"),
    "za": ("south africa", "south african"),
}

# Names that mean one competition without a country.
ALONE: dict[str, str] = {
    # Spain
    "la liga": "es.1", "laliga": "es.1", "primera division de espana": "es.1",
    "laliga ea sports": "es.1", "laliga santander": "es.1", "liga bbva": "es.1",
    "laliga 2": "es.2", "la liga 2": "es.2", "laliga2": "es.2", "liga adelante": "es.2",
    "laliga hypermotion": "es.2", "laliga smartbank": "es.2", "segunda division": "es.2",
    "copa del rey": "es.cup", "copa del generalisimo": "es.cup", "supercopa de espana":
    "es.supercup", "supercopa": "es.supercup",
    # England
    "premier league": "en.1", "efl championship": "en.2", "football league championship": "en.2",
    "efl league one": "en.3", "efl league two": "en.4", "league one": "en.3", "league two": "en.4",
    "football conference": "en.5", "conference premier": "en.5", "vanarama national league":
    "en.5", "fa cup": "en.cup", "efl cup": "en.leaguecup", "carabao cup": "en.leaguecup",
    "football league cup": "en.leaguecup", "fa community shield": "en.supercup",
    "community shield": "en.supercup", "fa charity shield": "en.supercup",
    # Germany
    "bundesliga": "de.1", "1 bundesliga": "de.1", "2 bundesliga": "de.2", "3 liga": "de.3",
    "dfb pokal": "de.cup", "dfl supercup": "de.supercup", "dfb supercup": "de.supercup",
    # Italy
    "serie a": "it.1", "serie b": "it.2", "serie c": "it.3", "coppa italia": "it.cup",
    "supercoppa italiana": "it.supercup",
    # France
    "ligue 1": "fr.1", "ligue 2": "fr.2", "championnat national": "fr.3",
    "coupe de france": "fr.cup", "coupe de la ligue": "fr.leaguecup", "trophee des champions":
    "fr.supercup",
    # Portugal
    "primeira liga": "pt.1", "liga portugal": "pt.1", "liga nos": "pt.1", "primeira divisao":
    "pt.1", "segunda liga": "pt.2", "liga portugal 2": "pt.2", "taca de portugal": "pt.cup",
    "taca da liga": "pt.leaguecup",
    # Other leagues of one name
    "eredivisie": "nl.1", "eerste divisie": "nl.2", "knvb beker": "nl.cup",
    "jupiler pro league": "be.1", "scottish premiership": "sco.1", "super lig": "tr.1",
    "allsvenskan": "se.1", "superettan": "se.2", "eliteserien": "no.1", "tippeligaen": "no.1",
    "obos ligaen": "no.2", "superligaen": "dk.1", "veikkausliiga": "fi.1", "ekstraklasa": "pl.1",
    "meistriliiga": "ee.1", "nemzeti bajnoksag i": "hu.1", "major league soccer": "us.1",
    "mls": "us.1", "liga mx": "mx.1", "ascenso mx": "mx.2", "liga de expansion mx": "mx.2",
    "brasileirao": "br.1", "brasileiro serie a": "br.1", "brasileiro serie b": "br.2",
    "brasileirao serie a": "br.1", "brasileirao serie b": "br.2", "brasileirao serie c": "br.3",
    "campeonato brasileiro": "br.1", "campeonato brasileiro serie a": "br.1",
    "campeonato brasileiro serie b": "br.2", "campeonato brasileiro serie c": "br.3",
    "copa do brasil": "br.cup", "j1 league": "jp.1", "j2 league": "jp.2", "j3 league": "jp.3",
    "j league": "jp.1", "j league division 1": "jp.1", "j league division 2": "jp.2",
    "meiji yasuda j1 league": "jp.1", "a league": "au.1", "a league men": "au.1",
    "a league women": "au.1.w", "k league 1": "kr.1", "k league": "kr.1", "k league 2": "kr.2",
    "psl": "za.1", "liga bbva mx": "mx.1", "liga mx femenil": "mx.1.w", "nwsl": "us.1.w",
    "national womens soccer league": "us.1.w", "usl championship": "us.2",
    "us open cup": "us.cup", "categoria primera a": "co.1", "liga betplay": "co.1",
    "ligapro": "ec.1", "liga pro": "ec.1", "liga f": "es.1.w", "fa wsl": "en.1.w", "wsl": "en.1.w",
    "campeonato nacional": "cl.1", "liga profesional de futbol": "ar.1",
    "league of ireland": "ie.1", "league of ireland premier division": "ie.1",
    "league of ireland first division": "ie.2", "ofb cup": "at.cup", "oefb cup": "at.cup",
    "challenge league": "ch.2", "gambrinus liga": "cz.1", "ceska liga": "cz.1",
    "fortuna liga": "cz.1", "synot liga": "cz.1", "nb i": "hu.1", "otp bank liga": "hu.1",
    "superliga argentina": "ar.1", "liga profesional argentina": "ar.1",
    # Between countries
    "champions league": "uefa.cl", "uefa champions league": "uefa.cl", "european cup": "uefa.cl",
    "european champion clubs cup": "uefa.cl", "european champions cup": "uefa.cl",
    "europa league": "uefa.el", "uefa europa league": "uefa.el", "uefa cup": "uefa.el",
    "conference league": "uefa.ecl", "uefa conference league": "uefa.ecl",
    "uefa europa conference league": "uefa.ecl", "europa conference league": "uefa.ecl",
    "uefa super cup": "uefa.supercup", "european super cup": "uefa.supercup",
    "uefa cup winners cup": "uefa.cwc", "cup winners cup": "uefa.cwc",
    "european cup winners cup": "uefa.cwc", "inter cities fairs cup": "uefa.fairs",
    "fairs cup": "uefa.fairs", "intertoto cup": "uefa.intertoto",
    "uefa intertoto cup": "uefa.intertoto", "uefa nations league": "uefa.nations",
    "euro": "uefa.euro", "uefa euro": "uefa.euro", "european championship": "uefa.euro",
    "world cup": "fifa.wc", "fifa world cup": "fifa.wc", "fifa club world cup": "fifa.clubwc",
    "club world cup": "fifa.clubwc", "intercontinental cup": "fifa.intercontinental",
    "copa america": "conmebol.copa", "copa libertadores": "conmebol.lib",
    "copa sudamericana": "conmebol.sud", "recopa sudamericana": "conmebol.recopa",
    "concacaf gold cup": "concacaf.gold", "gold cup": "concacaf.gold",
    "concacaf champions league": "concacaf.cl", "concacaf champions cup": "concacaf.cl",
    "africa cup of nations": "caf.afcon", "african cup of nations": "caf.afcon",
    "caf champions league": "caf.cl", "african football league": "caf.afl",
    "asian cup": "afc.asian", "afc asian cup": "afc.asian", "afc champions league": "afc.cl",
    "friendly": "friendly", "friendlies": "friendly", "international friendlies": "friendly",
    "club friendlies": "friendly",
}  # fmt: skip

# Names that several countries share: the first league of most …
TOP_NAMES = frozenset((
    "premier league", "premier liga", "premier division", "premiership", "premier football league",
    "super league", "superliga", "superliga a", "super liga", "superligaen", "first league",
    "first division", "first division a", "1 division", "1 liga", "liga 1", "ligue 1", "division 1",
    "division one", "division i", "primera division", "primera a", "liga profesional", "liga i",
    "professional league", "professional football league", "pro league", "national division",
    "higher league", "premier league a", "serie a", "urvalsdeild", "hnl", "1 hnl", "prva liga",
    "championship", "botola pro", "botola pro 1", "nationalliga a", "bundesliga", "national league",
    "league", "liga", "championnat",
))  # fmt: skip
CUP_NAMES = frozenset((
    "cup", "fa cup", "pokal", "cupen", "kupa", "kupasi", "copa", "coppa", "coupe", "taca",
    "national cup", "state cup", "landspokalturneringen", "pokalturneringen", "beker", "cup final",
    "federation cup", "svenska cupen",
))  # fmt: skip
LEAGUE_CUP_NAMES = frozenset(("league cup", "taca da liga", "coupe de la ligue", "ligapokal"))
SUPER_CUP_NAMES = frozenset(("super cup", "supercup", "supercopa", "supercoppa", "supertaca"))


@dataclass(frozen=True, slots=True)
class _Called:
    """A name in one country, with the first seasons in which it was used (inclusive)."""

    name: str
    level: str
    first: int = 0
    last: int = 9999


# … except where a country says otherwise. England's divisions moved down a step in 1992-93.
NATIONAL: dict[str, tuple[_Called, ...]] = {
    "es": (
        _Called("primera division", "1"), _Called("primera", "1"), _Called("liga", "1"),
        _Called("segunda division", "2"), _Called("segunda", "2"),
        _Called("primera federacion", "3"), _Called("primera rfef", "3"),
        _Called("segunda division b", "3"),
    ),
    "en": (
        _Called("premier league", "1"), _Called("football league", "1", 0, 1891),
        _Called("first division", "1", 0, 1991), _Called("division one", "1", 0, 1991),
        _Called("division 1", "1", 0, 1991), _Called("first division", "2", 1992),
        _Called("division one", "2", 1992), _Called("division 1", "2", 1992),
        _Called("second division", "2", 0, 1991), _Called("division two", "2", 0, 1991),
        _Called("division 2", "2", 0, 1991), _Called("second division", "3", 1992),
        _Called("division two", "3", 1992), _Called("division 2", "3", 1992),
        _Called("third division", "3", 0, 1991), _Called("division three", "3", 0, 1991),
        _Called("division 3", "3", 0, 1991), _Called("third division", "4", 1992),
        _Called("division three", "4", 1992), _Called("division 3", "4", 1992),
        _Called("third division north", "3.north", 0, 1957),
        _Called("third division south", "3.south", 0, 1957),
        _Called("division three north", "3.north", 0, 1957),
        _Called("division three south", "3.south", 0, 1957),
        _Called("division three n", "3.north", 0, 1957),
        _Called("division three s", "3.south", 0, 1957),
        _Called("fourth division", "4", 1958, 1991), _Called("division four", "4", 1958, 1991),
        _Called("championship", "2"), _Called("league one", "3"), _Called("league two", "4"),
        _Called("conference", "5"), _Called("national league", "5"),
        _Called("womens super league", "1"), _Called("super league", "1"),
    ),
    "sco": (
        _Called("premiership", "1", 2013), _Called("premier league", "1", 1998, 2012),
        _Called("premier division", "1", 1975, 1997), _Called("first division", "1", 0, 1974),
        _Called("division one", "1", 0, 1974), _Called("first division", "2", 1975, 2012),
        _Called("championship", "2", 2013), _Called("second division", "2", 0, 1974),
        _Called("division two", "2", 0, 1974), _Called("second division", "3", 1975, 2012),
        _Called("league one", "3", 2013), _Called("league 1", "3", 2013),
        _Called("third division", "4", 1994, 2012), _Called("league two", "4", 2013),
        _Called("league 2", "4", 2013),
    ),
    "de": (
        _Called("regionalliga west", "4.west"), _Called("regionalliga sudwest", "4.southwest"),
        _Called("regionalliga suedwest", "4.southwest"), _Called("regionalliga nord", "4.north"),
        _Called("regionalliga nordost", "4.northeast"), _Called("regionalliga bayern", "4.bavaria"),
        _Called("1 liga", "1"),
    ),
    "it": (_Called("serie a", "1"), _Called("serie b", "2"), _Called("serie c", "3"),
           _Called("lega pro", "3")),
    "fr": (_Called("ligue 1", "1"), _Called("ligue 2", "2"), _Called("division 1", "1"),
           _Called("division 2", "2"), _Called("national", "3")),
    "pt": (_Called("primeira liga", "1"), _Called("primeira divisao", "1"),
           _Called("segunda liga", "2"), _Called("segunda divisao", "2"), _Called("liga 1", "1"),
           _Called("liga 2", "2"), _Called("super liga", "1")),
    "nl": (_Called("eredivisie", "1"), _Called("eerste divisie", "2")),
    "be": (_Called("first division a", "1"), _Called("first division b", "2"),
           _Called("jupiler pro league", "1"), _Called("challenger pro league", "2")),
    "tr": (_Called("super lig", "1"), _Called("1 lig", "2")),
    "gr": (_Called("super league 1", "1"), _Called("super league 2", "2"),
           _Called("alpha ethniki", "1")),
    "at": (_Called("2 liga", "2"), _Called("erste liga", "2"), _Called("ofb cup", "cup")),
    "ch": (_Called("challenge league", "2"), _Called("nationalliga b", "2")),
    "dk": (_Called("1 division", "2"), _Called("first division", "2"), _Called("superliga", "1")),
    "se": (_Called("div 1 sodra", "3.south"), _Called("div 1 norra", "3.north")),
    "no": (_Called("1 division", "2"), _Called("first division", "2")),
    "ru": (_Called("1 division", "2"), _Called("first league", "2"),
           _Called("first division", "2")),
    "pl": (_Called("i liga", "2"),),
    "cz": (_Called("national league", "2"),),
    "ie": (_Called("first division", "2"),),
    "il": (_Called("national league", "2"),),
    "ng": (_Called("national league", "2"),),
    "br": (_Called("serie a", "1"), _Called("serie b", "2"), _Called("serie c", "3")),
    "jp": (_Called("j1 league", "1"), _Called("j2 league", "2"), _Called("j1", "1")),
    "kr": (_Called("k league 1", "1"), _Called("k league 2", "2")),
    "au": (_Called("a league", "1"),),
    "us": (_Called("mls", "1"), _Called("open cup", "cup")),
    "mx": (_Called("primera division", "1"),),
    "bg": (_Called("premier league", "1"), _Called("parva liga", "1")),
    "ro": (_Called("liga 1", "1"), _Called("liga 2", "2"), _Called("liga ii", "2")),
}  # fmt: skip

# Clock of a league's grounds, where the country keeps one; islands with another clock (Canaries,
# Madeira, Azores) are the ledger's to know.
ZONES: dict[str, str] = {
    "es": "Europe/Madrid", "en": "Europe/London", "sco": "Europe/London", "wal": "Europe/London",
    "nir": "Europe/London", "ie": "Europe/Dublin", "de": "Europe/Berlin", "it": "Europe/Rome",
    "fr": "Europe/Paris", "pt": "Europe/Lisbon", "nl": "Europe/Amsterdam",
    "be": "Europe/Brussels", "tr": "Europe/Istanbul", "gr": "Europe/Athens",
    "at": "Europe/Vienna", "ch": "Europe/Zurich", "dk": "Europe/Copenhagen",
    "se": "Europe/Stockholm", "no": "Europe/Oslo", "fi": "Europe/Helsinki",
    "is": "Atlantic/Reykjavik", "pl": "Europe/Warsaw", "cz": "Europe/Prague",
    "sk": "Europe/Bratislava", "hu": "Europe/Budapest", "ro": "Europe/Bucharest",
    "bg": "Europe/Sofia", "rs": "Europe/Belgrade", "hr": "Europe/Zagreb",
    "si": "Europe/Ljubljana", "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "za": "Africa/Johannesburg",
}  # fmt: skip

# Countries whose play-offs are about promotion, relegation or places in Europe, and so are a
# competition of their own (".playoff"); elsewhere they decide the title.
PLACES_AT_STAKE = frozenset(list(COUNTRIES)[: list(COUNTRIES).index("il") + 1])

_SEASON = re.compile(r"(?<![0-9])([12][0-9]{3})(?:\s*[-/–]\s*([0-9]{4}|[0-9]{2}))?(?![0-9])")
_QUALIFYING = re.compile(r"\b(quali|qualifiers|qualifying|qualification|qualifikation)\b")
_PLAY_OFFS = re.compile(r"\b(play offs?|playoffs?)\b")
_WOMEN = re.compile(
    r"\b(womens?|women s|frauen|femenina|feminina|feminin|feminine|femminile|ladies)\b"
)
_LEVEL_OF_FILE = re.compile(r"^([1-9])-[a-z]")
_CODE_OF_FILE = re.compile(r"(?:^|_)([a-z]{2,3})(cup|[1-9])\.txt$")
_COUNTRY_WORDS = sorted(
    ((word, code) for code, words in COUNTRIES.items() for word in words),
    key=lambda pair: -len(pair[0]),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says.

    ``competition`` is None where no table holds it, ``season`` None where it names none.
    """

    text: str
    competition: CompetitionId | None
    season: Season | None
    qualifying: bool = False


@lru_cache(maxsize=1024)
def heading_of(text: str, file: str = "") -> Heading:
    """Competition and season of a heading; the name of its file may say the level.

    >>> h = heading_of("Primera División de España 2017/18")
    >>> h.competition, str(h.season)
    ('es.1', '2017-18')
    >>> heading_of("UEFA Europa League - Quali 2025/26").qualifying
    True
    """
    season: Season | None = None
    rest = text
    found = list(_SEASON.finditer(text))
    if found:
        last = found[-1]
        written = last[1] + (f"-{last[2]}" if last[2] else "")
        try:
            season = Season.parse(written)
            rest = f"{text[: last.start()]} {text[last.end() :]}"
        except ValueError:
            season = None
    competition, qualifying = competition_named(rest, season, file)
    return Heading(text, competition, season, qualifying)


def competition_named(
    text: str, season: Season | None = None, file: str = ""
) -> tuple[CompetitionId | None, bool]:
    """Id of a competition by its name without the season, and whether its qualifiers are meant.

    An id stands for itself.

    >>> competition_named("UEFA Champions League"), competition_named("xx.1")
    (('uefa.cl', False), ('xx.1', False))
    """
    if COMPETITION_ID.match(text.strip()):
        return CompetitionId(text.strip()), False
    words = fold(text)
    qualifying = bool(_QUALIFYING.search(words))
    words = _QUALIFYING.sub(" ", words)
    play_offs = bool(_PLAY_OFFS.search(words))
    words = _PLAY_OFFS.sub(" ", words)
    women = bool(_WOMEN.search(words))
    words = " ".join(_WOMEN.sub(" ", words).split())
    name = _plain_name(words, season, file)
    if name is None:
        return None, qualifying
    if women:
        name += ".w"
    if play_offs:
        name += ".playoff"
    return CompetitionId(name), qualifying


def _plain_name(words: str, season: Season | None, file: str) -> str | None:
    rest, country = words, ""
    for word, code in _COUNTRY_WORDS:
        shorter, hits = re.subn(rf"\b(?:(?:de|of|do|di|d) )?{word}\b", " ", rest)
        if hits and (not country or code == country):
            rest, country = " ".join(shorter.split()), code
    year = season.start if season is not None else 9000
    if country:
        for called in NATIONAL.get(country, ()):
            if called.name == rest and called.first <= year <= called.last:
                return f"{country}.{called.level}"
    alone = ALONE.get(words)
    if alone is not None:
        return alone
    if country:
        alone = ALONE.get(rest)
        if alone is not None and alone.startswith(f"{country}."):
            return alone
        for names, level in (
            (CUP_NAMES, "cup"), (LEAGUE_CUP_NAMES, "leaguecup"), (SUPER_CUP_NAMES, "supercup"),
            (TOP_NAMES, "1"),
        ):  # fmt: skip
            if rest in names:
                return f"{country}.{level}"
    return _by_file(country, file)


def _by_file(country: str, file: str) -> str | None:
    """The level that a file's name gives: "2-liga2.txt" with a country, "2024-25_fr1.txt"."""
    base = file.replace("\\", "/").rsplit("/", 1)[-1].casefold()
    code = _CODE_OF_FILE.search(base)
    if code is not None and code[1] in COUNTRIES and country in ("", code[1]):
        return f"{code[1]}.{code[2]}"
    level = _LEVEL_OF_FILE.match(base)
    if level is not None and country:
        return f"{country}.{level[1]}"
    return None


def names_of(competition: str) -> tuple[str, ...]:
    """Names that stand for one competition without a country.

    >>> names_of("es.cup")
    ('copa del rey', 'copa del generalisimo')
    """
    return tuple(name for name, key in ALONE.items() if key == competition)


def zone_of(competition: str) -> str:
    """Clock of a domestic competition's grounds, "" where the country keeps several."""
    return ZONES.get(competition.split(".", 1)[0], "")

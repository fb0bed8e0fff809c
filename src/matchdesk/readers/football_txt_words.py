"""Words of football.txt: months and days, headings of rounds and groups, notes on a match.

Everything that the format writes in words is looked up here, in English, German, Spanish, French,
Italian, Portuguese and Dutch; a word that no table holds is reported by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from matchdesk.core.competition import Leg
from matchdesk.core.rows import Status
from matchdesk.core.text import fold

__all__ = ["DAYS", "MONTHS", "STATUS_WORDS", "UEFA_CLOCK", "Section", "home_zone", "section_of"]

# Folded, in English, German, Spanish, Italian, Portuguese, French and Dutch.
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "januar", "enero", "ene", "gennaio", "gen", "janeiro", "janvier",
             "janv", "januari"),
            ("feb", "february", "februar", "febrero", "febbraio", "fev", "fevereiro", "fevrier",
             "fevr", "februari"),
            ("mar", "march", "mrz", "marz", "marzo", "marco", "mars", "maart", "mrt"),
            ("apr", "april", "abr", "abril", "aprile", "avr", "avril"),
            ("may", "mai", "mayo", "mag", "maggio", "maio", "mei"),
            ("jun", "june", "juni", "junio", "giu", "giugno", "junho", "juin"),
            ("jul", "july", "juli", "julio", "lug", "luglio", "julho", "juil", "juillet"),
            ("aug", "august", "ago", "agosto", "aout", "augustus"),
            ("sep", "sept", "september", "septiembre", "set", "settembre", "setembro", "septembre"),
            ("oct", "october", "okt", "oktober", "octubre", "ott", "ottobre", "out", "outubro",
             "octobre"),
            ("nov", "november", "noviembre", "novembre", "novembro"),
            ("dec", "december", "dez", "dezember", "dic", "diciembre", "dicembre", "dezembro",
             "decembre"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip

# Monday is 0, as in datetime.
DAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("mon", "monday", "mo", "montag", "lun", "lunes", "lunedi", "lundi", "seg", "segunda",
             "ma", "maandag"),
            ("tue", "tues", "tuesday", "tu", "di", "dienstag", "mar", "martes", "martedi", "mardi",
             "ter", "terca", "dinsdag"),
            ("wed", "wednesday", "we", "mi", "mittwoch", "mie", "miercoles", "mer", "mercoledi",
             "mercredi", "qua", "quarta", "wo", "woensdag"),
            ("thu", "thur", "thurs", "thursday", "th", "do", "donnerstag", "jue", "jueves", "gio",
             "giovedi", "jeu", "jeudi", "qui", "quinta", "donderdag"),
            ("fri", "friday", "fr", "freitag", "vie", "viernes", "ven", "venerdi", "vendredi", "sex",
             "sexta", "vr", "vrijdag"),
            ("sat", "saturday", "sa", "samstag", "sonnabend", "sab", "sabado", "sabato", "sam",
             "samedi", "za", "zaterdag"),
            ("sun", "sunday", "su", "so", "sonntag", "dom", "domingo", "domenica", "dim",
             "dimanche", "zo", "zondag"),
        )
    )
    for name in names
}  # fmt: skip

# First word of a note, or the word in the place of a score → status.
STATUS_WORDS: dict[str, Status] = {
    "awarded": "awarded", "awd": "awarded", "award": "awarded", "walkover": "awarded",
    "w o": "awarded", "wo": "awarded", "forfeited": "awarded", "forfeit": "awarded",
    "abandoned": "abandoned", "abd": "abandoned", "abandonned": "abandoned",
    "suspended": "abandoned", "interrupted": "abandoned",
    "cancelled": "void", "canceled": "void", "canc": "void", "annulled": "void", "void": "void",
    "voided": "void", "nullified": "void",
    "n p": "void", "np": "void", "not played": "void",
    "postponed": "postponed", "ppd": "postponed", "pstp": "postponed", "post": "postponed",
}  # fmt: skip

# Times in the files of UEFA's club competitions are on this clock, wherever the match is played.
UEFA_CLOCK = "Europe/Paris"
# Clock of a club's ground by the country code behind its name; countries with several clocks, or
# whose clubs have had to play abroad, are left out or end at a day.
_HOME_ZONES: dict[str, str] = {
    "ALB": "Europe/Tirane", "AND": "Europe/Andorra", "ARM": "Asia/Yerevan",
    "AUT": "Europe/Vienna", "AZE": "Asia/Baku", "BEL": "Europe/Brussels",
    "BIH": "Europe/Sarajevo", "BUL": "Europe/Sofia", "CRO": "Europe/Zagreb",
    "CYP": "Asia/Nicosia", "CZE": "Europe/Prague", "DEN": "Europe/Copenhagen",
    "ENG": "Europe/London", "ESP": "Europe/Madrid", "EST": "Europe/Tallinn",
    "FIN": "Europe/Helsinki", "FRA": "Europe/Paris", "FRO": "Atlantic/Faroe",
    "GEO": "Asia/Tbilisi", "GER": "Europe/Berlin", "GIB": "Europe/Gibraltar",
    "GRE": "Europe/Athens", "HUN": "Europe/Budapest", "IRL": "Europe/Dublin",
    "ISL": "Atlantic/Reykjavik", "ITA": "Europe/Rome", "KOS": "Europe/Belgrade",
    "LIE": "Europe/Vaduz", "LTU": "Europe/Vilnius", "LUX": "Europe/Luxembourg",
    "LVA": "Europe/Riga", "MDA": "Europe/Chisinau", "MKD": "Europe/Skopje",
    "MLT": "Europe/Malta", "MNE": "Europe/Podgorica", "NED": "Europe/Amsterdam",
    "NIR": "Europe/London", "NOR": "Europe/Oslo", "POL": "Europe/Warsaw",
    "POR": "Europe/Lisbon", "ROU": "Europe/Bucharest", "SCO": "Europe/London",
    "SMR": "Europe/San_Marino", "SRB": "Europe/Belgrade", "SUI": "Europe/Zurich",
    "SVK": "Europe/Bratislava", "SVN": "Europe/Ljubljana", "SWE": "Europe/Stockholm",
    "TUR": "Europe/Istanbul", "WAL": "Europe/London",
}  # fmt: skip
# … until the season (its first year) in which their clubs had to leave.
_HOME_ZONES_UNTIL: dict[str, tuple[str, int]] = {
    "BLR": ("Europe/Minsk", 2021),
    "ISR": ("Asia/Jerusalem", 2023),
    "UKR": ("Europe/Kiev", 2021),
}


def home_zone(country: str, season: int) -> str:
    """Clock of a club's ground in a season, "" where it cannot be told from the country."""
    zone = _HOME_ZONES.get(country, "")
    if not zone and country in _HOME_ZONES_UNTIL:
        zone, left = _HOME_ZONES_UNTIL[country]
        return zone if season < left else ""
    return zone


@dataclass(frozen=True, slots=True)
class Section:
    """What the headings above a match say.

    ``number`` is a round without its kind: matchday of a league, round of a cup. ``stage`` is the
    name of a part of the season as written ("Apertura"); ``playoff`` marks play-offs of a league.
    ``unknown`` holds the words that no table knows.
    """

    phase: str = ""
    round: str = ""
    number: int | None = None
    matchday: bool = False
    group: str = ""
    leg: Leg = ""
    stage: str = ""
    playoff: bool = False
    unknown: str = ""


_CUPS_OF = {
    2: "final", 4: "semi_final", 8: "quarter_final", 16: "round_of_16", 32: "round_of_32",
    64: "round_of_64", 128: "round_of_128",
}  # fmt: skip
ROUNDS: dict[str, str] = {
    **dict.fromkeys(
        ("final", "finale", "the final", "grand final", "gran final", "finals final", "endspiel"),
        "final",
    ),
    **dict.fromkeys(
        ("semi final", "semi finals", "semifinal", "semifinals", "halbfinale", "halbfinals",
         "semifinales", "semifinali", "demi finale", "demi finales", "meias finais",
         "meia final", "halve finale", "halve finales", "conference finals", "semis"),
        "semi_final",
    ),
    **dict.fromkeys(
        ("quarter final", "quarter finals", "quarterfinal", "quarterfinals", "viertelfinale",
         "cuartos", "cuartos de final", "quarti", "quarti di finale", "quart de finale",
         "quarts de finale", "quartas de final", "kwartfinale", "kwartfinales",
         "conference semifinals"),
        "quarter_final",
    ),
    **dict.fromkeys(
        ("achtelfinale", "octavos", "octavos de final", "ottavi", "ottavi di finale",
         "huitieme de finale", "huitiemes de finale", "oitavas de final", "achtste finale",
         "achtste finales", "eighth finals"),
        "round_of_16",
    ),
    **dict.fromkeys(
        ("sechzehntelfinale", "dieciseisavos", "dieciseisavos de final", "sedicesimi",
         "sedicesimi di finale", "seizieme de finale", "seiziemes de finale",
         "zestiende finale", "zestiende finales"),
        "round_of_32",
    ),
    **dict.fromkeys(
        ("zweiunddreissigstelfinale", "treintaidosavos", "treintaidosavos de final",
         "trentaduesimi di finale", "trente deuxiemes de finale", "32emes de finale"),
        "round_of_64",
    ),
    **dict.fromkeys(
        ("third place", "third place match", "third place play off", "third place playoff",
         "match for third place", "play off for third place", "playoff for third place",
         "3rd place", "match for 3rd place", "match 3rd place", "3rd place match",
         "3rd place play off", "3rd place playoff", "spiel um platz 3", "bronze final"),
        "third_place",
    ),
    **dict.fromkeys(
        ("preliminary round", "preliminary", "preliminaries", "vorrunde", "prelim round",
         "ronda previa", "tour preliminaire"),
        "preliminary",
    ),
    **dict.fromkeys(
        ("play off", "play offs", "playoff", "playoffs", "play off round", "playoff round",
         "playoff runde", "knockout round play offs", "knockout round playoffs",
         "knockout phase play offs", "knockout phase playoffs", "knockout play offs",
         "knockout playoffs", "intermediate round", "zwischenrunde", "play in", "play in round",
         "reclassification", "wildcard", "wild card", "elimination final", "elimination finals"),
        "play_off",
    ),
}  # fmt: skip
_STAGES: dict[str, str] = {
    **dict.fromkeys(
        ("league phase", "league stage", "ligaphase", "fase liga", "phase de ligue", "regular",
         "regular season", "regular stage", "league", "grunddurchgang"),
        "league",
    ),
    **dict.fromkeys(
        ("group", "group stage", "group phase", "group matches", "groups", "gruppenphase",
         "fase de grupos", "phase de groupes", "first stage", "first group stage"),
        "group",
    ),
    **dict.fromkeys(
        ("second group stage", "second group phase", "final round", "second stage"), "group_2"
    ),
    **dict.fromkeys(
        ("knockout", "knockout phase", "knockout stage", "knock out phase", "finals",
         "final stage", "ko phase", "k o phase", "fase final", "liguilla"),
        "knockout",
    ),
    **dict.fromkeys(("split", "split phase"), "split"),
    **dict.fromkeys(
        ("qualifying", "qualification", "qualifikation", "quali", "qualifiers",
         "qualifying phase", "kvalifikation"),
        "qualifying",
    ),
}  # fmt: skip
# Parts of a league season whose name is kept as it stands.
_HALVES = frozenset(
    ("apertura", "clausura", "opening", "closing", "phase i", "phase ii", "hinrunde", "ruckrunde",
     "1 semestre", "2 semestre")
)  # fmt: skip
_SPLITS = frozenset(
    ("championship", "relegation", "promotion", "championship round", "relegation round",
     "championship group", "relegation group", "meisterrunde", "abstiegsrunde", "top 6",
     "bottom 6", "championship play offs", "opening top 6", "opening bottom 6", "closing top 6",
     "closing bottom 6", "conference league", "europa league", "qualifying group")
)  # fmt: skip
_LEGS: dict[str, Leg] = {
    **dict.fromkeys(("1st leg", "first leg", "first legs", "leg 1", "hinspiel", "hinspiele",
                     "ida", "andata", "aller", "1st legs"), "1"),
    **dict.fromkeys(("2nd leg", "second leg", "second legs", "leg 2", "ruckspiel", "ruckspiele",
                     "vuelta", "ritorno", "retour", "2nd legs", "return leg"), "2"),
    **dict.fromkeys(("play off match", "decider"), "play-off"),
    **dict.fromkeys(("replay", "replays", "2nd replay", "second replay", "wiederholungsspiel"),
                    "replay"),
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "primera": 1, "segunda": 2, "tercera": 3, "cuarta": 4,
}  # fmt: skip

_MATCHDAY = re.compile(
    r"(?:matchday|match day|md|spieltag|jornada|giornata|journee|fecha|rodada|speelronde|week|"
    r"gameweek|omgang|kolo|kolejka|kierros|runda|hafta|speeldag|serieomgang) ([0-9]{1,3})[ao]?"
    r"|([0-9]{1,3})(?:a|o|st|nd|rd|th|e|er|re|eme)? (?:spieltag|matchday|jornada|giornata|journee|"
    r"fecha|rodada|speelronde|speeldag|kolo|kolejka|omgang|hafta|week|kierros)"
)
_NUMBERED = re.compile(
    r"(?:round|rd|runde|ronda|eliminatoria|tour) ([0-9]{1,3})"
    r"|([0-9]{1,3}) ?(?:st|nd|rd|th|er|eme)? (?:round|runde|ronda|eliminatoria|tour|hauptrunde)"
)
_QUALIFYING_ROUND = re.compile(
    r"(?:qualifying|qual|qualification|qualifikations) ?(?:round|runde) ?([0-9])?"
    r"|([0-9]|first|second|third|fourth)(?: ?(?:st|nd|rd|th))? "
    r"(?:qualifying|qualification) (?:round|runde)"
)
_PRELIMINARY = re.compile(
    r"(?:[0-9] vorrunde|(?:extra|second|first|[0-9](?:st|nd)?) preliminary .*)"
)
_GROUP = re.compile(r"(?:group|gruppe|grupo|groupe|girone|poule|groep|gruppo) ([a-z]|[0-9]{1,2})")
_ROUND_OF = re.compile(r"(?:round of|last|runde der letzten|best of) ([0-9]{1,3})")
_FRACTION = re.compile(r"1 ?(2|4|8|16|32|64) ?(?:finals?|finale|finales|de final)?")
_ORDINAL_ROUND = re.compile(
    rf"({'|'.join(_ORDINALS)}) (?:round(?: proper)?|ronda|runde|eliminatoria)"
)
_PATH = re.compile(r"(?:(?:champions?|league|main|leagues) )?path(?:way)?(?: [a-z0-9])?")
_CUT = re.compile(r"\s*[,|;]\s*|\s+[-–]\s+|\s*\((?=[^)]*\)\s*$)|\)\s*$|\s*/\s+")


@lru_cache(maxsize=4096)
def _part(words: str) -> dict[str, object] | None:
    """What one part of a heading says, None where no table knows it."""
    found: dict[str, object] | None = None
    if match := _MATCHDAY.fullmatch(words):
        found = {"number": int(match[1] or match[2]), "matchday": True}
    elif match := _GROUP.fullmatch(words):
        found = {"phase": "group", "group": match[1].upper()}
    elif match := _ROUND_OF.fullmatch(words):
        clubs = _CUPS_OF.get(int(match[1]))
        found = {"round": clubs, "phase": "knockout"} if clubs else None
    elif match := _NUMBERED.fullmatch(words):
        found = {"number": int(match[1] or match[2])}
    elif match := _ORDINAL_ROUND.fullmatch(words):
        found = {"number": _ORDINALS[match[1]]}
    elif match := _QUALIFYING_ROUND.fullmatch(words):
        number = match[1] or match[2]
        place = _ORDINALS.get(number or "", 0) or int(number or 0)
        found = {"phase": "qualifying", "round": f"qualifying_{place}" if place else "qualifying"}
    elif words in ROUNDS:
        found = {"round": ROUNDS[words], "phase": "knockout"}
    elif _PRELIMINARY.fullmatch(words):
        found = {"round": "preliminary", "phase": "knockout"}
    elif match := _FRACTION.fullmatch(words):
        found = {"round": _CUPS_OF[2 * int(match[1])], "phase": "knockout"}
    elif words in _STAGES:
        found = {"phase": _STAGES[words]}
    elif words in _LEGS:
        found = {"leg": _LEGS[words]}
    elif words in _HALVES:
        found = {"phase": "league", "stage": words}
    elif words in _SPLITS:
        found = {"phase": "split", "stage": words}
    elif _PATH.fullmatch(words):
        found = {"stage": words}
    else:
        # "Apertura Playoffs", "ECL Playoffs", "Group 1 Play-off": play-offs of a named part.
        named = re.fullmatch(r"(.+) (?:play offs?|playoffs?)", words)
        group = _GROUP.fullmatch(named[1]) if named else None
        if group is not None:
            found = {"phase": "group", "group": group[1].upper(), "leg": "play-off"}
        elif named is not None:
            found = {"stage": named[1], "playoff": True, "phase": "knockout"}
    return found


@lru_cache(maxsize=4096)
def section_of(text: str, above: Section = Section()) -> Section:
    """What a heading says, on top of the headings above it.

    >>> section_of("Round of 16").round, section_of("Gruppe H").group
    ('round_of_16', 'H')
    >>> s = section_of("Apertura Playoffs, Semifinals")
    >>> s.stage, s.playoff, s.round
    ('apertura', True, 'semi_final')
    """
    section = replace(above, unknown="")
    parts = [part for part in _CUT.split(text.split("|", 1)[0]) if part]
    unknown: list[str] = []
    for place, part in enumerate(parts):
        words = fold(part)
        if not words:
            continue
        said = _part(words)
        if said is None:
            unknown.append(" ".join(part.split()))
            continue
        if said.get("round") == "play_off" and place < len(parts) - 1:
            # "Playoffs, Semifinals": the play-offs as a whole, not their round.
            said = {"playoff": True, "phase": "knockout"}
        said = dict(said)
        if "phase" in said and section.phase and "round" in said:
            # A round inside the qualifiers stays in the qualifiers.
            if section.phase == "qualifying":
                said.pop("phase")
        if section.group and said.get("phase") == "group" and "group" not in said:
            said.pop("phase")
        section = replace(section, **said)  # type: ignore[arg-type]
    if unknown:
        section = replace(section, unknown=", ".join(unknown))
    return section

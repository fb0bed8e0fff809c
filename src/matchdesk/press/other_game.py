"""Reports that a ledger of men's first teams cannot judge: other games, women, juniors, languages."""

from __future__ import annotations

import re

from matchdesk.press.report import Report

_OPENING = 500
"""Code points in which a report says what it is about."""

_SPORTS = re.compile(
    r"\b(?:basketball|nba|nfl|euroleague|rugby|six nations|cricket|wickets?|innings|tennis(?! borussia)|atp|wta|grand slam|"
    r"ice hockey|nhl|hockey|volleyball|handball|futsal|baseball(?! ground)|touchdowns?|quarterback|rebounds|three-pointers?|"
    r"tries|try-scorer|conversions?|grand prix|pole position|rowing|boxing|knockout punch)\b",
    re.IGNORECASE,
)
_WOMEN = re.compile(
    r"\bwom[ae]n(?:['\u2019]s)? (?:football|soccer|world cup|super league|champions league|team|side|euro|national|fa cup|"
    r"international|league|final|match|championship)|\b(?:lionesses|matildas|wsl|nwsl|frauen|f[ée]minas|femenin[oa])\b|"
    r"\b[A-Z]\w+ (?:Women|Ladies)\b",
)
_JUNIORS = re.compile(
    r"\b(?:under[- ]?(?:1[5-9]|2[0-3])s?|u-?(?:1[5-9]|2[0-3])s?|youth (?:cup|team|league|side)|academy side|reserves?)\b",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    "the of to and in a was for on with at by from after that his their as but had were they who be is it an".split()
)


def other_game(report: Report) -> str:
    """Why a report is not about what the ledger holds, "" where nothing says so.

    >>> from matchdesk.press.report import Report
    >>> other_game(Report.of_text("Arsenal Women beat Chelsea Women 2-1 in the Women's FA Cup."))
    "The report is about women's football, which this check does not judge."
    """
    text, opening = report.text, report.text[:_OPENING]
    sports = [m[0].lower() for m in _SPORTS.finditer(text)]
    if len(set(sports)) >= 3 or (len(sports) >= 2 and _SPORTS.search(opening)):
        return f"The report seems to be about another game ({sports[0]})."
    if _WOMEN.search(opening) and len(_WOMEN.findall(text)) >= 2:
        return "The report is about women's football, which this check does not judge."
    if _JUNIORS.search(opening) and len(_JUNIORS.findall(text)) >= 2:
        return "The report is about juniors or reserves, which this check does not judge."
    return ""


def foreign(report: Report) -> bool:
    """True for a text that is hardly English: only what it writes in figures can be read.

    >>> from matchdesk.press.report import Report
    >>> foreign(Report.of_text("El Real Madrid cayó eliminado ante el Leganés " * 8))
    True
    """
    words = re.findall(r"[^\W\d_]+", report.text.lower())
    if len(words) < 30:
        return False
    return sum(word in _ENGLISH for word in words) < 0.12 * len(words)

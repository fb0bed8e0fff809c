"""Rows of the ledger and claims in plain words, for sentences of our own."""

from __future__ import annotations

import re

from matchdesk.core.english import counted, place
from matchdesk.press.claim import Judged, Row
from matchdesk.rules.catalogue import competition_name


def of_squad(kind: str, many: int) -> str:
    """Verb and preposition for players of, or missing from, a squad."""
    verb = "were" if many > 1 else "was"
    return {"squad_omission": f"{verb} not in", "squad_inclusion": f"{verb} in"}.get(
        kind, "started in"
    )


def goes(team: str) -> str:
    """What a side does: sides are many."""
    return "go" if team else "goes"


def competition_called(competition: str) -> str:
    """A competition as it stands in a sentence."""
    name = competition_name(competition)
    plain = name.startswith(("La ", "Le ", "Serie ", "Ligue ", "League ", "2. ", "Major League"))
    return name if plain else f"the {name}"


def with_articles(text: str) -> str:
    """A sentence with the article that a cup wants."""
    return re.sub(
        r"\b(in|of|won) (?=(?:Champions League|Copa|FA Cup|Europa League|UEFA|European Cup|Premier League|World Cup|"
        r"Bundesliga|Coppa|Coupe|DFB|KNVB|League Cup))",
        r"\1 the ", text,
    )  # fmt: skip


def result(row: Row) -> str:
    """A match row as who beat whom, where and when."""
    day = f" on {row['date']}" if row.get("date") else ""
    score = str(row.get("extra_time") or row.get("score"))
    home, away = row["home"], row["away"]
    goals = re.fullmatch(r"(\d+)-(\d+)", score)
    where = f"in {competition_called(str(row['competition']))}{day}"
    if goals is None:
        return f"{home} {score} {away} {where}"
    a, b = int(goals[1]), int(goals[2])
    if a == b:
        return f"{home} and {away} drew {score} {where}"
    won, lost = (home, away) if a > b else (away, home)
    ground = "" if row.get("neutral") else " at home" if a > b else " away"
    return f"{won} beat {lost} {max(a, b)}-{min(a, b)}{ground} {where}"


def first_leg(row: Row) -> str:
    """A match row as the first leg that had been played."""
    day = f" on {row['date']}" if row.get("date") else ""
    return f"The first leg{day} had ended {row['home']} {row.get('extra_time') or row.get('score')} {row['away']}"


def position(row: Row) -> str:
    """A table row as a place with points and matches."""
    played = row.get("played")
    tail = f" from {counted(played, 'match')}" if isinstance(played, int) else ""
    number = row.get("position")
    return (
        f"{row.get('team')} were {place(number) if isinstance(number, int) else number} in "
        f"{competition_called(str(row.get('competition')))} with {row.get('points')} points{tail}"
    )


def gap(one: Judged) -> str:
    """Two table rows of a claim as the points between them; its reason without them."""
    rows = [row for row in one.finding.evidence if row.get("kind") == "table_row"]
    if len(rows) < 2:
        return one.finding.reason
    a, b = rows[0], rows[1]
    pa, pb = a.get("points"), b.get("points")
    if not isinstance(pa, int) or not isinstance(pb, int):
        return one.finding.reason
    high, low = (a, b) if pa >= pb else (b, a)
    gap = abs(pa - pb)
    comp = competition_called(str(a.get("competition")))
    if gap == 0:
        return f"{high['team']} and {low['team']} were level on points in {comp}"
    return f"{low['team']} were {counted(gap, 'point')} behind {high['team']} in {comp}"


def role(one: Judged) -> str:
    """What a person is, or nothing if the claim does not say."""
    r = one.reading
    if not r.player or not r.word:
        return ""
    if r.word in ("coach", "manager", "boss", "head coach"):
        team = f" of {r.team.name}" if r.team else ""
        return f"{r.player} was coach{team}" if team else ""
    if r.word.startswith("nation:"):
        word = r.word[7:]
        if word.endswith(("man", "spaniard", "dane", "swede", "pole", "turk", "serb", "croat")):
            return f"{r.player} is a{'n' if word[0] in 'aeiou' else ''} {word.capitalize()}"
        return f"{r.player} is {word.capitalize()}"
    return f"{r.player} is a {r.word}"


def of_first(what: str) -> tuple[str, str]:
    """Subject and verb of a first: of "Leganés win against Real Madrid" both."""
    m = re.fullmatch(r"(.+?) (win|defeat|draw)(?: (against .+|at home|away))?", what)
    if m is None:
        m = re.fullmatch(r"(.+?) in the (.+)", what)
        return (m[1], f"reached the {m[2]}") if m else ("", "")
    verb = {"win": "won", "defeat": "lost", "draw": "drawn"}[m[2]]
    tail = {"at home": " at home in this meeting", "away": " there"}.get(
        m[3] or "", f" {m[3]}" if m[3] else ""
    )
    return m[1], f"{verb}{tail}"


def stopped(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith((".", "!", "?", ".”")) else f"{text}."

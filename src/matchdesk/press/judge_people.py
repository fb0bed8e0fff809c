"""Verdicts on people: line-ups, roles, and the sums that a sentence makes itself."""

from __future__ import annotations

import re

from matchdesk.core.match import Spell
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Row
from matchdesk.press.evidence import goal_row, lineup_row, match_words
from matchdesk.press.spelling import same_person
from matchdesk.rules.words import in_words

_NO_LINEUP = "No line-up of this side is held; goals show only who scored."
_FULL = 11

_LINES: dict[str, tuple[str, ...]] = {
    "goalkeeper": ("goalkeeper",), "keeper": ("goalkeeper",),
    "defender": ("defender",), "centre-back": ("defender",), "full-back": ("defender",),
    "left-back": ("defender",), "right-back": ("defender",),
    "midfielder": ("midfielder",), "playmaker": ("midfielder", "forward"),
    "winger": ("midfielder", "forward"), "striker": ("forward",), "forward": ("forward",),
}  # fmt: skip
_COACH = ("coach", "manager", "boss", "head coach")
_NATIONS: dict[str, tuple[str, ...]] = {
    "spain": ("spaniard", "spanish"), "france": ("frenchman", "french"), "brazil": ("brazilian",),
    "germany": ("german",), "italy": ("italian",), "argentina": ("argentine", "argentinian"),
    "portugal": ("portuguese",), "netherlands": ("dutchman", "dutch"), "belgium": ("belgian",),
    "croatia": ("croatian", "croat"), "uruguay": ("uruguayan",), "colombia": ("colombian",),
    "chile": ("chilean",), "mexico": ("mexican",), "wales": ("welshman", "welsh"),
    "scotland": ("scotsman", "scottish"), "ireland": ("irishman", "irish"),
    "england": ("englishman", "english"), "morocco": ("moroccan",), "algeria": ("algerian",),
    "senegal": ("senegalese",), "nigeria": ("nigerian",), "ghana": ("ghanaian",),
    "cameroon": ("cameroonian",), "ivory coast": ("ivorian",), "serbia": ("serbian", "serb"),
    "poland": ("polish", "pole"), "denmark": ("dane", "danish"), "sweden": ("swede", "swedish"),
    "norway": ("norwegian",), "turkey": ("turkish", "turk"), "greece": ("greek",),
    "russia": ("russian",), "ukraine": ("ukrainian",), "czech republic": ("czech",),
    "slovakia": ("slovak",), "austria": ("austrian",), "switzerland": ("swiss",),
    "japan": ("japanese",), "united states": ("american",), "australia": ("australian",),
    "costa rica": ("costa rican",),
}  # fmt: skip


def _held(book: Almanac, r: Reading) -> tuple[tuple[Row, ...], dict[str, str]] | None:
    """Roles of the named players in the match in hand; None without a full line-up."""
    if book.match is None or r.team is None:
        return None
    players = book.lineup(book.row, r.team)
    if sum(p.role == "start" for p in players) < _FULL:
        return None
    roles: dict[str, str] = {}
    rows: list[Row] = []
    for name in r.players:
        for player in players:
            if same_person(name, player.player):
                roles[name] = player.role
                rows.append(lineup_row(book.match, r.team, player))
                break
    if not rows:
        rows = [lineup_row(book.match, r.team, p) for p in players if p.role == "start"]
    return tuple(rows), roles


def _bench_held(book: Almanac, r: Reading) -> bool:
    return r.team is not None and any(p.role == "bench" for p in book.lineup(book.row, r.team))


def _of_side(book: Almanac, r: Reading) -> bool:
    """True if some player named is known to belong to the side."""
    if r.team is None:
        return False
    for name in r.players:
        for full, spells in book.lexicon.spells.items():
            if same_person(name, full) and any(s.club == r.team.id for s in spells):
                return True
        if any(
            same_person(name, full) and r.team.id in clubs
            for full, clubs in book.lexicon.played_for.items()
        ):
            return True
    return False


def squad_omission(book: Almanac, r: Reading) -> Finding:
    """Players left out: of the squad, or of the side that started."""
    held = _held(book, r)
    if held is None:
        return Finding("cannot_say", _NO_LINEUP)
    rows, roles = held
    assert book.match is not None
    assert r.team is not None
    if r.word == "some":
        there = book.lineup(book.row, r.team)
        missing = [
            full
            for full, clubs in book.lexicon.played_for.items()
            if r.team.id in clubs and not any(same_person(full, p.player) for p in there)
        ]
        if missing:
            return Finding(
                "supported", f"Not in the line-up held: {in_words(sorted(missing)[:5])}.", rows
            )
        return Finding("cannot_say", "Who else could have played is not held.", rows)
    if not _of_side(book, r):
        return Finding("cannot_say", f"Whether they belong to {r.team.name} is not held.", rows)
    played = [n for n in r.players if roles.get(n) in ("start", "sub")]
    started = [n for n in r.players if roles.get(n) == "start"]
    benched = [n for n in r.players if roles.get(n) == "bench"]
    told = f"Line-up of {r.team.name} in {match_words(book.match)}"
    if r.word == "squad" and (played or benched):
        return Finding("contradicted", f"{told}: {in_words([*played, *benched])} were in it.", rows)
    if r.word in ("start", "bench") and started:
        return Finding("contradicted", f"{told}: {in_words(started)} started.", rows)
    return Finding("supported", f"{told}: {in_words(list(r.players))} not in the side.", rows)


def squad_inclusion(book: Almanac, r: Reading) -> Finding:
    """Players in the squad."""
    held = _held(book, r)
    if held is None or book.match is None:
        return _by_goals(book, r)
    rows, roles = held
    if all(roles.get(n) in ("start", "sub", "bench") for n in r.players):
        return Finding("supported", f"In the line-up of {match_words(book.match)}.", rows)
    out = [n for n in r.players if roles.get(n) == "not_in_squad"]
    if out:
        return Finding("contradicted", f"Not in the squad: {in_words(out)}.", rows)
    return Finding("cannot_say", "Not all of them stand in the line-up held.", rows)


def lineup(book: Almanac, r: Reading) -> Finding:
    """Players who started."""
    held = _held(book, r)
    if held is None or book.match is None:
        return _by_goals(book, r)
    rows, roles = held
    if all(roles.get(n) == "start" for n in r.players):
        return Finding("supported", f"All started in {match_words(book.match)}.", rows)
    wrong = [n for n in r.players if roles.get(n) in ("sub", "bench", "not_in_squad")]
    if wrong:
        return Finding("contradicted", f"Did not start: {in_words(wrong)}.", rows)
    return Finding("cannot_say", "Not all of them stand in the line-up held.", rows)


def _by_goals(book: Almanac, r: Reading) -> Finding:
    if book.match is None:
        return Finding("cannot_say", "The report's match is not settled.")
    scored = [g for g in book.goals(book.row) if any(same_person(n, g.player) for n in r.players)]
    rows = tuple(goal_row(book.match, g) for g in scored)
    return Finding("cannot_say", _NO_LINEUP, rows)


def _spells(book: Almanac, player: str) -> list[Spell]:
    day = book.day
    found = []
    for full, spells in book.lexicon.spells.items():
        if same_person(player, full):
            found += [
                s
                for s in spells
                if (s.start is None or s.start <= day) and (s.end is None or s.end >= day)
            ]
    return found


def person_role(book: Almanac, r: Reading) -> Finding:
    """A role, position or nation of a person, from the spells held."""
    if not r.player:
        return Finding("cannot_say", "Nations of persons are held by name only.")
    spells = _spells(book, r.player)
    rows: tuple[Row, ...] = tuple(
        {
            "kind": "spell", "person": s.person, "club": s.club, "role": s.role,
            "position": s.position, "nationality": s.nationality,
        }
        for s in spells[:4]
    )  # fmt: skip
    if not spells:
        return Finding("cannot_say", f"No squad list with {r.player} is held.")
    people = {s.person for s in spells}
    if r.word.startswith("nation:"):
        wanted = r.word[7:]
        held = {s.nationality.lower() for s in spells if s.nationality}
        if any(wanted in _NATIONS.get(n, ()) or wanted == n for n in held):
            return Finding("supported", f"{spells[0].person}: {in_words(sorted(held))}.", rows)
        return Finding("cannot_say", "The nation held may be one of two.", rows)
    if r.word in _COACH:
        if any(s.role.lower() in (*_COACH, "head_coach") for s in spells):
            return Finding("supported", f"{spells[0].person} is {spells[0].role}.", rows)
        return Finding("cannot_say", "The coach of that day is not held.", rows)
    if r.word in _LINES:
        held = {_line(s.position) for s in spells if s.position}
        held.discard("")
        if not held:
            return Finding("cannot_say", "No position is held.", rows)
        if held & set(_LINES[r.word]):
            return Finding("supported", f"{spells[0].person}: {in_words(sorted(held))}.", rows)
        if (len(people) == 1 and not held & {"midfielder", "forward"}) or (
            len(people) == 1 and _far(r.word, held)
        ):
            return Finding(
                "contradicted",
                f"The squad list has {spells[0].person} as {in_words(sorted(held))}.",
                rows,
            )
        return Finding("cannot_say", f"The squad list has {in_words(sorted(held))}.", rows)
    if any(s.role.lower() == r.word for s in spells):
        return Finding("supported", f"{spells[0].person} is {r.word}.", rows)
    return Finding("cannot_say", "That role is not held.", rows)


def _line(position: str) -> str:
    low = position.lower()
    for word, line in (
        ("keeper", "goalkeeper"), ("back", "defender"), ("defen", "defender"), ("midf", "midfielder"),
        ("wing", "midfielder"), ("forw", "forward"), ("strik", "forward"), ("attack", "forward"),
    ):  # fmt: skip
        if word in low:
            return line
    return {"gk": "goalkeeper", "df": "defender", "mf": "midfielder", "fw": "forward"}.get(low, "")


def _far(word: str, held: set[str]) -> bool:
    """Lines that nobody confuses; a midfielder called a striker is one line off, and wrong."""
    return word in ("striker", "goalkeeper", "keeper", "centre-back") and not held & set(
        _LINES[word]
    )


def ratio(book: Almanac, r: Reading) -> Finding:
    """N times less: the figures of the sentence decide; the figures themselves are not held."""
    found = re.match(r"ratio:([\d.e+]+):([\d.e+]+)", r.word)
    if found is None or r.number is None:
        return Finding("cannot_say", "The figures of the sentence are not plain.")
    less, more = float(found[1]), float(found[2])
    if less <= 0:
        return Finding("cannot_say", "The figures of the sentence are not plain.")
    times = more / less
    told = f"{more:,.0f} / {less:,.0f} = {times:.1f}; the figures themselves are not held."
    if abs(times - r.number) <= max(0.5, 0.05 * r.number):
        return Finding("supported", f"The sum agrees: {told}", ({"kind": "sum", "result": times},))
    return Finding(
        "contradicted", f"The sum does not agree: {told}", ({"kind": "sum", "result": times},)
    )

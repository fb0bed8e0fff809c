"""Verdicts on what a side is: holders, winners of so many titles, its division, its group."""

from __future__ import annotations

import re

from matchdesk.core.english import counted, listed
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.press import judge_table
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Row, Verdict
from matchdesk.press.evidence import day_words, match_row, table_row
from matchdesk.press.mentions import is_nation
from matchdesk.press.trophies import (
    before,
    decided,
    honours,
    in_a_row,
    latest,
    likely_winner,
    titles_meant,
)
from matchdesk.records.begun import begun
from matchdesk.rules.called import called
from matchdesk.rules.catalogue import competition_name, known_competitions
from matchdesk.rules.table import Table


def title_holder(book: Almanac, r: Reading) -> Finding:
    """The holder of a title: the winner of the season before, or of this one where it is over."""
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    if r.word == "runners_up":
        return _runners_up(book, r)
    if r.word not in ("last", "deposed", "outgoing"):
        for competition in dict.fromkeys(titles_meant(book, r)):
            clinched = _clinched(book, competition, r.team)
            if clinched is not None:
                return clinched
    first: Finding | None = None
    for competition in dict.fromkeys(titles_meant(book, r)):
        season = book.season_of(competition) if not is_nation(r.team) else None
        season = season or latest(book, competition)
        if season is None or _long_over(book, season, is_nation(r.team)):
            continue
        for edition in (season, *before(competition, season, book)):
            winner = book.winners(competition, edition)
            if winner is None and likely_winner(book, competition, edition) == r.team:
                told = f"{r.team.name} came first in {competition_name(competition)} {edition}."
                return Finding("supported", told, (), book.coverage(competition, edition))
            if winner is None:
                final = [t for t in book.ties(competition, edition) if t.round == "final"]
                if edition != season and len(final) == 1 and r.team not in final[0].teams:
                    both = " and ".join(c.name for c in final[0].teams)
                    told = f"{both} played the final of {competition_name(competition)} {edition}."
                    first = Finding("contradicted", told)
                continue
            told = f"{winner.name} won {competition_name(competition)} {edition}"
            cover = book.coverage(competition, edition)
            evidence = _title_rows(book, competition, edition, winner)
            if winner == r.team:
                return Finding("supported", f"{told}.", evidence, cover)
            if edition != season or first is None:
                first = Finding("contradicted", f"{told}.", evidence, cover)
    if first is None:
        return Finding("cannot_say", "The winner of the season before is not held.")
    if not r.competition or book.guessed or r.word in ("last", "deposed", "outgoing", "won"):
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    return first


_REIGNS = 4
"""Years between two tournaments of nations; a club's title is of one."""


def _long_over(book: Almanac, season: Season, nation: bool) -> bool:
    """True if later editions than a season were played by now, which the ledger does not hold."""
    return book.written.year - (season.start + season.split) > (_REIGNS if nation else 1)


def _clinched(book: Almanac, competition: str, club: Club) -> Finding | None:
    """A league won before its last day: nobody can reach the side any more."""
    season = book.season_of(competition)
    if season is None or book.catalogue.edition(competition, season).kind != "league":
        return None
    table = book.table(competition, season, book.written, club)
    if table is None or table.rows[0].team_id != club.id:
        return None
    most: list[int] = []
    for row in table.rows[1:6]:
        stand = book.standing(competition, row.club)
        if stand is None or stand.league is None or stand.league.most is None:
            return None
        most.append(stand.league.most)
    if most and max(most) < table.rows[0].points:
        told = f"{club.name} can no longer be caught at the top ({competition_name(competition)} {season})."
        return Finding("supported", told, (table_row(table, table.rows[0]),))
    return None


def _runners_up(book: Almanac, r: Reading) -> Finding:
    assert r.team is not None
    for competition in dict.fromkeys(titles_meant(book, r)):
        season = book.season_of(competition)
        for edition in before(competition, season, book) if season else ():
            if book.catalogue.edition(competition, edition).kind == "league":
                table = book.table(competition, edition, book.written, r.team)
                if table is not None and table.row(r.team).position == 2:
                    return Finding("supported", f"{r.team.name} were second in {edition}.")
                continue
            final = [t for t in book.ties(competition, edition) if t.round == "final"]
            if final and final[-1].loser == r.team:
                return Finding("supported", f"{final[-1].sentence}")
    return Finding("cannot_say", "Who lost the final of the season before is not held.")


def _title_rows(book: Almanac, competition: str, season: Season, winner: Club) -> tuple[Row, ...]:
    if book.catalogue.edition(competition, season).kind == "league":
        table = book.table(competition, season, book.written, winner)
        return (table_row(table, table.rows[0]),) if table is not None else ()
    rows = book.known.select(competition, season, round="final")
    return tuple(match_row(book.value(int(row))) for row in rows[-1:])


def title_count(book: Almanac, r: Reading) -> Finding:
    """How often a title was won, before the day or with it."""
    if r.team is None or r.number is None:
        return Finding("cannot_say", "The side is not settled.")
    word, _, span = r.word.partition(":in:")
    first: Finding | None = None
    for competition in dict.fromkeys(titles_meant(book, r)):
        if competition not in known_competitions(book.catalogue):
            continue
        roll = honours(book, competition)
        if roll is None:
            continue
        won = next((seasons for club, seasons in roll.titles if club == r.team), ())
        held = [h for h in roll.seasons if h.champion is not None]
        open_ = [h for h in roll.seasons if h.champion is None]
        name = competition_name(competition)
        told = f"{r.team.name} won {name} {_times(len(won))} in the {counted(len(held), 'season')} held"
        last = ", the last" if len(won) > 6 else ""
        told += f"{last}: {listed([str(s) for s in won[-6:]])}." if won else "."
        evidence: tuple[Row, ...] = (
            {"kind": "titles", "competition": competition, "team": r.team.name,
             "seasons": [str(s) for s in won]},
        )  # fmt: skip
        # Titles under today's name, too: "the Premier League for the fifth time".
        today = called(competition, roll.seasons[-1].season, name) if roll.seasons else name
        counts = {len(won), sum(called(competition, s, name) == today for s in won)}
        words = word.split()
        if "row" in words:
            counts = in_a_row(competition, won)
            if "ahead" in words or not decided(book, competition):
                counts |= {n + 1 for n in counts}
        elif "ahead" in words:
            now = book.season_of(competition)
            counts = {len(won) + 1}
            if won and now is not None and won[-1] == now:
                counts.add(len(won))
        if span:
            since = book.day.year - int(span)
            counts = {sum(s.start >= y for s in won) for y in (since, since - 1, since + 1)}
            counts |= {n + 1 for n in counts} if "ahead" in words else set()
        if r.number in counts:
            return Finding("supported", told, evidence)
        known = begun().get(competition)
        whole = (
            known is not None
            and bool(held)
            and held[0].season == known.first
            and not [h for h in open_ if h.season < held[-1].season]
        )
        # A title being won today is not in the table yet.
        soon = not decided(book, competition) and r.number in {n + 1 for n in counts}
        named = "." in r.competition or r.competition.startswith(
            ("league", "country:", "european", "world")
        )
        # A season of which no champion is held may have been theirs.
        theirs = (
            range(len([h for h in open_ if h.season < held[-1].season]) + 1) if held else range(1)
        )
        possible = {n + more for n in counts for more in theirs}
        from_first = known is not None and bool(held) and roll.seasons[0].season == known.first
        wrong = (
            (
                whole
                or r.number < min(counts)
                or (
                    from_first
                    and len(theirs) < 4
                    and 0 < min(abs(r.number - n) for n in possible) < _FAR
                )
            )
            and not soon
            and named
        )
        verdict: Verdict = "contradicted" if wrong and "ahead" not in words else "cannot_say"
        first = first or Finding(verdict, told, evidence)
    return first or Finding("cannot_say", "The winners of that competition are not held.")


_FAR = 4
"""So many titles more or fewer than those held are another side's, where seasons are open."""


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number) or counted(number, "time")


def title_since(book: Almanac, r: Reading) -> Finding:
    """A title for the first time since some year: the season of the one before."""
    if r.team is None or (r.window is None and r.number is None):
        return Finding("cannot_say", "The side is not settled.")
    for competition in dict.fromkeys(titles_meant(book, r)):
        roll = honours(book, competition) if competition in known_competitions() else None
        if roll is None:
            continue
        won = next((seasons for club, seasons in roll.titles if club == r.team), ())
        now = book.season_of(competition)
        before = [s for s in won if now is None or s < now]
        name = competition_name(competition)
        if not before:
            continue
        last = before[-1]
        years = {last.start, last.start + last.split}
        told = f"{r.team.name} won {name} before in {last}."
        evidence: Row = {"kind": "titles", "competition": competition, "team": r.team.name,
                         "seasons": [str(s) for s in won]}  # fmt: skip
        if r.window is not None:
            told_years = set(range(r.window.first.year, r.window.last.year + 1))
        else:
            assert r.number is not None
            told_years = {book.day.year - r.number + n for n in (-1, 0, 1)}
        if years & told_years:
            return Finding("supported", told, (evidence,))
        return Finding("cannot_say", told, (evidence,))
    return Finding("cannot_say", "No earlier title of that competition is held.")


_GENERIC: dict[str, tuple[tuple[int, dict[int, int]], ...]] = {
    # Country → (first season, what "first division" and so on meant until the next line).
    "en": ((1888, {11: 1, 12: 2, 13: 3, 14: 4}), (1992, {11: 2, 12: 3, 13: 4}), (2004, {})),
}


def division(book: Almanac, r: Reading) -> Finding:
    """The level on which a side plays in the season of the day."""
    if r.team is None or r.number is None:
        return Finding("cannot_say", "The side is not settled.")
    league = book.league_of(r.team)
    if league is None:
        return Finding("cannot_say", f"The division of {r.team.name} in this season is not held.")
    competition, season = league
    found = re.match(r"[a-z]+\.(\d)", competition)
    name = competition_name(competition)
    table = book.table(competition, season, book.day, r.team)
    evidence = (table_row(table, table.row(r.team)),) if table is not None else ()
    told = f"{r.team.name} play in {name} {season}."
    if found is None:
        return Finding("cannot_say", told, evidence)
    level, wanted = int(found[1]), r.number
    country = r.team.country
    if wanted > 10:
        meaning = next(
            (m for first, m in reversed(_GENERIC.get(country, ())) if season.start >= first),
            {11: 1, 12: 2, 13: 3, 14: 4},
        )
        if wanted not in meaning:
            return Finding("cannot_say", told, evidence)
        wanted = meaning[wanted]
    if level == wanted or (wanted == 0 and level >= 5):
        return Finding("supported", told, evidence)
    if wanted == 0:
        return Finding(
            "contradicted" if level <= 4 and country == "en" else "cannot_say", told, evidence
        )
    if r.word in ("premier league", "championship", "league one", "league two") and country not in (
        "en",
        "wal",
    ):
        return Finding("cannot_say", told, evidence)
    return Finding("contradicted", told, evidence)


def group_standing(book: Almanac, r: Reading) -> Finding:
    """A place in a group of the competition in hand."""
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    if r.word == "by_goals":
        return judge_table.by_goals(book, r)
    for competition, season in _grouped(book, r.team):
        for day in book.moments():
            table = book.table(competition, season, day, r.team)
            if table is None or not table.group:
                continue
            row = table.row(r.team)
            place = row.position if r.number is None else r.number
            place = len(table.rows) + 1 + place if place < 0 else place
            told = (
                f"{row.team} {row.position} of {len(table.rows)} in group {table.group} with {row.points} "
                f"points from {row.played} matches at the end of {day_words(day)} "
                f"({competition_name(competition)} {season})."
            )
            evidence = (table_row(table, row),)
            # A group that was worked out has a number for a name.
            letter = "" if table.group.isdigit() and not r.word.isdigit() else r.word
            right = row.position == place and letter in ("", table.group.lower())
            if right and r.opponent is not None:
                right = any(x.team_id == r.opponent.id for x in table.rows)
            if right:
                return Finding("supported", told, evidence, table.coverage)
            level = [x.position for x in table.rows if x.points == row.points]
            done = _met_all(table)
            whole = all(c.complete for c in table.coverage) or done
            group_wrong = letter not in ("", table.group.lower())
            if (
                whole
                and (group_wrong or place not in level)
                and (table.final or done or group_wrong)
            ):
                return Finding("contradicted", told, evidence, table.coverage)
            return Finding("cannot_say", told, evidence, table.coverage)
    return Finding("cannot_say", "No group table with this side is held.")


def _met_all(table: Table) -> bool:
    """True if every side of a group has met all others, as often."""
    played = {row.played for row in table.rows}
    return (
        len(played) == 1
        and len(table.rows) > 2
        and played.pop() % (len(table.rows) - 1) == 0
        and table.rows[0].played > 0
    )


def _grouped(book: Almanac, club: Club) -> list[tuple[str, Season]]:
    """Competitions with groups that a club plays in, that of the match in hand first."""
    found = []
    if book.match is not None:
        found.append((str(book.match.competition), book.match.season))
    for competition in ("uefa.cl", "uefa.el", "fifa.wc", "uefa.euro"):
        season = book.season_of(competition)
        if season is not None and (competition, season) not in found:
            found.append((competition, season))
    return found

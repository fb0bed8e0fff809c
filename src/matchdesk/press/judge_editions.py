"""Verdicts on past editions: who won in a year that the words name, who lost the final, who the semi-final."""

from __future__ import annotations

from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.press import judge_standing
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading
from matchdesk.press.evidence import tie_row
from matchdesk.press.mentions import is_nation
from matchdesk.press.trophies import likely_winner, titles_meant
from matchdesk.rules.catalogue import competition_name
from matchdesk.rules.knockout import Tie

_ROUND = {"lost_in": "final", "semi_in": "semi_final", "quarter_in": "quarter_final"}


def title_holder(book: Almanac, r: Reading) -> Finding:
    """The holder of a title, or who won or lost it in a year."""
    if not r.word.endswith("_in"):
        return judge_standing.title_holder(book, r)
    if r.team is None or r.number is None:
        return Finding("cannot_say", "The side is not settled.")
    first: Finding | None = None
    for competition in dict.fromkeys(titles_meant(book, r)):
        seasons = _of_year(book, competition, r.number)
        for season in seasons:
            found = _in(book, r, competition, season)
            if found.verdict == "supported":
                return found
            if first is None or found.verdict == "cannot_say":
                first = found
        if not seasons and not r.competition and not is_nation(r.team):
            # Another title may be meant, of which nothing is held.
            first = Finding(
                "cannot_say", f"{competition_name(competition)} of {r.number} is not held."
            )
    return first or Finding("cannot_say", f"No edition of {r.number} is held.")


def _of_year(book: Almanac, competition: str, year: int) -> list[Season]:
    """The season that ended in a year, and one that both began and ended in it."""
    return [s for s in book.known.seasons(competition) if s.start + s.split == year]


def _in(book: Almanac, r: Reading, competition: str, season: Season) -> Finding:
    team = r.team
    assert team is not None
    name = competition_name(competition)
    if r.word.endswith("won_in"):
        winner = book.winners(competition, season)
        if winner is None and likely_winner(book, competition, season) == team:
            return Finding("supported", f"{team.name} came first in {name} {season}.")
        if winner is None:
            return _by_finalists(book, team, competition, season)
        told = f"{winner.name} won {name} {season}."
        now = book.season_of(competition)
        if r.word == "last_won_in" and winner == team:
            for later in book.known.seasons(competition):
                if later > season and later != now and book.winners(competition, later) == team:
                    return Finding("contradicted", f"{told} They won it again in {later}.")
        if winner != team and any(
            s.start == r.number and book.winners(competition, s) == team
            for s in book.known.seasons(competition)
        ):
            # Of the season that began in the year.
            return Finding("cannot_say", told)
        return Finding("supported" if winner == team else "contradicted", told)
    wanted = _ROUND[r.word]
    found = [t for t in book.ties(competition, season) if t.round == wanted]
    lost = next((t for t in found if t.loser == team), None)
    if lost is not None:
        return Finding("supported", lost.sentence, (tie_row(lost),))
    if any(t.winner is None for t in found) or len(found) < (1 if wanted == "final" else 2):
        return Finding("cannot_say", f"Who lost in the {season} edition of {name} is not held.")
    rows = tuple(tie_row(t) for t in found[:2])
    told = f"{team.name} did not lose there: {found[0].sentence}"
    return Finding("contradicted", told, rows)


def _by_finalists(book: Almanac, team: Club, competition: str, season: Season) -> Finding:
    """Without a winner: who did not play the final did not win it."""
    final: list[Tie] = [t for t in book.ties(competition, season) if t.round == "final"]
    if len(final) == 1 and team not in final[0].teams:
        told = (
            f"{final[0].teams[0].name} and {final[0].teams[1].name} played the final of {season}."
        )
        return Finding("contradicted", told, (tie_row(final[0]),))
    return Finding("cannot_say", f"Who won in {season} is not held.")

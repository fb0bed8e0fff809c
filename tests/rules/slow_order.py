"""The order of La Liga, slow and plain: the definition that the engine is compared with.

Clubs are names, matches are (home, visitors, goals, goals); a pair has two matches in a season.
"""

from __future__ import annotations

from collections.abc import Callable

Played = tuple[str, str, int, int]


def points(club: str, matches: list[Played]) -> int:
    """Three for a win, one for a draw."""
    total = 0
    for home, away, scored, conceded in matches:
        if club == home:
            total += 3 * (scored > conceded) + (scored == conceded)
        elif club == away:
            total += 3 * (conceded > scored) + (scored == conceded)
    return total


def goals(club: str, matches: list[Played]) -> int:
    """Goals scored."""
    return sum(a if club == h else b if club == v else 0 for h, v, a, b in matches)


def conceded(club: str, matches: list[Played]) -> int:
    """Goals conceded."""
    return sum(b if club == h else a if club == v else 0 for h, v, a, b in matches)


def difference(club: str, matches: list[Played]) -> int:
    """Goal difference."""
    return goals(club, matches) - conceded(club, matches)


def among(clubs: list[str], matches: list[Played]) -> list[Played]:
    """Matches between the clubs."""
    return [m for m in matches if m[0] in clubs and m[1] in clubs]


def level_sets(clubs: list[str], figure: Callable[[str], int]) -> list[list[str]]:
    """Clubs in sets of equal figure, best first, each in order of name."""
    values = sorted({figure(c) for c in clubs}, reverse=True)
    return [sorted(c for c in clubs if figure(c) == v) for v in values]


def la_liga_order(clubs: list[str], matches: list[Played]) -> list[list[str]]:
    """Sets of clubs from the top; a set of more than one is undecided."""
    result: list[list[str]] = []
    for level in level_sets(clubs, lambda c: points(c, matches)):
        result += level_order(level, matches)
    return result


def level_order(clubs: list[str], matches: list[Played]) -> list[list[str]]:
    """Clubs level on points."""
    if len(clubs) == 1:
        return [clubs]
    mini = among(clubs, matches)
    if len(mini) == len(clubs) * (len(clubs) - 1):
        # All matches between them are played: head-to-head, then overall; who is separated leaves,
        # and the others apply the rule for their number.
        figures: list[Callable[[str], int]] = [
            lambda c: difference(c, mini),
            lambda c: difference(c, matches),
            lambda c: goals(c, matches),
        ]
        if len(clubs) > 2:
            figures.insert(0, lambda c: points(c, mini))
        for figure in figures:
            sets = level_sets(clubs, figure)
            if len(sets) > 1:
                return [part for level in sets for part in level_order(level, matches)]
        return [sorted(clubs)]
    result: list[list[str]] = []
    for level in level_sets(clubs, lambda c: difference(c, matches)):
        result += level_sets(level, lambda c: goals(c, matches))
    return result


# ---- the other two ways of going on with clubs that stay level ----

Figure = Callable[[str, list[Played]], int]


def wins(club: str, matches: list[Played]) -> int:
    """Matches won."""
    return sum(
        (club == home and scored > lost) or (club == away and lost > scored)
        for home, away, scored, lost in matches
    )


def away_goals(club: str, matches: list[Played]) -> int:
    """Goals scored as visitors."""
    return sum(b for _, away, _, b in matches if away == club)


def by_figures(clubs: list[str], figures: list[tuple[Figure, list[Played]]]) -> list[list[str]]:
    """Clubs in sets by the first figure that separates them, then by the next."""
    if not figures or len(clubs) == 1:
        return [sorted(clubs)]
    figure, matches = figures[0]
    return [
        part
        for level in level_sets(clubs, lambda club: figure(club, matches))
        for part in by_figures(level, figures[1:])
    ]


def flat_order(
    clubs: list[str], matches: list[Played], mini: list[Figure], overall: list[Figure]
) -> list[list[str]]:
    """The mini-table of all clubs level on points is made once and kept."""
    result: list[list[str]] = []
    for level in level_sets(clubs, lambda club: points(club, matches)):
        inside = among(level, matches)
        figures = [(figure, inside) for figure in mini]
        result += by_figures(level, figures + [(figure, matches) for figure in overall])
    return result


def uefa_order(
    clubs: list[str], matches: list[Played], mini: list[Figure], overall: list[Figure]
) -> list[list[str]]:
    """Clubs still level on all of the mini-table get it again on their own matches, then overall."""

    def inner(level: list[str]) -> list[list[str]]:
        inside = among(level, matches)
        parts = by_figures(level, [(figure, inside) for figure in mini])
        if len(parts) == 1:
            return by_figures(level, [(figure, matches) for figure in overall])
        return [part for one in parts for part in (inner(one) if len(one) > 1 else [one])]

    result: list[list[str]] = []
    for level in level_sets(clubs, lambda club: points(club, matches)):
        result += inner(level) if len(level) > 1 else [level]
    return result

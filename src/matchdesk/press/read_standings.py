"""Points of several clubs in a row: short tables, run-on tables, "Utrecht (38), Heracles (38)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_SHORT = (
    r"^[\s|*·•-]*(?P<place>\d{1,2})(?:st|nd|rd|th)?[.):=]?[\s|]+(?P<team>CLUB)[\s:,|-]+(?P<n>\d{1,3})"
    r"(?:(?P<unit> ?(?:points|pts)\b\.?)|(?: ?\((?P<gd>[+-]?\d{1,3})\)))\W*$"
)
_UNPLACED = r"^[\s|*·•-]*(?:[a-z]{1,4}\.? )?(?P<team>CLUB)[\s:,|-]+(?P<n>\d{1,3})(?P<unit> ?(?:points|pts)\b\.?)\W*$"
# Short tables whose lines have run together: "1. Brugge 63 2. Anderlecht 58 3. Antwerp 56",
# "Croatia 3 +3 9 Germany 3 +2 6 Austria 3 -2 1".
_NUMBERED = r"(?<!\d)(?P<place>\d{1,2})(?:st|nd|rd|th)?[.):]? (?P<team>CLUB)(?:[,:]| ?-)? (?P<n>\d{1,3})(?P<unit>(?: ?(?:points|pts)\b)?)(?=[ ,;.]|$)(?! ?[-:+] ?\d)(?! \d{1,3}(?![.)]))"
_SIGNED = (
    r"(?P<team>CLUB) (?P<played>\d{1,2}) (?P<gd>[+-]?\d{1,3}) (?P<n>\d{1,3})(?! ?[-:] ?\d)(?! \d)"
)
# "Club Brugge 63 3.": the number of the next line went to this one.
_CUT_OFF = r"^(?P<team>CLUB)[ :,]+(?P<n>\d{1,3})(?P<unit>(?: ?(?:points|pts))?)[;,]? \d{1,2}\.$"
_EACH = r"(?P<team>CLUB) and (?P<other>CLUB) (?:with|on|have|both have|have both) (?P<n>NUM) (?:points )?each\b"
_PAIR = r"(?P<team>CLUB)[\s:,]+(?P<played>\d{1,2})[\s,-]+(?P<n>\d{1,3})(?![\d:-])"
_ITEM = r"(?P<team>CLUB) (?P<n>\d{1,3})(?: ?(?:points|pts))?(?=[;,.]| and CLUB|$)"
_BRACKET = r"(?P<team>CLUB) ?(?P<bracket>\()(?P<n>NUM)(?: ?(?:points|pts))?\)"
# "4. Mexico (GP: 7; GD: 0; PTS: 8)".
_LABELLED = r"(?:(?<!\d)(?P<place>\d{1,2})[.)] )?(?P<team>CLUB),? ?\((?P<row>(?:[a-z]{1,6}\.?[:= ]{1,2}[+-]?\d{1,3}(?:[;,] ?| (?=[a-z])|(?=\)))){2,8})\)"
_LABELS = {
    "gp": "played", "p": "played", "mp": "played", "pld": "played", "played": "played", "w": "won", "d": "drawn",
    "l": "lost", "gf": "goals_for", "f": "goals_for", "ga": "goals_against", "a": "goals_against",
    "gd": "goal_difference", "diff": "goal_difference", "pts": "points", "pt": "points", "points": "points",
}  # fmt: skip
_LABEL = re.compile(r"([a-z]+)\.?[:= ]+([+-]?\d+)")
_ALSO = (
    r"(?:[,;]|,? and|,? while|,? with) (?P<team>CLUB)(?: are| have| had| sit| stand)?(?: on| with)? "
    r"(?P<n>NUM)(?= ?(?:[.,;)]|$| and (?:CLUB|last|bottom)))"
)
_BEFORE_ALSO = pattern(
    r"(?:\b(?:points|pts|point)\b[^.;]{0,60}|CLUB (?:are |have |had |sit )?(?:on |with )?NUM)$"
)
_HAVE = re.compile(r"\b(?:have|had|on|with)\b")
_HEAD = re.compile(r"\b(?:points|pts|standings|table|classification|positions?)\b")
_HEADING = re.compile(r"\b(?:standings|classification|league table|table)\b[^.]{0,60}:")
_CLOSE = 5
"""Signs between two items of a row."""
_LEAST = 3


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Points of clubs that stand in a row, or on a line of a short table."""
    for m in g.every(_SHORT):
        word = f"row points={m['n']}" + (f" goal_difference={m['gd']}" if m["gd"] else "")
        yield from _points(g, ctx, m, int(m["n"]), None, word)
        clubs = ctx.team(g, m.start("team"), m.end("team"))
        places = [Reading(team=club, number=int(m["place"])) for club in clubs]
        if places:
            yield make("league_position", g, m.start("place"), m.end("team"), places)
        return
    for one in (*_run_on(g.every(_NUMBERED)), *_run_on(g.every(_SIGNED))):
        word = " ".join(f"{name}={one[key]}" for key, name in _NAMES if key in one.groupdict())
        yield from _points(g, ctx, one, int(one["n"]), None, f"row {word}")
        if "place" in one.groupdict():
            places = [
                Reading(team=club, number=int(one["place"]))
                for club in ctx.team(g, one.start("team"), one.end("team"))
            ]
            if places:
                yield make("league_position", g, one.start("place"), one.end("team"), places)
    yield from _labelled(g, ctx)
    if _HEADING.search(g.plain):
        ctx.told_points = True
    for m in g.every(_CUT_OFF) if ctx.told_points or _HEAD.search(g.plain) else ():
        ctx.told_points = True
        yield from _points(g, ctx, m, int(m["n"]), None)
    for m in g.every(_UNPLACED):
        yield from _points(g, ctx, m, int(m["n"]), None)
        return
    for m in g.every(_EACH):
        number = number_of(m["n"])
        if number is not None and (ctx.told_points or _HEAD.search(g.plain)):
            for name in ("team", "other"):
                yield from _points(g, ctx, m, number, None, name=name)
    # "With 29 points, but Ajax (26) and PSV (24) are closer": two will do where points are told.
    least = 2 if re.search(r"\b(?:points|pts)\b", g.plain) else _LEAST
    for row in (
        *_rows(g.every(_PAIR), _LEAST),
        *_rows(g.every(_BRACKET), least),
        *_rows(g.every(_ITEM), _LEAST),
    ):
        pairs = "played" in row[0].groupdict()
        if pairs and not _matches_played([int(m["played"]) for m in row]):
            continue
        if not pairs and not (ctx.told_points or _HEAD.search(g.plain)):
            continue
        if "bracket" in row[0].groupdict():
            # "AZ (40) went up to third, followed by Utrecht (38), Heracles (38)".
            row = [
                *(
                    m
                    for m in g.every(_BRACKET)
                    if m.end() < row[0].start() and _figure(m) >= _figure(row[0])
                ),
                *row,
            ]
        for m in row:
            yield from _points(g, ctx, m, _figure(m), int(m["played"]) if pairs else None)
    for m in g.every(_ALSO):
        number = number_of(m["n"])
        if number is None or not re.search(r"\bpoints?\b|\bpts\b", g.plain[: m.start()]):
            continue
        if _BEFORE_ALSO.search(g.plain, 0, m.start()):
            firm = _HAVE.search(m[0]) is not None
            yield from _points(g, ctx, m, number, None, firm=firm)


def _labelled(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Lines of a table whose figures are labelled, in brackets behind the side."""
    for m in g.every(_LABELLED):
        told = [(_LABELS.get(label), value) for label, value in _LABEL.findall(m["row"])]
        if any(name is None for name, _ in told) or not any(name == "points" for name, _ in told):
            continue
        clubs = ctx.team(g, m.start("team"), m.end("team"))
        word = "row " + " ".join(f"{name}={int(value)}" for name, value in told)
        number = next(int(value) for name, value in told if name == "points")
        rows = [Reading(team=club, number=number, word=word) for club in clubs]
        if rows:
            yield make("points", g, m.start("team"), m.end("row"), rows)
        places = [Reading(team=club, number=int(m["place"])) for club in clubs if m["place"]]
        if places:
            yield make("league_position", g, m.start("place"), m.end("team"), places)


def _figure(m: re.Match[str]) -> int:
    return number_of(m["n"]) or 0


_NAMES = (("played", "played"), ("gd", "goal_difference"), ("n", "points"))
_BETWEEN = 30
"""Signs between lines of a table that have run together."""


def _run_on(found: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Lines of a table that follow one upon the other, three at least."""
    run: list[re.Match[str]] = []
    for m in (*found, None):
        if m is not None and (not run or _next_line(run[-1], m)):
            run.append(m)
            continue
        if len(run) >= _LEAST and any(one.groupdict().get("gd", "+")[0] in "+-" for one in run):
            yield from run
        run = [m] if m is not None else []


def _next_line(one: re.Match[str], other: re.Match[str]) -> bool:
    """True if a line can stand right below another: a place and no more points further down."""
    placed = "place" not in one.groupdict() or int(other["place"]) == int(one["place"]) + 1
    return placed and other.start() - one.end() <= _BETWEEN and int(other["n"]) <= int(one["n"])


def _rows(found: Sequence[re.Match[str]], least: int) -> Iterator[list[re.Match[str]]]:
    """Items that stand side by side, so many at least, with points as in a table."""
    row: list[re.Match[str]] = []
    for m in (*found, None):
        if m is not None and row and m.start() - row[-1].end() <= _CLOSE + 1:
            row.append(m)
            continue
        told = [_figure(one) for one in row]
        if (
            len(row) >= least
            and (_descend(told) or (least == 2 and told == sorted(told)))
            and told[0] > _LEAST
        ):
            yield row
        row = [m] if m is not None else []


def _descend(told: Sequence[int]) -> bool:
    """True for figures that fall, in a long row but for one that may be wrong."""
    if len(told) < 5:
        return list(told) == sorted(told, reverse=True)
    rest = ([*told[:n], *told[n + 1 :]] for n in range(len(told)))
    return any(one == sorted(one, reverse=True) for one in rest)


def _matches_played(told: Sequence[int]) -> bool:
    """True for figures that can be the matches of clubs in one league on one day."""
    return max(told) - min(told) <= 6 and max(told) > 0


def _points(
    g: Gloss, ctx: Context, m: re.Match[str], number: int, played: int | None, word: str = "",
    *, firm: bool = True, name: str = "team",
) -> Iterator[Claim]:  # fmt: skip
    clubs = ctx.team(g, m.start(name), m.end(name))
    readings = [Reading(team=club, number=number, other=played, word=word) for club in clubs]
    if readings:
        end = max(m.end(part) for part in m.groupdict() if part in ("n", "unit", "gd"))
        yield make("points", g, m.start(name), end, readings, firm=firm)

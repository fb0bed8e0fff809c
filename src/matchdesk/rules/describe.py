"""A rulebook in words, for people who know the game and not the program."""

from __future__ import annotations

from matchdesk.core.competition import round_words
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import Edition, OrderStep, Points, Stage, Zone
from matchdesk.rules.sentence import rule_words
from matchdesk.rules.words import (
    AGAIN,
    ZONES,
    date_words,
    in_words,
    number_words,
    order_words,
)

_MARKS = {"S": "sourced", "M": "from memory"}
_SURE = {"H": "high", "M": "medium", "L": "low"}
_FROM = {
    "always": "Matches between level clubs count at any time of the season.",
    "tied_clubs_done": "Matches between level clubs count once all of them have been played; "
    "until then overall criteria decide.",
    "season_done": "Matches between level clubs count once every match of the table has been "
    "played; until then overall criteria decide.",
}


_FACTS = {
    "points": "the points",
    "order": "the order of level clubs",
    "zones": "the places",
    "split": "the split",
    "decide": "how ties are decided",
    "rounds": "the rounds",
    "bracket": "the bracket",
}
_CHAMPION = {
    "table": "The table names the champions.",
    "final": "A final names the champions.",
    "none": "There are no champions.",
}
_LINES = {"title": "for the title", "relegation": "of relegation", "europe": "of Europe"}
_CARRIED = {
    "kept": "points are kept",
    "halved_up": "points are halved, rounded up",
    "halved_down": "points are halved, rounded down",
}


def describe(edition: Edition) -> str:
    """One edition in words: plain Markdown, a heading and a list.

    >>> from matchdesk.core.season import Season
    >>> from matchdesk.rules.catalogue import rulebook
    >>> print(describe(rulebook("es.cup", Season.parse("2017-18"))).splitlines()[2])
    - Default: two legs; level on aggregate: away goals, then extra time, then away goals, those of extra time included, then penalties.
    """
    if not edition.held:
        return (
            "- No rulebook is held for it: tables use three points for a win, one for a draw, then goal "
            "difference and goals, and say so.\n"
        )
    lines = [f"## {_seasons(edition)}", ""]
    for stage in edition.stages:
        lines += _stage(stage, len(edition.stages) > 1 or edition.kind != "league")
    if edition.average is not None:
        down = number_words(edition.average.relegated)
        lines.append(
            f"- Relegation by points per match over {number_words(edition.average.seasons)} seasons"
            f"{f': {down} down' if edition.average.relegated else ''}; `--phase promedio` is its table."
        )
    if edition.cups:
        lines.append(f"- {_cups(edition)}")
    if edition.champion != ("table" if edition.kind == "league" else "final"):
        lines.append(f"- {_CHAMPION[edition.champion]}")
    if edition.ties_held and edition.kind != "single":
        default = rule_words(edition.other_rounds)
        what = "Matches for a place" if edition.kind == "league" else "Default"
        lines.append(f"- {what}: {default}.")
        lines += [
            f"- {_capital(round_words(r.round))}: {said}."
            for r in edition.rounds
            if (said := rule_words(r)) != default
        ]
    if edition.bracket is not None and edition.bracket.rounds:
        first, ties = edition.bracket.rounds[0]
        pairs = ", ".join(f"{a} v {b}" for a, b in dict.fromkeys(ties))
        lines.append(f"- The bracket is fixed; {round_words(first)}: {pairs}.")
    if edition.forfeit is not None:
        better = ", or the score on the pitch if it is better" if edition.forfeit_better else ""
        lines.append(f"- A match that is awarded counts {edition.forfeit}-0{better}.")
    if edition.note:
        lines.append(f"- {edition.note}")
    lines.append(f"- Source: {edition.source.text}.{_mark(edition.source.mark)}")
    lines += [
        f"- {_capital(_FACTS[fact])}:{_mark(mark).replace(' (', ' ').rstrip(')')}."
        for fact, mark in edition.marks
        if mark != edition.source.mark
    ]
    return "\n".join(lines) + "\n"


def describe_all(competition: str, catalogue: Catalogue = BUILT_IN) -> str:
    """All editions of a competition in words, latest first: a page of the documentation."""
    names = catalogue.names().get(competition, (competition,))
    lines = [f"# {names[0]} (`{competition}`)", ""]
    if names[1:]:
        lines += [f"Also: {', '.join(names[1:])}.", ""]
    for one in catalogue.interruptions(competition):
        lines += [
            f"{one.source.text}: last matches on {date_words(one.last)}, the next on "
            f"{date_words(one.again)}; their dates are taken to be known from "
            f"{date_words(one.known)}.{_mark(one.source.mark)}",
            "",
        ]
    members = catalogue.conferences(competition)
    if members:
        called = sorted({one.name for one in members})
        lines += [
            f"Conferences: {in_words(called)}; `--group` or `--phase conference` gives their tables, in "
            "which all matches of their clubs count.",
            "",
        ]
    editions = catalogue.editions(competition)
    if not editions:
        lines += ["No rulebook is held: tables use 3-1-0 and goal difference, and say so.", ""]
    return "\n".join(lines) + "\n" + "\n".join(describe(e) for e in reversed(editions))


def _seasons(edition: Edition) -> str:
    if edition.start is None:
        return "Any season"
    if edition.end is None:
        return f"From {edition.start}"
    if edition.end == edition.start:
        return str(edition.start)
    return f"{edition.start} to {edition.end}"


def _stage(stage: Stage, named: bool) -> list[str]:
    prefix = f"{_capital(stage.phase.replace('_', ' '))} phase: " if named else ""
    size = f"{stage.clubs} clubs" if stage.clubs else "any number of clubs"
    if stage.groups > 1:
        size = f"{stage.groups} groups of {size}"
    played = (
        f"each meets every other {_times(stage.meetings)}"
        if stage.meetings
        else f"{stage.matches} matches each"
        if stage.matches
        else "number of matches not held"
    )
    lines = [
        f"- {prefix}{size}, {played}; {_points(stage.points)}.",
        f"- Order: {in_words([_step(s) for s in stage.order], 'then')}.",
    ]
    if stage.play_off:
        about = in_words([_LINES[line] for line in stage.play_off])
        lines.append(
            f"- Clubs level on points on either side of the line {about} play a match when the "
            "season is over; of three or more the order above picks the two."
        )
    if stage.stopped is not None:
        final = f": {in_words([_step(s) for s in stage.final_order], 'then')}"
        lines.append(
            f"- Stopped; last matches on {date_words(stage.stopped)}, the table of which is final"
            f"{final if stage.final_order else ''}."
        )
    if any(s.restart for s in stage.order):
        lines.append(
            "- Clubs that stay level after a criterion has separated others start again from the "
            "first, with the matches between themselves alone."
        )
    if any(s.among_tied for s in stage.order):
        lines.append(f"- {_FROM[stage.head_to_head_from]}")
    if stage.split is not None:
        split = stage.split
        parts = in_words([str(n) for n in split.sizes])
        carried = [split.carried_in(part) for part, _ in enumerate(split.sizes)]
        kept = _CARRIED[carried[0]]
        if len({*carried}) > 1:
            kept = in_words([f"{_CARRIED[c]} (part {n})" for n, c in enumerate(carried, 1)])
        lines.append(
            f"- After {split.after} matches it splits into parts of {parts} clubs; {kept}."
        )
        if split.order:
            lines.append(
                f"- Order in the parts: {in_words([_step(s) for s in split.order], 'then')}."
            )
    if stage.zones:
        lines.append(f"- Places: {'; '.join(_zone(z) for z in stage.zones)}.")
    if stage.ranking is not None:
        lines.append(
            f"- The best {number_words(stage.ranking.advance)} "
            f"{stage.ranking.name.replace('_', ' ')} go on too, by "
            f"{in_words([_step(s) for s in stage.ranking.order], 'then')}."
        )
    return lines


def _cups(edition: Edition) -> str:
    """Who is placed in Europe by a cup."""
    said = [f"the winner of {place.cup} ({ZONES[place.zone]})" for place in edition.cups]
    lost: list[str] = [place.cup for place in edition.cups if place.finalist]
    if lost:
        others = "; other places go" if len(lost) < len(edition.cups) else ", else"
        passed = (
            f"if the winner of {in_words(lost)} is in the Champions League, its place goes to who lost "
            f"the final{others} to the next club of the league"
        )
    else:
        passed = "a place not needed goes to the next club of the league"
    return f"Placed besides: {in_words(said)}; {passed}."


def _step(step: OrderStep) -> str:
    if step.by == AGAIN:
        return order_words(AGAIN)
    said = order_words(step.word)
    if step.clubs != "any":
        said += f" ({step.clubs.replace('_', ' ')} clubs)"
    if step.only_for:
        said += f" (only for {in_words([ZONES.get(z, z) for z in step.only_for])})"
    if step.when == "season_done":
        said += " (once all is played)"
    return said


def _points(points: Points) -> str:
    """What results are worth."""
    said = [f"{points.win} points for a win", f"{points.draw} for a draw"]
    if points.extra_time_win is not None:
        said.append(f"{points.extra_time_win} for a win in extra time")
    if points.shoot_out_win is not None:
        lost = points.shoot_out_loss or 0
        said.append(f"{points.shoot_out_win} for a win in the shoot-out, {lost} for losing it")
    if points.bonus_margin:
        said.append(f"one more for a win by {number_words(points.bonus_margin)} goals or more")
    if points.bonus_goals:
        said.append(f"one more for {number_words(points.bonus_goals)} goals or more")
    return ", ".join(said)


def _zone(zone: Zone) -> str:
    place = str(zone.first) if zone.first == zone.last else f"{zone.first}-{zone.last}"
    return f"{place} {ZONES[zone.zone]}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{number_words(count)} times")


def _mark(mark: str) -> str:
    kind, _, sure = mark.partition("/")
    if kind not in _MARKS:
        return ""
    said = f" ({_MARKS[kind]}; confidence {_SURE.get(sure, 'not stated')})"
    return said if sure in _SURE else f" ({_MARKS[kind]})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

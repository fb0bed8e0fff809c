"""Forecasts as text for a terminal; piped, they carry no control codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from matchdesk.cli.names import competition_name
from matchdesk.cli.show import _draw, _grid
from matchdesk.core.competition import round_words
from matchdesk.rules.table import zone_words

if TYPE_CHECKING:
    from matchdesk.forecast.backtest import Backtest
    from matchdesk.forecast.chances import Chances
    from matchdesk.forecast.prospects import Forecast, TeamForecast
    from matchdesk.forecast.ratings import Ratings
    from matchdesk.forecast.settled import Settled

_MOST = 40


def percent(chance: float) -> str:
    """A chance as it is read: nothing that can still happen is 0 or 100 %.

    >>> percent(0.0), percent(0.0004), percent(0.123), percent(0.9999), percent(1.0)
    ('–', '<0.1 %', '12.3 %', '>99.9 %', '100 %')
    """
    if chance <= 0:
        return "–"
    if chance >= 1:
        return "100 %"
    if chance < 0.001:
        return "<0.1 %"
    return ">99.9 %" if chance > 0.999 else f"{100 * chance:.1f} %"


def ratings(found: Ratings) -> str:
    """The clubs of a season, best first."""
    title = Text(
        f"{competition_name(found.competition)} {found.season}, strengths at the end of {found.on}",
        style="bold",
    )
    grid = _grid(
        "", "Club", "Rating", "±", "Attack", "Defence", "P", numbers=" Rating ± Attack Defence P"
    )
    for place, one in enumerate(found.teams, start=1):
        grid.add_row(
            str(place), one.club.name, f"{one.rating:+.2f}", f"{one.spread:.2f}",
            f"{one.attack:.2f}", f"{one.defence:.2f}", str(one.matches),
        )  # fmt: skip
    note = Text(
        "Rating: goals ahead of an average club on neutral ground. Attack 1.20 scores a fifth more "
        "than average, defence 1.20 lets a fifth less in."
    )
    parts: list[RenderableType] = [title, grid, note]
    for club, days in found.history:
        line = ", ".join(f"{day} {rating:+.2f}" for day, rating in days[-6:])
        parts.append(Text(f"{club.name}: {line}"))
    return _draw(*parts)


def chances(found: Chances) -> str:
    """Matches with their three chances."""
    grid = _grid("Date", "", "", "Home win", "Draw", "Away win", "Goals", "Likeliest")
    for one in found.matches:
        likely = ", ".join(f"{h}-{a} {percent(p)}" for h, a, p in one.likely[:3])
        grid.add_row(
            str(one.date or ""), one.home.name, one.away.name, percent(one.home_win),
            percent(one.draw), percent(one.away_win),
            f"{one.goals_home:.2f}-{one.goals_away:.2f}", likely,
        )  # fmt: skip
    return _draw(grid, Text(f"From {found.matches_known} results known on {found.on}."))


def forecast(found: Forecast) -> str:
    """The clubs with points, zones and rounds, and what the next matches can bring."""
    title = Text(
        f"{competition_name(found.competition)} {found.season}, as known at the end of {found.on}: "
        f"{found.runs:,} runs, seed {found.seed}",
        style="bold",
    )
    parts: list[RenderableType] = [title]
    if found.supposed:
        told = " and ".join(str(one["text"]) for one in found.supposed)
        share = f" ({percent(found.share)} of all runs)" if found.share < 1 else ""
        parts.append(Text(f"If {told}{share}"))
    for group in dict.fromkeys(team.group for team in found.teams):
        teams = [team for team in found.teams if team.group == group]
        if group:
            parts.append(Text(f"\nGroup {group}", style="bold"))
        parts.append(_teams(teams))
    if found.swings:
        parts.append(Text("\nWhat the next matches can bring", style="bold"))
        grid = _grid("", "", "Club", "", "Home win", "Draw", "Away win")
        for one in found.swings[:8]:
            grid.add_row(
                str(one.date or ""), f"{one.home.name} v {one.away.name}", one.club.name,
                _what(one.zone), percent(one.home_win), percent(one.draw),
                percent(one.away_win),
            )  # fmt: skip
        parts.append(grid)
    parts += [Text(note) for note in found.notes]
    error = max((team.standard_error for team in found.teams), default=0.0)
    parts.append(
        Text(f"No chance is further off by the number of runs than ±{200 * error:.1f} points.")
    )
    return _draw(*parts)


def _what(word: str) -> str:
    """A zone or a round in words."""
    if word == "winner":
        return "winners"
    zone = zone_words(word)
    return round_words(word) if zone == word else zone


def _teams(teams: Sequence[TeamForecast]) -> RenderableType:
    league = any(team.positions for team in teams)
    zones = list(dict.fromkeys(name for team in teams for name, _ in team.zones))
    rounds = list(dict.fromkeys(name for team in teams for name, _ in team.reach))
    still = [
        name for name in rounds
        if any(0 < team.reaches(name) < 1 for team in teams)
    ] or rounds[-1:]  # fmt: skip
    if not league:
        teams = [team for team in teams if any(team.reaches(name) > 0 for name in still)]
        zones = []
    words = [zone_words(name) for name in zones] + [
        "winners" if name == "winner" else round_words(name) for name in still
    ]
    # Without a rulebook no place has a meaning; first and last have one everywhere.
    ends = ["first", "last"] if league and not zones else []
    grid = _grid("", "Club", *(["Points", "±"] if league else []), *ends, *words,
                 numbers="Points ±")  # fmt: skip
    for place, team in enumerate(teams[:_MOST], start=1):
        points = []
        if league:
            points = ["", ""]
            if team.points_mean is not None and team.points_sd is not None:
                points = [f"{team.points_mean:.1f}", f"{team.points_sd:.1f}"]
        grid.add_row(
            str(place), team.club.name, *points,
            *(percent(team.positions[0 if end == "first" else -1]) for end in ends if team.positions),
            *(percent(team.zone(name)) for name in zones),
            *(percent(team.reaches(name)) for name in still),
        )  # fmt: skip
    return grid


def backtest(found: Backtest) -> str:
    """Scores against base rates and the bookmakers, season by season, and the calibration."""
    told = found.to_dict()
    title = Text(
        f"{', '.join(found.competitions)}, {found.first} to {found.last}: {len(found)} matches "
        f"forecast before their week by {found.model}",
        style="bold",
    )
    grid = _grid("", "Matches", "Log loss", "RPS", "Brier", numbers="Matches Log loss RPS Brier")

    def row(name: str, scored: object) -> None:
        if isinstance(scored, dict):
            grid.add_row(
                name, str(scored["matches"]), f"{scored['log_loss']:.5f}", f"{scored['rps']:.5f}",
                f"{scored['brier']:.5f}",
            )  # fmt: skip

    row("model", told)
    row("base rates", told["base_rates"])
    market = told["market"]
    if isinstance(market, dict):
        row("bookmakers", market)
        row("model on the same matches", market["model"])
    parts: list[RenderableType] = [title, grid]
    if isinstance(market, dict):
        gap = market["difference"]["log_loss"]
        share = market["share_of_the_way"]["log_loss"]
        reached = "" if share is None else f"; {100 * share:.1f} % of the way from base rates"
        parts.append(
            Text(
                f"Log loss less the bookmakers': {gap['mean']:+.5f} "
                f"(95 % {gap['low']:+.5f} to {gap['high']:+.5f}){reached}."
            )
        )
    parts.append(Text("\nCalibration", style="bold"))
    bins = _grid("Said", "Forecasts", "Mean said", "Came", "", numbers="Forecasts Mean said Came")
    for one in found.bins:
        bar = "█" * round(30 * one.came)
        bins.add_row(
            f"{100 * one.low:.0f}-{100 * one.high:.0f} %", str(one.forecasts),
            f"{100 * one.said:.1f} %", f"{100 * one.came:.1f} %", bar,
        )  # fmt: skip
    parts.append(bins)
    seasons = _grid("", "Season", "Matches", "Log loss", "Bookmakers", "Base rates",
                    numbers="Matches Log loss Bookmakers Base rates")  # fmt: skip
    for season in told["per_season"]:  # type: ignore[attr-defined]
        held = season["market"]
        seasons.add_row(
            season["competition"], season["season"], str(season["matches"]),
            f"{season['log_loss']:.4f}", f"{held['log_loss']:.4f}" if held else "–",
            f"{season['base_rates']['log_loss']:.4f}",
        )  # fmt: skip
    parts += [Text("\nSeason by season", style="bold"), seasons]
    return _draw(*parts)


def settled(found: Settled) -> str:
    """Published forecasts and what came of them."""
    if not found.forecasts:
        return "No forecast has been published. Add --publish to `chances` or `forecast`."
    grid = _grid("Made", "Of", "What", "Chances", "Came", "Log loss")
    for one in found.forecasts[-_MOST:]:
        words = ("home win", "draw", "away win") if one.kind == "match" else ("no", "yes")
        grid.add_row(
            one.made, one.subject, "result" if one.kind == "match" else _what(one.what),
            " ".join(percent(p) for p in one.chances),
            "open" if one.came is None else words[one.came],
            "" if one.log_loss is None else f"{one.log_loss:.3f}",
        )  # fmt: skip
    told = found.to_dict()
    parts: list[RenderableType] = [grid]
    if len(found.forecasts) > _MOST:
        parts.append(Text(f"The last {_MOST} of {len(found.forecasts)}; --json has all."))
    parts.append(Text(f"{told['published']} published, {told['settled']} settled."))
    for kind, name in (("match", "matches"), ("zone", "zones"), ("reach", "rounds")):
        scores = [
            f"{word} {value:.4f}"
            for score, word in (("log_loss", "log loss"), ("rps", "RPS"), ("brier", "Brier"))
            if (value := found.mean(kind, score)) is not None
        ]
        if scores:
            parts.append(Text(f"Mean of {name}: {', '.join(scores)}."))
            bins = _grid("Said", "Forecasts", "Mean said", "Came",
                         numbers="Forecasts Mean said Came")  # fmt: skip
            for held in found.calibration(kind):
                low, high, said, came = (
                    float(str(held[k])) for k in ("low", "high", "said", "came")
                )
                bins.add_row(
                    f"{100 * low:.0f}-{100 * high:.0f} %", str(held["forecasts"]),
                    f"{100 * said:.1f} %", f"{100 * came:.1f} %",
                )  # fmt: skip
            parts.append(bins)
    return _draw(*parts)

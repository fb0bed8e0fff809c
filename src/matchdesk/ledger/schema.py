"""Tables of the ledger, in the words of the game, so that any SQL tool can read them.

Dates are ISO text, kick-offs "HH:MM", seasons "2017-18"; goals are whole numbers, NULL where
unknown. Every row knows the file and line it comes from.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()


def _origin() -> tuple[Column[int | None], Column[int | None]]:
    return Column("file", ForeignKey("file.id")), Column("line", Integer)


migration = Table(
    "migration",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("title", String, nullable=False, default=""),
    Column("author", String, nullable=False, default=""),
    Column("licence", String, nullable=False, default=""),
    Column("notice", String, nullable=False, default=""),
    Column("address", String, nullable=False, default=""),
    Column("read", String, nullable=False, default=""),
)

file = Table(
    "file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("format", String, nullable=False),
    Column("source", ForeignKey("source.id")),
    UniqueConstraint("name", "sha256"),
)

club = Table(
    "club",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("country", String, nullable=False, default=""),
    # "" a club's first men's side, "w" its women's, "n" a national side, "nw" the women's.
    Column("side", String, nullable=False, default=""),
    *_origin(),
)

# Two clubs of the ledger that are one: ``club`` is answered for as ``into``. Taking the row away
# splits them again, without loss.
joined = Table(
    "joined",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("club", ForeignKey("club.id"), nullable=False, unique=True),
    Column("into", ForeignKey("club.id"), nullable=False),
    Column("reason", String, nullable=False, default=""),
)

# Names of clubs; ``folded`` is the form in which they are compared.
name = Table(
    "name",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("club", ForeignKey("club.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False),
    Column("start", String),
    Column("end", String),
    *_origin(),
    Index("name_folded", "folded"),
    UniqueConstraint("club", "kind", "name", "start"),
)

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("also", String, nullable=False, default=""),
)

spell = Table(
    "spell",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("club", ForeignKey("club.id"), nullable=False),
    Column("role", String, nullable=False),
    Column("position", String, nullable=False, default=""),
    Column("nationality", String, nullable=False, default=""),
    Column("start", String),
    Column("end", String),
    *_origin(),
)

ground = Table(
    "ground",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("town", String, nullable=False, default=""),
    Column("country", String, nullable=False, default=""),
    Column("club", ForeignKey("club.id")),
    Column("also", String, nullable=False, default=""),
    Column("start", String),
    Column("end", String),
    *_origin(),
)

match = Table(
    "match",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("competition", String, nullable=False),
    Column("season", String, nullable=False),
    Column("home", ForeignKey("club.id"), nullable=False),
    Column("away", ForeignKey("club.id"), nullable=False),
    Column("nth", Integer, nullable=False, default=1),
    Column("date", String),
    Column("time", String),
    Column("zone", String, nullable=False, default=""),
    Column("status", String, nullable=False),
    Column("phase", String, nullable=False, default=""),
    Column("round", String, nullable=False, default=""),
    Column("group", String, nullable=False, default=""),
    Column("leg", String, nullable=False, default=""),
    Column("ground", String, nullable=False, default=""),
    Column("neutral", Integer),
    Column("home_goals", Integer),
    Column("away_goals", Integer),
    Column("half_home", Integer),
    Column("half_away", Integer),
    Column("extra_home", Integer),
    Column("extra_away", Integer),
    Column("penalties_home", Integer),
    Column("penalties_away", Integer),
    Column("awarded_home", Integer),
    Column("awarded_away", Integer),
    Column("attendance", Integer),
    Column("drawn_on", String),
    Column("date_known_from", String),
    Column("not_after", String),
    Column("note", String, nullable=False, default=""),
    # Another match of the ledger that is the same one since two clubs were joined.
    Column("same_as", ForeignKey("match.id")),
    *_origin(),
    UniqueConstraint("competition", "season", "home", "away", "nth"),
    Index("match_date", "date"),
)

# Every file that gives a match; ``match.file`` is the first of them.
witness = Table(
    "witness",
    metadata,
    Column("match", ForeignKey("match.id"), primary_key=True),
    Column("file", ForeignKey("file.id"), primary_key=True),
    Column("line", Integer),
)

goal = Table(
    "goal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("match", ForeignKey("match.id"), nullable=False),
    Column("home", Integer, nullable=False),
    Column("player", String, nullable=False),
    Column("minute", Integer),
    Column("added", Integer),
    Column("kind", String, nullable=False, default="goal"),
    Column("assist", String, nullable=False, default=""),
    *_origin(),
    Index("goal_match", "match"),
)

appearance = Table(
    "appearance",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("match", ForeignKey("match.id"), nullable=False),
    Column("home", Integer, nullable=False),
    Column("player", String, nullable=False),
    Column("role", String, nullable=False),
    Column("on", String, nullable=False, default=""),
    Column("off", String, nullable=False, default=""),
    Column("cards", String, nullable=False, default=""),
    *_origin(),
    UniqueConstraint("match", "home", "player"),
)

# Cards and changes; ``other`` is who went off.
event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("match", ForeignKey("match.id"), nullable=False),
    Column("home", Integer, nullable=False),
    Column("player", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("minute", Integer),
    Column("added", Integer),
    Column("other", String, nullable=False, default=""),
    *_origin(),
    Index("event_match", "match"),
)

# Decimal odds of a bookmaker, opening or closing.
odds = Table(
    "odds",
    metadata,
    Column("match", ForeignKey("match.id"), primary_key=True),
    Column("bookmaker", String, primary_key=True),
    Column("time", String, primary_key=True),
    Column("home_win", Float, nullable=False),
    Column("draw", Float, nullable=False),
    Column("away_win", Float, nullable=False),
    *_origin(),
)

# Shots and corners of both sides.
figure = Table(
    "figure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("match", ForeignKey("match.id"), nullable=False, unique=True),
    *(
        Column(f"{name}_{side}", Integer)
        for name in ("shots", "on_target", "corners")
        for side in ("home", "away")
    ),
    *_origin(),
)

# Forecasts as they were published; ``chances`` is JSON. What came of them is worked out when asked.
published = Table(
    "published",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("competition", String, nullable=False),
    Column("season", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("what", String, nullable=False),
    Column("chances", String, nullable=False),
    Column("model", String, nullable=False),
    Column("seed", Integer),
    Column("runs", Integer),
    UniqueConstraint("made", "kind", "competition", "season", "subject", "what", "model"),
)

# Published tables: to compare with, never a result.
standing = Table(
    "standing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("competition", String, nullable=False),
    Column("season", String, nullable=False),
    Column("phase", String, nullable=False, default=""),
    Column("group", String, nullable=False, default=""),
    Column("club", ForeignKey("club.id"), nullable=False),
    Column("position", Integer, nullable=False),
    *(
        Column(name, Integer)
        for name in (
            "played", "won", "drawn", "lost", "goals_for", "goals_against", "points", "deducted",
        )
    ),
    Column("note", String, nullable=False, default=""),
    *_origin(),
    Index("standing_season", "competition", "season"),
)  # fmt: skip

# Users' own rulebooks, as the TOML that was checked.
rulebook = Table(
    "rulebook",
    metadata,
    Column("competition", String, primary_key=True),
    Column("toml", String, nullable=False),
)

# ``subject`` is the id of a club or match, a competition and season, or plain words.
fact = Table(
    "fact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
    Column("unit", String, nullable=False, default=""),
    Column("start", String),
    Column("end", String),
    *_origin(),
)

correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("competition", String, nullable=False),
    Column("season", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False, default=""),
    Column("value", String, nullable=False, default=""),
    Column("match", String, nullable=False, default=""),
    Column("start", String),
    Column("revoked", String, nullable=False, default=""),
    *_origin(),
)

declared = Table(
    "declared",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("competition", String, nullable=False),
    Column("season", String, nullable=False),
    Column("round", String, nullable=False, default=""),
    Column("expected", Integer, nullable=False),
    *_origin(),
    UniqueConstraint("competition", "season", "round"),
)

# One match, two files, two values; ``held`` stays until it is resolved.
conflict = Table(
    "conflict",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("match", ForeignKey("match.id"), nullable=False),
    Column("field", String, nullable=False),
    Column("held", String, nullable=False),
    Column("other", String, nullable=False),
    *_origin(),
    Column("resolved", String, nullable=False, default=""),
    Column("reason", String, nullable=False, default=""),
    Column("source", String, nullable=False, default=""),
    UniqueConstraint("match", "field", "other"),
)

problem = Table(
    "problem",
    metadata,
    Column("id", Integer, primary_key=True),
    *_origin(),
    Column("code", String, nullable=False),
    Column("found", String, nullable=False),
    Column("expected", String, nullable=False),
    Column("done", String, nullable=False),
    UniqueConstraint("file", "line", "code", "found"),
)

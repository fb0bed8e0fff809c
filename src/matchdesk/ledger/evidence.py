"""Evidence for names that the ledger does not know: fixtures they share with clubs it knows.

A club plays one match a day. If a file says that a name met Sevilla on 3 March and won 2-0, and the
ledger holds that match of that season with Sevilla and another club, the name is that club, unless
the file calls that club otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from matchdesk.core.rows import MatchRow
from matchdesk.core.score import Score
from matchdesk.core.text import fold

ENOUGH = 2
"""Shared fixtures that settle a name, if none speaks against it."""

ENOUGH_AGAINST = 6
"""Shared fixtures that outrank a name which another club bears."""

SHARE = 0.8
"""Share of the fixtures that must agree where some speak against it."""

NEAR = 86
"""Likeness (0-100) from which a name without evidence is refused rather than made a new club."""

# Words that many clubs have in their names; they make no two names near.
_COMMON = frozenset(
    """
ac ad afc as asd atletico athletic ca cd cf city club county cp de del deportivo dynamo fc fk gd gimnasia
hfc if ik independiente inter jk kf la los nk olympic olympique racing rangers rc real rovers rsc sc sd
sk sociedad sport sporting sportivo stade sv town ud ue union united us usd vfb vfl wanderers
""".split()
)
# Words for "football club" that stand before or behind the name; many write them, many do not.
_FORMS = frozenset("afc ac bk cf cfc fc ff fk if ik nk sc sk".split())
# The year in which a club was founded, behind its name.
_YEAR = re.compile(r"18[5-9][0-9]|19[0-9]{2}|20[0-2][0-9]")
# A reserve, youth or women's side is another club, however alike the names.
_OTHER_SIDE = frozenset(
    "b c ii iii iv 2 3 u17 u18 u19 u20 u21 u23 am amateure jong reserves res juniors w women ladies "
    "femenino femminile feminines frauen castilla promesas".split()
)


@dataclass(frozen=True, slots=True)
class Fixture:
    """A match held: ordinal day, sides as ledger numbers, score at the end."""

    day: int
    home: int
    away: int
    score: Score


@dataclass(frozen=True, slots=True)
class Found:
    """A club that evidence settles a name on, and how many fixtures say so.

    ``fixtures`` is 0 where the name is the club's own but for a word such as FC.
    """

    name: str
    club: int
    fixtures: int


def shared_fixtures(
    rows: Sequence[MatchRow], known: Mapping[str, int], held: Iterable[Fixture]
) -> list[Found]:
    """Clubs that unknown names of one competition and season turn out to be.

    Args:
        rows: the file's matches of that competition and season.
        known: names of the file whose club is sure, by ledger number.
        held: what the ledger holds of that competition and season from elsewhere.
    """
    by_day: dict[int, list[Fixture]] = {}
    for fixture in held:
        by_day.setdefault(fixture.day, []).append(fixture)
    if not by_day:
        return []
    sure = dict(known)
    found: list[Found] = []
    while True:
        settled = _round(rows, sure, by_day)
        if not settled:
            return found
        found += settled
        sure.update({one.name: one.club for one in settled})


def contradicted(
    rows: Sequence[MatchRow],
    known: Mapping[str, int],
    doubtful: Set[str],
    held: Iterable[Fixture],
) -> list[Found]:
    """Doubtful names whose fixtures are those of a club, the one that bears the name or another.

    Args:
        rows: the file's matches of one competition and season.
        known: names of the file whose club is sure, by ledger number.
        doubtful: those of them whose club plays no match of what is held, or has two names.
        held: what the ledger holds of that competition and season from elsewhere.
    """
    by_day: dict[int, list[Fixture]] = {}
    for fixture in held:
        by_day.setdefault(fixture.day, []).append(fixture)
    sure = {name: club for name, club in known.items() if name not in doubtful}
    found: list[Found] = []
    while True:
        settled = [
            one for one in _round(rows, sure, by_day, ENOUGH_AGAINST) if one.name in doubtful
        ]
        if not settled:
            return found
        found += settled
        sure.update({one.name: one.club for one in settled})


def _round(
    rows: Sequence[MatchRow],
    sure: Mapping[str, int],
    by_day: Mapping[int, list[Fixture]],
    enough: int = ENOUGH,
) -> list[Found]:
    taken = set(sure.values())
    votes: dict[str, Counter[int]] = {}
    asked: Counter[str] = Counter()
    for row in rows:
        score = row.extra_time or row.score
        if row.date is None or score is None:
            continue
        for unknown, opponent, at_home in (
            (row.home, row.away, True), (row.away, row.home, False),
        ):  # fmt: skip
            if unknown in sure or opponent not in sure:
                continue
            asked[unknown] += 1
            for day in (0, -1, 1):
                clubs = {
                    fixture.home if at_home else fixture.away
                    for fixture in by_day.get(row.date.toordinal() + day, ())
                    if fixture.score == score
                    and (fixture.away if at_home else fixture.home) == sure[opponent]
                }
                if clubs:
                    votes.setdefault(unknown, Counter()).update(clubs - taken)
                    break
    settled: dict[int, Found] = {}
    for name, counted in votes.items():
        ranked = counted.most_common(2)
        if not ranked:
            continue
        club, count = ranked[0]
        against = asked[name] - count
        if count < enough or (against and count < SHARE * asked[name]):
            continue
        rival = settled.get(club)
        if rival is None or rival.fixtures < count:
            settled[club] = Found(name, club, count)
    return list(settled.values())


@dataclass
class Near:
    """Names of clubs held, to ask which of them a name may be a slip of.

    Attributes:
        names: folded name → ledger number of a club of the scope.
    """

    names: Mapping[str, int]
    _by_word: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.names:
            for word in set(name.split()) - _COMMON - _OTHER_SIDE:
                self._by_word.setdefault(word, []).append(name)

    def but_for_form(self, name: str, without: set[int]) -> int | None:
        """The one club whose name is this one but for a word such as FC, before or behind it.

        None where another club's name holds all the words too ("Paris" beside "Paris FC" and
        "Paris Saint-Germain"), where the club writes another such word ("Bury AFC" is not
        "Bury FC"), and for the clubs left out.
        """
        bare, form = _bare(name)
        words = set(bare.split())
        telling = words - _COMMON - _OTHER_SIDE
        if not telling:
            return None
        held = [n for n in self._by_word.get(min(telling), ()) if words <= set(n.split())]
        clubs = {self.names[n] for n in held}
        if len(clubs) != 1 or clubs & without:
            return None
        forms = {of for kept, of in map(_bare, held) if kept == bare}
        return clubs.pop() if forms and (not form or not forms - {"", form}) else None

    def to(self, name: str, without: set[int]) -> list[str]:
        """Folded names near this one, nearest first; those of some clubs are left out.

        Near is a name with few letters changed, or one that holds all words of the other, a
        telling one among them ("La Coruna" and "Deportivo La Coruna"). A reserve or women's side
        is not near.
        """
        from rapidfuzz import fuzz, process

        wanted = fold(name)
        words = set(wanted.split())
        scored: dict[str, float] = {}
        listed = [held for held, club in self.names.items() if club not in without]
        for held, likeness, _ in process.extract(
            wanted, listed, scorer=fuzz.ratio, score_cutoff=NEAR, limit=10
        ):
            scored[held] = likeness
        for word in words - _COMMON - _OTHER_SIDE:
            for held in self._by_word.get(word, ()):
                theirs = set(held.split())
                if self.names[held] not in without and (words < theirs or theirs < words):
                    scored.setdefault(held, 80.0)
        return sorted(
            (held for held in scored if not (words ^ set(held.split())) & _OTHER_SIDE),
            key=lambda held: (-scored[held], held),
        )


def _bare(name: str) -> tuple[str, str]:
    """A name, folded, without its words for "football club" and its year, and those words.

    AFC before a name is none: it tells a new club from an old one.

    >>> _bare("FC Samartex 1996"), _bare("Young Africans SC"), _bare("AFC Wimbledon")
    (('samartex', 'fc'), ('young africans', 'sc'), ('afc wimbledon', ''))
    """
    words = fold(name).split()
    forms: list[str] = []
    if len(words) > 1 and _YEAR.fullmatch(words[-1]):
        words.pop()
    if len(words) > 1 and words[-1] in _FORMS:
        forms.append(words.pop())
    if len(words) > 1 and words[0] in _FORMS - {"afc"}:
        forms.append(words.pop(0))
    return " ".join(words), " ".join(forms)

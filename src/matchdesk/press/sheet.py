"""The sheet of quotes: what each speaker said, the same words of several reports once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.text import fold
from matchdesk.press.compare import Statement, Told


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance on the sheet of quotes, with every report that gives it."""

    text: str
    indirect: bool
    sources: tuple[Statement, ...]

    def to_dict(self) -> dict[str, object]:
        """The utterance as a JSON object."""
        return {
            "text": self.text,
            "indirect": self.indirect,
            "sources": [s.to_dict() for s in self.sources],
        }


def _called_alike(speakers: Sequence[str]) -> dict[str, str]:
    """Speakers of several reports by one name each: "Bradley" is the only Bradley's whole name."""
    names = list(dict.fromkeys(name for name in speakers if name))
    best: dict[str, str] = {}
    for name in names:
        mine = fold(name).split()
        wider = [
            other
            for other in names
            if (words := fold(other).split()) == mine
            or (len(mine) == 1 and len(words) > 1 and words[-1] == mine[0])
        ]
        whole = {" ".join(fold(other).split()) for other in wider if len(fold(other).split()) > 1}
        if len(whole) > 1:
            continue
        # The longest, with its accents.
        best[name] = max(
            wider,
            key=lambda o: (len(fold(o).split()), sum(not c.isascii() for c in o), -names.index(o)),
        )
    return best


def sheet_of(
    told: Sequence[Told], same: Sequence[Sequence[Statement]]
) -> tuple[tuple[str, tuple[Said, ...]], ...]:
    """What each speaker said, the same words of several reports once."""
    sheet: dict[str, list[Said]] = {}
    called = _called_alike([q.speaker for one in told for q in one.quotes])
    taken: set[tuple[str, int, int]] = set()
    quotes = [(one.report, q) for one in told for q in one.quotes]
    for report, quote in quotes:
        key = (report.file, quote.start, quote.end)
        if key in taken:
            continue
        sources = [Statement(report.file, quote.start, quote.end, quote.text)]
        taken.add(key)
        for group in same:
            mine = [s for s in group if s.file == report.file and (s.start, s.end) == key[1:]]
            if not mine or quote.indirect:
                continue
            for other in group:
                place_of = (other.file, other.start, other.end)
                whole = any(
                    r.file == other.file and (q.start, q.end) == place_of[1:] for r, q in quotes
                )
                if other.file != report.file and whole and place_of not in taken:
                    taken.add(place_of)
                    sources.append(other)
        sheet.setdefault(called.get(quote.speaker, quote.speaker), []).append(
            Said(" ".join(quote.text.split()), quote.indirect, tuple(sources))
        )
    return tuple((speaker, tuple(said)) for speaker, said in sheet.items())

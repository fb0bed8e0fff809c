"""A store that asks another once for everything, and keeps the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from matchdesk.core.match import (
    Appearance,
    Card,
    Correction,
    Coverage,
    Fact,
    Goal,
    Ground,
    Name,
    Odds,
    Spell,
)
from matchdesk.core.snapshot import Figures, Store


class Kept:
    """A store that asks another once for everything, and keeps the answers for one question."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._goals: dict[int, tuple[Goal, ...]] = {}

    def goals(self, keys: Sequence[int]) -> Mapping[int, tuple[Goal, ...]]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        asked = [key for key in keys if key not in self._goals]
        if asked:
            found = self._store.goals(asked)
            self._goals.update((key, found.get(key, ())) for key in asked)
        return {key: self._goals[key] for key in keys if self._goals[key]}

    def appearances(self, keys: Sequence[int]) -> Mapping[int, tuple[Appearance, ...]]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._store.appearances(keys)

    def cards(self, keys: Sequence[int]) -> Mapping[int, tuple[Card, ...]]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._store.cards(keys)

    def witnesses(self, keys: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._store.witnesses(keys)

    def odds(self, keys: Sequence[int]) -> Mapping[int, tuple[Odds, ...]]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._store.odds(keys)

    def figures(self, keys: Sequence[int]) -> Figures:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._store.figures(keys)

    def names(self) -> tuple[Name, ...]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._names

    def spells(self) -> tuple[Spell, ...]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._spells

    def grounds(self) -> tuple[Ground, ...]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._grounds

    def facts(self) -> tuple[Fact, ...]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._facts

    def corrections(self) -> tuple[Correction, ...]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._corrections

    def declared(self) -> tuple[Coverage, ...]:
        """See :class:`matchdesk.core.snapshot.Store`."""
        return self._declared

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        return self._store.names()

    @cached_property
    def _spells(self) -> tuple[Spell, ...]:
        return self._store.spells()

    @cached_property
    def _grounds(self) -> tuple[Ground, ...]:
        return self._store.grounds()

    @cached_property
    def _facts(self) -> tuple[Fact, ...]:
        return self._store.facts()

    @cached_property
    def _corrections(self) -> tuple[Correction, ...]:
        return self._store.corrections()

    @cached_property
    def _declared(self) -> tuple[Coverage, ...]:
        return self._store.declared()

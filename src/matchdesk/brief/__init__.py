"""All that a desk needs about one match, on one page.

``compose`` asks the engines and puts the answers together; nothing is worked out here that a rule
decides. Every section is a frozen value with ``to_dict`` (its JSON) and ``section`` (its words).

=====================  ========================================================================
:mod:`.page`           ``compose(at, match, moment) → Brief``
:mod:`.setting`        the match, its two sides and the snapshot that all sections share
:mod:`.outings`        a club's matches seen from its side; tallies of them
:mod:`.headline`       the match and its result: half-time, goals, minutes
:mod:`.tie`            the tie in a sentence, both legs, the rule
:mod:`.left`           what is left for each side, competition by competition
:mod:`.around`         the tables around both sides, with gaps
:mod:`.season`         each season so far by competition, home and away
:mod:`.meetings`       head-to-head
:mod:`.run`            the way of both sides through this cup
:mod:`.pressure`       points at this stage, home defeats, form: numbers without judgement
:mod:`.marks`          what simple counting proves about the match
:mod:`.teams`          line-ups, changes, cards, coaches
:mod:`.written`        what was written about it, checked
:mod:`.coverage`       sources, and how much of each competition is held
:mod:`.words`          days, places and lists as a desk writes them
:mod:`.layout`         lines, tables and marks, before they are text or a page
:mod:`.text`           a brief as plain text
:mod:`.html`           a brief as one self-contained page
=====================  ========================================================================
"""

from matchdesk.brief.page import SHORT, Brief, compose

__all__ = ["SHORT", "Brief", "compose"]

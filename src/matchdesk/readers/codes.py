"""Every problem code that a reader may give, with what it means, in one place.

The codes are stable words for programs; the sentences are for people and stand in the format pages
too. A test checks that no reader gives a code that is missing here.
"""

from __future__ import annotations

__all__ = ["CODES"]

CODES: dict[str, str] = {
    # The file as a whole.
    "encoding": "The file is not UTF-8; it was read as Windows-1252.",
    "unknown-column": "A column that the format does not have; it was passed over.",
    "unknown-line": "A line that is no heading, date, match or goal list; it was passed over.",
    "line-ups": "Line-ups and officials in a format of which only matches and goals are read.",
    "count-differs": "The file declares another number of matches than it holds.",
    "hint-differs": "The file names another competition or season than the one given with it.",
    "kick-off-zone": "Kick-off times on a clock that cannot be turned into the time at the ground; "
    "they were left out.",
    "season-differs": "The dates of the file point to another season than its name or heading.",
    "play-offs-apart": "Matches of a league's file that are not the league's own; they were kept "
    "as its play-offs.",
    "dummy-date": "All matches of a season stand on one day, which stands for days not known; they "
    "were kept without it.",
    "goals-missing": "Matches whose goal list is shorter than their score; they were kept with the "
    "goals that are there.",
    "tables-differ": "A published table stands twice on a page with other figures; the first was "
    "kept.",
    # Rows as a whole.
    "bye": "A club that had no opponent in a round played no match.",
    "stands-twice": "A row that the file gives again, more fully; this one was left out.",
    "other-competition": "A match of clubs that meet none of the competition's others: another "
    "competition's, in the same file.",
    "unfinished-table": "A table of a season under way is nothing to compare with at its end.",
    "unknown-incident": "An incident that is no goal, card or change.",
    "cells": "A row with more or fewer cells than the header has columns.",
    "quotes": "A row whose quotes do not match; the next line is read afresh.",
    "no-competition": "Neither the file nor the caller says which competition this is.",
    "no-season": "Neither the file nor the caller says which season this is.",
    "unknown-division": "A division code that the vocabulary does not hold.",
    "unknown-competition": "A competition that the vocabulary does not hold.",
    "unknown-round": "A heading that names a round the vocabulary does not hold.",
    "bad-match": "A line that tries to be a match but cannot be read as one.",
    "unknown-side": "A fixture whose sides are not yet known is no match to keep.",
    "same-club": "A club cannot play itself.",
    # Single values.
    "empty": "A value that the row cannot do without is empty.",
    "formula": "A name that begins as a spreadsheet formula does.",
    "bad-text": "Text with control characters, or far too long to be a name.",
    "bad-date": "No such day, or not written as a date.",
    "no-date": "A match that was played stands without its day; it was kept.",
    "weekday-differs": "The day of the week does not fit the date in any year of the season.",
    "date-outside-season": "The date lies outside the season; the row was kept. One more than five years off is a bad-date.",
    "dates-reversed": "A span that ends before it begins.",
    "bad-season": "Not a season such as 2017-18 or 2018.",
    "bad-competition": "Not a competition id such as es.1 or uefa.cl.",
    "bad-time": "Not a time of day such as 21:30.",
    "bad-zone": "Not the name of a time zone such as Europe/Madrid.",
    "bad-score": "Not a score such as 2-1.",
    "bad-number": "Not a whole number, or outside what is possible.",
    "bad-word": "A word that the column does not allow.",
    "bad-minute": "Not a minute of a match.",
    "bad-odds": "Not three decimal odds above 1; the match was kept without them.",
    # Values that contradict each other.
    "result-differs": "The result letter does not follow from the score; the score was kept.",
    "half-time-above-score": "More goals at half-time than at the end. In matchdesk's own files the "
    "row is refused; in others the half-time score alone is left out.",
    "extra-time-below-score": "Fewer goals after extra time than after 90 minutes.",
    "level-penalties": "A shoot-out cannot end level. In matchdesk's own files the row is refused; "
    "in others the shoot-out alone is left out.",
    "played-without-score": "A match said to be played has no score.",
    "scheduled-with-score": "A match said to be still to come has a score.",
    "awarded-without-score": "A match said to be awarded has no score; it was kept.",
    "score-unknown": "Only the shoot-out of a match is given; it was kept without a score.",
    "no-score": "A match with a place for its score left blank among matches already played; it "
    "was kept as scheduled.",
    "team-not-playing": "The team of a row is neither side of its match.",
    "goals-differ": "The goal list does not agree with the score; the goals were left out.",
}

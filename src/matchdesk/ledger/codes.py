"""Every problem code that an import may give beyond those of the readers, with what it means."""

from __future__ import annotations

CODES: dict[str, str] = {
    "own-opponent": "Both names of a match mean one club; the row was left out.",
    "ambiguous-club": "Several clubs answer to the name; the row was left out. Name one by its id.",
    "unknown-club": "A name, spell, ground or correction of a club that is not held; left out.",
    "unknown-match": "Goals, line-ups or facts of a match that is not held; the row was left out.",
    "ambiguous-match": "Several matches held could be meant; the row was left out.",
    "unknown-team": "The team of a goal or line-up plays neither side of its match; left out.",
    "goal-too-many": "More goals of a side than its score; the row was left out.",
    "differs": "The record is held with another value, which stays.",
}

# Codes of exceptions: the message says what was found, expected, done, and what to do next.
ERRORS: dict[str, str] = {
    "ambiguous-name": "Several clubs, competitions or matches answer to what was asked; `near` lists "
    "them.",
    "bad-competition": "`--competition` is no competition id such as `es.1`.",
    "bad-date": "A day that is no date such as 2018-01-24.",
    "bad-format": "`--format` is none of those that the command writes.",
    "bad-match": "What was asked names no match; expected an id or `[DATE] HOME v AWAY`.",
    "bad-season": "A season that is neither 2017-18 nor 2018.",
    "disk-full": "The disk is full; the whole import was taken back.",
    "empty-file": "A file named to be imported holds nothing.",
    "empty-folder": "A folder named to be imported or read holds no file.",
    "internal": "A fault of matchdesk itself; MATCHDESK_TRACEBACK=1 shows where.",
    "ledger": "The ledger cannot be used; the message says why.",
    "ledger-damaged": "The file is no ledger, or its pages are broken.",
    "ledger-locked": "Another process is writing; try again when it is done.",
    "ledger-missing": "No ledger there.",
    "ledger-newer": "Written by a newer matchdesk; nothing was read or changed.",
    "ledger-read-only": "A write was asked of a ledger that allows none.",
    "missing-file": "No file or folder at the path given.",
    "duplicate-column": "A CSV names a column twice.",
    "encoding": "A file in an encoding that cannot be read; save it as UTF-8.",
    "error": "Any other error; the message says what.",
    "missing-column": "A CSV lacks a column that its kind must have.",
    "moment": "A moment names a match that the ledger does not hold.",
    "no-header": "A CSV without a header line.",
    "no-match-named": "A brief was asked without a match and without reports.",
    "not-text": "A file that holds no text.",
    "rule": "A rules file holds a key, word or edition that the engine does not know.",
    "source": "A file cannot be read as what it was taken for.",
    "stopped": "Stopped from the keyboard.",
    "system": "The system refused a file.",
    "tie-data": "Scores that no tie can have.",
    "unknown-club": "No club of that name; `near` lists the nearest.",
    "unknown-competition": "No competition of that name in the ledger.",
    "unknown-format": "The file is of no format that is read here, or `--format` names none.",
    "unknown-match": "The ledger knows no such match at the moment.",
    "unknown-name": "No group, phase or round of that name at the moment.",
    "unknown-season": "The ledger knows no match of that season at the moment.",
    "unreadable-file": "The system does not let the file be read.",
    "unwritable-file": "The system does not let the file be written.",
    "usage": "The call is wrong; see the command's help.",
}

"""Random and mutated texts through ``check``: none may fail, none may take for ever.

``--texts N`` says how many, ``--seed K`` which. Each is checked over the starter ledger; offsets must
give the words that they are said to be of. Failures are printed with the text that made them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import time
import traceback

from benchmarks.figures import line
from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter
from matchdesk.press import Report, check
from tests.reading import corpus

SIGNS = "“”\"'‘’«»`´()[]{}.,;:!?…—–-_/\\|*#@&%£€$0123456789\n\t \u00a0\u200b\u200e\ufeff\x0c\x1b😀⚽éÉßşİıſ漢字русск\u0301"
FIGURES = (
    "0 00 1 999999999999999999999 -1 1-2 10-0 99-99 2018-13-45 31/02/2018 9999-12-31 90+99' 0' 1e9 ½ ٣ ② "
    "twenty-first hundredth 0-0-0 1–2–3 1st 1000th"
).split()
DAYS = (None, None, dt.date(2018, 1, 25), dt.date(1995, 5, 15), dt.date.min, dt.date.max)


def written(rng: random.Random, texts: list[str], words: list[str]) -> str:
    """Signs at random, words at random, or a stretch of a report with some changes."""
    kind = rng.random()
    if kind < 0.15:
        return "".join(rng.choice(SIGNS) for _ in range(rng.randint(1, 400)))
    if kind < 0.45:
        return " ".join(rng.choice([*words, *FIGURES]) for _ in range(rng.randint(1, 70)))
    text = rng.choice(texts)
    start = rng.randrange(len(text))
    text = text[start : start + rng.randint(40, 350)]
    for _ in range(rng.randint(1, 12)):
        at, other = rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)
        how = rng.randrange(6)
        if how == 0:
            text = text[:at] + rng.choice(SIGNS) + text[at:]
        elif how == 1:
            text = text[:at] + text[at + rng.randint(1, 8) :]
        elif how == 2:
            text = f"{text[:at]} {rng.choice(words)} {text[at:]}"
        elif how == 3:
            text = text[:at] + rng.choice(FIGURES) + text[at:]
        elif how == 4:
            first, last = min(at, other), max(at, other)
            text = text[:first] + text[last:] + text[first:last]
        else:
            text = text.upper() if rng.random() < 0.5 else text.replace(" ", "\n", 3)
    return text


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    texts = [entry.text for entry in corpus.of_set("dev")]
    words = [word for text in texts for word in text.split()]
    desk = Desk(open_starter())
    view = desk.at()
    failed, longest = 0, 0.0
    for _ in range(asked.texts):
        text, day = written(rng, texts, words), rng.choice(DAYS)
        began = time.process_time()
        try:
            report = Report.of_text(text, "text", day)
            done = check([report], view._at, fallback=view.moment.day, shelf=desk.shelf)
            done.to_dict()
            for claim in done.reports[0].claims:
                assert report.text[claim.claim.start : claim.claim.end] == claim.text
            for quote in done.reports[0].quotes:
                assert report.text[quote.start : quote.end] == quote.text
        except Exception:  # every failure is counted, whatever it is
            failed += 1
            print(f"{traceback.format_exc(limit=-3)}{day} {text!r}", flush=True)
        longest = max(longest, time.process_time() - began)
    line("texts that made checking fail", failed, "", f"of {asked.texts}, seed {asked.seed}; asked: 0")  # fmt: skip
    line("longest of them", longest, "s of a core")


if __name__ == "__main__":
    main()

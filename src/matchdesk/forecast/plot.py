"""The calibration of a backtest as a picture: what was said against what came, as a static SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import sqrt

from matchdesk.forecast.scores import Bin

_SIZE, _EDGE, _TOP = 420, 56, 44
_INK, _MARK, _FAINT = "#1a1a1a", "#0b6e4f", "#c8c8c8"


def wilson(came: float, forecasts: int, z: float = 1.96) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927, JASA 22).

    >>> tuple(round(x, 3) for x in wilson(0.5, 100))
    (0.404, 0.596)
    """
    n = float(forecasts)
    middle = (came + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(came * (1 - came) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def calibration_plot(bins: Sequence[Bin], title: str) -> str:
    """An SVG of bins of like forecasts; the same bins give the same bytes.

    Args:
        bins: what was said and what came, as :func:`.scores.calibration` gives them.
        title: a line above it.
    """

    def x(share: float) -> str:
        return f"{_EDGE + share * _SIZE:.1f}"

    def y(share: float) -> str:
        return f"{_TOP + (1 - share) * _SIZE:.1f}"

    width, height = _SIZE + _EDGE + 24, _SIZE + _TOP + 56
    told = "; ".join(f"said {b.said:.1%}, came {b.came:.1%} of {b.forecasts}" for b in bins)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12" fill="{_INK}">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(told)}</desc>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<text x="{_EDGE}" y="24" font-size="14">{escape(title)}</text>',
    ]
    for step in range(0, 11, 2):
        share = step / 10
        parts += [
            f'<path d="M{x(share)} {y(0)}V{y(1)}M{x(0)} {y(share)}H{x(1)}" stroke="{_FAINT}" '
            'stroke-width="0.5"/>',
            f'<text x="{x(share)}" y="{_TOP + _SIZE + 18}" text-anchor="middle">'
            f"{10 * step} %</text>",
            f'<text x="{_EDGE - 8}" y="{y(share)}" dy="4" text-anchor="end">{10 * step} %</text>',
        ]
    parts.append(
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="{_INK}" stroke-dasharray="4 4" '
        'stroke-width="0.8"/>'
    )
    most = max((b.forecasts for b in bins), default=1)
    for b in bins:
        low, high = wilson(b.came, b.forecasts)
        radius = 3 + 7 * sqrt(b.forecasts / most)
        parts += [
            f'<path d="M{x(b.said)} {y(low)}V{y(high)}" stroke="{_MARK}" stroke-width="1.5"/>',
            f'<circle cx="{x(b.said)}" cy="{y(b.came)}" r="{radius:.1f}" fill="{_MARK}" '
            f'fill-opacity="0.75"><title>{b.forecasts} forecasts: said {b.said:.1%}, came '
            f"{b.came:.1%}</title></circle>",
        ]
    parts += [
        f'<text x="{x(0.5)}" y="{_TOP + _SIZE + 42}" text-anchor="middle">said</text>',
        f'<text x="16" y="{y(0.5)}" text-anchor="middle" '
        f'transform="rotate(-90 16 {y(0.5)})">came</text>',
        "</svg>\n",
    ]
    return "\n".join(parts)

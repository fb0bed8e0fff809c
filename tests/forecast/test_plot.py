from __future__ import annotations

import xml.etree.ElementTree as ET

from matchdesk.forecast.plot import calibration_plot
from matchdesk.forecast.scores import Bin

BINS = (Bin(0.2, 0.3, 400, 0.25, 0.24), Bin(0.5, 0.6, 100, 0.55, 0.61))


def test_the_picture_holds_every_bin_and_no_foreign_part() -> None:
    text = calibration_plot(BINS, "xx.1 & <yy.1>")
    root = ET.fromstring(text)
    name = "{http://www.w3.org/2000/svg}"
    circles = root.findall(f"{name}circle")
    assert len(circles) == 2
    assert root.findtext(f"{name}title") == "xx.1 & <yy.1>"
    # What came more often than said stands above the diagonal.
    x, y = float(circles[1].attrib["cx"]), float(circles[1].attrib["cy"])
    diagonal = root.findall(f"{name}path")[-3].attrib["d"]
    assert diagonal.startswith("M56.0 464.0L")
    assert 464 - y > x - 56
    assert "href" not in text


def test_the_same_bins_give_the_same_bytes() -> None:
    assert calibration_plot(BINS, "xx.1") == calibration_plot(BINS, "xx.1")


def test_no_bins() -> None:
    ET.fromstring(calibration_plot((), "nothing"))

"""A curve's exponent is that of what it was drawn from."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from benchmarks.growth_plot import drawn, exponent, read


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_of_a_power_is_that_power(power: float) -> None:
    assert exponent([(x, 3 * x**power) for x in (10, 100, 7000)]) == pytest.approx(power)


def test_a_picture_is_well_formed_and_names_its_curves(tmp_path: Path) -> None:
    table = tmp_path / "figures.tsv"
    table.write_text("figure\tpages\tvalue\nbytes <&>\t10\t5\nbytes <&>\t100\t50\nrows\t10\t1\n", encoding="utf-8")
    picture = ET.fromstring(drawn(read(table)))
    assert "bytes <&> (exponent 1.00)" in [words.text for words in picture.iter("{http://www.w3.org/2000/svg}text")]


def test_a_value_without_a_logarithm_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "figures.tsv"
    table.write_text("figure\tpages\tvalue\nrows\t10\t0\n", encoding="utf-8")
    with pytest.raises(ValueError, match="rows at 10"):
        read(table)

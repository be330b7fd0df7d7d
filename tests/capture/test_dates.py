"""Dates beside a page → ISO days."""

from __future__ import annotations

import pytest

from tawatur.capture import dates

GIVEN = [
    ("2019-03-05", "2019-03-05"),
    ("2019-03-05T23:10:00+03:00", "2019-03-05"),
    ("20190305", "2019-03-05"),
    ("5/3/2019", "2019-03-05"),
    ("05.03.2019", "2019-03-05"),
    ("2019/3/5", "2019-03-05"),
    ("Tue, 05 Mar 2019 10:00:00 GMT", "2019-03-05"),
    ("31/2/2019", None),
    ("soon", None),
]
ADDRESSES = [
    ("https://x.example/2019/03/05/a", "2019-03-05"),
    ("https://x.example/news/2019-3-5/a", "2019-03-05"),
    ("https://x.example/n/20190305", "2019-03-05"),
    ("https://x.example/2019/03/a-story", "2019-03"),
    ("https://x.example/a/123456", None),
    ("https://x.example/2019/33/05/a", None),
    ("https://2019-03-05.example/a", None),
]


@pytest.mark.parametrize(("text", "value"), GIVEN)
def test_given_dates(text: str, value: str | None) -> None:
    """The day stands first where a date is written with slashes; a day that no calendar has is no day."""
    assert dates.iso_day(text) == value


@pytest.mark.parametrize(("url", "value"), ADDRESSES)
def test_dates_in_addresses(url: str, value: str | None) -> None:
    """An address gives a day or a month in its path, never from its host or from an article's number."""
    found = dates.in_url(url)
    assert (found.value if found else None) == value

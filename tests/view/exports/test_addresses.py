"""Only an http address is a link; whatever it holds, it cannot end the place that it is put into."""

import pytest

from tawatur.view.exports import addresses
from tests.view.exports import stories
from tests.view.story_fixture import story


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://x.example/a?b=c&d=%D8%A7#e", "https://x.example/a?b=c&d=%D8%A7#e"),
        ("HTTP://x.example/خبر", "HTTP://x.example/%D8%AE%D8%A8%D8%B1"),
        ('https://x.example/"><img onerror=1>', None),
        ('https://x.example/"><img>', "https://x.example/%22%3E%3Cimg%3E"),
        ("https://x.example/{}\\`|^\ud800", "https://x.example/%7B%7D%5C%60%7C%5E%EF%BF%BD"),
        *(
            (other, None)
            for other in (
                "javascript:alert(1)",
                "data:text/html,x",
                "//x.example/",
                "https:///a",
                "x.example",
                "",
                None,
            )
        ),
    ],
)
def test_an_address_is_http_and_percent_encoded_or_none(url: str | None, address: str | None) -> None:
    assert addresses.web(stories.change(story().documents[0], url=url)) == address


def test_a_source_that_is_an_address_is_one() -> None:
    page = stories.change(story().documents[0], url=None, source="https://x.example/1")
    assert addresses.web(page) == addresses.of_page(page) == "https://x.example/1"


def test_a_file_is_a_relative_reference() -> None:
    page = stories.change(story().documents[0], url=None, source="crawl خ.warc.gz#81:27")
    assert addresses.of_page(page) == "crawl%20%D8%AE.warc.gz%2381%3A27"

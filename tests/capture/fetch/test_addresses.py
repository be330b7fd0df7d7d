"""Which addresses are asked: public ones by http and https, whatever form a private one comes in."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.capture.fetch.addresses import RefusedError, is_public, numbers, parse

PRIVATE = [
    "127.0.0.1", "127.255.0.9", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "fec0::1",
    "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::1",
]  # fmt: skip


def never(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host}:{port} was looked up")


@pytest.mark.parametrize("number", PRIVATE)
def test_a_private_number_is_not_public(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_number_is_public(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@given(st.ip_addresses(v=4))
def test_a_number_is_as_private_inside_a_newer_one_as_alone(number: ipaddress.IPv4Address) -> None:
    for inside in (f"::ffff:{number}", f"64:ff9b::{number}"):
        assert is_public(ipaddress.ip_address(inside)) == is_public(number)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://127.1/", "http://0x7f000001/", "http://127.0.0.01/",
        "http://①②⑦.0.0.1/", "http://１２７.0.0.1/", "http://²/", "http://①/", "http://127。0。0。1/", "http://0x7f。1/",
        "ftp://sada.example/", "file:///etc/passwd", "javascript:alert(1)", "sada.example",
        "http://user:secret@sada.example/", "http://sada.example@10.0.0.1/", "http://sada.example:22/", "http://sada.example:99999/",
        "http://", "http:///a", "http://[::1", "http://sada.example/\r\nX: y", "http://sada.example\\@10.0.0.1/", "http://a_b.exa mple/",
        "https://" + "a" * 64 + ".example/",
    ],
)  # fmt: skip
def test_an_address_that_misleads_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        numbers(parse(url), never)


@pytest.mark.parametrize(("url", "written"), [
    ("HTTP://Sada.Example", "http://sada.example/"),
    ("https://sada.example:443/a?b=1#c", "https://sada.example/a?b=1"),
    ("http://sada.example./خبر/١", "http://sada.example/%D8%AE%D8%A8%D8%B1/%D9%A1"),
    ("http://sada.example/a%20b?q=خبر&x=/y?z", "http://sada.example/a%20b?q=%D8%AE%D8%A8%D8%B1&x=/y?z"),
    ("http://موقع.example/", "http://xn--4gbrim.example/"),
    ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ("http://sada2/", "http://sada2/"),
    ("http://sada.example:8080/", "http://sada.example:8080/"),
])  # fmt: skip
def test_an_address_is_written_in_one_way(url: str, written: str) -> None:
    assert parse(url).url == written
    assert parse(written).url == written


@given(st.text() | st.text(alphabet="①②²١٢12.。:@/[]%xابج\u200d", max_size=12))
@settings(max_examples=400)
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, "http://" + text):
        try:
            address = parse(url)
        except RefusedError:
            continue
        assert address.scheme in ("http", "https")
        address.url.encode("ascii")
        assert parse(address.url) == address


def test_a_name_is_refused_for_one_private_number_among_its_numbers() -> None:
    with pytest.raises(RefusedError, match=r"10\.0\.0\.7"):
        numbers(parse("http://sada.example/"), lambda _host, _port: ["8.8.8.8", "10.0.0.7"])


def test_private_numbers_are_asked_where_a_person_says_so() -> None:
    found = numbers(parse("http://sada.example/"), lambda _host, _port: ["10.0.0.7"], allow_private=True)
    assert found == ["10.0.0.7"]


def test_a_name_without_a_number_is_told() -> None:
    def gone(_host: str, _port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(RefusedError, match="no number"):
        numbers(parse("http://sada.example/"), gone)

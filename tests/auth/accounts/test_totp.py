"""Codes by the clock, against RFC 6238's own and at the edges of their time."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from auth.accounts import totp

SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 22, 16, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    # RFC 6238, appendix B, whose codes of eight digits end in these.
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_rfc(seconds: int, code: str) -> None:
    assert totp.code_at(SECRET, totp.step_of(datetime.fromtimestamp(seconds, UTC))) == code


@pytest.mark.parametrize(
    ("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_phone_may_be_one_step_off(steps: int, *, taken: bool) -> None:
    step = totp.step_of(NOW) + steps
    found = totp.matching_step(SECRET, totp.code_at(SECRET, step), moment=NOW)
    assert found == (step if taken else None)


def test_no_code_is_good_twice() -> None:
    step = totp.step_of(NOW)
    code = totp.code_at(SECRET, step)
    assert totp.matching_step(SECRET, code, moment=NOW, after=step - 1) == step
    assert totp.matching_step(SECRET, code, moment=NOW, after=step) is None
    later = NOW + timedelta(seconds=30)
    assert totp.matching_step(SECRET, code, moment=later, after=step) is None


@pytest.mark.parametrize("given", ["", "12345", "abcdef", "١٢٣٤٥٦", "-12345", "1234567"])
def test_what_is_no_code_matches_nothing(given: str) -> None:
    assert totp.matching_step(SECRET, given, moment=NOW) is None


def test_spaces_do_not_matter() -> None:
    code = totp.code_at(SECRET, totp.step_of(NOW))
    assert totp.matching_step(SECRET, f" {code[:3]} {code[3:]} ", moment=NOW) is not None


def test_apps_are_told_all_that_they_need() -> None:
    uri = totp.provisioning_uri(SECRET, account="Plan Manager, Mill City", issuer="Throughline")
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parts.path == "/Throughline:Plan%20Manager%2C%20Mill%20City"
    said = parse_qs(parts.query)
    assert said["secret"] == ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"]
    assert said["issuer"] == ["Throughline"]
    assert totp.as_typed(SECRET).startswith("GEZD GNBV ")


def test_secrets_are_long_and_new() -> None:
    assert len(totp.new_secret()) == 20
    assert totp.new_secret() != totp.new_secret()

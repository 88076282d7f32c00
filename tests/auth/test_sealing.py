"""What is sealed opens under its own key, as what it was sealed as, and not otherwise."""

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from auth.sealing import Sealing, SecretUnusable, Unsealable, read_secret

ONE, OTHER = b"1" * 32, b"2" * 32


def test_what_is_sealed_opens_again_and_is_never_the_same_twice() -> None:
    sealing = Sealing([ONE])
    first, second = sealing.seal(b"secret", "a"), sealing.seal(b"secret", "a")
    assert first != second
    assert b"secret" not in first
    assert sealing.unseal(first, "a") == sealing.unseal(second, "a") == b"secret"


@pytest.mark.parametrize("place", [0, 12, -1])
def test_what_was_altered_does_not_open(place: int) -> None:
    sealed = bytearray(Sealing([ONE]).seal(b"secret", "a"))
    sealed[place] ^= 1
    with pytest.raises(Unsealable):
        Sealing([ONE]).unseal(bytes(sealed), "a")


@pytest.mark.parametrize("sealed", [b"", b"short", b"x" * 12])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(Unsealable):
        Sealing([ONE]).unseal(sealed, "a")


def test_what_is_about_one_thing_does_not_open_as_another() -> None:
    sealed = Sealing([ONE]).seal(b"secret", "a")
    with pytest.raises(Unsealable):
        Sealing([ONE]).unseal(sealed, "b")


def test_an_older_key_still_opens_and_no_longer_seals() -> None:
    old, both = Sealing([ONE]), Sealing([OTHER, ONE])
    assert both.unseal(old.seal(b"secret", "a"), "a") == b"secret"
    with pytest.raises(Unsealable):
        old.unseal(both.seal(b"secret", "a"), "a")


@pytest.mark.parametrize("given", ["", "x", "%%%", "ä", "A" * 200])
def test_text_that_was_not_sealed_does_not_open(given: str) -> None:
    with pytest.raises(Unsealable):
        Sealing([ONE]).unseal_text(given, "a")


def test_text_fits_a_cookie() -> None:
    text = Sealing([ONE]).seal_text(b"content", "a")
    assert text.isascii()
    assert not set(text) & set(';,= "\\')
    assert Sealing([ONE]).unseal_text(text, "a") == b"content"


def test_the_file_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret"
    with ThreadPoolExecutor(6) as starters:
        sealings = list(starters.map(lambda _: Sealing.open(None, file.parent), range(6)))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["secret"]
    sealed = sealings[0].seal(b"secret", "a")
    assert {sealing.unseal(sealed, "a") for sealing in sealings} == {b"secret"}


def test_the_setting_goes_before_the_file(tmp_path: Path) -> None:
    told = base64.b64encode(ONE).decode()
    sealed = Sealing.open(told, tmp_path).seal(b"secret", "a")
    assert Sealing([ONE]).unseal(sealed, "a") == b"secret"
    assert not (tmp_path / "secret").exists()


def test_a_file_open_to_everybody_is_refused(tmp_path: Path) -> None:
    Sealing.open(None, tmp_path)
    (tmp_path / "secret").chmod(0o644)
    with pytest.raises(SecretUnusable, match="chmod 600"):
        Sealing.open(None, tmp_path)


@pytest.mark.parametrize("content", ["", "short", "not base64 !", "AAAA,AAAA"])
def test_a_damaged_file_is_named_without_its_content(tmp_path: Path, content: str) -> None:
    file = tmp_path / "secret"
    file.write_text(content)
    file.chmod(0o600)
    with pytest.raises(SecretUnusable, match="does not hold a secret"):
        Sealing.open(None, tmp_path)


def test_a_secret_is_read_in_either_base64_and_several_after_commas() -> None:
    odd = b"\xfb\xff" * 16
    told = f"{base64.b64encode(odd).decode()}, {base64.urlsafe_b64encode(odd).decode()}"
    assert read_secret(told) == [odd, odd]


@pytest.mark.parametrize("secrets", [[], [b"short"], [ONE, b"short"]])
def test_a_secret_has_thirty_two_bytes(secrets: list[bytes]) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Sealing(secrets)

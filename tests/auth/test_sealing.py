"""What is sealed opens with the same secret, for the same purpose, unaltered; for nobody else."""

import stat
from pathlib import Path

import pytest

from auth.sealing import Sealing, SecretUnusable, Unsealable

SECRET = "0123456789abcdef0123456789abcdef"


def test_what_is_sealed_opens_again(tmp_path: Path) -> None:
    sealed = Sealing.open(SECRET, tmp_path).seal(b"content", "test")
    assert b"content" not in sealed
    assert Sealing.open(SECRET, tmp_path).unseal(sealed, "test") == b"content"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("given", ["", "x", "%%%", "ä", "A" * 200])
def test_what_was_not_sealed_does_not_open(given: str) -> None:
    with pytest.raises(Unsealable):
        Sealing(SECRET.encode()).unseal_text(given, "test")


def test_neither_another_purpose_nor_another_secret_nor_a_change_opens_it() -> None:
    sealing = Sealing(SECRET.encode())
    sealed = sealing.seal(b"content", "test")
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for other, content, purpose in (
        (sealing, sealed, "other"),
        (Sealing(SECRET[::-1].encode()), sealed, "test"),
        (sealing, altered, "test"),
        (sealing, sealed[:-1], "test"),
    ):
        with pytest.raises(Unsealable):
            other.unseal(content, purpose)


def test_text_fits_a_cookie() -> None:
    sealing = Sealing(SECRET.encode())
    text = sealing.seal_text(b"content", "test")
    assert text.isascii()
    assert not set(text) & set(';,= "\\')
    assert sealing.unseal_text(text, "test") == b"content"


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    sealed = Sealing.open(None, tmp_path / "data").seal(b"content", "test")
    kept = tmp_path / "data" / "secret"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert Sealing.open(None, tmp_path / "data").unseal(sealed, "test") == b"content"


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    Sealing.open(None, tmp_path)
    (tmp_path / "secret").chmod(0o644)
    with pytest.raises(SecretUnusable, match="open to everybody"):
        Sealing.open(None, tmp_path)


def test_a_secret_that_is_too_short_is_none(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"short")
    (tmp_path / "secret").chmod(0o600)
    with pytest.raises(SecretUnusable, match="damaged"):
        Sealing.open(None, tmp_path)
    with pytest.raises(ValueError, match="32 bytes"):
        Sealing(b"short")

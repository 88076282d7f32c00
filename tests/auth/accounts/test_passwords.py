"""What may be a password, and that it is compared with at the same cost whether there is one."""

import pytest
from argon2 import PasswordHasher, extract_parameters

from auth.accounts.passwords import Passwords, require_good
from models.failures import BadUserInput

EMAIL = "officer@state.example"
GOOD = "a long way to Tipperary"


@pytest.mark.parametrize("password", [GOOD, "Ünïcödé ist auch gut", "123456789012", "x" * 6 + GOOD])
def test_length_makes_a_password_good(password: str) -> None:
    require_good(password, EMAIL)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("elevenchars", "12 to 256"),
        ("x" * 257, "12 to 256"),
        ("ababababababab", "6 different"),
        ("The Officer goes home", "name of its e-mail"),
        ("", "12 to 256"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password: str, reason: str) -> None:
    with pytest.raises(BadUserInput, match=reason):
        require_good(password, EMAIL)


async def test_only_the_password_matches_its_hash() -> None:
    passwords = Passwords()
    kept = await passwords.hashed(GOOD)
    assert kept.startswith("$argon2id$")
    assert GOOD not in kept
    assert await passwords.matches(kept, GOOD)
    assert not await passwords.matches(kept, GOOD + " ")
    assert not passwords.is_outdated(kept)


async def test_two_ways_to_type_a_letter_are_one_password() -> None:
    passwords = Passwords()
    kept = await passwords.hashed("Pa\u0308dagogische Hochschule")
    assert await passwords.matches(kept, "P\u00e4dagogische Hochschule")


async def test_nobodys_hash_costs_the_same_and_matches_nothing() -> None:
    passwords = Passwords()
    real = extract_parameters(await passwords.hashed(GOOD))
    assert extract_parameters(passwords._nobodys) == real
    assert not await passwords.matches(None, GOOD)
    assert passwords._nobodys != Passwords()._nobodys


async def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not await Passwords().matches("not a hash", GOOD)


async def test_a_hash_of_other_costs_is_outdated() -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    assert Passwords().is_outdated(cheap)
    assert await Passwords().matches(cheap, GOOD)

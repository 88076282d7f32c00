"""The key ring: made once however many start, rotated under running servers, retired in time."""

import stat
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from auth.keys import LONGEST_TOKEN, LOOK_AGAIN_SECONDS, KeyRing, KeysUnusable

ROOT = Path(__file__).parents[2]


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by.total_seconds()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_first_start_makes_one_key_that_only_its_owner_can_read(tmp_path: Path) -> None:
    ring = KeyRing.open(tmp_path / "data" / "keys")
    (file,) = (tmp_path / "data" / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert ring.signing().kid == ECKey.import_key(ring.public()[0]).thumbprint()


def test_a_second_start_finds_the_key_of_the_first(tmp_path: Path) -> None:
    assert KeyRing.open(tmp_path).signing().kid == KeyRing.open(tmp_path).signing().kid


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from auth.keys import KeyRing; "
        "sys.stdin.readline(); print(KeyRing.open(Path(sys.argv[1])).signing().kid)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "keys")]
    pipe = subprocess.PIPE
    starters = [
        subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for _ in range(6)
    ]
    for starter in starters:
        assert starter.stdin is not None
        starter.stdin.write("go\n")
        starter.stdin.flush()
    kids = {starter.communicate(timeout=60)[0].strip() for starter in starters}
    assert [starter.returncode for starter in starters] == [0] * 6
    assert kids == {KeyRing.open(tmp_path / "keys").signing().kid}
    assert len(list((tmp_path / "keys").iterdir())) == 1


def test_a_running_server_notices_a_rotation_made_elsewhere(tmp_path: Path) -> None:
    server, operator = KeyRing.open(tmp_path), KeyRing.open(tmp_path)
    old = server.signing()
    new = operator.rotate()
    assert new.kid != old.kid
    assert server.verifying(new.kid) is not None
    assert server.verifying(old.kid) is not None
    assert server.signing().kid == new.kid


def test_rotating_in_two_places_at_once_ends_with_one_signing_key(tmp_path: Path) -> None:
    rings = [KeyRing.open(tmp_path) for _ in range(3)]
    for ring in rings:
        ring.rotate()
    assert len({ring.signing().kid for ring in rings}) == 1
    assert len(rings[0].public()) == 4


def test_a_key_retires_once_no_token_of_its_can_live(tmp_path: Path, clock: Clock) -> None:
    ring = KeyRing.open(tmp_path, clock)
    old = ring.signing().kid
    clock.move(timedelta(days=400))
    assert ring.verifying(old) is not None, "age alone retires nothing"

    new = ring.rotate().kid
    clock.move(LONGEST_TOKEN)
    assert KeyRing.open(tmp_path, clock).verifying(old) is not None
    clock.move(timedelta(hours=2))
    for reader in (ring, KeyRing.open(tmp_path, clock)):
        assert reader.verifying(old) is None
        assert reader.verifying(new) is not None

    ring.rotate()
    assert len(list(tmp_path.iterdir())) == 2, "the retired key's file is gone"


def test_a_key_taken_away_by_hand_ends_soon(tmp_path: Path, clock: Clock) -> None:
    ring = KeyRing.open(tmp_path, clock)
    stolen = ring.signing().kid
    ring.rotate()
    (tmp_path / "key-000001.json").unlink()
    clock.move(timedelta(seconds=LOOK_AGAIN_SECONDS + 1))
    assert ring.verifying(stolen) is None


def test_a_server_follows_when_all_keys_are_made_anew(tmp_path: Path) -> None:
    server = KeyRing.open(tmp_path)
    before = server.signing().kid
    for file in tmp_path.iterdir():
        file.unlink()
    after = KeyRing.open(tmp_path).signing().kid
    assert server.verifying(after) is not None
    assert server.signing().kid == after != before


def test_the_published_keys_hold_nothing_private(tmp_path: Path) -> None:
    ring = KeyRing.open(tmp_path)
    ring.rotate()
    published = ring.public()
    assert published[0]["kid"] == ring.signing().kid
    for key in published:
        assert set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"createdAt": 1, "key": {"kty": "oct"}}'])
def test_a_damaged_key_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key-000001.json").write_bytes(content)
    (tmp_path / "key-000001.json").chmod(0o600)
    with pytest.raises(KeysUnusable, match=r"key-000001\.json is damaged"):
        KeyRing.open(tmp_path)


def test_a_public_key_can_not_stand_for_a_pair(tmp_path: Path) -> None:
    key = ECKey.generate_key("P-256").as_dict(private=False)
    path = tmp_path / "key-000001.json"
    path.write_text(f'{{"createdAt": 1, "key": {str(key).replace(chr(39), chr(34))}}}')
    path.chmod(0o600)
    with pytest.raises(KeysUnusable, match="damaged"):
        KeyRing.open(tmp_path)


def test_a_key_file_open_to_everybody_is_refused(tmp_path: Path) -> None:
    KeyRing.open(tmp_path)
    (tmp_path / "key-000001.json").chmod(0o644)
    with pytest.raises(KeysUnusable, match="open to everybody"):
        KeyRing.open(tmp_path)


def test_a_directory_that_can_not_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeysUnusable, match="can't be kept in"):
        KeyRing.open(tmp_path / "file" / "keys")

"""One served demo, the relying party's clients in it, and the library that acts for them."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization import PublicFormat as Public

from api.embedded import Urls
from seeds.demo.ids import OUR_FIRM
from tests.api.programs import running, throughline
from tests.api.relying.logging_in import BACK, OUT
from tests.api.relying.party import Client, Party, relying_party
from tests.api.relying.person import Person
from tests.databases import Server, connected
from tests.rows import Owner



@dataclass(frozen=True, slots=True)
class Place:
    """A server of the demo in a process of its own, and how an operator reaches it."""

    address: str
    settings: dict[str, object]

    def operate(self, *arguments: str) -> str:
        """What a command says."""
        done = throughline(*arguments, **self.settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def register(self, name: str, *options: str) -> dict[str, str]:
        """A new client's id and, if it has one, its secret."""
        said = self.operate("client", "create", name, *options)
        return dict(line.split() for line in said.splitlines())

    def person(self) -> Person:
        return Person(self.address)

    def graphql(self, token: str | None, query: str = "{ viewer { roles } }") -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        address = f"{self.address}/graphql"
        return httpx.post(address, json={"query": query}, headers=headers, timeout=60)

    def post(self, endpoint: str, **form: str) -> httpx.Response:
        """What the library would never send."""
        return httpx.post(f"{self.address}/oauth/{endpoint}", data=form, timeout=60)


@contextmanager
def opened_place(urls: Urls, folder: Path) -> Iterator[Place]:
    settings: dict[str, object] = {
        "data_dir": folder,
        "database_url": urls.api,
        "migrate_database_url": urls.owner,
        "demo": True,
        "log_level": "WARNING",
    }
    with running("serve", port=0, **settings) as process:
        assert process.stdout is not None
        said = ""
        while "Explorer:" not in said:
            line = process.stdout.readline()
            if not line:
                assert process.stderr is not None
                raise AssertionError(process.stderr.read())
            said += line
        found = re.search(r"(http://127\.0\.0\.1:\d+)/graphql", said)
        assert found is not None
        yield Place(found[1], settings)


@pytest.fixture(scope="module")
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """The copy of the demo that this worker's server stands on."""
    made = await server.create(demo)
    yield made
    await server.drop(made)


@pytest.fixture
async def owner(urls: Urls, anyio_backend: object) -> AsyncIterator[Owner]:
    async with connected(urls.owner) as connection:
        yield connection


@pytest.fixture(scope="module")
def place(urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with opened_place(urls, tmp_path_factory.mktemp("place")) as opened:
        yield opened


@pytest.fixture(scope="module")
def party(place: Place) -> Iterator[Party]:
    with relying_party(place.address) as opened:
        yield opened


def known(party: Party, client: str, **proof: str) -> Client:
    """A client for which the library has read where the server is."""
    party.ask("discover", client=client, **proof)
    return Client(party, client)


@pytest.fixture(scope="module")
def portal(place: Place, party: Party) -> Client:
    """A public client."""
    options = ("--kind", "portal", "--redirect", BACK, "--logout-redirect", OUT)
    return known(party, place.register("Mill City's portal", *options)["client_id"])


@pytest.fixture(scope="module")
def confidential(place: Place, party: Party) -> Client:
    options = ("--kind", "confidential", "--redirect", BACK, "--logout-redirect", OUT)
    given = place.register("The portal's server", *options)
    return known(party, given["client_id"], secret=given["client_secret"])


@pytest.fixture(scope="module")
def service(place: Place, party: Party) -> Client:
    """A firm's server that has a secret."""
    given = place.register("A firm's server", "--kind", "service", "--firm", OUR_FIRM)
    return known(party, given["client_id"], secret=given["client_secret"])


@pytest.fixture(scope="module")
def signing(place: Place, party: Party, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A firm's server that has a key."""
    key = ec.generate_private_key(ec.SECP256R1())
    file = tmp_path_factory.mktemp("key") / "public.pem"
    file.write_bytes(key.public_key().public_bytes(Encoding.PEM, Public.SubjectPublicKeyInfo))
    options = ("--kind", "service", "--firm", OUR_FIRM, "--key", str(file))
    client = place.register("A firm's server with a key", *options)["client_id"]
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return known(party, client, key=private.decode())

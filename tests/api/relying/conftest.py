"""One served demo, the relying party's clients in it, and the library that acts for them."""

from collections.abc import AsyncIterator, Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization import PublicFormat as Public

from api.embedded import Urls
from seeds.demo.ids import OUR_FIRM
from tests.api.relying.logging_in import BACK, OUT
from tests.api.relying.party import Client, Party, relying_party
from tests.api.relying.place import Place, opened_place
from tests.databases import Server, connected
from tests.rows import Owner


@pytest.fixture(scope="package")
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """The copy of the demo that this worker's server stands on."""
    made = await server.create(demo)
    yield made
    await server.drop(made)


@pytest.fixture
async def owner(urls: Urls, anyio_backend: object) -> AsyncIterator[Owner]:
    async with connected(urls.owner) as connection:
        yield connection


@pytest.fixture(scope="package")
def place(urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with opened_place(urls, tmp_path_factory.mktemp("place")) as opened:
        yield opened


@pytest.fixture(scope="package")
def party(place: Place) -> Iterator[Party]:
    with relying_party(place.address) as opened:
        yield opened


def known(party: Party, client: str, **proof: str) -> Client:
    """A client for which the library has read where the server is."""
    party.ask("discover", client=client, **proof)
    return Client(party, client)


@pytest.fixture(scope="package")
def portal(place: Place, party: Party) -> Client:
    """A public client."""
    options = ("--kind", "portal", "--redirect", BACK, "--logout-redirect", OUT)
    return known(party, place.register("Mill City's portal", *options)["client_id"])


@pytest.fixture(scope="package")
def confidential(place: Place, party: Party) -> Client:
    options = ("--kind", "confidential", "--redirect", BACK, "--logout-redirect", OUT)
    given = place.register("The portal's server", *options)
    return known(party, given["client_id"], secret=given["client_secret"])


@pytest.fixture(scope="package")
def service(place: Place, party: Party) -> Client:
    """A firm's server that has a secret."""
    given = place.register("A firm's server", "--kind", "service", "--firm", OUR_FIRM)
    return known(party, given["client_id"], secret=given["client_secret"])


@pytest.fixture(scope="package")
def signing(place: Place, party: Party, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A firm's server that has a key."""
    key = ec.generate_private_key(ec.SECP256R1())
    file = tmp_path_factory.mktemp("key") / "public.pem"
    file.write_bytes(key.public_key().public_bytes(Encoding.PEM, Public.SubjectPublicKeyInfo))
    options = ("--kind", "service", "--firm", OUR_FIRM, "--key", str(file))
    client = place.register("A firm's server with a key", *options)["client_id"]
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return known(party, client, key=private.decode())

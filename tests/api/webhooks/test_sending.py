"""Where deliveries go, and where they never do."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from api.webhooks.sending import Resolve, Sender
from auth.webhooks.addresses import AddressRefused, Destinations, IPAddress, is_public
from models.failures import BadUserInput
from models.webhooks_terms import DeliveryProblem
from tests.api.webhooks.receivers import Receiver, receiving

PUBLIC_ONLY = Destinations()
ANYWHERE = Destinations(allows_http=True, allows_private=True)
NAME = "receiver.example.org"

PRIVATE = (
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "fe80::1", "fc00::1", "fd12::1",
    "ff02::1", "ff0e::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1", "2001:db8::1", "fec0::1",
    "2001:0:0:0:0:0:80ff:fffe",
)  # fmt: skip
PUBLIC = ("93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101")


def leading_to(*addresses: str) -> Resolve:
    """A resolver that answers each time with the next."""
    answers = iter(addresses)

    async def resolve(_host: str, _port: int) -> list[IPAddress]:
        return [ipaddress.ip_address(each) for each in next(answers).split()]

    return resolve


@pytest.mark.parametrize("address", PRIVATE)
async def test_no_name_leads_to_an_address_that_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    for told in (address, f"1.1.1.1 {address}"):
        answer = await Sender(PUBLIC_ONLY, leading_to(told)).send(f"https://{NAME}/", {}, b"")
        assert answer.problem is DeliveryProblem.ADDRESS_REFUSED


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_sent_to(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    PUBLIC_ONLY.check_resolved([ipaddress.ip_address(address)])


@given(st.ip_addresses(v=4))
def test_an_address_is_no_more_public_by_what_it_is_wrapped_in(
    address: ipaddress.IPv4Address,
) -> None:
    for wrapped in (
        f"::ffff:{address}",
        f"64:ff9b::{address}",
        str(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80) | 1)),
    ):
        assert is_public(ipaddress.ip_address(wrapped)) == is_public(address)


@given(st.ip_addresses())
def test_what_is_not_global_is_never_sent_to(address: IPAddress) -> None:
    if not address.is_global:
        wrapped = isinstance(address, ipaddress.IPv6Address) and (
            address.ipv4_mapped or address.sixtofour or address.teredo
        )
        assert wrapped or not is_public(address)
        if not wrapped:
            with pytest.raises(AddressRefused):
                PUBLIC_ONLY.check_resolved([address])


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://",
        "https:///path",
        "https://user:secret@example.org/",
        "https://example.org/#fragment",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://localhost/",
        "https://LOCALHOST./",
        "https://metadata.google.internal/",
        "https://printer.local/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://exämple.org/",
        "https://example.org/a b",
        "https://example.org/" + "a" * 2000,
        "javascript:alert(1)",
        "",
    ],
)
def test_what_can_never_be_delivered_to_is_not_registered(url: str) -> None:
    with pytest.raises(BadUserInput):
        PUBLIC_ONLY.check_url(url)


def test_settings_open_what_is_closed() -> None:
    PUBLIC_ONLY.check_url("https://example.org:8443/hooks?key=1")
    ANYWHERE.check_url("http://localhost:8080/")
    with pytest.raises(BadUserInput):
        Destinations(allows_private=True).check_url("http://localhost:8080/")
    with pytest.raises(BadUserInput):
        Destinations(allows_http=True).check_url("http://localhost:8080/")


async def test_a_name_is_looked_up_once_and_the_connection_made_to_what_was_looked_at(
    receiver: Receiver,
) -> None:
    """The second answer would lead elsewhere; there is no second look."""
    resolve = leading_to("127.0.0.1", "192.0.2.1")
    answer = await Sender(ANYWHERE, resolve).send(
        f"http://{NAME}:{receiver.port}/hooks", {"webhook-id": "one"}, b"{}"
    )
    assert answer.status == 204
    [received] = receiver.received
    assert received.headers["host"] == f"{NAME}:{receiver.port}"


async def test_redirections_are_not_followed(receiver: Receiver) -> None:
    receiver.answer(307, location=receiver.url)
    answer = await Sender(ANYWHERE).send(receiver.url, {}, b"{}")
    assert (answer.status, answer.problem) == (307, DeliveryProblem.REDIRECTED)
    assert receiver.connections == 1


async def test_how_long_to_wait_may_be_a_date(receiver: Receiver) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    receiver.answer(503, retry_after=format_datetime(until, usegmt=True))
    answer = await Sender(ANYWHERE).send(receiver.url, {}, b"{}")
    assert answer.wait is not None
    assert timedelta(minutes=50) < answer.wait <= timedelta(hours=1)


async def test_a_receiver_that_does_not_answer_is_given_up(receiver: Receiver) -> None:
    receiver.hold.clear()
    answer = await Sender(ANYWHERE, timeout=0.2).send(receiver.url, {}, b"{}")
    assert answer.problem is DeliveryProblem.TIMED_OUT


async def test_where_nobody_listens_there_is_a_problem_and_no_failure() -> None:
    async with receiving() as gone:
        url = gone.url
    answer = await Sender(ANYWHERE).send(url, {}, b"{}")
    assert (answer.status, answer.problem) == (None, DeliveryProblem.UNREACHABLE)


async def test_http_is_refused_at_the_delivery_too(receiver: Receiver) -> None:
    answer = await Sender(Destinations(allows_private=True)).send(receiver.url, {}, b"{}")
    assert answer.problem is DeliveryProblem.ADDRESS_REFUSED
    assert receiver.connections == 0


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of the receiver's name, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    (folder / "certificate").write_bytes(certificate.public_bytes(Encoding.PEM))
    told = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key").write_bytes(told)
    return folder / "certificate", folder / "key"


async def test_tls_proves_the_name_though_the_address_is_pinned(
    certified: tuple[Path, Path],
) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(*certified)
    trusts = ssl.create_default_context(cafile=str(certified[0]))
    local = Destinations(allows_private=True)
    async with receiving(tls) as receiver:
        for host, problem in (
            (NAME, None),
            ("another.example.org", DeliveryProblem.UNREACHABLE),
        ):
            sender = Sender(local, leading_to("127.0.0.1"), trusts)
            answer = await sender.send(f"https://{host}:{receiver.port}/", {}, b"{}")
            assert answer.problem is problem
        [received] = receiver.received
        assert received.name == NAME
        distrusting = Sender(local, leading_to("127.0.0.1"))
        answer = await distrusting.send(f"https://{NAME}:{receiver.port}/", {}, b"{}")
        assert answer.problem is DeliveryProblem.UNREACHABLE

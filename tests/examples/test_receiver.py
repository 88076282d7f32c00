"""examples/receiver: keeps what is signed, once, and nothing else."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from standardwebhooks import Webhook

RECEIVER = Path(__file__).parents[2] / "examples/receiver/receiver.py"
OLD, NEW, STRANGE = "whsec_b2xkb2xkb2xk", "whsec_bmV3bmV3bmV3", "whsec_c3RyYW5nZXJz"
BODY = '{"type": "plan.status", "data": {"status": "ACCEPTED", "title": "Überblick"}}'


class Receiving:
    """A receiver in a process of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", str(RECEIVER), "0", str(path)],
            env={**os.environ, "WEBHOOK_SECRET": f"{NEW},{OLD}"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().split()[-1]

    def post(self, headers: dict[str, str], body: str = BODY) -> int:
        return httpx.post(self.address, content=body.encode(), headers=headers).status_code

    def kept(self) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.path)) as store:
            return [
                (row[0], row[1].decode()) for row in store.execute("SELECT id, body FROM delivery")
            ]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def receiving(tmp_path: Path) -> Iterator[Receiving]:
    opened = Receiving(tmp_path / "deliveries.sqlite")
    yield opened
    opened.kill()


def signed(secret: str, webhook_id: str = "msg_1", *, age: int = 0) -> dict[str, str]:
    moment = datetime.now(UTC) - timedelta(seconds=age)
    return {
        "content-type": "application/json",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign(webhook_id, moment, BODY),
    }


def test_what_is_signed_is_kept_once_also_over_an_end(receiving: Receiving) -> None:
    assert receiving.post(signed(NEW)) == 202
    assert receiving.post(signed(OLD, "msg_2")) == 202, "both secrets are good while one rotates"
    receiving.kill()
    again = Receiving(receiving.path)
    try:
        assert again.post(signed(NEW)) == 200, "the same once more"
        assert again.kept() == [("msg_1", BODY), ("msg_2", BODY)]
    finally:
        again.kill()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(STRANGE),
        signed(NEW, age=3600),
        {**signed(NEW), "webhook-id": "msg_other"},
        {**signed(NEW), "webhook-signature": "nonsense"},
        {**signed(NEW), "webhook-signature": "v1,ÿ".encode("latin-1").decode("latin-1")},
    ],
    ids=["unsigned", "another's", "old", "moved", "nonsense", "no base64"],
)
def test_what_is_not_ours_is_refused_and_not_kept(
    receiving: Receiving, headers: dict[str, str]
) -> None:
    sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    reply = httpx.post(receiving.address, content=BODY.encode(), headers=sent)
    assert reply.status_code == 401
    assert receiving.post(signed(NEW), BODY.replace("ACCEPTED", "EXITED")) == 401
    assert receiving.kept() == []

"""A receiver of webhooks: verifies, keeps once, answers at once. Standard Webhooks 1.0.

    WEBHOOK_SECRET=whsec_… python receiver.py 8080 deliveries.sqlite

Three rules, whatever the language. Verify the bytes as they came, before anything reads them.
Answer 2xx only once what came is on the disk, and do the work afterwards: the sender waits for
seconds, not for work. Expect the same `webhook-id` again: a delivery comes at least once.
"""

import os
import sqlite3
import sys
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook, WebhookVerificationError

MOST_BYTES = 1_000_000
TABLE = """
CREATE TABLE IF NOT EXISTS delivery (
    id TEXT PRIMARY KEY, received_at TEXT DEFAULT CURRENT_TIMESTAMP, body BLOB NOT NULL
)
"""
KEEP = "INSERT INTO delivery (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"


class Receiver(ThreadingHTTPServer):
    """Keeps deliveries in a file, each once. `secrets` are those good now: the new, the old."""

    daemon_threads = True

    def __init__(self, port: int, path: str, secrets: list[str]) -> None:
        super().__init__(("127.0.0.1", port), Delivery)
        self.path = path
        self.hooks = [Webhook(secret) for secret in secrets]
        with closing(sqlite3.connect(path)) as store, store:
            store.execute("PRAGMA journal_mode = WAL")
            store.execute(TABLE)

    def is_ours(self, body: bytes, headers: dict[str, str]) -> bool:
        """Whether one of the secrets signed it, lately: old signatures are refused too."""
        for hook in self.hooks:
            try:
                hook.verify(body, headers, json_parse=False)
            except (WebhookVerificationError, ValueError):  # a header that is none is no proof
                continue
            return True
        return False

    def keep(self, webhook_id: str, body: bytes) -> bool:
        """Keep a delivery; whether it is new. It is on the disk when this returns."""
        with closing(sqlite3.connect(self.path, timeout=10)) as store, store:
            store.execute("PRAGMA synchronous = FULL")
            return store.execute(KEEP, (webhook_id, body)).rowcount == 1


class Delivery(BaseHTTPRequestHandler):
    """One request."""

    server: Receiver
    timeout = 10

    def do_POST(self) -> None:
        """Verify, keep, answer."""
        length = int(self.headers.get("content-length") or 0)
        if length > MOST_BYTES:
            self.close_connection = True
            return self.answer(413)
        body = self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        if not self.server.is_ours(body, headers):
            return self.answer(401)
        is_new = self.server.keep(headers["webhook-id"], body)
        return self.answer(202 if is_new else 200)

    def answer(self, status: int) -> None:
        """Answer without a body."""
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing: what comes may be confidential."""


def main() -> None:
    """Receive until told to stop; the work is done by whoever reads the file."""
    port, path = int(sys.argv[1]), sys.argv[2]
    receiver = Receiver(port, path, os.environ["WEBHOOK_SECRET"].split(","))
    print(f"Receiving on http://127.0.0.1:{receiver.server_address[1]}/", flush=True)
    receiver.serve_forever()


if __name__ == "__main__":
    main()

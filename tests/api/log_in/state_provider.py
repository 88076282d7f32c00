"""A stand-in for the state's OpenID provider: discovery, code with PKCE, ID tokens, userinfo.

It keeps to OpenID Connect Core where our client depends on it, and misbehaves on request.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, Key, OctKey

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "StateProvider"]

CLIENT_ID = "throughline"
CLIENT_SECRET = "the-secret-that-the-provider-gave"
REALM = "/realms/state"


class StateProvider:
    """Logs in whoever `claims` says, at once, and sends them back."""

    def __init__(self) -> None:
        self.key: Key = ECKey.generate_key("P-256", auto_kid=True)
        self.signing: Key = self.key
        self.algorithm = "ES256"
        self.claims: dict[str, Any] = {"sub": "state-id-4711"}
        self.userinfo: dict[str, Any] = {"sub": "state-id-4711"}
        self.about: dict[str, Any] = {}
        self.answers: dict[str, Any] = {}
        """What is sent back over what is right: `error`, `iss`, `state`, `code`."""

        self.asked: list[str] = []
        self.authorized: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked.append(urlsplit(self.path).path.removeprefix(REALM))
                provider.get(self)

            def do_POST(self) -> None:
                provider.asked.append(self.path.removeprefix(REALM))
                length = int(self.headers["content-length"])
                provider.token(self, dict(parse_qsl(self.rfile.read(length).decode())))

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}{REALM}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def get(self, request: BaseHTTPRequestHandler) -> None:
        path = urlsplit(request.path).path.removeprefix(REALM)
        if path == "/.well-known/openid-configuration":
            self.say(request, self.discovery() | self.about)
        elif path == "/certs":
            self.say(request, {"keys": [self.key.as_dict(private=False)]})
        elif path == "/userinfo":
            self.say(request, self.userinfo)
        elif path == "/authorize":
            self.authorize(request, dict(parse_qsl(urlsplit(request.path).query)))
        else:
            request.send_error(404)

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/certs",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        }

    def authorize(self, request: BaseHTTPRequestHandler, asked: dict[str, str]) -> None:
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe()
        self.authorized[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.url} | self.answers
        said = {name: value for name, value in back.items() if value is not None}
        request.send_response(302)
        request.send_header("Location", f"{asked['redirect_uri']}?{urlencode(said)}")
        request.send_header("Content-Length", "0")
        request.end_headers()

    def token(self, request: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        asked = self.authorized.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if (
            asked is None
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form["redirect_uri"]
            or request.headers["authorization"] != f"Basic {basic}"
        ):
            self.say(request, {"error": "invalid_grant"}, 400)
            return
        said = {
            "access_token": "at-the-provider",
            "token_type": "Bearer",
            "id_token": self.id_token(asked["nonce"]),
        }
        self.say(request, said)

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
        } | self.claims
        header = {"alg": self.algorithm, "kid": self.key.kid}
        if self.algorithm == "none":
            parts = [json.dumps(part).encode() for part in (header, claims)]
            head, body = (base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
            return f"{head}.{body}."
        said = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(header, said, self.signing, algorithms=[self.algorithm])

    def sign_with_secret(self) -> None:
        """Sign by what both sides know, as HS256 does."""
        self.signing = OctKey.import_key(CLIENT_SECRET)
        self.algorithm = "HS256"

    def last_asked(self) -> dict[str, list[str]]:
        """The query of the authorization request that waits for its code to be used."""
        (asked,) = self.authorized.values()
        return parse_qs(urlencode(asked))

    def say(self, request: BaseHTTPRequestHandler, said: Any, status: int = 200) -> None:
        content = json.dumps(said).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

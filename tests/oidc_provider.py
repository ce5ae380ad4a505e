"""A small provider of single sign-on on this machine: discovery, keys, codes with PKCE, tokens."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "kinward-tests"
SECRET = "a secret of the tests"


@cache
def _key(whose: str) -> rsa.RSAPrivateKey:
    """A process makes each key once: it takes longer than most of the tests that sign with it."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """Who is at the keyboard, and what the provider says of them.

    Attributes:
        claims: of the person; `sub` and `email` at least.
        page: what the page about the person says; None for the claims.
        token: what is put over the ID token's own claims (None takes one away).
        forged: whether the ID token is signed with a key that is not the provider's.
        asked: the last request to sign in, for the test to look at.
    """

    claims: dict[str, Any] = field(default_factory=dict)
    page: dict[str, Any] | None = None
    token: dict[str, Any] = field(default_factory=dict)
    forged: bool = False
    asked: dict[str, str] = field(default_factory=dict)
    url: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=lambda: _key("the provider's"))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def discovery(self) -> dict[str, Any]:
        """Where everything is."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        """The public key."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """Lets the person in and sends them back with a code."""
        self.asked = query
        if query["client_id"] != CLIENT or query["code_challenge_method"] != "S256":
            raise ValueError("wrong client, or no PKCE")
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        return f"{query['redirect_uri']}?{back}"

    def exchange(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code; None where the one who asks is not the one who began."""
        began = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if began is None or challenge != began["code_challenge"]:
            return None
        if sent.get("client_secret") != SECRET or sent["redirect_uri"] != began["redirect_uri"]:
            return None
        return {"access_token": "t", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self) -> str:
        """Signed with RS256."""
        now = int(time.time())
        told = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, **self.claims}
        told = {name: value for name, value in {**told, **self.token}.items() if value is not None}
        key = _key("somebody else's") if self.forged else self.key
        return jwt.encode(told, key, algorithm="RS256", headers={"kid": "one"})


class Serving:
    """The provider behind real HTTP on the loopback, in a thread."""

    def __init__(self, provider: Provider) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
        provider.url = f"http://127.0.0.1:{self.server.server_port}"
        # Ending it waits for the next look at whether to end: half a second, if not told.
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    def __enter__(self) -> Serving:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers one request."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                query = {name: value[0] for name, value in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            page = provider.claims if provider.page is None else provider.page
            answers = {
                "/.well-known/openid-configuration": provider.discovery(),
                "/keys": provider.keys(),
                "/userinfo": page,
            }
            self._say(answers.get(parts.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            sent = {name: value[0] for name, value in parse_qs(body).items()}
            self._say(provider.exchange(sent))

        def _say(self, answer: dict[str, Any] | None) -> None:
            body = json.dumps(answer or {"error": "invalid_grant"}).encode()
            self.send_response(200 if answer else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler

"""A small identity provider, on a port of its own: it signs tokens as OpenID Connect says, or wrongly when asked to."""

import json
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from joserfc.jws import JWSRegistry

CLIENT, SECRET = "musette", "known to both"
CHLOE = {"sub": "8001", "name": "Chloé Martin", "email": "chloe@example.org", "email_verified": True}
KEY = RSAKey.generate_key(2048, auto_kid=True)
FORGED = RSAKey.generate_key(2048, {"kid": KEY.kid})


class Provider:
    """Knows one person at a time; `twist` is what it puts into the next token in the place of what is true."""

    def __init__(self):
        self.person, self.twist, self.header, self.key = CHLOE, {}, {"alg": "RS256", "kid": KEY.kid}, KEY
        self.algorithms, self.elsewhere = ["RS256"], {}
        self.asked, self.codes = [], {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def document(self):
        """Say where everything is."""
        places = {
            "authorization_endpoint": "authorize", "token_endpoint": "token",
            "jwks_uri": "keys", "userinfo_endpoint": "userinfo",
        }  # fmt: skip
        about = {"issuer": self.issuer, "id_token_signing_alg_values_supported": self.algorithms}
        return about | {name: f"{self.issuer}/{path}" for name, path in places.items()}

    def authorize(self, asked):
        """Return where the browser goes next, with a code."""
        code = token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form, authorization):
        """Exchange a code, once, for whoever began with it: PKCE, the address and the secret must be right."""
        asked = self.codes.pop(form["code"])
        challenge = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert (asked["code_challenge_method"], asked["code_challenge"]) == ("S256", challenge)
        assert form["redirect_uri"] == asked["redirect_uri"]
        assert authorization.startswith("Basic ")
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked["nonce"]}
        claims |= {"sub": self.person["sub"], **self.twist}
        kept = {name: value for name, value in claims.items() if value is not None}
        registry = JWSRegistry(algorithms=[self.header["alg"]])
        signed = jwt.encode(self.header, kept, self.key, registry=registry)
        return {"access_token": "opens userinfo", "token_type": "Bearer", "expires_in": 60, "id_token": signed}

    def _handler(provider):  # noqa: N805 - the handler's own `self` is another
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                path, asked = urlsplit(self.path).path, dict(map(first, parse_qs(urlsplit(self.path).query).items()))
                provider.asked.append(path)
                if path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(asked))
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                else:
                    self._answer({
                        "/.well-known/openid-configuration": provider.document,
                        "/keys": KeySet([KEY]).as_dict,
                        "/userinfo": lambda: provider.person | provider.elsewhere,
                    }[path]())  # fmt: skip

            def do_POST(self):
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                provider.asked.append(self.path)
                self._answer(provider.token(dict(map(first, form.items())), self.headers.get("Authorization", "")))

            def _answer(self, content):
                body = json.dumps(content).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words):
                pass

        return Handler


def first(item):
    return item[0], item[1][0]

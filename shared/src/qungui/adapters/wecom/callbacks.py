"""Callback identities, and the way from a request to an event."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from qungui.adapters.secret_entries import Identity
from qungui.adapters.wecom.callback_crypto import CallbackCrypto
from qungui.adapters.wecom.rotating import Rotating
from qungui.adapters.wecom.xml import top_level
from qungui.errors import ForgedEventError, InvalidEventError, SettingsError
from qungui.model.callback import CallbackEvent, CallbackRequest
from qungui.ports import Clock

OLDEST = timedelta(minutes=5)
NEWEST = timedelta(seconds=60)
APPROVAL = "ApprovalInfo"  # holds the number of a form, which is its lane


class UnknownIdentityError(InvalidEventError):
    """Nobody of that name receives callbacks here."""


class CallbackIdentities:
    """
    Token, key and receiver of every callback address, from one secret.

    Read at construction. A failed look-up or signature may mean that an administrator changed
    the secret, so it is read again, at most once a minute.
    """

    def __init__(self, read: Callable[[], Mapping[str, Identity]], clock: Clock) -> None:
        self._cryptos = Rotating(_cryptos(read()), lambda: _cryptos(read()), clock)

    def open(self, request: CallbackRequest, encrypt: str) -> tuple[CallbackCrypto, bytes]:
        """The cipher of the request's identity, and what it found inside *encrypt*."""
        if not encrypt:
            msg = "nothing to decrypt"
            raise InvalidEventError(msg)
        try:
            return self._open(request, encrypt)
        except (ForgedEventError, UnknownIdentityError):
            if not self._cryptos.renewed():
                raise
        return self._open(request, encrypt)

    def of(self, identity: str) -> CallbackCrypto:
        """Raises UnknownIdentityError."""
        crypto = self._cryptos.value.get(identity)
        if crypto is None:
            msg = "unknown callback identity"
            raise UnknownIdentityError(msg)
        return crypto

    def _open(self, request: CallbackRequest, encrypt: str) -> tuple[CallbackCrypto, bytes]:
        crypto = self.of(request.identity)
        return crypto, crypto.open(
            encrypt,
            signature=request.signature,
            timestamp=request.timestamp,
            nonce=request.nonce,
        )


class WeComCallbacks:
    """Implements :class:`qungui.ports.Callbacks`."""

    def __init__(self, identities: CallbackIdentities, clock: Clock) -> None:
        self._identities = identities
        self._clock = clock

    def echo(self, request: CallbackRequest) -> str:
        self._called_at(request)
        # A plus sign that somebody on the way took for a space; base64 has no spaces.
        echostr = _text(request.payload).replace(" ", "+")
        _, plain = self._identities.open(request, echostr)
        return _text(plain)

    def reply(self, request: CallbackRequest, words: str) -> str:
        crypto = self._identities.of(request.identity)
        now = int(self._clock.now().timestamp())
        said = json.dumps({"msgtype": "text", "text": {"content": words}}, ensure_ascii=False)
        encrypt, signature = crypto.seal(said.encode(), timestamp=now, nonce=request.nonce)
        answer = {"encrypt": encrypt, "msgsignature": signature, "timestamp": now}
        return json.dumps({**answer, "nonce": request.nonce})

    def event(self, request: CallbackRequest) -> CallbackEvent:
        called_at = self._called_at(request)
        encrypt = _sealed(request.payload)
        crypto, plain = self._identities.open(request, encrypt)
        fields = _fields(plain)
        return CallbackEvent(
            identity=request.identity,
            receiver=crypto.receiveid,
            at=_created_at(fields) or called_at,
            # The platform signed it, so it is kept whatever it is.
            plaintext=plain.decode(errors="backslashreplace"),
            fields=fields,
        )

    def _called_at(self, request: CallbackRequest) -> datetime:
        called_at = _moment(request.timestamp)
        if called_at is None:
            msg = "no timestamp"
            raise InvalidEventError(msg)
        if not -OLDEST <= called_at - self._clock.now() <= NEWEST:
            msg = "stale, or from the future"
            raise ForgedEventError(msg)
        return called_at


def _cryptos(identities: Mapping[str, Identity]) -> dict[str, CallbackCrypto]:
    cryptos = {}
    for name, identity in identities.items():
        try:
            cryptos[name] = CallbackCrypto(
                token=identity.token, aes_key=identity.aes_key, receiveid=identity.receiveid
            )
        except ValueError:
            # Its error may quote the key.
            msg = f"the callback secret: {name}.aes_key is not 43 characters of the console"
            raise SettingsError(msg) from None
    return cryptos


def _sealed(payload: bytes) -> str:
    """What is encrypted: XML for all but the AI bot, whose envelope is JSON."""
    if not payload.lstrip().startswith(b"{"):
        return top_level(payload).get("Encrypt", "")
    return _texts(payload).get("encrypt", "")


def _fields(plain: bytes) -> dict[str, str]:
    try:
        if plain.lstrip().startswith(b"{"):
            return _texts(plain)
        return top_level(plain, within=APPROVAL)
    except InvalidEventError:
        return {}


def _texts(document: bytes) -> dict[str, str]:
    """The texts of a JSON object, with those of ``from`` and ``event`` where names are free."""
    try:
        tree = json.loads(document)
    except (ValueError, RecursionError) as error:
        msg = f"not JSON: {type(error).__name__}"
        raise InvalidEventError(msg) from error
    whole = tree if isinstance(tree, dict) else {}
    parts = (whole.get("event"), whole.get("from"), whole)
    return {
        name: value
        for part in parts
        if isinstance(part, dict)
        for name, value in part.items()
        if isinstance(value, str)
    }


def _created_at(fields: Mapping[str, str]) -> datetime | None:
    return _moment(fields.get("CreateTime", ""))


def _moment(seconds: str) -> datetime | None:
    """Of up to ten digits, which last until 2286."""
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 10):  # noqa: PLR2004
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        msg = "not UTF-8"
        raise InvalidEventError(msg) from error

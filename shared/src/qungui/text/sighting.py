"""What the activity ring keeps of a message: two short hashes and a time, never words."""

from base64 import urlsafe_b64encode

from qungui.model.finding import SeenAs, Sighting
from qungui.model.message import Message, MessageKind
from qungui.text.folding import folded

_MARK_BYTES = 8
_SEEN_AS = {MessageKind.IMAGE: SeenAs.IMAGE, MessageKind.VOICE: SeenAs.VOICE}
CONFIRMING = ("收到", "执行", "明白", "已安排", "已完成")
"""Words of confirmation that are remembered of a message, should the task come after it."""
_CONTENT_CHARACTERS = 6  # 36 bits, compared among the few messages of one member's ten minutes


def sighting_of(message: Message) -> Sighting:
    """
    Equal content, equal hash: kind, normalised words, address, and what the files hold. Where the
    platform shows no content (a red packet without a wish), no two messages are equal.
    """
    said = (message.text, message.url, message.shared, *(one.md5 for one in message.media))
    content = said if any(said) else (message.message_id,)
    words = "\n".join((message.kind.value, *(folded(part) for part in content)))
    return Sighting(
        mark="s" + _short(message.message_id, _MARK_BYTES),
        sent_at=message.sent_at,
        content=_short(words, _MARK_BYTES)[:_CONTENT_CHARACTERS],
        kind=seen_as(message),
    )


def seen_as(message: Message) -> SeenAs:
    """A message of text and pictures is text: its pictures are not counted."""
    if message.kind in _SEEN_AS:
        return _SEEN_AS[message.kind]
    confirms = any(word in message.text for word in CONFIRMING)
    return SeenAs.CONFIRMING if confirms else SeenAs.OTHER


def _short(text: str, size: int) -> str:
    from hashlib import sha256  # noqa: PLC0415 - see derived_id

    digest = sha256(text.encode(errors="surrogatepass")).digest()[:size]
    return urlsafe_b64encode(digest).decode().rstrip("=")

"""Into the pictures of a page of messages, as far as its time goes."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from qungui.errors import InvalidEventError, QunguiError
from qungui.model.attachment import PICTURES, Attachment, Media
from qungui.model.message import Message
from qungui.ports import MediaInspector, MediaStore

LOOKING = 10.0  # seconds for the pictures of one page; the messages do not wait longer
MOST = 8 * 1024 * 1024  # bytes of one picture


class Look(StrEnum):
    SEEN = "seen"
    UNSEEN = "unseen"  # too large, gone, nothing that can be looked into, or no time left
    FAILED = "failed"  # archive or inspector did not do what they should


@dataclass(frozen=True, slots=True)
class LookIntoMedia:
    """
    A message goes on with whatever was seen: one that nobody could look into makes the rules
    abstain, and nothing that goes wrong here holds a message back.
    """

    store: MediaStore
    inspector: MediaInspector

    def __call__(
        self, messages: Sequence[Message], remaining: Callable[[], float]
    ) -> tuple[list[Message], Counter[Look]]:
        """*messages* in their order; *remaining* tells the seconds that may still be used."""
        begun = remaining()
        until = min(begun, LOOKING)
        page = _Page(self, lambda: until - (begun - remaining()))
        return [page.looked_into(message) for message in messages], page.looks


@dataclass(frozen=True, slots=True)
class _Page:
    use: LookIntoMedia
    left: Callable[[], float]
    looks: Counter[Look] = field(default_factory=Counter)

    def looked_into(self, message: Message) -> Message:
        attached = tuple(self._seen(one) for one in message.attached)
        return replace(message, attached=attached) if attached != message.attached else message

    def _seen(self, one: Attachment) -> Attachment:
        if not isinstance(one, Media) or one.kind not in PICTURES:
            return one
        try:
            media = self._inspected(one)
            self.looks[Look.UNSEEN if media.inspection is None else Look.SEEN] += 1
        except InvalidEventError:  # there is no file, or not for us
            self.looks[Look.UNSEEN] += 1
            return one
        except QunguiError:  # whatever it is, the message matters more
            self.looks[Look.FAILED] += 1
            return one
        return media

    def _inspected(self, media: Media) -> Media:
        if self.left() < 1:
            return media
        content = self.use.store.fetch(media, most=MOST, seconds=self.left())
        seen = self.use.inspector.inspect(media, content, seconds=self.left())
        return replace(media, inspection=seen)

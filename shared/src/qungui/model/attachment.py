"""What a message carries beside its words."""

from enum import StrEnum

from qungui.model.frozen import frozen
from qungui.model.ids import Alias
from qungui.model.inspection import Inspection


class MediaKind(StrEnum):
    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    EMOTION = "emotion"
    FILE = "file"


PICTURES = frozenset({MediaKind.IMAGE, MediaKind.EMOTION})


@frozen(kw_only=True)
class Media:
    """
    A file that the archive holds for five days.

    Attributes:
        file_id: What the archive fetches it by (sdkfileid); empty when there is none.
        md5: Of the content, in hexadecimal digits, as the archive writes it; may be empty.
        size: Bytes; 0 when untold.
        name: A file's; empty for other kinds.
        seconds: How long a voice or video plays.
        inspection: What somebody saw in it; None when nobody could look inside.
    """

    kind: MediaKind
    file_id: str = ""
    md5: str = ""
    size: int = 0
    name: str = ""
    seconds: int = 0
    inspection: Inspection | None = None


@frozen
class RedPacket:
    """
    Attributes:
        count: How many may open it.
        cents: What is in it altogether, in 分.
    """

    count: int
    cents: int


@frozen
class ContactCard:
    """
    Attributes:
        person: Whose card it is, in or outside the company.
        company: As the card shows it.
    """

    person: Alias
    company: str


@frozen
class Place:
    """Degrees, as the sender's map has them."""

    longitude: float
    latitude: float


@frozen
class MiniProgram:
    """
    Attributes:
        app_id: Which one; empty in older records.
        page: What it opens.
    """

    app_id: str
    page: str


@frozen
class Poll:
    """
    A vote or a list that members add themselves to (接龙).

    Attributes:
        poll_id: The same in every answer to it; empty where the archive tells none.
        opened: The message opens it; otherwise it answers one.
    """

    poll_id: str
    opened: bool


@frozen
class Call:
    """A call that was held in the group, or a document shown in one."""

    call_id: str


type Attachment = Media | RedPacket | ContactCard | Place | MiniProgram | Poll | Call

"""What the body of an archive record says: views of words, and attachments."""

from collections.abc import Iterable
from dataclasses import dataclass

from qungui.adapters.wecom.archive_fields import lines
from qungui.model.attachment import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The views and attachments of one body; fields as in :class:`Message`."""

    text: str = ""
    quoted: str = ""
    shared: str = ""
    url: str = ""
    recalls: str = ""
    attached: tuple[Attachment, ...] = ()


def together(contents: Iterable[Content]) -> Content:
    every = list(contents)
    return Content(
        text=lines(*(one.text for one in every)),
        quoted=lines(*(one.quoted for one in every)),
        shared=lines(*(one.shared for one in every)),
        url=next((one.url for one in every if one.url), ""),
        attached=tuple(each for one in every for each in one.attached),
    )


def passed_on(content: Content) -> Content:
    shared = lines(content.quoted, content.text, content.shared)
    return Content(shared=shared, url=content.url, attached=content.attached)

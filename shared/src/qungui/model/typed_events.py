"""What a member types to the app itself, one to one. Group messages come by the archive."""

from qungui.model.frozen import frozen


@frozen(kw_only=True)
class Typed:
    """Words of a member to the app, one to one. *message_id* is 64 bits wide, kept as text."""

    sender: str
    message_id: str
    agent_id: str


@frozen(kw_only=True)
class TextTyped(Typed):
    content: str


@frozen(kw_only=True)
class ImageTyped(Typed):
    """Media ids live for three days."""

    media_id: str
    url: str


@frozen(kw_only=True)
class VoiceTyped(Typed):
    media_id: str
    format: str


@frozen(kw_only=True)
class VideoTyped(Typed):
    media_id: str
    thumbnail_id: str


@frozen(kw_only=True)
class LocationTyped(Typed):
    """Degrees as the platform writes them."""

    latitude: str
    longitude: str
    scale: str
    label: str
    app_type: str


@frozen(kw_only=True)
class LinkTyped(Typed):
    title: str
    description: str
    url: str
    picture_url: str

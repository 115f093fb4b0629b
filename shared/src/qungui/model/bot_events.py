"""What the AI bot (智能机器人) is told: JSON of its own, apart from all other events."""

from qungui.model.frozen import frozen


@frozen
class Quote:
    """What a turn quotes; *content* is empty for media."""

    kind: str
    content: str


@frozen(kw_only=True)
class BotTurn:
    """
    Somebody spoke to the bot; in a group only where it is mentioned.

    Attributes:
        kind: ``text``, ``mixed``, ``image``, ``voice``, ``file``, ``video``.
        chat_id: Empty in a single chat.
        userid: Encrypted unless the bot's maker is a super-administrator.
        response_url: Takes one answer, for an hour.
        content: Every text of it, in order; voice comes as text.
    """

    message_id: str
    bot_id: str
    chat_id: str
    chat_type: str
    userid: str
    response_url: str
    kind: str
    content: tuple[str, ...]
    quote: Quote | None


@frozen(kw_only=True)
class BotCardClicked:
    """
    Delivered once and never again: a lost one has to be asked again.

    Attributes:
        choices: Question and chosen options, as ``model.events.Choice``.
    """

    message_id: str
    bot_id: str
    chat_id: str
    userid: str
    response_url: str
    key: str
    task_id: str
    card_type: str
    choices: tuple[tuple[str, tuple[str, ...]], ...]


@frozen(kw_only=True)
class BotTouched:
    """
    Attributes:
        name: ``enter_chat`` or ``feedback_event``.
    """

    message_id: str
    bot_id: str
    chat_id: str
    userid: str
    name: str


@frozen(kw_only=True)
class BotPolled:
    """The platform asks how a streamed answer goes on."""

    message_id: str
    bot_id: str
    userid: str
    stream_id: str

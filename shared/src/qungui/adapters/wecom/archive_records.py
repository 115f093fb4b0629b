"""From an archive record's JSON to what it says."""

import json
from datetime import UTC, datetime, timedelta

from qungui.adapters.wecom.archive_fields import Body
from qungui.adapters.wecom.archive_ids import alias_of, plain_id
from qungui.adapters.wecom.archive_kinds import content_of
from qungui.errors import InvalidEventError
from qungui.model.archive import ArchivingSwitched, Consent, Read
from qungui.model.ids import Alias
from qungui.model.message import Message
from qungui.wire import clipped

MOST_ATTACHED = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CONSENTS = {"agree": True, "disagree": False}


def read_record(text: str) -> Read:
    """
    What the record says; a group message whose body nobody can read is one of unknown kind.

    The list of receivers is dropped: in a large group it is most of the record.

    Raises:
        InvalidEventError: Not JSON, or without the ids and the time of a record.
    """
    try:
        return _read(json.loads(text))
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        # The error may quote the message.
        msg = f"not an archive record: {type(error).__name__}"
        raise InvalidEventError(msg) from None


def _read(record: Body) -> Read:
    if record.get("action") == "switch" and "from" not in record:
        return ArchivingSwitched(
            message_id=plain_id(record["msgid"]),
            person=alias_of(record["user"]),
            at=_moment(record["time"]),
        )
    room = record["roomid"]
    group = Alias("room", plain_id(room)) if room else None
    if record.get("msgtype") in tuple(_CONSENTS):
        return Consent(
            message_id=plain_id(record["msgid"]),
            person=alias_of(record["from"]),
            group=group,
            agreed=_CONSENTS[record["msgtype"]],
            at=_moment(record["msgtime"]),
        )
    return None if group is None else _message(record, group)


def _message(record: Body, group: Alias) -> Message:
    kind, content = content_of(record)
    return Message(
        message_id=plain_id(record["msgid"]),
        group=group,
        sender=alias_of(record["from"]),
        sent_at=_moment(record["msgtime"]),
        kind=kind,
        text=clipped(content.text),
        quoted=clipped(content.quoted),
        shared=clipped(content.shared),
        url=clipped(content.url),
        recalls=content.recalls,
        attached=content.attached[:MOST_ATTACHED],
    )


def _moment(value: object) -> datetime:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return _EPOCH + timedelta(milliseconds=value)

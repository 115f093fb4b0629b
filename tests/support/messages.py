"""Hypothesis strategies: messages of every kind, as the archive can tell them."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from qungui.model.archive import ArchivingSwitched, Consent
from qungui.model.attachment import (
    Call,
    ContactCard,
    Media,
    MediaKind,
    MiniProgram,
    Place,
    Poll,
    RedPacket,
)
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind

NAMES = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=20)
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=60)
ANY_WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=60
)
TIMES = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000))
COUNTS = st.integers(0, 2**53 - 1)
DEGREES = st.floats(-360, 360)
STAFF = NAMES.map(lambda name: Alias("userid", f"u{name.casefold()}"))
OUTSIDERS = NAMES.map(lambda name: Alias("external", f"wm{name:A<30}"))


def media(kind, **more):
    told = {"file_id": NAMES, "md5": NAMES, "size": COUNTS}
    return st.builds(Media, kind=st.just(kind), **told, **more)


FILES = media(MediaKind.FILE, name=WORDS)
PARTS = st.lists(
    st.one_of(media(MediaKind.IMAGE), media(MediaKind.VIDEO, seconds=COUNTS)), max_size=5
).map(tuple)
CARDS = st.builds(ContactCard, OUTSIDERS, WORDS)


def one(strategy):
    return strategy.map(lambda made: (made,))


def polls(*, ids=NAMES):
    """Views and poll: what is opened is the member's own, what is answered somebody else's."""
    return st.builds(
        lambda words, poll_id, opened: {
            "text" if opened else "shared": words,
            "attached": (Poll(poll_id, opened=opened),),
        },
        WORDS,
        ids,
        st.booleans(),
    )


def named(files):
    return files.map(lambda file: {"shared": file.name, "attached": (file,)})


CONTENTS = {
    MessageKind.TEXT: st.fixed_dictionaries({"text": WORDS}, optional={"quoted": WORDS}),
    MessageKind.LINK: st.fixed_dictionaries({"text": ANY_WORDS, "url": ANY_WORDS}),
    MessageKind.IMAGE: st.fixed_dictionaries({"attached": one(media(MediaKind.IMAGE))}),
    MessageKind.RECALL: st.fixed_dictionaries({"recalls": NAMES}),
    MessageKind.VOICE: st.fixed_dictionaries(
        {"attached": one(media(MediaKind.VOICE, seconds=COUNTS))}
    ),
    MessageKind.VIDEO: st.fixed_dictionaries(
        {"attached": one(media(MediaKind.VIDEO, seconds=COUNTS))}
    ),
    MessageKind.EMOTION: st.fixed_dictionaries({"attached": one(media(MediaKind.EMOTION))}),
    MessageKind.FILE: named(FILES),
    MessageKind.CARD: st.fixed_dictionaries({"attached": one(CARDS)}),
    MessageKind.LOCATION: st.fixed_dictionaries(
        {"shared": ANY_WORDS, "attached": one(st.builds(Place, DEGREES, DEGREES))}
    ),
    MessageKind.MINI_PROGRAM: st.fixed_dictionaries(
        {
            "text": ANY_WORDS,
            "shared": ANY_WORDS,
            "attached": one(st.builds(MiniProgram, NAMES, NAMES)),
        }
    ),
    MessageKind.FORWARDED: st.fixed_dictionaries({"shared": WORDS, "attached": PARTS}),
    MessageKind.MIXED: st.fixed_dictionaries({"text": WORDS, "attached": PARTS}),
    MessageKind.NOTE: st.fixed_dictionaries({"shared": WORDS, "attached": PARTS}),
    MessageKind.TODO: st.fixed_dictionaries({"text": ANY_WORDS}),
    MessageKind.VOTE: polls(),
    MessageKind.SOLITAIRE: polls(ids=st.just("")),
    MessageKind.FORM: st.fixed_dictionaries({"text": ANY_WORDS}),
    MessageKind.RED_PACKET: st.fixed_dictionaries(
        {"text": ANY_WORDS, "attached": one(st.builds(RedPacket, COUNTS, COUNTS))}
    ),
    MessageKind.MEETING: st.fixed_dictionaries({"text": ANY_WORDS}),
    MessageKind.MEETING_NOTICE: st.fixed_dictionaries({"shared": ANY_WORDS}),
    MessageKind.CALENDAR: st.fixed_dictionaries({"text": ANY_WORDS}),
    MessageKind.DOCUMENT: st.fixed_dictionaries({"text": ANY_WORDS, "url": ANY_WORDS}),
    MessageKind.DRIVE_FILE: st.fixed_dictionaries({"shared": ANY_WORDS}),
    MessageKind.MARKDOWN: st.fixed_dictionaries({"text": ANY_WORDS}),
    MessageKind.NEWS: st.fixed_dictionaries({"text": ANY_WORDS, "url": ANY_WORDS}),
    MessageKind.CALL_NOTICE: st.just({}),
    MessageKind.CALL: st.fixed_dictionaries({"attached": one(st.builds(Call, NAMES))}),
    MessageKind.CALL_DOCUMENT: st.builds(
        lambda file, call: {"shared": file.name, "attached": (file, call)},
        FILES,
        st.builds(Call, NAMES),
    ),
    MessageKind.CHANNEL_POST: st.fixed_dictionaries({"shared": ANY_WORDS}),
    MessageKind.UNKNOWN: st.just({}),
}


def messages(kind):
    head = st.fixed_dictionaries(
        {
            "message_id": NAMES,
            "group": NAMES.map(lambda name: Alias("room", name)),
            "sender": STAFF | OUTSIDERS,
            "sent_at": TIMES,
        }
    )
    return st.builds(lambda head, said: Message(kind=kind, **head, **said), head, CONTENTS[kind])


MESSAGES = st.sampled_from(MessageKind).flatmap(messages)

ASIDES = st.builds(
    Consent,
    message_id=NAMES,
    person=OUTSIDERS,
    group=st.none() | NAMES.map(lambda name: Alias("room", name)),
    agreed=st.booleans(),
    at=TIMES,
) | st.builds(ArchivingSwitched, message_id=NAMES, person=STAFF, at=TIMES)

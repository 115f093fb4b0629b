"""The story's groups under R01, and its messages as they stand on the inbound queue."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from local.records import RecordMaker
from local.seed import person_of
from local.story import Line, Story, StoryGroup, first_evening, moment
from qungui.adapters.clock import SystemClock
from qungui.adapters.wecom.archive_records import read_record
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.group import Group, Role
from qungui.model.message import Message
from qungui.model.rulebook import Edition
from qungui.rulebook import shipped
from qungui.wire import envelope_to_json, message_to_body

R01 = shipped.edition("R01")
_SILENT = {"echo", "recall", "switch"}  # no messages of a member's own


def groups(story: Story, edition: Edition = R01) -> list[Group]:
    """The story's linked groups; the rules were published to them an hour ago."""
    rules_from = SystemClock().now() - timedelta(hours=1)
    return [_linked(group, edition, rules_from) for group in story.groups]


def _linked(group: StoryGroup, edition: Edition, rules_from: datetime) -> Group:
    def ids(*userids: str) -> tuple[str, ...]:
        return tuple(person_of(userid).person_id for userid in userids)

    return Group(
        group_id=group.key,
        name=group.name,
        kind=group.kind,
        aliases=group.aliases,
        rulebook=edition.rulebook,
        rules_from=rules_from,
        roles={
            Role.OWNER: ids(group.owner),
            Role.ADMINISTRATOR: ids(*group.administrators),
            Role.ADMIN_DEPARTMENT: ids(*group.admin_department),
        },
    )


def judged_bodies(story: Story) -> list[str]:
    """Queue bodies of the messages that are judged, in the story's order."""
    return [envelope_to_json(_inbound(message)) for message in _messages(story)]


def _messages(story: Story) -> Iterator[Message]:
    now = SystemClock().now()
    keys = {group.key for group in story.groups}
    maker = RecordMaker(story=story, last_post=lambda _group: "", wall=lambda: now)
    for scene, line in story.lines():
        if scene.day >= 0 and line.group in keys and _speaks(line):
            for filing in maker.filings(line, moment(first_evening(now), scene, line)):
                message = read_record(json.dumps(filing.record))
                if isinstance(message, Message):
                    yield message


def _speaks(line: Line) -> bool:
    return line.what[0] not in _SILENT and line.key is not None and not line.robot


def _inbound(message: Message) -> Envelope:
    return Envelope(
        kind=EnvelopeKind.MESSAGE,
        envelope_id=message.message_id,
        group=str(message.group),
        at=message.sent_at,
        lane=str(message.group),
        body=message_to_body(message),
    )

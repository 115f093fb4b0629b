"""
What the people of the story's last scenes read on their phones, played in memory: the texts are the
product's own, and the day is always the same.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from local.phones import typed
from local.records import RecordMaker
from local.seed import editions, linked, person_of
from local.story import Occurrence, Scene, Story, moment, read_story
from qungui.acceptance.desk import desk_on
from qungui.acceptance.stage import Stage
from qungui.adapters.wecom.archive_records import read_record
from qungui.model.group import GroupSettings
from qungui.model.known_group import Member
from qungui.model.message import Message
from qungui.model.outcome import Card
from qungui.model.typed_events import TextTyped
from qungui.usecases.decide_by_click import DecideByClick
from qungui.usecases.serve_command import ServeCommand
from qungui.wire_clicks import decision_from_key

EVENING = date(2026, 11, 26)
"""Day 0 of the story as it is drawn."""

_GROUP = "holders"


@dataclass(frozen=True, slots=True)
class Bubble:
    """
    One thing on somebody's phone.

    Attributes:
        is_own: They typed it themselves.
    """

    at: datetime
    said: str | Card
    is_own: bool = False

    @property
    def text(self) -> str:
        """All that can be read in it."""
        if isinstance(self.said, str):
            return self.said
        facts = [f"{name}：{value}" for name, value in self.said.facts]
        return "\n".join((self.said.title, self.said.description, self.said.body, *facts))


@dataclass(slots=True)
class Phones:
    """
    The scenes of one group, as they are played.

    Attributes:
        shown: By userid, in order.
    """

    story: Story
    shown: dict[str, list[Bubble]] = field(default_factory=dict)
    stage: Stage = field(init=False)
    desk: ServeCommand = field(init=False)

    def __post_init__(self) -> None:
        first = self._scenes()[0]
        begins = moment(EVENING, first, first.lines[0])
        self.stage = stage = Stage(begins - timedelta(hours=1))
        self.shown = {userid: [] for userid in self.story.group(_GROUP).members}
        self._set_up(begins - timedelta(days=1))
        self.desk = desk_on(stage)

    @classmethod
    def played(cls) -> Mapping[str, Sequence[Bubble]]:
        """What everybody has on their phone in the end, by userid."""
        phones = cls(read_story())
        for scene in phones._scenes():
            phones._play(scene)
        return phones.shown

    def _set_up(self, rules_from: datetime) -> None:
        law, group = editions(self.story), self.story.group(_GROUP)
        known = linked(group, law[group.regulation], rules_from)
        self.stage.set_up(law[group.regulation], known, GroupSettings())
        people = [person_of(userid) for userid in group.members]
        for person in people:
            self.stage.people.record(person)
        members = {each.person_id: Member(alias=each.aliases[0]) for each in people}
        self.stage.admit(known, members, rules_from)

    def _scenes(self) -> Sequence[Scene]:
        """Those that happen in the group, or on the phones of its members alone."""
        return [scene for scene in self.story.scenes if self._is_theirs(scene)]

    def _is_theirs(self, scene: Scene) -> bool:
        said = {line.group for line in scene.lines}
        doers = {each.facts["who"] for each in scene.occurrences if "who" in each.facts}
        members = {*self.story.group(_GROUP).members}
        return bool(said or doers) and said <= {_GROUP} and doers <= members

    def _play(self, scene: Scene) -> None:
        records = RecordMaker(story=self.story, last_post=lambda _: "", wall=self.stage.clock.now)
        for line in scene.lines:
            for filing in records.filings(line, moment(EVENING, scene, line)):
                message = read_record(json.dumps(filing.record))
                if isinstance(message, Message):
                    self._happens(partial(self.stage.deliver, message))
        for each in scene.occurrences:
            self.stage.move_to(moment(EVENING, scene, each))
            self._happens(partial(self._tell, each))

    def _tell(self, occurrence: Occurrence) -> None:
        facts = occurrence.facts
        match occurrence.what:
            case "types":
                self._type(facts["who"], facts["text"])
            case "clicks":
                self._click(facts["who"], facts["button"])
            case "asks-around":
                self.stage.ask()

    def _type(self, who: str, text: str) -> None:
        read = {userid: [each.text for each in shown] for userid, shown in self.shown.items()}
        now, words = self.stage.clock.now(), typed(text, read, EVENING)
        self.shown[who].append(Bubble(now, words, is_own=True))
        event = TextTyped(sender=who, message_id=now.isoformat(), agent_id="1", content=words)
        self.desk(event, now)
        self.stage.settle()

    def _click(self, who: str, button: str) -> None:
        cards = [each.said for each in self.shown[who] if isinstance(each.said, Card)]
        key = dict(cards[-1].buttons)[button]
        decide = DecideByClick(
            move=self.stage.move,
            worklist=self.stage.ledger,
            people=self.stage.people,
            messenger=self.stage.messenger,
        )
        decision = decision_from_key(key)
        if decision is not None:
            decide(*decision, person_of(who))
        self.stage.settle()

    def _happens(self, step: Callable[[], None]) -> None:
        """And what reaches people of it is on their phones."""
        told, handed = self.stage.messenger.told, self.stage.messenger.handed
        before = len(told), len(handed)
        step()
        now = self.stage.clock.now()
        shown = {person_of(userid).person_id: on_phone for userid, on_phone in self.shown.items()}
        for text in told[before[0] :]:
            shown[text.person_id].append(Bubble(now, text.text))
        for card in handed[before[1] :]:
            shown[card.person_id].append(Bubble(now, card.card))

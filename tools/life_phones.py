"""
What people and a group read while groups come on file and are dissolved: the story's scenes of it,
played in memory as in ``tools/phones.py``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from local.operator import forms
from local.phones import typed
from local.seed import editions, person_of
from local.story import Occurrence, Scene, Story, moment, read_story
from qungui.acceptance.desk import desk_on
from qungui.acceptance.stage import Stage
from qungui.adapters.memory.group_maker import MemoryGroupMaker
from qungui.model.person import Degree, PersonFacts
from qungui.model.typed_events import TextTyped
from qungui.usecases.draft_group import DraftGroup
from qungui.usecases.live_on import LiveOn, living_on
from qungui.usecases.make_group import MakeGroup
from qungui.usecases.name_office import NameOffice
from qungui.usecases.name_people import NamePeople
from qungui.usecases.propose_group import ProposeGroup
from qungui.usecases.serve_command import ServeCommand
from tools.phones import EVENING, Bubble

_BEGINS = "files"
_ON_THE_PLATFORM = {"group-created", "quits"}
"""Scenes that begin with what only the platform shows are left out."""


@dataclass(slots=True)
class LifePhones:
    """
    Attributes:
        shown: By userid, or by the story's key of a group, in order.
    """

    story: Story
    shown: dict[str, list[Bubble]] = field(default_factory=dict)
    stage: Stage = field(init=False)
    desk: ServeCommand = field(init=False)
    live_on: LiveOn = field(init=False)

    def __post_init__(self) -> None:
        first = self._scenes()[0]
        self.stage = stage = Stage(moment(EVENING, first, first.occurrences[0]))
        groups = [group.key for group in self.story.later]
        self.shown = {name: [] for name in (*self.story.people, *groups)}
        self._set_up()
        make = MakeGroup(
            maker=MemoryGroupMaker(),
            directory=stage.directory,
            book=stage.book,
            people=stage.people,
        )
        self.desk = desk_on(stage)
        self.live_on = living_on(
            register=stage.register,
            organisation=stage.directory,
            move=stage.move,
            messenger=stage.messenger,
            people=stage.people,
            make=make,
        )

    @classmethod
    def played(cls) -> Mapping[str, Sequence[Bubble]]:
        """What everybody, and every group, has in the end."""
        phones = cls(read_story())
        for scene in phones._scenes():
            for occurrence in scene.occurrences:
                phones.stage.move_to(moment(EVENING, scene, occurrence))
                phones._happens(occurrence)
        return phones.shown

    def _set_up(self) -> None:
        stage, laws = self.stage, editions(self.story)
        for userid, called in self.story.people.items():
            facts = PersonFacts(degree=Degree.KNOWN, name=called)
            stage.people.note(person_of(userid), facts)
        for law in laws.values():
            stage.directory.publish(law)
        name = NameOffice(
            directory=stage.directory, organisation=stage.directory, clock=stage.clock
        )
        for regulation, offices in self.story.offices.items():
            for office, holders in offices.items():
                people = [person_of(userid).person_id for userid in holders]
                name(laws[regulation].rulebook, office, people)

    def _scenes(self) -> Sequence[Scene]:
        """From the first form on."""
        told = [{each.what for each in scene.occurrences} for scene in self.story.scenes]
        first = next(number for number, what in enumerate(told) if _BEGINS in what)
        since = zip(self.story.scenes[first:], told[first:], strict=True)
        return [scene for scene, what in since if what and not what & _ON_THE_PLATFORM]

    def _happens(self, occurrence: Occurrence) -> None:
        """And what reaches anybody of it is on their phones."""
        messenger, posts = self.stage.messenger, self.stage.power.posts
        told, handed, posted = len(messenger.told), len(messenger.handed), len(posts)
        self._tell(occurrence)
        self.stage.settle()
        now = self.stage.clock.now()
        people = {person_of(userid).person_id: userid for userid in self.story.people}
        groups = {group.group_id: group.key for group in self.story.later}
        for text in messenger.told[told:]:
            self.shown[people[text.person_id]].append(Bubble(now, text.text))
        for card in messenger.handed[handed:]:
            self.shown[people[card.person_id]].append(Bubble(now, card.card))
        for post in posts[posted:]:
            self.shown[groups[post.group_id]].append(Bubble(now, post.text))

    def _tell(self, occurrence: Occurrence) -> None:
        now = self.stage.clock.now()
        match occurrence.what:
            case "files":
                self._file(occurrence)
            case "sweeps":
                for item in self.stage.register.due(now, len(self.story.later)):
                    self.live_on.come_due(item.group_id, now)
            case "types":
                self._type(occurrence.facts["who"], occurrence.facts["text"])

    def _file(self, occurrence: Occurrence) -> None:
        stage = self.stage
        draft = DraftGroup(
            register=stage.register,
            find=self.live_on.find,
            name=NamePeople(stage.people, stage.directory, stage.book),
            clock=stage.clock,
        )
        for handed in forms(self.story, occurrence, EVENING):
            ProposeGroup(draft)(handed)

    def _type(self, who: str, text: str) -> None:
        read = {userid: [each.text for each in shown] for userid, shown in self.shown.items()}
        now, words = self.stage.clock.now(), typed(text, read, EVENING)
        self.shown[who].append(Bubble(now, words, is_own=True))
        self.desk(
            TextTyped(sender=who, message_id=now.isoformat(), agent_id="1", content=words), now
        )

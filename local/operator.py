"""What an operator does while the story goes on, as the commands of ``qungui`` do it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from local.account import APP_ENTRY, CORP_ID
from local.occurrences import Told
from local.phones import typed
from local.places import REGION
from local.seed import editions, person_of
from local.story import Occurrence, Story
from qungui.adapters.memory.clock import ManualClock
from qungui.cli.filings import proposing
from qungui.cli.marking import App, mark_group
from qungui.cli.ordering import ACTS, Ordering, act_named
from qungui.usecases.draft_group import Handed
from qungui.usecases.group_form import Sender
from qungui.usecases.propose_group import Proposed


class NotFiledError(Exception):
    """A form of the story is not what its regulation wants; carries the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """
    Attributes:
        evening: Day 0 of the story.
        at: Now, in the story.
        api_url: Of the platform.
    """

    story: Story
    table_name: str
    evening: date
    at: datetime
    api_url: str

    def does(self, occurrence: Occurrence) -> Told:
        """What is left of it, the sweep is to find."""
        return Told("order", "", _DEEDS[occurrence.what](self, occurrence))

    def orders(self, occurrence: Occurrence) -> str:
        """As ``qungui order``."""
        facts = occurrence.facts
        act = act_named(facts["act"])
        Ordering.on(table=self.table_name, region=REGION)(
            act=act,
            group_id=facts["in"],
            by=facts["who"],
            to=facts["to"],
            text="",
            member="",
            clause="",
            occasion="story",
        )
        return f"{self._name(occurrence)} 下达指令：{ACTS[act]}，由系统执行"

    def files(self, occurrence: Occurrence) -> str:
        """As ``qungui file-group``, one form after the other."""
        clock = ManualClock(self.at)
        propose = proposing(table=self.table_name, region=REGION, clock=clock)
        groups = [self.story.group(key) for key in occurrence.facts["groups"]]
        for handed in forms(self.story, occurrence, self.evening):
            said = propose(handed)
            if not isinstance(said, Proposed):
                raise NotFiledError(said.text)
        names = "、".join(f"{each.name}（{each.form['类别']}）" for each in groups)
        return f"{self._name(occurrence)} 交来建群的表：{names}"

    def marks(self, occurrence: Occurrence) -> str:
        """As ``qungui mark``."""
        group = self.story.group(occurrence.facts["in"])
        app = App(secret=APP_ENTRY, corp_id=CORP_ID, api_url=self.api_url)
        mark_group(group.group_id, table=self.table_name, region=REGION, app=app)
        return f"{self._name(occurrence)} 让应用在“{group.name}”发接入码，存档由此认得这个群"

    def _name(self, occurrence: Occurrence) -> str:
        return self.story.people[occurrence.facts["who"]]


def forms(story: Story, occurrence: Occurrence, evening: date) -> Iterator[Handed]:
    """One for each group that is asked for."""
    laws = editions(story)
    sender = Sender(person_id=person_of(occurrence.facts["who"]).person_id)
    for group in map(story.group, occurrence.facts["groups"]):
        named = {
            "群名": group.name,
            "群主": group.owner,
            "群管理员": "、".join(group.administrators),
            "应加人员": "、".join(group.members),
        }
        said = {word: typed(text, {}, evening) for word, text in group.form.items()}
        yield Handed(
            form_id=group.form_id,
            rulebook=laws[group.regulation].rulebook,
            fields={**named, **said},
            sender=sender,
        )


_DEEDS: Mapping[str, Callable[[Operator, Occurrence], str]] = {
    "orders": Operator.orders,
    "files": Operator.files,
    "marks": Operator.marks,
}
DEEDS = frozenset(_DEEDS)

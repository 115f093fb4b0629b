"""What an operator does while the story goes on, as the command ``qungui order`` does it."""

from local.occurrences import Told
from local.places import REGION
from local.story import Occurrence, Story
from qungui.cli.ordering import ACTS, Ordering, act_named


def ordered(occurrence: Occurrence, story: Story, table_name: str) -> Told:
    """The order is in the table; the sweep is to find it."""
    facts = occurrence.facts
    act = act_named(facts["act"])
    Ordering.on(table=table_name, region=REGION)(
        act=act,
        group_id=facts["in"],
        by=facts["who"],
        to=facts["to"],
        text="",
        member="",
        clause="",
        occasion="story",
    )
    name = story.people[facts["who"]]
    return Told("order", "", f"{name} 下达指令：{ACTS[act]}，由系统执行")

"""What an administrator would set up: the rulebooks, who is who, and the groups."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from local.fake_wecom.company import Chat, Company
from local.fake_wecom.estate import CustomerChat, Room
from local.places import REGION
from local.story import Story, StoryGroup
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.person import Person, unrecorded
from qungui.model.rulebook import Edition
from qungui.model.staff import EmployeeStatus
from qungui.rulebook.loader import load
from qungui.usecases.name_office import NameOffice

OUTSIDERS = {"wmWangManagerOfTheClient00000001": "Agree", "wmVisitor0001": "Disagree"}
FOUNDED = 1_795_000_000  # seconds since 1970

RULEBOOKS = Path("shared/src/qungui/rulebook/rulebooks")


def person_of(userid: str) -> Person:
    """A member of staff; the id is the one that the product derives for them."""
    return unrecorded(Alias("userid", userid.casefold()))


def found_company(company: Company, story: Story) -> None:
    """Staff, and the groups of all three kinds, on the platform's side."""
    company.employ(story.people)
    company.estate.seats[1] = _seats(story)
    company.estate.employees.extend(
        {
            "userid": userid,
            "name": name,
            "department": [1],
            "status": EmployeeStatus.LEFT if userid in story.left else EmployeeStatus.ACTIVE,
        }
        for userid, name in story.people.items()
    )
    for group in story.every_group:
        if not group.form:
            _found_room(company, group)
            _found_chat(company, story, group)


def _found_chat(company: Company, story: Story, group: StoryGroup) -> None:
    chat_id = group.alias("appchat")
    if group.kind is GroupKind.APPCHAT and chat_id:
        company.chats[chat_id] = Chat(
            chat_id=chat_id, name=group.name, owner=group.owner, members=list(group.members)
        )
    customer_chat = group.alias("chat")
    if group.kind is GroupKind.CUSTOMER and customer_chat:
        company.estate.customer_chats[customer_chat] = CustomerChat(
            chat_id=customer_chat,
            name=group.name,
            owner=group.owner,
            administrators=list(group.administrators),
            members=[_customer_member(company, story, group, name) for name in group.members],
        )


def _seats(story: Story) -> list[str]:
    """
    Nobody of the group that people made, for `qungui archive` to find; the story's archive holds
    what is said there all the same.
    """
    without = {
        name for group in story.groups if group.kind is GroupKind.INTERNAL for name in group.members
    }
    return [name for name in story.people if name not in without]


def _found_room(company: Company, group: StoryGroup) -> None:
    """As the archive knows it: members of internal groups, what outsiders said of the others."""
    room = group.alias("room")
    if room is None:
        return
    if group.kind is GroupKind.CUSTOMER:
        company.estate.room_agreements[room] = [
            {"exteranalopenid": name, "agree_status": status, "status_change_time": FOUNDED}
            for name, status in OUTSIDERS.items()
        ]
        return
    company.estate.rooms[room] = Room(
        name=group.name,
        creator=group.owner,
        created=FOUNDED,
        members=[(name, FOUNDED) for name in group.members],
    )


def _customer_member(
    company: Company, story: Story, group: StoryGroup, userid: str
) -> dict[str, Any]:
    """Staff have type 1, outsiders 2."""
    return {
        "userid": userid,
        "type": 1 if company.userid(userid) else 2,
        "name": story.people[userid],
        "group_nickname": group.nicknames.get(userid, ""),
    }


def set_up(story: Story, table_name: str, *, rules_from: datetime) -> None:
    """Publish, record the staff, name offices, link groups; through the product's own adapters."""
    clock = SystemClock()
    directory = DynamoDirectory(table_name=table_name, region=REGION, clock=clock)
    people = DynamoPeople(table_name=table_name, region=REGION, clock=clock)
    book = DynamoGroupBook(table_name=table_name, region=REGION)
    laws = editions(story)
    for edition in laws.values():
        directory.publish(edition)
    for userid in story.people:
        people.record(person_of(userid))
    name = NameOffice(
        directory=directory,
        organisation=DynamoOrganisation(table_name=table_name, region=REGION),
        clock=clock,
    )
    for regulation, offices in story.offices.items():
        for office, userids in offices.items():
            name(laws[regulation].rulebook, office, _ids(userids))
    for group in story.groups:
        directory.link(linked(group, laws[group.regulation], rules_from), GroupSettings())
        for alias in group.aliases:
            book.register(alias, group.kind, rules_from)


def editions(story: Story) -> Mapping[str, Edition]:
    """By regulation, as they ship."""
    regulations = {group.regulation for group in story.every_group}
    return {each: load(RULEBOOKS / f"{each}.yaml").edition for each in sorted(regulations)}


def linked(group: StoryGroup, law: Edition, rules_from: datetime) -> Group:
    """As the product knows it."""
    return Group(
        group_id=group.key,
        name=group.name,
        kind=group.kind,
        aliases=group.aliases,
        rulebook=law.rulebook,
        rules_from=rules_from,
        roles={
            Role.OWNER: _ids([group.owner]),
            Role.ADMINISTRATOR: _ids(group.administrators),
            Role.ADMIN_DEPARTMENT: _ids(group.admin_department),
            Role.LEADER: _ids(group.leaders),
        },
    )


def _ids(userids: Iterable[str]) -> tuple[str, ...]:
    return tuple(person_of(userid).person_id for userid in userids)

"""Whom a form means: an account, or the one person of that name around whoever sends it."""

from dataclasses import replace

import pytest

from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.people import MemoryPeople
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.person import PersonFacts
from qungui.usecases.name_people import NamePeople
from tests.support.build import GROUP, NOON, ROOM, edition, group, settings

NAMES = {"lixiao": "林晓", "wangfang": "王芳", "wangfang2": "王芳", "faraway": "周婷"}


class Company:
    """Everybody but *faraway* is in one group."""

    def __init__(self):
        directory, self.people = MemoryDirectory(), MemoryPeople()
        directory.publish(edition())
        directory.link(group(aliases=(ROOM,)), settings())
        book = MemoryGroupBook(directory)
        self.ids = {}
        for userid, name in NAMES.items():
            person = self.people.resolve(Alias("userid", userid))
            self.people.note(person, PersonFacts(name=name))
            self.ids[userid] = person.person_id
        there = {
            self.ids[userid]: Member(alias=Alias("userid", userid))
            for userid in NAMES
            if userid != "faraway"
        }
        book.register(ROOM, GroupKind.INTERNAL, NOON)
        read = book.known(GROUP)
        assert book.replace(read, replace(read, members=there, version="1"))
        self.name = NamePeople(self.people, directory, book)


@pytest.fixture
def company():
    return Company()


def test_an_account_is_its_persons_whatever_its_case(company):
    assert company.name(["LiXiao", "faraway"], "nobody") == {
        "LiXiao": company.ids["lixiao"],
        "faraway": company.ids["faraway"],
    }


def test_a_name_is_that_of_one_person_around_the_sender(company):
    assert company.name(["林晓"], company.ids["wangfang"]) == {"林晓": company.ids["lixiao"]}


def test_a_name_of_two_or_of_somebody_elsewhere_is_nobodys(company):
    assert company.name(["王芳", "周婷"], company.ids["lixiao"]) == {}


def test_whoever_is_in_no_group_must_write_accounts(company):
    assert company.name(["林晓"], company.ids["faraway"]) == {}


@pytest.mark.parametrize("word", ["", "a#b", "两个 词", "长" * 65])
def test_what_can_be_no_name_is_not_looked_up(company, word):
    assert company.name([word], company.ids["lixiao"]) == {}

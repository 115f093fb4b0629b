"""Help fits a phone, and tells nobody of what they may not do."""

from dataclasses import replace
from itertools import combinations
from math import ceil

import pytest

from qungui.desk import answers
from qungui.desk.commands import COMMANDS
from qungui.desk.grammar import read
from qungui.desk.help import LINES, WIDTH, help_for, help_with
from qungui.desk.meaning import Command, Suggestion, Unclear
from qungui.desk.verbs import Verb
from qungui.model.group import Role

NOBODY = frozenset()
EVERYBODYS = [spec for spec in COMMANDS if spec.listed and not spec.roles]
SPECS = {spec.verb: spec for spec in COMMANDS}
ROLES = [frozenset(held) for number in range(5) for held in combinations(Role, number)]


@pytest.mark.parametrize("roles", ROLES, ids=lambda roles: "+".join(sorted(roles)) or "nobody")
def test_help_fits_a_phone_and_shows_what_the_asker_may_use_and_nothing_else(roles):
    pages = [help_for(roles, page=page).splitlines() for page in (1, 2, 3)]
    assert max(map(len, pages)) <= LINES
    assert max(len(line) for page in pages for line in page) <= WIDTH
    shown = {line.strip() for page in pages for line in page}
    assert {one.verb for one in COMMANDS if one.example in shown} == {
        one.verb for one in COMMANDS if one.listed and one.open_to(roles)
    }


def test_where_there_is_room_help_says_what_each_command_does():
    few = EVERYBODYS[: LINES // 2 - 1]
    assert all(spec.help in help_for(NOBODY, few) for spec in few)
    assert SPECS[Verb.CONFIRM].help not in help_for(frozenset(Role))


def test_more_commands_than_fit_are_on_further_pages():
    listed = [one for one in COMMANDS if one.listed]
    many = [*listed, *(replace(COMMANDS[0], example=f"例 {n}") for n in range(25))]
    roles = frozenset(Role)
    pages = [help_for(roles, many, page=page) for page in range(1, 2 + len(many) // (LINES - 2))]
    assert all(len(page.splitlines()) <= LINES for page in pages)
    assert max(len(line) for page in pages for line in page.splitlines()) <= WIDTH
    assert all(sum(one.example in page.splitlines() for page in pages) == 1 for one in many)
    assert "帮助 2" in pages[0]
    assert read(pages[0].rpartition("：")[2]) == Command(verb=Verb.HELP, numbers=(2,))
    assert help_for(roles, many, page=99) == pages[-1]
    assert help_for(roles, many, page=0) == pages[0]


def test_no_page_has_but_a_few_lines_where_the_others_are_full():
    many = [replace(COMMANDS[0], example=f"例 {n}") for n in range(LINES - 1)]
    first, second = (len(help_for(NOBODY, many, page=page).splitlines()) for page in (1, 2))
    assert first - second <= 1


def test_without_any_command_help_is_a_line():
    assert len(help_for(NOBODY, []).splitlines()) <= 2


@pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.verb)
def test_help_with_one_command_fits_a_phone_and_tells_all_of_it(spec):
    told = help_with(spec)
    assert sum(ceil(len(line) / WIDTH) for line in told.splitlines()) <= LINES
    for part in (spec.help, spec.example, *spec.words, *(one.word for one in spec.arguments)):
        assert part in told
    assert ("谁可以用" in told) == bool(spec.roles)


@pytest.mark.parametrize("verb", [Verb.DISMISS, Verb.PARDON])
def test_whoever_says_that_a_find_was_wrong_hears_how_it_is_kept_from_coming_again(verb):
    assert "理由末尾写“原话：…”，以后的规定须放过这句话" in help_with(SPECS[verb]).splitlines()


def test_who_may_use_a_command_is_told_in_words():
    assert "谁可以用：群主、管理员、管理部门" in help_with(SPECS[Verb.CONFIRM])


MISSING = Unclear(said="“驳回”还缺理由", suggestions=(Suggestion(Verb.DISMISS, "驳回 3 误报"),))
GUESSED = Unclear(
    suggestions=(Suggestion(Verb.CONFIRM, "确认 3"), Suggestion(Verb.APPEAL, "申诉 冤枉"))
)


def test_what_is_missing_is_said_with_an_example():
    told = answers.asked_back(MISSING, frozenset({Role.OWNER}), COMMANDS)
    assert told.splitlines()[:2] == ["“驳回”还缺理由。", "例如：驳回 3 误报"]


def test_only_what_the_writer_may_use_is_suggested():
    owner = answers.asked_back(GUESSED, frozenset({Role.OWNER}), COMMANDS)
    assert owner.splitlines()[1:3] == ["· 确认 3", "· 申诉 冤枉"]
    member = answers.asked_back(GUESSED, NOBODY, COMMANDS)
    assert "确认" not in member
    assert "· 申诉 冤枉" in member
    only_confirm = replace(GUESSED, suggestions=GUESSED.suggestions[:1])
    assert answers.asked_back(only_confirm, NOBODY, COMMANDS) == answers.NOT_UNDERSTOOD


def test_a_group_that_is_not_found_is_answered_with_a_few_that_are():
    confirm, names = SPECS[Verb.CONFIRM], [f"项目{n}群" for n in range(7)]
    told = answers.no_such_group("销售群", confirm, names)
    assert "“项目0群”" in told
    assert "“项目5群”" not in told
    assert "等 7 个群" in told

"""What those in charge read of a group's members."""

from qungui.model.roster_digest import MOST_NAMED, Heading, Part, RosterDigest, digest_from
from qungui.notices.rosters import digest, welcome
from tests.support.build import NIGHT, group
from tests.support.members import employee, outsider

ZHANG, OUTSIDER = employee(person_id="p1"), outsider(person_id="p2")
PEOPLE = {"p1": ZHANG, "p2": OUTSIDER}


def said(*parts):
    return digest(RosterDigest(parts), group(), PEOPLE).splitlines()


def test_each_kind_is_a_line_with_its_clauses_and_names():
    assert said(
        Part(Heading.STRANGERS, (NIGHT,), ("p2", "p1"), 2),
        Part(Heading.MISSING, (), ("p1",), 1),
        Part(Heading.GREW, number=41, was=40),
    ) == [
        "【成员核对】“市场部工作群”",
        "· R01.3.11 不符合入群条件，是否移出由您决定（2 人）：（外部成员）、张三。",
        "· 应当在群里、现在不在，请邀请（1 人）：张三（主管）。",
        "· 群里已有 41 人，超过 40 人；再邀请人要对方同意。",
    ]


def test_whoever_is_forgotten_meanwhile_is_counted_and_not_named():
    (_, line) = said(Part(Heading.SILENT, (NIGHT,), ("gone", "p1"), 2))
    assert line == "· R01.3.11 长时间没有发言（2 人）：张三。"


def test_of_many_some_are_named_and_all_are_counted():
    (_, line) = said(Part(Heading.SILENT, (), ("p1",), MOST_NAMED + 1))
    assert line.endswith(f"张三等 {MOST_NAMED + 1} 人。")


def test_every_heading_has_its_words():
    for heading in Heading:
        (_, line) = said(Part(heading, (), ("p1",), 1, 2, "名单"))
        assert line.startswith("· ")
        assert "{" not in line


def test_a_digest_is_read_back_as_it_was_and_nothing_else_is_one():
    made = RosterDigest((Part(Heading.UNLISTED, (NIGHT,), ("p1",), 1, 2, "同学名单"),))
    assert digest_from(made.to_text()) == made
    assert digest_from("群主已处理") is None
    assert digest_from("") is None


def test_a_welcome_asks_for_the_words_that_count():
    assert "回复“认可”或“同意”" in welcome("群规", ("认可", "同意"))
    assert "回复" not in welcome("群规", ())

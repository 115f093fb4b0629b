"""What everybody said and advertised, as it is noted and read back."""

from dataclasses import replace
from datetime import timedelta

from qungui.adapters.memory.tally import MemoryTally
from qungui.engine import talk
from qungui.engine.judge import arm
from qungui.model.call import Call
from qungui.model.finding import Hit, SeenAs, Tone
from qungui.model.group import GroupSettings
from qungui.model.message import MessageKind
from qungui.model.tally import TALLY_MOST
from qungui.usecases.group_talk import GroupTalk
from tests.support.build import NOON, at, clauses, edition, facts, group

MINUTES = timedelta(minutes=1)


def wrote(text, number=1, person="a", **changes):
    written = facts(text, message_id=f"message-{number}", **changes)
    return replace(written, person_id=person)


def armed(*calls):
    clause = replace(clauses()[0], rules=calls)
    return arm(edition(clauses=(clause,)), GroupSettings())


def test_only_rules_that_look_at_the_group_ask():
    assert talk.looks_back(armed(Call("advertising"))) == timedelta()
    assert talk.looks_back(armed(Call("image-limit", {"window_minutes": 5, "max_images": 3}))) == (
        timedelta()
    )
    speakers = Call("image-limit", {"window_minutes": 5, "active_speakers": 5})
    assert talk.looks_back(armed(speakers)) == 5 * MINUTES


def test_a_rule_that_could_not_be_built_looks_nowhere():
    assert talk.looks_back(armed(Call("advertising", {"x": 1}))) == timedelta()


def test_the_furthest_look_decides():
    several = armed(
        Call("quarrel", {"window_minutes": 8, "min_exchanges": 6}),
        Call("work-only", {"messages_per_hour": 60}),
    )
    assert talk.looks_back(several) == 60 * MINUTES


def test_pages_reach_back_over_the_whole_span():
    pages = talk.pages(at(minutes=3), 10 * MINUTES)
    assert [page.notes for page in pages] == [True, False]
    assert len(talk.pages(NOON, 60 * MINUTES)) == 7
    assert len({page.key for page in talk.pages(NOON, 60 * MINUTES)}) == 7


def test_what_others_said_comes_back_without_the_message_itself():
    hear, rules = GroupTalk(MemoryTally()), armed(Call("work-only", {"messages_per_hour": 60}))
    first = wrote("你有完没完", number=1, person="a")
    second = wrote("", number=2, person="b", kind=MessageKind.IMAGE, sent_at=at(seconds=5))
    assert hear(rules, first).around == ()
    (heard,) = hear(rules, second).around
    assert heard.person == talk.author_of("a") != hear(rules, second).author
    assert (heard.sent_at, heard.kind, heard.tone) == (NOON, SeenAs.OTHER, Tone.HEATED)
    assert hear(rules, second).around == (heard,)  # delivered again


def test_a_page_that_is_full_tells_nothing_rather_than_half():
    hear, rules = GroupTalk(MemoryTally()), armed(Call("work-only", {"messages_per_hour": 60}))
    for number in range(TALLY_MOST + 1):
        heard = hear(rules, wrote("在", number=number, sent_at=at(seconds=number)))
    assert heard.around is None


def test_an_advertisement_meets_its_likes_and_nothing_else():
    hear, rules = GroupTalk(MemoryTally()), armed(Call("duplicate-ad", {"max_times": 1}))
    words = "机针秋季大促，全场八折，要的加微信 jizhen88"
    hear(rules, wrote(words, number=1))
    again = hear(rules, wrote(words.replace("，", "！！"), number=2, sent_at=at(seconds=9)))
    assert [each.sent_at for each in again.posted] == [NOON, at(seconds=9)]
    other = hear(
        rules, wrote("收购旧缝纫机，价高，加微信 shou77", number=3, sent_at=at(seconds=20))
    )
    assert len(other.posted) == 1


def test_what_is_no_advertisement_is_not_kept():
    hear, rules = GroupTalk(MemoryTally()), armed(Call("duplicate-ad", {"max_times": 1}))
    assert hear(rules, wrote("下午三点开会")).posted is None


def test_an_advertisement_passed_on_under_ones_own_words_meets_its_likes():
    hear, rules = GroupTalk(MemoryTally()), armed(Call("duplicate-ad", {"max_times": 1}))
    advert = "机针秋季大促，全场八折，要的加微信 jizhen88"
    hear(rules, wrote("大家看看这个", number=1, shared=advert))
    again = hear(rules, wrote("还有人要吗", number=2, sent_at=at(seconds=9), shared=advert))
    assert len(again.posted) == 2
    ((rule,),) = (each.rules for each in rules)
    assert isinstance(rule.judge(again), Hit)


INSIDE = "3号楼投标底价测算表"
KEEPS = Call("confidentiality", {"protected": ["工作内容"]})


def in_group(name, text, number=1):
    where = group(group_id=f"group-{name}", name=name)
    return replace(wrote(text, number, sent_at=at(minutes=number)), group=where)


def repeats(*said, rules):
    hear = GroupTalk(MemoryTally())
    return [hear(rules, each).repeated for each in said]


def test_inside_information_is_known_again_in_another_group():
    first, copy = in_group("工程部", INSIDE), in_group("建材商群", f"{INSIDE}，帮忙看看", 2)
    assert repeats(first, copy, rules=armed(KEEPS)) == [(), (INSIDE,)]


def test_it_is_no_news_in_its_own_group_nor_before_it_was_said():
    first, again = in_group("工程部", INSIDE, 2), in_group("工程部", INSIDE, 3)
    earlier = in_group("建材商群", INSIDE, 1)
    assert repeats(first, again, earlier, rules=armed(KEEPS)) == [(), (), ()]


def test_what_outsiders_have_anyway_is_not_followed():
    first, copy = in_group("客户一群", INSIDE), in_group("客户二群", INSIDE, 2)
    assert repeats(first, copy, rules=armed(KEEPS)) == [(), ()]


def test_nothing_is_looked_for_unless_a_rule_follows_it_and_the_words_are_of_the_inside():
    assert repeats(in_group("工程部", INSIDE), rules=armed(Call("advertising"))) == [None]
    assert repeats(in_group("工程部", "今天下午三点开会"), rules=armed(KEEPS)) == [None]

"""What the managing department reads of clauses on trial."""

from dataclasses import replace

import pytest

from qungui.adapters.wecom.messenger import WeComMessenger
from qungui.model.group import Mode
from qungui.model.outcome import Done
from qungui.model.trial import Trial, Tried
from qungui.notices.trials import MOST_LINES, card, digest, seen
from tests.support.build import ADVERT, NOON, at, clauses, edition, person
from tests.support.wecom import ACCOUNT, platform

TRIAL = Trial(begins=NOON, until=at(days=7), clauses={ADVERT: None})
ADVERTS, NIGHTS, STRIKES, *_ = clauses()
FULL = replace(ADVERTS, clause_id="R01.3.100b", text="长" * 999)
COMMAND = "qungui mode --organisation company-wechat-groups --clause R01.3.10 --to"
CROWDED = tuple(("群" * 50, 99_999) for _ in range(40))


def tried(clause=ADVERTS, observed=(("市场部工作群", 3), ("项目群", 1)), *, used=True, judged=True):
    return Tried(clause, tuple(observed), used, judged)


def test_the_digest_says_what_acts_what_is_asked_and_how_it_is_decided():
    said = digest(edition(), [tried(NIGHTS, ())], [tried(), tried(STRIKES, (), judged=False)])
    assert said.splitlines() == [
        "【试行结果】《公司微信群管理规定》2026-11版的新增和修改条款已试行期满。",
        "试行中没有记录到违反，现起按规定执行：R01.3.11。",
        "以下条款请您决定；决定前只记录、不处理，每周再问一次：",
        (
            "· R01.3.10（可到 enforce）群里不发广告：记录到 4 次违反：市场部工作群 3、项目群 1；"
            "执行时：警告，再犯移出本群"
        ),
        "· R01.4.5（可到 assist）不煽动他人：还没有消息用它判断过；执行时：移出本群",
        f"执行：{COMMAND} enforce",
        f"继续只记录：{COMMAND} observe",
        "全部：qungui trials company-wechat-groups",
    ]


def test_where_all_is_clean_nothing_is_asked():
    assert "请您决定" not in digest(edition(), [tried(NIGHTS, ())], [])


def test_the_longest_digest_keeps_its_commands_within_what_a_message_holds():
    named = edition(title="规" * 99, rulebook="a-company-with-a-very-long-name")
    said = digest(named, [tried(NIGHTS, ())] * 50, [tried(FULL, CROWDED)] * (MOST_LINES + 3))
    assert f"共 {MOST_LINES + 3} 条" in said
    assert len(said.encode()) <= 2048


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (tried(), "记录到 4 次违反：市场部工作群 3、项目群 1"),
        (tried(observed=()), "没有记录到违反"),
        (tried(observed=(), judged=False), "还没有消息用它判断过"),
        (tried(observed=(), used=False, judged=False), "没有群启用"),
    ],
)
def test_what_a_clause_found_is_said_in_words(found, words):
    assert seen(found) == words


def test_the_card_asks_about_one_clause():
    asked = card("task-1", edition(), TRIAL, tried(STRIKES, (("项目群", 2),)))
    assert asked.description == "R01.4.5 不煽动他人。"
    assert asked.body == "记录到 2 次违反：项目群 2。执行时：移出本群。决定前只记录、不处理。"
    assert asked.facts[-1] == ("试行到", "12月2日12:00")
    assert asked.buttons == (("经人确认后执行", "promote"), ("继续只记录", "keep"))


@pytest.mark.parametrize("mode", [Mode.ASSIST, Mode.ENFORCE])
def test_the_fullest_card_fits_the_platforms_limits(mode):
    whole = card(
        "task-1", edition(title="规" * 99), TRIAL, tried(replace(FULL, mode=mode), CROWDED)
    )
    assert (len(whole.title) <= 36, len(whole.description), len(whole.body)) == (True, 44, 160)
    assert all(len(name) <= 5 and len(value) <= 30 for name, value in whole.facts)
    assert all(len(words) <= 10 for words, _ in whole.buttons)
    with platform() as wecom:
        messenger = WeComMessenger(wecom.calls(), agent_id=ACCOUNT.agent_id)
        assert messenger.hand_over(person(), whole) == Done()

"""What a member answers who was asked to apologise, or to leave."""

from time import process_time

import pytest

from qungui.model.answer import Said
from qungui.text.answers import said_in
from qungui.text.normal import normal

SORRY = (
    "对不起",
    "对不起！",
    "抱歉，不该在群里发广告。",
    "我刚才的话不妥，向管理员和大家道歉",
    "我向大家道歉",
    "我为昨天在群里发的广告向各位同事道歉。",
    "我就刚才的言论郑重道歉",
    "在此诚恳道歉，今后一定注意",
    "各位对不起，我错了",
    "对不起大家，以后不会再发了",
    "对不起 大家",
    "非常抱歉，是我没看清群规",
    "十分抱歉给大家添麻烦了",
    "我错了，下次一定改",
    "知道错了，以后不发了",
    "我知道错了",
    "是我不对，请大家原谅",
    "都是我的错，向王经理赔个不是",
    "这事怪我不好",
    "我不该骂人",
    "我不该骂人我道歉",
    "我刚才不该那样说话，给李姐道个歉",
    "深表歉意，保证不再犯",
    "向大家致歉",
    "给各位赔礼了",
    "對不起，我向大家道歉",
    "真的对不起",
    "已删除，抱歉",
    "收到，我这就道歉：对不起大家，是我冲动了",
    "我认错",
    "本人在此公开道歉",
    "我借这个机会向大家道歉",
    "实在对不住各位",
    "群主对不起",
    "我给大家说声对不起",
    "我说错话了，跟大家道歉",
    "对不起大家🙏",
    "对不起[抱拳]",
    "我必须向大家道歉",
    "没有及时道歉，对不起大家",
    "我早该向大家道歉",
)
PERHAPS_SORRY = (
    "不好意思",
    "不好意思，打扰大家了",
    "对不起行了吧",
    "对不起哈哈哈",
    "对不起，满意了吧",
    "我道歉还不行吗",
    "好好好，我错了行了吧",
    "真是对不起您了呢",
    "对不起，但我没有做错",
    "对不起，不过广告不是我发的",
    "如有冒犯，深表歉意",
    "如果伤害到谁，我道歉",
    "我道过歉了",
    "我已经道歉了",
    "我愿意道歉",
    "道歉就道歉",
    "我替他向大家道歉",
    "抱歉来晚了",
    "抱歉刚看到消息",
    "对不起，我做不到",
    "因停电给您带来不便，深表歉意",
    "请大家见谅",
    "我深刻检讨",
    "刚才冲动了",
    "很惭愧",
    "对不起[微笑]",
    "对不起？",
    "道歉",
    "我错了😂",
    "对不起，我不会道歉的",
    "我可以道歉，先把话说清楚",
    "算了，我道歉，算你狠",
    "说错话了",
)
NOT_SORRY = (
    "凭什么道歉，你们才应该给我道歉",
    "我不道歉",
    "不道歉",
    "就不道歉，怎么了",
    "不道歉又怎样",
    "我就不道歉",
    "我绝不道歉",
    "打死也不道歉",
    "我是不会道歉的",
    "我没错，凭什么要我道歉",
    "凭啥让我给他道歉",
    "道什么歉",
    "道个屁歉",
    "想让我道歉，没门",
    "想让我道歉？做梦",
    "让我道歉不可能",
    "休想让我道歉",
    "道歉？不可能！",
    "我拒绝道歉",
    "拒绝道歉",
    "谁爱道歉谁道歉",
    "该道歉的是你们",
    "该道歉的人是群主",
    "你们才该道歉",
    "管理员才应该向我道歉",
    "我没必要道歉",
    "我不需要给任何人道歉",
    "我不想道歉",
    "凭什么认错",
)
STAYS = (
    "我就不退",
    "我不退群",
    "不退",
    "偏不退，能把我怎样",
    "凭什么退群",
    "凭什么让我退",
    "凭什么踢我",
    "你们能把我怎么样",
    "能拿我怎么样",
    "有本事踢我",
    "有种就踢我啊",
    "你踢我啊",
    "我不走",
    "我就不走",
    "休想让我退群",
    "让我退群？没门",
    "想让我走，做梦",
    "谁爱退谁退",
    "我赖定这个群了",
    "打死也不退",
    "我不会退出的",
    "我是不会退群的",
    "来踢我试试",
)
GOES = (
    "我退群",
    "我退",
    "行，我退",
    "我这就退群",
    "马上退",
    "退就退",
    "我走就是了",
    "不用你们踢，我自己退",
    "我自己退群",
    "我主动退出",
    "走就走",
)
NO_ANSWER = (
    "他应该道歉",
    "他应该向大家道歉",
    "你给大家道歉",
    "小王已经向客户道歉了，他说对不起",
    "你们应该给我道歉",
    "要我道歉吗",
    "需要道歉吗？",
    "我要不要道歉",
    "谁该道歉",
    "怎么道歉",
    "我会道歉的",
    "我晚点再道歉",
    "回头我向大家道歉",
    "明天我当面道歉",
    "你道歉我就听",
    "接受你的道歉",
    "你欠我一个道歉",
    "一句道歉都没有",
    "不用道歉，没事的",
    "别道歉了，没关系",
    "道歉有用的话要警察干嘛",
    "道歉信写好了放你桌上",
    "让他给客户道歉",
    "他发了“对不起”三个字",
    "他说“我错了”",
    "你错了",
    "我错了吗",
    "我哪里错了",
    "不是我的错",
    "这不是我的错",
    "我不该被警告",
    "我不应该受罚",
    "你对不起大家",
    "对不起，请问合同在哪里领",
    "抱歉，麻烦你发一下报表",
    "不好意思，请问几点开会",
    "不好意思问一下，今天谁值班",
    "我发错了，撤回一下",
    "写错了一个字，重发",
    "下午三点开会",
    "收到",
    "好的，马上处理",
    "凭什么他不用道歉",
    "你凭什么不道歉",
    "我没说不道歉",
    "我不是不道歉",
    "不道歉就移出群，这是规定",
    "他从来不道歉",
    "为什么要道歉",
    "我为什么要道歉？",
    "这样做对不起客户",
    "大家别怪他",
    "以后注意",
    "我不发了",
    "错误已经修正",
    "能不能不退群",
    "我可以不退吗",
    "我不退群行不行",
    "求求了，别让我退群",
    "大家别退群",
    "要不要退群",
    "他就不退",
    "退款不退货",
    "这个不退",
    "不退不换",
    "退货地址发我",
    "我走高速",
    "我没说不退",
    "我不是不退，等交接完",
    "凭什么你能发广告",
    "凭什么他不退",
    "你凭什么不退",
    "谁把我怎么样了",
    "有本事的人",
    "群里怎么样",
)


def said(text):
    return set(said_in(normal(text)))


@pytest.mark.parametrize("text", SORRY)
def test_an_apology_of_ones_own_is_one(text):
    assert said(text) == {Said.SORRY}


@pytest.mark.parametrize("text", PERHAPS_SORRY)
def test_what_mocks_blames_makes_conditions_or_is_too_little_is_for_a_person(text):
    assert said(text) == {Said.PERHAPS_SORRY}


@pytest.mark.parametrize("text", NOT_SORRY)
def test_who_will_not_apologise_says_so(text):
    assert said(text) == {Said.NOT_SORRY}


@pytest.mark.parametrize("text", STAYS)
def test_who_will_not_leave_says_so(text):
    assert said(text) == {Said.STAYS}


@pytest.mark.parametrize("text", GOES)
def test_who_says_that_they_leave_does_not_refuse(text):
    assert said(text) == {Said.GOES}


@pytest.mark.parametrize("text", NO_ANSWER)
def test_what_is_asked_quoted_promised_or_said_of_others_is_no_answer(text):
    assert said(text) == set()


def test_both_questions_are_answered_at_once():
    assert said("我向大家道歉，但群我是不会退的") == {Said.PERHAPS_SORRY, Said.STAYS}
    assert said("对不起大家，我这就退群") == {Said.SORRY, Said.GOES}
    assert said("凭什么道歉，凭什么退群") == {Said.NOT_SORRY, Said.STAYS}


def test_who_refuses_and_gives_in_has_not_refused():
    assert said("我不道歉……算了，对不起大家") == {Said.PERHAPS_SORRY}
    assert said("凭什么退群，算了我退") == set()


def test_an_apology_among_much_else_is_for_a_person():
    assert said("对不起大家。" + "今天的进度如下，" * 40) == {Said.PERHAPS_SORRY}


def test_the_place_that_shows_it_is_told():
    plain = normal("收到。我向大家道歉，以后不发了")
    start, end = said_in(plain)[Said.SORRY]
    assert plain[start:end] == "我向大家道歉"


@pytest.mark.parametrize(
    "unit",
    [
        "对不起",
        "道歉",
        "我不",
        "知道",
        "我就是",
        "死也",
        "给向跟",
        "，大家",
        "“",
        "我现在",
        "真",
        "你",
    ],
)
def test_eight_kilobytes_cost_no_seconds(unit):
    started = process_time()
    said_in((unit * 9000)[:8190] + "歉")
    assert process_time() - started < 0.5

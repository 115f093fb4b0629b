"""What a message asks of others: a task, a notice to acknowledge, a problem to answer."""

from qungui.model.watch import Ask
from qungui.text.deferred import Deferred

_SAME_DAY = Deferred(
    r"今[天日早晚]|本日|当[天日]|[上下]班前|[早中午晚]前|中午|下午|傍晚"
    r"|马上|立[即刻马]|即刻|赶紧|尽快|现在|这就|速"
    r"|\d{1,2}[点时:][^,。!?]{0,4}前|[半一二两三四五六七八九十\d]{1,3}个?(?:小时|钟头|分钟)[之以]?内"
)
_TO_DO = Deferred(
    r"[把将请要给报交发查办换补修送做盯写填催]|必须|务必|需要?|处理|确认|完成|解决|落实|安排|提交"
    r"|回复|反馈|整理|汇总|通知(?:到|一下|大家|各)|联系|核[实对]|准备|更新|执行|到位|弄|清点|检查|跟进|复核|更换|打扫"
)
_MARKED = Deferred(r"^\W{0,3}(?:【[^】]{0,8}(?:指令|任务|督办|工作安排)】|(?:指令|任务):)")
_NOTICE = Deferred(
    r"^\W{0,3}(?:【[^】]{0,8}(?:通知|公告|通告|指令)】|(?:紧急|重要)?(?:通知|公告|通告):)"
    r"|(?:收到|看到|知悉|已阅)后?(?:的|者)?(?:都|均|也)?请?(?:大家|各位)?(?:及时|逐一)?"
    r"(?:回复?|扣|确认|吱)|请(?:大家|各位)?(?:及时)?(?:收到)?(?:回复|确认)收到|请收到"
)
_NO_ANSWER = Deferred(r"(?:无需|不用|不必|不需要?|勿)(?:再)?(?:回复|回|确认)|(?:勿|不要)刷屏")
_THANKS = Deferred(r"辛苦了|谢谢|感谢|多谢|表扬|点赞|恭喜|祝贺|生日|节日快乐|做得(?:很|真)?好|不错")
_CALLED_OFF = Deferred(r"(?:不用|不必|无需|不需要|别|先别|不要|取消)[^,。!?]{0,8}$")
_PROBLEM = Deferred(
    r"坏了|故障|报错|出错|连不上|打不[开印]|登不上|上不去|用不了|不能用|不好用|停了|断了|没[电水网货]|漏水"
    r"|卡住|死机|异常|投诉|缺货|修一?下|[能得]修|要修|维修|急用|看一?下|处理一?下|帮忙|麻烦|怎么办"
    r"|什么时候|何时|几点能|几号能|多久能|啥时候|进度|进展|有没有消息|能不能给"
)
_PLAYFUL = Deferred(r"吃饭|午饭|晚饭|聚餐|喝酒|打球|打牌|逛街|看电影|游戏|下班一起|生日")
_POST = Deferred(
    r"[?？]|[吗呢]$|请问|请教|谁知道|怎么|如何|为什么|是不是|能不能|可不可以|分享(?:一[下个篇]|给大家)|建议"
)
_EVERYBODY = Deferred(
    r"@(?:所有人|全体成员|all\b)|全体|各位|大家|所有人|每个人|各(?:部门|班组|门店|店|项目部|单位|小组)"
)


def asked(plain: str) -> frozenset[Ask]:
    """What *plain*, as ``normal`` writes a text, asks for; nothing of nearly every text."""
    return frozenset(ask for ask, is_so in _asks(plain).items() if is_so)


def is_for_everybody(plain: str) -> bool:
    return _EVERYBODY.search(plain) is not None


def confirms(plain: str, words: tuple[str, ...]) -> bool:
    """Whether one of *words* stands in it."""
    return any(word in plain for word in words)


def _asks(plain: str) -> dict[Ask, bool]:
    thanks = _THANKS.search(plain) is not None
    is_marked = _MARKED.search(plain) is not None
    to_do = (is_marked or _is_to_do(plain)) and not thanks
    is_playful = _PLAYFUL.search(plain) is not None
    is_problem = _PROBLEM.search(plain) is not None
    wants_answer = _NO_ANSWER.search(plain) is None
    return {
        Ask.SAME_DAY: to_do and _SAME_DAY.search(plain) is not None,
        Ask.INSTRUCTION: to_do,
        Ask.NOTICE: wants_answer and _NOTICE.search(plain) is not None,
        Ask.QUESTION: is_problem and not is_playful,
        Ask.POST: (is_problem or _POST.search(plain) is not None) and not is_playful,
    }


def _is_to_do(plain: str) -> bool:
    found = _TO_DO.search(plain)
    return found is not None and _CALLED_OFF.search(plain[: found.start()]) is None

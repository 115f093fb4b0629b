"""
What a member answers who was asked to apologise, or to leave: sorry, perhaps, no, gone.

Words of one's own and about oneself only. What is quoted, asked, promised for later or said of
others is no answer; what mocks, blames or makes conditions is left to a person.
"""

import re
from collections.abc import Mapping

from qungui.model.answer import Said
from qungui.text.deferred import Deferred

type Span = tuple[int, int]

_STOPS = r"\s,.!?;:。、~“”\"「」()"
_OPENS = rf"(?<![^{_STOPS}])"
_ENDS = rf"(?=[了啦吧啊呀哦嘛的呢]{{0,2}}(?:$|[{_STOPS}\[]))"


def _within(most: int, but: str = "") -> str:
    """At most so many characters of the same breath, none of *but*."""
    return f"[^{_STOPS}{but}]{{0,{most}}}"


_ME = "(?:我|俺|咱|本人|老子)"
_YOU = "(?:你|他|她|谁|人家|对方|别人)"
_THEY = "(?:你|您|他|她|谁|人家|对方|别人|管理|群主|领导|[小老].(?=已|也|都|刚|[应该要会没]))"
_TO = f"(?:[给向跟对和同]{_within(12)})?"
_SORRY = "(?:对不起|对不住|抱歉)"
_APOLOGISE = (
    f"(?:道个?歉|道一?[声句]歉|致歉|认个?错(?!误)|赔个?不是|赔礼|赔罪|谢罪|说一?[声句]?{_SORRY})"
)
_WRONG = rf"(?:[做说]?错了|不对|不好|的?错{_ENDS}|的不是)"
_WHY = "(?:凭什么|凭啥|为什么|为啥|干嘛|干吗|何必|用得着|犯得着|有必要)"
_LATER = (
    "(?:(?:我们?|就|一定|肯定|自然|当然)会|回头|晚点|晚上|稍后|等一?下|等会儿?|一会儿?|待会儿?"
    "|明天|明早|下班|改天|到时候?|(?:以后|之后|回来|完了?)再)"
)
_NEVER = "(?:休想|别想|甭想|做梦|没门|门都没有|免谈|下辈子|想得美|办不到|不可能)"
_EVEN_SO = (
    "(?:就是?|是|偏偏?|也|都|才|反正|坚决|绝对?|死都?|死也|打死都?|打死也|这辈子|又没错|硬|赖着?)"
    "{0,3}"
)
_WILL_NOT = (
    "(?:不会?|不可能|不想|不愿意?|不打算|不肯|没必要|没有必要|没义务|用不着|犯不着|不需要|不必)"
)
_GO = rf"(?:退群|退出|[退走]{_ENDS})"
_OUT = "(?:退|走|滚|出去|离开)"

_QUOTED = Deferred(r"[“「『\"][^”」』\"]{1,80}[”」』\"]")

_NO_ANSWER = Deferred(
    rf"""
      (?:让|叫|要|逼|命令|要求|请){_ME}们?{_within(6)}{_APOLOGISE}
    | (?<![我们])(?:必须|应该|应当|要求)(?:公开|当众)?{_TO}{_APOLOGISE}
    | [给向跟对]{_ME}们?{_within(2)}{_APOLOGISE}
    | (?<![给向跟对和同替代帮]){_THEY}们?{_within(10, "我俺咱")}(?:{_APOLOGISE}|{_WRONG}|不该)
    | (?<![给向跟对和同替代帮]){_YOU}们?{_within(10, "我俺咱")}{_SORRY}
    | (?:这样|这么|那样|那么|这种){_within(6)}{_SORRY}
    | (?<!得)[不没别勿未](?:有|会|想|愿意?|肯|打算|准备|可能|用|必|需要?|要|该|应该|是|能|曾)?
        (?:及时|马上|再|来|先)?{_TO}{_APOLOGISE}
    | (?:不是|没有|难道是|哪里?是|怎么是){_ME}们?{_WRONG}
    | 不该(?:被|受|挨)|{_ME}们?{_within(3)}该(?:被|受|挨)
    | {_WHY}{_within(10)}{_APOLOGISE}
    | {_LATER}{_within(10)}(?:{_APOLOGISE}|{_SORRY})
    | (?:接受|收到|看到|听到|等着?|欠|缺|少|求|光){_within(5)}(?:{_APOLOGISE}|{_SORRY})
    | 一[句个声]{_within(3)}(?:{_APOLOGISE}|{_SORRY})(?:都|也)
    | (?:道歉|致歉|{_SORRY})
        (?:信|书|视频|的(?:话|人|事|新闻|态度)|没用|有用|就行|就完|就可以|能解决|不能)
    | (?:要不要|需不需要|用不用|是不是|该不该|能不能|怎么|如何|哪里|谁)
        {_within(8)}(?:{_APOLOGISE}|{_SORRY}|{_WRONG})
    | (?:{_APOLOGISE}|{_SORRY}|{_WRONG})(?:吗|么|没有?[?]|了没|什么|哪)
    | (?:{_SORRY}|不好意思),?{_within(6)}
        (?:请问|问一?下|问个|请教|麻烦[你您谁帮]|借过|让一下|帮忙|插一?句)
    """,
    re.VERBOSE,
)
_PLAINLY = Deferred(
    rf"""
      {_ME}们?{_within(24, "你他她谁没希")}{_APOLOGISE}
    | {_OPENS}{_within(10, "你您他她谁希让叫该")}[给向跟对和同]{_within(14)}{_APOLOGISE}
    | (?:在此|在这里?|特此|真诚|真心|诚恳|诚挚|郑重|公开|当众|再次|衷心|深刻)
        {_within(12)}{_APOLOGISE}
    | (?:表示|深表|致以|表达|献上){_within(6)}歉意|(?:深深|诚挚|真诚|万分|十分)的?歉意
    | (?:{_ME}们?|知道|认识到|承认)(?:真的?|确实|知道|认识到|承认|自己|是){{0,3}}做?错了
    | {_OPENS}(?:都|全|这)?(?:次|事|件事)?(?:真|确实|都|全|就)?是{_ME}{_WRONG}
    | [都全]怪我|怪我不好
    | {_ME}(?:刚才|刚刚|当时|今天|昨天|真的?|确实|实在){{0,3}}(?:不该|不应该|错在){_within(20)}
    | {_SORRY}(?:大家|各位|诸位|群里|全体|管理|群主|领导|公司|同事|兄弟|姐妹|您{_ENDS})
    """,
    re.VERBOSE,
)
_SORRY_ALONE = Deferred(
    rf"""
    (?:很|非常|十分|万分|深感|实在|真的?|太|特别|真心|由衷){_SORRY}
    | {_OPENS}(?:{_ME}|大家|各位|群主|管理员?|领导)?们?{_SORRY}{_ENDS}
    """,
    re.VERBOSE,
)
_CONTRITE = Deferred(
    rf"""
    ^[{_STOPS}]*[真很非常十分实在我大家各位群主管理员领导的]*+{_SORRY}(?:\W|\[\w{{1,4}}\]|[了啦啊呀哦])*$
    | 不该|不会再|不再|下次|以后|今后|注意|改正|保证|添麻烦|影响|冲动|撤回|删|没看清|原谅|谅解
    | 大家|各位
    """,
    re.VERBOSE,
)
_FAINTLY = Deferred(
    rf"""
      {_SORRY}|{_APOLOGISE}|歉意|道过歉|道了歉|认过错|认了错|原谅|见谅|谅解|包涵|海涵
    | 检讨|惭愧|愧疚|内疚|过意不去|说错话|太冲动|冲动了|冒犯{_within(2)}了|失礼了
    | {_OPENS}不好意思(?:{_ENDS}|{_within(6)}(?:大家|各位|添麻烦|打扰|影响))
    """,
    re.VERBOSE,
)
_IN_DOUBT = Deferred(
    rf"""
      \?|[吗呢](?:$|[{_STOPS}])
    | 呵呵|哈哈|嘿嘿|嘻嘻|行了吧|行吧|行了不|可以了吧|好了吧|够了吧|满意了|满意没|开心了吧|高兴了吧
    | 还不行|总行了|行不行|大爷|祖宗|惹不起|怕了你|算你|[最真太](?:厉害|牛|伟大|清高|狠)
    | {_OPENS}[切哼呸]{_ENDS}
    | \[(?:微笑|呲牙|偷笑|白眼|阴险|抠鼻|再见|坏笑|吐舌|调皮|奸笑|嘿哈|吃瓜|得意|撇嘴|鄙视|傲慢)\]
    | [🙄😏😂🤣🙃]
    | 如果|要是|假如|如有|倘若|万一|除非|只要|既然|(?<![不非])但|可是|不过|然而|明明|虽然
    | {_ME}们?(?:又|也|可|根本)?没有?做?错|不是{_ME}|做不到|办不到|恕难|不接受|不能接受
    | (?:可以|愿意|同意|答应|准备|打算|考虑|被迫|只好|(?<!这)就){_TO}{_APOLOGISE}|不[得能]不
    | 已经?{_within(8)}{_APOLOGISE}|(?:道歉|认错)了|[替代帮]{_within(16)}{_APOLOGISE}
    | 不便|停水|停电|维护|延误|缺货|发货|物流|尊敬的|请假|来晚|迟到|晚了|刚看到|没看到|没注意
    | 在开会|在开车|网络|信号|缺席|[来去]不了|参加不了
    """,
    re.VERBOSE,
)
_REFUSES = Deferred(
    rf"""
      (?<![你您他她谁])凭(?:什么|啥)[要让叫得该]?(?:{_ME}们?)?[来去]?{_TO}{_APOLOGISE}
    | {_ME}们?{_EVEN_SO}{_WILL_NOT}再?{_TO}{_APOLOGISE}(?!不)
    | {_OPENS}{_EVEN_SO}不会?{_TO}{_APOLOGISE}(?:{_ENDS}|怎么[了着样]|又怎|又能|咋)
    | (?:拒绝|拒不|恕不|概不){_TO}{_APOLOGISE}{_ENDS}
    | 道个?(?:什么|啥|屁|毛|锤子|鬼)的?歉
    | {_NEVER}[,!?]?[让叫要等]?{_ME}{_within(6)}{_APOLOGISE}
    | [让叫要等]{_ME}{_TO}{_APOLOGISE}[,?!。]?{_within(2)}{_NEVER}
    | {_OPENS}{_APOLOGISE}[,?!。]?{_NEVER}{_ENDS}
    | (?:谁|哪个)[爱想要]{_APOLOGISE}谁(?:{_APOLOGISE})?
    | {_THEY}[们员]?(?:才|倒|反倒|反而){_within(4)}[该得要欠]{_within(8)}(?:{_APOLOGISE}|{_SORRY})
    | 该{_TO}{_APOLOGISE}的人?(?:应该|明明)?是{_THEY}
    """,
    re.VERBOSE,
)
_STAYS = Deferred(
    rf"""
      (?<![你您他她谁])凭(?:什么|啥)[要让叫得该]?(?:{_ME}们?)?{_OUT}
    | (?<![你您他她谁])凭(?:什么|啥)[踢移赶删请]{_ME}
    | (?:{_ME}们?|{_OPENS}){_EVEN_SO}{_WILL_NOT}{_GO}(?!不)
    | {_NEVER}[,!?]?[让叫要等]?{_ME}{_within(2)}{_OUT}
    | [让叫要]{_ME}们?{_OUT}{_within(2)}[,?!。]?{_within(2)}{_NEVER}
    | (?:谁|哪个)[爱想要]退谁
    | [能敢][把拿奈]{_ME}们?(?:怎么?样?|怎么着|如何|何){_ENDS}
    | 有(?:本事|种|胆|能耐)(?:你们?)?就?来?(?:把{_ME})?[踢移删赶]
    | {_OPENS}(?:你们?)?(?:来|倒是)?[踢移删]了?{_ME}(?:呀|啊|试试|看看){_within(2)}{_ENDS}
    | {_ME}就?[赖待呆][在定着这]{_within(6)}(?:不走|了|群|怎么)
    """,
    re.VERBOSE,
)
_PLEADS = Deferred(r"能不能|可不可以|可以不|求|拜托|吗|\?$|行不行|不是不|没说不|不能不")
_GOES = Deferred(
    rf"""
      (?:(?<![让叫要逼请给]){_ME}们?|{_OPENS})
        (?:现在|马上|立刻|立马|这就|就|自己|主动|自觉|会|先|稍后|等会儿?|明天|今晚){{0,3}}
        (?:退群|退出|退{_ENDS}|走(?:就是|了|行了|人))
    | 退就退|走就走|不用(?:你们?)?[踢移赶请]
    """,
    re.VERBOSE,
)
_LONG = 300
"""Characters; who writes more says more than sorry."""

_HINT = Deferred(
    "[歉错赔罪谅涵愧疚退踢赖奈滚]|对不[起住]|怪我|不该|该被|不好意思|检讨|过意不去|冲动|冒犯|失礼"
    "|把我|拿我|凭[什啥]|[不我]走|走[了人就]|[赶移删请]我|我[待呆]"
)


def said_in(plain: str) -> Mapping[Said, Span]:
    """
    What a text as ``normal`` writes it says, each with the place that shows it; nothing for
    nearly every text.
    """
    if not _HINT.search(plain):
        return {}
    mine = _QUOTED.sub(_blank, plain)
    return {**_of_apology(mine), **_of_leaving(mine)}


def _of_apology(mine: str) -> dict[Said, Span]:
    refuses = _REFUSES.search(mine)
    own = _NO_ANSWER.sub(_blank, _REFUSES.sub(_blank, mine))
    plainly = _PLAINLY.search(own) or (_CONTRITE.search(own) and _SORRY_ALONE.search(own))
    if plainly and not refuses and len(mine) <= _LONG and not _IN_DOUBT.search(mine):
        return {Said.SORRY: plainly.span()}
    if perhaps := plainly or _FAINTLY.search(own):
        return {Said.PERHAPS_SORRY: perhaps.span()}
    return {Said.NOT_SORRY: refuses.span()} if refuses else {}


def _of_leaving(mine: str) -> dict[Said, Span]:
    stays, goes = _STAYS.search(mine), _GOES.search(mine)
    if goes:
        return {} if stays else {Said.GOES: goes.span()}
    if stays is None or ("凭" not in stays.group() and _PLEADS.search(mine)):
        return {}
    return {Said.STAYS: stays.span()}


def _blank(found: re.Match[str]) -> str:
    """Every other character keeps its place."""
    return " " * len(found.group())

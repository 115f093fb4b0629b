"""Personal attacks, abuse, coarse language."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.classifier import Head
from qungui.text.cues import Cues
from qungui.text.lexicon import Lexicon
from qungui.text.phrase import Phrase
from qungui.text.words import insult as words

_CUES = Cues(
    alone=Lexicon.of(words.ABUSE, innocent=words.INNOCENT),
    phrases=(
        Phrase(
            r"[你他她](?:们)?(?:这个?人|这种人|那个人)?怎么(?:这么|那么)(?:恶心|贱|蠢|不要脸|无耻|恶毒|讨厌|缺德|猥琐)|(?:没|不)长脑子|[你他她](?:就是|不过是|只是|真是)(?:一)?[条头只个](?:狗|猪|畜生|废物|蛆|垃圾|跳梁小丑|寄生虫)|装什么(?:大尾巴狼|清高|孙子|大爷|大瓣蒜)|(?:^|[，。！!,\\s])(?:呸|我呸)(?:[，。！!,\\s]|$)"
        ),
        Phrase(
            r"死(?:废物|垃圾|骗子|穷鬼|娘炮|绿茶|奸商|东西|老太|肥)|(?:一群|一帮|一窝|你们这(?:群|帮))(?:蠢|废|垃圾|猪|狗|白痴|傻|智障|脑残|饭桶|混)"
        ),
        Phrase(
            r"[你他她]全家(?:都)?(?:有病|死|不得|是狗|是猪|没素质)|(?:瞧|看)(?:瞧)?[你他她](?:们)?(?:那|这)(?:副|个|点)?(?:穷酸|德行|德性|怂|熊|贱|死|蠢|土|猥琐|嘴脸)(?:样|相)?"
        ),
        Phrase(
            r"(?:你|他|她)[^。，！!,\n]{0,2}脑子[^。，！!,\n]{0,3}(?:有毛病|有问题|有病|不正常|坏了)|(?:你|他|她)长得?[^。，！!,\n]{0,2}(?:真|好|太|这么)?(?:丑|恶心|寒碜|像猪)"
        ),
        Phrase(
            r"老子[^。，！!,\n]{0,6}(?:砍|弄死|打死|揍|削|抽|捅|骂)(?:你|他|她|谁)|都不(?:懂|会|知道)[^。！!\n]{0,6}(?:丢人|丢脸|好意思|蠢|笨死|回家)|说出去(?:都)?丢人"
        ),
        Phrase(
            r"(?:女的|女人|她们|这帮|那帮|你这样的?)[^。，！!,\n]{0,6}(?:嫁不出去|没人要|找不到对象)|什么玩意[，,！!。\s]{0,2}呸|呸[！!，,]?(?:你|什么|不要脸)"
        ),
        Phrase(
            r"(?:你|你们|他|她|这人|这种人|那种人|这货|那货)[^。，《说！!,\n]{0,5}(?:恶心|德性|嘴脸|下贱|无耻|搅屎棍|奇葩|神经病|疯狗|败类|窝囊|不是人|欠揍|丢人现眼|蠢得|笨得像|瞎了眼)"
        ),
        Phrase(
            r"脑子(?:呢|喂|让|被|叫|是摆设|是不是|长[哪屁]|有泡|秀逗|短路了吧)|(?:没|不|忘)带脑子|带脑子了吗|搅屎棍|老鼠屎坏|狗皮膏药|癞皮狗|癞蛤蟆"
        ),
        Phrase(
            r"(?:家里人?|爹妈|父母|你妈|你爸|没人)[^。，！!,\n]{0,3}没?(?:教)(?:过)?你|会不会说人话|说人话吗|不会说人话"
        ),
        Phrase(r"就(?:你|他|她)(?:这|那)(?:德[性行]|样子?|水平|点本事|智商|脑子|货色|副嘴脸|个样)"),
        Phrase(r"没见过这么(?:恶心|贱|蠢|不要脸|无耻|缺德)"),
        Phrase(r"(?:^|[，。！!,\s：:])滚(?:[，。！!,\s]|$|吧|开|远|回)"),
        Phrase(
            r"[你他她](?:们|就|才|真|这个?|那个?|个|是|种|人|简直|算什么){0,4}"
            r"(?:废物|垃圾|蠢|猪|狗|骗子|贱|恶心)(?!利用|分类|桶|站|处理|年|肉|场|粮|狗|猫|医|瘟)"
        ),
        Phrase(r"(?:[，。！!,\s]|^)(?:废物|垃圾|蠢货|贱)(?:[！!。]|$)"),
        Phrase(r"[猪狗]都?(?:比|不如)[你他她]|(?:连|比)[猪狗]都?不?(?:如|还)"),
        Phrase(r"(?<![a-z])(?:sb|nmsl|w?cnm|mdzz|nc)(?![a-z])"),
        Phrase(
            r"(?:楼上|层主|小编|作者|博主)(?:的|那位|这人|你)?(?:就?是|真是?|怎么不|脑子|去)(?:狗|猪|恶心|有病|死|蠢|废物|垃圾|瞎)"
        ),
        Phrase(
            r"(?:哪来的|你个|你这个?|你们这[帮群])(?:垃圾|废物|蠢|狗|猪|老东西|小人|臭|烂|死|破)"
        ),
        Phrase(r"你(?:那|这)?破\S{1,6}(?:白送|谁要|没人要|丢人)"),
    ),
    about=Lexicon.of(words.ABOUT),
    head=Head.ABUSE,
)


class Insult(Worded):
    """
    Words that attack or abuse somebody; a person decides whether they did.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = _CUES
    reason = "疑似辱骂或人身攻击"
    score = 0.6


SPEC = RuleSpec(
    name="insult",
    topics=("insult",),
    kind=Insult,
    waits_for=Worded.waits_for,
)

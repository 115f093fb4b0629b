"""Calls to collective harm, and setting members against each other."""

import re
from dataclasses import dataclass

from qungui.model.finding import Facts, Finding
from qungui.rules.rule import RuleSpec, shown
from qungui.text.cues import Cues, Together

_EVERYBODY = """
大家 大伙 所有人 全体 兄弟们 姐妹们 弟兄们 各位 一起 一块儿 咱们 我们 都来 联合 都别 谁也别 谁不
谁都不 谁都别 谁也不 同行们 都听我 带人 乡亲们 业主们 工友们 员工们 股东们
"""
_HARM = """
堵门 堵住大门 堵大门 堵关口 围堵 罢工 停工 闹事 拉横幅 静坐 砸了 砸烂 砸店 别上班 不上班 不干活
别干活 不许打卡 别打卡 集体辞职 集体请假 集体离职 删库 断网 放火 打死 弄死 干死 造反 知道厉害
颜色看 给颜色 冲进去 跟他拼了 跟他们拼 围攻 封门 把门封 别交货 别交单 不交单 不准付 别付钱 不准给
揍他 揍他们 揍老板 烧了
"""
_SPITE = "(?:孬种|孙子|怂|谁怕谁|装死|傻子|厉害|颜色|怕谁|敢不敢|冲|拼)"
_TARGET = "(?:服务器|系统|机器|产线|流水线|生产线|电闸|数据库?|大门|门|仓库门|办公楼|电|网)"
_PLANT = "(?:服务器|系统|产线|流水线|生产线|数据库|电闸)"
_CUES = Cues(
    together=(
        Together.of(
            _EVERYBODY,
            _HARM,
            within=22,
            innocent="烧了水 烧了菜 烧了一 烧了壶",
        ),
    ),
    phrases=(
        re.compile(
            r"(?:明天|今天|今晚|后天|周[一二三四五六日]|下周)[^。，！!,\n]{0,4}(?:集体|全体|一起|全员|都)[^。，！!,\n]{0,2}(?:罢工|停工|辞职|闹事|上访)"
        ),
        re.compile(
            r"(?:大家|所有人|都|一起)[^。，！!,\n]{0,4}(?:不要|别|拒绝)(?:再)?(?:交|付|还|给)[^。，！!,\n]{0,4}(?:钱|费|款)[^。！!\n]{0,6}(?:抵制|抗议|让他|看他)"
        ),
        re.compile(
            r"(?:把|将)(?:老板|领导|经理|他|公司|厂长|那)[^。，！!,\n]{0,6}(?:砸|烧|打|揍|绑|堵|围)(?:了|起来|一顿)?[^。！!\n]{0,6}(?:谁去|一起|谁来|谁敢|走)"
        ),
        re.compile(
            r"(?:一起|大家|今晚|明天|兄弟们)[^。！!\n]{0,8}(?:把|去)[^。，！!,\n]{0,6}(?:围|堵|封|占)(?:起来|了|住)|(?:都|谁也|大家)别(?:还|交|付)[^。，！!,\n]{0,4}(?:贷|款|费|租|钱)[^。！!\n]{0,8}(?:看|让|怎么)|抄家伙|(?:点你名|批你|骂你|说你)[^。！!\n]{0,6}(?:就忍|能忍|忍了|不吭声)"
        ),
        re.compile(
            r"(?:大家|所有人|咱们|我们|全体|兄弟|各位|一起)[^。！!\n]{0,8}(?:集体|都|一块)?请(?:病)?假[^。！!\n]{0,10}(?:看|让|逼|交不|怎么)"
        ),
        re.compile(
            r"把[^。，！!,\n]{0,4}门[^。，！!,\n]{0,3}(?:锁|堵|封)了?[^。！!\n]{0,10}(?:谁也|别让|不让|不准|都别)"
        ),
        re.compile(
            r"(?:兄弟|大家|一起|都)[^。！!\n]{0,8}(?:讨薪|讨说法|要说法|找他们算账|闹)[^。！!\n]{0,12}(?:砸|堵|不给|烧|冲|闹大)"
        ),
        re.compile(
            r"(?:背后|在领导面前|跟领导|在老板面前)[^。，！!,\n]{0,6}(?:编排|告|说|抹黑|捅|嚼)[^。，！!,\n]{0,2}(?:你|咱)|咽得下(?:这口气)?|这口气[^。，！!,\n]{0,4}(?:能忍|忍得|咽)"
        ),
        re.compile(
            f"把.{{0,8}}{_TARGET}.{{0,4}}(?:停|关|砸|毁|删|拉|封|围|拍)(?:他|她|它)?了[^吗]?.{{0,14}}(?:{_SPITE}|看[他她谁]|扣|老板|让)"
        ),
        re.compile(
            f"{_TARGET}(?:急停|给)?(?:全|都)?(?:停|关|砸|毁|删|拉|封|围|拍)(?:他|她)?了.{{0,14}}(?:{_SPITE}|看他|看谁|老板知道)"
        ),
        re.compile(
            f"(?:大家|兄弟们|咱们|我们|一起|各位).{{0,8}}把.{{0,4}}{_PLANT}.{{0,3}}(?:停|关|砸|毁|删|拉)(?:他|她|它)?了(?!吗)"
        ),
        re.compile("把.{0,6}门(?:给)?(?:他|它)?(?:围|封|堵)了"),
        re.compile("你知道.{1,8}(?:背后|背地|私下|上回|上次).{0,10}(?:说你|骂你|讲你|怎么说|笑你)"),
        re.compile(
            "(?:背后|背地里?|私下|上回.{0,4}|上次.{0,4}).{0,3}(?:说|骂|讲|笑|损)你.{0,14}(?:敢不敢|问问他|翻脸|找他|不能忍|忍得了|要我就|换我)"
        ),
        re.compile(
            "(?:要我|换我|要是我).{0,3}(?:早就?|就).{0,3}(?:翻脸|跟他[没拼干]|揍|骂回去|不忍)"
        ),
    ),
    hints=frozenset(
        "把停关砸毁删拉封围拍门背私上要换大所咱我全兄各一都跟在咽气今明谁抄点批骂说将后周下"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incitement:
    """
    A call to others, and something harmful to do; or words that set one member against another.
    A person decides before anything happens.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = _CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似煽动、挑拨或过激言论", score=0.6)


SPEC = RuleSpec(name="incitement", topics=("incitement",), kind=Incitement)

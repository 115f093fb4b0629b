"""Calls to collective harm: strikes, blockades, sabotage, violence."""

import re
from dataclasses import dataclass

from qungui.model.finding import Facts, Finding
from qungui.rules.rule import RuleSpec, shown
from qungui.text.lexicon import Lexicon
from qungui.text.wording import Wording

_EVERYBODY = "(?:大家|所有人|全体|兄弟们|姐妹们|各位|一起|咱们|我们|都来|联合|都别|谁也别|谁不)"
_HARM = (
    "(?:堵门|堵住大门|围堵|罢工|停工|闹事|拉横幅|静坐|砸了|砸烂|[别不]上班|[不别]干活|都别干活"
    "|集体辞职|集体请假|删库|把.{0,6}(?:服务器|系统|机器|产线|流水线|电闸|数据库?|大门)(?:给)?(?:停|关|砸|毁|删|拉)了|断网|放火|烧了|揍|打死|弄死|干死"
    "|让.{1,6}知道厉害|给.{1,6}颜色看|跟.{1,6}拼了)"
)
_WORDING = Wording(
    Lexicon.of(""),
    (
        re.compile(f"{_EVERYBODY}[^。！!？?\\n]{{0,16}}{_HARM}"),
        re.compile(f"{_HARM}[^。！!？?\\n]{{0,12}}(?:谁不[去来]|不去的?是|一起|大家)"),
    ),
    hints=frozenset("堵罢停闹幅静砸班活集库断火烧揍死厉颜拼关毁删"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incitement:
    """
    A call to others, and something harmful to do; a person decides before anything happens.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = _WORDING.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似煽动或过激言论", score=0.6)


SPEC = RuleSpec(name="incitement", topics=("incitement",), kind=Incitement)

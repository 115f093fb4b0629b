"""How a message reads beside the talk around it: asking, quarrelling, or saying nothing."""

from qungui.model.finding import Tone
from qungui.text.deferred import Deferred
from qungui.text.lexicon import Lexicon
from qungui.text.speech import is_about, spoken
from qungui.text.words import insult
from qungui.text.words.heat import HEAT

_HEATED = Lexicon.of(f"{HEAT} {insult.ABUSE}", innocent=insult.INNOCENT)
_ASKING = Deferred(
    "[?？]|请问|请教|求助|怎么(?:办|弄|看|样|做|算|测)|如何|为什么|什么时候|多少|哪[个位里些家]|谁(?:能|会|有|知道)|吗$|呢$"
)
# One way only to read each character: a row of equal letters must not be read in every way.
_NOTHING = Deferred(
    r"(?:[\W\d_a-z]|[哈呵嘿嘻嗯哦噢喔啊呀哇嗷额呃嘛啦耶顶赞牛棒强水]|冒泡|路过|沙发|打卡|围观)*+"
)
_SHORT = 40  # characters; who writes more says something


def tone_of(plain: str) -> Tone:
    """The tone of a text as ``normal`` writes it. A message without words is idle."""
    if is_heated(plain):
        return Tone.HEATED
    if len(plain) <= _SHORT and _NOTHING.fullmatch(plain):
        return Tone.IDLE
    return Tone.ASKING if _ASKING.search(plain) else Tone.PLAIN


def is_heated(plain: str) -> bool:
    """Whether the writer quarrels, in words of their own."""
    if not _HEATED.stands_in(plain):
        return False
    mine = spoken(plain)
    return not is_about(mine) and _HEATED.stands_in(mine)

"""How a message reads beside the talk around it: asking, quarrelling, or saying nothing."""

import re

from qungui.model.finding import Tone
from qungui.text.lexicon import Lexicon
from qungui.text.speech import is_about, spoken
from qungui.text.words import insult
from qungui.text.words.heat import HEAT

_HEATED = Lexicon.of(f"{HEAT} {insult.ABUSE}", innocent=insult.INNOCENT)
_ASKING = re.compile(
    "[?？]|请问|请教|求助|怎么(?:办|弄|看|样|做|算|测)|如何|为什么|什么时候|多少|哪[个位里些家]|谁(?:能|会|有|知道)|吗$|呢$"
)
_NOTHING = re.compile(
    r"(?:[\W\d_]|哈|呵|嘿|嘻|嗯|哦|噢|喔|啊|呀|哇|嗷|额|呃|嘛|啦|耶|666|顶|赞|牛|棒|强|水|冒泡|路过|沙发|打卡|围观"
    r"|in|kk|lol|yyds|hh+|wow|ok|[a-z])*"
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
    if not any(_HEATED.spans(plain)):
        return False
    mine = spoken(plain)
    return not is_about(mine) and any(_HEATED.spans(mine))

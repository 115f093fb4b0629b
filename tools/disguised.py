"""
Writes shared/src/qungui/text/words/disguised.py from the lists of all topics: the words that are
read as meant where somebody writes them by their sound.

    uv run --no-sync --with jieba==0.42.1 python -m tools.disguised ORDINARY.csv

ORDINARY.csv has columns ``text`` and ``category``; of its ``clean`` rows only pairs of characters
are counted. What often stands there, or in jieba's dictionary (MIT), is no disguise.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from qungui.text import words
from qungui.text.aloud import as_heard
from qungui.text.cues import Cues
from qungui.text.disguises import nicknamed
from qungui.text.folding import folded
from qungui.text.lexicon import Lexicon
from qungui.text.words import advertising, insult
from tools.everyday import block, dictionary, everyday, is_chinese

TARGET = Path(__file__).parents[1] / "shared/src/qungui/text/words/disguised.py"
HEAD = '''"""
Words that somebody looks for and others write by their sound.

Written by tools/disguised.py from the lists of all topics.
"""
'''
# the patterns of several topics look for these; shorter words of the lists are too many
FURTHER = """
微信 加微信 加我微信 加群 加我 进群 私聊 私信 扫码 二维码 群主 红包 电话
联系 咨询 客服 链接 网址 下载 资源 网盘 兼职 刷单 刷信誉 日结 日入 赚钱 佣金
返利 提现 充值 开户 会员 优惠 促销 代理 批发 包邮 免费 代购 正品 高仿 清仓 推广
引流 涨粉 外挂 辅助 发票 代开 代开发票 代办 办证 贷款 套现 信用卡 花呗 网贷
高利贷 身份证 银行卡 手机号 验证码 投票 投一票 点赞 砍价 砍一刀 助力 拼多多 赌博
博彩 彩票 棋牌 下注 色情 裸聊 约炮 黄片 外围 上门 服务 按摩 包夜 直播
视频 毒品 冰毒 大麻 枪支 炸药 法轮功 共产党 政治 翻墙 水军 稳赚 理财
投资 原始股 虚拟币 带单 喊单 机密 底价 客户名单 捐款 筹款 转发 代写 论文 内部
内部消息 傻逼 傻子 垃圾 废物 去死 滚蛋 妈的 操你 操你妈 草泥马 婊子 贱人 狗东西
智障 脑残 白痴 畜生 骗子 蠢货 他妈的 你妈 恶心 滚开 滚出去 不要脸 神经病 有病
女拳 国男 田园 普信 舔狗 渣男 死全家 全家死光 王八蛋 混蛋 狗屁 屁眼 鸡巴 逼样
装逼 牛逼 尼玛
"""
# what sounds like one of them inside other words
HARMLESS = "都别卖"
NO_OFFENCES = {"disguised", "heat", "leisure", "negativity", "optout", "reported"}
_PLAIN_LISTS = (
    *(advertising.PROMOTION, advertising.SELLING, advertising.CONTACT),
    insult.ABUSE,
)
SHORT, OFTEN, RARELY = 2, 20, 2  # pairs of characters meet by chance more often than more do


def main() -> None:
    listed = dict.fromkeys((*FURTHER.split(), *_listed()))
    heard = _by_sound(filter(_is_plain, listed))
    known = {word for word, *_ in dictionary()}
    beside = _beside(Path(sys.argv[1]), heard, known | listed.keys())
    chance = Counter({word: sum(each.values()) for word, each in beside.items()})
    further = set(FURTHER.split())
    most = {
        word: OFTEN if word in further else RARELY * (len(word) > SHORT) for word in _words(heard)
    }
    safe = [word for word, limit in most.items() if limit and chance[word] <= limit]
    certain = set(safe)
    rest = [word for word in _words(heard) if word not in certain]
    named = {
        *HARMLESS.split(),
        *_ever_listed(),
        *(word for word, often in dictionary() if often > 1),
    }
    common = set("".join(everyday()))
    alike = {
        word
        for word in named
        if (meant := heard.get(as_heard(word)))
        and (meant[0] in certain or not common.issuperset(word))
    }
    ordinary = sorted(alike.union(*(beside[word] for word in safe)) - certain - set(rest))
    blocks = {
        "BY_SOUND": safe,
        "BY_PINYIN": rest,
        "ORDINARY": ordinary,
    }
    TARGET.write_text(HEAD + "".join(block(*each) for each in blocks.items()), encoding="utf-8")


def _listed() -> Iterator[str]:
    for module in iter_modules(words.__path__):
        if module.name in NO_OFFENCES:
            continue
        for value in vars(import_module(f"{words.__name__}.{module.name}")).values():
            if isinstance(value, Cues):
                yield from value.alone.words
                for together in value.together:
                    for group in together.groups:
                        yield from group.words
    for text in (
        advertising.PROMOTION,
        advertising.SELLING,
        advertising.CONTACT,
        advertising.GOODS,
    ):
        yield from Lexicon.of(text).words
    yield from Lexicon.of(insult.ABUSE).words


def _ever_listed() -> Iterator[str]:
    """Innocent words too, and what calls a finding off."""
    for path in TARGET.parent.glob("*.py"):
        if path != TARGET:
            yield from re.findall("[一-鿿]+", path.read_text(encoding="utf-8"))


def _is_plain(word: str) -> bool:
    return is_chinese(word) and folded(word) == word and not nicknamed(word)


def _by_sound(listed: Iterable[str]) -> dict[str, list[str]]:
    heard = defaultdict[str, list[str]](list)
    for word in listed:
        heard[as_heard(word)].append(word)
    return heard


def _words(heard: dict[str, list[str]]) -> list[str]:
    """The first of those that sound alike: the lists' order is the order of importance."""
    return [words[0] for words in heard.values()]


def _beside(path: Path, heard: dict[str, list[str]], known: set[str]) -> dict[str, Counter[str]]:
    """By word, what sounds like it in ordinary talk and is no word itself."""
    found = defaultdict[str, Counter[str]](Counter)
    longest = max(map(len, heard))
    for text in _ordinary(path):
        sounds = as_heard(text)
        for start in range(len(text)):
            for end in range(start + SHORT, min(len(text), start + longest) + 1):
                if (alike := heard.get(sounds[start:end])) and text[start:end] not in known:
                    for word in alike:
                        found[word][text[start:end]] += 1
    return found


def _ordinary(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["category"].startswith("clean"):
                yield row["text"]


if __name__ == "__main__":
    main()

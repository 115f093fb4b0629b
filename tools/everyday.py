"""
Writes shared/src/qungui/text/words/everyday.py: words of two characters, from jieba's dictionary
(MIT) and how often it met them.

    uv run --no-sync --with jieba==0.42.1 python -m tools.everyday
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import batched
from pathlib import Path

from qungui.text.aloud import as_heard
from qungui.text.characters import SOUNDS

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "shared/src/qungui/text/words"
TARGET = WORDS / "everyday.py"
SAYINGS = ROOT / "tools/detection"
HEAD = '''"""
Words of two characters, each first one with all that follow it: those that stand in any talk
(EVERYDAY), of such as sound alike the likeliest (LIKELIEST), and those with a character that is
unusual (SELDOM). UNUSUAL characters stand in hardly any word, and in none of our lists.

Written by tools/everyday.py from the dictionary of jieba (MIT), see NOTICE.
"""
'''
SHORT = 2
NUMERALS = "壹贰叁肆伍陆柒捌玖拾佰仟"  # as contracts write them
EVERY_DAY = 150  # times in the dictionary's own texts
UNUSUAL = 500  # the same, of all words with a character together
PER_LINE = 46
PER_ROW = 45


def main() -> None:
    often = {word: times for word, times in dictionary() if is_chinese(word)}
    words = everyday()
    alike = defaultdict[str, list[str]](list)
    for word in sorted(words, key=lambda word: -often[word]):
        alike[as_heard(word)].append(word)
    unusual = _unusual(often)
    seldom = [
        word
        for word in often
        if len(word) == SHORT and not unusual.isdisjoint(word) and as_heard(word) in alike
    ]
    likeliest = [same[0] for same in alike.values() if len(same) > 1]
    blocks = {
        "EVERYDAY": _rows(words),
        "LIKELIEST": _rows(likeliest),
        "SELDOM": _rows(seldom),
        "UNUSUAL": [*map("".join, batched(sorted(unusual), PER_ROW, strict=False))],
    }
    text = HEAD + "".join(block(*each) for each in blocks.items())
    TARGET.write_text(text, encoding="utf-8")


def everyday() -> list[str]:
    return [
        word
        for word, times in dictionary()
        if len(word) == SHORT and times >= EVERY_DAY and is_chinese(word)
    ]


def dictionary() -> Iterator[tuple[str, int]]:
    """All words and how often jieba met them."""
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, often, _ = line.split(" ")
        yield word, int(often)


def is_chinese(word: str) -> bool:
    return all("一" <= character <= "鿿" for character in word)


def _unusual(often: dict[str, int]) -> set[str]:
    """Characters with a sound that hardly any word has, and nothing that this project wrote."""
    met = Counter[str]()
    for word, times in often.items():
        met.update(dict.fromkeys(word, times))
    lists = (path for path in WORDS.glob("*.py") if path.stem not in {"disguised", "everyday"})
    texts = (*lists, SAYINGS / "written.txt", *SAYINGS.glob("sayings/*.txt"))
    ours = set("".join(path.read_text(encoding="utf-8") for path in texts))
    sounding = "".join(row.lstrip("abcdefghijklmnopqrstuvwxyz") for row in SOUNDS.split())
    usual = ours.union(NUMERALS)
    return {each for each in sounding if met[each] < UNUSUAL and each not in usual}


def _rows(words: Iterable[str]) -> list[str]:
    following: dict[str, str] = {}
    for pair in sorted(words):
        following[pair[0]] = following.get(pair[0], pair[0]) + pair[1:]
    return list(following.values())


def block(name: str, rows: Iterable[str]) -> str:
    """A constant of this name that holds *rows*, parted by spaces, in lines of a fair length."""
    lines, line = list[str](), ""
    for row in rows:
        if line and len(line) + len(row) > PER_LINE:
            lines.append(line)
            line = ""
        line = f"{line} {row}" if line else row
    return f'\n{name} = """\n' + "\n".join((*lines, line)) + '\n"""\n'


if __name__ == "__main__":
    main()

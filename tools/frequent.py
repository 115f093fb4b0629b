"""
Writes shared/src/qungui/rulebook/frequent.py: what stands in more than one ordinary message of a
thousand, so that it is no word for a list.

    uv run --no-sync python -m tools.frequent ORDINARY.csv cped

ORDINARY.csv has columns ``text``, ``category`` and ``source``; the ``clean`` rows of the named
source are counted. Of task dialogues, hotels and museums would be what everybody talks about.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from qungui.text.normal import normal

TARGET = Path(__file__).parents[1] / "shared/src/qungui/rulebook/frequent.py"
HEAD = '''"""
What stands in more than one of a thousand messages of everyday talk; every part of it does as well.

Written by tools/frequent.py from the dialogues of CPED, see NOTICE.
"""

FREQUENT = """
'''
SHARE = 0.001
LONGEST = 8
PER_LINE = 48
# people of the plays that the dialogues are from
_PLAYED = re.compile("关谷|一菲|刘星|子乔|小姨|小雨|小雪|展博|张伟|悠悠|小贤|曾老师|美嘉|诺澜|桃子")
_RUNS = re.compile("[一-鿿]+|[a-z0-9]+")


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == sys.argv[2]]
    texts = [row["text"] for row in rows if row["category"] == "clean"]
    counted = Counter(word for text in texts for word in _words(normal(text)))
    often = {
        word
        for word, count in counted.items()
        if count > SHARE * len(texts) and not _PLAYED.search(word)
    }
    whole = sorted(often - {part for word in often for part in _parts(word) if part != word})
    TARGET.write_text(HEAD + "".join(_lines(whole)) + '"""\n', encoding="utf-8")


def _words(plain: str) -> set[str]:
    """Each once; Latin ones and numbers only as they stand."""
    return {
        word
        for run in _RUNS.findall(plain)
        for word in (_parts(run) if run > "z" else [run])
        if len(word) > 1
    }


def _parts(run: str) -> Iterator[str]:
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + LONGEST) + 1):
            yield run[start:end]


def _lines(words: Iterable[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if len(line) + len(word) >= PER_LINE:
            yield f"{line}\n"
            line = ""
        line += f" {word}" if line else word
    yield f"{line}\n"


if __name__ == "__main__":
    main()

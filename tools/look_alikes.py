"""
Writes shared/src/qungui/text/shapes.py: rare characters, each with those of listed words that it
looks like.

    uv run --no-sync python -m tools.look_alikes LOOK_ALIKES.txt ORDINARY.csv

LOOK_ALIKES.txt has a character a line and behind it those that look like it, as
biubiubiiu/SpamClassification has them (Apache-2.0, see NOTICE). ORDINARY.csv has columns ``text``
and ``category``. A character of an everyday word, or one that its ``clean`` rows show again and
again, is no disguise.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from qungui.text.folding import folded
from qungui.text.words.disguised import BY_PINYIN, BY_SOUND
from qungui.text.words.everyday import EVERYDAY

TARGET = Path(__file__).parents[1] / "shared/src/qungui/text/shapes.py"
HEAD = '''"""
Rare characters, each with those of listed words that it looks like.

Written by tools/look_alikes.py from a table of look-alikes, see NOTICE.
"""

ALIKE = """
'''
PER_LINE = 48
SEEN = 3  # times in ordinary texts


def main() -> None:
    looked_for = set("".join((BY_SOUND + BY_PINYIN).split()))
    seen = Counter[str]()
    with Path(sys.argv[2]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["category"].startswith("clean"):
                seen.update(set(folded(row["text"])))
    meant = defaultdict[str, str](str)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        each, _, alike = line.partition(" ")
        if each in looked_for:
            for rare in filter(_is_rare, dict.fromkeys(alike)):
                if seen[rare] < SEEN:
                    meant[rare] += each
    TARGET.write_text(HEAD + "".join(_lines(meant)) + '"""\n', encoding="utf-8")


def _is_rare(character: str) -> bool:
    """Whether it is a Chinese one that is in no everyday word and is matched as it stands."""
    return (
        "一" <= character <= "鿿" and character not in EVERYDAY and folded(character) == character
    )


def _lines(meant: dict[str, str]) -> Iterator[str]:
    line = ""
    for rare in sorted(meant):
        row = rare + meant[rare]
        if len(line) + len(row) >= PER_LINE:
            yield f"{line}\n"
            line = ""
        line += f" {row}" if line else row
    yield f"{line}\n"


if __name__ == "__main__":
    main()

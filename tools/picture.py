"""
Draws a terminal's output as a picture.

The one of ``make run`` in docs/images was made by

    FORCE_COLOR=1 COLUMNS=140 make run | uv run python tools/picture.py docs/images/timeline.svg
"""

import re
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

_WIDTH = 140
_FONTS = "DejaVu Sans Mono, Noto Sans Mono CJK SC, monospace"
# A picture fetches nothing: rich's web fonts go, the reader's own monospaced font stays.
_WEB_FONTS = re.compile(r"@font-face \{.*?\n    \}\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)


def main(target: str) -> None:
    lines = [line for line in sys.stdin if "python -m local" not in line]
    console = Console(record=True, width=_WIDTH, file=sys.stderr, force_terminal=True)
    console.print(Text.from_ansi("".join(lines)))
    drawn = console.export_svg(title="make run", theme=MONOKAI, unique_id="run")
    drawn = _COMMENT.sub("", _WEB_FONTS.sub("", drawn)).replace("Fira Code, monospace", _FONTS)
    Path(target).write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

"""
Draws a terminal's output as a picture, of a story's scenes only those named.

The one of ``make run`` in docs/images was made by

    FORCE_COLOR=1 COLUMNS=160 make run | uv run python tools/picture.py docs/images/timeline.svg \
        "First adverts" "Ten sharp" "Second adverts" "Early morning" "Members gone" "An insult" \
        "Once more" "One apologises" "An appeal" "A leader's task"
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.terminal_theme import MONOKAI
from rich.text import Text

_WIDTH = 160
_FONTS = "DejaVu Sans Mono, Noto Sans Mono CJK SC, monospace"
# A picture fetches nothing: rich's web fonts go, the reader's own monospaced font stays.
_WEB_FONTS = re.compile(r"@font-face \{.*?\n    \}\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_BEGINS, _SCENE, _CLOSING = "启动本地环境", "── ", "小结"


def main(target: str, *scenes: str) -> None:
    console = Console(record=True, width=_WIDTH, file=sys.stderr, force_terminal=True)
    for line in kept(Text.from_ansi(sys.stdin.read()).split("\n"), scenes):
        indent = len(line.plain) - len(line.plain.lstrip())
        console.print(Padding(line[indent:], (0, 0, 0, indent)))
    drawn = console.export_svg(title="make run", theme=MONOKAI, unique_id="run")
    drawn = _COMMENT.sub("", _WEB_FONTS.sub("", drawn)).replace("Fira Code, monospace", _FONTS)
    Path(target).write_text(drawn, encoding="utf-8")


def kept(lines: Iterable[Text], scenes: Sequence[str]) -> Iterator[Text]:
    """From the beginning of the run: its named scenes, a sign where some are left out, its end."""
    has_begun = is_shown = False
    for line in lines:
        was_shown = is_shown
        if line.plain.startswith(_BEGINS) or line.plain.startswith(_CLOSING):
            has_begun = is_shown = True
        elif has_begun and line.plain.startswith(_SCENE):
            is_shown = not scenes or any(name in line.plain for name in scenes)
        if is_shown:
            yield line
        elif was_shown:
            yield Text("⋮", style="dim")


if __name__ == "__main__":
    main(*sys.argv[1:])

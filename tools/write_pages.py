"""What of docs/ is made from the product itself, pages and pictures; `make docs` writes it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from qungui.cli.coverage import page
from qungui.cli.regulations import page as regulations_page
from qungui.cli.scenarios import keys_page, rates_page
from tools.desk_commands import page as desk_page
from tools.life_of_a_group import page as life_page
from tools.phone_picture import draw_desk, draw_life
from tools.rulebook_reference import page as reference_page
from tools.topic_pages import pages as topic_pages

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

PAGES: Mapping[str, Callable[[], str]] = {
    "images/desk.svg": draw_desk,
    "images/life.svg": draw_life,
    "topics/desk-commands.md": desk_page,
    "topics/coverage.md": lambda: page(ROOT / "tests/scenarios"),
    "topics/life-of-a-group.md": life_page,
    "topics/regulations.md": regulations_page,
    "topics/rulebook-reference.md": reference_page,
    "topics/scenario-keys.md": keys_page,
    "topics/scenario-rates.md": lambda: rates_page(ROOT / "tests/scenarios"),
    **{f"topics/{name}": partial(topic_pages().__getitem__, name) for name in topic_pages()},
}


def main() -> None:
    for name, write in PAGES.items():
        (DOCS / name).write_text(write(), "utf-8")


if __name__ == "__main__":
    main()

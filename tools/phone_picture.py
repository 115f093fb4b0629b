"""
docs/images/desk.svg and life.svg: phones beside each other, with what stands on them.

Drawn from what the product itself says (``tools/phones.py``, ``tools/life_phones.py``); a reader's
own Chinese font is used, so places are reckoned by columns: a Chinese character takes two.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from local.story import ZONE, read_story
from qungui.model.outcome import Card
from tools.life_phones import LifePhones
from tools.phones import Bubble, Phones

_FONTS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',sans-serif"
_WIDTH, _GAP, _MARGIN, _HEAD, _FOOT = 376, 28, 24, 92, 20
_SIZE, _LINE, _COLUMN = 14, 22, 7.4
_AVATAR, _PAD, _COLUMNS = 34, 12, 36
_PIECE = re.compile(r"[\w.@-]+|.", re.ASCII)
_NEVER_FIRST = "，。、；：！？”）》】…"
_STORY = read_story()
_NAMES = {**_STORY.people, **{group.key: group.name for group in _STORY.later}}
_INK, _GREY, _BLUE, _GREEN, _PAPER = "#1f2329", "#8a919c", "#2f6fed", "#b4ec8f", "#ffffff"


@dataclass(frozen=True, slots=True)
class Shown:
    """
    One phone of the picture.

    Attributes:
        userid: Whose phone it is, open at the app; or the story's key of a group, open at it.
        bubbles: Which of all that is on it, by their place.
    """

    userid: str
    role: str
    bubbles: tuple[int, ...]


DESK = (
    Shown("caomin", "成员：看记录，申诉，得到答复", (4, 5, 6, 7, 8)),
    Shown("qinyue", "管理员：确认；自己办的事须回避", (0, 1, 2, 7, 8)),
    Shown("lina", "管理部门：看能用的命令", (3, 4)),
)


LIFE = (
    Shown("zhoutao", "群主：事项办完，延期，公告，解散", (2, 3, 5, 6, 7, 8, 9, -1)),
    Shown("launch", "群里读到的", (0, 1, 2)),
    Shown("gaofeng", "另一群的群主：逾期未解散", (0, 1, 2, 3)),
)


def draw_desk() -> str:
    """The whole picture, SVG; as the next one."""
    return _drawn(DESK, Phones.played())


def draw_life() -> str:
    return _drawn(LIFE, LifePhones.played())


def _drawn(pictured: Sequence[Shown], phones: Mapping[str, Sequence[Bubble]]) -> str:
    drawn = [
        _Phone(shown).drawn([phones[shown.userid][at] for at in shown.bubbles])
        for shown in pictured
    ]
    height = max(phone.y for phone in drawn) + _FOOT
    width = 2 * _MARGIN + len(drawn) * (_WIDTH + _GAP) - _GAP
    room = f'viewBox="0 0 {width} {height + _MARGIN}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {room} font-family="{_FONTS}">',
        '<rect width="100%" height="100%" rx="16" fill="#e9edf3"/>',
    ]
    for number, phone in enumerate(drawn):
        left = _MARGIN + number * (_WIDTH + _GAP)
        parts += [f'<g transform="translate({left} 0)">', *phone.framed(height), "</g>"]
    return "\n".join((*parts, "</svg>", ""))


@dataclass(slots=True)
class _Phone:
    """
    Attributes:
        y: Where the next thing goes.
    """

    shown: Shown
    y: int = _HEAD + 16
    parts: list[str] = field(default_factory=list)

    def drawn(self, bubbles: Sequence[Bubble]) -> "_Phone":
        moments = [bubble.at.astimezone(ZONE) for bubble in bubbles]
        has_days = moments[0].date() != moments[-1].date()
        clock = ""
        for bubble, at in zip(bubbles, moments, strict=True):
            now = f"{at.month}月{at.day}日 {at:%H:%M}" if has_days else f"{at:%H:%M}"
            if now != clock:
                self._middle(now)
                clock = now
            if isinstance(bubble.said, Card):
                self._card(bubble.said)
            else:
                self._words(bubble.said, is_own=bubble.is_own)
        return self

    def framed(self, height: int) -> Iterator[str]:
        """With its frame, that reaches down to *height*."""
        title, caption = self._heads()
        yield _text(_WIDTH / 2, 30, caption, fill=_INK, middle=True)
        yield _box(0, 44, _WIDTH, height - 44, "#f3f3f5", radius=22, stroke="#c5ccd6")
        yield f'<path d="M0 {_HEAD}H{_WIDTH}" stroke="#dfe3e8"/>'
        yield _text(18, 74, "‹", size=22, fill=_INK)
        yield _text(_WIDTH / 2, 74, title, size=16, fill=_INK, middle=True, bold=True)
        yield from self.parts

    def _heads(self) -> tuple[str, str]:
        """Of the screen, and above the phone."""
        name = _NAMES[self.shown.userid]
        if self.shown.userid in _STORY.people:
            return "群规助手", f"{name} · {self.shown.role}"
        return name, self.shown.role

    def _middle(self, clock: str) -> None:
        self.parts.append(_text(_WIDTH / 2, self.y + 8, clock, size=11, fill=_GREY, middle=True))
        self.y += 20

    def _words(self, said: str, *, is_own: bool) -> None:
        lines = [part for line in said.splitlines() for part in wrapped(line, _COLUMNS)]
        width = round(max(map(columns, lines)) * _COLUMN) + 2 * _PAD
        height = len(lines) * _LINE + _PAD
        left = _WIDTH - _AVATAR - 20 - width if is_own else _AVATAR + 20
        self._avatar(is_own=is_own)
        self.parts.append(_box(left, self.y, width, height, _GREEN if is_own else _PAPER, radius=8))
        for number, line in enumerate(lines):
            down = self.y + 21 + number * _LINE
            self.parts.append(_text(left + _PAD, down, line, fill=_INK))
        self.y += height + 14

    def _card(self, card: Card) -> None:
        """A title, what it says, facts, and its buttons in a row."""
        left, width, top = _AVATAR + 20, _WIDTH - _AVATAR - 34, self.y
        self._avatar(is_own=False)
        at = len(self.parts)
        self.y += 28
        self._line(left, card.title, size=16, bold=True)
        self._line(left, card.description, size=12, fill=_GREY)
        self.y += 4
        for line in wrapped(card.body, _COLUMNS):
            self._line(left, line)
        self.y += 4
        about = (("成员", card.about),) if card.about else ()
        for name, value in (*about, *card.facts):
            self.parts.append(_text(left + _PAD, self.y, name, size=13, fill=_GREY))
            link = _BLUE if (name, value) in about else _INK
            self.parts.append(_text(left + _PAD + 68, self.y, value, size=13, fill=link))
            self.y += _LINE
        self._buttons(left, width, [text for text, _ in card.buttons])
        self.parts.insert(at, _box(left, top, width, self.y - top, _PAPER, radius=8))
        self.y += 14

    def _line(
        self, left: float, line: str, *, fill: str = _INK, size: int = _SIZE, bold: bool = False
    ) -> None:
        self.parts.append(_text(left + _PAD, self.y, line, fill=fill, size=size, bold=bold))
        self.y += _LINE

    def _buttons(self, left: float, width: float, buttons: Sequence[str]) -> None:
        room = (width - 2 * _PAD - 8 * (len(buttons) - 1)) / len(buttons)
        for number, button in enumerate(buttons):
            x = round(left + _PAD + number * (room + 8), 1)
            fill, ink = (_BLUE, _PAPER) if number == 0 else ("#eef2f8", _BLUE)
            self.parts.append(_box(x, self.y - 8, round(room, 1), 32, fill, radius=6))
            middle = round(x + room / 2, 1)
            self.parts.append(_text(middle, self.y + 13, button, fill=ink, middle=True))
        self.y += 36

    def _avatar(self, *, is_own: bool) -> None:
        left = _WIDTH - _AVATAR - 12 if is_own else 12
        fill, sign = ("#7a8699", _NAMES[self.shown.userid][0]) if is_own else ("#1d9d8b", "规")
        self.parts.append(_box(left, self.y, _AVATAR, _AVATAR, fill, radius=6))
        sign_at = left + _AVATAR / 2
        self.parts.append(_text(sign_at, self.y + 23, sign, size=16, fill=_PAPER, middle=True))


def columns(text: str) -> int:
    """A Chinese character takes two."""
    return sum(2 if east_asian_width(each) in "WFA" else 1 for each in text)


def wrapped(text: str, most: int) -> Iterator[str]:
    """Lines of at most *most* columns; a closing sign stays with its line, a word is not cut."""
    line = ""
    for each in _PIECE.findall(text):
        if line and columns(line + each) > most and each not in _NEVER_FIRST:
            yield line
            line = ""
        line += each
    yield line


def _text(
    x: float,
    y: float,
    text: str,
    *,
    fill: str,
    size: int = _SIZE,
    middle: bool = False,
    bold: bool = False,
) -> str:
    looks = f'font-size="{size}" fill="{fill}" xml:space="preserve"'
    looks += ' text-anchor="middle"' if middle else ""
    looks += ' font-weight="600"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" {looks}>{escape(text)}</text>'


def _box(
    x: float, y: float, width: float, height: float, fill: str, *, radius: int, stroke: str = ""
) -> str:
    line = f" stroke={quoteattr(stroke)}" if stroke else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius}" '
        f'fill="{fill}"{line}/>'
    )

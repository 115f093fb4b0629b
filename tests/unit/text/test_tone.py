import pytest

from qungui.model.finding import Tone
from qungui.text.normal import normal
from qungui.text.tone import tone_of


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("", Tone.IDLE),
        ("哈哈哈哈", Tone.IDLE),
        ("666", Tone.IDLE),
        ("👍👍", Tone.IDLE),
        ("请问合同在哪里领？", Tone.ASKING),
        ("这个怎么测算的", Tone.ASKING),
        ("有种你过来", Tone.HEATED),
        ("你就是欠收拾", Tone.HEATED),
        ("桌上一堆文件欠整理", Tone.PLAIN),
        ("你 凭 什 么 说我", Tone.HEATED),
        ("他说“有种你过来”，我没理", Tone.PLAIN),
        ("合同明天寄出", Tone.PLAIN),
    ],
)
def test_the_tone_of_a_text(text, tone):
    assert tone_of(normal(text)) is tone


@pytest.mark.parametrize("row", ["h", "ha", "in", "6", "666", "lol"])
def test_a_long_row_of_the_same_is_read_at_once(row):
    """Read in every way it would take for ever: this test never ends then."""
    assert tone_of((row * 40)[:38] + "谢") is Tone.PLAIN

import pytest

from qungui.model.attachment import Media, MediaKind
from qungui.model.finding import Clear, Hit
from qungui.model.inspection import Inspection
from qungui.model.message import MessageKind
from qungui.rules.virus_link import VirusLink
from tests.support.build import facts

BAD = VirusLink(malicious_urls=("http://evil.invalid/a", "trap.invalid"))
HOME = VirusLink(allow_domains=("gov.cn", "corp.invalid"))


@pytest.mark.parametrize(
    "text",
    [
        "快领http://evil.invalid/a大家点",
        "HTTPS://WWW.EVIL.invalid/A",
        "http://evil.invalid/a/b?c=1",
        "https://trap.invalid",
        "见 http://trap.invalid/任意",
        "http://trap.invalid?x=1",
    ],
)
def test_a_link_on_the_list_acts(text):
    said = BAD.judge(facts(text))
    start, end = said.span
    assert text[start:end].lower().startswith("http")


@pytest.mark.parametrize(
    "text",
    [
        "http://evil.invalid/abc",
        "http://notrap.invalid",
        "http://trap.invalid.corp.invalid",
        "evil这个词",
        "谨防病毒链接，不要点",
    ],
)
def test_another_does_not(text):
    assert BAD.judge(facts(text)) == Clear()


def test_a_link_message_points_somewhere_too():
    seen = facts("领补贴", kind=MessageKind.LINK, url="http://trap.invalid/q")
    assert BAD.judge(seen) == Hit(reason="链接在恶意网址名单上")


@pytest.mark.parametrize(
    "text",
    ["http://gov.cn.invalid", "http://evil-gov.cn/a", "http://gov.cn@evil.invalid", "http://[::1"],
)
def test_a_link_beyond_the_allowed_places_acts(text):
    assert isinstance(HOME.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text", ["https://www.tax.gov.cn/9", "http://corp.invalid:8443/x", "没有链接", "http://GOV.CN"]
)
def test_one_inside_does_not(text):
    assert HOME.judge(facts(text)) == Clear()


def file(name, harmful=None):
    media = Media(kind=MediaKind.FILE, name=name, inspection=Inspection(harmful=harmful))
    return facts("", kind=MessageKind.FILE, attached=(media,), shared=name)


@pytest.mark.parametrize("name", ["安装包.exe", "合同.pdf.SCR", "a.vbs", "奖金.bat"])
def test_a_file_that_runs_acts(name):
    assert isinstance(VirusLink().judge(file(name)), Hit)


def test_a_file_that_a_scan_calls_harmful_acts():
    assert isinstance(VirusLink().judge(file("合同.pdf", harmful=True)), Hit)


@pytest.mark.parametrize("name", ["合同.pdf", "exe.docx", "bat", "预算表.xlsx"])
def test_another_file_does_not(name):
    assert VirusLink().judge(file(name)) == Clear()


def test_only_the_lists_named_judge():
    links = VirusLink(lists=("恶意网址库",), malicious_urls=("trap.invalid",))
    files = VirusLink(lists=("可疑附件类型",), malicious_urls=("trap.invalid",))
    assert links.judge(file("a.exe")) == Clear()
    assert isinstance(files.judge(file("a.exe")), Hit)
    assert files.judge(facts("http://trap.invalid")) == Clear()
    assert isinstance(links.judge(facts("http://trap.invalid")), Hit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("装这个 update.apk 能加速手机", True),
        ("双击 run.exe 就能领红包", True),
        ("会议室投影装个驱动 setup.exe 才能用", False),
        ("report.exe 是谁放的", False),
    ],
)
def test_a_text_that_urges_to_run_a_program_is_found(text, found):
    assert isinstance(VirusLink().judge(facts(text)), Hit) is found

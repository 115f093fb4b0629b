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
        "http://a.trap.invalid/x",
    ],
)
def test_a_link_on_the_list_acts(text):
    said = BAD.judge(facts(text))
    start, end = said.span
    assert text[start:end].lower().startswith("http")


@pytest.mark.parametrize(
    ("rule", "passed_on"),
    [
        (BAD, "小李：见 http://trap.invalid/x"),
        (HOME, "小李：见 http://other.invalid/x"),
        (VirusLink(), "小李：账号异常，点 https://icbc.com.cn.abc.top 验证"),
    ],
)
def test_a_link_that_is_passed_on_acts_where_it_stands(rule, passed_on):
    picture = (Media(kind=MediaKind.IMAGE),)
    forwarded = {"kind": MessageKind.FORWARDED, "attached": picture}
    said = rule.judge(facts("大家看", shared=passed_on, **forwarded))
    start, end = said.span
    assert said.in_shared
    assert passed_on[start:end].startswith("http")


def test_ones_own_words_are_no_bait_for_what_is_passed_on():
    """Own and shared words do not add up."""
    shared = "小李：http://a.xyz/x"
    passing_on = facts("点这里领红包", kind=MessageKind.FORWARDED, shared=shared)
    assert VirusLink().judge(passing_on) == Clear()
    assert isinstance(VirusLink().judge(facts(f"点这里领红包 {shared}")), Hit)


def test_a_files_name_holds_no_link():
    name = "www.trap.invalid.txt"
    attached = (Media(kind=MediaKind.FILE, name=name),)
    named = facts("", kind=MessageKind.FILE, shared=name, attached=attached)
    assert BAD.judge(named) == Clear()


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


def test_wildcards_stand_for_any_characters():
    rule = VirusLink(malicious_urls=("hb-*.top",))
    assert isinstance(rule.judge(facts("看 http://hb-7.top/x")), Hit)
    assert rule.judge(facts("看 http://hb.top/x")) == Clear()


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


@pytest.mark.parametrize(
    ("text", "shows", "reason"),
    [
        (
            "登录 http://icbc.com.cn.abc.top/x 看",
            "http://icbc.com.cn.abc.top/x",
            "域名冒充 icbc.com.cn",
        ),
        ("https://taoba0.com/item", "https://taoba0.com/item", "域名冒充 taobao.com"),
        ("http://xn--80ak6aa92e.com/", "http://xn--80ak6aa92e.com/", "域名冒充 apple.com"),
        ("http://gооd.com/", "http://gооd.com/", "域名混用形近字母"),
        ("见 https://gov.cn@evil.com/x", "https://gov.cn@evil.com/x", "网址用 @ 掩盖真正的域名"),
    ],
)
def test_a_link_that_hides_where_it_leads_acts(text, shows, reason):
    said = VirusLink().judge(facts(text))
    assert (said.reason, text[slice(*said.span)]) == (reason, shows)


@pytest.mark.parametrize(
    "text",
    [
        "中奖了 https://bit.ly/3abc",
        "您的账号异常，请到 https://wx-safe.top/v 重新认证",
        "快看你的照片 http://47.98.12.3/p",
        "补贴发放 https://a.com:6789/x",
        "领取补贴 https://wechat-login.com/x",
        "工资补贴请到 gzbt点top",
        "现金红包 https://a.com/b.apk",
        "领公司端午红包，点这里 http://hb-lingqu.example/x",
    ],
)
def test_a_doubtful_link_beside_a_bait_acts(text):
    assert isinstance(VirusLink().judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "短链 https://t.cn/A6x 看看新闻",
        "http://47.98.12.3:3000 测试环境好了",
        "中奖名单见 http://192.168.1.10:9090/list",
        "中奖名单见 http://oa/list",
        "年会中奖名单 https://hr.corp.com/a",
        "红包领取规则见 https://mp.weixin.qq.com/s/x",
        "谨防冒充工资补贴的链接 http://hb-x.top",
        "请登录 http://oa.corp.com 处理退款申请",
        "公司邮箱登录地址 https://mail.company.example",
    ],
)
def test_a_doubt_or_a_bait_alone_does_not(text):
    assert VirusLink().judge(facts(text)) == Clear()


def test_what_is_allowed_is_beyond_doubt():
    rule = VirusLink(allow_domains=("bit.ly",))
    assert rule.judge(facts("中奖了 https://bit.ly/3abc")) == Clear()


def test_signs_are_looked_for_where_addresses_are():
    rule = VirusLink(lists=("可疑附件类型",))
    assert rule.judge(facts("https://taoba0.com/item")) == Clear()


@pytest.mark.parametrize(
    "name", ["发票.pdf.exe", "发票.pdf .scr", "发票\u202efdp.exe", "a．ＥＸＥ", "a.lnk"]
)
def test_a_file_dressed_up_as_another_acts(name):
    assert isinstance(VirusLink().judge(file(name)), Hit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发票.pdf.exe 请查收", ".pdf.exe"),
        ("破解版.zip 密码1234，先关闭杀毒", ".zip 密码1234，先关闭杀毒"),
        ("会议材料.zip，密码1234", None),
        ("请勿打开 发票.pdf.exe", None),
        ("报表.xlsx.zip 已上传", None),
    ],
)
def test_what_is_said_of_a_file_counts(text, found):
    said = VirusLink().judge(facts(text))
    assert (text[slice(*said.span)] if isinstance(said, Hit) else None) == found

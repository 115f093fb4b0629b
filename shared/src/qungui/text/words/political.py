"""Blame of the state, and political topics with an opinion on them."""

import re

from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon

_STATE = """
维稳 官媒 总理 政府 执政党 共产党 中央 中南海 体制 国家领导 领导人 政权 当局 公检法 这个国家 国家
当官的 官员 官方 上面喊 上头那几个 掌权的 官僚 电视里报 新闻里 新闻里全 国内全 官方数据 这届 上面
官府
"""
_BLAME = """
一手遮天 官官相护 贪得 全是贪官 都是贪官 贪官污吏 欺压百姓 压迫 剥削老百姓 不管百姓 不管老百姓死活
早点垮 迟早垮 该倒 烂透了 狗官 瞎搞 乱政 祸国 卖国 不得人心 骗选票 多烂 太烂 真烂 烂透 烂到根 烂了
腐朽 腐败透 腐败 黑暗 无能 草包 独裁 专制 暴政 垮台 下台 倒台 垮了 完蛋 要完 没救了 早晚要完
迟早要完 推翻 掀下台 骗老百姓 愚弄 洗脑 掩盖真相 瞒着 全瞒 草菅人命 吃人 吸血 吸咱们 吸老百姓 作秀
骗经费 捞饱 腰包 搜刮 就知道收税 都是假的 全是骗人 全是假的 骗人的鬼话 没一个好东西 该枪毙 枪毙
毙了 别信 都别信 一个字都别听 丑事 黑料 内幕 根本不行 知道疼 颜色看 颜色看看
"""
_BLAME_INNOCENT = """
反腐败 反对腐败 惩治腐败 拒绝腐败 腐败案件 反洗脑 内幕交易 无能为力 无能量
"""
_ABROAD = """
墙外 翻墙 翻出去 外网 境外网站 境外媒体 外媒 外面才看 推特 油管 禁书 禁片
"""
_SEEN = """
政府 领导 当官 内幕 黑料 真相 国内 瞒着 帖子 视频 录像 存下 抓紧下载 赶紧存 当局 丑事 才是真
"""
_REVOLT = """
抗税 罢税 别交税 谁再交税 抵制选举 抵制投票 都别去投票 推翻他们 推翻政府 推翻这 掀下台 上街去
上街游行 学外国搞罢工 罢工给政府 打倒政府 打倒共 反党 反政府 骂政府 反共 独立建国 颜色革命
还我自由 起义 造反
"""
_ABOUT = """
辟谣 谣言 造谣 举报 投诉 谨防 警惕 请勿 禁止 严禁 不得 别传 学习 讲话精神 文件精神 通知 公告
政策解读 反腐倡廉 警示教育 党课 主题党日 宣传部 历史 小说 电视剧 电影 供应商
"""
NEGATIVE = Cues(
    alone=Lexicon.of(_REVOLT),
    together=(
        Together.of(_STATE, _BLAME, within=22, innocent=_BLAME_INNOCENT),
        Together.of(_ABROAD, _SEEN, within=24),
    ),
    about=Lexicon.of(_ABOUT),
)
_TOPIC = """
欧盟制裁 北约 联合国表决 公投 港独 藏独 疆独 达赖 香港游行 钓鱼岛 南海仲裁 中印边境 萨德 宪法修改
接班人 政治局 常委 美国大选 总统大选 大选结果 大选 换届内幕 总统选举 民主党 共和党 特朗普 川普
拜登 普京 泽连斯基 白宫 国会山 议会选举 台独 武统 统独 台海 台湾 打台湾 台海局势 俄乌 俄国 俄罗斯
乌克兰 巴以 以色列 中东局势 中东 哈马斯 伊朗 朝鲜 半岛局势 中美关系 中美 日本右翼 脱欧 首相 政变
政治体制 政治制度 一党 多党制 三权分立 民主制度 言论自由 敏感事件 政治运动 派系斗争 高层斗争
国家主席 总书记 文革 六四 习大大 两岸
"""
_TOPIC_INNOCENT = """
台湾省 台湾客户 台湾同胞 美国客户 美国市场 美国分公司 美国展会 中美客户 中东客户 中东航线 中东市场
俄罗斯客户 俄罗斯市场 伊朗客户 朝鲜族 首相府
"""
_TALK = re.compile(
    "觉得|认为|看好|支持|谁会[赢上]|谁能[赢上]|会不会打|打不打|拿下|动手|上台|下台|怎么看|你们说|讨论|辩一辩|辩论|掰扯|投票|站哪|站队|谁有理|谁对谁错"
    "|谁先|该不该|要我说|我看|我押|我赌|划不划算|大家说|大伙说|都说说|有没有人"
)
_WORK = Lexicon.of("汇率 运费 航线 报价 订单 客户 出口 退税 关税调整 展会 交期 船期 补贴")
_TOPICS = Lexicon.of(_TOPIC, innocent=_TOPIC_INNOCENT)
_NOT_ABOUT = Lexicon.of("辟谣 谣言 举报 请勿 禁止 严禁 群规 别聊 不要讨论 不谈")


def topic(plain: str) -> tuple[int, int] | None:
    """A political topic that the writer has or asks an opinion on."""
    span = next(_TOPICS.spans(plain), None)
    if span is None or not _TALK.search(plain):
        return None
    return None if any(_WORK.spans(plain)) or any(_NOT_ABOUT.spans(plain)) else span

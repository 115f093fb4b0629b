"""Works of others passed on without leave or source."""

from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon

_ALONE = """
我有注册机 有注册机 扒下来改 扒下来用 扒图 抄他们的 抄同行 照搬同行 枪版的 枪版电影 破解版
去水印版 盗录 枪版 偷录 翻录课程 搬运视频 洗稿 未授权资源 注册机 激活码生成 盗版软件 盗版书
"""
_WORK_OF = """
刚买的网课 买的课 付费资料 盗版资源 盗版 盗版书籍 人家的文章 别人的文章 公众号的文章 别家的图
人家的图 同行的图 别人的方案 付费软件 收费软件 正版软件 录播课 录播 知识星球 训练营资料 收费资料
论文全文 电子书 付费课程 付费课 vip课程 会员课程 网课 全集 影视资源 蓝光 原声带 剧本原稿 图库
字体包 软件安装包 教材扫描 扫描版 题库 付费专栏 付费文章 院线电影
"""
_FREE = """
网盘链接 分你们 分给你们 谁要 分一份 一起看 去水印 搬过来 直接搬 直接抄 照抄 抄过来 复制过来
免激活 分流 共享账号 拼车账号 资源群 免费分享 免费领 免费下 网盘自取 云盘自取 自取 打包 低价
几块钱 随便下 白嫖 不用买 翻录 下好了 传上来 要的私
"""
_LEAVE = """
来源 出处 原文 作者 授权 征得 转载自 署名 版权登记 版权部 正版 举报 抵制 打击 禁止 请勿 公司采购
公司培训 内部培训
"""
CUES = Cues(
    alone=Lexicon.of(_ALONE),
    together=(Together.of(_WORK_OF, _FREE, within=28),),
    unless=Lexicon.of(_LEAVE),
)

"""Hosts that everybody knows, and those that hide others."""

_KNOWN = """
gov.cn qq.com weixin.qq.com wechat.com tencent.com taobao.com tmall.com alipay.com alibaba.com
1688.com aliyun.com dingtalk.com jd.com pinduoduo.com yangkeduo.com baidu.com 163.com 126.com
sina.com.cn weibo.com weibo.cn douyin.com bilibili.com xiaohongshu.com zhihu.com meituan.com
dianping.com ctrip.com 12306.cn 10086.cn 10010.com 189.cn chinaunicom.com icbc.com.cn ccb.com
abchina.com boc.cn bankcomm.com cmbchina.com psbc.com spdb.com.cn citicbank.com cebbank.com
pingan.com unionpay.com 95516.com sf-express.com huawei.com feishu.cn edu.cn microsoft.com
office.com outlook.com live.com apple.com icloud.com google.com github.com gitee.com paypal.com
amazon.com telegram.org wps.cn kdocs.cn docs.qq.com
"""
KNOWN = tuple(_KNOWN.split())
_SHORTENERS = """
t.cn url.cn dwz.cn suo.im suo.nz mrw.so rrd.me 985.so c1n.cn sourl.cn urlc.cn dwz.date
tinyurl.com bit.ly goo.gl is.gd t.co ow.ly cutt.ly rebrand.ly rb.gy s.id v.gd tny.im 0x9.me t.hk
u6v.cn m6z.cn w.url.cn dw-z.ink reurl.cc lihi.cc shorturl.at kutt.it tiny.cc
"""
SHORTENERS = frozenset(_SHORTENERS.split())
_CHEAP = """
top xyz vip cc icu club fun online site shop tk ml ga cf gq pw buzz cyou cfd sbs bond rest life
work click link loan win bid men date party monster quest ink live lol mom
"""
CHEAP = frozenset(_CHEAP.split())
"""Last labels that cost next to nothing, so that throwing one away costs nothing either."""

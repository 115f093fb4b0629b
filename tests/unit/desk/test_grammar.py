"""What people really type, and what it comes to."""

import pytest

from qungui.desk.arguments import Gravity, Month, Until
from qungui.desk.commands import COMMANDS
from qungui.desk.grammar import LONGEST, read
from qungui.desk.meaning import Command, Suggestion, Unclear
from qungui.desk.verbs import Verb
from qungui.model.span import Span, Unit

MINOR, CONSIDERABLE, SERIOUS, UNLAWFUL = Gravity
THREE_DAYS = Span(3, Unit.DAY)
ADVERT = {"person": "张三", "clause": "3.10", "text": "发广告"}
ON_DUTY = {"person": "张三", "clause": "3.11", "text": "值班"}
INNOCENT = "我没发广告"
PUT_OFF = {"numbers": (4821,), "text": "尾款未结"}
ANNOUNCED = {
    "numbers": (4821,),
    "day": Until(6, 25),
    "person": "陈丽",
    "text": "专题项目完结",
}
EXAMPLES = {spec.verb: spec.example for spec in COMMANDS}

UNDERSTOOD = {
    Verb.MY_RECORD: [
        ("我的记录", {}),
        ("记录", {}),
        ("jl", {}),
        ("JL", {}),
        ("我的 记录", {}),
        ("我的記錄", {}),
        ("【我的记录】", {}),
        ("查我的记录", {}),
        ("查看我的记录，谢谢", {}),
        ("请帮我查我的记录", {}),
        ("我想查我的记录", {}),
        ("查我", {}),
        ("查 我", {}),
        ("我的违规。", {}),
        ("my-record", {}),
        ("我的记录 @市场部群", {"group": "市场部群"}),
        ("我的记路", {}),  # a slip in a word that only answers
        ("我的的记录", {}),
        ("我记的录", {}),
    ],
    Verb.APPEAL: [
        ("申诉 3 我没发广告", {"numbers": (3,), "text": INNOCENT}),
        ("申诉3我没发广告", {"numbers": (3,), "text": INNOCENT}),
        ("申诉 #3 我没发广告", {"numbers": (3,), "text": INNOCENT}),
        ("申诉 第3号 我没发广告", {"numbers": (3,), "text": INNOCENT}),
        ("申诉3号案件 我没发广告", {"numbers": (3,), "text": INNOCENT}),
        ("申诉 案件三，我没发广告", {"numbers": (3,), "text": INNOCENT}),
        ("申訴 3 我沒發廣告", {"numbers": (3,), "text": "我沒發廣告"}),
        ("申述 3 我没发广告", {"numbers": (3,), "text": INNOCENT}),
        ("ss 3 我没发广告", {"numbers": (3,), "text": INNOCENT}),
        ("申诉：我没发广告", {"text": INNOCENT}),
        ("申诉 理由：我没发广告", {"text": INNOCENT}),
        ("申诉 3 因为我没发广告", {"numbers": (3,), "text": INNOCENT}),
        ("我要申诉 我没发广告", {"text": INNOCENT}),
        ("我想申诉，我没发广告", {"text": INNOCENT}),
        ("您好，我要申诉：我没发广告", {"text": INNOCENT}),
        ("申诉一下 我没发广告", {"text": INNOCENT}),
        ("申诉我没发广告", {"text": INNOCENT}),
        ("申诉 3点钟我不在线", {"text": "3点钟我不在线"}),
        ("申诉 理由：3 次都不是我", {"text": "3 次都不是我"}),
        ("申诉 3号那天我请假", {"text": "3号那天我请假"}),
        ("申诉 三次都不是我", {"text": "三次都不是我"}),
        ("申诉 2026年11月我在休假", {"text": "2026年11月我在休假"}),
        ("申诉 13800001111 不是我的号", {"text": "13800001111 不是我的号"}),
        ("申诉 我没发，为什么警告我？", {"text": "我没发，为什么警告我？"}),
        ("申诉 3 @市场部群 我没发广告", {"numbers": (3,), "group": "市场部群", "text": INNOCENT}),
        ("申诉 3 @张三 可以作证", {"numbers": (3,), "text": "@张三 可以作证"}),
        ("申诉 3\n我没发广告\n请看聊天记录", {"numbers": (3,), "text": "我没发广告\n请看聊天记录"}),
        ("申诉 我在\n帮助同事", {"text": "我在\n帮助同事"}),
        ("申诉 我已\n道歉三次了", {"text": "我已\n道歉三次了"}),
    ],
    Verb.APOLOGISE: [
        ("道歉", {}),
        ("道歉。", {}),
        ("dq", {}),
        ("我道歉", {}),
        ("致歉 对不起大家", {"text": "对不起大家"}),
        ("道歉 对不起，不再发了", {"text": "对不起，不再发了"}),
        ("道歉对不起大家", {"text": "对不起大家"}),
        ("道歉下次不敢了", {"text": "下次不敢了"}),
        ("本人道歉：我错了", {"text": "我错了"}),
        ("道歉 @张三 对不起", {"text": "@张三 对不起"}),
    ],
    Verb.REJOIN: [
        ("申请回群 我已学习群规", {"text": "我已学习群规"}),
        ("申请回群 @市场部群 我已学习群规", {"group": "市场部群", "text": "我已学习群规"}),
        ("申请回群 群：市场部 我已学习群规", {"group": "市场部", "text": "我已学习群规"}),
        ("回群 @“项目 A 群” 已学群规", {"group": "项目 A 群", "text": "已学群规"}),
        ("我申请回群，我已学习群规", {"text": "我已学习群规"}),
        ("申請回群 @市場部群 知错了", {"group": "市場部群", "text": "知错了"}),
    ],
    Verb.TODO: [
        ("待办", {}),
        ("待辦", {}),
        ("代办", {}),
        ("db", {}),
        ("我的待办", {}),
        ("待办事项！", {}),
        ("@市场部群 待办", {"group": "市场部群"}),
        ("待办 群:市场部", {"group": "市场部"}),
    ],
    Verb.CONFIRM: [
        ("确认3", {"numbers": (3,)}),
        ("确认 3", {"numbers": (3,)}),
        ("確認３。", {"numbers": (3,)}),
        ("qr 3", {"numbers": (3,)}),
        ("QR3", {"numbers": (3,)}),
        ("ｑｒ　３", {"numbers": (3,)}),
        ("确认三", {"numbers": (3,)}),
        ("确认 十二", {"numbers": (12,)}),
        ("确认第二十三号", {"numbers": (23,)}),
        ("确认第3条", {"numbers": (3,)}),
        ("确认 ③", {"numbers": (3,)}),
        ("确认 1 2 3", {"numbers": (1, 2, 3)}),
        ("确认 1-3", {"numbers": (1, 2, 3)}),
        ("确认 1～3", {"numbers": (1, 2, 3)}),
        ("确认 1到3", {"numbers": (1, 2, 3)}),
        ("确认 1、2", {"numbers": (1, 2)}),
        ("确认 1，2和5", {"numbers": (1, 2, 5)}),
        ("确认 3号、5号", {"numbers": (3, 5)}),
        ("确认 3 3 3", {"numbers": (3,)}),
        ("确认 003", {"numbers": (3,)}),
        ("确认 3 轻", {"numbers": (3,), "gravity": MINOR}),
        ("确认 3 较重", {"numbers": (3,), "gravity": CONSIDERABLE}),
        ("确认3严重", {"numbers": (3,), "gravity": SERIOUS}),
        ("确认 3，情节严重", {"numbers": (3,), "gravity": SERIOUS}),
        ("确认 严重 3", {"numbers": (3,), "gravity": SERIOUS}),
        ("确认 1-2 违法", {"numbers": (1, 2), "gravity": UNLAWFUL}),
        ("属实 3", {"numbers": (3,)}),
        ("请确认 3，谢谢", {"numbers": (3,)}),
        ("麻烦帮我确认一下3，谢谢！", {"numbers": (3,)}),
        ("/确认 3", {"numbers": (3,)}),
        ("确认　3 吧", {"numbers": (3,)}),
        ("@市场部群 确认 3", {"group": "市场部群", "numbers": (3,)}),
        ("确认 @市场部群 3", {"group": "市场部群", "numbers": (3,)}),
        ("群：市场部 确认 3", {"group": "市场部", "numbers": (3,)}),
        ("确认 3 @市场部", {"group": "市场部", "numbers": (3,)}),
    ],
    Verb.DISMISS: [
        ("驳回 3 是工作通知", {"numbers": (3,), "text": "是工作通知"}),
        ("驳回3是工作通知", {"numbers": (3,), "text": "是工作通知"}),
        ("駁回 3，是工作通知", {"numbers": (3,), "text": "是工作通知"}),
        ("不成立 3 是工作通知", {"numbers": (3,), "text": "是工作通知"}),
        ("不确认 3 是工作通知", {"numbers": (3,), "text": "是工作通知"}),
        ("bh 1 2 误报", {"numbers": (1, 2), "text": "误报"}),
        ("驳回 1、2证据不足", {"numbers": (1, 2), "text": "证据不足"}),
        ("驳回 3 5分钟内撤回了", {"numbers": (3,), "text": "5分钟内撤回了"}),
        ("驳回 3，2人作证", {"numbers": (3,), "text": "2人作证"}),
        ("驳回 1 2 人为误触", {"numbers": (1, 2), "text": "人为误触"}),
        ("驳回 3 理由：2 人作证", {"numbers": (3,), "text": "2 人作证"}),
        ("驳回 3 张三已道歉", {"numbers": (3,), "text": "张三已道歉"}),
        ("驳回 3 天天都发的通知", {"numbers": (3,), "text": "天天都发的通知"}),
        ("驳回 1、2 人为误触", {"numbers": (1, 2), "text": "人为误触"}),
        ("驳回 3 100%是误判", {"numbers": (3,), "text": "100%是误判"}),
        ("驳回 3 理由是：误报。", {"numbers": (3,), "text": "误报。"}),
        ("驳回 3 误报，谢谢", {"numbers": (3,), "text": "误报，谢谢"}),
    ],
    Verb.WARN: [
        ("警告 张三 3.10 发广告", ADVERT),
        ("警告张三3.10发广告", ADVERT),
        ("警告 张三，3.10，发广告", ADVERT),
        ("警告 3.10 张三 发广告", ADVERT),
        ("警告 张三 违反第3条第10款 发广告", ADVERT),
        ("警告张三第三条第十款发广告", ADVERT),
        ("警告 张三 第3条(10)款 发广告", ADVERT),
        ("警告 張三 3.10 发广告", {**ADVERT, "person": "張三"}),
        ("警告 @zhangsan R01.3.10 发广告", {**ADVERT, "person": "zhangsan", "clause": "R01.3.10"}),
        (
            "警告 zhang.san r01.3.7b 刷屏",
            {"person": "zhang.san", "clause": "R01.3.7b", "text": "刷屏"},
        ),
        ("警告 “Zhang San” 3.10 发广告", {**ADVERT, "person": "Zhang San"}),
        ("警告 @市场部群 张三 3.10 发广告", {**ADVERT, "group": "市场部群"}),
        ("@市场部 警告 张三 3.10 发广告", {**ADVERT, "group": "市场部"}),
        ("警告 @王群 3.10 发广告", {**ADVERT, "person": "王群"}),
        ("@张三 警告 3.10 发广告", ADVERT),
        ("jg 张三 3.10 发广告", ADVERT),
    ],
    Verb.STRIKE: [
        ("记一次 张三 3.10 发广告", ADVERT),
        ("记录一次 张三 3.10 发广告", ADVERT),
        ("記一次 张三 3.10 发广告", ADVERT),
        ("jyc 张三 3.10 发广告", ADVERT),
    ],
    Verb.LIFT: [
        ("解除 张三 3 已整改", {"person": "张三", "numbers": (3,), "text": "已整改"}),
        ("jc 张三 3 已整改", {"person": "张三", "numbers": (3,), "text": "已整改"}),
    ],
    Verb.PAID: [
        ("已交 3", {"numbers": (3,)}),
        ("已发3", {"numbers": (3,)}),
        ("已發 3、4", {"numbers": (3, 4)}),
        ("yj 3", {"numbers": (3,)}),
    ],
    Verb.MEMBER_FILE: [
        ("查 张三", {"person": "张三"}),
        ("查张三", {"person": "张三"}),
        ("查询 @zhangsan", {"person": "zhangsan"}),
        ("查一下张三的记录", {"person": "张三"}),
        ("请帮我查下 张三，谢谢", {"person": "张三"}),
        ("查 10086", {"person": "10086"}),
        ("查 @市场部群 张三", {"group": "市场部群", "person": "张三"}),
        ("查 @王群", {"person": "王群"}),
    ],
    Verb.ALLOW: [
        ("准许 3", {"numbers": (3,)}),
        ("同意3", {"numbers": (3,)}),
        ("批准申请 3", {"numbers": (3,)}),
        ("准许 3 理由：是工作通知", {"numbers": (3,), "text": "是工作通知"}),
        ("同意3，因为是转述", {"numbers": (3,), "text": "是转述"}),
        ("准许 3 理由：", {"numbers": (3,)}),
        ("ty 1 2", {"numbers": (1, 2)}),
    ],
    Verb.REFUSE: [
        ("不准 3 证据清楚", {"numbers": (3,), "text": "证据清楚"}),
        ("不同意 3，证据清楚", {"numbers": (3,), "text": "证据清楚"}),
        ("拒绝 3 证据清楚", {"numbers": (3,), "text": "证据清楚"}),
    ],
    Verb.REPORT: [
        ("举报 张三 私下推销保险", {"person": "张三", "text": "私下推销保险"}),
        ("我要举报 @zhangsan 骂人", {"person": "zhangsan", "text": "骂人"}),
        ("检举 张三，发 3.10 说的广告", {"person": "张三", "text": "发 3.10 说的广告"}),
        (
            "@市场部群 举报 张三 私下推销",
            {"group": "市场部群", "person": "张三", "text": "私下推销"},
        ),
    ],
    Verb.BRING_UP: [
        ("反映 有人连发低俗表情", {"text": "有人连发低俗表情"}),
        ("建议 增加夜间免打扰时段", {"text": "增加夜间免打扰时段"}),
        ("@市场部群 反映情况：账号异地登录", {"group": "市场部群", "text": "账号异地登录"}),
    ],
    Verb.PARDON: [
        (
            "撤销 张三 3 经查不属实",
            {"person": "张三", "numbers": (3,), "text": "经查不属实"},
        ),
        ("撤銷 @lisi 3 經查不屬實", {"person": "lisi", "numbers": (3,), "text": "經查不屬實"}),
        ("撤消 @lisi 1-2 系统误判", {"person": "lisi", "numbers": (1, 2), "text": "系统误判"}),
    ],
    Verb.EVIDENCE: [
        ("证据 张三 4821", {"person": "张三", "numbers": (4821,)}),
        ("证据张三 4821", {"person": "张三", "numbers": (4821,)}),
        ("调取证据 4821 @zhangsan", {"person": "zhangsan", "numbers": (4821,)}),
        ("@市场部群 取证 张三 4821", {"group": "市场部群", "person": "张三", "numbers": (4821,)}),
        ("請幫我調取證據 張三 ４８２１", {"person": "張三", "numbers": (4821,)}),
        ("zj 张三 4821", {"person": "张三", "numbers": (4821,)}),
    ],
    Verb.EXEMPT: [
        ("豁免 张三 3.11 3天 值班", {**ON_DUTY, "span": THREE_DAYS}),
        ("豁免 张三 3天 3.11 值班", {**ON_DUTY, "span": THREE_DAYS}),
        ("豁免张三 3.11三天值班", {**ON_DUTY, "span": THREE_DAYS}),
        ("豁免 张三 3.11 2小时 值班", {**ON_DUTY, "span": Span(2, Unit.HOUR)}),
        ("豁免 张三 3.11 两周内 值班", {**ON_DUTY, "span": Span(2, Unit.WEEK)}),
        ("豁免 张三 3.11 1个月 值班", {**ON_DUTY, "span": Span(1, Unit.MONTH)}),
        ("豁免 张三 3.11 5个工作日 值班", {**ON_DUTY, "span": Span(5, Unit.WORKING_DAY)}),
        ("豁免 张三 3.11 到12月1日 值班", {**ON_DUTY, "span": Until(12, 1)}),
        ("豁免 张三 3.11 至12.1 值班", {**ON_DUTY, "span": Until(12, 1)}),
        ("豁免 张三 3.11 到2026年12月1日止 值班", {**ON_DUTY, "span": Until(12, 1, 2026)}),
        ("豁免 张三 3.11 到十二月一日 值班", {**ON_DUTY, "span": Until(12, 1)}),
    ],
    Verb.SETTLE: [
        ("结清表 11月", {"month": Month(11)}),
        ("结清表 十一月", {"month": Month(11)}),
        ("结清表2026年11月", {"month": Month(11, 2026)}),
        ("結清表 2026-11", {"month": Month(11, 2026)}),
        ("结清表 202611", {"month": Month(11, 2026)}),
        ("结清表 11。", {"month": Month(11)}),
        ("结清表 上个月", {"month": Month(ago=1)}),
        ("结清表 本月", {"month": Month()}),
        ("结清表 @市场部群 11月", {"group": "市场部群", "month": Month(11)}),
    ],
    Verb.GROUP_FORM: [
        ("建群表", {}),
        ("申请建群", {}),
        ("我要申请建群", {}),
        ("建群表 部门级", {"text": "部门级"}),
        ("【建群申请表】\n类别：临时\n邀请 张三 3天", {"text": "】\n类别：临时\n邀请 张三 3天"}),
    ],
    Verb.AGREE_GROUP: [
        ("同意建群 4821", {"numbers": (4821,)}),
        ("同意建群4821、4822", {"numbers": (4821, 4822)}),
        ("批准建群 4821。", {"numbers": (4821,)}),
    ],
    Verb.REFUSE_GROUP: [
        ("不同意建群 4821 已有类似的群", {"numbers": (4821,), "text": "已有类似的群"})
    ],
    Verb.GROUP_MADE: [("建好 4821", {"numbers": (4821,)}), ("已建好4821", {"numbers": (4821,)})],
    Verb.FILE_GROUP: [
        ("报备 4821", {"numbers": (4821,)}),
        ("备案 4821 备案表", {"numbers": (4821,), "text": "备案表"}),
    ],
    Verb.CONFIRM_FILING: [("备案确认 4821", {"numbers": (4821,)})],
    Verb.RETURN_FILING: [("备案退回 4821 缺群主", {"numbers": (4821,), "text": "缺群主"})],
    Verb.ADOPT_GROUP: [("认领 4821", {"numbers": (4821,)})],
    Verb.APPOINT: [
        (
            "指定 4821 徐静 文字编辑员",
            {"numbers": (4821,), "person": "徐静", "text": "文字编辑员"},
        ),
        ("任命 4821 @徐静，群管理员", {"numbers": (4821,), "person": "徐静", "text": "群管理员"}),
    ],
    Verb.OPEN_GROUP: [("启用 4821", {"numbers": (4821,)})],
    Verb.DUTY_DONE: [
        ("职责办完 4821", {"numbers": (4821,)}),
        ("职责已办 4821", {"numbers": (4821,)}),
    ],
    Verb.NAME_GROUP: [
        ("改群名 4821 质量部工作群", {"numbers": (4821,), "text": "质量部工作群"}),
    ],
    Verb.PERMIT: [
        ("授权 4821 马超 邀请好友", {"numbers": (4821,), "person": "马超", "text": "邀请好友"}),
    ],
    Verb.FORBID: [
        ("收回权限 4821 马超 邀请好友", {"numbers": (4821,), "person": "马超", "text": "邀请好友"}),
    ],
    Verb.STOP: [
        ("制止 张三 与工作无关", {"person": "张三", "text": "与工作无关"}),
        ("制止 @zhangsan", {"person": "zhangsan"}),
    ],
    Verb.END_TOPIC: [
        ("终止话题 @市场部群 美国大选", {"group": "市场部群", "text": "美国大选"}),
        ("叫停 明星八卦", {"text": "明星八卦"}),
    ],
    Verb.MUTE: [("禁言 张三 刷屏", {"person": "张三", "text": "刷屏"})],
    Verb.SAME_GROUP: [("关联 4821 3917", {"numbers": (4821, 3917)})],
    Verb.TAKE_UP: [
        ("接管 4821 陈丽", {"numbers": (4821,), "person": "陈丽"}),
        ("接管4821 @chenli", {"numbers": (4821,), "person": "chenli"}),
    ],
    Verb.HAND_OVER: [("移交 4821 陈丽", {"numbers": (4821,), "person": "陈丽"})],
    Verb.END_MATTER: [
        ("事项结束 4821 团建结束", {"numbers": (4821,), "text": "团建结束"}),
        ("功能丧失 4821 并入OA", {"numbers": (4821,), "text": "并入OA"}),
    ],
    Verb.ASK_LATER: [
        ("延期 4821 7月5日 尾款未结", {**PUT_OFF, "day": Until(7, 5)}),
        ("申请延期 4821，到2026-07-05，尾款未结", {**PUT_OFF, "day": Until(7, 5, 2026)}),
        ("延期 4821：7月5日 尾款未结", {**PUT_OFF, "day": Until(7, 5)}),
        ("延期 4821 七月五号 尾款未结", {**PUT_OFF, "day": Until(7, 5)}),
    ],
    Verb.PUT_OFF: [("同意延期 4821", {"numbers": (4821,)})],
    Verb.KEEP_DATE: [("不同意延期 4821", {"numbers": (4821,)})],
    Verb.ANNOUNCE_END: [
        ("公告解散 4821 6月25日 陈丽 专题项目完结", ANNOUNCED),
        ("公告解散4821 于6月25日 陈丽 专题项目完结", ANNOUNCED),
        ("公告解散 4821 陈丽 6月25日 原因：专题项目完结", ANNOUNCED),
    ],
    Verb.DISSOLVE: [("解散群 4821", {"numbers": (4821,)}), ("解散 4821", {"numbers": (4821,)})],
    Verb.GROUPS_ON_FILE: [("群台账", {}), ("台账。", {})],
    Verb.CHECK: [
        ("核对成员", {}),
        ("核对", {}),
        ("@市场部群 核对成员", {"group": "市场部群"}),
        ("核对成员 @市场部群", {"group": "市场部群"}),
        ("請核對成員", {}),
    ],
    Verb.LET_JOIN: [
        ("准入 张三", {"person": "张三"}),
        ("准入 张三 新同事", {"person": "张三", "text": "新同事"}),
        ("@市场部群 准许入群 张三", {"group": "市场部群", "person": "张三"}),
        ("同意入群 张三", {"person": "张三"}),
    ],
    Verb.INVITE: [
        ("邀请 何军", {"person": "何军"}),
        ("邀请 何军 30天 审计", {"person": "何军", "span": Span(30, Unit.DAY), "text": "审计"}),
    ],
    Verb.LET_LEAVE: [
        ("准退 张三 调岗", {"person": "张三", "text": "调岗"}),
        ("同意退群 张三", {"person": "张三"}),
    ],
    Verb.ABSENCE: [
        ("告假 10天 出差", {"span": Span(10, Unit.DAY), "text": "出差"}),
        ("告假 到12月1日", {"span": Until(12, 1)}),
        ("我想告假10天", {"span": Span(10, Unit.DAY)}),
    ],
    Verb.NICKNAME: [
        ("我的昵称 财务部+张三", {"text": "财务部+张三"}),
        ("群昵称：财务部-张三", {"text": "财务部-张三"}),
    ],
    Verb.EXPECT: [
        ("计时 张三 今天交报表", {"person": "张三", "text": "今天交报表"}),
        ("计时 @zhangsan：下班前盘点", {"person": "zhangsan", "text": "下班前盘点"}),
        ("請催辦 張三 今天交报表", {"person": "張三", "text": "今天交报表"}),
        ("@市场部群 催办 张三 报表", {"group": "市场部群", "person": "张三", "text": "报表"}),
    ],
    Verb.EXCUSE: [
        ("断网 张三 在工地没信号", {"person": "张三", "text": "在工地没信号"}),
        ("没网 张三，基站坏了", {"person": "张三", "text": "基站坏了"}),
    ],
    Verb.REPLIES: [
        ("回复情况", {}),
        ("谁没回复？", {}),
        ("@市场部群 谁没回", {"group": "市场部群"}),
        ("回複情況", {}),
    ],
    Verb.ISSUES: [
        ("问题", {}),
        ("请问题", {}),
        ("@市场部群 问题", {"group": "市场部群"}),
        ("问题清单。", {}),
    ],
    Verb.RAISE: [
        ("记问题 张三 五店灯坏了", {"person": "张三", "text": "五店灯坏了"}),
        ("提问题 @zhangsan，三店漏水", {"person": "zhangsan", "text": "三店漏水"}),
    ],
    Verb.ASSIGN: [
        ("传达 4821 张三", {"numbers": (4821,), "person": "张三"}),
        ("转交4821 @zhangsan", {"numbers": (4821,), "person": "zhangsan"}),
    ],
    Verb.IN_HAND: [("处理中 4821", {"numbers": (4821,)}), ("處理中 4821", {"numbers": (4821,)})],
    Verb.SOLVED: [
        ("已解决 4821", {"numbers": (4821,)}),
        ("办好了 4821、5932", {"numbers": (4821, 5932)}),
    ],
    Verb.HELP: [
        ("帮助", {}),
        ("幫助", {}),
        ("help", {}),
        ("hlep", {}),
        ("?", {}),
        ("", {}),
        ("…………", {}),
        ("你好", {}),
        ("您好！", {}),
        ("我需要帮助", {}),
        ("帮助 2", {"numbers": (2,)}),
        ("帮助 确认", {"topic": Verb.CONFIRM}),
        ("help qr", {"topic": Verb.CONFIRM}),
        ("怎么申诉", {"topic": Verb.APPEAL}),
        ("请问如何申诉？", {"topic": Verb.APPEAL}),
        ("申诉怎么写", {"topic": Verb.APPEAL}),
        ("申诉状怎么写", {"topic": Verb.APPEAL}),
        ("申诉被驳回了怎么办", {"topic": Verb.APPEAL}),
        ("确认3怎么样", {"topic": Verb.CONFIRM}),
        ("申诉要多久", {"topic": Verb.APPEAL}),
        ("可以申诉吗", {"topic": Verb.APPEAL}),
        ("豁免是什么意思", {"topic": Verb.EXEMPT}),
    ],
}


@pytest.mark.parametrize(
    ("verb", "text", "parts"),
    [(verb, text, parts) for verb, each in UNDERSTOOD.items() for text, parts in each],
)
def test_what_is_said_is_understood(verb, text, parts):
    assert read(text) == Command(verb=verb, **parts)


def unclear(said, verb, line=""):
    return Unclear(said=said, suggestions=(Suggestion(verb, line or EXAMPLES[verb]),))


NUMBERS_UNCLEAR = "分不清哪些是编号。几个编号用顿号分开，理由前写“理由：”"
INCOMPLETE = [
    ("计时时 张三 交报表", unclear("没看懂“计时时 张三 交报表”", Verb.EXPECT)),
    ("确认", unclear("“确认”还缺编号", Verb.CONFIRM)),
    ("确认书在哪里", unclear("“确认”后面的“书在哪里”没看懂", Verb.CONFIRM)),
    ("确认 3 不成立", unclear("“确认”后面的“不成立”没看懂", Verb.CONFIRM)),
    ("确认 3 严重影响工作", unclear("“确认”后面的“影响工作”没看懂", Verb.CONFIRM)),
    ("确认 3？", unclear("带问号的话不会执行", Verb.CONFIRM, "确认 3")),
    ("道歉？", unclear("带问号的话不会执行", Verb.APOLOGISE, "道歉")),
    ("确认 3-1", unclear("编号的范围要从小到大，例如 1-3", Verb.CONFIRM)),
    ("确认 1-99", unclear("一次最多写 50 个编号", Verb.CONFIRM)),
    ("确认 1\n驳回 2 误报", unclear("“确认”后面的“驳回 2 误报”没看懂", Verb.CONFIRM)),
    ("驳回 1 误报\n确认 2", unclear("一条消息里请只写一个命令", Verb.DISMISS)),
    ("驳回 3", unclear("“驳回”还缺理由", Verb.DISMISS)),
    ("驳回 3，谢谢！", unclear("“驳回”还缺理由", Verb.DISMISS)),
    ("驳回 误报", unclear("“驳回”还缺编号", Verb.DISMISS)),
    ("驳回一律不算", unclear("“驳回”还缺编号", Verb.DISMISS)),
    ("驳回 3 2证据不足", unclear(NUMBERS_UNCLEAR, Verb.DISMISS)),
    ("驳回 3 5 分钟内撤回了", unclear(NUMBERS_UNCLEAR, Verb.DISMISS)),
    ("驳回 3，2 人作证", unclear(NUMBERS_UNCLEAR, Verb.DISMISS)),
    ("解除 3 人禁言", unclear(NUMBERS_UNCLEAR, Verb.LIFT)),
    ("申诉 3 次都不是我", unclear(NUMBERS_UNCLEAR, Verb.APPEAL)),
    ("不确认 3", unclear("“驳回”还缺理由", Verb.DISMISS)),
    ("申诉", unclear("“申诉”还缺理由", Verb.APPEAL)),
    ("申诉 3", unclear("“申诉”还缺理由", Verb.APPEAL)),
    ("申诉 1、2 都不对", unclear("这个命令一次只能写一个编号", Verb.APPEAL)),
    ("申诉诉 3 我没发", unclear("没看懂“申诉诉 3 我没发”", Verb.APPEAL)),
    ("道歉信", unclear("没看懂“道歉信”", Verb.APOLOGISE)),
    ("警告 张三", unclear("“警告”还缺条款、理由", Verb.WARN)),
    ("警告 张三 发广告", unclear("“警告”还缺条款", Verb.WARN)),
    ("证据 4821", unclear("“证据”还缺人", Verb.EVIDENCE)),
    ("证据张三4821", unclear("“证据”还缺编号", Verb.EVIDENCE)),
    ("证据 张三 4821、4822", unclear("这个命令一次只能写一个编号", Verb.EVIDENCE)),
    ("证据 张三 4821？", unclear("带问号的话不会执行", Verb.EVIDENCE, "证据 张三 4821")),
    ("举报报 张三 发广告", unclear("没看懂“举报报 张三 发广告”", Verb.REPORT)),
    ("举报 张三", unclear("“举报”还缺理由", Verb.REPORT)),
    ("豁免 张三 3.11 值班", unclear("“豁免”还缺期限", Verb.EXEMPT)),
    ("豁免 张三 3.11 到2月30日 值班", unclear("没有这一天，请写成“到12月1日”", Verb.EXEMPT)),
    ("豁免 张三 3.11 5000天 值班", unclear("期限要在 1 到 999 之间", Verb.EXEMPT)),
    ("结清表 13月", unclear("月份要在 1 到 12 之间，例如 2026-11", Verb.SETTLE)),
    ("结清表", unclear("“结清表”还缺月份", Verb.SETTLE)),
    ("查 张三 李四", unclear("“查”后面的“李四”没看懂", Verb.MEMBER_FILE)),
    ("撤销3", unclear("“撤销”还缺人、理由", Verb.PARDON)),
    ("准许 3 理由不充分", unclear("“准许”后面的“不充分”没看懂", Verb.ALLOW)),
    ("同意 3 但是下不为例", unclear("“准许”后面的“但是下不为例”没看懂", Verb.ALLOW)),
]


@pytest.mark.parametrize(("text", "asked"), INCOMPLETE)
def test_what_is_missing_or_left_over_is_asked_about(text, asked):
    assert read(text) == asked


GUESSED = [
    ("确任 3", Verb.CONFIRM, "确认 3"),
    ("认确 3 严重", Verb.CONFIRM, "确认 3 严重"),
    ("确确认 3", Verb.CONFIRM, "确认 3"),
    ("申速 3 冤枉", Verb.APPEAL, "申诉 3 冤枉"),
    ("警高 张三 3.10 发广告", Verb.WARN, "警告 张三 3.10 发广告"),
    ("记一下 张三 3.10 发广告", Verb.STRIKE, "记一次 张三 3.10 发广告"),
    ("待半", Verb.TODO, "待办"),  # of two characters, one is too little to go by
    ("3 确认", Verb.CONFIRM, "确认 3"),
    ("把 3 确认", Verb.CONFIRM, "确认 3"),
    ("3号属实", Verb.CONFIRM, "确认 3号"),
    ("我对处理不服，要申诉", Verb.APPEAL, "申诉 我对处理不服，要"),
]


@pytest.mark.parametrize(("text", "verb", "line"), GUESSED)
def test_a_slip_or_another_order_is_asked_back(text, verb, line):
    assert read(text).suggestions[0] == Suggestion(verb, line)


UNRELATED = [
    "今天下午三点开会",
    "收到",
    "好的",
    "这个不是广告",
    "哈哈哈",
    "👍👍",
    "3.10",
    "条款",
    "不要警告张三",
    "别确认 3",
    "没有撤销",
    "qrcode 3",
    "@市场部群",
    "明天请假",
]


@pytest.mark.parametrize("text", UNRELATED)
def test_what_is_no_command_suggests_none(text):
    assert read(text) == Unclear()


def test_a_text_that_is_too_long_is_not_read():
    whole = "申诉 " + "我" * (LONGEST - 3)
    assert read(whole).text == "我" * (LONGEST - 3)
    assert "太长" in read(whole + "我").said


def test_only_the_commands_of_the_table_that_is_given_are_read():
    some = [spec for spec in COMMANDS if spec.verb in {Verb.TODO, Verb.HELP}]
    assert read("确认 3", some) == Unclear()
    assert read("待办", some) == Command(verb=Verb.TODO)


def test_there_are_enough_of_them_to_mean_something():
    assert sum(map(len, UNDERSTOOD.values())) + len(INCOMPLETE) + len(GUESSED) >= 120
    assert UNDERSTOOD.keys() == set(Verb)
